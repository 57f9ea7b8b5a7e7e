"""Every change the reader makes is one command: logged, journalled, undone and redone, also after reopening."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from viewer.library.storage.changes import Change, Draft, change_of, drop_loose_ends, write_row
from viewer.library.storage.log import Act, next_step, record
from viewer.library.storage.store import Store


class Commands:
    """The part of the library that runs commands and takes them back."""

    _store: Store

    @contextmanager
    def _command(self, name: str, act: Act = "do") -> Iterator[Draft]:
        """Run a command: all its rows, its step in the log and its line in the journal, or nothing."""
        with self._store.writing():
            draft = Draft(self._store)
            yield draft
            if draft.rows:
                record(self._store, "more" if draft.more else act, name, draft.rows)

    def undo(self) -> Change | None:
        """Take the last command back, also after reopening; None when there is none. Raises LibraryProblem."""
        return self._step("undo")

    def redo(self) -> Change | None:
        """Do the command again that was last taken back; None when there is none. Raises LibraryProblem."""
        return self._step("redo")

    def next_undo(self) -> Change | None:
        """Return what :meth:`undo` would take back."""
        found = next_step(self._store, "undo")
        return found and change_of(*found)

    def next_redo(self) -> Change | None:
        """Return what :meth:`redo` would do again."""
        found = next_step(self._store, "redo")
        return found and change_of(*found)

    def _step(self, act: Literal["undo", "redo"]) -> Change | None:
        with self._store.writing():
            found = next_step(self._store, act)
            if found is None:
                return None
            command, rows = found
            self._store.run("PRAGMA defer_foreign_keys = ON")
            for row in rows:
                write_row(self._store, row)
            if any(row.table == "story_articles" for row in rows):  # what the trash has lost for good stays lost
                drop_loose_ends(self._store)
            record(self._store, act, command, rows)
            return change_of(command, rows)
