"""Notes: what the reader wrote about a passage, with the selectors that find the passage again."""

from __future__ import annotations

import time
from dataclasses import dataclass

from viewer.article.messages import Message
from viewer.library.articles import Articles
from viewer.library.log import last_step
from viewer.library.problems import LibraryProblem
from viewer.library.store import new_id, utc_now

CONTEXT = 32
"""How many characters before and after a passage are kept with a note (W3C text quote selector)."""

TYPING_PAUSE = 10.0
"""Seconds without typing after which typing into the same note is a step of its own for undo."""

_COLUMNS = 'id, story, article, "start", "end", exact, prefix, suffix, colour, text, created, modified'


@dataclass(frozen=True, slots=True)
class Note:
    """A note on the passage ``start:end`` (code points) of an article, seen in one story.

    ``exact``, ``prefix`` and ``suffix`` quote the passage and the 32 characters around it; ``colour`` is a key of the
    palette; ``created`` and ``modified`` are UTC moments, ISO 8601.
    """

    id: str
    story: str
    article: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    colour: str
    text: str
    created: str
    modified: str


class Notes(Articles):
    """The notes of the library. Each change is on disk when the call returns."""

    def add_note(self, story_id: str, article_id: str, start: int, end: int, colour: str, text: str = "") -> Note:
        """Make a note on a passage of an article of the library; raises LibraryProblem."""
        article = self.article(article_id).text
        note_id, now = new_id(), utc_now()
        values = {
            "story": story_id,
            "article": article_id,
            "start": start,
            "end": end,
            "exact": article[start:end],
            "prefix": article[max(0, start - CONTEXT) : start],
            "suffix": article[end : end + CONTEXT],
            "colour": colour,
            "text": text,
            "created": now,
            "modified": now,
            "deleted": 0,
        }
        with self._command("add_note") as draft:
            draft.insert("notes", {"id": note_id}, values)
        return self.note(note_id)

    def edit_note(self, note_id: str, text: str | None = None, colour: str | None = None) -> Note:
        """Change text or colour of a note; typing without long pauses is one step for undo. Raises LibraryProblem."""
        given = {"text": text, "colour": colour}
        changed = {name: value for name, value in given.items() if value is not None}
        note = self.note(note_id)
        if all(getattr(note, name) == value for name, value in changed.items()):
            return note
        command = "recolour_note" if text is None else "edit_note"
        with self._command(command) as draft:
            draft.more = list(changed) == ["text"] and self._still_typing(note_id)
            draft.update("notes", {"id": note_id}, {**changed, "modified": utc_now()})
        return self.note(note_id)

    def delete_note(self, note_id: str) -> None:
        """Delete a note; undo brings it back, and its words stay in the file."""
        with self._command("delete_note") as draft:
            draft.update("notes", {"id": note_id}, {"deleted": 1})

    def notes(self, story_id: str) -> tuple[Note, ...]:
        """Return the notes of a story in the order in which they were made."""
        rows = self._store.rows(
            f"SELECT {_COLUMNS} FROM notes WHERE story = ? AND NOT deleted ORDER BY rowid", story_id
        )
        return tuple(Note(*row) for row in rows)

    def note(self, note_id: str) -> Note:
        """Return one note; raises LibraryProblem where there is none or it was deleted."""
        row = self._store.row(f"SELECT {_COLUMNS} FROM notes WHERE id = ? AND NOT deleted", note_id)
        if row is None:
            raise LibraryProblem(Message("The note {id} is not in this library any more.", id=note_id))
        return Note(*row)

    def _still_typing(self, note_id: str) -> bool:
        step = last_step(self._store)
        if step is None or step[0] != "edit_note" or not 0 <= time.time() - step[2] < TYPING_PAUSE:
            return False
        rows = step[1]
        return len(rows) == 1 and rows[0].key == {"id": note_id} and set(rows[0].after or {}) == {"text", "modified"}
