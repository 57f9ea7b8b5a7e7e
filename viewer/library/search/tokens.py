"""Words of a text as the search compares them: without case and accents, scripts without spaces in pairs of characters.

The index is filled with these words and hits are found by them, so that what is counted is what is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

LONGEST = 64
"""Characters of a word that are compared."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese: no space says where a word ends."""
_JOINERS = "\u200c\u200d"
_LAST_STRIPPED = "\u0700"
"""Marks below belong to scripts that are also written without them: Latin, Greek, Cyrillic, Hebrew, Arabic."""
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "ħ": "h", "Ħ": "h", "ı": "i", "æ": "ae", "Æ": "ae"}
    | {"œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d"}
)
_PRINTED = "“”‘’„«»–—…•\u00a0"
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_PARTED = "\x1f"
_PARTED_WORD = re.compile(rf"[a-z0-9]+|{_PARTED}")


class Token(NamedTuple):
    """A compared word and the half-open range (code points) it stands in.

    ``paired`` tells two neighbouring characters, or the last one, of a run in a script without spaces.
    """

    form: str
    start: int
    end: int
    paired: bool = False


def plain(text: str) -> str:
    """Return a text of the same length whose printed quotation marks, dashes and spaces are plain spaces."""
    if not text.isascii():
        for sign in _PRINTED:
            text = text.replace(sign, " ")
    return text


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words of ``text[start:end]`` in order."""
    part = plain(text[start:end])
    if part.isascii():
        found = _ASCII_WORD.finditer(part.lower())
        return [Token(m.group()[:LONGEST], m.start() + start, m.end() + start) for m in found]
    return list(_tokens(part, start))


def forms(text: str) -> list[str]:
    """Return the words of a text as they are compared, in order."""
    part = plain(text)
    if part.isascii():
        return _cut(_ASCII_WORD.findall(part.lower()))
    return [token.form for token in _tokens(part)]


def line_of(texts: Iterable[str], mark: str) -> str:
    """Return the words of several texts in one line, in the form in which they are compared, a mark between texts."""
    parts: list[str] = []
    # A page has a hundred short texts, nearly all plain: these are cut into words together.
    for is_plain, some in groupby(map(plain, texts), str.isascii):
        if is_plain:
            line = _PARTED.join(text.replace(_PARTED, " ") for text in some).lower()
            parts.append(" ".join(_cut(_PARTED_WORD.findall(line))).replace(_PARTED, mark))
        else:
            parts += (" ".join([token.form for token in _tokens(text)]) for text in some)
    return f" {mark} ".join(parts)


def _cut(words: list[str]) -> list[str]:
    return [word[:LONGEST] for word in words] if len(max(words, key=len, default="")) > LONGEST else words


def _tokens(part: str, shift: int = 0) -> Iterator[Token]:
    for found in _word().finditer(part):
        first = found.start() + shift
        if found.lastgroup is None:
            yield Token(form(found.group()), first, found.end() + shift)
            continue
        run = found.group()
        for place in range(len(run)):
            pair = run[place : place + 2]
            yield Token(form(pair), first + place, first + place + len(pair), True)


@lru_cache(maxsize=50_000)
def form(word: str) -> str:
    """Return a word as it is compared: letters and digits only, without case and accents; never empty."""
    if word.isascii():
        return word.lower()[:LONGEST]
    plain = unicodedata.normalize("NFKD", word.translate(_PLAIN_LETTERS)).casefold()
    kept = unicodedata.normalize("NFC", "".join(filter(_counts, plain)))
    return (kept or word)[:LONGEST]


def sort_key(text: str | None) -> str | None:
    """Return what a text is sorted by: its words without case, accents and signs; None where there is none."""
    if text is None or not text.strip():
        return None
    return " ".join(form(found.group()) for found in _word().finditer(text)) or text.strip()


def _counts(character: str) -> bool:
    if character.isalnum():
        return True
    return unicodedata.category(character)[0] == "M" and character >= _LAST_STRIPPED


@cache
def _word() -> re.Pattern[str]:
    letter = rf"[^\W_{_UNSPACED}]"
    # A run of marks is taken at once and never given back: linear.
    return re.compile(rf"(?P<run>[{_UNSPACED}]+)|{letter}(?:{letter}|[{_marks()}{_JOINERS}])*")


def _marks() -> str:
    """Return the combining marks of all scripts with spaces, as ranges for a pattern."""
    outside = re.compile(f"[^{_UNSPACED}]")
    codes = [
        code for code in range(0x300, 0x20000) if unicodedata.category(chr(code))[0] == "M" and outside.match(chr(code))
    ]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in _ranges(codes))


def _ranges(codes: list[int]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = ranges[-1][0], code
        else:
            ranges.append((code, code))
    return ranges
