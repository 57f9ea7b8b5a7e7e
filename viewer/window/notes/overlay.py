"""What a class handed in, laid over the open story: who marked what, where many agree, and the teacher's key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from viewer.library.sharing.hand_ins import HandIn

MOST_ON_BOARD = 4
"""How many answers are shown to the class at once: more could not be read from the back row."""


@dataclass(frozen=True, slots=True)
class ClassFilter:
    """Whose notes count: of one hand-in, one task, one category (ids); None: all."""

    hand_in: str | None = None
    task: str | None = None
    category: str | None = None

    def wants(self, note: dict[str, Any]) -> bool:
        """Whether a note of a hand-in counts."""
        return self.task in (None, note["task"]) and self.category in (None, note["category"])


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage of an article (id) and the hand-ins (ids) that marked all of it."""

    article: str
    start: int
    end: int
    hand_ins: tuple[str, ...]


class Overlay(QObject):
    """A part of the open story. ``shown`` says whether the class is laid over the texts."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hand_ins: tuple[HandIn, ...] = ()
        self.key: HandIn | None = None
        self.filter = ClassFilter()
        self.shown = False
        self.names_hidden = False
        self.key_shown = False
        self._board: list[tuple[str, str]] = []
        self._marked: dict[str, list[Marked]] = {}

    def take(self, hand_ins: Sequence[HandIn]) -> None:
        """Take what was handed in about the open story."""
        students = tuple(one for one in hand_ins if one.kind == "hand-in")
        key = next((one for one in hand_ins if one.kind == "key"), None)
        if (students, key) != (self.hand_ins, self.key):
            self.hand_ins, self.key = students, key
            self._tell()

    def show(self, shown: bool) -> None:
        """Lay the class over the texts, or take it away."""
        if shown != self.shown:
            self.shown = shown
            self._tell()

    def ask_for(self, **wanted: str | None) -> None:
        """Count only notes of one hand-in, task or category."""
        self.filter = replace(self.filter, **wanted)
        self._tell()

    def hide_names(self, hidden: bool) -> None:
        """Call authors by number, as for projecting."""
        self.names_hidden = hidden
        self._tell()

    def show_key(self, shown: bool) -> None:
        """Lay the teacher's key beside, or take it away."""
        self.key_shown = shown
        self._tell()

    def _tell(self) -> None:
        self._marked.clear()
        self.changed.emit()

    def name(self, hand_in_id: str) -> str:
        """Return what an author is called: a name or code, or a number while names are hidden."""
        for number, one in enumerate(self.hand_ins, 1):
            if one.id == hand_in_id:
                return one.author if one.author and not self.names_hidden else self.tr("No. {0}").format(number)
        return ""

    @property
    def counted(self) -> tuple[HandIn, ...]:
        """The hand-ins that count, each with the notes that do."""
        wanted = self.filter
        chosen = [one for one in self.hand_ins if wanted.hand_in in (None, one.id)]
        return tuple(replace(one, notes=tuple(n for n in one.notes if wanted.wants(n))) for one in chosen)

    def marked(self, article_id: str, length: int) -> list[Marked]:
        """Return where an article was marked and by whom, in text order; ``length`` is that of its text."""
        if article_id not in self._marked:
            from viewer.library.sharing.merging import agreement, passages_on

            by_id = (replace(one, author=one.id) for one in self.counted)
            found = agreement(passages_on(by_id, article_id), length)
            self._marked[article_id] = [Marked(article_id, start, end, who) for start, end, who in found]
        return self._marked[article_id]

    def peaks(self, article_id: str, text: str) -> list[Marked]:
        """Return the places of an article that more marked than what stands beside them, as whole words."""
        found = self.marked(article_id, len(text))
        chosen = []
        for number, place in enumerate(found):
            beside = (found[other] for other in (number - 1, number + 1) if 0 <= other < len(found))
            near = [len(one.hand_ins) for one in beside if one.start == place.end or one.end == place.start]
            if all(len(place.hand_ins) > count for count in near):
                chosen.append(replace(place, start=_word_start(text, place.start), end=_word_end(text, place.end)))
        return chosen

    def notes_at(self, place: Marked) -> list[tuple[str, dict[str, Any]]]:
        """Return the notes that touch a passage, each with the id of its hand-in."""
        return [
            (one.id, note)
            for one in self.counted
            for note in one.notes
            if any(
                p["article"] == place.article
                and p["state"] != "orphan"
                and p["start"] < place.end
                and p["end"] > place.start
                for p in note["passages"]
            )
        ]

    # What is shown to the class

    @property
    def board(self) -> list[tuple[str, dict[str, Any]]]:
        """The answers chosen for the class, in the order of choosing, each note with the id of its hand-in."""
        known = {(one.id, note["id"]): note for one in self.hand_ins for note in one.notes}
        return [(answer[0], known[answer]) for answer in self._board if answer in known]

    def put_on_board(self, hand_in_id: str, note_id: str, *, wanted: bool) -> bool:
        """Choose an answer for the class, or no longer; return whether there was room for it."""
        answer = hand_in_id, note_id
        if answer in self._board:
            self._board.remove(answer)
        if wanted and len(self.board) >= MOST_ON_BOARD:
            return False
        if wanted:
            self._board.append(answer)
        return True

    def forget(self) -> None:
        """Forget what belongs to a story that was left."""
        self.filter, self.shown, self.key_shown = ClassFilter(), False, False
        self._board.clear()
        self.take(())


def _word_start(text: str, start: int) -> int:
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    return start


def _word_end(text: str, end: int) -> int:
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return end
