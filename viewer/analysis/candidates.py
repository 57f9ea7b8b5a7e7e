"""Which pairs of sentences are worth scoring: all of a few, of many those that share rare words or runs of words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from viewer.analysis.features import Bags, Floats, Ints, Sentences, sorted_unique

ALL_PAIRS = 2_000
"""Up to so many pairs every one is scored."""
BUDGET = 400
"""Postings that a search may join for each sentence: the commonest terms are left out until it holds."""
_BUDGET_RANGE = (2_000_000, 14_000_000)
_CHUNK = 1_200_000
_BITS = 16
_SCALE = 100.0
_LOWEST_COSINE = 0.12
_ORDERS = (1, 2)


def candidate_pairs(a: Sentences, b: Sentences, *, same: bool) -> tuple[Ints, Ints]:
    """Return the pairs (i, j), ``i`` ascending, that may match; with ``same``, both lists are one and i < j."""
    rows, columns = len(a.plain), len(b.plain)
    if rows * columns <= ALL_PAIRS:
        i, j = np.divmod(np.arange(rows * columns, dtype=np.int64), max(1, columns))
        keep = i < j if same else np.ones(len(i), bool)
        return i[keep], j[keep]
    return _search(_terms((a.sequence, b.sequence)), rows, columns, same=same)


def _terms(sequences: tuple[Bags, Bags]) -> tuple[Ints, Ints, Ints]:
    """Return (sentence, term, side) of all words and runs of two words, each once a sentence, in the order of terms."""
    words = [_padded(bag) for bag in sequences]
    base = max(int(data.max(initial=0)) for data, _ in words) + 1
    offset, total = len(sequences[0].sizes), sum(len(bag.sizes) for bag in sequences)
    owners: list[Ints] = []
    terms: list[Ints] = []
    numbered = 0
    for order in _ORDERS:
        runs = [_runs(data, owner, order, base) for data, owner in words]
        packed = sorted_unique(
            np.concatenate([key * total + owner + s * offset for s, (key, owner) in enumerate(runs)])
        )
        key, owner = np.divmod(packed, total)
        first = np.concatenate(([True], key[1:] != key[:-1]))[: len(key)]
        terms.append(np.cumsum(first) - 1 + numbered)
        owners.append(owner)
        numbered += int(first.sum())
    owner, term = np.concatenate(owners), np.concatenate(terms)
    side = (owner >= offset).astype(np.int64)
    return owner - side * offset, term, side


def _padded(bag: Bags) -> tuple[Ints, Ints]:
    return bag.data, np.repeat(np.arange(len(bag.sizes)), bag.sizes)


def _runs(data: Ints, owner: Ints, order: int, base: int) -> tuple[Ints, Ints]:
    """Return the runs of ``order`` words inside one sentence, as single numbers, and the sentence of each."""
    if len(data) < order:
        return data[:0], owner[:0]
    last = len(data) - order + 1
    keys = data[:last].copy()
    for step in range(1, order):
        keys = keys * base + data[step : last + step]
    inside = owner[:last] == owner[order - 1 :]
    return keys[inside], owner[:last][inside]


def _search(terms: tuple[Ints, Ints, Ints], rows: int, columns: int, *, same: bool) -> tuple[Ints, Ints]:
    owner, term, side = terms
    total = int(term.max(initial=-1)) + 1
    left = np.bincount(term[side == 0], minlength=total)
    right = left if same else np.bincount(term[side == 1], minlength=total)
    weight = np.log((rows + columns + 1) / np.maximum(1, left + (0 if same else right))) + 0.1
    lowest, highest = _BUDGET_RANGE
    used = _within_budget(left, right, min(highest, max(lowest, BUDGET * (rows + columns))), same=same)
    rare = used[term]
    mine, yours = rare & (side == 0), rare & (side == 1)
    norms = [np.sqrt(np.bincount(owner[s], weight[term[s]] ** 2, n)) for s, n in ((mine, rows), (yours, columns))]
    if same:
        norms[1], yours = norms[0], mine
    ours = _by_owner(owner[mine], term[mine], rows, total)
    theirs = _by_term(owner[yours], term[yours], total)
    parts = list(_joined(ours, theirs, weight, norms, columns, same=same))
    if not parts:
        empty = np.zeros(0, np.int64)
        return empty, empty
    i, j = (np.concatenate(column) for column in zip(*parts, strict=True))
    return i, j


def _within_budget(left: Ints, right: Ints, budget: int, *, same: bool) -> npt.NDArray[np.bool_]:
    """Choose the terms, rarest first, until the pairs that they join fill the budget."""
    joins = left * right // (2 if same else 1)
    order = np.argsort(joins, kind="stable")
    affordable = np.cumsum(joins[order]) <= budget
    used = np.zeros(len(joins), bool)
    used[order[affordable]] = True
    return used & (joins > 0)


def _by_owner(owner: Ints, term: Ints, count: int, total: int) -> Bags:
    packed = np.sort(owner * total + term)
    sizes = np.bincount(owner, minlength=count)
    return Bags(packed % total, np.cumsum(sizes) - sizes, sizes)


def _by_term(owner: Ints, term: Ints, total: int) -> Bags:
    """File sentences under their terms, which are in order."""
    sizes = np.bincount(term, minlength=total)
    return Bags(owner, np.cumsum(sizes) - sizes, sizes)


def _joined(
    ours: Bags, theirs: Bags, weight: Floats, norms: list[Floats], columns: int, *, same: bool
) -> Iterator[tuple[Ints, Ints]]:
    """Join sentences over their shared terms, so many rows at a time that memory stays bounded."""
    row = np.repeat(np.arange(len(ours.sizes)), ours.sizes)
    work = np.cumsum(np.bincount(row, theirs.sizes[ours.data], len(ours.sizes)))
    first = 0
    while first < len(ours.sizes):
        done = work[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(work, done + _CHUNK, side="right")))
        span = slice(int(ours.starts[first]), int(ours.starts[last - 1] + ours.sizes[last - 1]))
        yield from _join_chunk(row[span], ours.data[span], theirs, weight, norms, columns, same=same)
        first = last


def _join_chunk(
    row: Ints, term: Ints, theirs: Bags, weight: Floats, norms: list[Floats], columns: int, *, same: bool
) -> Iterator[tuple[Ints, Ints]]:
    sizes = theirs.sizes[term]
    offsets = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    column = theirs.data[np.repeat(theirs.starts[term], sizes) + offsets]
    # The weight travels in the low bits, so that one plain sort brings together what belongs to a pair.
    joined = (np.repeat(row * columns, sizes) + column << _BITS) | np.repeat(_in_bits(weight[term] ** 2), sizes)
    if same:
        joined = joined[np.repeat(row, sizes) < column]
    if not len(joined):
        return
    joined.sort()
    key, value = joined >> _BITS, joined & ((1 << _BITS) - 1)
    first = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    shared = np.add.reduceat(value, first) / _SCALE
    i, j = np.divmod(key[first], columns)
    good = shared >= _LOWEST_COSINE * norms[0][i] * norms[1][j]
    yield i[good], j[good]


def _in_bits(weights: Floats) -> Ints:
    return np.minimum(weights * _SCALE, (1 << _BITS) - 1).astype(np.int64)
