"""Sentences made ready for comparison: every string and every bag of numbers that it needs, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice, pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from viewer.analysis.bags import Bags, Floats, Ints, distinct, parted
from viewer.analysis.disputes import Told
from viewer.analysis.wordfacts import CAPITAL, EXACT, FIGURE, KINDS, NEGATION, PROPER, word_facts
from viewer.analysis.words import raw_words

RUNS = 1 << 14
"""Numbers for runs of words: two of different words have the same one too rarely to matter."""
Values = TypeVar("Values", list[str], Ints, Floats, npt.NDArray[np.bool_])

_RUN = 3
_SCATTER = (7_919, 104_729, 1)
_CHARACTERS = 0x110000


@dataclass(frozen=True, slots=True)
class Sentences:
    """A list of sentences made ready for comparison.

    ``coded`` has one character for each word, words of one stem the same; ``named`` and ``figured`` have those of the
    ``names`` and ``figures``; ``figures`` are numbers, weekdays and months, ``proper`` names and titles before them,
    ``exact`` figures that hardly agree by chance, ``runs`` three words in a row; ``slots`` are the words beside a name
    or figure, ``filled`` the same with what stands there; ``weights`` are summed rarities.
    """

    plain: list[str]
    ordered: list[str]
    coded: list[str]
    named: list[str]
    figured: list[str]
    lengths: Ints
    sequence: Bags
    runs: Bags
    words: Bags
    figures: Bags
    names: Bags
    proper: Bags
    exact: Bags
    slots: Bags
    filled: Bags
    negated: npt.NDArray[np.bool_]
    weights: Floats
    proper_weights: Floats

    def told(self, place: int) -> Told:
        """Return one sentence as its facts are compared."""
        return Told(self.plain[place].split(" "), self.coded[place], self.named[place], self.figured[place])


_FIGURE, _CAPITAL, _NEGATION, _NUMBER = 1, 2, 4, 3
"""Bits of a word's code: three kinds, and where its number begins."""


