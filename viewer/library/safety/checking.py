"""Is the library what was written? Its pages, tables, rows and journal are looked through."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from viewer.article.messages import Message
from viewer.library.damage import SQLITE_ERRORS, is_damage
from viewer.library.problems import not_kept
from viewer.library.storage import hashes, journal, schema
from viewer.library.storage.store import Store

_MOST = 20


def problems(store: Store) -> tuple[Message, ...]:
    """Return what is wrong with the library and its journal, in sentences; raises LibraryProblem if it is not read."""
    return (*damage(store.connection, store.path), *_journal_damage(store))


def damage(connection: sqlite3.Connection, path: Path) -> tuple[Message, ...]:
    """Return what is wrong with the file at ``path``, nothing if all is well; raises LibraryProblem if it is not read.

    Everything in it is read: the pages, the order of the indexes, the hash of each row, and the tables themselves.
    """
    found: list[str] = []
    for look in (_pages, _tables, _rows, _links):
        try:
            found += look(connection)
        except SQLITE_ERRORS as error:
            if not is_damage(error):
                raise not_kept(path, error) from error
            found.append(str(error))
    return tuple(Message("The library {path}: {found}.", path=str(path), found=text) for text in found)


def is_sound(connection: sqlite3.Connection) -> bool:
    """Return whether nothing in a file is damaged: for copies, and before a copy is made; raises sqlite3.Error."""
    has_hashes = schema.version(connection) == len(schema.MIGRATIONS)
    looks: tuple[Callable[[sqlite3.Connection], Iterator[str]], ...] = (quick, _rows) if has_hashes else (quick,)
    return not any(found for look in looks for found in look(connection))


def quick(connection: sqlite3.Connection) -> Iterator[str]:
    """Return what SQLite finds wrong with the pages, without comparing indexes and tables."""
    return (row[0] for row in connection.execute("PRAGMA quick_check(1)") if row[0] != "ok")


def _pages(connection: sqlite3.Connection) -> Iterator[str]:
    return (row[0] for row in connection.execute(f"PRAGMA integrity_check({_MOST})") if row[0] != "ok")


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    there = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return (f"the trigger {name} is not what it should be" for name, sql in hashes.triggers() if there.get(name) != sql)


def _rows(connection: sqlite3.Connection) -> Iterator[str]:
    return (f"{count} damaged rows in {table}" for table, count in hashes.damaged_rows(connection))


def _links(connection: sqlite3.Connection) -> Iterator[str]:
    return (f"{row[0]} -> {row[2]}" for row in connection.execute("PRAGMA foreign_key_check"))


def _journal_damage(store: Store) -> tuple[Message, ...]:
    with store.told():
        torn = journal.damaged_lines(store.journal)
    if not torn:
        return ()
    return (Message("{count} damaged lines in the journal {path}.", count=torn, path=str(store.journal)),)
