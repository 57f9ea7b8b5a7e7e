"""The sentence pairs of a story: scored, told apart by kind, with the words that agree and the reason in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

import numpy as np
from rapidfuzz.distance import LCSseq

from viewer.analysis.bags import Floats, Ints
from viewer.analysis.groups import MOST_MEMBERS
from viewer.analysis.matching import folded, prepare, scored, unfolded
from viewer.analysis.model import LOWEST_THRESHOLD, Match, MatchKind, SameRun, Sentence, SentenceRef
from viewer.analysis.prepared import Reader
from viewer.analysis.rarity import CONTENT, rarity
from viewer.analysis.reasons import reason
from viewer.analysis.words import Word, words_of
from viewer.article.model import Article

_EDITED = 0.6
"""Share of the words, in order, from which on a sentence counts as edited, not reworded."""


def story_pairs(articles: Sequence[Article], sentences: Sequence[Sequence[Sentence]]) -> Iterator[tuple[Match, ...]]:
    """Give the scored sentence pairs of each two articles in reading order, down to the lowest threshold.

    A sentence with more partners than make one statement keeps those that match best, of equal ones the nearest.
    """
    reader = Reader()
    alike = [
        folded([article.text[s.start : s.end] for s in listed])
        for article, listed in zip(articles, sentences, strict=True)
    ]
    ready = prepare(reader, [texts for texts, _ in alike])

    @cache
    def words(ref: SentenceRef) -> list[Word]:
        sentence = sentences[ref.article][ref.sentence]
        return words_of(articles[ref.article].text, sentence.start, sentence.end)

    for a, b in combinations(range(len(articles)), 2):
        i, j, scores = unfolded(
            *scored(reader, ready[a], ready[b], LOWEST_THRESHOLD), alike[a][1], alike[b][1], same=False
        )
        ours, theirs = _ranks(i, j, scores), _ranks(j, i, scores)
        # Its best partner is every sentence's own: it must not be said to have none.
        few = (np.maximum(ours, theirs) < MOST_MEMBERS) | (np.minimum(ours, theirs) == 0)
        i, j, scores = i[few], j[few], scores[few]
        refs = [SentenceRef(a, row) for row in i.tolist()], [SentenceRef(b, column) for column in j.tolist()]
        yield tuple(
            described(left, right, score, (articles[a].text, articles[b].text), (words(left), words(right)))
            for left, right, score in zip(*refs, scores.tolist(), strict=True)
        )


def _ranks(rows: Ints, partners: Ints, scores: Floats) -> Ints:
    """Return the place of each partner among those of its row, the best first, of equal ones the nearest."""
    ranks = np.zeros_like(rows)
    if not len(rows) or np.bincount(rows).max() <= MOST_MEMBERS:
        return ranks
    order = np.lexsort((np.abs(rows - partners), -scores, rows))
    starts = np.flatnonzero(np.diff(rows[order], prepend=-1))
    ranks[order] = np.arange(len(rows)) - np.repeat(starts, np.diff(starts, append=len(rows)))
    return ranks


def described(
    a: SentenceRef, b: SentenceRef, score: float, texts: tuple[str, str], words: tuple[Sequence[Word], Sequence[Word]]
) -> Match:
    """Return the match of two sentences with kind, shared runs and reason.

    ``texts`` are what the places of the ``words`` of either sentence refer to.
    """
    left, right = words
    forms = [word.form for word in left], [word.form for word in right]
    blocks = [step for step in LCSseq.opcodes(*forms) if step.tag == "equal"]
    agreeing = sum(step.src_end - step.src_start for step in blocks)
    runs = tuple(
        SameRun(
            left[step.src_start].start,
            left[step.src_end - 1].end,
            right[step.dest_start].start,
            right[step.dest_end - 1].end,
        )
        for step in blocks
        if _says_something(forms[0][step.src_start : step.src_end])
    )
    kind: MatchKind = "reworded"
    if forms[0] == forms[1]:
        kind = "verbatim"
    elif 2 * agreeing >= _EDITED * (len(left) + len(right)):
        kind = "edited"
    return Match(a, b, score, kind, runs, reason(texts[0], left, texts[1], right))


def _says_something(forms: Sequence[str]) -> bool:
    return len(forms) > 1 or rarity(forms[0]) >= CONTENT
