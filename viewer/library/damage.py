"""How SQLite and Python say that a file is damaged."""

from __future__ import annotations

import sqlite3

DAMAGED_ROW = "damaged row"

SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises in Python; the second where a message quotes the damaged place itself."""

_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_WORDS = (
    "user-defined function raised exception",  # the hash of a row does not fit
    "Could not decode to UTF-8",  # a text is none any more
    "invalid fts5 file format",
    "no such table",  # the tables are ours, and so are the queries
    "no such column",
    "has no column named",
)


def code_of(error: BaseException | None) -> int:
    """Return the kind of an error of SQLite; errors of the sqlite3 module itself have none (0)."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_broken(error: BaseException) -> bool:
    """Return whether SQLite itself calls the file broken; tables that are missing say nothing in a change of schema."""
    return isinstance(error, UnicodeDecodeError) or code_of(error) in _CODES


def is_damage(error: BaseException) -> bool:
    """Return whether an error says that the file itself is broken (and not merely busy, full or protected)."""
    return is_broken(error) or (isinstance(error, sqlite3.Error) and any(words in str(error) for words in _WORDS))
