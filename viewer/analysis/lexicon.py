"""What is known of every word read so far, in tables by number: all comparisons share it, for most words come again."""

from __future__ import annotations

from threading import Lock

import numpy as np

from viewer.analysis.bags import Floats, Ints
from viewer.analysis.wordfacts import KINDS, MOST_KEPT, word_facts

_FIRST_ROOM = 1 << 12


class Lexicon(dict[str, int]):
    """A number for each word as written. A word that is asked for and not known is learned.

    ``forms`` are the compared forms; ``codes`` the numbers of what each word has in common with others, and in the low
    bits its kinds; ``rarities`` those of the words as written. All by the number of the word.
    """

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[str] = []
        self.codes: Ints = np.zeros(_FIRST_ROOM, np.int64)
        self.rarities: Floats = np.zeros(_FIRST_ROOM)
        self._common: dict[str, int] = {}
        self._lock = Lock()

    @property
    def commons(self) -> int:
        """How many different things words have in common."""
        return len(self._common)

    def __missing__(self, word: str) -> int:
        form, common, rare, kind = word_facts(word)
        with self._lock:
            number = self.get(word)
            if number is None:
                number = len(self)
                if number == len(self.codes):
                    self.codes = np.concatenate([self.codes, np.zeros_like(self.codes)])
                    self.rarities = np.concatenate([self.rarities, np.zeros_like(self.rarities)])
                self.codes[number] = self._common.setdefault(common, len(self._common)) << KINDS | kind
                self.rarities[number] = rare
                self.forms.append(form)
                self[word] = number  # last: whoever finds the word finds all of this
            return number


_SHARED = [Lexicon()]


def lexicon() -> Lexicon:
    """Return the words known to all comparisons; of too many, none is kept for the comparisons that begin now."""
    if len(_SHARED[0]) > MOST_KEPT:
        _SHARED[0] = Lexicon()
    return _SHARED[0]
