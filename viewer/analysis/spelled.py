"""How the words of sentences are spelled: strings are put together only for the sentences that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from viewer.analysis.bags import Bags, Ints, sorted_unique

_CHARACTERS = 0x110000


class _Kept:
    """Strings of sentences, each made when it is first asked for: a sentence is compared with many."""

    __slots__ = ("_made", "_strings")

    def __init__(self, count: int) -> None:
        self._strings: npt.NDArray[np.object_] = np.empty(count, object)
        self._made = np.zeros(count, np.bool_)

    def at(self, places: Ints, make: Callable[[list[int]], list[str]]) -> list[str]:
        """Return the strings at so many places."""
        new = sorted_unique(places[~self._made[places]])
        if len(new):
            self._strings[new] = make(new.tolist())
            self._made[new] = True
        found: list[str] = self._strings[places].tolist()
        return found


class Spelled:
    """The words of a list of sentences, in their compared forms and as one character each."""

    __slots__ = ("_coded", "_codes", "_ends", "_forms", "_ordered", "_plain", "_starts")

    def __init__(self, forms: Sequence[str], codes: str, starts: Sequence[int], ends: Sequence[int]) -> None:
        self._forms, self._codes, self._starts, self._ends = forms, codes, starts, ends
        self._plain, self._ordered, self._coded = (_Kept(len(starts)) for _ in range(3))

    def part(self, first: int, last: int) -> Spelled:
        """Return the sentences from ``first`` to before ``last`` as a list of their own."""
        return Spelled(self._forms, self._codes, self._starts[first:last], self._ends[first:last])

    def forms(self, place: int) -> Sequence[str]:
        """Return the compared forms of the words of one sentence."""
        return self._forms[self._starts[place] : self._ends[place]]

    def _all(self, places: list[int]) -> list[Sequence[str]]:
        forms, starts, ends = self._forms, self._starts, self._ends
        return [forms[starts[place] : ends[place]] for place in places]

    def code(self, place: int) -> str:
        """Return one character for each word of one sentence, words of one stem the same."""
        return self._codes[self._starts[place] : self._ends[place]]

    def plain(self, places: Ints) -> list[str]:
        """Return the compared forms of so many sentences, as strings."""
        return self._plain.at(places, lambda new: [" ".join(forms) for forms in self._all(new)])

    def ordered(self, places: Ints) -> list[str]:
        """Return the same with the words of each sentence sorted."""
        return self._ordered.at(places, lambda new: [" ".join(sorted(forms)) for forms in self._all(new)])

    def coded(self, places: Ints) -> list[str]:
        """Return one character for each word of so many sentences."""
        return self._coded.at(places, lambda new: list(map(self.code, new)))


class Coded:
    """Bags of numbers as strings of one character for each number, made when the first is asked for."""

    __slots__ = ("_bags", "_text")

    def __init__(self, bags: Bags) -> None:
        self._bags = bags
        self._text: str | None = None

    def __getitem__(self, place: int) -> str:
        if self._text is None:
            self._text = as_characters(self._bags.data)
        start = int(self._bags.starts[place])
        return self._text[start : start + int(self._bags.sizes[place])]


def as_characters(numbers: Ints) -> str:
    """Return one character for each number."""
    return (numbers % _CHARACTERS).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def spelled(forms: Sequence[str], written: Bags, numbers: Ints) -> Spelled:
    """Spell words: ``forms`` by their number as ``written``, and characters by their ``numbers``."""
    starts = written.starts
    return Spelled(
        list(map(forms.__getitem__, written.data.tolist())),
        as_characters(numbers),
        starts.tolist(),
        (starts + written.sizes).tolist(),
    )
