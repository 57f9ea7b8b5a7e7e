"""What two sentences have in common, in figures: for many pairs at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from viewer.analysis.disputes import Told
from viewer.analysis.gazetteer import known_names, name_words
from viewer.analysis.rarity import rarity
from viewer.analysis.threads import CORES
from viewer.analysis.words import raw_words, stem, word_form

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FEATURES = ("likeness", "clumped", "figures_on_one_side")
"""How alike two sentences are, and what speaks against the same statement although they are alike: that the words they
share stand in one clump, and the rest is other news; that only one of them gives figures."""
NEGATIONS = frozenset(
    {
        *("not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "cannot", "without", "n't", "t"),
        *("denied", "denies", "deny", "refused", "refuses", "fail", "fails", "failed"),
        *("reject", "rejects", "rejected"),
    }
)
_DAYS = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "april"),
        *("june", "july", "august", "september", "october", "november", "december"),
    }
)
_LEAST = 0.02
"""Below this a share counts as this much: a single word in another order must not take all likeness away."""
_CHARACTERS = 0x110000
_RUN, _RUNS = 3, 1 << 14
"""Words of a run, and numbers for runs: two of different words have the same one too rarely to matter."""
_SCATTER = (7_919, 104_729, 1)
_ALONE = 5_000
"""Up to so many pairs one thread is done before others have begun."""
_TOGETHER = 100_000
"""Pairs looked at in one go."""
_MOST_KEPT = 100_000
"""Different words of which what was found out about them is kept."""
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


@dataclass(frozen=True, slots=True)
class Sentences:
    """A list of sentences made ready for comparison.

    ``coded`` has one character for each word, words of one stem the same; ``weights`` is the summed rarity of the words
    of each; ``runs`` are three words in a row, ``figures`` numbers, weekdays and months.
    """

    plain: list[str]
    ordered: list[str]
    coded: list[str]
    lengths: Ints
    sequence: Bags
    runs: Bags
    words: Bags
    figures: Bags
    names: Bags
    negated: npt.NDArray[np.bool_]
    weights: Floats

    def told(self, place: int) -> Told:
        """Return one sentence as its facts are compared."""
        names, figures = (
            frozenset(map(chr, bag.data[bag.starts[place] : bag.starts[place] + bag.sizes[place]].tolist()))
            for bag in (self.names, self.figures)
        )
        return Told(self.plain[place].split(" "), self.coded[place], names, figures)


_FIGURE, _CAPITAL, _NEGATION, _NUMBER = 1, 2, 4, 3
"""Bits of a word's code: three kinds, and where its number begins."""


