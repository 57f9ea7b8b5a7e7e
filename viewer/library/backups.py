"""Copies of the library: one a day, one before each change of schema; the way back from a damaged file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from viewer.library import schema
from viewer.library.files import put_in_place
from viewer.library.store import Store, backups_of, connect

KEPT = 7
"""How many daily copies are kept."""

EVERY = timedelta(days=1)

_STAMP = "%Y-%m-%dT%H-%M-%S-%fZ"
_COPY, _JOURNAL = ".sqlite", ".changes"


def copies(path: Path) -> list[Path]:
    """Return the daily copies of the library at ``path``, oldest first."""
    return _stamped(backups_of(path), _COPY)


def journals(path: Path) -> list[Path]:
    """Return the journals that were closed when a copy was made, oldest first."""
    return _stamped(backups_of(path), _JOURNAL)


def made_at(copy: Path) -> datetime:
    """Return the UTC moment a copy was made."""
    return datetime.strptime(copy.stem, _STAMP).replace(tzinfo=UTC)


def is_due(path: Path) -> bool:
    """Return whether the last copy is older than a day; copies from the future (the clock ran wrong) don't count."""
    now = datetime.now(UTC)
    return not any(now - EVERY < made_at(copy) <= now for copy in copies(path))


def back_up(store: Store) -> Path:
    """Make a checked copy now, start a new journal, drop the copies beyond the newest seven, and return the copy.

    Raises sqlite3.Error, OSError or LibraryProblem.
    """
    now = datetime.now(UTC)
    stamp = now.strftime(_STAMP)
    copy = _copy(store.connection, store.backups / f"{stamp}{_COPY}")
    with store.writing():  # no change is journalled while the journal is closed
        if store.journal.exists():
            os.replace(store.journal, store.backups / f"{stamp}{_JOURNAL}")  # noqa: PTH105 - tests make this fail
    _prune(store.path, now)
    return copy


def keep_copy(connection: sqlite3.Connection, path: Path, number: int) -> Path:
    """Keep a copy of the library at ``path`` as it is with schema ``number``."""
    return _copy(connection, backups_of(path) / f"before-schema-{number + 1}{_COPY}")


def is_sound(connection: sqlite3.Connection) -> bool:
    """Return whether SQLite finds no damage."""
    return [tuple(row) for row in connection.execute("PRAGMA quick_check(1)")] == [("ok",)]


def ready_copy(path: Path, copy: Path | None = None) -> tuple[Path, Path] | None:
    """Lay the newest sound copy (or the given one, if sound) ready beside the library; None where there is none.

    Returns the file laid ready, for :func:`put_in_place`, and the copy it was made of, which is not touched.
    """
    from shutil import copyfile

    for candidate in reversed(copies(path)) if copy is None else (copy,):
        part = path.with_name(f".{path.name}.part")
        copyfile(candidate, part)
        if _is_library(part):
            return part, candidate
        part.unlink()
    return None


def set_aside(path: Path, word: str) -> Path | None:
    """Rename the library at ``path`` and what SQLite keeps beside it; nothing is deleted.

    Returns the new name of the library, None where it was missing.
    """
    aside = path.with_name(f"{path.name}.{word}-{datetime.now(UTC).strftime(_STAMP)}")
    there = path.exists()
    # The library itself goes last: a crash in between leaves a file that is found damaged again.
    for ending in ("-wal", "-shm", ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            os.replace(part, aside.with_name(aside.name + ending))  # noqa: PTH105 - as above
    return aside if there else None


def _copy(connection: sqlite3.Connection, target: Path) -> Path:
    target.parent.mkdir(exist_ok=True)
    part = target.with_name(f".{os.getpid()}-{target.name}")
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
            if not is_sound(copy):
                raise sqlite3.DatabaseError("the copy is damaged")
        put_in_place(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _is_library(path: Path) -> bool:
    try:
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            return is_sound(connection) and schema.version(connection) > 0
    except sqlite3.Error:
        return False


def _prune(path: Path, now: datetime) -> None:
    past = [copy for copy in copies(path) if made_at(copy) <= now]
    for copy in past[:-KEPT]:
        copy.unlink()
    oldest = made_at(past[-KEPT:][0])
    for journal in journals(path):
        if made_at(journal) < oldest:
            journal.unlink()


def _stamped(folder: Path, ending: str) -> list[Path]:
    return [path for path in sorted(folder.glob(f"*{ending}")) if _has_stamp(path)]


def _has_stamp(path: Path) -> bool:
    try:
        made_at(path)
    except ValueError:
        return False
    return True
