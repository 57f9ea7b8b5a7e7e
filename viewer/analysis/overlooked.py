"""Names that the pipeline overlooks in an article: who stands beside a verb of speech, and people named before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set

from viewer.analysis.capitals import capital_runs, small_words
from viewer.analysis.gazetteer import common_first_names, name_words, quote_words
from viewer.analysis.labels import kind_of
from viewer.analysis.model import EntityLabel
from viewer.analysis.names import is_acronym, known, name_key, person_name, says_nothing, trimmed
from viewer.analysis.people import is_human
from viewer.analysis.record import RawMention

_MOST_WORDS = 5
_WORD_BEFORE = re.compile(r"\b(\w+)\s+(?P<title>(?:[A-Z][a-z]{1,5}\. ){0,2})$")
_CONTEXT = 30
_WORD_AFTER = re.compile(r"\s+(\w+)")


def overlooked(text: str, spans: Sequence[tuple[int, int]], mentions: Sequence[RawMention]) -> Iterator[RawMention]:
    """Give the names between ``mentions``: surnames of people with a full name, and speakers with a capital.

    What the article also writes small is no name.
    """
    starts = [mention.start for mention in mentions]
    surnames = surnames_of(text, mentions)
    small: Set[str] | None = None
    for span in spans:
        for run in capital_runs(text, *span):
            before = bisect_right(starts, run[1] - 1) - 1
            if before >= 0 and mentions[before].end > run[0]:
                continue
            start, end = trimmed(text, *run)
            words = text[start:end].split()
            human = len(words) < 4 and is_human(text, RawMention(start, end, "person", "capitals"))
            if not words or not (human or words[-1] in surnames or _has_title(words) or _speaks(text, start, end)):
                continue
            small = small_words(text) if small is None else small
            while len(words) > 1 and words[0].casefold() in small and words[0].casefold() not in name_words().titles:
                start += len(words.pop(0)) + 1
            if _may_be_name(words, small):
                label: EntityLabel = (
                    "person" if human or words[-1] in surnames or _is_titled(text, start) else _label(words)
                )
                yield RawMention(start, end, label, "capitals")


def surnames_of(text: str, mentions: Sequence[RawMention]) -> frozenset[str]:
    """Return the surnames of the people whom an article names in full, as written."""
    names = (person_name(text[m.start : m.end]).split() for m in mentions if m.label == "person")
    return frozenset(words[-1] for words in names if len(words) > 1 and len(words[-1]) > 1)


def _speaks(text: str, start: int, end: int) -> bool:
    before = _WORD_BEFORE.search(text, max(0, start - _CONTEXT), start)
    after = _WORD_AFTER.match(text, end)
    return any(found is not None and found[1] in quote_words().speech for found in (before, after))


def _has_title(words: Sequence[str]) -> bool:
    return len(words) > 1 and words[0].casefold() in name_words().forms_of_address


def _is_titled(text: str, start: int) -> bool:
    before = _WORD_BEFORE.search(text, max(0, start - _CONTEXT), start)
    return before is not None and bool(before["title"])


def _may_be_name(words: Sequence[str], small: Set[str]) -> bool:
    key = name_key(" ".join(words))
    return (
        len(words) <= _MOST_WORDS
        and not says_nothing(key)
        and key not in quote_words().roles
        and known(key) is None
        and not any(word.casefold() in small and word.casefold() not in name_words().titles for word in words)
    )


def _label(words: Sequence[str]) -> EntityLabel:
    name = " ".join(words)
    first = name_key(person_name(name)).split()[0]
    kind = kind_of(name_key(name).split())
    if kind is not None or is_acronym(name):
        return kind or "organisation"
    return "person" if person_name(name) != name or first in common_first_names() else "other"
