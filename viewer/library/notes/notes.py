"""Notes: what the reader wrote about passages, with the selectors that find the passages again."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from viewer.article.messages import Message
from viewer.library.articles import Articles
from viewer.library.problems import LibraryProblem
from viewer.library.storage.changes import Draft
from viewer.library.storage.hashes import sound
from viewer.library.storage.log import last_step
from viewer.library.storage.store import Row, new_id, utc_now

CONTEXT = 64
"""How many characters before and after a passage are kept with a note (W3C text quote selector)."""

TYPING_PAUSE = 10.0
"""Seconds without typing after which typing into the same note is a step of its own for undo."""

State = Literal["placed", "moved", "orphan"]
"""Whether a passage stands in its text: for certain, moved there by the program, or not to be found any more."""

_NOTE = "id, story, category, text, tags, task, author, filled, created, modified"
_PASSAGE = 'note, article, "start", "end", exact, prefix, suffix, state, number, tray'


@dataclass(frozen=True, slots=True)
class Passage:
    """A marked range ``start:end`` (code points) of an article, with its quote and up to 64 characters around it.

    ``number`` names it inside its note, ``tray`` is its place in the evidence tray of the story (None: not in it).
    """

    article: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    state: State = "placed"
    number: int = 0
    tray: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A note on one or several passages, seen in one story.

    ``category`` is the id of a category of a palette, ``task`` the id of the task it answers; ``author`` is empty for
    the reader's own; ``filled`` says whether its passages are filled with colour, not only edged. ``created`` and
    ``modified`` are UTC moments, ISO 8601.
    """

    id: str
    story: str
    passages: tuple[Passage, ...]
    category: str
    text: str
    tags: tuple[str, ...] = ()
    task: str | None = None
    author: str = ""
    filled: bool = False
    created: str = ""
    modified: str = ""

    def passages_in(self, article_id: str) -> tuple[Passage, ...]:
        """Return the passages that stand in the text of an article."""
        return tuple(p for p in self.passages if p.article == article_id and p.state != "orphan")


@dataclass(frozen=True, slots=True)
class NoteVersion:
    """What a note said before it was changed, and since when (UTC, ISO 8601)."""

    category: str
    text: str
    tags: tuple[str, ...]
    modified: str


def passage_of(article_id: str, text: str, start: int, end: int) -> Passage:
    """Return the passage ``start:end`` of a text, with what stands around it."""
    return Passage(
        article_id, start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    )


