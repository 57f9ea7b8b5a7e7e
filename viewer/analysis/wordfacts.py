"""What a single word says about itself: its form in common with others, its rarity, and whether it is a fact."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from viewer.analysis.gazetteer import known_names, name_words
from viewer.analysis.rarity import rarity
from viewer.analysis.words import stem, word_form

NEGATIONS = frozenset(
    {
        *("not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "cannot", "without", "n't", "t"),
        *("denied", "denies", "deny", "refused", "refuses", "fail", "fails", "failed"),
        *("reject", "rejects", "rejected"),
    }
)
_DAYS = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "april"),
        *("june", "july", "august", "september", "october", "november", "december"),
    }
)
YEAR = re.compile(r"(?:1[89]|20)\d\d")
MOST_KEPT = 100_000
"""Different words of which what was found out about them is kept."""
FIGURE, CAPITAL, NEGATION, PROPER, EXACT, KINDS = 1, 2, 4, 8, 16, 5
"""The bits that say what kind of word it is, and how many there are."""


@lru_cache(maxsize=MOST_KEPT)
def word_facts(word: str) -> tuple[str, str, float, int]:
    """Return a word's compared form, what it has in common with others, its rarity, and the bits that say its kind."""
    form = word_form(word)
    kind = FIGURE * (form[0].isdigit() or is_day(form)) | NEGATION * (form in NEGATIONS)
    kind |= PROPER * ((word[0].isupper() and not is_day(form)) or form in name_words().titles)
    kind |= EXACT * (form[0].isdigit() and len(form) > 1 and not YEAR.fullmatch(form))
    return form, common_form(form), rarity(form), kind | CAPITAL * is_name(word, form)


@cache
def _of_country() -> dict[str, str]:
    """Return for each word that stands for a country or its people one form: *Britain*, *British* and *UK* agree."""
    forms: dict[str, list[str]] = {}
    for known in known_names():
        if known.label == "place" and known.country is None:
            forms.setdefault(known.name, []).extend(known.forms)
        elif known.label == "group" and known.country in forms:
            forms[known.country].extend(known.forms)
    return {word_form(form): f"{name} " for name, listed in forms.items() for form in listed if form.isalpha()}


@cache
def _no_names() -> frozenset[str]:
    """Return words that are written with a capital before or after names, and are none."""
    words = name_words()
    return words.titles | words.organisation_suffixes | {"i"}


def common_form(form: str) -> str:
    """Return what the compared forms of one word have in common: its stem, or the country that it stands for."""
    return _of_country().get(form) or stem(form)


def is_day(form: str) -> bool:
    """Whether a word is a weekday or a month."""
    return form in _DAYS


def is_name(word: str, form: str) -> bool:
    """Whether a word that does not begin a sentence is part of a name, by its capital."""
    return word[0].isupper() and form not in _DAYS and form not in _no_names()
