"""Rows before and after: what a command consists of, and how it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from viewer.library.storage.hashes import sound
from viewer.library.storage.packed import from_column, to_column
from viewer.library.storage.store import Store

Values = dict[str, Any]


class RowChange(NamedTuple):
    """One row that changes: its columns before and after. None stands for a row that is not there."""

    table: str
    key: Values
    before: Values | None
    after: Values | None

    def backward(self) -> RowChange:
        """Return the change that takes this one back."""
        return RowChange(self.table, self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Change:
    """What a command, an undo or a redo touched: the command's name and the key of each changed row by table."""

    command: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def keys(self, table: str) -> tuple[tuple[str, ...], ...]:
        """Return the keys of the changed rows of one table (for a note: its id)."""
        return tuple(key for name, key in self.rows if name == table)


def change_of(command: str, rows: Sequence[RowChange]) -> Change:
    """Return what those rows touch."""
    return Change(command, tuple(sorted({(row.table, tuple(map(str, row.key.values()))) for row in rows})))


@dataclass(slots=True)
class Draft:
    """The rows a command has written so far, inside its transaction."""

    store: Store
    rows: list[RowChange] = field(default_factory=list)
    more: bool = False

    def insert(self, table: str, key: Values, values: Values) -> None:
        """Write a new row."""
        self._write(RowChange(table, key, None, storable(values)))

    def update(self, table: str, key: Values, values: Values) -> None:
        """Change columns of a row; values it already has are no change."""
        before, after = self._read(table, key, tuple(values)), storable(values)
        if before is not None and before != after:
            self._write(RowChange(table, key, before, after))

    def delete(self, table: str, key: Values) -> None:
        """Remove a row, if it is there."""
        if (before := self._read(table, key, ("*",))) is not None:
            rest = {name: value for name, value in before.items() if name not in key and name != "hash"}
            self._write(RowChange(table, key, rest, None))

    def forget(self, table: str, key: Values) -> None:
        """Remove a row for good: what was in it is not noted anywhere."""
        self._write(RowChange(table, key, {}, None))

    def put(self, table: str, key: Values, values: Values | None) -> None:
        """Make the row have these columns, or not be there for None."""
        if values is None:
            self.delete(table, key)
        elif self._read(table, key, tuple(values)) is None:
            self.insert(table, key, values)
        else:
            self.update(table, key, values)

    def _read(self, table: str, key: Values, columns: Sequence[str]) -> Values | None:
        names = ", ".join(column if column == "*" else f'"{column}"' for column in columns)
        with self.store.told():
            query = f"SELECT {names} FROM {table} WHERE {_where(key)} AND {sound(table)}"
            cursor = self.store.connection.execute(query, [*key.values()])
            row = cursor.fetchone()
        if row is None:
            return None
        read = zip([column[0] for column in cursor.description], row, strict=True)
        return {name: from_column(table, name, value) for name, value in read}

    def _write(self, change: RowChange) -> None:
        write_row(self.store, change)
        self.rows.append(change)


def write_row(store: Store, change: RowChange) -> None:
    """Make the row what the change says it is afterwards."""
    table, key, before, plain = change
    after = plain and {name: to_column(table, name, value) for name, value in plain.items()}
    if after is None:
        store.run(f"DELETE FROM {table} WHERE {_where(key)}", *key.values())
    elif before is None:
        row = {**key, **after}
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        store.run(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", *row.values())
    else:
        names = ", ".join(f'"{name}" = ?' for name in after)
        store.run(f"UPDATE {table} SET {names} WHERE {_where(key)}", *after.values(), *key.values())


def drop_loose_ends(store: Store) -> None:
    """Take out what is lost for good: articles without their text, and places in stories of either that is gone."""
    store.run("DELETE FROM articles WHERE id NOT IN (SELECT article FROM texts)")
    store.run("DELETE FROM story_articles WHERE article NOT IN (SELECT id FROM articles)")
    store.run("DELETE FROM story_articles WHERE story NOT IN (SELECT id FROM stories)")


def storable(values: Mapping[str, Any]) -> Values:
    """Return the values with lone surrogates, which SQLite cannot keep, replaced by question marks."""
    return {
        name: value.encode("utf-8", "replace").decode("utf-8")
        if isinstance(value, str) and not value.isascii()
        else value
        for name, value in values.items()
    }


def _where(key: Values) -> str:
    return " AND ".join(f"{name} = ?" for name in key)
