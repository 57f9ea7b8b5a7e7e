"""The score of two sentences: one small logistic model over :mod:`viewer.analysis.features`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from viewer.analysis.bags import Floats, Ints
from viewer.analysis.disputes import disputes
from viewer.analysis.features import (
    FEATURES,
    Overlaps,
    evidence_besides_names,
    features_of,
    may_dispute,
    otherness,
    overlaps,
    ratios,
    same_figures,
    shares_in_order,
)
from viewer.analysis.prepared import Reader, Sentences
from viewer.analysis.threads import CORES, in_threads
from viewer.data import resource

_NEAR, _NEAR_SCORE, _NEAR_SLOPE = 0.75, 50.0, 8.0
"""Sentences of nearly the same letters never score less than 50: other figures in the same words are no match,
but they are found when the threshold is lowered."""
_NEAR_WORDS = 0.3
_INSIDE, _INSIDE_WORDS = 77.0, 5
"""A sentence of some words that stands word for word inside another one matches it: trimmed, or joined to more."""
_ALL = 0.999
_NEAREST = _NEAR_SCORE + (1 - _NEAR) * _NEAR_SLOPE
_SLACK = 0.1
_PARTLY, _SHORTER = 0.6, 0.75
"""So many of the rarer words of a sentence stand in one that is longer by so much: perhaps in one clause of it."""
_LITTLE, _LITTLE_QUOTED, _FOR_LITTLE = 15.0, 9.0, 65.0
"""Sentences that share small words and hardly one that tells are no match: *there is no question of that*. Between
quotation marks fewer will do: somebody's own words."""
_ALIKE_ORDER = 0.1
_DISPUTED, _TEMPLATE, _ORDER_LEFT = 69.0, 40.0, 0.03
"""Sentences that say another figure or another name in the same place score at most the first, just below the default
threshold: where numbers disagree, a lower one shows it. Where several do and hardly one agrees, it is another story in
the same words, and they come near the second. The third keeps them in the order of their likeness."""
_BESIDES = 8.0
"""What sentences must have in common besides names, in rarity: more than one word of content."""
_FIGURED = 72.0
"""Sentences that may say the same and share their exact figures, two or more, do: *from £2.6m to £4.2m*."""
_ALONE = 5_000
"""Up to so many pairs one thread is done before others have begun."""
_TOGETHER = 60_000
"""Pairs scored in one go: each takes some hundred bytes meanwhile."""
_HIGHEST = 99.9
"""Only the same words in the same order reach 100."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: the probability that two sentences make the same statement."""

    weights: Floats
    bias: float

    def scores(self, features: Floats) -> Floats:
        """Return the score (0-100) of each row of features."""
        return self._grade(features @ self.weights)

    def highest(self, likeness: Floats) -> Floats:
        """Return a score that no pair of that likeness or less can pass: all else can only lower it."""
        return self._grade(likeness * self.weights[0])

    def _grade(self, evidence: Floats) -> Floats:
        grade: Floats = 100.0 / (1.0 + np.exp(-np.clip(evidence + self.bias, -30, 30)))
        return grade


@cache
def model() -> Model:
    """Return the model that ships, learned by ``tests/quality/train_weights.py``."""
    data = json.loads(resource("weights", "match_model.json").read_text(encoding="utf-8"))
    return Model(np.array([data["weights"][name] for name in FEATURES]), data["bias"])


