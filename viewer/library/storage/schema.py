"""The tables, and the numbered steps that lead from each schema to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from viewer.library.storage.schema_2 import to_2
from viewer.library.storage.store import new_id

APPLICATION = 0x56696577
"""Says in the header of a SQLite file that it is a library of this program ("View")."""

_SCHEMA_1 = (
    f"PRAGMA application_id = {APPLICATION}",
    # library names this collection for good; changes counts every change ever made, as the journal numbers them.
    "CREATE TABLE meta (id INTEGER PRIMARY KEY CHECK (id = 1), library TEXT NOT NULL, changes INTEGER NOT NULL)",
    """CREATE TABLE articles (
        id TEXT PRIMARY KEY, json TEXT NOT NULL, title TEXT NOT NULL, outlet TEXT, byline TEXT, published TEXT,
        language TEXT NOT NULL, path TEXT, added TEXT NOT NULL, source BLOB)""",
    "CREATE TABLE stories (id TEXT PRIMARY KEY, title TEXT NOT NULL, opened TEXT NOT NULL, position TEXT)",
    """CREATE TABLE story_articles (
        story TEXT NOT NULL REFERENCES stories (id), article TEXT NOT NULL REFERENCES articles (id),
        place INTEGER NOT NULL, shown INTEGER NOT NULL, PRIMARY KEY (story, article)) WITHOUT ROWID""",
    "CREATE TABLE analyses (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, data BLOB NOT NULL)",
    """CREATE TABLE corrections (
        kind TEXT NOT NULL, target TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, target)) WITHOUT ROWID""",
    # A note points to its story and article without a foreign key: it must be kept even where they are lost.
    """CREATE TABLE notes (
        id TEXT PRIMARY KEY, story TEXT NOT NULL, article TEXT NOT NULL, "start" INTEGER NOT NULL,
        "end" INTEGER NOT NULL, exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
        colour TEXT NOT NULL, text TEXT NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL,
        deleted INTEGER NOT NULL)""",
    "CREATE INDEX notes_of_story ON notes (story)",
    """CREATE TABLE log (
        id INTEGER PRIMARY KEY, command TEXT NOT NULL, forward TEXT NOT NULL, backward TEXT NOT NULL,
        done INTEGER NOT NULL, at REAL NOT NULL)""",
)


def _to_1(connection: sqlite3.Connection) -> None:
    for statement in _SCHEMA_1:
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES (1, ?, 0)", (new_id(),))


Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: tuple[Migration, ...] = (_to_1, to_2)
"""The step at index n leads from schema n to n + 1; each runs in one transaction."""


def version(connection: sqlite3.Connection) -> int:
    """Return the number of the schema in use; 0 is an empty file."""
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


def is_ours(connection: sqlite3.Connection) -> bool:
    """Return whether the file is a library of this program, or still empty."""
    if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION:
        return True
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def migrate(connection: sqlite3.Connection, keep_copy: Callable[[int], object]) -> None:
    """Bring the tables to the newest schema, step by step, calling ``keep_copy(old)`` before each change of a schema.

    A step that fails leaves the file at the schema it had.
    """
    is_new = version(connection) == 0
    while version(connection) < len(MIGRATIONS):
        number = version(connection)
        if not is_new:
            keep_copy(number)
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version(connection) == number:  # else another process was faster
                MIGRATIONS[number](connection)
                connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise
