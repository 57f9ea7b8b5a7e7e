"""Copies of the library: one a day, one before each change of schema; the way back from a damaged file.

The name of a copy begins with its number, so that the newest is known whatever the clock said when it was made.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from viewer.library.damage import SQLITE_ERRORS
from viewer.library.problems import damaged, read_only
from viewer.library.safety import checking
from viewer.library.safety.copying import copy_tables
from viewer.library.storage import schema
from viewer.library.storage.files import put_in_place
from viewer.library.storage.store import Store, backups_of, connect_untouched

KEPT = 7
"""Of how many days a copy is kept, the last of each; of the last day as many."""

EVERY = timedelta(days=1)

_STAMP = "%Y-%m-%dT%H-%M-%S-%fZ"
_NAME = re.compile(r"(?:(?P<number>\d{6})-)?(?P<stamp>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{6}Z)")
_COPY, _JOURNAL = ".sqlite", ".changes"


def copies(path: Path) -> list[Path]:
    """Return the daily copies of the library at ``path``, in the order in which they were made."""
    return _stamped(backups_of(path), _COPY)


def journals(path: Path) -> list[Path]:
    """Return the journals that were closed when a copy was made, oldest first."""
    return _stamped(backups_of(path), _JOURNAL)


def made_at(copy: Path) -> datetime:
    """Return the UTC moment a copy was made, by the clock of that moment; raises ValueError for another file."""
    return datetime.strptime(_named(copy)["stamp"], _STAMP).replace(tzinfo=UTC)


def is_due(path: Path) -> bool:
    """Return whether the last copy is older than a day; copies from the future (the clock ran wrong) don't count."""
    now = datetime.now(UTC)
    return not any(now - EVERY < made_at(copy) <= now for copy in copies(path))


def back_up(store: Store) -> Path:
    """Make a checked copy now, start a new journal, drop the copies of days before the last seven; return the copy.

    Raises sqlite3.Error, OSError or LibraryProblem.
    """
    if store.read_only:
        raise read_only(store.path)
    now = datetime.now(UTC)
    number = 1 + max((_order(copy)[0] for copy in copies(store.path)), default=0)
    name = f"{number:06}-{now.strftime(_STAMP)}"
    copy = _copy(store.connection, store.path, store.backups / f"{name}{_COPY}")
    with store.writing():  # no change is journalled while the journal is closed
        if store.journal.exists():
            os.replace(store.journal, store.backups / f"{name}{_JOURNAL}")  # noqa: PTH105 - tests make this fail
    _prune(store.path, now)
    return copy


def keep_copy(connection: sqlite3.Connection, path: Path, number: int) -> Path:
    """Keep a copy of the library at ``path`` as it is with schema ``number``."""
    return _copy(connection, path, backups_of(path) / f"before-schema-{number + 1}{_COPY}")


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


def clear_beside(aside: Path) -> None:
    """Take away what SQLite made beside a file that was set aside only because it was opened once more."""
    log, index = (aside.with_name(aside.name + ending) for ending in ("-wal", "-shm"))
    if not log.exists() or log.stat().st_size == 0:
        log.unlink(missing_ok=True)
        index.unlink(missing_ok=True)


def _copy(connection: sqlite3.Connection, path: Path, target: Path) -> Path:
    target.parent.mkdir(exist_ok=True)
    part = target.with_name(f".{os.getpid()}-{target.name}")
    part.unlink(missing_ok=True)
    try:
        copy_tables(connection, part)
        if not _is_library(part):
            raise damaged(path)
        put_in_place(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _is_library(path: Path) -> bool:
    try:
        with closing(connect_untouched(path)) as connection:
            return schema.is_ours(connection) and schema.version(connection) > 0 and checking.is_sound(connection)
    except SQLITE_ERRORS:
        return False


def _prune(path: Path, now: datetime) -> None:
    """Keep the last copy of each of the last days that have one, those of today, and those of days to come."""
    past = [copy for copy in copies(path) if made_at(copy) <= now]
    last_of_day = {made_at(copy).date(): copy for copy in past}
    days = list(dict.fromkeys(made_at(copy).date() for copy in reversed(past)))[:KEPT]
    kept = {*(last_of_day[day] for day in days), *(copy for copy in past[-KEPT:] if made_at(copy) > now - EVERY)}
    for copy in past:
        if copy not in kept:
            copy.unlink()
    oldest = min(map(_order, kept))
    for journal in journals(path):
        if _order(journal) < oldest:
            journal.unlink()
    for stray in backups_of(path).glob(f".*{_COPY}"):  # of a program that ended in the middle of a copy
        if datetime.fromtimestamp(stray.stat().st_mtime, UTC) < now - EVERY:
            stray.unlink()


def _stamped(folder: Path, ending: str) -> list[Path]:
    return sorted((path for path in folder.glob(f"*{ending}") if _NAME.fullmatch(path.stem)), key=_order)


def _order(copy: Path) -> tuple[int, str]:
    named = _named(copy)
    return int(named["number"] or 0), named["stamp"]


def _named(copy: Path) -> re.Match[str]:
    found = _NAME.fullmatch(copy.stem)
    if found is None:
        raise ValueError(f"{copy} is no copy of a library")
    return found
