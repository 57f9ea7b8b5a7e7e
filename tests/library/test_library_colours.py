from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.library import Category
from viewer.library.notes.colours import (
    AA,
    SIGHTS,
    ciede2000,
    contrast,
    difference,
    is_colour,
    mixed,
    readable,
    seen_by,
    tint,
)
from viewer.library.notes.lesson_palettes import ALIKE, LINES, alike, find_palette, lesson_palettes, problems_of

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
PAGES = st.sampled_from([("#ffffff", "#1c2128"), ("#1c2027", "#e6e9ee"), ("#000000", "#ffffff")])


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
        ((50, 2.8361, -74.0200), (50, 0, -82.7485), 3.4412),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (61, -5, 29), 22.8977),
        ((50, 2.5, 0), (56, -27, -3), 31.9030),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_is_that_of_the_published_test_pairs(one, other, distance) -> None:
    assert ciede2000(one, other) == pytest.approx(distance, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(distance, abs=1e-4)


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(COLOURS, COLOURS)
def test_a_distance_is_the_same_both_ways_and_nothing_for_the_same(one: str, other: str) -> None:
    assert difference(one, other) == pytest.approx(difference(other, one))
    assert difference(one, one) == 0


@given(COLOURS, st.sampled_from(SIGHTS))
def test_what_is_seen_is_a_colour_and_greys_stay_grey(colour: str, sight) -> None:
    assert is_colour(seen_by(colour, sight))
    grey = f"#{colour[1:3] * 3}"
    assert difference(seen_by(grey, sight), grey) < 1


def test_who_does_not_see_green_confuses_these_and_nobody_else() -> None:
    assert alike("#2e7d32", "#c2185b") == "deutan"
    assert alike("#000000", "#ffffff") is None


@given(COLOURS, PAGES)
def test_a_colour_made_readable_is(colour: str, page: tuple[str, str]) -> None:
    ground, ink = page
    assert contrast(readable(colour, ground), ground) >= AA - 0.05
    assert contrast(tint(colour, ground, ink), ink) >= AA


@given(COLOURS, COLOURS)
def test_mixing_goes_from_one_to_the_other(one: str, other: str) -> None:
    assert mixed(one, other, 1) == one
    assert mixed(one, other, 0) == other


def test_a_colour_that_is_readable_already_stays() -> None:
    assert readable("#0b5cab", "#ffffff") == "#0b5cab"


def test_the_lesson_palettes_have_no_problem_and_their_own_ids() -> None:
    palettes = lesson_palettes()
    assert [palette.name for palette in palettes] == [
        "Four colours",
        "Is it fair?",
        "Fact or opinion?",
        "Forms of bias",
    ]
    for palette in palettes:
        assert problems_of(palette.categories) == ()
        assert {category.line for category in palette.categories} <= set(LINES)
    ids = [category.id for palette in palettes for category in palette.categories]
    assert len(set(ids)) == len(ids)
    assert [category.id for category in palettes[0].categories] == ["a", "b", "c", "d"]


def test_a_palette_that_is_not_there_is_the_plain_one() -> None:
    assert find_palette(lesson_palettes(), "gone").id == "four-colours"
    assert find_palette(lesson_palettes(), None).id == "four-colours"
    assert find_palette(lesson_palettes(), "bias").id == "bias"


def category(name: str, colour: str = "#0b5cab", letter: str = "A", line: str = "solid") -> Category:
    return Category(name, name, colour, letter, line)


@pytest.mark.parametrize(
    ("categories", "told"),
    [
        ([category("")], "has no name"),
        ([category("Fact", letter="")], "needs a letter"),
        ([category("Fact", colour="red")], "needs a colour"),
        ([category("Fact", colour="#ffee88")], "too pale on the page"),
        ([category("Fact"), category("fact", "#7a0000", "B", "dashed")], "Two categories are called"),
        ([category("Fact"), category("View", "#7a0000", "a", "dashed")], "same letter, A"),
        ([category("Fact"), category("View", "#7a0000", "B", "solid")], "same line"),
        ([category("Fact"), category("View", "#0b5cb0", "B", "dashed")], "nearly the same colour"),
        ([category("Fact", "#2e7d32"), category("View", "#c2185b", "B", "dashed")], "do not see green"),
        ([category("Fact", "#a87a08"), category("View", "#2e7d32", "B", "dashed")], "do not see red"),
    ],
)
def test_what_is_wrong_with_a_palette_is_said_in_plain_words(categories: list[Category], told: str) -> None:
    assert any(told in message for message in problems_of(categories))
    assert len(problems_of(categories)) == len({*problems_of(categories)})


def test_well_told_apart_is_well_above_the_limit() -> None:
    for palette in lesson_palettes():
        colours = [category.colour for category in palette.categories]
        nearest = min(
            difference(seen_by(a, sight), seen_by(b, sight))
            for sight in SIGHTS
            for a in colours
            for b in colours
            if a != b
        )
        assert nearest > ALIKE + 2
