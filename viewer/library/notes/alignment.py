"""Two versions of a text, word by word: where each word of the old one stands in the new one, as far as that is sure.

News is full of sentences that differ in one number or name, so equal words prove little. What is sure: a sentence that
stands unchanged, and only once, in both versions; and, between two such sentences, the words of a sentence that was
edited, where nothing else in that gap could be meant. A copy that is *nearly* the same somewhere else proves nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import LCSseq, Levenshtein

from viewer.analysis.sentences import split_sentences
from viewer.analysis.words import Word, words_of

UNKNOWN = -1
"""Stands for the place of a word that is not sure, or nowhere."""

_OWN_WORDS = 5
"""Shorter sentences (*He agreed.*) are found again only beside or between what is sure."""
_SOME_WORDS = 4
_VOUCHERS = 3
"""So many unchanged neighbours in a row show that a sentence is no copy pasted in."""
_SHARE = 0.5
"""An edited sentence keeps at least this share of its words."""
_MARGIN = 0.25
"""By so much an edited sentence must be nearer to its place than to any other, and the place to it."""
_MOST_CELLS = 100_000_000
"""Larger gaps are divided first: the alignment takes words times words bits."""
_RUN = 8
"""So many words in a row, once in both sides of a large gap, divide it."""
_FIRST_SURROGATE, _SURROGATES = 0xD800, 0x800

_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*")

Vocabulary = dict[str, str]
"""A character for each form of a word; versions that are compared share one."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Worded:
    """A text as words: ``line`` has one character for each, and ``sentences`` are ranges of words."""

    text: str
    words: list[Word]
    line: str
    sentences: list[tuple[int, int]]

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the words that touch ``text[start:end]``."""
        first = bisect_left(self.words, True, key=lambda word: word.end > start)
        return first, max(first, bisect_left(self.words, True, key=lambda word: word.start >= end))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Alignment:
    """Both versions; ``home`` says for each old word which new one it is, ``whole`` if its sentence is unchanged."""

    old: Worded
    new: Worded
    home: list[int]
    whole: list[bool]


def line_of(text: str, vocabulary: Vocabulary) -> str:
    """Return ``text`` with one character for each word, new words added to the vocabulary."""
    return _line(words_of(text), vocabulary)


def worded(text: str, vocabulary: Vocabulary) -> Worded:
    """Divide a text into words and sentences."""
    words = words_of(text)
    starts = [word.start for word in words]
    sentences = []
    for block in _BLOCK.finditer(text):
        for start, end in split_sentences(text, block.start(), block.end()):
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            if first < last:
                sentences.append((first, last))
    return Worded(text, words, _line(words, vocabulary), sentences)


def aligned(old: Worded, new: Worded) -> Alignment:
    """Align two versions of a text that share a vocabulary; 100,000 words take a second or two."""
    keys, others = _keys(old), _keys(new)
    same = _same_sentences(keys, others)
    pairs = _without_doubtful(same, keys, others)
    alignment = Alignment(old, new, [UNKNOWN] * len(old.words), [False] * len(old.words))
    for before, after in pairs.items():
        first, last = old.sentences[before]
        place = new.sentences[after][0]
        alignment.home[first:last] = range(place, place + last - first)
        alignment.whole[first:last] = [True] * (last - first)
    for lost, found in _gaps(pairs, same, len(keys), len(others)):
        _align_gap(alignment, [old.sentences[i] for i in lost], [new.sentences[i] for i in found])
    return alignment


def _line(words: Sequence[Word], vocabulary: Vocabulary) -> str:
    return "".join([vocabulary.get(word.form) or _new_sign(word.form, vocabulary) for word in words])


def _new_sign(form: str, vocabulary: Vocabulary) -> str:
    code = len(vocabulary) + 1
    sign = vocabulary[form] = chr(code if code < _FIRST_SURROGATE else code + _SURROGATES)
    return sign


def _keys(version: Worded) -> list[str]:
    return [version.line[first:last] for first, last in version.sentences]


def _same_sentences(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return which unchanged sentence of ``old`` is which of ``new``, moved ones among them."""
    pairs = {before: after for before, after in _once_in_both(old, new) if len(old[before]) >= _OWN_WORDS}
    onward = _spread(old, new, pairs, 1)
    backward = _spread(old, new, pairs, -1)
    claims = Counter(after for found in {*onward.items(), *backward.items()} for after in found[1:])
    for before in onward.keys() | backward.keys():
        after = onward.get(before, backward.get(before, UNKNOWN))
        if backward.get(before, after) == after and claims[after] == 1:
            pairs[before] = after
    return pairs