class _Numbers(dict[str, int]):
    """A number for each word, in the order in which they are asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class Reader:
    """Makes sentences ready. Both lists of a comparison go through one reader, so that words have the same numbers."""

    def __init__(self) -> None:
        self._words = _Numbers()
        self._codes: list[int] = []
        self._forms: list[str] = []
        self._numbers: dict[str, int] = {}
        self._rarities: list[float] = []

    @property
    def vocabulary(self) -> int:
        """How many different words were read so far."""
        return len(self._rarities)

    def read(self, texts: Sequence[str]) -> Sentences:
        """Make a list of sentences ready."""
        return self.read_all([texts])[0]

    def read_all(self, lists: Sequence[Sequence[str]], *, facts: bool = True) -> list[Sentences]:
        """Make lists of sentences ready, in one go. Where facts will not be compared, their neighbours are left out."""
        written = self._written([text for texts in lists for text in texts])
        count = len(written.sizes)
        coded = np.array(self._codes, np.int64)[written.data]
        numbers, kinds = coded >> KINDS, coded & ((1 << KINDS) - 1)
        owners = np.repeat(np.arange(count), written.sizes)
        is_figure, is_name = kinds & FIGURE > 0, _names(kinds & CAPITAL > 0, owners, written)
        is_proper = _names(kinds & PROPER > 0, owners, written)
        chosen = (None, is_figure, is_name, is_proper, kinds & EXACT > 0)
        words, figures, names, proper, exact = _distinct(
            [(numbers, owners) if which is None else (numbers[which], owners[which]) for which in chosen],
            count,
            max(1, self.vocabulary),
        )
        slots = _slots(numbers, owners, is_figure | is_name) if facts else ((owners[:0], owners[:0]),) * 2
        runs, slot, filled = _distinct([_runs(numbers, owners), *slots], count, RUNS)
        sequence = Bags(numbers, written.starts, written.sizes)
        rare = self.rarities()
        columns: list[Sequence[Any]] = [
            _parts(self._spelled(written), lists),
            _parts(self._spelled(self._sorted(written, owners)), lists),
            *(_parts(_as_characters(bag), lists) for bag in (sequence, names, figures)),
            _parts(written.sizes, lists),
            *(bag.parts([len(texts) for texts in lists]) for bag in (sequence, runs, words, figures, names, proper)),
            *(bag.parts([len(texts) for texts in lists]) for bag in (exact, slot, filled)),
            _parts(np.bincount(owners, kinds & NEGATION, count) > 0, lists),
            *(_parts(_summed(rare, bag), lists) for bag in (words, proper)),
        ]
        return [Sentences(*row) for row in zip(*columns, strict=True)]

    def _written(self, texts: Sequence[str]) -> Bags:
        """Return the number of each word as written."""
        raws = list(map(raw_words, texts))
        numbers = list(map(self._words.__getitem__, chain.from_iterable(raws)))
        self._learn(islice(self._words, len(self._codes), None))
        sizes = np.fromiter(map(len, raws), np.int64, len(raws))
        return Bags(np.array(numbers, np.int64), np.cumsum(sizes) - sizes, sizes)

    def _learn(self, words: Iterable[str]) -> None:
        """Note the compared forms of words, and as one code the number of what each has in common, and its kind."""
        for word in words:
            form, common, rare, kind = word_facts(word)
            number = self._numbers.setdefault(common, len(self._numbers))
            if number == len(self._rarities):
                self._rarities.append(rare)
            self._codes.append(number << KINDS | kind)
            self._forms.append(form)

    def _sorted(self, written: Bags, owners: Ints) -> Bags:
        """Return the words of each sentence by the order of their compared forms."""
        by_form = np.array(sorted(range(len(self._forms)), key=self._forms.__getitem__), np.int64)
        rank = np.empty_like(by_form)
        rank[by_form] = np.arange(len(by_form))
        packed = np.sort(owners * max(1, len(by_form)) + rank[written.data])
        return Bags(by_form[parted(packed, max(1, len(by_form)))[1]], written.starts, written.sizes)

    def _spelled(self, written: Bags) -> list[str]:
        """Return the compared forms of each sentence as one string."""
        forms = list(map(self._forms.__getitem__, written.data.tolist()))
        ends = (written.starts + written.sizes).tolist()
        return [" ".join(forms[start:end]) for start, end in zip(written.starts.tolist(), ends, strict=True)]

    def rarities(self) -> Floats:
        """Return the rarity of every word read so far, by its number."""
        return np.array(self._rarities, float)


def _summed(weights: Floats, bags: Bags) -> Floats:
    """Return the summed weight of each bag."""
    owners = np.repeat(np.arange(len(bags.sizes)), bags.sizes)
    return np.bincount(owners, weights[bags.data], len(bags.sizes)).astype(float)


def _runs(numbers: Ints, owners: Ints) -> tuple[Ints, Ints]:
    """Return a number for each run of words inside one sentence, and the sentence of each."""
    last = max(0, len(numbers) - _RUN + 1)
    mixed = np.zeros(last, np.int64)
    for step, factor in enumerate(_SCATTER):
        mixed += numbers[step : last + step] * factor
    inside = owners[:last] == owners[len(owners) - last :]
    return mixed[inside] % RUNS, owners[:last][inside]


def _as_characters(bags: Bags) -> list[str]:
    """Return one character for each number of each bag."""
    text = (bags.data % _CHARACTERS).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return [text[start : start + size] for start, size in zip(bags.starts.tolist(), bags.sizes.tolist(), strict=True)]


def _slots(numbers: Ints, owners: Ints, facts: npt.NDArray[np.bool_]) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
    """Return numbers for the words on either side of each run of facts, and for these with the fact beside them.

    Both with the sentence of each.
    """
    place = np.flatnonzero(facts)
    slots, filled, holders = [], [], []
    for step in (-1, 1):
        beside = np.clip(place + step, 0, max(0, len(numbers) - 1))
        same = (owners[beside] == owners[place]) & (beside != place)
        at_edge = ~(facts[beside] & same)
        inside, at, beside = same[at_edge], place[at_edge], beside[at_edge]
        word = np.where(inside, numbers[beside] + 1, 0) * 2 + (step > 0)
        slots.append(word * _SCATTER[0] % RUNS)
        filled.append((word * _SCATTER[0] + numbers[at] * _SCATTER[1]) % RUNS)
        holders.append(owners[at])
    holder = np.concatenate(holders)
    return (np.concatenate(slots), holder), (np.concatenate(filled), holder)


def _distinct(sets: Sequence[tuple[Ints, Ints]], count: int, total: int) -> list[Bags]:
    """Return for each set of numbers below ``total``, with their sentences, the bags of ``count`` sentences."""
    numbers = np.concatenate([numbers for numbers, _ in sets])
    owners = np.concatenate([owners + place * count for place, (_, owners) in enumerate(sets)])
    return distinct(numbers, owners, count * len(sets), total).parts([count] * len(sets))


def _parts(values: Values, lists: Sequence[Sequence[str]]) -> list[Values]:
    """Part what was found for all sentences into what belongs to each list."""
    ends = list(accumulate(map(len, lists), initial=0))
    return [values[first:last] for first, last in pairwise(ends)]


def _names(capital: npt.NDArray[np.bool_], owners: Ints, words: Bags) -> npt.NDArray[np.bool_]:
    """Choose the words that are names by their capital; a headline in capitals says nothing about names."""
    inside = capital.copy()
    inside[words.starts[words.sizes > 0]] = False
    counts = np.bincount(owners, inside, len(words.sizes))
    chosen: npt.NDArray[np.bool_] = inside & ((counts * 2 <= words.sizes) | (words.sizes < 4))[owners]
    return chosen