@dataclass(frozen=True, slots=True)
class Partly:
    """Pairs of which one may say what a part of the other says, and what they score as wholes."""

    i: Ints
    j: Ints
    scores: Floats

    def at(self, which: npt.NDArray[np.bool_]) -> Partly:
        """Return the chosen pairs alone."""
        return Partly(self.i[which], self.j[which], self.scores[which])


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs that reach a threshold, their scores, and pairs of which one may say what a part of the other says.

    ``places`` are theirs among all that were to be scored.
    """

    places: Ints
    i: Ints
    j: Ints
    scores: Floats
    partly: Partly

    @classmethod
    def joined(cls, parts: Sequence[Scored], spans: Sequence[slice]) -> Scored:
        """Put together what was found for the pairs of these spans."""
        rows = [
            (span.start + part.places, part.i, part.j, part.scores, part.partly.i, part.partly.j, part.partly.scores)
            for part, span in zip(parts, spans, strict=True)
        ]
        places, i, j, scores, *partly = (np.concatenate(column) for column in zip(*rows, strict=True))
        return cls(places, i, j, scores, Partly(*partly))


def score_pairs(
    reader: Reader,
    a: Sentences,
    b: Sentences,
    i: Ints,
    j: Ints,
    threshold: float,
    *,
    quotations: int = 0,
    whole: bool = True,
) -> Scored:
    """Score the pairs (``i`` ascending); give those that reach ``threshold``, sentences of equal words at 100.

    The first so many of ``a`` are ``quotations``, which are compared with their like. Of parts of sentences (not
    ``whole``), facts are left to be compared with the sentences. Memory is bounded whatever the number of pairs.
    """

    def some(span: slice) -> Scored:
        return _scored(reader, a, b, i[span], j[span], threshold, quotations=quotations, whole=whole)

    spans = _spans(len(i))
    return Scored.joined(in_threads(some, spans), spans) if len(spans) > 1 else some(slice(None))


def _spans(count: int) -> list[slice]:
    """Part so many pairs for the threads: what one thread reckons in numpy, another reads facts beside."""
    size = count if count <= _ALONE else min(_TOGETHER, -(-count // (2 * CORES)))
    return [slice(first, first + size) for first in range(0, count, max(1, size))]


def _scored(
    reader: Reader,
    a: Sentences,
    b: Sentences,
    i: Ints,
    j: Ints,
    threshold: float,
    *,
    quotations: int,
    whole: bool,
) -> Scored:
    if not len(i):
        return Scored(i, i, j, np.zeros(0), Partly(i, j, np.zeros(0)))
    shared = overlaps(reader, a, b, i, j)
    wholes, partly, place = np.zeros(len(i)), _partly(a, b, i, j, shared) & (i >= quotations), np.arange(len(i))
    longer = i[partly], j[partly]
    may = (shared.of_shorter >= _ALL) | ((threshold <= _NEAREST) & (shared.words >= _NEAR_WORDS))
    possible = may | (model().highest(shared.likeness(shared.length)) >= threshold)
    i, j, shared, may, place = i[possible], j[possible], shared.at(possible), may[possible], place[possible]
    if not len(i):
        return Scored(place, i, j, np.zeros(0), Partly(*longer, wholes[partly]))
    order = in_order(a, b, i, j)
    possible = may | (model().highest(shared.likeness(order)) >= threshold)
    i, j, shared, order, place = i[possible], j[possible], shared.at(possible), order[possible], place[possible]
    letters = sorted_letters(a, b, i, j)
    scores = _graded(reader, a, b, i, j, shared.likeness(order, letters))
    figured = ((scores >= _NEAR_SCORE) & (scores < _FIGURED)).nonzero()[0]
    scores[figured[same_figures(reader, a, b, i[figured], j[figured])]] = _FIGURED
    scores = lowered(reader, a, b, i, j, scores, facts=whole)
    scores = np.where(_inside(a, b, i, j, shared, order), np.maximum(scores, _INSIDE), scores)
    little = shared.evidence < np.where(i < quotations, _LITTLE_QUOTED, _LITTLE)
    scores = np.where(little, np.minimum(scores, _FOR_LITTLE), scores)
    scores = _named_alone(reader, a, b, i, j, scores, shared.evidence)
    scores = _raised_where_near(a, b, i, j, scores, letters)
    wholes[place] = scores
    good = scores >= threshold
    return Scored(place[good], i[good], j[good], scores[good], Partly(*longer, wholes[partly]))


def _partly(a: Sentences, b: Sentences, i: Ints, j: Ints, shared: Overlaps) -> npt.NDArray[np.bool_]:
    """Say which pairs may be one sentence and a part of another, longer one."""
    found: npt.NDArray[np.bool_] = (shared.of_shorter >= _PARTLY) & (shared.length < _SHORTER)
    found &= (shared.evidence >= _LITTLE) & (np.minimum(a.lengths[i], b.lengths[j]) >= _INSIDE_WORDS)
    return found


def _graded(reader: Reader, a: Sentences, b: Sentences, i: Ints, j: Ints, likeness: Floats) -> Floats:
    """Return the model's scores, but no less than sentences score that are alike and do not say the same.

    What speaks against the same statement takes no more away; so it need not be looked for where likeness is low.
    """
    alike = model().highest(likeness)
    scores: Floats = np.minimum(alike, _DISPUTED - _ALIKE_ORDER * (100 - alike))
    high = (scores < alike).nonzero()[0]
    features = features_of(reader, a, b, i[high], j[high], likeness[high])
    scores[high] = np.maximum(scores[high], model().scores(features))
    return scores


def lowered(
    reader: Reader,
    a: Sentences,
    b: Sentences,
    i: Ints,
    j: Ints,
    scores: Floats,
    *,
    facts: bool = True,
    denials: bool = True,
) -> Floats:
    """Bring the pairs (``i`` ascending) that give a fact differently below the default threshold.

    ``facts`` are figures and names; ``denials`` is whether it counts that only one sentence says *not*.
    """
    highest = np.full(len(i), 100.0)
    if denials:
        highest[a.negated[i] != b.negated[j]] = _DISPUTED
    if facts:
        elsewhere = otherness(reader, a, b, i, j)
        highest = np.minimum(highest, np.where(elsewhere > 0, _DISPUTED - (_DISPUTED - _TEMPLATE) * elsewhere, 100.0))
        high = (np.minimum(scores, highest) > _DISPUTED).nonzero()[0]
        high = high[may_dispute(reader, a, b, i[high], j[high])]
        pairs = zip(i[high].tolist(), j[high].tolist(), strict=True)
        shares = np.array([disputes(a.told(ours), b.told(theirs)).share for ours, theirs in pairs], float)
        highest[high] = 100 - (100 - _DISPUTED) * shares
    return np.minimum(scores, highest - _ORDER_LEFT * (highest < 100) * (100 - scores))


def _inside(a: Sentences, b: Sentences, i: Ints, j: Ints, shared: Overlaps, order: Floats) -> npt.NDArray[np.bool_]:
    """Say which pairs have all words of the shorter sentence in the longer one, in the same order.

    Where only one of them says *not*, they must stand there without a gap, so that it is said of something else.
    """
    enough = np.minimum(a.lengths[i], b.lengths[j]) >= _INSIDE_WORDS
    inside: npt.NDArray[np.bool_] = (order >= _ALL * shared.length) & enough
    for pair in (inside & (a.negated[i] != b.negated[j])).nonzero()[0].tolist():
        short, long = sorted((a.spelled.code(int(i[pair])), b.spelled.code(int(j[pair]))), key=len)
        inside[pair] = short in long
    return inside


def _named_alone(
    reader: Reader, a: Sentences, b: Sentences, i: Ints, j: Ints, scores: Floats, evidence: Floats
) -> Floats:
    """Bring down the pairs that name the same people and have little else in common."""
    high = (scores > _FOR_LITTLE).nonzero()[0]
    alone = evidence_besides_names(reader, a, b, i[high], j[high], evidence[high], _BESIDES) < _BESIDES
    scores[high[alone]] = _FOR_LITTLE
    return scores


def _raised_where_near(a: Sentences, b: Sentences, i: Ints, j: Ints, scores: Floats, letters: Floats) -> Floats:
    """Give equal sentences 100, and sentences of nearly the same letters at least their low score."""
    ratio = np.zeros(len(i))
    # What agrees in order agrees sorted, nearly always; only the space between words may count otherwise.
    # Those that score more already need it only where they may be equal.
    may = (((letters >= _NEAR - _SLACK) & (scores < _NEAREST)) | (letters >= 1.0)).nonzero()[0]
    ratio[may] = ratios(a.spelled.plain(i[may]), b.spelled.plain(j[may]), _NEAR)
    scores = np.where(ratio >= _NEAR, np.maximum(scores, _NEAR_SCORE + (ratio - _NEAR) * _NEAR_SLOPE), scores)
    return np.where(ratio >= 1.0, 100.0, np.minimum(np.round(scores, 1), _HIGHEST))


def in_order(a: Sentences, b: Sentences, i: Ints, j: Ints) -> Floats:
    """Return for each pair the share of the words of the longer sentence that agree in order."""
    return shares_in_order(a.spelled.coded(i), b.spelled.coded(j))


def sorted_letters(a: Sentences, b: Sentences, i: Ints, j: Ints) -> Floats:
    """Return for each pair how far the letters of their sorted words agree."""
    return ratios(a.spelled.ordered(i), b.spelled.ordered(j))
