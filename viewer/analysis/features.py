"""What two sentences have in common, in figures: for many pairs at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from viewer.analysis.bags import Bags, Floats, Ints, overlap
from viewer.analysis.prepared import RUNS, Reader, Sentences

FEATURES = ("likeness", "clumped", "figures_on_one_side")
"""How alike two sentences are, and what speaks against the same statement although they are alike: that the words they
share stand in one clump, and the rest is other news; that only one of them gives figures."""
_LEAST = 0.02
"""Below this a share counts as this much: a single word in another order must not take all likeness away."""


def _share(part: Floats, whole: npt.NDArray[np.float64] | Ints) -> Floats:
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)


@dataclass(frozen=True, slots=True)
class Overlaps:
    """What the words of pairs of sentences have in common, in shares from 0 to 1.

    ``together`` multiplies four shares: of the words, of the rarity of each side, and the length of the shorter one;
    ``evidence`` is no share but the summed rarity of the words in common.
    """

    together: Floats
    evidence: Floats
    words: Floats
    of_shorter: Floats
    length: Floats

    def at(self, which: npt.NDArray[np.bool_]) -> Overlaps:
        """Return the chosen pairs alone."""
        return Overlaps(*(getattr(self, name)[which] for name in self.__slots__))

    def likeness(self, order: Floats, letters: Floats | float = 1.0) -> Floats:
        """Return the mean of all shares, given those of words in the same order and of letters that agree."""
        return np.power(self.together * np.maximum(order, _LEAST) * np.maximum(letters, _LEAST), 1 / 6)


def overlaps(reader: Reader, a: Sentences, b: Sentences, i: Ints, j: Ints) -> Overlaps:
    """Compare the words of the pairs; ``i`` must be in ascending order."""
    words, rare = overlap(i, j, a.words, b.words, reader.vocabulary, reader.rarities())
    left, right = a.weights[i], b.weights[j]
    length = _share(np.minimum(a.lengths[i], b.lengths[j]), np.maximum(a.lengths[i], b.lengths[j]))
    of_words = _share(2 * words, a.words.sizes[i] + b.words.sizes[j])
    together = np.clip(length, _LEAST, 1.0)
    for part in (of_words, _share(rare, left), _share(rare, right)):
        together *= np.clip(part, _LEAST, 1.0)
    return Overlaps(together, rare, of_words, _share(rare, np.minimum(left, right)), length)


def features_of(reader: Reader, a: Sentences, b: Sentences, i: Ints, j: Ints, likeness: Floats) -> Floats:
    """Return the features of the pairs (``i`` ascending) of which the likeness is known."""
    runs = overlap(i, j, a.runs, b.runs, RUNS)[0]
    agreeing = _agreeing(reader, a.figures, b.figures, i, j)
    ours, theirs = a.figures.sizes[i] - agreeing, b.figures.sizes[j] - agreeing
    return np.column_stack(
        [
            likeness,
            (1 - likeness) * _share(2 * runs, a.runs.sizes[i] + b.runs.sizes[j]),
            (ours > 0) ^ (theirs > 0),
        ]
    )


def _agreeing(reader: Reader, a: Bags, b: Bags, i: Ints, j: Ints, least: int = 1) -> Floats:
    """Count what two bags of facts share, where both have as many as ``least``; most sentences have none."""
    result = np.zeros(len(i))
    may = ((a.sizes[i] >= least) & (b.sizes[j] >= least)).nonzero()[0]
    if len(may):
        result[may] = overlap(i[may], j[may], a, b, reader.vocabulary)[0]
    return result


def may_dispute(reader: Reader, a: Sentences, b: Sentences, i: Ints, j: Ints) -> npt.NDArray[np.bool_]:
    """Say which pairs (``i`` ascending) may give a fact differently.

    Figures or names on both sides that the other one does not have, and a word of both beside different ones.
    """
    agreeing = _agreeing(reader, a.figures, b.figures, i, j)
    found: npt.NDArray[np.bool_] = (a.figures.sizes[i] > agreeing) & (b.figures.sizes[j] > agreeing)
    named = (~found & (a.names.sizes[i] > 0) & (b.names.sizes[j] > 0)).nonzero()[0]
    if len(named):
        ours = overlap(i[named], j[named], a.names, b.words, reader.vocabulary)[0]
        theirs = overlap(i[named], j[named], a.words, b.names, reader.vocabulary)[0]
        found[named] = (a.names.sizes[i[named]] > ours) & (b.names.sizes[j[named]] > theirs)
    may = found.nonzero()[0]
    if len(may):
        slots = overlap(i[may], j[may], a.slots, b.slots, RUNS)[0]
        found[may] = slots > overlap(i[may], j[may], a.filled, b.filled, RUNS)[0]
    return found


def same_figures(reader: Reader, a: Sentences, b: Sentences, i: Ints, j: Ints) -> npt.NDArray[np.bool_]:
    """Say which pairs (``i`` ascending) share two exact figures or more, and one of the two has no other."""
    agreeing = _agreeing(reader, a.exact, b.exact, i, j, least=2)
    same: npt.NDArray[np.bool_] = (agreeing > 1) & (agreeing >= np.minimum(a.exact.sizes[i], b.exact.sizes[j]))
    return same


def evidence_besides_names(
    reader: Reader, a: Sentences, b: Sentences, i: Ints, j: Ints, evidence: Floats, enough: float
) -> Floats:
    """Return the summed rarity of the words in common (pairs with ``i`` ascending) that are no name in either one.

    ``evidence`` is that of all words in common. Where it is ``enough`` whatever the names, a lower bound is returned.
    """
    result = evidence - a.proper_weights[i] - b.proper_weights[j]
    near = (result < enough).nonzero()[0]
    if not len(near):
        return result
    i, j = i[near], j[near]
    rare = reader.rarities()
    pairs = ((a.proper, b.words, -1), (a.words, b.proper, -1), (a.proper, b.proper, 1))
    result[near] = evidence[near]
    for x, y, sign in pairs:
        result[near] += sign * overlap(i, j, x, y, reader.vocabulary, rare)[1]
    return result


def otherness(reader: Reader, a: Sentences, b: Sentences, i: Ints, j: Ints) -> Floats:
    """Say how far the pairs (``i`` ascending) tell the same of something else (0-1).

    Most of their figures disagree, two or more, wherever they stand.
    """
    agreeing = _agreeing(reader, a.figures, b.figures, i, j, least=2)
    other = np.minimum(a.figures.sizes[i], b.figures.sizes[j]) - agreeing
    many = (other > 1) & (other > agreeing)
    return np.where(many, _share(other - 1, other + agreeing), 0.0)


def ratios(a: Sequence[str], b: Sequence[str], least: float = 0.0) -> Floats:
    """Return rapidfuzz's ratio (0-1) of each pair of strings; 0 where it is below ``least``."""
    return _compared(fuzz.ratio, a, b, 100 * least) / 100


def shares_in_order(a: Sequence[str], b: Sequence[str]) -> Floats:
    """Return for each pair of strings the longest common subsequence as a share of the longer string."""
    return _compared(LCSseq.normalized_similarity, a, b)


def _compared(scorer: Callable[..., float], a: Sequence[str], b: Sequence[str], least: float = 0.0) -> Floats:
    """Return the score of each pair of strings, 0 below ``least``."""
    return process.cpdist(a, b, scorer=scorer, score_cutoff=least, dtype=np.float32).astype(float)
