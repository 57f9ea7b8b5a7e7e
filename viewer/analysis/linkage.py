"""Groups by average linkage over similar pairs: what is not among the pairs is unlike."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from viewer.analysis.bags import Floats, Ints, parted
from viewer.analysis.neighbours import Pairs


def linked(pairs: Pairs, threshold: float) -> list[list[int]]:
    """Join the most similar groups, by the average over their pairs, until none is similar by ``threshold`` (over 0).

    Groups that are each other's nearest are joined in one go: with averages, the order makes no difference to the
    groups. Returns lists of numbers, each in order, by their first.
    """
    keep = _in_one_piece(pairs, threshold)
    i, j, sums = pairs.i[keep], pairs.j[keep], pairs.values[keep]
    home, sizes = np.arange(pairs.count), np.ones(pairs.count)
    while len(i):
        averages = sums / (sizes[i] * sizes[j])
        one, other = _nearest_of_each_other(i, j, averages, threshold, pairs.count)
        if not len(one):
            break
        moved = np.arange(pairs.count)
        moved[other] = one
        sizes[one] += sizes[other]
        home = moved[home]
        i, j, sums = _gathered(moved[i], moved[j], sums, pairs.count)
    order = np.argsort(home, kind="stable")
    starts = np.flatnonzero(np.diff(home[order], prepend=-1))
    return [group.tolist() for group in np.split(order, starts[1:])] if pairs.count else []


def _in_one_piece(pairs: Pairs, threshold: float) -> npt.NDArray[np.bool_]:
    """Choose the pairs inside the pieces that similar pairs tie together; no group reaches from one into another."""
    strong = pairs.values >= threshold
    i, j = pairs.i[strong], pairs.j[strong]
    piece = np.arange(pairs.count)
    while len(i):
        lowest = piece.copy()
        np.minimum.at(lowest, piece[i], piece[j])
        lowest = lowest[lowest]
        if np.array_equal(lowest, piece):
            break
        piece = lowest[piece]
    chosen: npt.NDArray[np.bool_] = piece[pairs.i] == piece[pairs.j]
    return chosen


def _nearest_of_each_other(i: Ints, j: Ints, averages: Floats, threshold: float, count: int) -> tuple[Ints, Ints]:
    """Return the pairs of groups, the lower number first, of which each is the nearest of the other."""
    starts = np.flatnonzero(np.diff(i, prepend=-1))
    peaks = np.zeros(count)
    peaks[i[starts]] = np.maximum.reduceat(averages, starts)
    top = np.flatnonzero((averages == peaks[i]) & (averages >= threshold))[::-1]
    nearest = np.full(count, -1)
    nearest[i[top]] = j[top]  # of several the lowest, which is written last
    own = np.arange(count)
    one = np.flatnonzero((nearest > own) & (nearest[nearest] == own))
    return one, nearest[one]


def _gathered(i: Ints, j: Ints, sums: Floats, count: int) -> tuple[Ints, Ints, Floats]:
    """Add up what belongs to the same two groups, and leave out what is inside one."""
    key = (i * count + j)[i != j]
    sums = sums[i != j]
    if not len(key):
        return i[:0], j[:0], sums
    order = np.argsort(key, kind="stable")
    key, sums = key[order], sums[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    i, j = parted(key[starts], count)
    return i, j, np.add.reduceat(sums, starts)
