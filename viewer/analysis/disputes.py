"""Facts that two sentences give differently in the same place: another figure, day or name where all else agrees.

A name or figure that only one of the two mentions, or that stands among other words, is news of its own and no dispute.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

from viewer.analysis.rarity import CONTENT, rarity
from viewer.analysis.wordfacts import MOST_KEPT, YEAR

_ABOUT = 0.2
"""A rough figure and one that differs by no more than this share of the larger are no contradiction."""
_APPROXIMATE = frozenset(
    {
        "about",
        "around",
        "roughly",
        "approximately",
        "some",
        "nearly",
        "almost",
        "over",
        "than",
        "least",
        "up",
        "estimated",
    }
)
_OTHER_WORDS = 2
"""A gap with more words of content beside the names says something else, not the same of somebody else."""
_ALIKE, _LEAST_ALIKE = 0.75, 4
"""Names spelled so much alike, of so many letters, are one: *Fallujah*, *Falluja*."""
_LONGEST_ACRONYM = 6
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "at", "de", "la", "to"})
"""Words that the initials of a name may leave out."""


class Told:
    """A sentence as its facts are compared: compared forms and common forms word by word; which of these are facts.

    ``known`` are its words, ``facts`` those that are names or figures. What is found out for one comparison is kept: a
    sentence is compared with many.
    """

    __slots__ = ("_initials", "_named", "_telling", "facts", "figures", "forms", "known", "names", "words")

    def __init__(
        self, forms: Sequence[str], words: Sequence[str], names: Collection[str], figures: Collection[str]
    ) -> None:
        self.forms, self.words = forms, words
        self.known, self.names, self.figures = frozenset(words), frozenset(names), frozenset(figures)
        self.facts = self.names | self.figures
        self._named: list[str] | None = None
        self._initials: list[tuple[str, Sequence[int]]] | None = None
        self._telling: list[bool] | None = None

    def named(self) -> list[str]:
        """Return the different compared forms of the names."""
        if self._named is None:
            pairs = zip(self.forms, self.words, strict=True)
            self._named = list(dict.fromkeys(form for form, word in pairs if word in self.names))
        return self._named

    def telling(self) -> list[bool]:
        """Say of each word whether it carries content of its own."""
        if self._telling is None:
            self._telling = [rarity(form) >= CONTENT for form in self.forms]
        return self._telling

    def initials(self) -> list[tuple[str, Sequence[int]]]:
        """Return the initials of all words and of those that are not small, with the places of the words."""
        if self._initials is None:
            first = [form[0] for form in self.forms]
            large = [k for k, form in enumerate(self.forms) if form not in _SMALL]
            self._initials = [("".join(first), range(len(first))), ("".join([first[k] for k in large]), large)]
        return self._initials


class Dispute(NamedTuple):
    """Places of the words of either sentence that give one fact differently."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]


class Disputes(NamedTuple):
    """What two sentences give differently in the same place, and how many facts they give alike beside it."""

    names: tuple[Dispute, ...]
    figures: tuple[Dispute, ...]
    agreeing_names: int
    agreeing_figures: int

    @property
    def share(self) -> float:
        """How far facts disagree (0-1): one other figure among four is less of a dispute than one of two."""
        return max(_share(len(self.names), self.agreeing_names), _share(len(self.figures), self.agreeing_figures))


def _share(disputed: int, agreeing: int) -> float:
    return min(1.0, 2 * disputed / (disputed + agreeing)) if disputed else 0.0


_NONE = Disputes((), (), 0, 0)


def disputes(left: Told, right: Told) -> Disputes:
    """Return the facts that two sentences give differently."""
    names, figures = [], []
    for mine, yours in _gaps(left, right):
        if found := _other_figures(left, right, mine, yours):
            figures.append(found)
        if found := _other_names(left, right, mine, yours):
            names.append(found)
    if not names and not figures:
        return _NONE
    return Disputes(
        tuple(names),
        tuple(figures),
        agreeing_names=len((left.names & right.known) | (right.names & left.known)),
        agreeing_figures=len(left.figures & right.figures),
    )


class _Gap(NamedTuple):
    """What stands in a sentence between words that agree: from where to where, and the facts that only it has."""

    start: int
    end: int
    facts: list[int]


def _gaps(left: Told, right: Told) -> Iterator[tuple[_Gap, _Gap]]:
    """Give what stands between words that agree in order, where both have facts that the other one does not have."""
    ours, theirs = left.facts - right.known, right.facts - left.known
    if not ours or not theirs:
        return
    words, others = left.words, right.words
    i = j = 0
    for a, b, size in LCSseq.editops(words, others).as_matching_blocks():
        if i < a and j < b:
            mine = [k for k in range(i, a) if words[k] in ours]
            yours = [k for k in range(j, b) if others[k] in theirs] if mine else mine
            if yours:
                yield _Gap(i, a, mine), _Gap(j, b, yours)
        i, j = a + size, b + size