class Notes(Articles):
    """The notes of the library. Each change is on disk when the call returns."""

    def add_note(
        self, story_id: str, article_id: str, start: int, end: int, category: str, text: str = "", **more: Any
    ) -> Note:
        """Make a note on a passage of an article of the library; raises LibraryProblem.

        ``more``: tags, task, filled, as for :meth:`edit_note`.
        """
        return self.add_note_on(story_id, [(article_id, start, end)], category, text, **more)

    def add_note_on(
        self, story_id: str, places: Sequence[tuple[str, int, int]], category: str, text: str = "", **more: Any
    ) -> Note:
        """Make a note on several passages, each given as article, start and end; raises LibraryProblem."""
        passages = [self._passage(*place) for place in places]
        note_id, now = new_id(), utc_now()
        values = {"story": story_id, "category": category, "text": text, "created": now, "modified": now}
        with self._command("add_note") as draft:
            draft.insert("notes", {"id": note_id}, {**values, **_columns(more)})
            for number, passage in enumerate(passages):
                _put_passage(draft, note_id, number, passage)
        return self.note(note_id)

    def add_passage(self, note_id: str, article_id: str, start: int, end: int) -> Note:
        """Tie one more passage to a note; raises LibraryProblem."""
        note, passage = self.note(note_id), self._passage(article_id, start, end)
        number = 1 + max((known.number for known in note.passages), default=-1)
        with self._command("add_passage") as draft:
            _put_passage(draft, note_id, number, passage)
            draft.update("notes", {"id": note_id}, {"modified": utc_now()})
        return self.note(note_id)

    def remove_passage(self, note_id: str, number: int) -> Note:
        """Take a passage out of a note that has others; raises LibraryProblem."""
        if len(self.note(note_id).passages) < 2:
            raise LibraryProblem(Message("A note needs a passage; delete the note instead."))
        with self._command("remove_passage") as draft:
            draft.delete("passages", {"note": note_id, "number": number})
            draft.update("notes", {"id": note_id}, {"modified": utc_now()})
        return self.note(note_id)

    def place_passages(self, places: Sequence[tuple[str, int, Passage]], command: str = "place_passages") -> None:
        """Give passages (note, number) other places or states; one step for undo."""
        with self._command(command) as draft:
            self._put_passages(draft, [(note_id, replace(p, number=number)) for note_id, number, p in places])

    def _put_passages(self, draft: Draft, places: Sequence[tuple[str, Passage]]) -> None:
        for note_id, passage in places:
            _put_passage(draft, note_id, passage.number, passage)

    def edit_note(self, note_id: str, text: str | None = None, category: str | None = None, **more: Any) -> Note:
        """Change a note; typing without long pauses is one step for undo. Raises LibraryProblem.

        ``more``: tags (sequence of str), task (id or None), filled (bool). What the note said before is kept in its
        history, typing without long pauses once.
        """
        given = {"text": text, "category": category}
        changed = {**{name: value for name, value in given.items() if value is not None}, **more}
        note = self.note(note_id)
        if all(getattr(note, name) == value for name, value in changed.items()):
            return note
        self._edit([note], changed, "edit_note" if text is not None else "recolour_note" if category else "tag_note")
        return self.note(note_id)

    def edit_notes(self, note_ids: Sequence[str], **changed: Any) -> None:
        """Change several notes at once (category, tags, task, filled), one step for undo; raises LibraryProblem."""
        self._edit([self.note(note_id) for note_id in note_ids], changed, "edit_notes")

    def _edit(self, notes: Sequence[Note], changed: dict[str, Any], command: str) -> None:
        typing = list(changed) == ["text"] and self._still_typing(notes[0].id)
        if not typing and changed.keys() & {"text", "category", "tags"}:
            self._keep_versions(notes)
        with self._command(command) as draft:
            draft.more = typing
            for note in notes:
                draft.update("notes", {"id": note.id}, {**_columns(changed), "modified": utc_now()})

    def _keep_versions(self, notes: Sequence[Note]) -> None:
        """Keep what notes say now in their history; no step for undo."""
        with self._command("keep_version", act="keep") as draft:
            for note in notes:
                row = self._store.row("SELECT max(number) FROM note_versions WHERE note = ?", note.id)
                number = 0 if row is None or row[0] is None else row[0] + 1
                values = {"category": note.category, "text": note.text, "modified": note.modified}
                key = {"note": note.id, "number": number}
                draft.insert("note_versions", key, {**values, **_columns({"tags": note.tags})})

    def delete_note(self, note_id: str) -> None:
        """Put a note into the trash; undo brings it back."""
        self.delete_notes([note_id], "delete_note")

    def delete_notes(self, note_ids: Sequence[str], command: str = "delete_notes") -> None:
        """Put several notes into the trash, one step for undo."""
        with self._command(command) as draft:
            for note_id in note_ids:
                draft.update("notes", {"id": note_id}, {"trashed": utc_now()})

    def notes(self, story_id: str) -> tuple[Note, ...]:
        """Return the notes of a story in the order in which they were made."""
        return self._notes("story = ? AND trashed IS NULL", story_id)

    def deleted_notes(self, story_id: str) -> tuple[Note, ...]:
        """Return the notes of a story that lie in the trash, in the order in which they were made."""
        return self._notes("story = ? AND trashed IS NOT NULL", story_id)

    def take_back_notes(self, note_ids: Sequence[str]) -> None:
        """Take notes out of the trash; one step for undo."""
        with self._command("take_back_notes") as draft:
            for note_id in note_ids:
                draft.update("notes", {"id": note_id}, {"trashed": None})

    def note_ids(self, story_id: str) -> list[str]:
        """Return the ids of the notes of a story in the order in which they were made."""
        rows = self._store.rows("SELECT id FROM notes WHERE story = ? AND trashed IS NULL ORDER BY rowid", story_id)
        return [row[0] for row in rows]

    def notes_of(self, note_ids: Sequence[str]) -> tuple[Note, ...]:
        """Return those of these notes that are there, in the order given."""
        # One by one: together SQLite would look through all notes, and hash each row that it passes.
        return tuple(n for note_id in note_ids for n in self._notes("id = ? AND trashed IS NULL", note_id))

    def note(self, note_id: str) -> Note:
        """Return one note; raises LibraryProblem where there is none or it is in the trash."""
        found = self._notes("id = ? AND trashed IS NULL", note_id)
        if not found:
            raise LibraryProblem(Message("The note {id} is not in this library any more.", id=note_id))
        return found[0]

    def note_history(self, note_id: str) -> tuple[NoteVersion, ...]:
        """Return what a note said before, oldest first."""
        rows = self._store.rows(
            "SELECT category, text, tags, modified FROM note_versions "
            f"WHERE note = ? AND {sound('note_versions')} ORDER BY number",
            note_id,
        )
        return tuple(NoteVersion(category, text, tuple(json.loads(tags)), at) for category, text, tags, at in rows)

    def set_tray(self, story_id: str, chosen: Sequence[tuple[str, int]]) -> None:
        """Make these passages, each given as note and number, the evidence tray of a story, in this order."""
        place = {passage: number for number, passage in enumerate(chosen)}
        with self._command("set_tray") as draft:
            for note in self.notes(story_id):
                for passage in note.passages:
                    key = {"note": note.id, "number": passage.number}
                    draft.update("passages", key, {"tray": place.get((note.id, passage.number))})

    def _notes(self, condition: str, value: str) -> tuple[Note, ...]:
        rows = self._store.rows(
            f"SELECT {_NOTE} FROM notes WHERE {condition} AND {sound('notes')} ORDER BY rowid", value
        )
        found = self._store.rows(
            f"SELECT {_PASSAGE} FROM passages WHERE note IN (SELECT id FROM notes WHERE {condition}) "
            f"AND {sound('passages')} ORDER BY note, number",
            value,
        )
        passages: dict[str, list[Passage]] = {}
        for note_id, *rest in found:
            passages.setdefault(note_id, []).append(Passage(*rest))
        return tuple(_note(row, passages.get(row[0], [])) for row in rows)

    def _passage(self, article_id: str, start: int, end: int) -> Passage:
        return passage_of(article_id, self.article(article_id).text, start, end)

    def _still_typing(self, note_id: str) -> bool:
        step = last_step(self._store)
        if step is None or step[0] != "edit_note" or not 0 <= time.time() - step[2] < TYPING_PAUSE:
            return False
        rows = step[1]
        return len(rows) == 1 and rows[0].key == {"id": note_id} and set(rows[0].after or {}) == {"text", "modified"}


def _note(row: Row, passages: Sequence[Passage]) -> Note:
    note_id, story, category, text, tags, task, author, filled, created, modified = row
    tags = tuple(json.loads(tags))
    return Note(note_id, story, tuple(passages), category, text, tags, task, author, bool(filled), created, modified)


def _columns(changed: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of a note as the table keeps them."""
    columns = dict(changed)
    if "tags" in columns:
        columns["tags"] = json.dumps(list(columns["tags"]))
    if "filled" in columns:
        columns["filled"] = int(columns["filled"])
    return columns


def _put_passage(draft: Draft, note_id: str, number: int, passage: Passage) -> None:
    names = ("article", "start", "end", "exact", "prefix", "suffix", "state", "tray")
    draft.put("passages", {"note": note_id, "number": number}, {name: getattr(passage, name) for name in names})
