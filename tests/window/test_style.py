from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from viewer.library import Category
from viewer.library.notes.lesson_palettes import LINES, lesson_palettes
from viewer.window import texts
from viewer.window.notes.category_styles import DASHES, style_of
from viewer.window.style import style_sheet
from viewer.window.theme import THEMES, UNDERLINES, ThemeName, theme

GROUNDS = ("pane", "bar", "field")
KINDS = texts.LABELS
TEXT_PAIRS = [
    *[(ink, ground) for ink in ("ink1", "ink2", "ink3", "accent") for ground in GROUNDS],
    *[("ink1", f"{kind}.fill") for kind in KINDS],
    *[("ink2", f"{kind}.fill") for kind in KINDS],
    *[(f"{kind}.pen", f"{kind}.fill") for kind in KINDS],
    *[(ink, f"sentence.{state}") for ink in ("ink1", "ink2") for state in ("fill", "hover", "current")],
    *[("ink1", fill) for fill in ("differ.fill", "entity.current", "find.fill", "find.current")],
    ("accent", "accent.fill"),
    ("accent.ink", "accent"),
    ("warning.ink", "warning.fill"),
    ("selection.ink", "selection"),
    ("accent", "sentence.current"),
]
LINE_PAIRS = [
    *[(f"{kind}.pen", ground) for kind in KINDS for ground in ("pane", "sentence.fill", "sentence.current")],
    *[("differ.pen", ground) for ground in ("pane", "differ.fill", "sentence.current")],
    *[("focus", ground) for ground in (*GROUNDS, "sentence.current", "accent.fill")],
    *[("match.order", "app"), ("match.moved", "app"), ("ink3", "field"), ("ink3", "pane")],
]


def luminance(color: QColor) -> float:
    parts = [color.redF(), color.greenF(), color.blueF()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "fill"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(name: ThemeName, ink: str, fill: str) -> None:
    assert contrast(theme(name)[ink], theme(name)[fill]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("line", "fill"), LINE_PAIRS)
def test_lines_can_be_seen_on_their_ground(name: ThemeName, line: str, fill: str) -> None:
    assert contrast(theme(name)[line], theme(name)[fill]) >= 3


def test_contrast_is_measured_as_the_guideline_says() -> None:
    assert contrast(QColor("#000"), QColor("#fff")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("#fff")) == pytest.approx(4.54, abs=0.01)


def test_kinds_of_entities_differ_by_their_underline() -> None:
    assert set(UNDERLINES) == set(KINDS)
    for one, other in combinations(UNDERLINES.values(), 2):
        assert one != other


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("category", [c for palette in lesson_palettes() for c in palette.categories])
def test_categories_of_notes_can_be_read_in_every_theme(name: ThemeName, category: Category) -> None:
    style = style_of(category, theme(name))
    assert contrast(style.pen, theme(name)["pane"]) >= 4.45
    assert contrast(style.pen, style.fill) >= 4.45
    assert contrast(theme(name)["ink1"], style.fill) >= 4.5


def test_the_lines_of_categories_differ_and_are_those_that_a_palette_may_name() -> None:
    assert tuple(DASHES) == LINES
    for one, other in combinations(DASHES.values(), 2):
        assert one != other


def test_a_category_without_colour_letter_or_line_is_drawn_all_the_same() -> None:
    style = style_of(Category("x", "", "no colour", "", "wavy"), theme("dark"))
    assert (style.letter, style.dashes) == ("?", ())
    assert style.pen.isValid()


@pytest.mark.parametrize("name", THEMES)
def test_the_sheet_is_made_of_the_colours_of_its_theme(qapp: object, name: ThemeName) -> None:
    sheet = style_sheet(theme(name))
    assert "$" not in sheet
    label = QLabel("outlet")
    label.setProperty("role", "outlet")
    label.setStyleSheet(sheet)
    label.ensurePolished()
    assert label.palette().color(label.foregroundRole()) == theme(name)["accent"]