def _other_figures(left: Told, right: Told, mine: _Gap, yours: _Gap) -> Dispute | None:
    """Return the figures of one kind that stand in the same gap and cannot both be right."""
    ours = [k for k in mine.facts if left.words[k] in left.figures]
    theirs = [k for k in yours.facts if right.words[k] in right.figures] if ours else []
    if not theirs:
        return None
    against = [(k, m) for k in ours for m in theirs if _kind(left.forms[k]) == _kind(right.forms[m])]
    settled = {k for k, m in against if _may_agree(left, k, right, m)}
    open_ = [(k, m) for k, m in against if k not in settled]
    if not open_:
        return None
    return Dispute(tuple(sorted({k for k, _ in open_})), tuple(sorted({m for _, m in open_})))


@lru_cache(maxsize=MOST_KEPT)
def _kind(figure: str) -> str:
    """Tell numbers, years and days apart: *four years ago* does not contradict *2021*."""
    if not figure[0].isdigit():
        return "day"
    return "year" if YEAR.fullmatch(figure) else "number"


def _may_agree(left: Told, k: int, right: Told, m: int) -> bool:
    """Whether one figure is the other one, rounded to its decimals (1.23, 1.2), or about it where one says so."""
    ours, theirs = left.forms[k], right.forms[m]
    rougher, finer = sorted((ours, theirs), key=lambda figure: len(figure.partition(".")[2]))
    try:
        exact, rounded = float(finer), float(rougher)
    except ValueError:
        return False
    if round(exact, len(rougher.partition(".")[2])) == rounded:
        return True
    near = abs(exact - rounded) <= _ABOUT * max(exact, rounded)
    return near and (_is_about(left, k) or _is_about(right, m))


def _is_about(told: Told, place: int) -> bool:
    return not _APPROXIMATE.isdisjoint(told.forms[max(0, place - 2) : place])


def _other_names(left: Told, right: Told, mine: _Gap, yours: _Gap) -> Dispute | None:
    """Return the names that stand in the same gap, with little else, and are no two ways of writing one name."""
    ours = [k for k in mine.facts if left.words[k] in left.names]
    theirs = [k for k in yours.facts if right.words[k] in right.names] if ours else ours
    if not theirs:
        return None
    if _content(left, right, mine, ours) + _content(right, left, yours, theirs) > _OTHER_WORDS:
        return None
    short = _by_initials(left, ours, right) | _by_initials(right, theirs, left)
    kept = tuple(_unlike(left, ours, right, short)), tuple(_unlike(right, theirs, left, short))
    return Dispute(*kept) if all(kept) else None


def _content(told: Told, other: Told, gap: _Gap, names: list[int]) -> int:
    """Count the words of content in a gap that the other sentence does not have, besides the names."""
    telling, words, known = told.telling(), told.words, other.known
    return sum([telling[k] and words[k] not in known and k not in names for k in range(gap.start, gap.end)])


def _unlike(told: Told, names: list[int], other: Told, short: set[str]) -> list[int]:
    """Return the names that the other sentence does not have, spelled or shortened otherwise either."""
    forms, there = told.forms, other.named()
    return [k for k in names if forms[k] not in short and not _spelled_there(forms[k], there)]


def _spelled_there(name: str, there: list[str]) -> bool:
    return len(name) >= _LEAST_ALIKE and True in [_alike(name, form) for form in there]


@lru_cache(maxsize=MOST_KEPT)
def _alike(name: str, other: str) -> bool:
    return Levenshtein.normalized_similarity(name, other) >= _ALIKE


def _by_initials(short: Told, names: list[int], long: Told) -> set[str]:
    """Return which of the names are acronyms for a name in the other sentence, and the words of that name: *ECB*."""
    found: set[str] = set()
    acronyms = [form for form in [short.forms[k] for k in names] if 2 <= len(form) <= _LONGEST_ACRONYM]
    for initials, places in long.initials() if acronyms else ():
        for acronym in acronyms:
            if (place := initials.find(acronym)) >= 0:
                meant = places[place : place + len(acronym)]
                # The first word of a sentence is not known for a name.
                if sum(long.words[k] in long.names for k in meant) >= len(acronym) - (place == 0):
                    found |= {acronym, *(long.forms[k] for k in meant)}
    return found
