"""What two sentences have in common, in figures: for many pairs at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from viewer.analysis.rarity import rarity
from viewer.analysis.words import WORD, stem, word_form, words_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FEATURES = (
    "ratio",
    "sorted_ratio",
    "words",
    "word_pairs",
    "rare_words",
    "rare_words_of_shorter",
    "length",
    "numbers_agree",
    "numbers_conflict",
    "numbers_one_sided",
    "names_agree",
    "names_conflict",
    "negation_differs",
    "evidence",
    "conflict_among_same_words",
)
NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor cannot without n't t denied denies deny refused refuses".split()
)
_DAYS = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "april"),
        *("june", "july", "august", "september", "october", "november", "december"),
    }
)
_ENOUGH = 60.0
"""Shared rarity that counts as full evidence: about ten telling words."""
_BLOCK = 24_000_000
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
        data = np.fromiter((item for row in listed for item in row), np.int64, int(sizes.sum()))
        return cls(data, np.concatenate(([0], np.cumsum(sizes)[:-1])) if len(listed) else sizes, sizes)


class Vocabulary(dict[object, int]):
    """Numbers for words, given in the order in which they come."""

    def __missing__(self, key: object) -> int:
        number = self[key] = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Sentences:
    """A list of sentences made ready for comparison."""

    plain: list[str]
    ordered: list[str]
    lengths: Ints
    sequence: Bags
    words: Bags
    word_pairs: Bags
    numbers: Bags
    names: Bags
    negated: npt.NDArray[np.bool_]
    weights: Floats
    """The summed rarity of the words of each sentence."""


class Reader:
    """Makes sentences ready. Both lists of a comparison go through one reader, so that words have the same numbers."""

    def __init__(self) -> None:
        self.words = Vocabulary()
        self.pairs = Vocabulary()
        self._rarities: list[float] = []

    def read(self, texts: Sequence[str]) -> Sentences:
        """Make a list of sentences ready."""
        bags: tuple[list[list[int]], ...] = ([], [], [], [])
        plain, ordered, negated, weights, sequence = [], [], [], [], []
        for text in texts:
            forms, capitals = _forms_and_capitals(text)
            ids = [self.number(form) for form in forms]
            sequence.append(ids)
            bags[0].append(list(set(ids)))
            bags[1].append(list({self.pairs[pair] for pair in zip(ids, ids[1:], strict=False)}))
            bags[2].append(list({self.number(form) for form in forms if is_number(form)}))
            bags[3].append(list({self.number(form) for form in capitals}))
            plain.append(" ".join(forms))
            ordered.append(" ".join(sorted(forms)))
            negated.append(not NEGATIONS.isdisjoint(forms))
            weights.append(sum(self._rarities[number] for number in set(ids)))
        words, pairs, numbers, names = (Bags.of(rows) for rows in bags)
        order = Bags.of(sequence)
        return Sentences(
            plain,
            ordered,
            order.sizes,
            order,
            words,
            pairs,
            numbers,
            names,
            np.array(negated, bool),
            np.array(weights, float),
        )

    def number(self, form: str) -> int:
        """Return the number of a word; words of one stem share it, and the rarity of the first of them."""
        number = self.words[stem(form)]
        if number == len(self._rarities):
            self._rarities.append(rarity(form))
        return number

    def rarities(self) -> Floats:
        """Return the rarity of every word read so far, by its number."""
        return np.array(self._rarities)


def is_number(form: str) -> bool:
    """Whether a word is a number, a weekday or a month: a fact that two reports of one event agree on."""
    return form[0].isdigit() or form in _DAYS


def _forms_and_capitals(text: str) -> tuple[list[str], list[str]]:
    """Return the compared forms of the words, and of those that are names by their capital."""
    found = words_of(text) if "'" in text or "’" in text else None
    raw = [text[w.start : w.end] for w in found] if found is not None else WORD.findall(text)
    forms = [word_form(word) for word in raw]
    capitals = [f for word, f in zip(raw[1:], forms[1:], strict=True) if word[0].isupper() and f not in _DAYS]
    # A headline in capitals says nothing about names.
    return forms, capitals if len(capitals) * 2 <= len(raw) or len(raw) < 4 else []


def overlap(i: Ints, j: Ints, a: Bags, b: Bags, vocabulary: int, weights: Floats | None = None) -> Floats:
    """Return, for each pair of bags (i of ``a``, j of ``b``), the summed weight of what both hold.

    ``i`` must be in ascending order. Memory is bounded whatever the number of pairs.
    """
    result = np.zeros(len(i))
    if not len(i) or not vocabulary or not len(a.data) or not len(b.data):
        return result
    rows = max(1, _BLOCK // (8 * vocabulary))
    marks = np.zeros(min(rows, len(a.sizes)) * vocabulary, np.bool_)
    first = 0
    while first < len(i):
        last = int(np.searchsorted(i, i[first] + rows))
        last = min(last, first + 200_000)
        low, high = int(i[first]), int(i[last - 1]) + 1
        span = slice(int(a.starts[low]), int(a.starts[high - 1] + a.sizes[high - 1]))
        cells = np.repeat(np.arange(high - low) * vocabulary, a.sizes[low:high]) + a.data[span]
        marks[cells] = True
        result[first:last] = _hits(i[first:last] - low, j[first:last], b, vocabulary, weights, marks)
        marks[cells] = False
        first = last
    return result


def _hits(i: Ints, j: Ints, b: Bags, vocabulary: int, weights: Floats | None, marks: npt.NDArray[np.bool_]) -> Floats:
    sizes = b.sizes[j]
    pair = np.repeat(np.arange(len(j)), sizes)
    offsets = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    items = b.data[np.repeat(b.starts[j], sizes) + offsets]
    hit = marks[np.repeat(i * vocabulary, sizes) + items]
    values = hit if weights is None else np.where(hit, weights[items], 0.0)
    return np.bincount(pair, weights=values, minlength=len(j))


def _share(part: Floats, whole: npt.NDArray[np.float64] | Ints) -> Floats:
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)


def lexical_features(reader: Reader, a: Sentences, b: Sentences, i: Ints, j: Ints) -> Floats:
    """Return all features of the pairs (``i`` ascending) but the first two, which are left at 1, their highest."""
    words = overlap(i, j, a.words, b.words, len(reader.words))
    rare = overlap(i, j, a.words, b.words, len(reader.words), reader.rarities())
    pairs = overlap(i, j, a.word_pairs, b.word_pairs, len(reader.pairs))
    numbers = overlap(i, j, a.numbers, b.numbers, len(reader.words))
    names = overlap(i, j, a.names, b.names, len(reader.words))
    left, right = a.weights[i], b.weights[j]
    ours, theirs = a.numbers.sizes[i], b.numbers.sizes[j]
    named, names_too = a.names.sizes[i], b.names.sizes[j]
    lengths = np.minimum(a.lengths[i], b.lengths[j]), np.maximum(a.lengths[i], b.lengths[j])
    conflict = ((ours > numbers) & (theirs > numbers)) | ((named > names) & (names_too > names))
    columns = [
        np.ones(len(i)),
        np.ones(len(i)),
        _share(2 * words, a.words.sizes[i] + b.words.sizes[j]),
        _share(2 * pairs, a.word_pairs.sizes[i] + b.word_pairs.sizes[j]),
        _share(rare, left + right - rare),
        _share(rare, np.minimum(left, right)),
        _share(lengths[0].astype(float), lengths[1]),
        (numbers > 0).astype(float),
        ((ours > numbers) & (theirs > numbers)).astype(float),
        ((ours > numbers) ^ (theirs > numbers)).astype(float),
        np.where(np.maximum(named, names_too) > 0, _share(names, named + names_too - names), 0.5),
        ((named > names) & (names_too > names)).astype(float),
        (a.negated[i] != b.negated[j]).astype(float),
        np.minimum(rare, _ENOUGH) / _ENOUGH,
        conflict * _share(2 * words, a.words.sizes[i] + b.words.sizes[j]),
    ]
    return np.column_stack(columns)


def ratios(a: Sequence[str], b: Sequence[str]) -> Floats:
    """Return rapidfuzz's ratio (0-1) of each pair of strings."""
    return process.cpdist(a, b, scorer=fuzz.ratio, dtype=np.float32).astype(float) / 100
