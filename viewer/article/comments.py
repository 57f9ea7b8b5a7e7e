"""Reader comments are found as a block: no word list and no length tells one comment from an article's paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.article.segments import Segment
from viewer.article.traits import Traits

_TIME_AGO = (
    r"(?i)\b(?:\d+|an?|one|few)\+? ?"
    r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|y|yrs?|years?)"
    r" (?:ago|[•·])|\bjust now\b|\b(?:says|wrote|said) ?:$|\bat \d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?$"
)
_ANSWERS = (
    r"(?i)(?:\W*(?:reply|like|share|report|flag|dislike|upvote|downvote|rating|up|down|votes?|likes?|\d+)\b\W*){1,6}$"
)
_HANDLE = r"(?=.*[\d_$@])[\w$@.-]{3,30}$|[a-z][a-z.-]{2,20}$|(?i:guest|anonymous|user|reader)\b.*$"
_NAME_WORDS = 4
_NAME_LENGTH = 40
_TURN_LENGTH = 80
_SPOKEN_WORDS = 6
_CUE_REACH = 8
_TURN_REACH = 16
_ENOUGH = 3
_EARLIER_PROSE = 40


def comment_indices(segments: Sequence[Segment], traits: Sequence[Traits]) -> frozenset[int]:
    """Return the indices of the paragraphs that belong to reader comments."""
    earliest = _earliest(traits)
    found: set[int] = set()
    for start, stop in _bulleted_threads(segments, traits, earliest):
        found.update(range(start, stop))
    found.update(_flat_threads(segments, traits, earliest, found))
    return frozenset(found)


def _earliest(traits: Sequence[Traits]) -> int:
    """Return the first index with enough prose before it for a comment to be a comment on something."""
    words = 0
    for index, trait in enumerate(traits):
        if words >= _EARLIER_PROSE:
            return index
        words += trait.words if trait.prose else 0
    return len(traits)


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


def _bulleted_threads(segments: Sequence[Segment], traits: Sequence[Traits], earliest: int) -> list[tuple[int, int]]:
    """Return the ranges of comments set as lists: name after a list mark, text below it, answers deeper still."""
    threads: list[tuple[int, int]] = []
    index = 0
    while index < len(segments):
        if _names_speaker(segments, traits, index):
            stop = _end_of_indented(segments, index)
            if index >= earliest and _is_thread(segments, traits, index, stop):
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
    spoken = sum(1 for i in set(range(start, stop)).difference(speakers) if traits[i].words >= _SPOKEN_WORDS)
    return spoken > 0 and (2 * cue + nested + (handles * 3 >= len(speakers)) + (len(speakers) >= 4)) >= 2


def _marks_turn(segment: Segment, traits: Traits) -> bool:
    """Whether a short line is what comment software writes around a comment: a time ago, votes, a reply link."""
    if traits.words > 10 or len(segment.text) > _TURN_LENGTH or (traits.sentence and traits.words > 4):
        return False
    return _says_when(segment) or bool(re.match(_ANSWERS, segment.content))


def _says_when(segment: Segment) -> bool:
    return bool(re.search(_TIME_AGO, segment.content))


def _flat_threads(segments: Sequence[Segment], traits: Sequence[Traits], earliest: int, known: set[int]) -> set[int]:
    """Return the comments that follow a heading, or many marks of turns, without being set as lists."""
    turns = [i for i, segment in enumerate(segments) if i not in known and _marks_turn(segment, traits[i])]
    found: set[int] = set()
    for run in _dense_runs(turns):
        start = _opening(segments, traits, run, earliest)
        if start is not None:
            found.update(range(start, _closing(segments, traits, run, start)))
    return found


def _dense_runs(turns: Sequence[int]) -> list[list[int]]:
    """Divide the marks of turns into runs in which each follows the one before closely."""
    runs: list[list[int]] = []
    for turn in turns:
        if runs and turn - runs[-1][-1] <= _TURN_REACH:
            runs[-1].append(turn)
        else:
            runs.append([turn])
    return [run for run in runs if len(run) >= _ENOUGH]


def _opening(segments: Sequence[Segment], traits: Sequence[Traits], run: Sequence[int], earliest: int) -> int | None:
    """Return where the comments around a run of marks begin, None where it is no conversation."""
    before = range(max(0, run[0] - _CUE_REACH), run[0])
    headings = [index for index in before if traits[index].comment_heading]
    if headings:
        return headings[0]
    if run[0] < earliest:
        return None
    stamped = sum(1 for index in run if _says_when(segments[index]) and _follows_name(segments, traits, index))
    return max(run[0] - 1, 0) if stamped >= _ENOUGH else None


def _follows_name(segments: Sequence[Segment], traits: Sequence[Traits], index: int) -> bool:
    """Whether the line before a time is short enough to be the name of who wrote then, and prose comes after it."""
    if index == 0 or index + 1 >= len(segments):
        return False
    name, text = traits[index - 1], traits[index + 1]
    return name.words <= _NAME_WORDS and not name.sentence and text.words > 2 * _NAME_WORDS


def _closing(segments: Sequence[Segment], traits: Sequence[Traits], run: Sequence[int], start: int) -> int:
    """Return the index after the last paragraph of the last comment."""
    left = min(segments[index].indent for index in range(start, run[-1] + 1))
    stop = run[-1] + 1
    while stop < len(segments) and not traits[stop].furniture and not traits[stop].tail_heading:
        if segments[stop].indent < left or (left == 0 and not traits[stop].sentence):
            break
        stop += 1
    return stop
