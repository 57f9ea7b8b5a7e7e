"""The normal form of a name, and what of a span is the name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from viewer.analysis.gazetteer import Known, known_names, name_words

TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\w+|[^\w\s]")
"""A token of a name: an acronym with points, a word, or a single sign."""

_EDGES = re.compile(r"^[\s\"“”‘’'«»„(\[,.;:–—-]+|[\s\"“”‘«»„)\],;:–—-]+$")
_POSSESSIVE = re.compile(r"['’](?:[sS])?$")
_SCORE = re.compile(r"\s\d{1,3}[-–]\d{1,3}$")
_GLUED = re.compile(r"[A-Z][a-z]+(?=[A-Z])")
_GLUED_NAME = re.compile(r"[A-Z][a-z]{1,9}[A-Z][a-z]{3,}$")
_GLUED_STARTS = ("Mc", "Mac", "De", "Di", "La", "Le", "Fitz", "Van", "Von", "Du", "Del", "You", "Face", "Linked", "Tik")
_ACRONYM = re.compile(r"(?:[A-Z]\.?&?){2,6}s?$")
_FULL = {"mt": "mount", "ft": "fort"}
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of ``text[start:end]`` without determiner, possessive ending and signs at its edges."""
    piece = text[start:end]
    left = _EDGES.match(piece)
    if left:
        start += left.end()
    right = _EDGES.search(text[start:end])
    if right and right.end() == end - start:
        end = start + right.start()
    first = re.match(r"[^\W_]+", text[start:end])
    if first and first.group().casefold() in name_words().determiners and first.end() < end - start:
        after = re.match(r"\s+", text[start + first.end() : end])
        if after:
            start += first.end() + after.end()
    bracket = text.find("(", start, end)
    if bracket > start and ")" not in text[bracket:end]:
        end = start + len(text[start:bracket].rstrip())
    score = _SCORE.search(text[start:end])
    if score:
        end = start + score.start()
    ending = _POSSESSIVE.search(text[start:end])
    if ending:
        end = start + len(text[start : start + ending.start()].rstrip(" -–"))
    if text[start:end].endswith(".") and not re.search(r"(?:\b\w|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|St))\.$", text[start:end]):
        end -= 1
    return start, max(start, end)


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """Return the normal form of a name: two spellings with one key are the same name.

    Points, hyphens and case are dropped; an acronym keeps its capitals, so that *US* is not the word *us*.
    """
    plain = unicodedata.normalize("NFKC", name).replace("’", "'").strip()
    bare = plain.replace(".", "")
    if _ACRONYM.fullmatch(plain) and len(bare) <= 5:
        return bare.rstrip("s") if len(bare) > 2 else bare
    words = [singular_model(_FULL.get(word, word)) for word in _plain_words(plain)]
    if len(words) > 1 and words[0] in name_words().determiners:
        words = words[1:]
    return " ".join(word.replace("'", "") for word in words)


def singular_model(word: str) -> str:
    """Return *a320* for *a320s*."""
    return word[:-1] if word[-1:] == "s" and word[-2:-1].isdigit() else word


def _plain_words(plain: str) -> list[str]:
    return [re.sub(r"'s?$", "", word.casefold()) for word in _WORDS.findall(re.sub(r"(?<=\b\w)\.", "", plain))]


@lru_cache(maxsize=50_000)
def person_name(name: str) -> str:
    """Return a person's name without the titles and nationality before it: *US Secretary of State John Kerry*."""
    parts = split_glued(name).replace("’", "'").split()
    lists, stripped = name_words(), False
    while len(parts) > 1:
        first = parts[0].casefold().strip(",")
        following = parts[1].casefold().strip(",")
        is_title = first in lists.titles or first.endswith(("-president", "-general", "-minister"))
        is_origin = (known(name_key(parts[0])) is not None or first in lists.determiners) and following in lists.titles
        is_work = first in lists.occupations and len(parts) > 2 and following not in lists.titles
        if not (is_title or is_origin or is_work or (stripped and first in lists.title_joins)):
            break
        stripped = True
        parts = parts[1:]
    return re.sub(r"'s?$", "", " ".join(parts))


def split_glued(name: str) -> str:
    """Return ``Hua Chunying`` for ``HuaChunying``; *McDonald* and *YouTube* stay."""
    if not is_glued(name):
        return name
    return _GLUED.sub(lambda found: found.group() + " ", name, count=1)


def is_glued(word: str) -> bool:
    """Whether two capitalised words of a name seem to have lost the space between them."""
    return bool(_GLUED_NAME.fullmatch(word)) and not word.startswith(_GLUED_STARTS)


@cache
def _known_by_key() -> dict[str, Known]:
    table: dict[str, Known] = {}
    for entry in known_names():
        for form in entry.forms:
            table.setdefault(name_key(form), entry)
    return table


def known(key: str) -> Known | None:
    """Return the entry of the name lists that goes by this normal form."""
    return _known_by_key().get(key)


def is_acronym(name: str) -> bool:
    """Whether a name is an acronym such as ``UN``, ``U.N.`` or ``NATO``."""
    return bool(_ACRONYM.fullmatch(name))


@lru_cache(maxsize=50_000)
def says_nothing(key: str) -> bool:
    """Whether a normal form is no name: a weekday, a month, a number, a bare title, a single letter."""
    lists = name_words()
    words = key.split()
    if not words or len(key) < 2 or not any(char.isalpha() for char in key):
        return True
    if known(key) is not None:
        return False
    empty = lists.days_and_months | lists.title_joins | lists.determiners
    if all(word in empty or word.isdigit() for word in words):
        return True
    return all(
        word.casefold() in lists.never_alone or word.casefold() in lists.titles or word in empty for word in words
    )
