"""How much each two of many articles tell the same: all pairs of a few thousand, of more the most similar ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from viewer.analysis.bags import Bags, Floats, Ints, parted
from viewer.analysis.telling import Vectors

MOST_PAIRS = 4_000_000
"""Pairs that are kept, each way counted: all pairs of 2,000 articles."""
_DENSE = 12_000_000
"""Cells of the table of the columns that most articles have; the others are joined by their lists."""
_CELLS = 3_000_000
"""Pairs looked at in one go."""
_SAMPLED = 128
"""Articles by which it is judged from which similarity on pairs are kept."""

Singles = npt.NDArray[np.float32]
Nearness = Callable[[int, int], Floats]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Similar pairs (i, j) of ``count`` articles, each both ways, ``i`` ascending; what is missing is unlike."""

    i: Ints
    j: Ints
    values: Floats
    count: int


@dataclass(frozen=True, slots=True)
class _Table:
    """Vectors as they are multiplied: a dense table of the common columns, lists of rows under the others."""

    common: Singles
    rows: Bags
    columns: Bags
    row_values: Floats
    column_values: Floats

    def similar(self, first: int, last: int) -> Floats:
        """Return the dot products of the vectors ``first`` to ``last`` with these and all after them, in rows."""
        found: Floats = (self.common[first:last] @ self.common[first:].T).astype(float)
        span = slice(int(self.rows.starts[first]), int(self.rows.starts[last - 1] + self.rows.sizes[last - 1]))
        mine = np.repeat(np.arange(last - first), self.rows.sizes[first:last])
        terms = self.rows.data[span]
        passed = np.bincount(self.rows.data[: span.start], minlength=len(self.columns.sizes))
        starts, sizes = self.columns.starts[terms] + passed[terms], self.columns.sizes[terms] - passed[terms]
        places = np.repeat(starts - np.cumsum(sizes) + sizes, sizes)
        places += np.arange(len(places))
        cells = np.repeat(mine * found.shape[1] - first, sizes)
        cells += self.columns.data[places]
        products = np.repeat(self.row_values[span], sizes)
        products *= self.column_values[places]
        found += np.bincount(cells, products, found.size).reshape(found.shape)
        return found


def similar_pairs(vectors: Vectors, nearness: Nearness, most: int = MOST_PAIRS) -> Pairs:
    """Return how much articles tell the same (0-1): all pairs up to ``most``, of more the most similar ones.

    ``nearness(first, last)`` gives the factors by which the similarities of these articles to those from ``first`` on
    are multiplied.
    """
    count = vectors.count
    table = _table(vectors)
    least = _least(table, nearness, most) if count * count > most else 0.0
    parts: list[tuple[Ints, Ints, Floats]] = []
    for first, last in _blocks(table):
        found = _later(table, nearness, first, last)
        cells = np.flatnonzero(found > least)
        row, column = parted(cells, found.shape[1])
        parts.append((row + first, column + first, found.ravel()[cells]))
    one, other = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    values = np.concatenate([part[2] for part in parts])
    i = np.concatenate([other, one])
    order = np.argsort(i, kind="stable")
    return Pairs(i[order], np.concatenate([one, other])[order], np.concatenate([values, values])[order], count)


def _later(table: _Table, nearness: Nearness, first: int, last: int) -> Floats:
    """Return the similarity of some articles to each after it; 0 to itself and those before it."""
    return np.triu(table.similar(first, last) * nearness(first, last), 1)


def _least(table: _Table, nearness: Nearness, most: int) -> float:
    """Judge by some articles, spread over all, above which similarity there are ``most`` pairs."""
    count = len(table.common)
    sample = np.unique(np.linspace(0, count - 1, _SAMPLED).astype(int)).tolist()
    found = np.concatenate([_later(table, nearness, place, place + 1)[0, 1:] for place in sample])
    kept = min(len(found) - 1, int(len(found) * (most / count**2)))
    return float(np.partition(found, len(found) - 1 - kept)[len(found) - 1 - kept])


def _table(vectors: Vectors) -> _Table:
    total = int(vectors.columns.max(initial=-1)) + 1
    holders = np.bincount(vectors.columns, minlength=total)
    common = np.sort(np.argsort(-holders, kind="stable")[: _DENSE // max(1, vectors.count)])
    place = np.full(total, -1, np.int64)
    place[common] = np.arange(len(common))
    dense = np.zeros((vectors.count, len(common)), np.float32)
    is_common = place[vectors.columns] >= 0
    dense[vectors.rows[is_common], place[vectors.columns[is_common]]] = vectors.values[is_common]
    rows, columns, values = vectors.rows[~is_common], vectors.columns[~is_common], vectors.values[~is_common]
    by_column = np.argsort(columns, kind="stable")
    return _Table(
        dense,
        _filed(columns, rows, vectors.count),
        _filed(rows[by_column], columns[by_column], total),
        values,
        values[by_column],
    )


def _filed(data: Ints, under: Ints, total: int) -> Bags:
    """File ``data`` under numbers, which are in order."""
    sizes = np.bincount(under, minlength=total)
    return Bags(data, np.cumsum(sizes) - sizes, sizes)


def _blocks(table: _Table) -> Iterator[tuple[int, int]]:
    """Part the rows so that neither the cells of a block nor what is joined for it take much memory."""
    count = len(table.common)
    owners = np.repeat(np.arange(count), table.rows.sizes)
    joined = np.cumsum(np.bincount(owners, table.columns.sizes[table.rows.data], count))
    first = 0
    while first < count:
        done = joined[first - 1] if first else 0
        last = int(np.searchsorted(joined, done + _CELLS, side="right"))
        last = min(max(last, first + 1), first + max(1, _CELLS // count))
        yield first, last
        first = last
