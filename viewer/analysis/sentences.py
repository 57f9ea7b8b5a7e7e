"""Where sentences end: rules, no language pipeline, linear in the length of the text."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache

from viewer.analysis.model import Sentence
from viewer.article.model import Article
from viewer.data import resource

_CLOSERS = "\"'”’»›)\\]」』）】"
_OPENERS = "\"'“‘„‚«‹(\\[「『（【¿¡"
_MARKS, _CASELESS = ".!?…", "。！？｡؟۔।॥"
_END = re.compile(
    rf"(?P<mark>[{_MARKS}{_CASELESS}](?:(?<=[{_MARKS}])[{_MARKS}]*|(?<=[{_CASELESS}])[{_CASELESS}]*))"
    rf"(?P<close>(?:[\u00a0\u202f ]?[»›]|[{_CLOSERS}])*)(?P<space>\s*)"
)
"""Begins with the marks, so that they are found fast."""
_CASELESS_MARKS = frozenset(_CASELESS)
_LAST_TOKEN = re.compile(r"[^\s\"“”‘«»()\[\]—–/]+$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_HYPHEN_DOTTED = re.compile(r"[\w-]*-(?:[^\W\d_]\.)+[^\W\d_]$")
_NEXT = re.compile(rf"[{_OPENERS}—–-]*\s?(?P<word>[^\W_]+(?:['’][^\W_]+)?)")
_ATTRIBUTION = re.compile(r"(?:(?:the|a|an)\s+)?(?:[^\W_][\w.’'-]{0,30}\s+){1,4}?(?P<verb>[a-z]{3,12})\b")
_ADDRESS = re.compile(r"(?:www\.|https?:|@|/)", re.IGNORECASE)
_REACH = 48
"""Characters looked back and ahead of a full stop: longer than any abbreviation, so that the splitter stays linear."""


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = json.loads(resource("names", "entity_sentence_words.json").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in data["lists"].items()}


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of the sentences of ``text[start:end]``.

    Spans are in order, do not overlap, and together cover every character that is not white space.
    """
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    first = start
    for found in _END.finditer(text, start, end):
        cut = _boundary(text, found, first, end)
        if cut is not None and first < cut < end:
            _append(spans, text, first, cut)
            first = cut
    _append(spans, text, first, end)
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        spans.append((start + left, start + len(piece.rstrip())))


def _boundary(text: str, found: re.Match[str], first: int, end: int) -> int | None:
    """Return where the next sentence begins (before its white space), None where none ends here."""
    mark, _, space = found.groups()
    if mark[-1] in _CASELESS_MARKS:
        return found.start("space")
    ends = found.end()
    if ends >= end:
        return None
    if not space:
        return _glued_boundary(text, found, first, end)
    following = _NEXT.match(text, ends, min(end, ends + _REACH))
    if following is None:
        return found.start("space") if _starts_caseless(text, ends) else None
    return found.start("space") if _ends_before(text, found, following[1], first, end) else None


def _starts_caseless(text: str, place: int) -> bool:
    return text[place] in "“«„「" or (text[place].isalpha() and text[place].lower() == text[place].upper())


def _ends_before(text: str, found: re.Match[str], word: str, first: int, end: int) -> bool:
    if word[0].islower():
        return False
    mark, close, _ = found.groups()
    if close and mark[-1] in "!?" and _is_attribution(text, found.end(), end):
        return False
    if mark != "." or close.startswith(("”", '"', "’", "»")):
        return True
    return _full_stop(_token_before(text, first, found.start()), word)


def _is_attribution(text: str, place: int, end: int) -> bool:
    found = _ATTRIBUTION.match(text, place, min(end, place + 4 * _REACH))
    return found is not None and found["verb"] in _lists()["reporting_verbs"]


def _token_before(text: str, first: int, place: int) -> str:
    """Return what stands before ``place`` without a space, a quotation mark, a bracket, a dash or a slash."""
    near = text[max(first, place - _REACH) : place]
    token = near[near.rfind(" ") + 1 :]
    if token.isalnum():
        return token
    found = _LAST_TOKEN.search(near)
    return found.group() if found else ""


def _full_stop(token: str, following: str) -> bool:
    """Whether the point behind a token ends a sentence that is followed by the word ``following``."""
    when = _ends_when(token)
    if when == "a word follows":
        return not following[0].isdigit()
    if when == "a starter follows":
        return following.casefold() in _lists()["starters"]
    return when == "ever"


@lru_cache(maxsize=20_000)
def _ends_when(token: str) -> str:
    """Say when the point behind a token ends a sentence."""
    lists = _lists()
    name = token.casefold().strip(".,'’")
    if name in lists["never_final"]:
        return "never"
    starter = len(token) == 1 and token.isalpha() and token.isupper() and token != "I"
    starter = starter or bool(_DOTTED.match(token) or _HYPHEN_DOTTED.match(token)) or name in lists["sometimes_final"]
    if name in lists["before_numbers"]:
        return "a starter follows" if starter else "a word follows"
    return "a starter follows" if starter else "ever"


def _glued_boundary(text: str, found: re.Match[str], first: int, end: int) -> int | None:
    """Find the missing space of ``last April.He said`` and ``last April."The fact``."""
    place = found.end("close")
    before = _token_before(text, first, found.start())
    after = text[place : min(end, place + _REACH)].split(maxsplit=1)
    if not before or not after or len(found["mark"]) > 1 or _ADDRESS.search(before + after[0]):
        return None
    if not _is_plain_word(before) or not _is_sentence_word(after[0]):
        return None
    marks = found["close"]
    opens = marks[-1:] in ('"', "'") and text.count(marks[-1], first, place - 1) % 2 == 0
    return place - 1 if opens else place


def _is_plain_word(token: str) -> bool:
    return len(token) > 1 and token[-1].isalnum() and (token[-1].islower() or token[-1].isdigit()) and "." not in token


def _is_sentence_word(token: str) -> bool:
    word = token.lstrip("“‘\"'«(¿¡").rstrip(".,;:!?\"'”’)")
    if not word or not word[0].isupper() or word.casefold() in _lists()["domains"]:
        return False
    return word in ("I", "A") or (
        len(word) > 1 and word[1:].replace("'", "").replace("’", "").replace("-", "").isalpha()
    )


def article_sentences(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of the title (one) and of the body paragraphs of an article, in text order."""
    found: list[Sentence] = []
    for index, paragraph in enumerate(article.paragraphs):
        if paragraph.kind == "title":
            spans: list[tuple[int, int]] = []
            _append(spans, article.text, paragraph.start, paragraph.end)
        elif paragraph.kind == "body":
            spans = split_sentences(article.text, paragraph.start, paragraph.end)
        else:
            continue
        found.extend(Sentence(start, end, index) for start, end in spans)
    return tuple(found)
