"""Scroll arithmetic, without widgets: which place of one article stands beside which place of another.

The reading line slides as in Meld: in the middle of the view, but at the top edge at the very beginning of a text and
at the bottom edge at its end, so that both ends can be reached.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

STEEPEST = 4.0
"""Anchors that would make the follower move more than this many times as fast as its leader are left out."""


class Anchor(NamedTuple):
    """Two heights, in document pixels, that belong beside each other, and how much the pair counts."""

    left: float
    right: float
    weight: float = 1.0


def reading_line(scroll: float, view: float, text: float) -> float:
    """Return the height in the view (0 top, ``view`` bottom) at which a reader is taken to read."""
    half = view / 2
    if text <= view:
        return 0.0
    end = text - view
    return min(half, scroll) + max(0.0, half - max(0.0, end - scroll))


def monotone_chain(anchors: Sequence[Anchor]) -> list[Anchor]:
    """Return the heaviest subset of anchors that keeps its order on both sides.

    Weighted longest increasing subsequence in O(n log n), with a Fenwick tree of the best chain by right height.
    Crossing matches are left out: they must never move the follower.
    """
    ordered = sorted(anchors)
    heights = sorted({anchor.right for anchor in ordered})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(heights) + 1)
    before: list[int] = []
    total: list[float] = []
    for number, anchor in enumerate(ordered):
        rank = bisect_left(heights, anchor.right) + 1
        weight, chain = _best_up_to(best, rank)
        before.append(chain)
        total.append(weight + anchor.weight)
        _improve(best, rank, (total[number], number))
    at = max(range(len(ordered)), key=total.__getitem__, default=-1)
    kept = []
    while at >= 0:
        kept.append(ordered[at])
        at = before[at]
    return kept[::-1]


def _best_up_to(tree: list[tuple[float, int]], rank: int) -> tuple[float, int]:
    found = (0.0, -1)
    while rank:
        found = max(found, tree[rank])
        rank -= rank & -rank
    return found


def _improve(tree: list[tuple[float, int]], rank: int, value: tuple[float, int]) -> None:
    while rank < len(tree):
        tree[rank] = max(tree[rank], value)
        rank += rank & -rank


class HeightMap:
    """A piecewise linear map from heights of one text to heights of another, through a monotone chain of anchors."""

    def __init__(self, anchors: Sequence[Anchor], left_text: float, right_text: float) -> None:
        chain = _gentle([Anchor(0.0, 0.0), *monotone_chain(anchors), Anchor(left_text, right_text)])
        self._left = [anchor.left for anchor in chain]
        self._right = [anchor.right for anchor in chain]

    def __call__(self, height: float) -> float:
        """Return the height beside ``height``."""
        after = min(max(bisect_right(self._left, height), 1), len(self._left) - 1)
        left, right = self._left[after - 1 : after + 1], self._right[after - 1 : after + 1]
        if left[1] == left[0]:
            return right[1]
        return right[0] + (height - left[0]) / (left[1] - left[0]) * (right[1] - right[0])


def _gentle(chain: list[Anchor]) -> list[Anchor]:
    """Drop inner anchors that would make the follower race; the last anchor, the end of both texts, always stays."""
    kept = [chain[0]]
    end = chain[-1]
    for anchor in chain[1:-1]:
        left, right = anchor.left - kept[-1].left, anchor.right - kept[-1].right
        room = end.right - anchor.right <= STEEPEST * (end.left - anchor.left)
        if left > 0 and right >= 0 and right <= STEEPEST * left and room:
            kept.append(anchor)
    return [*kept, end]


def common_height(wanted: float, places: Sequence[float], margin: float = 12.0) -> float:
    """Return the height of the view nearest to ``wanted`` to which every place (document pixels) can be brought.

    A place cannot come lower than where it stands at the very top of its text; upwards there is always room.
    """
    return max(min([wanted, *places]), min([margin, *places]))
