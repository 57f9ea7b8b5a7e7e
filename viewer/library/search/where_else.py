"""Where else a sentence stands: near-duplicates of one sentence in all articles of the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import NamedTuple

from viewer.analysis.model import DEFAULT_THRESHOLD
from viewer.library.articles import Listed
from viewer.library.search.index_tables import has_index
from viewer.library.search.indexing import corrected_kinds, read_text
from viewer.library.search.listing import READ_THROUGH, Listings
from viewer.library.search.tokens import forms, plain
from viewer.library.storage.store import Store

_LOOKED_UP = 12
"""Words of the sentence, the rarest, by which articles are chosen."""
_COMMON = 2000
"""Articles that may hold a word by which articles are chosen; a word that more hold chooses nothing."""
_ARTICLES = 80
_SENTENCES = 160
"""So many articles are read, and so many of their sentences scored: those that share most."""
_SHARED = 0.34
"""Share of the sentence's words, by rarity, that a paragraph and a sentence must hold to be looked at."""


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """A sentence of the library (code points of its article's text) and how well it matches, 0 to 100."""

    listed: Listed
    start: int
    end: int
    score: float


class _Sentence(NamedTuple):
    article: str
    start: int
    end: int
    text: str
    shared: float


class WhereElse(Listings):
    """Looks for one sentence in all articles."""

    def where_else(
        self, sentence: str, but_article: str | None = None, threshold: float = DEFAULT_THRESHOLD, limit: int = 20
    ) -> tuple[SentenceHit, ...]:
        """Return the sentences that say nearly the same, the most alike first; raises LibraryProblem.

        Scores are those of :func:`viewer.analysis.matching.match_sentences`. ``but_article`` is left out. Sentences
        that share no rarer word with it are not looked at.
        """
        weights = _weights(sentence)
        if not weights:
            return ()
        articles = [article for article in self._likely(weights) if article != but_article][:_ARTICLES]
        found = (shared for article in articles for shared in _sharing(self._store, article, weights))
        best = nlargest(_SENTENCES, found, key=lambda one: one.shared)
        return self._scored(sentence, best, threshold, limit)

    def _scored(
        self, sentence: str, found: Sequence[_Sentence], threshold: float, limit: int
    ) -> tuple[SentenceHit, ...]:
        from viewer.analysis.matching import match_sentences

        pairs = match_sentences([sentence], [one.text for one in found], threshold)
        best = sorted(((score, found[place]) for _, place, score in pairs), key=lambda pair: (-pair[0], pair[1]))
        chosen = best[:limit]
        listed = {one.id: one for one in self.several_listed(list({one.article for _, one in chosen}))}
        return tuple(
            SentenceHit(listed[one.article], one.start, one.end, score)
            for score, one in chosen
            if one.article in listed
        )

    def _likely(self, weights: dict[str, float]) -> list[str]:
        """Return the articles that hold most of the sentence, by the rarity of its words."""
        if not has_index(self._store.connection):
            return self._ids(f"SELECT article FROM listing ORDER BY added DESC LIMIT {READ_THROUGH}")
        shared: dict[int, float] = {}
        looked_up = list(self._looked_up(weights))
        for weight, docs in looked_up:
            for doc in docs:
                shared[doc] = shared.get(doc, 0.0) + weight
        least = _SHARED * sum(weight for weight, _ in looked_up)
        likely = [doc for doc, weight in shared.items() if weight >= least]
        best = nlargest(2 * _ARTICLES, likely, key=lambda doc: (shared[doc], doc))
        marks = ", ".join("?" * len(best))
        known: dict[int, str] = dict(
            self._store.rows(f"SELECT doc, article FROM listing WHERE doc IN ({marks})", *best)
        )
        return [known[doc] for doc in best if doc in known]

    def _looked_up(self, weights: dict[str, float]) -> Iterator[tuple[float, list[int]]]:
        """Give the rarest words that are not too common here, each with the texts that hold it."""
        rarest = sorted(weights, key=lambda word: -weights[word])[:_LOOKED_UP]
        commoner = []
        for word in rarest:
            docs = self._docs(word)
            if len(docs) < _COMMON:
                yield weights[word], docs
            else:
                commoner.append((weights[word], docs))
        if len(commoner) == len(rarest):
            yield from commoner

    def _docs(self, word: str) -> list[int]:
        sql = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid DESC LIMIT ?"
        return [row[0] for row in self._store.rows(sql, f'body : "{word}"', _COMMON)]


def _weights(text: str) -> dict[str, float]:
    """Return the words of a sentence in the form of the index, with their rarity."""
    from viewer.analysis.rarity import rarity

    return {form: rarity(form) for form in forms(text)}


def _sharing(store: Store, article: str, weights: dict[str, float]) -> Iterator[_Sentence]:
    """Give the sentences of an article that share enough with a sentence."""
    from viewer.analysis.sentences import split_sentences

    row = store.row("SELECT json FROM texts WHERE article = ?", article)
    data = read_text(None if row is None else row[0])
    text: str = data["text"]
    least = _SHARED * sum(weights.values())
    kinds = corrected_kinds(store.connection, article)
    letters = plain(text)
    letters = letters.lower() if letters.isascii() else text
    for number, (start, end, kind, _) in enumerate(data["paragraphs"]):
        kind = kinds.get(number, kind)
        if kind not in ("body", "title") or _at_most(letters, start, end, weights) < least:
            continue
        for first, last in split_sentences(text, start, end) if kind == "body" else [(start, end)]:
            shared = _shared(text, first, last, weights)
            if shared >= least:
                yield _Sentence(article, first, last, text[first:last], shared)


def _at_most(letters: str, start: int, end: int, weights: dict[str, float]) -> float:
    """Return a bound of what a paragraph shares, found quickly: its words may stand inside others."""
    if not letters.isascii():
        return _shared(letters, start, end, weights)
    return sum(weight for form, weight in weights.items() if letters.find(form, start, end) >= 0)


def _shared(text: str, start: int, end: int, weights: dict[str, float]) -> float:
    held = weights.keys() & forms(text[start:end])
    return sum(weights[form] for form in held)
