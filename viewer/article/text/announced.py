"""Boxes inside the text of a dump: a line that announces furniture, and the lines that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from viewer.article.text.headline import words_key
from viewer.article.text.segments import Segment
from viewer.article.text.traits import Traits

_MOST_LINES = 12
_LONGEST_LINE = 40
_LONGEST_NOTICE = 20
_LINK_WORDS = 5
_NUMBERS = 3
_LEADS_ON = frozenset({"read more", "continue reading", "read the full story"})
_SENTENCE_WORDS = 8
_ONE_SIDE_BREAK = 3


def announced_indices(segments: Sequence[Segment], traits: Sequence[Traits]) -> frozenset[int]:
    """Return the indices of the lines below headings such as *Related*, where prose came before: links, no text."""
    spaced = _is_spaced(segments, traits)
    first = next((index for index, trait in enumerate(traits) if trait.prose), len(traits))
    found: set[int] = set()
    for index in range(first + 1, len(segments)):
        if traits[index].comment_heading or not traits[index].tail_heading:
            continue
        if words_key(segments[index].content) in _LEADS_ON and _is_link(segments, traits, index - 1):
            found.add(index - 1)
        if index not in found:
            found.update(range(index + 1, _end_of_box(segments, traits, index, spaced)))
    if spaced:
        boxes = (block for block in _tight_blocks(segments, first) if _is_box(segments, traits, block))
        found.update(index for block in boxes for index in block)
    return frozenset(found)


def _is_link(segments: Sequence[Segment], traits: Sequence[Traits], index: int) -> bool:
    """Whether a line can be the name of another story, above the words *Read more*."""
    return traits[index].words >= _LINK_WORDS and not traits[index].sentence and not segments[index].bullet


def _tight_blocks(segments: Sequence[Segment], first: int) -> Iterator[range]:
    """Yield the runs of two or more lines without an empty line between them, behind the ``first`` prose."""
    start = first + 1
    for index in range(first + 2, len(segments) + 1):
        if index == len(segments) or segments[index].gap:
            if index - start > 1:
                yield range(start, index)
            start = index


def _is_box(segments: Sequence[Segment], traits: Sequence[Traits], block: range) -> bool:
    """Whether lines set close are no text: all short, and a notice among them, or nothing but links or figures."""
    if len(block) > _MOST_LINES or max(traits[index].words for index in block) > _LONGEST_NOTICE:
        return False
    if any(traits[index].strong_furniture for index in block):
        return True
    if any(_is_told(segments[index], traits[index]) or segments[index].bullet for index in block):
        return False
    headed = len(block) > 2 and any(traits[index].whole_furniture for index in block)
    return headed or _are_links(segments, traits, block) or _are_figures(segments, block)


def _is_told(segment: Segment, trait: Traits) -> bool:
    """Whether a line is a sentence that tells something: questions are headlines as often."""
    return trait.sentence and not segment.content.endswith("?")


def _are_links(segments: Sequence[Segment], traits: Sequence[Traits], block: range) -> bool:
    """Whether three lines or more read like headlines: long for a list of things, and without its marks."""
    listed = any(
        segments[index].content.endswith((",", ";", ":")) or ": " in segments[index].content for index in block
    )
    counted = sum(1 for index in block if any(map(str.isdigit, segments[index].content)))
    words = sum(traits[index].words for index in block)
    return len(block) > 2 and not listed and 2 * counted <= len(block) and words >= _LINK_WORDS * len(block)


def _are_figures(segments: Sequence[Segment], block: range) -> bool:
    """Whether most lines are rows of a table: they hold three numbers or more."""
    rows = sum(1 for index in block if sum(map(_is_number, segments[index].content.split())) >= _NUMBERS)
    return rows > 1 and 3 * rows >= 2 * len(block)


def _is_number(word: str) -> bool:
    return any(map(str.isdigit, word)) and not any(map(str.isalpha, word))


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
