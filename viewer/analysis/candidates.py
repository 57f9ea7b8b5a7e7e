"""Which pairs of sentences are worth scoring: all of a few, of many those that share rare words or runs of words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from viewer.analysis.bags import Bags, Floats, Ints, parted, sorted_unique
from viewer.analysis.threads import in_threads

ALL_PAIRS = 2_000
"""Up to so many pairs every one is scored."""
BUDGET = 400
"""Postings that a search may join for each sentence: the commonest terms are left out until it holds."""
_BUDGET_RANGE = (2_000_000, 14_000_000)
_CHUNK = 350_000
_BITS = 16
_SCALE = 100.0
_LOWEST_COSINE = 0.12
_ORDERS = (1, 2)


def candidate_pairs(a: Bags, b: Bags, *, same: bool) -> tuple[Ints, Ints]:
    """Return the pairs (i, j), ``i`` ascending, that may match; with ``same``, both lists are one and i < j.

    The bags are the words of the sentences, in order.
    """
    rows, columns = len(a.sizes), len(b.sizes)
    if rows * columns <= ALL_PAIRS:
        i, j = parted(np.arange(rows * columns, dtype=np.int64), max(1, columns))
        keep = i < j if same else np.ones(len(i), bool)
        return i[keep], j[keep]
    return _search(_terms((a,) if same else (a, b)), rows, columns, same=same)


def _terms(sequences: tuple[Bags, ...]) -> tuple[Ints, Ints, Ints]:
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
        key, owner = parted(packed, total)
        first = np.concatenate(([True], key[1:] != key[:-1]))[: len(key)]
        terms.append(np.cumsum(first) - 1 + numbered)
        owners.append(owner)
        numbered += int(first.sum())
    owner, term = np.concatenate(owners), np.concatenate(terms)
    side = (owner >= offset).astype(np.int64)
    return owner - side * offset, term, side


def _padded(bag: Bags) -> tuple[Ints, Ints]:
    return bag.data, bag.owners()


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
    filed = _by_term(owner[yours], term[yours], total)
    joins = _halves(owner[mine], term[mine], filed) if same else _all(owner[mine], term[mine], filed)
    found = in_threads(lambda span: _join_chunk(joins, span, filed.data, weight, norms, columns), _chunks(joins))
    i, j = (np.concatenate([pairs[side] for pairs in found] or [owner[:0]]) for side in (0, 1))
    return i, j


def _within_budget(left: Ints, right: Ints, budget: int, *, same: bool) -> npt.NDArray[np.bool_]:
    """Choose the terms, rarest first, until the pairs that they join fill the budget."""
    joins = left * right // (2 if same else 1)
    order = np.argsort(joins, kind="stable")
    affordable = np.cumsum(joins[order]) <= budget
    used = np.zeros(len(joins), bool)
    used[order[affordable]] = True
    return used & (joins > 0)


def _by_term(owner: Ints, term: Ints, total: int) -> Bags:
    """File sentences under their terms, which are in order."""
    sizes = np.bincount(term, minlength=total)
    return Bags(owner, np.cumsum(sizes) - sizes, sizes)


@dataclass(frozen=True, slots=True)
class _Joins:
    """For each term of each sentence (``rows``, in ascending order) the sentences filed under it: where, how many."""

    rows: Ints
    terms: Ints
    starts: Ints
    sizes: Ints


def _in_order(owner: Ints) -> tuple[Ints, Ints]:
    """Return what np.argsort returns, equal ones in their order, and what is sorted; plain sorting is far faster."""
    count = max(1, len(owner))
    owner, order = parted(np.sort(owner * count + np.arange(len(owner))), count)
    return order, owner


def _all(owner: Ints, term: Ints, filed: Bags) -> _Joins:
    order, owner = _in_order(owner)
    term = term[order]
    return _Joins(owner, term, filed.starts[term], filed.sizes[term])


def _halves(owner: Ints, term: Ints, filed: Bags) -> _Joins:
    """Join each sentence with those after it alone: they stand behind it under each of its terms."""
    order, owner = _in_order(owner)
    term = term[order]
    after = order + 1
    return _Joins(owner, term, after, filed.starts[term] + filed.sizes[term] - after)


def _chunks(joins: _Joins) -> list[slice]:
    """Part the joins, whole sentences together, so that memory stays bounded."""
    ends = np.flatnonzero(np.diff(joins.rows, append=-1)) + 1
    done = np.cumsum(joins.sizes)[ends - 1]
    chunks, first = [], 0
    while first < len(ends):
        begun = done[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(done, begun + _CHUNK, side="right")))
        chunks.append(slice(int(ends[first - 1]) if first else 0, int(ends[last - 1])))
        first = last
    return chunks


def _join_chunk(
    joins: _Joins, span: slice, filed: Ints, weight: Floats, norms: list[Floats], columns: int
) -> tuple[Ints, Ints]:
    """Return the pairs that share enough of their terms, by the joins of some sentences."""
    sizes = joins.sizes[span]
    offsets = np.repeat(joins.starts[span] - np.cumsum(sizes) + sizes, sizes)
    offsets += np.arange(len(offsets))
    # The weight travels in the low bits, so that one plain sort brings together what belongs to a pair.
    joined = np.repeat((joins.rows[span] * columns << _BITS) | _in_bits(weight[joins.terms[span]] ** 2), sizes)
    joined += filed[offsets] << _BITS
    if not len(joined):
        return joined, joined
    joined.sort()
    key = joined >> _BITS
    joined &= (1 << _BITS) - 1
    last = np.flatnonzero(np.concatenate((key[1:] != key[:-1], [True])))
    # Whole numbers: what has been summed up so far tells the sum of each pair exactly.
    shared = np.diff(joined.cumsum()[last], prepend=0) / _SCALE
    i, j = parted(key[last], columns)
    good = shared >= _LOWEST_COSINE * norms[0][i] * norms[1][j]
    return i[good], j[good]


def _in_bits(weights: Floats) -> Ints:
    return np.minimum(weights * _SCALE, (1 << _BITS) - 1).astype(np.int64)
