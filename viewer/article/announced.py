"""Boxes inside the text of a dump: a line that announces furniture, and the lines that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from viewer.article.segments import Segment
from viewer.article.traits import Traits

_MOST_LINES = 12
_LONGEST_LINE = 40
_LONGEST_NOTICE = 20
_SENTENCE_WORDS = 8
_ONE_SIDE_BREAK = 3


def announced_indices(segments: Sequence[Segment], traits: Sequence[Traits]) -> frozenset[int]:
    """Return the indices of the lines below headings such as *Related*, where prose came before: links, no text."""
    spaced = _is_spaced(segments, traits)
    first = next((index for index, trait in enumerate(traits) if trait.prose), len(traits))
    found: set[int] = set()
    for index in range(first + 1, len(segments)):
        if traits[index].tail_heading and not traits[index].comment_heading and index not in found:
            found.update(range(index + 1, _end_of_box(segments, traits, index, spaced)))
    if spaced:
        found.update(index for block in _tight_blocks(segments, first) if _is_box(traits, block) for index in block)
    return frozenset(found)


def _tight_blocks(segments: Sequence[Segment], first: int) -> Iterator[range]:
    """Yield the runs of two or more lines without an empty line between them, behind the ``first`` prose."""
    start = first + 1
    for index in range(first + 2, len(segments) + 1):
        if index == len(segments) or segments[index].gap:
            if index - start > 1:
                yield range(start, index)
            start = index


def _is_box(traits: Sequence[Traits], block: range) -> bool:
    """Whether lines set close are one notice: all short, one asks for something or heads the others."""
    asks = any(traits[index].strong_furniture for index in block) or (traits[block[0]].furniture and len(block) > 2)
    longest = max(traits[index].words for index in block)
    return asks and len(block) <= _MOST_LINES and longest <= _LONGEST_NOTICE


def _is_spaced(segments: Sequence[Segment], traits: Sequence[Traits]) -> bool:
    """Whether empty lines stand between most paragraphs of prose: then lines without them belong together."""
    prose = [index for index, trait in enumerate(traits) if trait.prose]
    return 2 * sum(1 for index in prose if segments[index].gap) > len(prose)


def _end_of_box(segments: Sequence[Segment], traits: Sequence[Traits], heading: int, spaced: bool) -> int:
    """Return the index after the last line of the box below a heading."""
    stop, limit = heading + 1, min(len(segments), heading + 1 + _MOST_LINES)
    tight = spaced and stop < limit and segments[stop].gap == 0
    while stop < limit and (_is_set_close(segments, traits, stop) if tight else not _is_text(traits[stop])):
        stop += 1
    heads_text = stop < len(segments) and not tight and stop - heading >= _ONE_SIDE_BREAK
    if heads_text and segments[stop - 1].gap > segments[stop - 2].gap:
        return stop - 1  # A line set off from the links is a subhead of the text that goes on.
    return stop


def _is_set_close(segments: Sequence[Segment], traits: Sequence[Traits], index: int) -> bool:
    return segments[index].gap == 0 and traits[index].words <= _LONGEST_LINE


def _is_text(trait: Traits) -> bool:
    return trait.sentence and trait.words >= _SENTENCE_WORDS
