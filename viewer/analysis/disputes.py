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

    __slots__ = ("_initials", "_named", "facts", "figures", "forms", "known", "names", "words")

    def __init__(
        self, forms: Sequence[str], words: Sequence[str], names: Collection[str], figures: Collection[str]
    ) -> None:
        self.forms, self.words, self.names, self.figures = forms, words, names, figures
        self.known = frozenset(words)
        self.facts = self.known.intersection([*names, *figures])
        self._named: list[str] | None = None
        self._initials: list[tuple[str, Sequence[int]]] | None = None

    def named(self) -> list[str]:
        """Return the compared forms of the names."""
        if self._named is None:
            self._named = [form for form, word in zip(self.forms, self.words, strict=True) if word in self.names]
        return self._named

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
    both = left.known & right.known
    return Disputes(
        tuple(names),
        tuple(figures),
        agreeing_names=len(both.intersection([*left.names, *right.names])),
        agreeing_figures=len(both.intersection(left.figures).intersection(right.figures)),
    )


def _gaps(left: Told, right: Told) -> Iterator[tuple[list[int], list[int]]]:
    """Give what stands between words that agree in order, where both sides have facts that the other one does not have.

    Of either side, the words that the other one does not have.
    """
    ours, theirs = left.facts - right.known, right.facts - left.known
    if not ours or not theirs:
        return
    i = j = 0
    for a, b, size in LCSseq.opcodes(left.words, right.words).as_matching_blocks():
        if i < a and j < b and not (ours.isdisjoint(left.words[i:a]) or theirs.isdisjoint(right.words[j:b])):
            yield (
                [k for k in range(i, a) if left.words[k] not in right.known],
                [k for k in range(j, b) if right.words[k] not in left.known],
            )
        i, j = a + size, b + size


def _other_figures(left: Told, right: Told, mine: list[int], yours: list[int]) -> Dispute | None:
    """Return the figures of one kind that stand in the same gap and cannot both be right."""
    ours = [k for k in mine if left.words[k] in left.figures]
    theirs = [k for k in yours if right.words[k] in right.figures] if ours else []
    if not theirs:
        return None
    against = [(k, m) for k in ours for m in theirs if _kind(left.forms[k]) == _kind(right.forms[m])]
    settled = {k for k, m in against if _may_agree(left, k, right, m)}
    open_ = [(k, m) for k, m in against if k not in settled]
    if not open_:
        return None
    return Dispute(tuple(sorted({k for k, _ in open_})), tuple(sorted({m for _, m in open_})))


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


def _other_names(left: Told, right: Told, mine: list[int], yours: list[int]) -> Dispute | None:
    ours = [k for k in mine if left.words[k] in left.names]
    theirs = [k for k in yours if right.words[k] in right.names] if ours else []
    if not theirs:
        return None
    if _content(left, mine, ours) + _content(right, yours, theirs) > _OTHER_WORDS:
        return None
    short = _by_initials(left, ours, right) | _by_initials(right, theirs, left)
    kept = (
        tuple(k for k in ours if left.forms[k] not in short and not _spelled_there(left.forms[k], right)),
        tuple(k for k in theirs if right.forms[k] not in short and not _spelled_there(right.forms[k], left)),
    )
    return Dispute(*kept) if all(kept) else None


def _content(told: Told, places: list[int], names: list[int]) -> int:
    return sum(rarity(told.forms[k]) >= CONTENT for k in places if k not in names)


def _spelled_there(name: str, other: Told) -> bool:
    return len(name) >= _LEAST_ALIKE and any(_alike(name, form) for form in other.named())


@lru_cache(maxsize=MOST_KEPT)
def _alike(name: str, other: str) -> bool:
    return Levenshtein.normalized_similarity(name, other) >= _ALIKE


def _by_initials(short: Told, names: list[int], long: Told) -> set[str]:
    """Return which of the names are acronyms for a name in the other sentence, and the words of that name: *ECB*."""
    acronyms = [form for form in (short.forms[k] for k in names) if 2 <= len(form) <= _LONGEST_ACRONYM]
    found: set[str] = set()
    for initials, places in long.initials() if acronyms else ():
        for acronym in acronyms:
            if (place := initials.find(acronym)) >= 0:
                meant = places[place : place + len(acronym)]
                # The first word of a sentence is not known for a name.
                if sum(long.words[k] in long.names for k in meant) >= len(acronym) - (place == 0):
                    found |= {acronym, *(long.forms[k] for k in meant)}
    return found
