"""What is still sound in a damaged library is taken over: each row proves itself by its hash."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from viewer.library.damage import SQLITE_ERRORS
from viewer.library.storage.hashes import TABLES, row_hash
from viewer.library.storage.store import Row, Store, connect_untouched, has_log

_NEVER = {"meta", "log"}
"""What says how the file itself stood is not mixed with what the journal made of another one."""


def salvage(store: Store, damaged: Path, everything: bool) -> None:
    """Take over from a damaged library what neither copy nor journal hold; part of a transaction.

    That are the files articles were read from; ``everything`` (nothing else is there, or the journal has gaps) means
    all rows that are missing. The damaged file is only read.
    """
    options = "mode=ro" if has_log(damaged) else "mode=ro&immutable=1"
    with suppress(*SQLITE_ERRORS), closing(connect_untouched(damaged, options)) as source:
        if everything:
            for table in TABLES.keys() - _NEVER:
                _take_missing(store, source, table)
            return
        _take_originals(store, source)


def _take_originals(store: Store, source: sqlite3.Connection) -> None:
    wanted = "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM originals)"
    missing = {row[0] for row in store.rows(wanted)}
    if missing:
        for row in _sound_rows(source, "originals"):
            if row[0] in missing:
                _insert(store, "originals", row)


def _take_missing(store: Store, source: sqlite3.Connection, table: str) -> None:
    for row in _sound_rows(source, table):
        _insert(store, table, row)


def _insert(store: Store, table: str, row: Row) -> None:
    columns = TABLES[table].columns
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    store.run(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", *row)


def _sound_rows(source: sqlite3.Connection, table: str) -> Iterator[Row]:
    """Return the rows whose hash fits: from the front to the damaged place, then from the end back to it."""
    hashed = TABLES[table]
    names = ", ".join(f'"{name}"' for name in hashed.columns)
    rowid = source.execute("SELECT 1 FROM sqlite_master WHERE name = ? AND sql NOT LIKE '%WITHOUT ROWID%'", (table,))
    key = "rowid" if rowid.fetchone() else ", ".join(hashed.key)
    for order in (key, ", ".join(f"{part} DESC" for part in key.split(", "))):
        try:
            for *row, kept in source.execute(f"SELECT {names}, hash FROM {table} ORDER BY {order}"):
                if kept == row_hash(table, *row):
                    yield tuple(row)
        except SQLITE_ERRORS:
            continue
        return
