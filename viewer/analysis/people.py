"""What an article says of a name that only a person is: an age, an office beside it, the surname of another person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from viewer.analysis.gazetteer import name_words, quote_words
from viewer.analysis.record import RawMention

_AGE = re.compile(r"(?:,? \(\d{2}\)|, (?:who is |aged )?\d{2}(?=[,.;]))")
_OFFICE = re.compile(
    r", (?:the|an?|its|his|her|their|our|who (?:is|was) (?:the|an?))(?P<words>(?: [a-z][\w'’-]*){1,4})"
)
_KIN = frozenset(
    "wife husband widow widower son daughter brother sister mother father uncle aunt nephew niece cousin".split()
)
_JOINS = frozenset("of for at in from who and with on to".split())
_BEFORE = re.compile(r"\b(?P<word>[a-z][\w-]*),? $")
_FAMILY = re.compile(r"\b[Tt]he (?P<name>[A-Z][\w’'-]*[^\W\d_]s)\b(?!['’])")
_CONTEXT = 60


def is_human(text: str, mention: RawMention) -> bool:
    """Whether what stands beside a name says that it is a person's: *…, 47,*, *…, the captain*, *his son …*."""
    if _AGE.match(text, mention.end):
        return True
    before = _BEFORE.search(text, max(0, mention.start - _CONTEXT), mention.start)
    if before is not None and before["word"] in _KIN:
        return True
    office = _OFFICE.match(text, mention.end, mention.end + _CONTEXT)
    if office is None:
        return False
    words = list(takewhile(lambda word: word not in _JOINS, office["words"].split()))
    return (bool(words) and is_human_role(words[-1])) or any(word in _KIN for word in words)


def is_human_role(word: str) -> bool:
    """Whether a word is what one person is called by: *captain*, but not *committee*."""
    lists = quote_words()
    return word in _KIN or (word in lists.roles and word not in lists.bodies) or word in name_words().occupations


def families(text: str, spans: Sequence[tuple[int, int]], surnames: frozenset[str]) -> Iterator[RawMention]:
    """Give the places of families: *the Denholms*, where the article names a Denholm."""
    for start, end in spans:
        for found in _FAMILY.finditer(text, start, end):
            name = found["name"]
            if name not in surnames and (name[:-1] in surnames or (name.endswith("es") and name[:-2] in surnames)):
                yield RawMention(*found.span("name"), "group", "capitals")
