"""What is handed in about one story, put together: who handed in what, what is new, and where readers agree.

Nothing here keeps anything; it says what follows from what is known and what was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Literal

from viewer.library.sharing.hand_ins import HandIn, Kind
from viewer.library.sharing.packs import Pack
from viewer.library.sharing.strict_json import dumps

Change = Literal["new", "same", "newer", "older"]
Plain = Mapping[str, Any]
Segment = tuple[int, int, tuple[str, ...]]
"""A range of a text (code points) with the authors who all marked it."""

_VERSION_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Merged:
    """What becomes of a hand-in: ``kept`` is the one to keep, ``change`` says whether it is another."""

    kept: HandIn
    change: Change


@dataclass(frozen=True, slots=True)
class TwoPlaces:
    """The notes after both sides were put together, and the ids that notes edited in two places have now.

    ``twice`` holds, for each such note, the id of my version (which it keeps) and that of the other version.
    """

    notes: tuple[dict[str, Any], ...]
    twice: tuple[tuple[str, str], ...]


def hand_in_of(pack: Pack, story_id: str, kind: Kind = "hand-in") -> HandIn:
    """Return a pack as a hand-in of a story; its id is the same for every pack of that author and origin."""
    key = dumps([kind, pack.author, pack.origin, story_id])
    return HandIn(sha256(key).hexdigest()[:32], story_id, pack.author, kind, pack.stamp, pack.notes)


def merged(known: Iterable[HandIn], read: HandIn) -> Merged:
    """Say what a hand-in that was read changes: the same twice is nothing, and only a newer one replaces an older."""
    before = next((one for one in known if one.id == read.id), None)
    if before is None:
        return Merged(read, "new")
    if dumps(list(before.notes)) == dumps(list(read.notes)):
        return Merged(before, "same")
    return Merged(read, "newer") if moment(read.stamp) >= moment(before.stamp) else Merged(before, "older")


def merge_all(known: Sequence[HandIn], read: Iterable[HandIn]) -> tuple[tuple[HandIn, ...], tuple[Change, ...]]:
    """Merge hand-ins one after another; return all that are kept then, and what each that was read changed."""
    kept = {one.id: one for one in known}
    changes: list[Change] = []
    for one in read:
        found = merged([kept[one.id]] if one.id in kept else [], one)
        kept[one.id] = found.kept
        changes.append(found.change)
    return tuple(kept.values()), tuple(changes)


def edited_in_two_places(common: Iterable[Plain], mine: Iterable[Plain], theirs: Iterable[Plain]) -> TwoPlaces:
    """Put two versions of the notes of a story together that both grew from a ``common`` one.

    What one side added, changed or deleted since then is done. A note that both changed, in different ways, stays as
    mine and comes a second time as theirs, under an id of its own that is always the same for the same words; what one
    deleted and the other changed stays as it was changed.
    """
    base, ours, others = (_by_id(notes) for notes in (common, mine, theirs))
    notes: list[dict[str, Any]] = []
    twice: list[tuple[str, str]] = []
    for key in dict.fromkeys([*ours, *others]):
        was, here, there = base.get(key), ours.get(key), others.get(key)
        if _same(here, there) or _same(there, was):
            chosen = [here]
        elif _same(here, was):
            chosen = [there]
        else:
            chosen = [here, _second(there)] if here and there else [here or there]
        present = [note for note in chosen if note is not None]
        notes.extend(present)
        if len(present) > 1:
            twice.append((key, present[1]["id"]))
    unique = _by_id(notes)  # a second version that came before is there already
    return TwoPlaces(tuple(unique.values()), tuple(twice))


def agreement(passages: Iterable[tuple[int, int, str]], text_length: int) -> list[Segment]:
    """Return where authors marked the same text: ranges in order, each with all who marked it, none without.

    ``passages`` are start, end and author; an author who marked a place twice counts once there. Takes time in
    proportion to the passages and to the segments that come out.
    """
    steps: dict[int, list[tuple[str, int]]] = {}
    for start, end, author in passages:
        start, end = max(0, start), min(end, text_length)
        if start < end:
            steps.setdefault(start, []).append((author, 1))
            steps.setdefault(end, []).append((author, -1))
    marking: dict[str, int] = {}
    segments: list[Segment] = []
    before = 0
    for place in sorted(steps):
        _extend(segments, before, place, marking)
        for author, step in steps[place]:
            count = marking.get(author, 0) + step
            marking[author] = count
            if not count:
                del marking[author]
        before = place
    return segments


def passages_on(hand_ins: Iterable[HandIn], article_id: str) -> list[tuple[int, int, str]]:
    """Return start, end and author of every passage on an article that still stands in its text."""
    return [
        (passage["start"], passage["end"], one.author or one.id)
        for one in hand_ins
        for note in one.notes
        for passage in note["passages"]
        if passage["article"] == article_id and passage["state"] != "orphan"
    ]


def moment(stamp: str) -> datetime:
    """Return a moment in ISO 8601 as a time that can be compared; one without a zone is UTC, none is the earliest."""
    if not stamp:
        return datetime.min.replace(tzinfo=UTC)
    found = datetime.fromisoformat(stamp)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _extend(segments: list[Segment], start: int, end: int, marking: Mapping[str, int]) -> None:
    if not marking or start == end:
        return
    authors = tuple(sorted(marking))
    if segments and segments[-1][1] == start and segments[-1][2] == authors:
        start = segments.pop()[0]
    segments.append((start, end, authors))


def _by_id(notes: Iterable[Plain]) -> dict[str, dict[str, Any]]:
    return {note["id"]: dict(note) for note in notes}


def _same(one: Plain | None, other: Plain | None) -> bool:
    """Whether two versions of a note say the same, whenever they were said."""
    return bool(_content(one) == _content(other))


def _content(note: Plain | None) -> Any:
    return note and {key: value for key, value in note.items() if key != "modified"}


def _second(note: dict[str, Any] | None) -> dict[str, Any] | None:
    if note is None:
        return None
    version = sha256(dumps(_content(note))).hexdigest()[:_VERSION_DIGITS]
    return {**note, "id": f"{note['id']}-{version}"}
