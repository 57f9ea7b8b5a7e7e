"""Where sentences end: rules, no language pipeline, linear in the length of the text."""

from __future__ import annotations

import json
import re
from functools import cache

from viewer.analysis.model import Sentence
from viewer.article.model import Article
from viewer.data import resource

_CLOSERS = "\"'”’»›)\\]」』）】"
_OPENERS = "\"'“‘„‚«‹(\\[「『（【¿¡"
_END = re.compile(rf"(?P<mark>[.!?…]+|[。！？｡؟۔।॥]+)(?P<close>(?:[\u00a0\u202f ]?[»›]|[{_CLOSERS}])*)(?P<space>\s*)")
_CASELESS_MARKS = frozenset("。！？｡؟۔।॥")
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
    if found["mark"][-1] in _CASELESS_MARKS:
        return found.start("space")
    if found.end() >= end:
        return None
    if not found["space"]:
        return _glued_boundary(text, found, first, end)
    following = _NEXT.match(text, found.end(), min(end, found.end() + _REACH))
    if following is None:
        return found.start("space") if _starts_caseless(text, found.end()) else None
    return found.start("space") if _ends_before(text, found, following, first, end) else None


def _starts_caseless(text: str, place: int) -> bool:
    return text[place] in "“«„「" or (text[place].isalpha() and text[place].lower() == text[place].upper())


def _ends_before(text: str, found: re.Match[str], following: re.Match[str], first: int, end: int) -> bool:
    word = following["word"]
    if word[0].islower():
        return False
    if found["close"] and found["mark"][-1] in "!?" and _is_attribution(text, found.end(), end):
        return False
    if found["mark"] != "." or found["close"].startswith(("”", '"', "’", "»")):
        return True
    return _full_stop(text, found.start(), word, first)


def _is_attribution(text: str, place: int, end: int) -> bool:
    found = _ATTRIBUTION.match(text, place, min(end, place + 4 * _REACH))
    return found is not None and found["verb"] in _lists()["reporting_verbs"]


def _full_stop(text: str, place: int, following: str, first: int) -> bool:
    """Whether the point at ``place`` ends a sentence that is followed by the word ``following``."""
    lists = _lists()
    found = _LAST_TOKEN.search(text, max(first, place - _REACH), place)
    token = found.group() if found else ""
    name, starts = token.casefold().strip(".,'’"), following.casefold() in lists["starters"]
    if name in lists["never_final"]:
        return False
    if name in lists["before_numbers"] and following[0].isdigit():
        return False
    if len(token) == 1 and token.isalpha() and token.isupper() and token != "I":
        return starts
    if _DOTTED.match(token) or _HYPHEN_DOTTED.match(token) or name in lists["sometimes_final"]:
        return starts
    return True


def _glued_boundary(text: str, found: re.Match[str], first: int, end: int) -> int | None:
    """Find the missing space of ``last April.He said`` and ``last April."The fact``."""
    place = found.end("close")
    before = _LAST_TOKEN.search(text, max(first, found.start() - _REACH), found.start())
    after = text[place : min(end, place + _REACH)].split(maxsplit=1)
    if before is None or not after or len(found["mark"]) > 1 or _ADDRESS.search(before.group() + after[0]):
        return None
    if not _is_plain_word(before.group()) or not _is_sentence_word(after[0]):
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
