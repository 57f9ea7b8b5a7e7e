from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.window.panes.following import STEEPEST, Anchor, HeightMap, common_height, monotone_chain, reading_line

HEIGHTS = st.integers(0, 12).map(float)
ANCHORS = st.lists(st.builds(Anchor, HEIGHTS, HEIGHTS, st.integers(1, 9).map(float)), max_size=9)
FAR = st.lists(st.builds(Anchor, st.floats(0, 5000), st.floats(0, 8000), st.floats(1, 100)), max_size=12)


def in_order(chain: list[Anchor] | tuple[Anchor, ...]) -> bool:
    return all(a.left <= b.left and a.right <= b.right for a, b in pairwise(chain))


@given(ANCHORS)
def test_the_chain_is_the_heaviest_in_order(anchors: list[Anchor]) -> None:
    chain = monotone_chain(anchors)
    assert in_order(chain)
    assert not Counter(chain) - Counter(anchors)
    chosen = (part for size in range(len(anchors) + 1) for part in combinations(sorted(anchors), size))
    best = max(sum(anchor.weight for anchor in part) for part in chosen if in_order(part))
    assert sum(anchor.weight for anchor in chain) == best


def test_a_sentence_that_was_split_keeps_the_order() -> None:
    for anchors in ([Anchor(5, 1), Anchor(5, 2), Anchor(5, 3)], [Anchor(1, 5), Anchor(2, 5), Anchor(3, 5)]):
        assert monotone_chain(anchors) == anchors
        beside = HeightMap(anchors, 10, 10)
        assert [beside(0), beside(10)] == [0, 10]
    assert monotone_chain([]) == []


@pytest.mark.parametrize(("view", "text"), [(400, 2000), (400, 500), (400, 790), (400, 401)])
def test_the_reading_line_reaches_both_ends(view: float, text: float) -> None:
    ends = range(int(text - view) + 1)
    lines = [reading_line(scroll, view, text) for scroll in ends]
    assert lines[0] == 0 or text < 2 * view
    assert reading_line(text - view, view, text) >= view / 2
    read = [scroll + line for scroll, line in zip(ends, lines, strict=True)]
    assert all(later >= earlier for earlier, later in pairwise(read))


def test_in_the_middle_of_a_long_text_one_reads_in_the_middle() -> None:
    assert reading_line(1000, 400, 5000) == 200
    assert reading_line(0, 400, 5000) == 0
    assert reading_line(4600, 400, 5000) == 400
    assert reading_line(0, 400, 300) == 0


@given(FAR, st.floats(100, 6000), st.floats(100, 9000))
def test_the_map_grows_and_joins_both_ends(anchors: list[Anchor], left: float, right: float) -> None:
    inside = [anchor for anchor in anchors if anchor.left <= left and anchor.right <= right]
    beside = HeightMap(inside, left, right)
    assert beside(0.0) == pytest.approx(0.0)
    assert beside(left) == pytest.approx(right)
    heights = [beside(left * step / 200) for step in range(201)]
    assert all(later >= earlier - 1e-6 for earlier, later in pairwise(heights))


@given(FAR)
def test_the_follower_never_races(anchors: list[Anchor]) -> None:
    inside = [anchor for anchor in anchors if anchor.left <= 5000 and anchor.right <= 5000]
    beside = HeightMap(inside, 5000.0, 5000.0)
    heights = [beside(float(height)) for height in range(0, 5001, 10)]
    assert all(later - earlier <= 10 * STEEPEST + 1e-6 for earlier, later in pairwise(heights))


def test_the_map_goes_through_its_anchors() -> None:
    beside = HeightMap([Anchor(100, 300, 80), Anchor(500, 600, 80), Anchor(300, 100, 10)], 1000, 1000)
    assert beside(100) == 300
    assert beside(500) == 600
    assert beside(300) == 450


@given(st.floats(0, 900), st.lists(st.floats(0, 5000), min_size=1, max_size=6))
def test_the_common_height_can_be_reached_by_every_place(wanted: float, places: list[float]) -> None:
    height = common_height(wanted, places)
    assert all(height <= place for place in places), "no text can be scrolled above its beginning"
    assert height <= max(wanted, 12.0)
    assert height == wanted or height == min(places) or height == 12.0
