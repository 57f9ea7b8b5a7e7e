"""Reader comments are found as a block: no word list and no length tells one comment from an article's paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from viewer.article.text.furniture import words_of
from viewer.article.text.segments import Segment
from viewer.article.text.traits import Traits
from viewer.article.text.turns import is_answer, is_handle, is_headed, is_name, is_signed, is_spoken, is_stamp, is_votes

_NAME_WORDS = 4
_SPOKEN_WORDS = 6
_CUE_REACH = 8
_TURN_REACH = 16
_ENOUGH = 3
_MARK_WORDS = 16
_MARK_LENGTH = 80
_NAME_REACH = 4
_QUIET = 6
_MOST_SPOKEN = 80
_LONG_TURN = 4
_DASHES = frozenset({"-", "–", "—"})
_EARLIER_PROSE = 40
_LONG_PROSE = 12


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
    if not 1 <= traits[index].words <= _NAME_WORDS or not is_name(content, words_of(content)):
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
    handles = sum(1 for i in speakers if is_handle(segments[i].content))
    spoken = sum(1 for i in set(range(start, stop)).difference(speakers) if traits[i].words >= _SPOKEN_WORDS)
    return spoken > 0 and (2 * cue + nested + (handles * 3 >= len(speakers)) + (len(speakers) >= 4)) >= 2


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Marks:
    """The lines that software writes around comments: those with a time, those with ways to answer, bare numbers."""

    stamps: frozenset[int]
    answers: frozenset[int]
    votes: frozenset[int]

    @property
    def turns(self) -> list[int]:
        """All lines that show a turn in a conversation, in order."""
        return sorted(self.stamps | self.answers)


def _marks(segments: Sequence[Segment], traits: Sequence[Traits], known: set[int]) -> _Marks:
    stamps, answers, votes = set(), set(), set()
    for index, segment in enumerate(segments):
        if index in known:
            continue
        if traits[index].words > _MARK_WORDS or len(segment.text) > _MARK_LENGTH:
            if is_headed(segment.content):
                stamps.add(index)
            continue
        words = words_of(segment.content)
        if is_answer(segment.content, words):
            answers.add(index)
        elif is_votes(segment.content, words):
            votes.add(index)
        elif (not traits[index].sentence or traits[index].words <= _NAME_WORDS) and _is_stamped(segment, words):
            stamps.add(index)
    return _Marks(frozenset(stamps), frozenset(answers), frozenset(votes))


def _is_stamped(segment: Segment, words: list[str]) -> bool:
    """Whether a short line says who or when: a time, a time before the comment, or a name after a dash."""
    if is_headed(segment.content) or is_stamp(segment.text, words):
        return True
    return segment.bullet in _DASHES and is_name(segment.content, words)


def _flat_threads(segments: Sequence[Segment], traits: Sequence[Traits], earliest: int, known: set[int]) -> set[int]:
    """Return the comments that follow a heading, or many marks of turns, without being set as lists."""
    marks = _marks(segments, traits, known)
    found: set[int] = set()
    heading = next((i for i in range(earliest, len(segments)) if _is_heading(segments, traits, i)), len(segments))
    for run in _dense_runs(marks.turns, heading):
        start = _opening(segments, traits, marks, run, earliest)
        if start is not None:
            found.update(range(start, _closing(segments, traits, run, start)))
    for index in range(earliest, len(segments)):
        if index not in found and _is_heading(segments, traits, index):
            found.update(range(index, _end_of_talk(segments, traits, marks, index)))
    return found or _unmarked_thread(segments, traits, earliest)


def _is_heading(segments: Sequence[Segment], traits: Sequence[Traits], index: int) -> bool:
    """Whether a line opens comments: after an invitation in the midst of an article, the article simply goes on."""
    if not traits[index].comment_heading or traits[index].words <= _SPOKEN_WORDS or index + 1 == len(segments):
        return traits[index].comment_heading
    following = traits[index + 1]
    return not (following.prose and following.words >= _LONG_PROSE) or _is_voice(segments, index + 1)


def _unmarked_thread(segments: Sequence[Segment], traits: Sequence[Traits], earliest: int) -> set[int]:
    """Return the paragraphs in which names from the web and what they say take turns, without heading or marks."""
    found: set[int] = set()
    names: list[int] = []
    index = earliest
    while index + 1 < len(segments):
        if _opens_turn(segments, traits, index):
            names.append(index)
            index += 2
            continue
        if names and index - names[-1] > _LONG_TURN:
            found |= _talk(segments, traits, names)
            names = []
        index += 1
    return found | _talk(segments, traits, names)


def _talk(segments: Sequence[Segment], traits: Sequence[Traits], names: Sequence[int]) -> set[int]:
    """Return the paragraphs from the first to the last turn, none where the names could be headings of an article.

    In a printed interview two or three people take turns; in a thread there are nearly as many as there are comments.
    """
    who = {segments[index].content.lower() for index in names}
    stop = names[-1] + 2 if names else 0
    if len(names) <= _ENOUGH or 2 * len(who) < len(names) or any(trait.prose for trait in traits[stop:]):
        return set()
    signs = len(names) - len(who) + sum(1 for index in names if is_handle(segments[index].content))
    voices = sum(_is_voice(segments, index + 1) for index in names)
    spoken = sum(traits[index].words for index in range(names[0], stop))
    if max(3 * signs, 2 * voices) < len(names) or spoken > _MOST_SPOKEN * len(names):
        return set()
    return set(range(names[0], stop))


def _dense_runs(turns: Sequence[int], heading: int) -> list[list[int]]:
    """Divide the marks of turns into runs in which each follows the one before closely, and at the heading."""
    runs: list[list[int]] = []
    for turn in turns:
        if runs and turn - runs[-1][-1] <= _TURN_REACH and not runs[-1][-1] < heading < turn:
            runs[-1].append(turn)
        else:
            runs.append([turn])
    return runs


def _opening(
    segments: Sequence[Segment], traits: Sequence[Traits], marks: _Marks, run: Sequence[int], earliest: int
) -> int | None:
    """Return where the comments around a run of marks begin, None where it is no conversation."""
    headings = [index for index in range(max(0, run[0] - _CUE_REACH), run[0]) if traits[index].comment_heading]
    if headings and (len(run) >= _ENOUGH or headings[0] >= earliest):
        return headings[0]
    run = [index for index in run if index >= earliest]
    answers = sum(1 for index in run if index in marks.answers)
    stamped = sum(1 for index in run if index in marks.stamps and _follows_name(segments, traits, index))
    if stamped < _ENOUGH and answers < _ENOUGH and (answers < 2 or len(run) - answers < 2):
        return None
    return _first_name(segments, traits, marks, run[0], earliest)


def _first_name(segments: Sequence[Segment], traits: Sequence[Traits], marks: _Marks, first: int, earliest: int) -> int:
    """Return where the comment begins that the first mark belongs to: at the name of who wrote it."""
    reach = _NAME_REACH if first in marks.answers else 2
    for index in range(first - 1, max(first - 1 - reach, earliest - 1, 0), -1):
        if is_name(segments[index].content, words_of(segments[index].content)) and not traits[index].sentence:
            return index
    return first


def _follows_name(segments: Sequence[Segment], traits: Sequence[Traits], index: int) -> bool:
    """Whether a time goes with a name, on the line before or on the same, and prose comes after it."""
    if is_headed(segments[index].content):
        return True
    if index == 0 or index + 1 >= len(segments):
        return False
    name, text = traits[index - 1], traits[index + 1]
    if name.words <= _NAME_WORDS and not name.sentence and text.words > 2 * _NAME_WORDS:
        return True
    return text.sentence and not text.furniture and not text.caption and is_signed(segments[index].content)


def _closing(segments: Sequence[Segment], traits: Sequence[Traits], run: Sequence[int], start: int) -> int:
    """Return the index after the last paragraph of the last comment."""
    left = min(segments[index].indent for index in range(start, run[-1] + 1))
    stop = run[-1] + 1
    while stop < len(segments) and not traits[stop].furniture and not traits[stop].tail_heading:
        if segments[stop].indent < left or (left == 0 and not traits[stop].sentence):
            break
        stop += 1
    return stop


def _end_of_talk(segments: Sequence[Segment], traits: Sequence[Traits], marks: _Marks, heading: int) -> int:
    """Return the index after the last turn below a heading, where names and what they say take turns.

    It is the index of the heading where it is no conversation.
    """
    names: list[int] = []
    index, last = heading + 1, heading
    while index < len(segments) and not traits[index].tail_heading and index - last <= _QUIET:
        if index + 1 < len(segments) and _opens_turn(segments, traits, index):
            names.append(index)
            last = index = index + 1
        elif index in marks.stamps or index in marks.answers or index in marks.votes:
            last = index
        index += 1
    spoken = sum(traits[name + 1].words for name in names)
    if len(names) >= 2 and spoken <= _MOST_SPOKEN * len(names):
        return last + 1
    return _end_of_voices(segments, traits, heading)


def _end_of_voices(segments: Sequence[Segment], traits: Sequence[Traits], heading: int) -> int:
    """Return the index after the last paragraph below a heading if most sound like talk, else that of the heading."""
    stop = heading + 1
    while stop < len(segments) and not traits[stop].tail_heading and not traits[stop].furniture:
        stop += 1
    voices = sum(_is_voice(segments, index) for index in range(heading + 1, stop))
    said = stop - heading - 1
    return stop if said >= _ENOUGH and 5 * voices >= 3 * said else heading


def _is_voice(segments: Sequence[Segment], index: int) -> bool:
    content = segments[index].content
    return bool(content) and is_spoken(content, words_of(content))


def _opens_turn(segments: Sequence[Segment], traits: Sequence[Traits], index: int) -> bool:
    """Whether a line is a name, and what comes next is what somebody says."""
    trait, following = traits[index], traits[index + 1]
    if trait.furniture or trait.words > _NAME_WORDS or following.furniture:
        return False
    content = segments[index].content
    return is_name(content, words_of(content)) and following.words >= 1 and (following.sentence or following.words > 2)
