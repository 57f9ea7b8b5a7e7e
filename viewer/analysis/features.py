"""What two sentences have in common, in figures: for many pairs at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from viewer.analysis.rarity import rarity
from viewer.analysis.words import raw_words, stem, word_form

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FEATURES = (
    "ratio",
    "sorted_ratio",
    "words",
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
        data = np.fromiter(chain.from_iterable(listed), np.int64, int(sizes.sum()))
        return cls(data, np.concatenate(([0], np.cumsum(sizes)[:-1])) if len(listed) else sizes, sizes)


@dataclass(frozen=True, slots=True)
class Sentences:
    """A list of sentences made ready for comparison; ``weights`` is the summed rarity of the words of each."""

    plain: list[str]
    ordered: list[str]
    lengths: Ints
    sequence: Bags
    words: Bags
    numbers: Bags
    names: Bags
    negated: npt.NDArray[np.bool_]
    weights: Floats


_FIGURE, _CAPITAL, _NEGATION, _NUMBER = 1, 2, 4, 3
"""Bits of a word's code: three kinds, and where its number begins."""


class _Forms(dict[str, str]):
    """The compared form of each word as written."""

    def __missing__(self, word: str) -> str:
        form = self[word] = word_form(word)
        return form


class _Codes(dict[str, int]):
    """For each word as written its number, and in the low bits what kind of word it is. Words of one stem share one."""

    def __init__(self) -> None:
        super().__init__()
        self.rarities: list[float] = []
        self._numbers: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        form = word_form(word)
        number = self._numbers.setdefault(stem(form), len(self._numbers))
        if number == len(self.rarities):
            self.rarities.append(rarity(form))
        kind = _FIGURE * is_number(form) | _NEGATION * (form in NEGATIONS)
        kind |= _CAPITAL * (word[0].isupper() and form not in _DAYS)
        code = self[word] = number << _NUMBER | kind
        return code


class Reader:
    """Makes sentences ready. Both lists of a comparison go through one reader, so that words have the same numbers."""

    def __init__(self) -> None:
        self._codes = _Codes()
        self._forms = _Forms()

    @property
    def vocabulary(self) -> int:
        """How many different words were read so far."""
        return len(self._codes.rarities)

    def read(self, texts: Sequence[str]) -> Sentences:
        """Make a list of sentences ready."""
        plain, ordered, codes = [], [], []
        for text in texts:
            raw = raw_words(text)
            codes.append(list(map(self._codes.__getitem__, raw)))
            forms = list(map(self._forms.__getitem__, raw))
            plain.append(" ".join(forms))
            forms.sort()
            ordered.append(" ".join(forms))
        coded = Bags.of(codes)
        numbers, kinds = coded.data >> _NUMBER, coded.data & ((1 << _NUMBER) - 1)
        owners = np.repeat(np.arange(len(coded.sizes)), coded.sizes)
        words = self._bag(numbers, owners, len(texts))
        return Sentences(
            plain,
            ordered,
            coded.sizes,
            Bags(numbers, coded.starts, coded.sizes),
            words,
            self._bag(*_chosen(numbers, owners, kinds & _FIGURE > 0), len(texts)),
            self._bag(*_chosen(numbers, owners, _names(kinds & _CAPITAL > 0, owners, coded)), len(texts)),
            np.bincount(owners, kinds & _NEGATION, len(texts)) > 0,
            np.bincount(np.repeat(np.arange(len(texts)), words.sizes), self.rarities()[words.data], len(texts)).astype(
                float
            ),
        )

    def _bag(self, numbers: Ints, owners: Ints, count: int) -> Bags:
        """Return for each sentence its different numbers."""
        packed = sorted_unique(owners * max(1, self.vocabulary) + numbers)
        sizes = np.bincount(packed // max(1, self.vocabulary), minlength=count)
        return Bags(packed % max(1, self.vocabulary), np.cumsum(sizes) - sizes, sizes)

    def rarities(self) -> Floats:
        """Return the rarity of every word read so far, by its number."""
        return np.array(self._codes.rarities, float)


def is_number(form: str) -> bool:
    """Whether a word is a number, a weekday or a month: a fact that two reports of one event agree on."""
    return form[0].isdigit() or form in _DAYS


def _chosen(numbers: Ints, owners: Ints, which: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
    return numbers[which], owners[which]


def _names(capital: npt.NDArray[np.bool_], owners: Ints, words: Bags) -> npt.NDArray[np.bool_]:
    """Choose the words that are names by their capital; a headline in capitals says nothing about names."""
    inside = capital.copy()
    inside[words.starts[words.sizes > 0]] = False
    counts = np.bincount(owners, inside, len(words.sizes))
    chosen: npt.NDArray[np.bool_] = inside & ((counts * 2 <= words.sizes) | (words.sizes < 4))[owners]
    return chosen


def sorted_unique(values: Ints) -> Ints:
    """Return what np.unique returns; its hashing is far slower than sorting for so many numbers."""
    values = np.sort(values)
    return values[np.concatenate(([True], values[1:] != values[:-1]))] if len(values) else values


def overlap(i: Ints, j: Ints, a: Bags, b: Bags, vocabulary: int, weights: Floats | None = None) -> Floats:
    """Return, for each pair of bags (i of ``a``, j of ``b``), the summed weight of what both hold.

    ``i`` must be in ascending order. Memory is bounded whatever the number of pairs.
    """
    result = np.zeros(len(i))
    if not len(i) or not vocabulary or not len(a.data) or not len(b.data):
        return result
    rows = max(1, _BLOCK // vocabulary)
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
    return np.bincount(pair, weights=values, minlength=len(j)).astype(float)


def _share(part: Floats, whole: npt.NDArray[np.float64] | Ints) -> Floats:
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)


def lexical_features(reader: Reader, a: Sentences, b: Sentences, i: Ints, j: Ints) -> Floats:
    """Return all features of the pairs (``i`` ascending) but the first two, which are left at 1, their highest."""
    words = overlap(i, j, a.words, b.words, reader.vocabulary)
    rare = overlap(i, j, a.words, b.words, reader.vocabulary, reader.rarities())
    numbers = overlap(i, j, a.numbers, b.numbers, reader.vocabulary)
    names = overlap(i, j, a.names, b.names, reader.vocabulary)
    left, right = a.weights[i], b.weights[j]
    ours, theirs = a.numbers.sizes[i], b.numbers.sizes[j]
    named, names_too = a.names.sizes[i], b.names.sizes[j]
    lengths = np.minimum(a.lengths[i], b.lengths[j]), np.maximum(a.lengths[i], b.lengths[j])
    left_over = np.minimum(ours, theirs) - numbers
    # One other figure among four is less of a dispute than one of two.
    disputed = np.minimum(1.0, 2 * _share(left_over, numbers + left_over))
    conflict = np.maximum(disputed, (named > names) & (names_too > names))
    columns = [
        np.ones(len(i)),
        np.ones(len(i)),
        _share(2 * words, a.words.sizes[i] + b.words.sizes[j]),
        _share(rare, left + right - rare),
        _share(rare, np.minimum(left, right)),
        _share(lengths[0].astype(float), lengths[1]),
        (numbers > 0).astype(float),
        disputed,
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
