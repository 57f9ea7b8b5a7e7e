"""Reader comments are found as a block: no word list and no length tells one comment from an article's paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.article.segments import Segment
from viewer.article.traits import Traits

_RELATIVE_TIME = (
    r"(?i)\b(?:\d+|an?|one|few)\+?\s*(?:s|sec|second|m|min|minute|h|hr|hour|d|day|w|wk|week|mo|month|y|yr|year)s?\s*(?:ago|•|·|$)"
    r"|\bjust now\b|\bsays\s*:|\bwrote\s*:|\bat \d{1,2}:\d\d\s*(?:[ap]m)?\s*$"
)
_TURN_WORDS = r"(?i)^(?:\W*(?:reply|like|share|report|flag|dislike|upvote|up|down|votes?|likes?|\d+)\b\W*){1,6}$"
_HANDLE = r"(?=.*[\d_$@])[\w$@.-]{3,30}$|[a-z][a-z.-]{2,20}$|(?i:guest|anonymous|user|reader)\b.*$"
_NAME_WORDS = 4
_NAME_LENGTH = 40
_CUE_REACH = 8
_ENOUGH = 3


def comment_indices(segments: Sequence[Segment], traits: Sequence[Traits]) -> frozenset[int]:
    """Return the indices of the paragraphs that belong to reader comments."""
    found: set[int] = set()
    for start, stop in _bulleted_threads(segments, traits):
        found.update(range(start, stop))
    found.update(_flat_thread(segments, traits, found))
    return frozenset(found)


def _names_speaker(segments: Sequence[Segment], traits: Sequence[Traits], index: int) -> bool:
    """Whether a paragraph is a list mark with a name, and what follows it is set at least as deep as the name."""
    segment = segments[index]
    if not segment.listed or index + 1 == len(segments):
        return False
    content = segment.content
    if not 0 < len(content) <= _NAME_LENGTH or not 1 <= traits[index].words <= _NAME_WORDS or traits[index].sentence:
        return False
    following = segments[index + 1]
    return following.indent > segment.indent and (not following.listed or following.gap > 0)


def _bulleted_threads(segments: Sequence[Segment], traits: Sequence[Traits]) -> list[tuple[int, int]]:
    """Return the ranges of comments set as lists: name after a list mark, text below it, answers deeper still."""
    threads: list[tuple[int, int]] = []
    index = 0
    while index < len(segments):
        if _names_speaker(segments, traits, index):
            stop = _end_of_indented(segments, index)
            if _is_thread(segments, traits, index, stop):
                threads.append((index, stop))
            index = stop
        else:
            index += 1
    return threads


def _end_of_indented(segments: Sequence[Segment], start: int) -> int:
    """Return the index after the last paragraph set no further left than the list mark at ``start``."""
    left = segments[start].indent
    stop = start + 1
    while stop < len(segments):
        segment = segments[stop]
        if segment.indent < left or (segment.indent == left and not segment.listed):
            break
        stop += 1
    return stop


def _is_thread(segments: Sequence[Segment], traits: Sequence[Traits], start: int, stop: int) -> bool:
    """Weigh the signs that an indented list is a conversation and not a list of the article."""
    speakers = [i for i in range(start, stop) if _names_speaker(segments, traits, i)]
    cue = any(traits[i].comment_heading for i in range(max(0, start - _CUE_REACH), start))
    nested = len({segments[i].indent for i in speakers}) > 1
    handles = sum(1 for i in speakers if re.match(_HANDLE, segments[i].content))
    texts = [i for i in range(start, stop) if i not in set(speakers)]
    spoken = sum(1 for i in texts if traits[i].words >= 6)
    return spoken > 0 and (2 * cue + nested + (handles * 3 >= len(speakers)) + (len(speakers) >= 4)) >= 2


def _marks_turn(segment: Segment, traits: Traits) -> bool:
    """Whether a short line is what comment software writes around a comment: a time ago, votes, a reply link."""
    if traits.words > 10 or (traits.sentence and traits.words > 4):
        return False
    return bool(re.search(_RELATIVE_TIME, segment.content) or re.match(_TURN_WORDS, segment.content))


def _flat_thread(segments: Sequence[Segment], traits: Sequence[Traits], known: set[int]) -> set[int]:
    """Return the comments that follow a heading without being indented, up to the last mark of a turn and its text."""
    turns = [i for i, segment in enumerate(segments) if _marks_turn(segment, traits[i])]
    found: set[int] = set()
    for index, trait in enumerate(traits):
        if not trait.comment_heading or index in known or index in found:
            continue
        after = [turn for turn in turns if turn > index]
        dense = _dense_run(index, after)
        if len(dense) >= _ENOUGH:
            found.update(range(index, min(dense[-1] + 2, len(segments))))
    return found


def _dense_run(start: int, turns: list[int]) -> list[int]:
    """Return the marks that follow each other closely after ``start``."""
    run: list[int] = []
    last = start
    for turn in turns:
        if turn - last > _CUE_REACH:
            break
        run.append(turn)
        last = turn
    return run
