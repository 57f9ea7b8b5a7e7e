"""Passages of an article are found again when its text was replaced by another version, or when only a quote is known.

A passage is placed only where its place is certain. Any other becomes an orphan, with the two likeliest places to
choose from: a note that drifts silently onto a look-alike sentence is worse than one that asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from viewer.library.notes.alignment import UNKNOWN, Alignment, Vocabulary, aligned, worded
from viewer.library.notes.likeness import Candidate, Quotes

SHORT_WORDS = 3
"""Passages up to so many words occur too often: they are certain only with the words beside them."""

_SHARE = 0.8
_STRANGERS = 0.2
_FEW = 4
_LOST = 0.04
_REPLACED = 3
_BESIDE = 3
_AROUND = 30


class Selector(Protocol):
    """Where a passage was (code points), its words, and the text before and after it."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def exact(self) -> str:
        """Its words."""

    @property
    def prefix(self) -> str:
        """The text before it."""

    @property
    def suffix(self) -> str:
        """The text after it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The one certain place of a passage in the new text, code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Orphan:
    """A passage without a certain place, and at most two likely ones, the better one first."""

    candidates: tuple[Candidate, ...]


Found = Placed | Orphan


def find_again(selectors: Sequence[Selector], old_text: str | None, new_text: str) -> list[Found]:
    """Return where each passage of ``old_text`` is in ``new_text``, in the order given.

    ``old_text`` is what the offsets refer to; without it (None) only quotes, the text around them and their offsets
    speak, so a passage whose sentence was deleted while an altered copy stays elsewhere may be taken for it.
    """
    vocabulary: Vocabulary = {}
    new = worded(new_text, vocabulary)
    quotes = Quotes(new, vocabulary)
    if old_text is None:
        places = [quotes.place(selector) for selector in selectors]
    else:
        finder = _Finder(aligned(worded(old_text, vocabulary), new))
        places = [
            finder.place(one.start, one.end) if old_text[one.start : one.end] == one.exact else quotes.place(one)
            for one in selectors
        ]
    return [
        Orphan(quotes.candidates(selector)) if place is None else Placed(*place)
        for selector, place in zip(selectors, places, strict=True)
    ]


class _Finder:
    """Finds passages by the alignment of both versions."""

    def __init__(self, alignment: Alignment) -> None:
        self._old, self._new = alignment.old, alignment.new
        self._home, self._whole = alignment.home, alignment.whole

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the new place of the passage ``start:end`` of the old text, None where it is not certain."""
        first, last = self._old.words_in(start, end)
        if first == last:
            return self._between_words(start, end, first)
        if not (all(self._whole[first:last]) and self._in_a_row(first, last)) and not self._is_certain(first, last):
            return None
        ends = self._ends(first, last)
        if ends is None:
            return None
        head, tail = ends
        return self._new_start(start, first, head), self._new_end(end, last - 1, tail)

    def _in_a_row(self, first: int, last: int) -> bool:
        place = self._home[first]
        return place != UNKNOWN and self._home[first:last] == list(range(place, place + last - first))

    def _is_certain(self, first: int, last: int) -> bool:
        if last - first <= SHORT_WORDS:
            return self._in_a_row(first, last) and self._has_context(first, last)
        kept = [place for place in self._home[first:last] if place != UNKNOWN]
        if len(kept) < _SHARE * (last - first) or sorted(set(kept)) != kept:
            return False
        strangers = max(after - before - 1 for before, after in pairwise([*kept, kept[-1] + 1]))
        return strangers <= max(_FEW, _STRANGERS * len(kept))

    def _has_context(self, first: int, last: int) -> bool:
        """Whether a short passage has its old neighbours on both sides, or on one side and is alone in these parts."""
        before, after = self._beside(first, last)
        if before and after:
            return True
        if max(before, after) < _BESIDE:
            return False
        words, place = self._old.line[first:last], self._home[first]
        around = self._old.line[max(0, first - _AROUND) : last + _AROUND]
        there = self._new.line[max(0, place - _AROUND) : place + last - first + _AROUND]
        return around.count(words) == there.count(words) == 1

    def _beside(self, first: int, last: int) -> tuple[int, int]:
        """Return how many words before and after the passage stand beside it as they did, up to three."""
        before = after = 0
        while before < _BESIDE and first - before > 0 and self._in_a_row(first - before - 1, first + 1):
            before += 1
        while after < _BESIDE and last + after < len(self._home) and self._in_a_row(last - 1, last + after + 1):
            after += 1
        return before, after

    def _ends(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the first and last word of the new place, None where more than few words at an edge are nowhere.

        Words replaced at an edge belong to the passage where its old neighbour is still next to them.
        """
        kept = [word for word in range(first, last) if self._home[word] != UNKNOWN]
        head, tail = self._home[kept[0]], self._home[kept[-1]]
        lost_before, lost_after = kept[0] - first, last - 1 - kept[-1]
        if lost_before and first > 0 and self._home[first - 1] != UNKNOWN:
            replaced = head - self._home[first - 1] - 1
            if 0 <= replaced <= min(lost_before, _REPLACED):
                head, lost_before = head - replaced, 0
        if lost_after and last < len(self._home) and self._home[last] != UNKNOWN:
            replaced = self._home[last] - tail - 1
            if 0 <= replaced <= min(lost_after, _REPLACED):
                tail, lost_after = tail + replaced, 0
        return (head, tail) if lost_before + lost_after <= _LOST * (last - first) else None

    def _new_start(self, start: int, word: int, head: int) -> int:
        """Return where the passage begins: inside its first word as before, or with the same signs before it."""
        old, new = self._old.words[word], self._new.words[head]
        if self._home[word] != head:
            return new.start
        if start > old.start:
            return min(new.start + start - old.start, new.end - 1)
        place = new.start
        while start < old.start and place > 0 and self._new.text[place - 1] == self._old.text[old.start - 1]:
            place, old = place - 1, old._replace(start=old.start - 1)
        return place

    def _new_end(self, end: int, word: int, tail: int) -> int:
        old, new = self._old.words[word], self._new.words[tail]
        if self._home[word] != tail:
            return new.end
        if end < old.end:
            return max(new.end - (old.end - end), new.start + 1)
        place, here = new.end, old.end
        while here < end and place < len(self._new.text) and self._new.text[place] == self._old.text[here]:
            place, here = place + 1, here + 1
        return place

    def _between_words(self, start: int, end: int, following: int) -> tuple[int, int] | None:
        """Return the place of a passage without words, where what lies between its neighbours is unchanged."""
        if not 0 < following < len(self._home) or not self._in_a_row(following - 1, following + 1):
            return None
        left, right = self._old.words[following - 1].end, self._old.words[following].start
        place = self._new.words[self._home[following - 1]].end
        if self._new.text[place : place + right - left] != self._old.text[left:right]:
            return None
        return place + start - left, place + end - left
