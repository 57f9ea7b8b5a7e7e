"""Which organisation of an article *the club*, *the council* or *the company* is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from viewer.analysis.gazetteer import name_words
from viewer.analysis.labels import kind_of
from viewer.analysis.names import known, name_key
from viewer.analysis.record import RawMention

_CLUB = frozenset({"club"})
_COMPANY = frozenset({"company", "firm", "airline", "retailer", "manufacturer", "publisher", "supplier", "factory"})
_CAPITAL = re.compile(r"\b[A-Z]\w+")


class _Kind(NamedTuple):
    """The bodies of one kind by their first words, and the one that the article is about."""

    named: Mapping[str, list[RawMention]]
    chief: str | None


class BodyFinder:
    """Finds what a word for a body stands for in one article: the only one of its kind, or the chief company."""

    def __init__(self, text: str, mentions: Sequence[RawMention]) -> None:
        by_head: dict[str, dict[str, list[RawMention]]] = defaultdict(lambda: defaultdict(list))
        words = Counter(word.casefold() for word in _CAPITAL.findall(text))
        companies: dict[str, list[RawMention]] = defaultdict(list)
        for mention in mentions:
            parts = name_key(text[mention.start : mention.end]).split()
            if not parts or mention.label not in ("organisation", "place", "other"):
                continue
            head = "club" if parts[-1] in name_words().clubs else parts[-1]
            if len(parts) > 1:
                by_head[head][parts[0]].append(mention)
            if mention.label == "organisation" and kind_of(parts) is None and known(" ".join(parts)) is None:
                companies[parts[0]].append(mention)
        self._words = words
        self._by_kind = {head: _Kind(named, self._chief(named)) for head, named in by_head.items()}
        self._companies = _Kind(companies, self._chief(companies))

    def find(self, word: str, place: int) -> RawMention | None:
        """Return the last name before ``place`` of what ``word`` (small letters) means there, if that is sure."""
        kind = self._companies if word in _COMPANY else self._by_kind.get(word)
        if kind is None or kind.chief is None or (word not in _COMPANY | _CLUB and len(kind.named) > 1):
            return None
        mentions = kind.named[kind.chief]
        before = bisect_left(mentions, place, key=lambda mention: mention.start)
        return mentions[max(0, before - 1)]

    def _chief(self, named: Mapping[str, list[RawMention]]) -> str | None:
        """Return the first word that the article has most often; None if two are as frequent."""
        ranked = sorted(named, key=lambda word: -self._words[word])[:2]
        if not ranked or (len(ranked) > 1 and self._words[ranked[0]] == self._words[ranked[1]]):
            return None
        return ranked[0]
