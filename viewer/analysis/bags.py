"""Bags of numbers, one for each sentence, laid end to end; what two of them have in common, for many pairs at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_TOGETHER = 16_000
"""Pairs looked at in one go."""
_BLOCK = 12_000_000
"""Cells of the table that marks which sentence holds which word; bounds the memory."""


@dataclass(frozen=True, slots=True)
class Bags:
    """One bag of numbers per sentence, laid end to end."""

    data: Ints
    starts: Ints
    sizes: Ints

    @classmethod
    def of(cls, rows: Iterable[Sequence[int]]) -> Bags:
        """Lay the given bags end to end."""
        listed = list(rows)
        sizes = np.fromiter((len(row) for row in listed), np.int64, len(listed))
        data = np.fromiter(chain.from_iterable(listed), np.int64, int(sizes.sum()))
        return cls(data, np.concatenate(([0], np.cumsum(sizes)[:-1])) if len(listed) else sizes, sizes)

    def parts(self, ends: Sequence[int]) -> list[Bags]:
        """Part the bags: those between each two neighbours of ``ends``."""
        data, starts, sizes = self.data, self.starts, self.sizes
        edges = [int(starts[end]) if end < len(starts) else len(data) for end in ends]
        return [
            Bags(data[low:high], starts[first:last] - low, sizes[first:last])
            for (first, last), (low, high) in zip(pairwise(ends), pairwise(edges), strict=True)
        ]

    def owners(self) -> Ints:
        """Return the bag of each number."""
        return np.arange(len(self.sizes)).repeat(self.sizes)


def sorted_unique(values: Ints) -> Ints:
    """Return what np.unique returns; its hashing is far slower than sorting for so many numbers."""
    values = np.sort(values)
    return values[np.concatenate(([True], values[1:] != values[:-1]))] if len(values) else values


def parted(packed: Ints, base: int) -> tuple[Ints, Ints]:
    """Return what np.divmod returns for numbers that are not negative; it divides far more slowly than ``//``."""
    high = packed // base
    return high, packed - high * base


def distinct(numbers: Ints, owners: Ints, count: int, total: int) -> Bags:
    """Return for each of ``count`` sentences its different numbers, all below ``total``."""
    packed = sorted_unique(owners * total + numbers)
    owner, number = parted(packed, total)
    sizes = np.bincount(owner, minlength=count)
    return Bags(number, np.cumsum(sizes) - sizes, sizes)


def overlap(i: Ints, j: Ints, a: Bags, b: Bags, vocabulary: int, *weights: Floats) -> Floats:
    """Return, for each pair of bags (i of ``a``, j of ``b``), how many words both hold, and their summed weights.

    The result has a row for the number and one for each table of weights. ``i`` must be in ascending order. Memory is
    bounded whatever the number of pairs.
    """
    result = np.zeros((1 + len(weights), len(i)))
    if not len(i) or not vocabulary or not len(a.data) or not len(b.data):
        return result
    rows = max(1, _BLOCK // vocabulary)
    marks = np.zeros(min(rows, len(a.sizes)) * vocabulary, np.bool_)
    first = 0
    while first < len(i):
        last = int(i.searchsorted(i[first] + rows))
        last = min(last, first + _TOGETHER)
        low, high = int(i[first]), int(i[last - 1]) + 1
        span = slice(int(a.starts[low]), int(a.starts[high - 1] + a.sizes[high - 1]))
        cells = (np.arange(high - low) * vocabulary).repeat(a.sizes[low:high]) + a.data[span]
        marks[cells] = True
        pair, items = _hits(i[first:last] - low, j[first:last], b, vocabulary, marks)
        marks[cells] = False
        result[0, first:last] = np.bincount(pair, minlength=last - first)
        for row, table in enumerate(weights, start=1):
            result[row, first:last] = np.bincount(pair, table[items], last - first)
        first = last
    return result


def _hits(i: Ints, j: Ints, b: Bags, vocabulary: int, marks: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Return the words that both sentences of a pair hold, and the pair of each."""
    sizes = b.sizes[j]
    pair = np.arange(len(j)).repeat(sizes)
    items = b.data[np.arange(len(pair)) + (b.starts[j] - sizes.cumsum() + sizes).repeat(sizes)]
    hit = marks[(i * vocabulary).repeat(sizes) + items].nonzero()[0]
    return pair[hit], items[hit]
