"""The connection to the SQLite file: settings, transactions, and errors turned into one kind of problem."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from viewer.library.hashes import register
from viewer.library.problems import not_kept

BUSY_SECONDS = 5.0
"""How long a writer waits for another process that is writing."""

Row = tuple[Any, ...]


def connect(path: Path) -> sqlite3.Connection:
    """Open the file at ``path`` with the settings every connection to a library has; raises sqlite3.Error."""
    connection = connect_untouched(path)
    try:
        settle(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def connect_untouched(path: Path) -> sqlite3.Connection:
    """Open the file at ``path``, which may be no library at all, without changing anything in it."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    register(connection)
    return connection


def settle(connection: sqlite3.Connection) -> None:
    """Give a connection the settings of a library: safe after a power cut, and readers do not wait for a writer."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def utc_now() -> str:
    """Return the present moment in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def new_id() -> str:
    """Return an identifier nobody else has: a random UUID, as 32 hexadecimal digits."""
    from uuid import uuid4

    return uuid4().hex


def _nothing_more(store: Store) -> None:
    """Stand for a store that keeps nothing in step with its rows."""


class Store:
    """One open library file. Reading outside a transaction sees the last commit; writing takes the lock first."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.before_commit: Callable[[Store], None] = _nothing_more

    @property
    def journal(self) -> Path:
        """The journal of changes beside the database."""
        return journal_of(self.path)

    @property
    def backups(self) -> Path:
        """The folder of copies beside the database."""
        return backups_of(self.path)

    def rows(self, sql: str, *values: object) -> list[Row]:
        """Return all rows of a query; raises LibraryProblem."""
        with self.told():
            return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> Row | None:
        """Return the first row of a query, or None; raises LibraryProblem."""
        with self.told():
            row: Row | None = self.connection.execute(sql, values).fetchone()
            return row

    def run(self, sql: str, *values: object) -> None:
        """Run one statement; raises LibraryProblem."""
        with self.told():
            self.connection.execute(sql, values)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Run the block in one transaction: all of it is on disk afterwards, or nothing and LibraryProblem is raised.

        The lock is taken at once: a transaction that first reads and then writes could fail while another commits.
        """
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            with self.told():
                self.before_commit(self)
            self.run("COMMIT")
        except BaseException:
            self.connection.rollback()
            raise

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn an error of SQLite or of the file system into a LibraryProblem."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise not_kept(self.path, error) from error


def journal_of(path: Path) -> Path:
    """Return the path of the journal that belongs to the library at ``path``."""
    return path.with_name(path.name + ".changes")


def backups_of(path: Path) -> Path:
    """Return the folder of copies that belongs to the library at ``path``."""
    return path.with_name(path.name + ".backups")
