"""The lines that comment software writes around a comment: who, when, and what a reader may do about it."""

from __future__ import annotations

import re

from viewer.article.text.dates import TIME_OF_DAY, date_in, names_month, without_dates
from viewer.article.text.furniture import furniture, words_of

_AGO = (
    r"(?i)\b(?:\d+|an?|one|few)\+? ?"
    r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|y|yrs?|years?)"
    r" (?:ago|[•·])|\bjust now\b"
    r"|\b(?:il y a|vor|hace|há|ilang) (?:\w+) \w+"
    r"|\b\d+ \w+ (?:fa|geleden|sedan|siden|назад|atrás|temu|na ang nakalipas|na ang nakararaan|ang nakalipas)\b"
    r"|\b\d+ ?(?:秒|分钟|小时|天|周|个月|年)前|(?:قبل|منذ) \w+|\bnakaraang \w+"
    r"|\b(?:yesterday|today|gestern|heute|hier|aujourd'hui|ayer|hoy|ontem|hoje|ieri|oggi|kahapon|kanina)\b.{0,8}\d"
)
_SAYS = frozenset(
    {"says", "wrote", "said", "writes", "commented", "écrit", "dit", "schrieb", "schreibt", "sagt", "escribió"}
    | {"escribe", "dice", "dijo", "scrive", "schreef"}
)
_AGO_WORDS = frozenset(
    {
        "ago",
        "just",
        "il",
        "vor",
        "hace",
        "há",
        "ilang",
        "fa",
        "geleden",
        "sedan",
        "siden",
        "назад",
        "nakaraang",
        "a",
        "an",
    }
    | {"one", "few", "قبل", "منذ"}
)
_RANK = r"^(?:#\s?\d+\b|№\s?\d+|\d+[.)])\s*"
_HANDLE = r"(?=.*[\d_$@])[\w$@.-]{3,30}$|[a-z][a-z.-]{2,20}$|(?i:guest|anonymous|user|reader)\b.*$"
_LINE_LENGTH = 80
_STAMP_WORDS = 12
_ANSWER_WORDS = 12
_NAME_WORDS = 4
_NAME_LENGTH = 40
_SMALL_WORDS = 2
_QUOTES = ("“", "”", '"', "«", "„")


def is_answer(content: str, words: list[str]) -> bool:
    """Whether a line offers nothing but ways to answer a comment: *Reply  Share  12 likes*."""
    if not 1 <= len(words) <= _ANSWER_WORDS or len(content) > _LINE_LENGTH:
        return False
    lists = furniture()
    asked = lists.count("answer", words)
    if not asked:
        return lists.whole("turn", [word for word in words if not word.isdigit()])
    numbers = sum(1 for word in words if word[0].isdigit())
    return asked + numbers + lists.count("beside answer", words) == len(words)


def is_votes(content: str, words: list[str]) -> bool:
    """Whether a line is nothing but a number or two, with arrows or signs."""
    return 0 < len(words) <= 2 and len(content) <= 12 and all(word.isdigit() for word in words)


def is_stamp(content: str, words: list[str]) -> bool:
    """Whether a line says only when a comment was written, and perhaps by whom."""
    if not 1 <= len(words) <= _STAMP_WORDS or len(content) > _LINE_LENGTH:
        return False
    if words[-1] in _SAYS and len(words) <= 2 * _NAME_WORDS:
        return True
    if _AGO_WORDS.isdisjoint(words) and not any(map(str.isdigit, content)):
        return False
    bare = without_dates(content)
    dated = len(bare) < len(content) and (date_in(content) is not None or bool(re.search(TIME_OF_DAY, content)))
    if not dated and not re.search(_AGO, content) and not names_month(content):
        return False
    rest = [word for word in words_of(re.sub(_AGO, " ", bare)) if len(word) > _SMALL_WORDS and not word.isdigit()]
    return len(rest) <= _NAME_WORDS + 1


def is_signed(content: str) -> bool:
    """Whether a line with a time starts with a name made up for the web."""
    first = content.split(maxsplit=1)[0].rstrip(",:;")
    return len(first) > _SMALL_WORDS and not first.isdigit() and is_handle(first) and not re.search(TIME_OF_DAY, first)


def is_headed(content: str) -> bool:
    """Whether a comment starts with who wrote it and when, on the same line."""
    head, colon, rest = content[: 2 * _LINE_LENGTH].partition(": ")
    return bool(colon and rest) and any(map(str.isdigit, head)) and is_stamp(head, words_of(head))


def is_spoken(content: str, words: list[str]) -> bool:
    """Whether a line sounds like somebody who talks to others: careless, loud, or of *I* and *you* without quotes."""
    if any(mark in content for mark in _QUOTES):
        return False
    careless = content[0].islower() or content[-1].isalnum() or "!" in content or "??" in content or "..." in content
    return careless or content.startswith("@") or furniture().count("voice", words) > 0


def is_name(content: str, words: list[str]) -> bool:
    """Whether a line is short enough to be the name of who comments, and ends no sentence."""
    bare = re.sub(_RANK, "", content)
    return (
        1 <= len(words) <= _NAME_WORDS + 1
        and len(bare) <= _NAME_LENGTH
        and (not bare.endswith((".", "!", "?", "…", ",", ";")) or (len(words) <= 2 and bare[-2:-1].isupper()))
        and not is_answer(content, words)
        and not is_votes(content, words)
    )


def is_handle(content: str) -> bool:
    """Whether a name looks made up for the web: with digits or signs, or all in small letters."""
    return bool(re.match(_HANDLE, re.sub(_RANK, "", content)))
