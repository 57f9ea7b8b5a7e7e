"""Which organisation of an article *the club*, *the council* or *the company* is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from viewer.analysis.gazetteer import name_words
from viewer.analysis.labels import kind_of
from viewer.analysis.names import known, name_key
from viewer.analysis.record import RawMention

_CLUB = frozenset({"club"})
_COMPANY = frozenset({"company", "firm", "airline", "retailer", "manufacturer", "publisher", "supplier", "factory"})
_CAPITAL = re.compile(r"\b[A-Z]\w+")


class BodyFinder:
    """Finds what a word for a body stands for in one article: the only one of its kind, or the chief company."""

    def __init__(self, text: str, mentions: Sequence[RawMention]) -> None:
        self._by_head: dict[str, dict[str, list[RawMention]]] = defaultdict(lambda: defaultdict(list))
        words = Counter(word.casefold() for word in _CAPITAL.findall(text))
        companies: dict[str, list[RawMention]] = defaultdict(list)
        for mention in mentions:
            parts = name_key(text[mention.start : mention.end]).split()
            if not parts or mention.label not in ("organisation", "place", "other"):
                continue
            head = "club" if parts[-1] in name_words().clubs else parts[-1]
            if len(parts) > 1:
                self._by_head[head][parts[0]].append(mention)
            if mention.label == "organisation" and kind_of(parts) is None and known(" ".join(parts)) is None:
                companies[parts[0]].append(mention)
        self._companies = companies
        self._words = words

    def find(self, word: str, place: int) -> RawMention | None:
        """Return the last name before ``place`` of what ``word`` (small letters) means there, if that is sure."""
        if word in _COMPANY:
            named = self._companies
        else:
            named = self._by_head.get(word, {})
            if word not in _CLUB and len(named) > 1:
                return None
        chief = self._chief(named)
        if chief is None:
            return None
        mentions = named[chief]
        before = bisect_left(mentions, place, key=lambda mention: mention.start)
        return mentions[max(0, before - 1)]

    def _chief(self, named: dict[str, list[RawMention]]) -> str | None:
        """Return the first word that the article has most often; None if two are as frequent."""
        ranked = sorted(named, key=lambda word: -self._words[word])[:2]
        if not ranked or (len(ranked) > 1 and self._words[ranked[0]] == self._words[ranked[1]]):
            return None
        return ranked[0]
