"""What a library needs now and then and nobody should wait for: looked through, copied, its trash emptied.

The window has it done by a process of its own, once a day and after a program that did not end well.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

from viewer.article.messages import Message
from viewer.library import backups, checking, indexing
from viewer.library.opening import recover
from viewer.library.problems import LibraryProblem
from viewer.library.store import Store, marker_of, utc_now
from viewer.library.trash import KEPT_DAYS, Trash, Trashed

EVERY = timedelta(days=1)

_DONE, _OLD = "done", "old in the trash"

_WAIT = timedelta(days=6)
"""So long after an upkeep has first found something old in the trash, another may empty it.

The clock alone is not trusted: were it set forward for a while, everything in the trash would look old.
"""


class Upkeep(Trash):
    """The part of the library that looks after it."""

    def upkeep_is_due(self) -> bool:
        """Return whether :meth:`upkeep` was last done more than a day ago, or the library was not closed well."""
        store = self._store
        if store.read_only:
            return False
        last = _kept(store, _DONE)
        return store.unclean or marker_of(store.path).exists() or not _is_within(last, EVERY)

    def upkeep(self) -> tuple[Message, ...]:
        """Look through everything, restore it if damaged, copy it, empty old trash; return what the reader should know.

        Takes seconds for a large library, while others may write. Raises LibraryProblem.
        """
        store = self._store
        if store.read_only:
            return ()
        notices = self._restored_if_damaged()
        with store.told():
            indexing.keep_sound(store)
        if (problem := daily_copy(store)) is not None:
            notices += (problem,)
        else:  # what leaves the trash is in the last copies still
            self._empty_old()
        _keep(store, _DONE, utc_now())
        return notices

    def _restored_if_damaged(self) -> tuple[Message, ...]:
        if not checking.damage(self._store.connection, self._store.path):
            marker_of(self._store.path).unlink(missing_ok=True)
            return ()
        self._store.mark_damaged()
        return recover(self._store)

    def _empty_old(self) -> None:
        """Empty what two upkeeps, days apart, have found old."""
        old = {f"{item.kind} {item.id}": item for item in self.trash() if not _is_within(item.since, KEPT_DAYS - _WAIT)}
        seen: dict[str, str] = _kept(self._store, _OLD) or {}
        now = utc_now()
        first = {name: seen[name] if _is_past(seen.get(name)) else now for name in old}
        leaving = [item for name, item in old.items() if self._may_leave(item, first[name])]
        if leaving:
            self.remove_for_good(leaving)
        _keep(self._store, _OLD, first)

    def _may_leave(self, item: Trashed, first: str) -> bool:
        return not _is_within(item.since, KEPT_DAYS) and not _is_within(first, _WAIT)


def daily_copy(store: Store) -> Message | None:
    """Make the copy of the day, unless there is one or nothing to copy; return why it could not be made."""
    if not backups.is_due(store.path) or store.row("SELECT 1 FROM meta WHERE changes > 0") is None:
        return None
    try:
        backups.back_up(store)
    except (sqlite3.Error, OSError, LibraryProblem) as error:
        return Message(
            "Today's copy of the library could not be made in {folder}: {reason}.",
            folder=str(store.backups),
            reason=str(error),
        )
    return None


def _is_within(moment: Any, span: timedelta) -> bool:
    """Return whether a moment (ISO 8601) lies in the last so-and-so long; not if it is to come."""
    if moment is None:
        return False
    return timedelta() <= datetime.now(UTC) - datetime.fromisoformat(moment) < span


def _is_past(moment: str | None) -> bool:
    return moment is not None and datetime.fromisoformat(moment) <= datetime.now(UTC)


def _kept(store: Store, name: str) -> Any:
    row = store.row("SELECT value FROM upkeep WHERE name = ?", name)
    try:
        return None if row is None else json.loads(row[0])
    except ValueError:  # damaged: as if nothing were known
        return None


def _keep(store: Store, name: str, value: Any) -> None:
    with store.writing():
        store.run("INSERT OR REPLACE INTO upkeep VALUES (?, ?)", name, json.dumps(value))
