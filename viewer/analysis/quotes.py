"""Words between quotation marks, in the marks of many languages, also over several paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from viewer.article.model import Article

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", "＂": "＂", '"': '"'}
_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'‚](?=[^\W\d_][^'’‘]*\s|[^\W\d_]{2,}[’']|I[’'])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)")
_DOUBLE = re.compile('[“”„«»‹›「」『』＂"]')
_LONGEST_SINGLE = 300
_ELISIONS = ("em", "tis", "twas", "til", "cause", "bout", "round", "n")


def quotations(article: Article) -> list[tuple[int, int]]:
    """Return the spans of the quotations in title and body, marks included, in text order and without overlaps.

    A quotation that goes on in the next paragraph, which opens with a mark again, gives one span a paragraph.
    """
    found: list[tuple[int, int]] = []
    for paragraph in article.paragraphs:
        if paragraph.kind in ("body", "title"):
            doubles = list(_double_quotes(article.text, paragraph.start, paragraph.end))
            found.extend(sorted([*doubles, *_single_quotes(article.text, paragraph.start, paragraph.end, doubles)]))
    return found


def _double_quotes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pair the marks; one left open runs to the end of its paragraph: the next paragraph goes on with it."""
    opened, closers = -1, ""
    for found in _DOUBLE.finditer(text, start, end):
        mark, place = found.group(), found.start()
        if opened >= 0:
            if mark in closers and not _opens_again(text, place, mark, start, end):
                yield opened, place + 1
                opened = -1
        elif mark in _PAIRS and _may_open(text, place, end):
            opened, closers = place, _PAIRS[mark]
    if opened >= 0 and _has_words(text[opened:end]):
        yield opened, end


def _may_open(text: str, place: int, end: int) -> bool:
    if text[place] in "«»" and text[place + 1 : place + 2] in (" ", "\u00a0", "\u202f"):
        return place + 2 < end
    if text[place] == '"' and place and text[place - 1].isdigit() and not text[place + 1 : place + 2].isalpha():
        return False  # 6'2" is a height
    return place + 1 < end and not text[place + 1].isspace()


def _opens_again(text: str, place: int, mark: str, start: int, end: int) -> bool:
    """Whether a straight mark inside a quotation begins a new one: after a space and before a word."""
    if mark != '"' or place == start or place + 1 >= end:
        return False
    return text[place - 1].isspace() and text[place + 1].isalnum()


def _has_words(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _single_quotes(text: str, start: int, end: int, doubles: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    place = start
    while (found := _SINGLE_OPEN.search(text, place, end)) is not None:
        opened = found.start()
        number = bisect_right(doubles, (opened, end))
        if number and opened < doubles[number - 1][1]:
            place = doubles[number - 1][1]
            continue
        limit = doubles[number][0] if number < len(doubles) else end
        place = opened + 1
        if re.match(r"[^\W\d_]+", text[place : place + 6]).group().casefold() in _ELISIONS:  # type: ignore[union-attr]
            continue
        closed = _single_end(text, place, min(limit, opened + _LONGEST_SINGLE))
        if closed is not None:
            yield opened, closed
            place = closed


def _single_end(text: str, start: int, end: int) -> int | None:
    """Return the end of a quotation in single marks; a plural possessive (*workers' rights*) does not close it."""
    last = None
    for found in _SINGLE_CLOSE.finditer(text, start, end):
        if text[found.start() - 1] != "s":
            return found.end()
        last = last or found.end()
        if not text[found.end() : found.end() + 2].strip()[:1].isalpha():
            return found.end()
    return last