class _Forms(dict[str, str]):
    """The compared form of each word as written; kept from one comparison to the next, up to a bound."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_KEPT:
            self.clear()
        form = self[word] = word_form(word)
        return form


_FORMS = _Forms()


class _Codes(dict[str, int]):
    """For each word as written its number, and in the low bits what kind of word it is. Words of one stem share one."""

    def __init__(self) -> None:
        super().__init__()
        self.rarities: list[float] = []
        self._numbers: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        common, rare, kind = _facts(word)
        number = self._numbers.setdefault(common, len(self._numbers))
        if number == len(self.rarities):
            self.rarities.append(rare)
        code = self[word] = number << _NUMBER | kind
        return code


@lru_cache(maxsize=_MOST_KEPT)
def _facts(word: str) -> tuple[str, float, int]:
    """Return what a word as written has in common with others, its rarity, and the bits that say what kind it is."""
    form = word_form(word)
    kind = _FIGURE * (form[0].isdigit() or is_day(form)) | _NEGATION * (form in NEGATIONS)
    return common_form(form), rarity(form), kind | _CAPITAL * is_name(word, form)


@cache
def _of_country() -> dict[str, str]:
    """Return for each word that stands for a country or its people one form: *Britain*, *British* and *UK* agree."""
    forms: dict[str, list[str]] = {}
    for known in known_names():
        if known.label == "place" and known.country is None:
            forms.setdefault(known.name, []).extend(known.forms)
        elif known.label == "group" and known.country in forms:
            forms[known.country].extend(known.forms)
    return {word_form(form): f"{name} " for name, listed in forms.items() for form in listed if form.isalpha()}


@cache
def _no_names() -> frozenset[str]:
    """Return words that are written with a capital before or after names, and are none."""
    words = name_words()
    return words.titles | words.organisation_suffixes | {"i"}


def common_form(form: str) -> str:
    """Return what the compared forms of one word have in common: its stem, or the country that it stands for."""
    return _of_country().get(form) or stem(form)


def is_day(form: str) -> bool:
    """Whether a word is a weekday or a month."""
    return form in _DAYS


def is_name(word: str, form: str) -> bool:
    """Whether a word that does not begin a sentence is part of a name, by its capital."""
    return word[0].isupper() and form not in _DAYS and form not in _no_names()


class Reader:
    """Makes sentences ready. Both lists of a comparison go through one reader, so that words have the same numbers."""

    def __init__(self) -> None:
        self._codes = _Codes()

    @property
    def vocabulary(self) -> int:
        """How many different words were read so far."""
        return len(self._codes.rarities)

    def read(self, texts: Sequence[str]) -> Sentences:
        """Make a list of sentences ready."""
        plain, ordered = [], []
        raws = [raw_words(text) for text in texts]
        for raw in raws:
            forms = list(map(_FORMS.__getitem__, raw))
            plain.append(" ".join(forms))
            forms.sort()
            ordered.append(" ".join(forms))
        sizes = np.fromiter(map(len, raws), np.int64, len(raws))
        codes = map(self._codes.__getitem__, chain.from_iterable(raws))
        coded = Bags(np.fromiter(codes, np.int64, int(sizes.sum())), np.cumsum(sizes) - sizes, sizes)
        numbers, kinds = coded.data >> _NUMBER, coded.data & ((1 << _NUMBER) - 1)
        owners = np.repeat(np.arange(len(coded.sizes)), coded.sizes)
        words = self._bag(numbers, owners, len(texts))
        return Sentences(
            plain,
            ordered,
            _as_characters(coded),
            coded.sizes,
            Bags(numbers, coded.starts, coded.sizes),
            _bag(*_runs(numbers, owners), len(texts), _RUNS),
            words,
            self._bag(*_chosen(numbers, owners, kinds & _FIGURE > 0), len(texts)),
            self._bag(*_chosen(numbers, owners, _names(kinds & _CAPITAL > 0, owners, coded)), len(texts)),
            np.bincount(owners, kinds & _NEGATION, len(texts)) > 0,
            np.bincount(np.repeat(np.arange(len(texts)), words.sizes), self.rarities()[words.data], len(texts)).astype(
                float
            ),
        )

    def _bag(self, numbers: Ints, owners: Ints, count: int) -> Bags:
        return _bag(numbers, owners, count, max(1, self.vocabulary))

    def rarities(self) -> Floats:
        """Return the rarity of every word read so far, by its number."""
        return np.array(self._codes.rarities, float)


def _bag(numbers: Ints, owners: Ints, count: int, total: int) -> Bags:
    """Return for each of ``count`` sentences its different numbers, all below ``total``."""
    packed = sorted_unique(owners * total + numbers)
    sizes = np.bincount(packed // total, minlength=count)
    return Bags(packed % total, np.cumsum(sizes) - sizes, sizes)


def _runs(numbers: Ints, owners: Ints) -> tuple[Ints, Ints]:
    """Return a number for each run of words inside one sentence, and the sentence of each."""
    last = max(0, len(numbers) - _RUN + 1)
    mixed = np.zeros(last, np.int64)
    for step, factor in enumerate(_SCATTER):
        mixed += numbers[step : last + step] * factor
    inside = owners[:last] == owners[len(owners) - last :]
    return mixed[inside] % _RUNS, owners[:last][inside]


def _as_characters(coded: Bags) -> list[str]:
    """Return one character for each word of each sentence."""
    text = ((coded.data >> _NUMBER) % _CHARACTERS).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return [text[start : start + size] for start, size in zip(coded.starts.tolist(), coded.sizes.tolist(), strict=True)]


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
        last = int(np.searchsorted(i, i[first] + rows))
        last = min(last, first + _TOGETHER)
        low, high = int(i[first]), int(i[last - 1]) + 1
        span = slice(int(a.starts[low]), int(a.starts[high - 1] + a.sizes[high - 1]))
        cells = np.repeat(np.arange(high - low) * vocabulary, a.sizes[low:high]) + a.data[span]
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
    pair = np.repeat(np.arange(len(j)), sizes)
    items = b.data[np.arange(len(pair)) + np.repeat(b.starts[j] - np.cumsum(sizes) + sizes, sizes)]
    hit = np.flatnonzero(marks[np.repeat(i * vocabulary, sizes) + items])
    return pair[hit], items[hit]


def _share(part: Floats, whole: npt.NDArray[np.float64] | Ints) -> Floats:
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)


@dataclass(frozen=True, slots=True)
class Overlaps:
    """What the words of pairs of sentences have in common, in shares from 0 to 1.

    ``together`` multiplies four shares: of the words, of the rarity of each side, and the length of the shorter one;
    ``evidence`` is no share but the summed rarity of the words in common.
    """

    together: Floats
    evidence: Floats
    words: Floats
    of_shorter: Floats
    length: Floats

    def at(self, which: npt.NDArray[np.bool_]) -> Overlaps:
        """Return the chosen pairs alone."""
        return Overlaps(*(getattr(self, name)[which] for name in self.__slots__))

    def likeness(self, order: Floats, letters: Floats | float = 1.0) -> Floats:
        """Return the mean of all shares, given those of words in the same order and of letters that agree."""
        return np.power(self.together * np.maximum(order, _LEAST) * np.maximum(letters, _LEAST), 1 / 6)


def overlaps(reader: Reader, a: Sentences, b: Sentences, i: Ints, j: Ints) -> Overlaps:
    """Compare the words of the pairs; ``i`` must be in ascending order."""
    words, rare = overlap(i, j, a.words, b.words, reader.vocabulary, reader.rarities())
    left, right = a.weights[i], b.weights[j]
    length = _share(np.minimum(a.lengths[i], b.lengths[j]), np.maximum(a.lengths[i], b.lengths[j]))
    of_words = _share(2 * words, a.words.sizes[i] + b.words.sizes[j])
    together = np.clip(length, _LEAST, 1.0)
    for part in (of_words, _share(rare, left), _share(rare, right)):
        together *= np.clip(part, _LEAST, 1.0)
    return Overlaps(together, rare, of_words, _share(rare, np.minimum(left, right)), length)


def features_of(reader: Reader, a: Sentences, b: Sentences, i: Ints, j: Ints, likeness: Floats) -> Floats:
    """Return the features of the pairs (``i`` ascending) of which the likeness is known."""
    runs = overlap(i, j, a.runs, b.runs, _RUNS)[0]
    agreeing = overlap(i, j, a.figures, b.figures, reader.vocabulary)[0]
    ours, theirs = a.figures.sizes[i] - agreeing, b.figures.sizes[j] - agreeing
    return np.column_stack(
        [
            likeness,
            (1 - likeness) * _share(2 * runs, a.runs.sizes[i] + b.runs.sizes[j]),
            (ours > 0) ^ (theirs > 0),
        ]
    )


def may_dispute(reader: Reader, a: Sentences, b: Sentences, i: Ints, j: Ints) -> npt.NDArray[np.bool_]:
    """Say which pairs (``i`` ascending) have figures or names on both sides that the other one does not have."""
    agreeing = overlap(i, j, a.figures, b.figures, reader.vocabulary)[0]
    ours = overlap(i, j, a.names, b.words, reader.vocabulary)[0]
    theirs = overlap(i, j, a.words, b.names, reader.vocabulary)[0]
    figures = (a.figures.sizes[i] > agreeing) & (b.figures.sizes[j] > agreeing)
    found: npt.NDArray[np.bool_] = figures | ((a.names.sizes[i] > ours) & (b.names.sizes[j] > theirs))
    return found


def ratios(a: Sequence[str], b: Sequence[str], least: float = 0.0) -> Floats:
    """Return rapidfuzz's ratio (0-1) of each pair of strings; 0 where it is below ``least``."""
    threads = CORES if len(a) > _ALONE else 1
    found = process.cpdist(a, b, scorer=fuzz.ratio, score_cutoff=100 * least, dtype=np.float32, workers=threads)
    return found.astype(float) / 100


def shares_in_order(a: Sequence[str], b: Sequence[str]) -> Floats:
    """Return for each pair of strings the longest common subsequence as a share of the longer string."""
    threads = CORES if len(a) > _ALONE else 1
    return process.cpdist(a, b, scorer=LCSseq.normalized_similarity, dtype=np.float32, workers=threads).astype(float)
