"""Which pairs of sentences are worth scoring: all of a few, of many those that share rare words or runs of words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from viewer.analysis.features import Bags, Floats, Ints, Sentences

ALL_PAIRS = 2_000
"""Up to so many pairs every one is scored."""
BUDGET = 16_000_000
"""Postings that a search may join: bounds its time. The commonest terms are left out until it holds."""
_CHUNK = 4_000_000
_LOWEST_COSINE = 0.08
_ORDERS = (1, 2, 3)


def candidate_pairs(a: Sentences, b: Sentences, *, same: bool) -> tuple[Ints, Ints]:
    """Return the pairs (i, j), ``i`` ascending, that may match; with ``same``, both lists are one and i < j."""
    rows, columns = len(a.plain), len(b.plain)
    if rows * columns <= ALL_PAIRS:
        i, j = np.divmod(np.arange(rows * columns, dtype=np.int64), max(1, columns))
        keep = i < j if same else np.ones(len(i), bool)
        return i[keep], j[keep]
    return _search(_terms((a.sequence, b.sequence)), rows, columns, same=same)


def _terms(sequences: tuple[Bags, Bags]) -> tuple[Ints, Ints, Ints]:
    """Return (sentence, term, side) of all runs of one to three words, each once a sentence."""
    words = [_padded(bag) for bag in sequences]
    base = int(max((w.max(initial=0) for w, _ in words), default=0)) + 2
    offset = len(sequences[0].sizes)
    found: list[tuple[Ints, Ints]] = []
    first_number = 0
    for order in _ORDERS:
        keys, owners = [], []
        for side, (data, owner) in enumerate(words):
            run, place = _runs(data, owner, order, base)
            keys.append(run)
            owners.append(place + side * offset)
        unique, number = np.unique(np.concatenate(keys), return_inverse=True)
        found.append((np.concatenate(owners), number.astype(np.int64) + first_number))
        first_number += len(unique)
    owner, term = (np.concatenate(parts) for parts in zip(*found, strict=True))
    packed = np.unique(term * (offset + len(sequences[1].sizes)) + owner)
    term, owner = np.divmod(packed, offset + len(sequences[1].sizes))
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
    norms = [
        np.sqrt(np.bincount(owner[side == s], weight[term[side == s]] ** 2, n)) for s, n in ((0, rows), (1, columns))
    ]
    if same:
        norms[1] = norms[0]
    used = _within_budget(left, right, same=same)
    rare = used[term]
    ours = _by_owner(owner[(side == 0) & rare], term[(side == 0) & rare], rows)
    other = 0 if same else 1
    theirs = _by_term(owner[(side == other) & rare], term[(side == other) & rare], total)
    parts = list(_joined(ours, theirs, weight, norms, columns, same=same))
    if not parts:
        empty = np.zeros(0, np.int64)
        return empty, empty
    i, j = (np.concatenate(column) for column in zip(*parts, strict=True))
    return i, j


def _within_budget(left: Ints, right: Ints, *, same: bool) -> npt.NDArray[np.bool_]:
    """Choose the terms, rarest first, until the pairs that they join fill the budget."""
    joins = left * right // (2 if same else 1)
    order = np.argsort(joins, kind="stable")
    affordable = np.cumsum(joins[order]) <= BUDGET
    used = np.zeros(len(joins), bool)
    used[order[affordable]] = True
    return used & (joins > 0)


def _by_owner(owner: Ints, term: Ints, count: int) -> Bags:
    order = np.argsort(owner, kind="stable")
    sizes = np.bincount(owner, minlength=count)
    return Bags(term[order], np.cumsum(sizes) - sizes, sizes)


def _by_term(owner: Ints, term: Ints, total: int) -> Bags:
    order = np.argsort(term, kind="stable")
    sizes = np.bincount(term, minlength=total)
    return Bags(owner[order], np.cumsum(sizes) - sizes, sizes)


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
    key = np.repeat(row * columns, sizes) + column
    value = np.repeat(weight[term] ** 2, sizes)
    if same:
        keep = np.repeat(row, sizes) < column
        key, value = key[keep], value[keep]
    if not len(key):
        return
    order = np.argsort(key)
    key, value = key[order], value[order]
    first = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    shared = np.add.reduceat(value, first)
    i, j = np.divmod(key[first], columns)
    good = shared >= _LOWEST_COSINE * norms[0][i] * norms[1][j]
    yield i[good], j[good]
