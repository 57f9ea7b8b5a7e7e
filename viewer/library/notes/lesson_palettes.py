"""The palettes that come with the program, and how the categories of a palette are checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations

from viewer.article.messages import Message
from viewer.data import data_folder
from viewer.library.notes.colours import AA, SIGHTS, Sight, contrast, difference, is_colour, seen_by
from viewer.library.notes.palettes import Category, Palette

FIRST = "four-colours"
"""The palette of a story for which none was chosen."""
LINES = ("solid", "dashed", "dotted", "dash-dot", "long", "dash-dot-dot")
"""The lines that a category may have."""
ALIKE = 10.0
"""The CIEDE2000 distance below which two colours are too alike to be told apart in small marks."""
PAGE = "#ffffff"

_ORDER = (FIRST, "fairness", "statements", "bias")
_BLIND: dict[Sight, str] = {
    "full": "“{one}” and “{other}” have nearly the same colour; make one of them darker or choose another.",
    "protan": "“{one}” and “{other}” look alike to readers who do not see red; make one of them much darker.",
    "deutan": "“{one}” and “{other}” look alike to readers who do not see green; make one of them much darker.",
    "tritan": "“{one}” and “{other}” look alike to readers who do not see blue; make one of them much darker.",
}
_NO_NAME = "Category {number} has no name; say what it marks."
_SAME_NAME = "Two categories are called “{name}”; give one of them another name."
_NO_LETTER = "“{name}” needs a letter: one character that stands beside its marks."
_SAME_LETTER = "“{one}” and “{other}” have the same letter, {letter}; give one of them another."
_SAME_LINE = "“{one}” and “{other}” have the same line; choose another, or the colour alone tells their lines apart."
_PALE = "“{name}” is too pale on the page ({contrast} : 1); it is drawn darker, so that it can be read."
_NO_COLOUR = "“{name}” needs a colour as #rrggbb."


@cache
def lesson_palettes() -> tuple[Palette, ...]:
    """Return the palettes that come with the program, the plain one first."""
    found = [_read(path.read_text("utf-8")) for path in sorted(data_folder("resources").glob("palettes/*.json"))]
    return tuple(sorted(found, key=lambda palette: _ORDER.index(palette.id) if palette.id in _ORDER else len(_ORDER)))


def _read(text: str) -> Palette:
    data = json.loads(text)
    return Palette(data["id"], data["name"], tuple(Category(**category) for category in data["categories"]))


def find_palette(palettes: Iterable[Palette], palette_id: str | None) -> Palette:
    """Return the palette of that id, the plain one where there is none."""
    return next((palette for palette in palettes if palette.id == palette_id), lesson_palettes()[0])


def problems_of(categories: Sequence[Category]) -> tuple[Message, ...]:
    """Return what is wrong with the categories of one palette, in plain words; nothing where all is well.

    Names and letters must differ, colours stand out from the page and from each other for every kind of sight.
    """
    found = [message for number, category in enumerate(categories, 1) for message in _alone(number, category)]
    for one, other in combinations(categories, 2):
        found.extend(_together(one, other))
    return tuple(found)


def _alone(number: int, category: Category) -> Iterable[Message]:
    if not category.name.strip():
        yield Message(_NO_NAME, number=number)
    if len(category.letter.strip()) != 1:
        yield Message(_NO_LETTER, name=category.name)
    if not is_colour(category.colour):
        yield Message(_NO_COLOUR, name=category.name)
    elif contrast(category.colour, PAGE) < AA:
        yield Message(_PALE, name=category.name, contrast=f"{contrast(category.colour, PAGE):.1f}")


def _together(one: Category, other: Category) -> Iterable[Message]:
    if one.name.strip() and one.name.strip().casefold() == other.name.strip().casefold():
        yield Message(_SAME_NAME, name=one.name)
    if one.letter.strip() and one.letter.casefold() == other.letter.casefold():
        yield Message(_SAME_LETTER, one=one.name, other=other.name, letter=one.letter)
    if one.line == other.line:
        yield Message(_SAME_LINE, one=one.name, other=other.name)
    sight = alike(one.colour, other.colour)
    if sight is not None:
        yield Message(_BLIND[sight], one=one.name, other=other.name)


def alike(one: str, other: str) -> Sight | None:
    """Return the first kind of sight to which two colours look alike, None where all can tell them apart."""
    if not (is_colour(one) and is_colour(other)):
        return None
    return next((sight for sight in SIGHTS if difference(seen_by(one, sight), seen_by(other, sight)) < ALIKE), None)
