"""Find words in the texts of articles: plain words, whatever their case, accents and quotation marks. No Qt.

Runs in linear time: each text is folded once and searched with ``str.find``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from viewer.article.model import Article

_ALIKE = {
    **dict.fromkeys("‘’‚‛´`′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "\u00ad": "",
    "…": "...",
}


class Hit(NamedTuple):
    """A place in an article, in code points of its text."""

    article: int
    start: int
    end: int


class Folded:
    """A text made comparable, and where each of its characters came from."""

    __slots__ = ("_starts", "_text_length", "text")

    def __init__(self, text: str) -> None:
        parts: list[str] = []
        starts: list[int] = []
        for index, char in enumerate(text):
            folded = char.lower() if char.isascii() else _fold(char)
            if folded.isspace():
                # A line break between two words is a space to the reader; a run of spaces is one.
                folded = "" if parts and parts[-1] == " " else " "
            if folded:
                parts.extend(folded)
                starts.extend([index] * len(folded))
        self.text = "".join(parts)
        self._starts = starts
        self._text_length = len(text)

    def span(self, start: int, end: int, text: str) -> tuple[int, int]:
        """Return the range of ``text`` that a range of the folded text came from, combining marks included."""
        first, last = self._starts[start], self._starts[end - 1] + 1
        while last < self._text_length and _is_mark(text[last]):
            last += 1
        return first, last


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    plain = unicodedata.normalize("NFKD", _ALIKE.get(char, char))
    return "".join(_ALIKE.get(part, part) for part in plain if not _is_mark(part)).casefold()


def _is_mark(char: str) -> bool:
    return not char.isascii() and unicodedata.combining(char) != 0


@lru_cache(maxsize=16)
def fold(text: str) -> Folded:
    """Return a text made comparable; the last few are kept, as a search grows letter by letter."""
    return Folded(text)


def find(articles: Sequence[Article], order: Sequence[int], words: str, *, whole: bool = False) -> list[Hit]:
    """Return where ``words`` stand in the articles, in the order of the screen.

    Case, accents, quotation marks, dashes and runs of white space make no difference. ``whole`` asks for whole words.
    """
    wanted = Folded(words.strip()).text
    if not wanted:
        return []
    return [
        Hit(article, start, end)
        for article in order
        for start, end in _places(articles[article].text, wanted)
        if not whole or _is_whole(articles[article].text, start, end)
    ]


def _places(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    folded = fold(text)
    at = folded.text.find(wanted)
    last = (-1, -1)
    while at >= 0:
        span = folded.span(at, at + len(wanted), text)
        if span != last:  # one character may fold into several that all fit
            yield span
        last = span
        at = folded.text.find(wanted, at + len(wanted))


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())
