"""How far a score can be trusted: of the pairs scored 80, about 80 % should be judged the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from viewer import match_sentences
from viewer.analysis.model import DEFAULT_THRESHOLD

from .data import Half, Pair, WirePair, load_pairs

Floats = npt.NDArray[np.float64]

_EDGES = (0, 30, 40, 50, 60, 70, 80, 90, 100.1)


def shipped_scores(a: Sequence[str], b: Sequence[str]) -> Floats:
    """Return the scores that the program gives to the pairs (a[k], b[k]), 0 where it gives none."""
    found = [match_sentences([left], [right], 0) for left, right in zip(a, b, strict=True)]
    return np.array([pairs[0][2] if pairs else 0.0 for pairs in found])


@dataclass(frozen=True, slots=True)
class PairFigures:
    """How the default threshold does on graded pairs; precision is the share of the matches that say the same."""

    accuracy: float
    precision: float
    recall: float
    pairs: int


def pair_figures(half: Half, pairs: Sequence[Pair] | Sequence[WirePair] | None = None) -> PairFigures:
    """Return the figures of one half of graded pairs (None: of those of all kinds)."""
    pairs = [pair for pair in (load_pairs() if pairs is None else pairs) if pair.half == half]
    same = np.array([pair.same for pair in pairs])
    said = shipped_scores([pair.a for pair in pairs], [pair.b for pair in pairs]) >= DEFAULT_THRESHOLD
    return PairFigures(float(np.mean(said == same)), float(same[said].mean()), float(said[same].mean()), len(pairs))


def reliability(scores: Floats, same: Floats) -> Iterator[str]:
    """Give a line for each range of scores: how many pairs fell into it, their mean score, how many are the same."""
    for low, high in pairwise(_EDGES):
        inside = (scores >= low) & (scores < high)
        if inside.any():
            yield (
                f"{low:>4}-{min(high, 100):<4.0f}{inside.sum():>6} pairs  mean score {scores[inside].mean():5.1f}  "
                f"judged the same {100 * same[inside].mean():5.1f} %"
            )


def dev_kinds() -> Iterator[str]:
    """Give a line for each kind of the pairs that may be looked at."""
    pairs = [pair for pair in load_pairs() if pair.half == "dev"]
    return by_kind([pair.kind for pair in pairs], shipped_scores([p.a for p in pairs], [p.b for p in pairs]))


def by_kind(kinds: Sequence[str], scores: Floats) -> Iterator[str]:
    """Give a line for each kind of pair: the quarters of its scores, and how many reach 40 and 70."""
    for kind in dict.fromkeys(kinds):
        mine = scores[np.array([other == kind for other in kinds])]
        low, middle, high = np.percentile(mine, (25, 50, 75))
        yield (
            f"{kind:<18}{len(mine):>4} pairs  scores {low:5.1f} {middle:5.1f} {high:5.1f}  "
            f"reach 40: {100 * np.mean(mine >= 40):5.1f} %, 70: {100 * np.mean(mine >= 70):5.1f} %"
        )
