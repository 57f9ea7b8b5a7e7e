"""One to many: sentences that say what one clause of a longer sentence says; they were split, merged or trimmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from viewer.analysis.bags import Floats, Ints
from viewer.analysis.prepared import Reader, Sentences
from viewer.analysis.scoring import lowered, score_pairs

_BREAK = re.compile(
    r"[;:]\s+|\s[—–-]+\s|,\s+(?=(?:and|but|while|which|who|whose|so|or|where|when|as|with|saying|said|says|according)\b)"
    r"|\s(?=(?:after|because|while|until|before|although|whose|which|that)\b)"
)
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
    pairs: tuple[Ints, Ints],
    threshold: float,
) -> tuple[Ints, Ints, Floats]:
    """Score the pairs of sentences by the best clause of the longer one; give those that reach ``threshold``."""
    i, j = pairs
    if threshold > _AT_MOST or not len(i):
        return i[:0], j[:0], np.zeros(0)
    longer_left = read[0].lengths[i] >= read[1].lengths[j]
    parts = [
        _scored_from(reader, texts[0], read[1], i[longer_left], j[longer_left], threshold),
        _scored_from(reader, texts[1], read[0], j[~longer_left], i[~longer_left], threshold),
    ]
    parts[1] = (parts[1][1], parts[1][0], parts[1][2])
    found_i, found_j, scores = (np.concatenate(column) for column in zip(*parts, strict=True))
    if not len(found_i):
        return found_i, found_j, scores
    order = np.lexsort((found_j, found_i))
    found_i, found_j = found_i[order], found_j[order]
    # What the whole sentences give differently counts for their clauses too; what another clause denies does not.
    scores = lowered(reader, *read, found_i, found_j, np.minimum(scores[order], _AT_MOST), denials=False)
    good = scores >= threshold
    return found_i[good], found_j[good], scores[good]


def _scored_from(
    reader: Reader, texts: Sequence[str], others: Sentences, longer: Ints, shorter: Ints, threshold: float
) -> tuple[Ints, Ints, Floats]:
    order = np.lexsort((shorter, longer))
    longer, shorter = longer[order], shorter[order]
    places = np.unique(longer)
    found = [(place, clause) for place in places.tolist() for clause in clauses(texts[place])]
    if not found:
        return longer[:0], shorter[:0], np.zeros(0)
    read = reader.read([clause for _, clause in found])
    holders = np.array([place for place, _ in found], np.int64)
    first, last = (np.searchsorted(longer, holders, side) for side in ("left", "right"))
    clause = np.repeat(np.arange(len(found)), last - first)
    within = np.arange(len(clause)) - np.repeat(np.cumsum(last - first) - (last - first), last - first)
    partner = shorter[first[clause] + within] if len(clause) else shorter[:0]
    scored = score_pairs(reader, read, others, clause, partner, threshold, whole=False)
    return holders[scored.i], scored.j, scored.scores
