"""A line of text around a place, cut at words, with marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

BEFORE, AFTER = 50, 110
"""Characters shown before and after a place."""


class Snippet(NamedTuple):
    """A line of text, the ranges of it that are marked, and where it ends in the text it is of."""

    text: str
    marks: tuple[tuple[int, int], ...]
    end: int


def snippet(text: str, first: int, last: int, spans: Sequence[tuple[int, int]], place: int) -> Snippet:
    """Return the line around ``place`` of the paragraph ``text[first:last]``; ``spans`` of the text are marked."""
    start = _cut_before(text, first, place)
    end = _cut_after(text, last, place)
    left, right = "…" if start > first else "", "…" if end < last else ""
    line = left + text[start:end].replace("\n", " ") + right
    shift = len(left) - start
    marks = tuple((max(a, start) + shift, min(b, end) + shift) for a, b in spans if a < end and b > start)
    return Snippet(line, marks, end)


def _cut_before(text: str, first: int, place: int) -> int:
    start = place - BEFORE
    if start <= first:
        return first
    space = text.find(" ", start, place)
    return start if space < 0 else space + 1


def _cut_after(text: str, last: int, place: int) -> int:
    end = place + AFTER
    if end >= last:
        return last
    space = text.rfind(" ", place + AFTER // 2, end)
    return end if space < 0 else space
