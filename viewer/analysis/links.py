"""The names of a story, and which of them stands for which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from viewer.analysis.model import EntityLabel
from viewer.article.messages import Message

SUFFIXES = frozenset("jr sr ii iii iv qc kc mp mep mbe obe cbe phd md esq".split())
_GENERATIONS = frozenset({"sr", "jr", "ii", "iii"})


@dataclass(slots=True)
class Name:
    """One normal form of a story: how it is written, what the pipeline took it for, and which articles have it."""

    key: str
    label: EntityLabel
    forms: Counter[str] = field(default_factory=Counter)
    articles: set[int] = field(default_factory=set)

    @property
    def words(self) -> list[str]:
        """The words of the normal form without *Jr* and its kind."""
        words = self.key.split()
        return words[:-1] if len(words) > 1 and words[-1] in SUFFIXES else words

    @property
    def suffix(self) -> str:
        """What tells father from son: *jr*, *sr* and their kind; empty without."""
        last = self.key.rpartition(" ")[2]
        return last if last in _GENERATIONS else ""

    @property
    def form(self) -> str:
        """The commonest way it is written, the longest of equals."""
        return max(self.forms, key=lambda form: (self.forms[form], len(form), form))

    @property
    def count(self) -> int:
        """How often it was found."""
        return self.forms.total()


class Links:
    """Which normal form stands for which, and why."""

    def __init__(self) -> None:
        self._everywhere: dict[str, tuple[str, Message]] = {}
        self._here: dict[tuple[int, str], tuple[str, Message]] = {}

    def add(self, key: str, target: str, why: Message, article: int | None = None) -> None:
        """Let ``key`` stand for ``target``, in one article or everywhere; a first link stays."""
        if key == target or self.resolve(target, article) == key:
            return
        if article is None:
            self._everywhere.setdefault(key, (target, why))
        else:
            self._here.setdefault((article, key), (target, why))

    def resolve(self, key: str, article: int | None) -> str:
        """Return the normal form that ``key`` finally stands for in an article."""
        for _ in range(8):  # chains are short: surname, spelling, suffix
            step = self._step(key, article)
            if step is None:
                break
            key = step[0]
        return key

    def why(self, key: str, article: int) -> Message | None:
        """Return the reason of the first link from ``key``."""
        step = self._step(key, article)
        return step[1] if step else None

    def _step(self, key: str, article: int | None) -> tuple[str, Message] | None:
        here = self._here.get((article, key)) if article is not None else None
        return here or self._everywhere.get(key)


def form_of(names: Mapping[str, Name], key: str) -> str:
    """Return how a normal form is written in the story."""
    return names[key].form if key in names else key
