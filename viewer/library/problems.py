"""What can go wrong with the library, in words for the reader."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from viewer.article.messages import Message

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_REASONS = {
    sqlite3.SQLITE_FULL: Message("the disk is full"),
    sqlite3.SQLITE_READONLY: Message("the file or its folder may only be read"),
    sqlite3.SQLITE_CANTOPEN: Message("the folder does not exist or may not be written"),
    sqlite3.SQLITE_BUSY: Message("another program holds the file"),
    sqlite3.SQLITE_CORRUPT: Message("the file is damaged; start the program again to restore its last good copy"),
    sqlite3.SQLITE_NOTADB: Message("the file is not a library; start the program again to restore its last good copy"),
}


class LibraryProblem(Exception):
    """Something the library could not do; what was on disk before is still there.

    Its ``message`` is one sentence for the reader that says what is wrong, where, and what to do next.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def is_damage(error: sqlite3.Error) -> bool:
    """Return whether SQLite says that the file itself is broken (and not merely busy, full or protected)."""
    return _code(error) in _DAMAGED


def not_kept(path: Path, error: sqlite3.Error | OSError) -> LibraryProblem:
    """Return the problem to raise when reading or writing the library at ``path`` failed with ``error``."""
    reason = _REASONS.get(_code(error)) if isinstance(error, sqlite3.Error) else None
    return LibraryProblem(
        Message(
            "The library {path} could not be used: {reason}. Nothing that was saved before is lost.",
            path=str(path),
            reason=str(reason or getattr(error, "strerror", None) or error),
        )
    )


def _code(error: sqlite3.Error) -> int:
    # The lowest byte is the kind of error; errors of the sqlite3 module itself have no code.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
