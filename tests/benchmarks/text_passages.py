"""Passages of a text, as readers mark them, and what is held against placing them in an edited version of it.

In the eyes of :func:`judge` a passage is *gone* if fewer than half of its words are kept, and *torn* if its words no
longer stand together: in another order, or with other words inserted at one place, more than three tenths of its
length (and five words). Placing what is gone is wrong, and what is torn anywhere but over seven tenths of it in one
piece. Else the place is wrong if it shares less than seven tenths (intersection by union, characters) with the range
from the passage's first word to its last, unless it holds all words that are left of the passage and no others. It
must be found if it is not torn and at least 80 % of its words are kept; of passages of one to three words, all.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from tests.benchmarks.text_edits import Draft, Piece

CONTEXT = 64
Verdict = Literal["right", "wrong", "asked", "lost"]


@dataclass(frozen=True, slots=True)
class Quoted:
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def passages(draft: Draft, chance: random.Random, count: int) -> list[tuple[int, int]]:
    """Return ranges of pieces as readers mark them: single words, runs, sentences, several sentences."""
    starts, total = [], 0
    for paragraph in draft.paragraphs:
        for sentence in paragraph:
            starts.append(total)
            total += len(sentence)
    starts.append(total)
    found = []
    for _ in range(count):
        kind, sentence = chance.random(), chance.randrange(len(starts) - 1)
        if kind < 0.65:
            first = chance.randrange(total)
            found.append((first, min(total, first + (chance.randint(1, 3) if kind < 0.3 else chance.randint(4, 15)))))
        else:
            more = 1 if kind < 0.85 else chance.randint(2, 3)
            found.append((starts[sentence], starts[min(sentence + more, len(starts) - 1)]))
    return found


def quoted(draft: Draft, passage: tuple[int, int]) -> Quoted:
    """Return the selectors of a passage, without the signs at its ends."""
    text, spans = draft.text(), draft.spans()
    start, end = _bare(text, spans[passage[0]][1], spans[passage[1] - 1][2])
    return Quoted(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def judge(passage: tuple[int, int], edited: Draft, place: tuple[int, int] | None) -> Verdict:
    """Say whether a placement is right, wrong, rightly not made (asked) or should have been made (lost)."""
    words, spans = passage[1] - passage[0], edited.spans()
    own = [
        i
        for i, (piece, _, _) in enumerate(spans)
        if piece.origin is not None and passage[0] <= piece.origin < passage[1]
    ]
    kept = sum(spans[i][0].kept for i in own)
    largest = _largest(own, max(6, int(0.3 * len(own))))
    torn = len(largest) < len(own) or _shuffled(spans, own)
    if place is None:
        must = not torn and kept >= (words if words <= 3 else 0.8 * words)
        return "lost" if must else "asked"
    if 2 * kept < words or len(largest) < 0.7 * len(own):
        return "wrong"
    text = edited.text()
    truth = _bare(text, spans[largest[0]][1], spans[largest[-1]][2])
    here = _bare(text, *place)
    left = [i for i in largest if spans[i][0].kept and any(map(str.isalnum, spans[i][0].text))] or largest
    core = _bare(text, spans[left[0]][1], spans[left[-1]][2])
    all_that_is_left = truth[0] <= here[0] <= core[0] and core[1] <= here[1] <= truth[1]
    return "right" if all_that_is_left or _overlap(truth, here) >= 0.7 else "wrong"


def _shuffled(spans: list[tuple[Piece, int, int]], own: list[int]) -> bool:
    origins = [spans[i][0].origin or 0 for i in own]
    return origins != sorted(origins)


def _largest(own: list[int], apart: int) -> list[int]:
    """Return the largest group of indices of which none is farther than ``apart`` from the next."""
    groups: list[list[int]] = []
    for index in own:
        if groups and index - groups[-1][-1] <= apart:
            groups[-1].append(index)
        else:
            groups.append([index])
    return max(groups, key=len, default=[])


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = start, end
    while first < last and not text[first].isalnum():
        first += 1
    while last > first and not text[last - 1].isalnum():
        last -= 1
    return (first, last) if first < last else (start, end)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))
