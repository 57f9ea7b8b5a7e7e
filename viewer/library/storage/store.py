"""The connection to the SQLite file: settings, transactions, and errors turned into one kind of problem."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from viewer.library.damage import SQLITE_ERRORS, code_of, is_damage
from viewer.library.problems import DamagedLibrary, not_kept, read_only
from viewer.library.storage.hashes import register

BUSY_SECONDS = 5.0
"""How long a writer waits for another process that is writing, before it asks once more and waits as long again."""
_ASK_AGAIN = (0.001, 0.006)

Row = tuple[Any, ...]
Rows = TypeVar("Rows")
Connect = Callable[[], sqlite3.Connection]


def connect(path: Path, factory: type[sqlite3.Connection] = sqlite3.Connection) -> sqlite3.Connection:
    """Open the file at ``path`` with the settings every connection to a library has; raises sqlite3.Error."""
    connection = connect_untouched(path, factory=factory)
    try:
        settle(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def connect_untouched(
    path: Path, options: str = "", factory: type[sqlite3.Connection] = sqlite3.Connection
) -> sqlite3.Connection:
    """Open the file at ``path``, which may be no library at all, without changing anything in it.

    ``options`` are those of SQLite's URIs (``mode=ro``).
    """
    name = f"{path.absolute().as_uri()}?{options}" if options else path
    connection = sqlite3.connect(name, timeout=BUSY_SECONDS, isolation_level=None, uri=bool(options), factory=factory)
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


def _first(cursor: sqlite3.Cursor) -> Row | None:
    row: Row | None = cursor.fetchone()
    return row


def _nothing_more(store: Store) -> None:
    """Stand for a store that keeps nothing in step with its rows."""


class Store:
    """One open library file. Reading outside a transaction sees the last commit; writing takes the lock first.

    Where another process puts a copy in the place of a damaged file, the store follows it to the new one. A store
    that may only be read says so (``read_only``) and is read through ``connect_again`` where its file has changed.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, connect_again: Connect | None = None) -> None:
        self.path = path
        self.connection = connection
        self.before_commit: Callable[[Store], None] = _nothing_more
        self.read_only = connect_again is not None
        self.unclean = False
        """Whether a program that had the library open before has not closed it (or has it open still)."""
        self._connect_again = connect_again or (lambda: connect(path))
        self._known: tuple[int, ...] = ()
        self._version = 0
        self._remember()

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
            return self._ask(sql, values, sqlite3.Cursor.fetchall)

    def row(self, sql: str, *values: object) -> Row | None:
        """Return the first row of a query, or None; raises LibraryProblem."""
        with self.told():
            return self._ask(sql, values, _first)

    def _ask(self, sql: str, values: tuple[object, ...], fetch: Callable[[sqlite3.Cursor], Rows]) -> Rows:
        try:
            return fetch(self.connection.execute(sql, values))
        except SQLITE_ERRORS as error:
            # Damage that another process has repaired already is none.
            if not is_damage(error) or self.connection.in_transaction or not self.is_replaced():
                raise
            self.follow()
            return fetch(self.connection.execute(sql, values))

    def run(self, sql: str, *values: object) -> None:
        """Run one statement; raises LibraryProblem."""
        with self.told():
            self.connection.execute(sql, values)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Run the block in one transaction: all of it is on disk afterwards, or nothing and LibraryProblem is raised.

        The lock is taken at once: a transaction that first reads and then writes could fail while another commits.
        """
        if self.read_only:
            raise read_only(self.path)
        try:
            self._begin()
            yield
            with self.told():
                self.before_commit(self)
            self.run("COMMIT")
        except BaseException:
            self.connection.rollback()
            raise

    def _begin(self) -> None:
        with self.told():
            self._take_lock()
            if self.is_replaced():  # the lock is on a file that was set aside meanwhile
                self.connection.rollback()
                self.follow()
                self._take_lock()

    def _take_lock(self) -> None:
        """Begin to write as soon as nobody else does.

        SQLite would ask ever more rarely, and be passed over for seconds where several write all the time.
        """
        end = time.monotonic() + BUSY_SECONDS
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._has_lock() and time.monotonic() < end:
                time.sleep(random.uniform(*_ASK_AGAIN))
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN IMMEDIATE")

    def _has_lock(self) -> bool:
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if code_of(error) != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True

    def changed_elsewhere(self) -> bool:
        """Return whether another process has committed a change since this was last asked."""
        with self.told():
            if self.is_replaced():
                self.follow()
                return True
            before, self._version = self._version, self._data_version()
            return before != self._version

    def is_replaced(self) -> bool:
        """Return whether another file lies in the library's place than was opened; raises OSError where none does."""
        return self._file() != self._known

    def follow(self) -> None:
        """Leave the connection for one to the file that is now in the library's place; raises sqlite3.Error."""
        self.connection.close()
        self.connection = self._connect_again()
        self._remember()

    def _remember(self) -> None:
        self._known = self._file()
        self._version = self._data_version()

    def _file(self) -> tuple[int, ...]:
        """Return what tells the file from another one; where it is only read, from a later state of it too."""
        found = os.stat(self.path)  # noqa: PTH116 - asked at every change: the shorter way
        state = (found.st_size, found.st_mtime_ns) if self.read_only else ()
        return found.st_dev, found.st_ino, *state

    def _data_version(self) -> int:
        number: int = self.connection.execute("PRAGMA data_version").fetchone()[0]
        return number

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn an error of SQLite or of the file system into a LibraryProblem."""
        try:
            yield
        except (*SQLITE_ERRORS, OSError) as error:
            problem = not_kept(self.path, error)
            if isinstance(problem, DamagedLibrary):
                self.mark_damaged()
            raise problem from error

    def mark_damaged(self) -> None:
        """See to it that whoever opens the library next looks through all of it first."""
        if not self.read_only:
            with suppress(OSError):
                marker_of(self.path).touch()


@contextmanager
def without_foreign_keys(connection: sqlite3.Connection) -> Iterator[None]:
    """Let rows be written in any order; to be entered outside a transaction."""
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def journal_of(path: Path) -> Path:
    """Return the path of the journal that belongs to the library at ``path``."""
    return path.with_name(path.name + ".changes")


def backups_of(path: Path) -> Path:
    """Return the folder of copies that belongs to the library at ``path``."""
    return path.with_name(path.name + ".backups")


def marker_of(path: Path) -> Path:
    """Return the path of the empty file that says that damage was seen in the library at ``path``."""
    return path.with_name(path.name + ".damage-seen")


def restoring_of(path: Path) -> Path:
    """Return the path of the file that says that the library at ``path`` is being restored, and from what."""
    return path.with_name(path.name + ".restoring")


def has_log(path: Path) -> bool:
    """Return whether SQLite's log of changes lies beside the library, with something in it."""
    log = log_of(path)
    return log.exists() and log.stat().st_size > 0


def log_of(path: Path) -> Path:
    """Return the path of SQLite's log of changes beside the library at ``path``."""
    return path.with_name(path.name + "-wal")
