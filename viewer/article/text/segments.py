"""A canonical text is divided into paragraphs, as ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from viewer.article.limits import PARAGRAPH_CHARACTERS

_BULLET = re.compile(r"(?:[*•·◦▪▸‣●○■+–—-]|o(?= +[^a-z\s])|\d{1,2}[.)]|[a-z][.)](?= ))(?:[ \t]+|$)")
_SENTENCE_END = r"[.!?…。！？][\"'”’»)\]]*\s*"
_WRAP_WIDTHS = range(40, 111)
_WRAP_SLACK = 4
_STOPS = '.!?…:;”"’)'


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph to be: a range without white space at its ends, how it is set, and its words.

    ``indent`` counts the columns before the text, ``bullet`` is the list mark it starts with (or an empty string),
    ``gap`` counts the empty lines before it.
    """

    start: int
    end: int
    text: str
    indent: int
    bullet: str
    gap: int

    @property
    def content(self) -> str:
        """The text without its list mark."""
        return self.text[len(self.bullet) :].lstrip()

    @property
    def listed(self) -> bool:
        """Whether a round mark, not a letter or number, starts it."""
        return self.bullet == "o" or (bool(self.bullet) and not self.bullet[0].isalnum())


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Line:  # Without comparison and representation, to be made sooner: the window reads before it first paints.
    start: int
    end: int
    indent: int
    gap: int


def segments_of(text: str) -> list[Segment]:
    """Divide ``text`` into paragraphs: by lines, with the lines of hard-wrapped paragraphs put together again."""
    lines = list(_lines(text))
    width = _wrap_width(lines, text)
    runs = _joined(lines, text, width) if width else [(line, line) for line in lines]
    return [piece for first, last in runs for piece in _pieces(text, first, last.end)]


def _lines(text: str) -> Iterator[_Line]:
    position, gap = 0, 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            left = len(raw) - len(raw.lstrip())
            indent = len(raw[:left].expandtabs(4))
            yield _Line(position + left, position + left + len(stripped), indent, gap)
            gap = 0
        else:
            gap += 1
        position += len(raw) + 1


def _wrap_width(lines: list[_Line], text: str) -> int:
    """Return the column at which the text is wrapped, 0 where each line is a paragraph of its own."""
    lengths = sorted(line.end - line.start + line.indent for line in lines)
    if len(lengths) < 4:
        return 0
    width = lengths[-1 - len(lengths) // 50]
    if width not in _WRAP_WIDTHS:
        return 0
    full = [here for here, there in pairwise(lines) if _continues(here, there, text, width)]
    followed = sum(1 for line in lines[1:] if not line.gap)
    broken = sum(1 for line in full if text[line.end - 1] not in _STOPS)
    return width if len(full) >= 3 and len(full) * 2 >= followed and broken * 2 > len(full) else 0


def _continues(line: _Line, following: _Line, text: str, width: int) -> bool:
    """Whether the first word of the following line did not fit on this one."""
    if following.gap or abs(following.indent - line.indent) > _WRAP_SLACK:
        return False
    if _BULLET.match(text, following.start, following.end):
        return False
    space = text.find(" ", following.start, following.end)
    word = (following.end if space < 0 else space) - following.start
    return line.indent + (line.end - line.start) + 1 + word > width - _WRAP_SLACK


def _joined(lines: list[_Line], text: str, width: int) -> list[tuple[_Line, _Line]]:
    runs: list[tuple[_Line, _Line]] = []
    for line in lines:
        if runs and _continues(runs[-1][1], line, text, width):
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return runs


def _pieces(text: str, first: _Line, end: int) -> Iterator[Segment]:
    """Yield the range as one segment, or as several where it is too long."""
    bullet = _BULLET.match(text, first.start, end)
    mark = bullet[0].strip() if bullet else ""
    gap = first.gap
    for start, stop in divided(text, first.start, end):
        yield Segment(start, stop, text[start:stop], first.indent, mark, gap)
        mark, gap = "", 0


def divided(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Divide a range into ranges of at most ``PARAGRAPH_CHARACTERS``, after a sentence or a word where possible."""
    while end - start > PARAGRAPH_CHARACTERS:
        cut = _cut(text, start, start + PARAGRAPH_CHARACTERS)
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        yield start, stop
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _cut(text: str, start: int, limit: int) -> int:
    middle = start + PARAGRAPH_CHARACTERS // 2
    ends = [middle + found.end() for found in re.finditer(_SENTENCE_END, text[middle:limit])]
    if ends and ends[-1] > start:
        return ends[-1]
    space = text.rfind(" ", start + 1, limit)
    return space + 1 if space > start else limit
