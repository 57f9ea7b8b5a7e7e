"""How the categories of a palette are drawn in each theme: colours that can be read there, lines as dashes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor

from viewer.window.theme import Theme

if TYPE_CHECKING:
    from viewer.library.notes.palettes import Category

DASHES: dict[str, tuple[int, ...]] = {
    "solid": (),
    "dashed": (6, 3),
    "dotted": (2, 2),
    "dash-dot": (8, 2, 2, 2),
    "long": (12, 4),
    "dash-dot-dot": (8, 2, 2, 2, 2, 2),
}
"""Dashes in pixels of the lines a category may have (empty: one solid line)."""


class CategoryStyle(NamedTuple):
    """The look of a category in one theme: the colour of line and letter, that of the fill, the dashes of the line."""

    letter: str
    pen: QColor
    fill: QColor
    dashes: tuple[int, ...]


_HIGH = 7.0
"""The least contrast in the theme of high contrast (WCAG 2.2, level AAA)."""


@lru_cache(maxsize=256)
def style_of(category: Category, theme: Theme) -> CategoryStyle:
    """Return how a category is drawn in a theme."""
    from viewer.library.notes.colours import AA, is_colour, readable, tint  # a story without notes needs no library

    page, ink = theme.hex("pane"), theme.hex("ink1")
    colour = category.colour if is_colour(category.colour) else theme.hex("ink2")
    least = _HIGH if theme.name == "contrast" else AA
    pen = readable(colour, page, least)
    fill = tint(pen if theme.name != "light" else colour, page, ink, 0.26)
    pen = readable(pen, fill, least)
    letter = (category.letter.strip() or "?")[:1].upper()
    return CategoryStyle(letter, QColor(pen), QColor(fill), DASHES.get(category.line, ()))