def _once_in_both(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    counts, others = Counter(old), Counter(new)
    places = {key: place for place, key in enumerate(new) if others[key] == 1}
    for place, key in enumerate(old):
        if counts[key] == 1 and key in places:
            yield place, places[key]


def _spread(old: Sequence[str], new: Sequence[str], pairs: dict[int, int], step: int) -> dict[int, int]:
    """Return the equal sentences that follow on pairs in the direction of ``step``: repeated and short ones."""
    taken = set(pairs.values())
    edge = (UNKNOWN, UNKNOWN) if step > 0 else (len(old), len(new))
    found: dict[int, int] = {}
    for before, after in [edge, *pairs.items()]:
        while True:
            before, after = before + step, after + step
            if not (0 <= before < len(old) and 0 <= after < len(new)) or old[before] != new[after]:
                break
            if before in pairs or after in taken:
                break
            found[before] = after
    return found


def _without_doubtful(pairs: dict[int, int], old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Leave out sentences that may be a copy pasted in, while the true one was edited.

    So it may be if something like them is new in the text: anywhere for those that stand in another place, and as near
    as the next sure sentences for those in their old order.
    """
    taken = set(pairs.values())
    strangers = [place for place in range(len(new)) if place not in taken]
    if not pairs or not strangers:
        return pairs
    lengths = np.minimum.outer([len(old[u]) for u in pairs], [len(new[v]) for v in strangers])
    shared = process.cdist([old[u] for u in pairs], [new[v] for v in strangers], scorer=LCSseq.similarity)
    likeness = shared >= _SHARE * np.maximum(lengths, _SOME_WORDS)
    windows = _windows(pairs, len(new))
    kept = {}
    for (before, after), near in zip(pairs.items(), likeness, strict=True):
        low, high = windows.get(before, (0, len(new)))
        if not near[bisect_left(strangers, low) : bisect_left(strangers, high)].any():
            kept[before] = after
    return kept


def _windows(pairs: dict[int, int], new: int) -> dict[int, tuple[int, int]]:
    """Return where a stranger counts for the pairs in the order of both versions: up to the next run of such pairs.

    It counts only for sentences near that end of their own run: the others have neighbours that vouch for them.
    """
    chain = _increasing(sorted(pairs.items()))
    starts = [i for i, pair in enumerate(chain) if not i or chain[i - 1] != (pair[0] - 1, pair[1] - 1)]
    windows = {}
    for first, last in pairwise([*starts, len(chain)]):
        low = chain[first - 1][1] + 1 if first else 0
        high = chain[last][1] if last < len(chain) else new
        for place in range(first, last):
            before, after = chain[place]
            windows[before] = (
                low if place - first < _VOUCHERS else after,
                high if last - 1 - place < _VOUCHERS else after,
            )
    return windows


def _gaps(pairs: dict[int, int], same: dict[int, int], old: int, new: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the sentences without an equal one that lie between the same neighbours in both versions.

    Neighbours are pairs in the order of both; what was moved, or is the ``same`` but doubtful, is passed over.
    """
    taken = set(same.values())
    left = (UNKNOWN, UNKNOWN)
    for right in [*_increasing(sorted(pairs.items())), (old, new)]:
        lost = [i for i in range(left[0] + 1, right[0]) if i not in same]
        found = [i for i in range(left[1] + 1, right[1]) if i not in taken]
        if lost and found:
            yield lost, found
        left = right


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs (sorted by the first number) whose second numbers increase as well."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, after) in enumerate(pairs):
        place = bisect_left(tails, after)
        before.append(ends[place - 1] if place else UNKNOWN)
        tails[place:] = [after, *tails[place + 1 :]] if place < len(tails) else [after]
        ends[place:] = [index, *ends[place + 1 :]] if place < len(ends) else [index]
    chain, index = [], ends[-1] if ends else UNKNOWN
    while index != UNKNOWN:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


_Range = tuple[int, int]


def _align_gap(alignment: Alignment, lost: list[_Range], found: list[_Range]) -> None:
    """Align the edited sentences of a gap, in parts where it is large."""
    for ours, theirs in _parts(alignment, lost, found):
        words = [word for first, last in ours for word in range(first, last)]
        others = [word for first, last in theirs for word in range(first, last)]
        if len(words) * len(others) > _MOST_CELLS:
            continue
        line = "".join(alignment.old.line[first:last] for first, last in ours)
        other = "".join(alignment.new.line[first:last] for first, last in theirs)
        stretches = _Gap(line, other, _lengths(ours), _lengths(theirs)).stretches()
        for word, place in stretches:
            alignment.home[words[word]] = others[place]


def _lengths(ranges: list[_Range]) -> list[_Range]:
    """Return where the ranges lie once they are put one behind the other."""
    placed, start = [], 0
    for first, last in ranges:
        placed.append((start, start + last - first))
        start += last - first
    return placed


def _parts(
    alignment: Alignment, lost: list[_Range], found: list[_Range]
) -> Iterator[tuple[list[_Range], list[_Range]]]:
    """Divide a gap that is too large to be aligned at once, at sentences that share a run of rare words."""
    if sum(last - first for first, last in lost) * sum(last - first for first, last in found) <= _MOST_CELLS:
        yield lost, found
        return
    cuts = _increasing(sorted(_kin(alignment, lost, found).items()))
    left = (0, 0)
    for right in [*cuts, (len(lost), len(found))]:
        yield lost[left[0] : right[0]], found[left[1] : right[1]]
        if right[0] < len(lost):
            yield lost[right[0] : right[0] + 1], found[right[1] : right[1] + 1]
        left = (right[0] + 1, right[1] + 1)


def _kin(alignment: Alignment, lost: list[_Range], found: list[_Range]) -> dict[int, int]:
    """Return the pairs of sentences that share a run of words found nowhere else in the gap."""
    runs, owners = _runs(alignment.old.line, lost)
    others, homes = _runs(alignment.new.line, found)
    kin: dict[int, int] = {}
    for before, after in _once_in_both(runs, others):
        kin.setdefault(owners[before], homes[after])
    twice = Counter(kin.values())
    return {before: after for before, after in kin.items() if twice[after] == 1}


def _runs(line: str, ranges: list[_Range]) -> tuple[list[str], list[int]]:
    runs, owners = [], []
    for owner, (first, last) in enumerate(ranges):
        for place in range(first, last - _RUN + 1):
            runs.append(line[place : place + _RUN])
            owners.append(owner)
    return runs, owners


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Gap:
    """The words between two sure sentences in both versions, and the sentences they make."""

    line: str
    other: str
    sentences: list[_Range]
    others: list[_Range]

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Yield the words of the sentences whose place is sure, with their places."""
        places = _agreed(self.line, self.other)
        for first, last in self.sentences:
            kept = _close([(word, places[word]) for word in range(first, last) if word in places], last - first)
            if kept and self._is_sure((first, last), kept):
                yield from kept

    def _is_sure(self, sentence: _Range, kept: list[tuple[int, int]]) -> bool:
        words = sentence[1] - sentence[0]
        stretch = (kept[0][1], kept[-1][1] + 1)
        share = len(kept) / words
        if share < _SHARE or len(kept) < _SHARE * (stretch[1] - stretch[0]):
            return False
        return self._nearest_rival(sentence, stretch) <= share - _MARGIN

    def _nearest_rival(self, sentence: _Range, stretch: _Range) -> float:
        """Return how much of it the sentence shares with another place, or another sentence with its place (0-1)."""
        own, place = self.line[slice(*sentence)], self.other[slice(*stretch)]
        elsewhere = [self.other[slice(*other)] for other in self.others if _apart(other, stretch)]
        strangers = [self.line[slice(*other)] for other in self.sentences if other != sentence]
        shared = [LCSseq.similarity(own, other) / len(own) for other in elsewhere]
        shared += [LCSseq.similarity(place, other) / max(len(place), len(other)) for other in strangers]
        return max(shared, default=0.0)


def _apart(one: _Range, other: _Range) -> bool:
    """Whether less than half of ``one`` lies in ``other``."""
    return 2 * (min(one[1], other[1]) - max(one[0], other[0])) < one[1] - one[0]


def _agreed(line: str, other: str) -> dict[int, int]:
    """Return the place of each word that has the same one whether the lines are read forwards or backwards."""
    onward = _equal_places(line, other)
    last, end = len(line) - 1, len(other) - 1
    backward = {last - word: end - place for word, place in _equal_places(line[::-1], other[::-1]).items()}
    return {word: place for word, place in onward.items() if backward.get(word) == place}


def _equal_places(line: str, other: str) -> dict[int, int]:
    return {
        word: word - block.src_start + block.dest_start
        for block in Levenshtein.opcodes(line, other)
        if block.tag == "equal"
        for word in range(block.src_start, block.src_end)
    }


def _close(kept: list[tuple[int, int]], words: int) -> list[tuple[int, int]]:
    """Leave out single words that were aligned far away from the rest of their sentence."""
    if not kept:
        return kept
    middle = median_low(place - word for word, place in kept)
    return [(word, place) for word, place in kept if abs(place - word - middle) <= words / 2 + 2]
