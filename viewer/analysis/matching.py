"""Sentences that say nearly the same, in two lists of plain strings, up to 30,000 against 30,000."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from viewer.analysis.bags import Bags, Floats, Ints, parted
from viewer.analysis.candidates import candidate_pairs
from viewer.analysis.clauses import clause_scores
from viewer.analysis.model import DEFAULT_THRESHOLD
from viewer.analysis.prepared import Reader, Sentences
from viewer.analysis.scoring import score_pairs
from viewer.analysis.threads import without_collecting

_QUOTED = re.compile(
    r"\"(?P<straight>[^\"]+)\"|“(?P<curly>[^“”]+)”|«(?P<angle>[^«»]+)»|„(?P<low>[^„“”]+)[“”]"
    r"|‘(?P<single>(?:[^‘’]|’(?=\w))+)’(?!\w)"
)
_OPENS = re.compile(r"[“„«‘\"](?:(?<!\")|(?<![\w.,!?…]\")(?=\w))")
_CLOSES = re.compile(r"[”»\"’](?:(?<=[”»])|(?<=[\w.,!?…]\")(?!\w)|(?<=[.,!?…]’)(?!\w))")
"""Both begin with the characters that they may begin with, so that they are found fast."""
_MARKS = re.compile(r"[“”‘’\"]")
_TENTHS = np.arange(1001) / 10
"""All scores."""
_QUOTED_WORDS = 5
"""Words of a quotation from which on it is matched by itself: the commonest text that independent articles share."""
_QUOTED_MOST = 84.0
"""What a matching quotation is worth at most where the sentences around it differ."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Sentences made ready, behind the quotations inside them; ``holders`` are the sentences that hold these."""

    texts: Sequence[str]
    read: Sentences
    holders: Ints

    @property
    def first(self) -> int:
        """The place of the first sentence, behind the last quotation."""
        return len(self.holders)

    def sequences(self) -> tuple[Bags, Bags]:
        """Return the words of the quotations and those of the sentences."""
        quoted, whole = self.read.sequence.parts((0, self.first, len(self.texts)))
        return quoted, whole


def prepare(reader: Reader, lists: Sequence[Sequence[str]]) -> list[Prepared]:
    """Make lists of sentences ready for :func:`scored`."""
    found = [[(place, part) for place, text in enumerate(texts) for part in quoted_parts(text)] for texts in lists]
    # A word's first form stands for its stem: the order of reading is part of the score.
    listed = [[*(quoted for _, quoted in parts), *texts] for texts, parts in zip(lists, found, strict=True)]
    holders = [np.array([place for place, _ in parts], np.int64) for parts in found]
    return list(map(Prepared, listed, reader.read_all(listed), holders))


def quoted_parts(text: str) -> Iterator[str]:
    """Give the quotations of some length inside a sentence, also one that began before it or goes on after it."""
    if text.isascii() and '"' not in text:
        return
    found = [match for match in _QUOTED.finditer(text) if match.group().count(" ") >= _QUOTED_WORDS - 1]
    for match in found:
        yield match[match.lastgroup or 0]
    if found or not _MARKS.search(text):
        return
    opening, closing = _OPENS.search(text), _CLOSES.search(text)
    if opening and not closing:
        part = text[opening.end() :]
    elif closing and not opening:
        part = text[: closing.start()]
    else:
        return
    if part.count(" ") >= _QUOTED_WORDS - 1:
        yield part


def scored(
    reader: Reader, left: Prepared, right: Prepared, threshold: float, *, same: bool = False
) -> tuple[Ints, Ints, Floats]:
    """Return the pairs (i, j) whose score reaches ``threshold``, in ascending order, and their scores.

    A quotation or clause that matches raises the score of the two sentences that hold it.
    """
    i, j = _pairs(left, right, threshold, same=same)
    found = score_pairs(reader, left.read, right.read, i, j, threshold, quotations=left.first)
    texts, read = (left.texts, right.texts), (left.read, right.read)
    clauses = clause_scores(reader, texts, read, found.partly, threshold)
    parts = [(found.i, found.j, found.scores), clauses]
    i, j, scores = (np.concatenate(column) for column in zip(*parts, strict=True))
    i, j, scores = _at_holders(i, j, scores, left, right, same=same)
    return _best(i, j, scores, len(right.texts) - right.first)


def _pairs(left: Prepared, right: Prepared, threshold: float, *, same: bool) -> tuple[Ints, Ints]:
    """Return the pairs that may match: of two quotations, then of two sentences."""
    quoted, whole = zip(left.sequences(), right.sequences(), strict=True)
    i, j = candidate_pairs(*whole, same=same)
    i, j = i + left.first, j + right.first
    if not left.first or not right.first or threshold > _QUOTED_MOST:
        return i, j
    p, q = candidate_pairs(*quoted, same=same)
    return np.concatenate([p, i]), np.concatenate([q, j])


