"""Words of a text with their places, and the form in which two words count as the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from string import ascii_letters
from typing import NamedTuple

# Scripts written without spaces give one word per character; combining marks belong to the word they stand in.
_SINGLE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0962\u0963\u0981-\u0dff"
_LETTERS = rf"[^\W_{_SINGLE}]+(?:[{_MARKS}]+[^\W_{_SINGLE}]*)*"
_ACRONYM = r"(?<!\w)(?:[A-Za-z]\.){2,}(?:[A-Za-z](?!\w))?"  # U.S. is one word
_FIGURE = r"\d+(?:[.,:]\d+)*"
WORD = re.compile(rf"[{_SINGLE}]|{_ACRONYM}|{_FIGURE}|{_LETTERS}")
_ASCII_WORD = re.compile(rf"{_ACRONYM}|{_FIGURE}|[A-Za-z0-9]+")
"""The same words, found twice as fast in a text of plain letters."""
_POINT, _FIGURES, _SIGN, _LETTER = ".", "0123456789", ".,:", ascii_letters
_FIRST = bytes(1 * (chr(code) in _POINT) | 3 * (chr(code) in _FIGURES) for code in range(256))
_SECOND = bytes(2 * (chr(code) in _SIGN) | 3 * (chr(code) in _LETTER) for code in range(256))
"""Two characters that have a bit in common are a pattern: a point and a letter, a figure and a letter or a sign."""
_SPACED = {code: chr(code) if chr(code).isalnum() else " " for code in range(1, 128)}
"""Where no pattern is found, the words of a text of plain letters are what this leaves of it."""
_PRINTED_SIGNS = "“”‘’„«»–—…•\u00a0"
"""Signs beside plain letters that are part of no word."""

_NUMBERS = (
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_NUMBER_WORDS = {word: str(value if value == 0 else value + 1) for value, word in enumerate(_NUMBERS)} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
}
_SAME = {"US": "usa", "U.S.": "usa", "U.S": "usa", "USA": "usa", "U.S.A.": "usa"}


_MONTHS = {
    "Jan": "january",
    "Feb": "february",
    "Apr": "april",
    "Aug": "august",
    "Sep": "september",
    "Sept": "september",
    "Oct": "october",
    "Nov": "november",
    "Dec": "december",
}


_TIME = re.compile(r"(\d\d?):([0-5]\d)")


def _time(found: re.Match[str]) -> str:
    """Write a time of day in one way: 10:00 as 10, and 8:30 as 8.30."""
    return found[1] if found[2] == "00" else f"{found[1]}.{found[2]}"


class Word(NamedTuple):
    """A word: its range in the text and the form that is compared."""

    start: int
    end: int
    form: str


@lru_cache(maxsize=200_000)
def word_form(word: str) -> str:
    """Return the form in which ``word`` is compared: small letters, no points, digits for small number words."""
    if word in _SAME:
        return _SAME[word]
    if word in _MONTHS:
        return _MONTHS[word]
    if word[0].isdigit():
        return _TIME.sub(_time, word.replace(",", ""))
    form = word.replace(".", "").casefold()
    return _NUMBER_WORDS.get(form, form)


def _is_possessive(text: str, start: int, end: int) -> bool:
    return (
        end - start == 1 and text[start] in "sS" and start > 1 and text[start - 1] in "'’" and text[start - 2].isalnum()
    )


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of ``text[start:end]`` in order; a possessive ``'s`` is no word. Offsets refer to ``text``."""
    end = len(text) if end is None else end
    return [
        Word(m.start(), m.end(), word_form(m.group()))
        for m in WORD.finditer(text, start, end)
        if not _is_possessive(text, m.start(), m.end())
    ]


_UNITED = re.compile(r"United (?<!\wUnited )(?:(?P<us>States)|(?P<un>Nations)|Kingdom)\b")
"""Begins with its letters, so that it is found fast."""
_SHORT = {"us": "US", "un": "UN", None: "UK"}
_POSSESSIVE = re.compile(rf"['’](?<=[^\W_]['’])[sS](?![^\W_{_SINGLE}])")


_APART = "\0"
"""Stands between texts that are looked through together; in a text of its own it is a space."""


def raw_words(text: str) -> list[str]:
    """Return the words of ``text`` as written: those of :func:`words_of`, without the places.

    The names that begin with *United* come as their initials, so that they agree with them.
    """
    return raw_words_of([text])[0]


def raw_words_of(texts: Sequence[str]) -> list[list[str]]:
    """Return what :func:`raw_words` returns for each of the texts; for many short ones far faster."""
    if not texts:
        return []
    joined = _APART.join(texts)
    if joined.count(_APART) >= len(texts):
        joined = _APART.join([text.replace(_APART, " ") for text in texts])
    joined = _without_signs(joined)
    parts = joined.split(_APART)
    special = _patterned(joined, parts)
    if not joined.isascii():
        special |= {place: WORD for place, part in enumerate(parts) if not part.isascii()}
    plain = _APART.join(["" if place in special else part for place, part in enumerate(parts)] if special else parts)
    words = list(map(str.split, plain.translate(_SPACED).split(_APART)))
    for place, pattern in special.items():
        words[place] = pattern.findall(parts[place])
    return words


def _without_signs(text: str) -> str:
    """Take out what is part of no word: possessive endings and printed signs."""
    if "United " in text:
        text = _UNITED.sub(lambda found: _SHORT[found.lastgroup], text)
    if "'" in text or "’" in text:
        text = _POSSESSIVE.sub("", text)
    if not text.isascii():
        for sign in _PRINTED_SIGNS:
            text = text.replace(sign, " ")
    return text


def _patterned(joined: str, parts: Sequence[str]) -> dict[int, re.Pattern[str]]:
    """Return the places of the parts of which the words are more than letters between other signs."""
    import numpy as np  # whoever compares sentences has it; a window that opens need not pay for it

    plain = joined.encode("latin-1", "replace")
    first, second = (np.frombuffer(plain.translate(table), np.uint8) for table in (_FIRST, _SECOND))
    found = (first[:-1] & second[1:]).nonzero()[0].tolist()
    if not found:
        return {}
    ends = list(accumulate([len(part) + 1 for part in parts]))
    return dict.fromkeys([bisect_right(ends, place) for place in found], _ASCII_WORD)


@lru_cache(maxsize=200_000)
def stem(form: str) -> str:
    """Return a word without its commonest English endings, so that *seeks* and *seeking* are one word."""
    for ending in ("ing", "ed", "es", "s", "ly", "er", "d"):
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            return form[: -len(ending)]
    return form
