"""Libraries that may only be read: in a folder or on a medium without the right to write, or of a newer version."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from viewer.article.messages import Message
from viewer.library.damage import SQLITE_ERRORS, is_damage
from viewer.library.problems import LibraryProblem, damaged, not_kept
from viewer.library.search import indexing
from viewer.library.storage import hashes, schema
from viewer.library.storage.store import Store, connect, connect_untouched, log_of

_UNREADABLE = Message("it was made by a newer version that keeps things differently; use that version")


def may_write(path: Path) -> bool:
    """Return whether the library at ``path`` and what lies beside it may be written, as far as the system tells."""
    return all(os.access(place, os.W_OK) for place in (path, path.parent) if place.exists())


def open_read_only(path: Path) -> tuple[Store, Message]:
    """Open the library at ``path`` without writing anything near it; return it with what the reader should know.

    Raises LibraryProblem.
    """
    try:
        return Store(path, _connection(path), lambda: _connection(path)), _notice(path)
    except (*SQLITE_ERRORS, OSError) as error:
        if is_damage(error):
            raise damaged(path) from error
        raise not_kept(path, error) from error


def _notice(path: Path) -> Message:
    return Message("The library {path} is open for reading only: nothing in it can be changed here.", path=str(path))


def _connection(path: Path) -> sqlite3.Connection:
    if not path.exists():
        raise LibraryProblem(Message("There is no library {path}; name another one with --library.", path=str(path)))
    connection = _in_place(path) or _of_a_copy(path)
    try:
        if not schema.is_ours(connection):
            raise LibraryProblem(Message("The file {path} is no library; name another one.", path=str(path)))
        version = schema.version(connection)
        if version > len(schema.MIGRATIONS):
            _check_newer(path, connection)
        # Whatever has to be made first is made in a copy.
        if version < len(schema.MIGRATIONS) or not indexing.is_in_step(connection):
            former, connection = connection, _of_a_copy(path)
            former.close()
        if version > len(schema.MIGRATIONS):
            hashes.register(connection, trusting=True)
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _in_place(path: Path) -> sqlite3.Connection | None:
    """Return a connection that reads the file where it is; None where only a copy can be read.

    A medium that nobody writes is read as it lies; a log of changes beside it, left by a program that did not end
    well, could not be taken in there.
    """
    alone = not os.access(path.parent, os.W_OK) and not log_of(path).exists()
    try:
        connection = connect_untouched(path, "mode=ro&immutable=1" if alone else "mode=ro")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    except sqlite3.OperationalError as error:
        if is_damage(error):
            raise
        return None
    return connection


class _Copied(sqlite3.Connection):
    """A connection to a copy in a folder of its own, which goes with it."""

    folder: TemporaryDirectory[str] | None = None

    def close(self) -> None:
        super().close()
        if self.folder is not None:
            self.folder.cleanup()


def _of_a_copy(path: Path) -> sqlite3.Connection:
    """Return a connection to a copy in the system's folder for passing files, brought to the newest schema."""
    from shutil import copyfile

    folder = TemporaryDirectory(prefix="viewer-", ignore_cleanup_errors=True)
    copy = Path(folder.name) / path.name
    try:
        for ending in ("", "-wal"):
            part = path.with_name(path.name + ending)
            if part.exists():
                copyfile(part, copy.with_name(copy.name + ending))
        connection = connect(copy, factory=_Copied)
        assert isinstance(connection, _Copied)
        connection.folder = folder
    except BaseException:
        folder.cleanup()
        raise
    try:
        if schema.is_ours(connection) and schema.version(connection) > 0:
            schema.migrate(connection, lambda number: None)
            indexing.prepare(Store(copy, connection))
    except BaseException:
        connection.close()
        raise
    return connection


def _check_newer(path: Path, connection: sqlite3.Connection) -> None:
    """See whether a library of a newer version still has what this one asks for."""
    try:
        for table, hashed in hashes.TABLES.items():
            names = ", ".join(f'"{name}"' for name in (*hashed.columns, "hash"))
            connection.execute(f"SELECT {names} FROM {table} LIMIT 0")
    except SQLITE_ERRORS as error:
        raise LibraryProblem(
            Message("The library {path} could not be used: {reason}.", path=str(path), reason=str(_UNREADABLE))
        ) from error
