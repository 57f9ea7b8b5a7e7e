"""Hashes of rows: each table of what the reader has carries one, written by triggers so that no writer can forget.

A row whose hash does not fit is damaged: reading it through :func:`sound` raises, changing it does too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from viewer.library.damage import DAMAGED_ROW


class Hashed(NamedTuple):
    """The columns of a table: those of its key, and the others."""

    key: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns but the hash."""
        return self.key + self.rest


TABLES = {
    table: Hashed(tuple(key.split()), tuple(rest.split()))
    for table, key, rest in (
        ("meta", "id", "library changes"),
        ("articles", "id", "title outlet byline published language words path added key trashed"),
        ("texts", "article", "json"),
        ("originals", "article", "data"),
        ("article_tags", "article tag", ""),
        ("outlets", "name", "owner kind said source modified"),
        ("stories", "id", "title opened position settings origin trashed"),
        ("story_articles", "story article", "place shown"),
        ("corrections", "kind target", "value"),
        ("notes", "id", "story category text tags task author filled created modified trashed"),
        ("passages", "note number", "article start end exact prefix suffix state tray"),
        ("note_versions", "note number", "category text tags modified"),
        ("palettes", "id", "name categories place"),
        ("tasks", "id", "story question place"),
        ("hand_ins", "id", "story author kind stamp notes"),
        ("log", "id", "command forward backward done at"),
    )
}
"""The tables whose rows are hashed; analyses and indexes are not, they can be made again."""


def row_hash(*values: object) -> int:
    """Return the hash of a row, given as the name of its table and its values: 63 bits, the same on every system."""
    parts: list[bytes] = []
    for value in values:
        # ascii() tells None, numbers and texts apart and is the same in every version of Python, as repr() is not.
        data = value if isinstance(value, bytes) else ascii(value).encode("ascii")
        parts += (b"%d:" % len(data), data)
    return int.from_bytes(blake2b(b"".join(parts), digest_size=8).digest(), "big") >> 1


def register(connection: sqlite3.Connection, *, trusting: bool = False) -> None:
    """Give a connection the functions that the triggers and :func:`sound` call.

    ``trusting`` takes every row as it is: for libraries of a newer version, whose hashes may be others.
    """

    def is_sound(kept: int, *values: object) -> int:
        if not trusting and kept != row_hash(*values):
            raise ValueError(DAMAGED_ROW)  # SQLite only tells that a function failed
        return 1

    connection.create_function("row_hash", -1, row_hash, deterministic=True)
    connection.create_function("row_is_sound", -1, is_sound, deterministic=True)


def sound(table: str, alias: str = "") -> str:
    """Return an SQL condition that holds for each row, and fails the query at a damaged one.

    It goes last among the conditions of a query, or among its columns, so that it is asked of few rows.
    """
    hashed = TABLES.get(table)
    return "1" if hashed is None else _check(table, hashed.columns, alias or table)


def triggers() -> Iterator[tuple[str, str]]:
    """Return name and SQL of the triggers that keep the hashes."""
    for table, (key, rest) in TABLES.items():
        columns = key + rest
        mine = " AND ".join(f"{name} = NEW.{name}" for name in key)
        write = f"UPDATE {table} SET hash = {_hash(table, columns, 'NEW')} WHERE {mine}"
        # Named columns, so that writing the hash itself sets off nothing.
        changed = f"UPDATE OF {_names(columns)} ON {table}"
        check = f"SELECT {_check(table, columns, 'OLD')}"
        for name, when, action in (
            ("written", f"AFTER INSERT ON {table}", write),
            ("checked", f"BEFORE {changed}", check),
            ("changed", f"AFTER {changed}", write),
        ):
            yield f"{table}_{name}", f"CREATE TRIGGER {table}_{name} {when} BEGIN {action}; END"


def make_triggers(connection: sqlite3.Connection) -> None:
    """Make the triggers, those of older columns anew, and hash the rows that are there; part of a migration."""
    for name, statement in triggers():
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
        connection.execute(statement)
    for table, hashed in TABLES.items():
        connection.execute(f"UPDATE {table} SET hash = {_hash(table, hashed.columns, table)}")


def damaged_rows(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Look at every row; return the tables that hold damaged ones, with how many."""
    for table, hashed in TABLES.items():
        fits = f"hash IS {_hash(table, hashed.columns, table)}"
        (count,) = connection.execute(f"SELECT count(*) FROM {table} WHERE NOT {fits}").fetchone()
        if count:
            yield table, count


def _hash(table: str, columns: tuple[str, ...], alias: str) -> str:
    # With the table's name: a page of one table may come to lie where one of another belongs.
    return f"row_hash('{table}', {_names(columns, alias + '.')})"


def _check(table: str, columns: tuple[str, ...], alias: str) -> str:
    return f"row_is_sound({alias}.hash, '{table}', {_names(columns, alias + '.')})"


def _names(columns: tuple[str, ...], before: str = "") -> str:
    return ", ".join(f'{before}"{name}"' for name in columns)
