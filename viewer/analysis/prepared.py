"""Sentences made ready for comparison: every string and every bag of numbers that it needs, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from viewer.analysis.bags import Bags, Floats, Ints, distinct
from viewer.analysis.disputes import Told
from viewer.analysis.lexicon import lexicon
from viewer.analysis.spelled import Coded, Spelled, spelled
from viewer.analysis.wordfacts import CAPITAL, EXACT, FIGURE, KINDS, NEGATION, PROPER
from viewer.analysis.words import raw_words_of

RUNS = 1 << 14
"""Numbers for runs of words: two of different words have the same one too rarely to matter."""
Values = TypeVar("Values", Ints, Floats, npt.NDArray[np.bool_])

_RUN = 3
_SCATTER = (7_919, 104_729, 1)


@dataclass(frozen=True, slots=True)
class Sentences:
    """A list of sentences made ready for comparison.

    ``spelled`` has their words as strings, ``named`` and ``figured`` the names and figures; ``figures`` are numbers,
    weekdays and months, ``proper`` names and titles before them, ``exact`` figures that hardly agree by chance,
    ``runs`` three words in a row; ``slots`` are the words beside a name or figure, ``filled`` the same with what stands
    there; ``weights`` are summed rarities.
    """

    spelled: Spelled
    named: Coded
    figured: Coded
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
    kept: dict[int, Told] = field(default_factory=dict)

    def told(self, place: int) -> Told:
        """Return one sentence as its facts are compared; it is compared with many, so it is kept."""
        told = self.kept.get(place)
        if told is None:
            forms, code = self.spelled.forms(place), self.spelled.code(place)
            told = self.kept[place] = Told(forms, code, self.named[place], self.figured[place])
        return told


class Reader:
    """Makes sentences ready. Both lists of a comparison go through one reader, so that words have the same numbers."""

    def __init__(self) -> None:
        self._lexicon = lexicon()
        self._numbers: Ints = np.zeros(0, np.int64)
        self._rarities: Floats = np.zeros(0)

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
        total = len(written.sizes)
        coded = self._lexicon.codes[written.data]
        numbers, kinds = self._numbered(coded >> KINDS, written.data), coded & ((1 << KINDS) - 1)
        owners = np.repeat(np.arange(total), written.sizes)
        is_figure, is_name = kinds & FIGURE > 0, _names(kinds & CAPITAL > 0, owners, written)
        is_proper = _names(kinds & PROPER > 0, owners, written)
        chosen = (None, is_figure, is_name, is_proper, kinds & EXACT > 0)
        words, figures, names, proper, exact = _distinct(
            [(numbers, owners) if which is None else (numbers[which], owners[which]) for which in chosen],
            total,
            max(1, self.vocabulary),
        )
        slots = _slots(numbers, owners, is_figure | is_name) if facts else ((owners[:0], owners[:0]),) * 2
        runs, slot, filled = _distinct([_runs(numbers, owners), *slots], total, RUNS)
        sequence = Bags(numbers, written.starts, written.sizes)
        rare = self.rarities()
        ends = list(accumulate(map(len, lists), initial=0))
        spelled_ = spelled(self._lexicon.forms, written, numbers)
        columns: list[Iterable[Any]] = [
            [spelled_.part(first, last) for first, last in pairwise(ends)],
            *(map(Coded, bag.parts(ends)) for bag in (names, figures)),
            _parts(written.sizes, ends),
            *(bag.parts(ends) for bag in (sequence, runs, words, figures, names, proper, exact, slot, filled)),
            _parts(np.bincount(owners, kinds & NEGATION, total) > 0, ends),
            *(_parts(_summed(rare, bag), ends) for bag in (words, proper)),
        ]
        return [Sentences(*row) for row in zip(*columns, strict=True)]

    def _written(self, texts: Sequence[str]) -> Bags:
        """Return the number of each word as written."""
        raws = raw_words_of(texts)
        sizes = np.fromiter(map(len, raws), np.int64, len(raws))
        numbers = np.array(list(map(self._lexicon.__getitem__, chain.from_iterable(raws))), np.int64)
        return Bags(numbers, np.cumsum(sizes) - sizes, sizes)

    def _numbered(self, commons: Ints, written: Ints) -> Ints:
        """Return the numbers of this comparison for what words have in common, in the order in which they are read."""
        room = self._lexicon.commons - len(self._numbers)
        if room:
            self._numbers = np.concatenate([self._numbers, np.full(room, -1)])
        new = np.flatnonzero(self._numbers[commons] < 0)
        if len(new):
            first = new[_firsts(commons[new], len(self._numbers))]
            self._numbers[commons[first]] = np.arange(len(first)) + self.vocabulary
            # A word's first form stands for all that have the same in common.
            self._rarities = np.concatenate([self._rarities, self._lexicon.rarities[written[first]]])
        return self._numbers[commons]

    def rarities(self) -> Floats:
        """Return the rarity of every word read so far, by its number."""
        return self._rarities


def _firsts(numbers: Ints, total: int) -> npt.NDArray[np.bool_]:
    """Say of each of the numbers, all below ``total``, whether it has not been there before."""
    places = np.arange(len(numbers))
    first = np.empty(total, np.int64)
    first[numbers[::-1]] = places[::-1]  # of equal ones the last that is written stays
    found: npt.NDArray[np.bool_] = first[numbers] == places
    return found


def _summed(weights: Floats, bags: Bags) -> Floats:
    """Return the summed weight of each bag."""
    return np.bincount(bags.owners(), weights[bags.data], len(bags.sizes)).astype(float)


def _runs(numbers: Ints, owners: Ints) -> tuple[Ints, Ints]:
    """Return a number for each run of words inside one sentence, and the sentence of each."""
    last = max(0, len(numbers) - _RUN + 1)
    mixed = np.zeros(last, np.int64)
    for step, factor in enumerate(_SCATTER):
        mixed += numbers[step : last + step] * factor
    inside = owners[:last] == owners[len(owners) - last :]
    return mixed[inside] % RUNS, owners[:last][inside]


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
    return distinct(numbers, owners, count * len(sets), total).parts([place * count for place in range(len(sets) + 1)])


def _parts(values: Values, ends: Sequence[int]) -> list[Values]:
    """Part what was found for all sentences into what belongs to each list."""
    return [values[first:last] for first, last in pairwise(ends)]


def _names(capital: npt.NDArray[np.bool_], owners: Ints, words: Bags) -> npt.NDArray[np.bool_]:
    """Choose the words that are names by their capital; a headline in capitals says nothing about names."""
    inside = capital.copy()
    inside[words.starts[words.sizes > 0]] = False
    counts = np.bincount(owners, inside, len(words.sizes))
    chosen: npt.NDArray[np.bool_] = inside & ((counts * 2 <= words.sizes) | (words.sizes < 4))[owners]
    return chosen
