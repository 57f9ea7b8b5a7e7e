"""One to many: sentences that say what one clause of a longer sentence says; they were split, merged or trimmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt

from viewer.analysis.bags import Floats, Ints, sorted_unique
from viewer.analysis.prepared import Reader, Sentences
from viewer.analysis.scoring import Partly, lowered, score_pairs

_BREAK = re.compile(
    r"[;:,\s](?:(?<=[;:])\s+"
    r"|(?<=\s)(?:[—–-]+\s|(?=(?:after|because|while|until|before|although|whose|which|that)\b))"
    r"|(?<=,)\s+(?=(?:and|but|while|which|who|whose|so|or|where|when|as|with|saying|said|says|according)\b))"
)
"""Begins with the characters that it may begin with, so that it is found fast."""
_LEAST_WORDS = 5
_MOST = 40
"""Breaks looked for in one sentence; a list of more is no sentence."""
_AT_MOST = 77.0
"""What it is worth that one clause says the same: less than the same sentence as a whole."""


def clauses(text: str) -> Iterator[str]:
    """Give the clauses of some length of a sentence that has more than one: each one, and each with all before it."""
    breaks = [(found.start(), found.end()) for found in islice(_BREAK.finditer(text), _MOST)]
    if not breaks:
        return
    starts, ends = [0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(text)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if text.count(" ", start, end) >= _LEAST_WORDS - 1:
            yield text[start:end]
        if 0 < number < len(breaks) and number < _LEAST_WORDS:
            yield text[:end]


def clause_scores(
    reader: Reader,
    texts: tuple[Sequence[str], Sequence[str]],
    read: tuple[Sentences, Sentences],
    pairs: Partly,
    threshold: float,
) -> tuple[Ints, Ints, Floats]:
    """Score the pairs of sentences by the clauses of the longer one.

    Give those that reach ``threshold`` and more than the sentences score as wholes.
    """
    pairs = pairs.at(pairs.scores < _AT_MOST)
    i, j = pairs.i, pairs.j
    if threshold > _AT_MOST or not len(i):
        return i[:0], j[:0], np.zeros(0)
    sides = _sides(read, i, j)
    best = np.zeros(len(i))
    found = [_clauses_of(texts[side], longer[which]) for side, longer, _, which in sides]
    ready = reader.read_all([listed for listed, _ in found], facts=False)
    for (side, longer, shorter, which), parts, (_, holders) in zip(sides, ready, found, strict=True):
        pairs_of = longer[which], shorter[which]
        best[which] = _best_clauses(reader, parts, holders, read[1 - side], *pairs_of, threshold)
    best = np.minimum(best, _AT_MOST)
    better = np.flatnonzero((best >= threshold) & (best > pairs.scores))
    i, j = i[better], j[better]
    # What the whole sentences give differently counts for their clauses too; what another clause denies does not.
    scores = lowered(reader, *read, i, j, best[better], denials=False)
    good = scores >= threshold
    return i[good], j[good], scores[good]


def _sides(read: tuple[Sentences, Sentences], i: Ints, j: Ints) -> list[tuple[int, Ints, Ints, npt.NDArray[np.bool_]]]:
    """Tell which sentence of each pair is the longer one.

    Give a side, its sentences, those of the other side and the pairs of which this side has the longer ones. A list
    that is compared with itself has one side only, so that no sentence is read twice.
    """
    longer_left = read[0].lengths[i] >= read[1].lengths[j]
    if read[0] is read[1]:
        return [(0, np.where(longer_left, i, j), np.where(longer_left, j, i), np.ones(len(i), bool))]
    return [(0, i, j, longer_left), (1, j, i, ~longer_left)]


def _clauses_of(texts: Sequence[str], places: Ints) -> tuple[list[str], Ints]:
    """Return the clauses of the texts at these places, and the place of each."""
    found = [(place, clause) for place in sorted_unique(places).tolist() for clause in clauses(texts[place])]
    return [clause for _, clause in found], np.array([place for place, _ in found], np.int64)


def _best_clauses(
    reader: Reader, ready: Sentences, holders: Ints, others: Sentences, longer: Ints, shorter: Ints, threshold: float
) -> Floats:
    """Return for each pair the score of the best clause of the longer sentence, 0 where none reaches ``threshold``."""
    best = np.zeros(len(longer))
    if not len(holders):
        return best
    order = np.argsort(longer, kind="stable")
    first, last = (np.searchsorted(longer[order], holders, side) for side in ("left", "right"))
    clause = np.repeat(np.arange(len(holders)), last - first)
    within = np.arange(len(clause)) - np.repeat(np.cumsum(last - first) - (last - first), last - first)
    pair = order[first[clause] + within]
    scored = score_pairs(reader, ready, others, clause, shorter[pair], threshold, whole=False)
    np.maximum.at(best, pair[scored.places], scored.scores)
    return best
