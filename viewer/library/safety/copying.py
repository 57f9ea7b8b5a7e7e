"""A library is copied table by table: what can be made again stays out, and the copy is dense."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from viewer.library.storage.store import connect_untouched, without_foreign_keys

_LEFT_OUT = {"analyses"}
"""Tables that the copy has without their rows."""


def copy_tables(connection: sqlite3.Connection, target: Path) -> None:
    """Copy what ``connection`` sees at this moment into a new file, one file with nothing beside it.

    It is not brought to the disk. Raises sqlite3.Error.
    """
    connection.execute("ATTACH ? AS copy", (str(target),))
    try:
        connection.execute("PRAGMA copy.journal_mode = OFF")
        connection.execute("PRAGMA copy.synchronous = OFF")  # it reaches the disk before it gets its name
        with without_foreign_keys(connection):
            rest = _copy_all(connection, target)
    finally:
        connection.execute("DETACH copy")
    with closing(connect_untouched(target)) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        for statement in rest:
            copy.execute(statement)


def _copy_all(connection: sqlite3.Connection, target: Path) -> list[str]:
    connection.execute("BEGIN")
    try:
        rest = _copy_schema(connection, target)
        _copy_rows(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
    return rest


def _copy_schema(connection: sqlite3.Connection, target: Path) -> list[str]:
    """Make the tables; return the statements for what belongs on top of their rows: indexes and triggers."""
    shadows = _shadows(connection)
    rows = connection.execute(
        "SELECT type, name, sql FROM main.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    with closing(connect_untouched(target)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        for pragma in ("application_id", "user_version"):
            (number,) = connection.execute(f"PRAGMA main.{pragma}").fetchone()
            copy.execute(f"PRAGMA {pragma} = {number}")
        for kind, name, sql in rows:
            if kind == "table" and name not in shadows:
                copy.execute(sql)
    return [sql for kind, _, sql in rows if kind != "table"]


def _copy_rows(connection: sqlite3.Connection) -> None:
    for name, kind in _tables(connection):
        if kind == "virtual" or name in _LEFT_OUT:
            continue
        if kind == "shadow":  # made with its virtual table, and not empty
            connection.execute(f'DELETE FROM copy."{name}"')
        connection.execute(f'INSERT INTO copy."{name}" SELECT * FROM main."{name}"')


def _shadows(connection: sqlite3.Connection) -> set[str]:
    return {name for name, kind in _tables(connection) if kind == "shadow"}


def _tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    rows = connection.execute("PRAGMA main.table_list").fetchall()
    return [(row[1], row[2]) for row in rows if row[0] == "main" and not row[1].startswith("sqlite_")]
