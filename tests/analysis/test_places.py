from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.corrections import Anchor
from viewer.analysis.places import Places

PLACES = Places({("a", 10, 20): "one", ("a", 20, 24): "two", ("a", 100, 180): "three", ("b", 0, 5): "four"}.items())


@pytest.mark.parametrize(
    ("anchor", "least", "found"),
    [
        (("a", 10, 20), 0.5, "one"),
        (("a", 11, 19), 0.5, "one"),
        (("a", 18, 24), 0.5, "two"),
        (("a", 15, 24), 0.5, None),
        (("a", 15, 24), 0.0, "one"),
        (("a", 150, 152), 0.0, "three"),
        (("a", 150, 152), 0.5, None),
        (("a", 24, 100), 0.0, None),
        (("b", 0, 4), 0.5, "four"),
        (("c", 0, 4), 0.0, None),
    ],
)
def test_what_covers_most_of_a_place_is_found(anchor: Anchor, least: float, found: str | None) -> None:
    assert PLACES.at(anchor, least) == found


def share(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / max(one[1] - one[0], other[1] - other[0])


ranges = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(ranges, max_size=12, unique=True), ranges, st.sampled_from([0.0, 0.5]))
def test_nothing_covers_more_than_what_is_found(things: list[tuple[int, int]], asked: tuple[int, int], least: float):
    found = Places((("a", *thing), thing) for thing in things).at(("a", *asked), least)
    best = max((share(thing, asked) for thing in things), default=0.0)
    assert (found is not None) == (best > least)
    assert found is None or share(found, asked) == best
