"""A library is opened: looked at, restored if damaged, brought to the newest schema. What takes time comes later.

Opening reads a few pages however large the file is; the whole of it is looked through by the upkeep, in a process of
its own, and each row when it is read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from viewer.article.messages import Message
from viewer.library.damage import SQLITE_ERRORS, code_of, is_damage
from viewer.library.problems import DamagedLibrary, LibraryProblem, is_full, not_kept, not_migrated
from viewer.library.safety import backups, checking
from viewer.library.safety.read_only import may_write, open_read_only
from viewer.library.safety.recovery import (
    Restored,
    bring_back,
    catch_up,
    finish,
    is_certainly_ours,
    is_unfinished,
    replace,
)
from viewer.library.search import indexing
from viewer.library.storage import hashes, journal, schema
from viewer.library.storage.store import Store, connect, connect_untouched, has_log, journal_of, marker_of, settle

_LITTLE = 4 << 20
"""Up to so many bytes all pages are looked at when a library is opened: a few milliseconds."""

_MAY_NOT = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}

Opened = tuple[Store, tuple[Message, ...]]


def default_path() -> Path:
    """Return where the reader's library is: in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("viewer", appauthor=False) / "library.sqlite"


def open_store(path: Path, read_only: bool | None = None) -> Opened:
    """Open or make the library at ``path``; return it with what the reader should know. Raises LibraryProblem.

    ``read_only`` None: where it cannot be written, or is of a newer version, it is opened for reading only.
    """
    if read_only or (read_only is None and not may_write(path)):
        return _for_reading(path)
    unclean = has_log(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection, restored = _sound_connection(path)
        if connection is None:
            return _for_reading(path)
    except (*SQLITE_ERRORS, OSError) as error:
        if read_only is None and path.exists() and _may_not(error):
            return _for_reading(path)
        raise not_kept(path, error) from error
    try:
        store, notices = _made_ready(path, connection, restored)
    except DamagedLibrary:
        if restored is not None:
            raise
        store, notices = _built_again(path)
    except LibraryProblem as problem:
        if restored is not None or not is_full(problem.__cause__):
            raise
        store, notices = _for_reading(path)
        return store, (problem.message, *notices)
    store.unclean = unclean
    return store, notices


def recover(store: Store) -> tuple[Message, ...]:
    """Put the newest good copy and all later changes in the place of a damaged library; return what was done.

    Where another process has done so already, only its file is opened. Raises LibraryProblem.
    """
    with store.told():
        if not store.is_replaced():
            store.connection.close()
            restored = replace(store.path, backups.ready_copy(store.path))
            fresh, notices = _made_ready(store.path, connect(store.path), restored)
            fresh.connection.close()
            store.follow()
            return notices
        store.follow()
    return ()


def restore(path: Path, copy: Path | None = None) -> Message:
    """Put a copy in the place of the library at ``path``, which is kept under another name; return what was done.

    Without ``copy`` it is the newest sound one, and every later change is added from the journal. A named copy comes
    back exactly as it is: changes journalled since then no longer belong to it. Raises LibraryProblem.
    """
    try:
        found = backups.ready_copy(path, copy)
        if found is None:
            raise LibraryProblem(Message("There is no sound copy to restore: {path}.", path=str(copy or path)))
        restored = replace(path, found, damaged=False, exact=copy is not None)
        store, notices = _made_ready(path, connect(path), restored)
    except (*SQLITE_ERRORS, OSError) as error:
        raise not_kept(path, error) from error
    try:
        with store.told():
            backups.back_up(store)
    finally:
        store.connection.close()
    return notices[0]


def _for_reading(path: Path) -> Opened:
    store, notice = open_read_only(path)
    return store, (notice,)


def _may_not(error: Exception) -> bool:
    from errno import EACCES, EPERM, EROFS

    if isinstance(error, OSError):
        return error.errno in (EACCES, EPERM, EROFS)
    return code_of(error) in _MAY_NOT


def _made_ready(path: Path, connection: sqlite3.Connection, restored: Restored | None) -> Opened:
    with _closed_if_bad(connection):
        try:
            store = Store(path, connection)
        except (*SQLITE_ERRORS, OSError) as error:
            raise not_kept(path, error) from error
        _migrate(store)
        with store.told():
            notices: tuple[Message, ...] = ()
            if restored is not None:
                notices = (bring_back(store, restored),)
                finish(path)
                marker_of(path).unlink(missing_ok=True)
            elif _is_behind(store):
                catch_up(store)
            indexing.prepare(store)
            return store, notices


def _migrate(store: Store) -> None:
    """Bring a library to the newest schema; what fails there is no damage, and nothing is restored for it."""
    connection, path = store.connection, store.path
    try:
        schema.migrate(connection, lambda number: backups.keep_copy(connection, path, number))
    except (*SQLITE_ERRORS, OSError) as error:
        raise not_migrated(path, error) from error


def _built_again(path: Path) -> Opened:
    """Restore a library whose damage showed only when it was made ready."""
    try:
        restored = replace(path, backups.ready_copy(path))
        connection = connect(path)
    except (*SQLITE_ERRORS, OSError) as error:
        raise not_kept(path, error) from error
    return _made_ready(path, connection, restored)


def _sound_connection(path: Path) -> tuple[sqlite3.Connection | None, Restored | None]:
    """Return a connection to the library, after a restore if need be; none to a library of a newer version."""
    missing = not path.exists() or path.stat().st_size == 0
    if is_unfinished(path):
        restored = replace(path, backups.ready_copy(path))
        return connect(path), restored
    if not missing and (connection := _connect_if_sound(path)) is not None:
        with _closed_if_bad(connection):
            if schema.version(connection) <= len(schema.MIGRATIONS):
                settle(connection)
                return connection, None
        connection.close()
        return None, None
    if journal_of(path).exists() or backups.copies(path) or (not missing and is_certainly_ours(path)):
        restored = replace(path, backups.ready_copy(path))
        return connect(path), restored
    if not missing:  # perhaps never a library: another file named by mistake is left alone
        raise LibraryProblem(
            Message("The file {path} is damaged or no library; name another one with --library.", path=str(path))
        )
    return connect(path), None


def _connect_if_sound(path: Path) -> sqlite3.Connection | None:
    connection = connect_untouched(path)
    try:
        if schema.is_ours(connection) and _looks_sound(connection, path):
            return connection
    except SQLITE_ERRORS as error:
        if not is_damage(error):
            connection.close()
            raise
    connection.close()
    return None


@contextmanager
def _closed_if_bad(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _looks_sound(connection: sqlite3.Connection, path: Path) -> bool:
    """Look at the tables and at little else; at everything where the file is small or damage has been seen in it."""
    number = schema.version(connection)
    if marker_of(path).exists() or 0 < number < len(schema.MIGRATIONS):
        if not checking.is_sound(connection):
            return False
        marker_of(path).unlink(missing_ok=True)
    elif path.stat().st_size <= _LITTLE and any(checking.quick(connection)):
        return False
    if number == len(schema.MIGRATIONS):
        for table, hashed in hashes.TABLES.items():
            names = ", ".join(f'"{name}"' for name in hashed.columns)
            connection.execute(f"SELECT {names} FROM {table} LIMIT 0")
        return connection.execute(f"SELECT {hashes.sound('meta')} FROM meta").fetchone() is not None
    return True


def _is_behind(store: Store) -> bool:
    """Return whether the journal holds changes that the database does not, as after a power cut."""
    last = journal.last_number(store.journal)
    if last is None:
        return False
    return store.row("SELECT 1 FROM meta WHERE library = ? AND changes < ?", *last) is not None