def _at_holders(
    i: Ints, j: Ints, scores: Floats, left: Prepared, right: Prepared, *, same: bool
) -> tuple[Ints, Ints, Floats]:
    """Give the numbers of the sentences; what quotations score, the sentences that hold them do, up to a limit."""
    quoted = i < left.first
    p, q, limited = left.holders[i[quoted]], right.holders[j[quoted]], np.minimum(scores[quoted], _QUOTED_MOST)
    if same:
        p, q, limited = np.minimum(p, q)[p != q], np.maximum(p, q)[p != q], limited[p != q]
    i, j, scores = i[~quoted] - left.first, j[~quoted] - right.first, scores[~quoted]
    return np.concatenate([i, p]), np.concatenate([j, q]), np.concatenate([scores, limited])


def _best(i: Ints, j: Ints, scores: Floats, columns: int) -> tuple[Ints, Ints, Floats]:
    """Keep each pair once, with its highest score."""
    key = i * columns + j
    order = np.argsort(key, kind="stable")  # merges what stands in order already
    key, scores = key[order], np.round(scores[order], 1)
    first = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))[: len(key)])
    if len(first) < len(key):
        key, scores = key[first], np.maximum.reduceat(scores, first)
    i, j = parted(key, max(1, columns))
    return i, j, scores


def match_sentences(
    list_a: Sequence[str], list_b: Sequence[str], threshold: float = DEFAULT_THRESHOLD
) -> list[tuple[int, int, float]]:
    """Return (i, j, score) for the sentences ``list_a[i]`` and ``list_b[j]`` whose score (0-100) reaches ``threshold``.

    The same list given twice is compared with itself: pairs i < j. In long lists, pairs that share no rare word and no
    two words in a row are not looked at. Pairs come in ascending order.
    """
    same = list_a is list_b
    with without_collecting():
        texts_a, homes_a = folded(list_a)
        texts_b, homes_b = (texts_a, homes_a) if same else folded(list_b)
        i, j, scores = _of_different(texts_a, texts_b, threshold, twins=homes_a.sizes > 1, same=same)
        p, q, scores = unfolded(i, j, scores, homes_a, homes_b, same=same)
        places = np.arange(max(len(list_a), len(list_b)))
        tenths = np.rint(scores * 10).astype(np.int64)
        return list(zip(_listed(places, p), _listed(places, q), _listed(_TENTHS, tenths), strict=True))


def _listed(values: npt.NDArray[Any], which: Ints) -> list[Any]:
    """Return the chosen values; of many, equal ones are one object, which takes half of the memory."""
    shared = values.astype(object) if len(which) > len(values) else values
    listed: list[Any] = shared[which].tolist()
    return listed


def _of_different(
    texts_a: Sequence[str], texts_b: Sequence[str], threshold: float, *, twins: npt.NDArray[np.bool_], same: bool
) -> tuple[Ints, Ints, Floats]:
    """Score two lists of different strings, or one with itself, where those that had ``twins`` match themselves."""
    reader = Reader()
    ready = prepare(reader, [texts_a] if same else [texts_a, texts_b])
    left, right = ready[0], ready[-1]
    i, j, scores = scored(reader, left, right, threshold, same=same)
    if same:
        alike = np.flatnonzero(twins & (left.read.lengths[left.first :] > 0))
        i, j = np.concatenate([i, alike]), np.concatenate([j, alike])
        scores = np.concatenate([scores, np.full(len(alike), 100.0)])
    return i, j, scores


def folded(texts: Sequence[str]) -> tuple[list[str], Bags]:
    """Return the different strings, and for each the places where the list has it."""
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    number = np.fromiter(map(numbers.__getitem__, texts), np.int64, len(texts))
    sizes = np.bincount(number, minlength=len(numbers))
    return list(numbers), Bags(np.argsort(number, kind="stable"), np.cumsum(sizes) - sizes, sizes)


def unfolded(
    i: Ints, j: Ints, scores: Floats, homes_a: Bags, homes_b: Bags, *, same: bool
) -> tuple[Ints, Ints, Floats]:
    """Give every pair of places for the pairs of different strings, in ascending order."""
    counts = homes_a.sizes[i] * homes_b.sizes[j]
    pair = np.repeat(np.arange(len(i)), counts)
    offset = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
    across, down = np.divmod(offset, homes_b.sizes[j][pair])
    p = homes_a.data[homes_a.starts[i][pair] + across]
    q = homes_b.data[homes_b.starts[j][pair] + down]
    if same:
        keep = (i != j)[pair] | (p < q)
        p, q, pair = np.minimum(p, q)[keep], np.maximum(p, q)[keep], pair[keep]
    order = np.argsort(p * (int(q.max(initial=0)) + 1) + q, kind="stable")
    return p[order], q[order], scores[pair][order]
