"""The score of two sentences: one small logistic model over :mod:`viewer.analysis.features`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from viewer.analysis.features import FEATURES, Floats, Ints, Reader, Sentences, lexical_features, ratios
from viewer.data import resource

_NEAR, _NEAR_SCORE, _NEAR_SLOPE = 0.75, 50.0, 8.0
"""Sentences of nearly the same letters never score less than 50: other figures in the same words are no match,
but they are found when the threshold is lowered."""
_NEAR_WORDS = 0.3
_INSIDE, _INSIDE_WORDS = 77.0, 6
"""A sentence of some words that stands word for word inside another one matches it: trimmed, or joined to more."""
_OF_SHORTER, _ALL = FEATURES.index("rare_words_of_shorter"), 0.999
_HIGHEST = 99.9
"""Only the same words in the same order reach 100."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: the probability that two sentences make the same statement."""

    weights: Floats
    bias: float

    def scores(self, features: Floats) -> Floats:
        """Return the score (0-100) of each row of features."""
        logits: Floats = features @ self.weights + self.bias
        return 100.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))


@cache
def model() -> Model:
    """Return the model that ships, learned by :mod:`viewer.analysis.train`."""
    data = json.loads(resource("weights", "match_model.json").read_text(encoding="utf-8"))
    return Model(np.array([data["weights"][name] for name in FEATURES]), data["bias"])


def score_pairs(
    reader: Reader, a: Sentences, b: Sentences, i: Ints, j: Ints, threshold: float
) -> tuple[Ints, Ints, Floats]:
    """Score the pairs (``i`` ascending); give those that reach ``threshold``, sentences of equal words at 100."""
    features = lexical_features(reader, a, b, i, j)
    inside = (features[:, _OF_SHORTER] >= _ALL) & (np.minimum(a.lengths[i], b.lengths[j]) >= _INSIDE_WORDS)
    possible = (model().scores(features) >= threshold) | _may_be_near(features, threshold) | inside
    inside = inside[possible]
    i, j, features = i[possible], j[possible], features[possible]
    features = with_ratios(a, b, i, j, features)
    near = _NEAR_SCORE + (features[:, 0] - _NEAR) * _NEAR_SLOPE
    scores: Floats = model().scores(features)
    scores = np.where(features[:, 0] >= _NEAR, np.maximum(scores, near), scores)
    scores = np.where(_contained(a, b, i, j, inside), np.maximum(scores, _INSIDE), scores)
    scores = np.where(features[:, 0] >= 1.0, 100.0, np.minimum(np.round(scores, 1), _HIGHEST))
    good = scores >= threshold
    return i[good], j[good], scores[good]


def _may_be_near(features: Floats, threshold: float) -> npt.NDArray[np.bool_]:
    """Whether the letters may be so near that the score reaches the threshold for them alone."""
    low: npt.NDArray[np.bool_] = (threshold <= _NEAR_SCORE + (1 - _NEAR) * _NEAR_SLOPE) & (
        features[:, 2] >= _NEAR_WORDS
    )
    return low


def _contained(a: Sentences, b: Sentences, i: Ints, j: Ints, inside: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Say which pairs have the shorter sentence word for word inside the longer one, of those that may."""
    found = np.zeros(len(i), bool)
    for place in np.flatnonzero(inside):
        short, long = sorted((a.plain[i[place]], b.plain[j[place]]), key=len)
        found[place] = f" {short} " in f" {long} "
    return found


def with_ratios(a: Sentences, b: Sentences, i: Ints, j: Ints, features: Floats) -> Floats:
    """Fill in the two features that compare the letters."""
    rows, columns = i.tolist(), j.tolist()
    features[:, 0] = ratios([a.plain[k] for k in rows], [b.plain[k] for k in columns])
    features[:, 1] = ratios([a.ordered[k] for k in rows], [b.ordered[k] for k in columns])
    return features
