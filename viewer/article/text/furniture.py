"""The word lists of page furniture, looked up by runs of words: no pattern has to be compiled at start."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from viewer.data import resource

_WORD = re.compile(r"\w+(?:'\w+)?")
_LONGEST_PHRASE = 5


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` in small letters with straight apostrophes."""
    return _WORD.findall(text.lower().replace("’", "'"))


@dataclass(frozen=True)
class Furniture:
    """The sections of the furniture list as sets of phrases."""

    sections: dict[str, frozenset[str]] = field(repr=False)

    def whole(self, section: str, words: list[str]) -> bool:
        """Whether the words are nothing but an entry of the section."""
        return len(words) <= _LONGEST_PHRASE and " ".join(words) in self.sections[section]

    def within(self, section: str, words: list[str]) -> bool:
        """Whether an entry of the section stands anywhere in the words."""
        entries, firsts = self.sections[section], self._first_words[section]
        for start, word in enumerate(words):
            if word in firsts:
                for length in range(1, _LONGEST_PHRASE + 1):
                    if " ".join(words[start : start + length]) in entries:
                        return True
        return False

    def opens(self, section: str, words: list[str]) -> bool:
        """Whether the words start with an entry of the section."""
        entries = self.sections[section]
        return any(" ".join(words[:length]) in entries for length in range(1, _LONGEST_PHRASE + 1))

    def count(self, section: str, words: list[str]) -> int:
        """How many of the words are entries of the section."""
        entries = self.sections[section]
        return sum(1 for word in words if word in entries)

    @cached_property
    def _first_words(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(entry.split(" ", 1)[0] for entry in entries) for name, entries in self.sections.items()}


def lines_of(name: str) -> list[str]:
    """Return the entries of a list in ``resources/names``, without comments and empty lines."""
    text = resource("names", name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def furniture() -> Furniture:
    """Return the furniture list, read once."""
    sections: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in lines_of("article_furniture.txt"):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), set())
        else:
            current.add(line)
    return Furniture({name: frozenset(entries) for name, entries in sections.items()})


@lru_cache(maxsize=1)
def outlet_words() -> frozenset[str]:
    """Return the words that stand in the names of news outlets, in small letters."""
    return frozenset(lines_of("article_outlets.txt"))


@lru_cache(maxsize=1)
def agencies() -> frozenset[str]:
    """Return the names of agencies as they stand in picture credits."""
    return frozenset(lines_of("article_agencies.txt"))
