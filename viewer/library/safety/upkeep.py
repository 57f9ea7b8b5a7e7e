"""What a library needs now and then and nobody should wait for: looked through, copied, its trash emptied.

The window has it done by a process of its own, once a day and after a program that did not end well.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from viewer.article.messages import Message
from viewer.library.damage import SQLITE_ERRORS
from viewer.library.problems import DamagedLibrary, LibraryProblem
from viewer.library.safety import backups, checking
from viewer.library.safety.opening import recover
from viewer.library.search import indexing
from viewer.library.storage.store import Store, marker_of, utc_now
from viewer.library.trash import KEPT_DAYS, Trash

EVERY = timedelta(days=1)

_DONE, _AGES = "done", "days in the trash"

_PLAUSIBLE = timedelta(days=40)
"""So much time may pass from one upkeep to the next; more, or less than none, is a clock that was set: it counts for
nothing.

Were the clock alone trusted, everything in the trash would look old when it is set forward for a while.
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
        try:
            with store.told():
                indexing.keep_sound(store)
        except DamagedLibrary:  # so much so that the index cannot even be taken away
            notices += recover(store)
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
        """Empty what has lain in the trash for a month, by the clock and by the time between upkeeps."""
        kept = _kept(self._store, _AGES) or {}
        passed = _passed(kept.get("at"))
        known: dict[str, float] = kept.get("days", {})
        items = {f"{item.kind} {item.id}": item for item in self.trash()}
        days = {name: known[name] + passed if name in known else 0.0 for name in items}
        old = [
            item
            for name, item in items.items()
            if days[name] >= KEPT_DAYS.days and not _is_within(item.since, KEPT_DAYS)
        ]
        if old:
            self.remove_for_good(old)
        _keep(self._store, _AGES, {"at": utc_now(), "days": days})


def daily_copy(store: Store) -> Message | None:
    """Make the copy of the day, unless there is one or nothing to copy; return why it could not be made."""
    if not backups.is_due(store.path) or store.row("SELECT 1 FROM meta WHERE changes > 0") is None:
        return None
    try:
        backups.back_up(store)
    except (*SQLITE_ERRORS, OSError, LibraryProblem) as error:
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


def _passed(moment: Any) -> float:
    """Return the days since a moment, as far as they are plausible."""
    if not _is_within(moment, _PLAUSIBLE):
        return 0.0
    return (datetime.now(UTC) - datetime.fromisoformat(moment)) / timedelta(days=1)


def _kept(store: Store, name: str) -> Any:
    row = store.row("SELECT value FROM upkeep WHERE name = ?", name)
    try:
        return None if row is None else json.loads(row[0])
    except ValueError:  # damaged: as if nothing were known
        return None


def _keep(store: Store, name: str, value: Any) -> None:
    with store.writing():
        store.run("INSERT OR REPLACE INTO upkeep VALUES (?, ?)", name, json.dumps(value))
