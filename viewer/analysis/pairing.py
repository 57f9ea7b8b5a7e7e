"""The sentence pairs of a story: scored, told apart by kind, with the words that agree and the reason in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.distance import LCSseq

from viewer.analysis.matching import Prepared, prepare, scored
from viewer.analysis.model import LOWEST_THRESHOLD, Match, MatchKind, SameRun, Sentence, SentenceRef
from viewer.analysis.prepared import Reader
from viewer.analysis.rarity import CONTENT, rarity
from viewer.analysis.reasons import reason
from viewer.analysis.words import Word, words_of
from viewer.article.model import Article

_EDITED = 0.6
"""Share of the words, in order, from which on a sentence counts as edited, not reworded."""


def story_pairs(articles: Sequence[Article], sentences: Sequence[Sequence[Sentence]]) -> Iterator[tuple[Match, ...]]:
    """Give the scored sentence pairs of each two articles in reading order, down to the lowest threshold."""
    texts = [
        [article.text[s.start : s.end] for s in listed] for article, listed in zip(articles, sentences, strict=True)
    ]
    reader = Reader()
    ready = [prepare(reader, listed) for listed in texts]
    for a, b in combinations(range(len(articles)), 2):
        yield tuple(_article_pairs(reader, (a, b), (ready[a], ready[b]), articles, sentences))


def _article_pairs(
    reader: Reader,
    numbers: tuple[int, int],
    ready: tuple[Prepared, Prepared],
    articles: Sequence[Article],
    sentences: Sequence[Sequence[Sentence]],
) -> Iterator[Match]:
    a, b = numbers
    i, j, scores = scored(reader, *ready, LOWEST_THRESHOLD)
    for row, column, score in zip(i.tolist(), j.tolist(), scores.tolist(), strict=True):
        left, right = sentences[a][row], sentences[b][column]
        words = words_of(articles[a].text, left.start, left.end), words_of(articles[b].text, right.start, right.end)
        texts = articles[a].text, articles[b].text
        yield described(SentenceRef(a, row), SentenceRef(b, column), score, texts, words)


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
