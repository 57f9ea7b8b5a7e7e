"""What can go wrong with the library, in words for the reader."""

from __future__ import annotations

import sqlite3
from errno import ENOSPC
from pathlib import Path

from viewer.article.messages import Message
from viewer.library.damage import code_of, is_broken, is_damage

_REASONS = {
    sqlite3.SQLITE_FULL: Message("the disk is full"),
    sqlite3.SQLITE_READONLY: Message("the file or its folder may only be read"),
    sqlite3.SQLITE_CANTOPEN: Message("the folder does not exist or may not be written"),
    sqlite3.SQLITE_BUSY: Message("another program holds the file"),
}


class LibraryProblem(Exception):
    """Something the library could not do; what was on disk before is still there.

    Its ``message`` is one sentence for the reader that says what is wrong, where, and what to do next.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message

    @property
    def may_pass(self) -> bool:
        """Whether the same thing may work a little later: another program holds the file."""
        cause = self.__cause__
        return isinstance(cause, sqlite3.Error) and code_of(cause) == sqlite3.SQLITE_BUSY


class DamagedLibrary(LibraryProblem):
    """The file itself is damaged; ``Library.recover`` puts the newest good copy in its place."""


def not_kept(path: Path, error: Exception) -> LibraryProblem:
    """Return the problem to raise when reading or writing the library at ``path`` failed with ``error``."""
    if is_damage(error):
        return damaged(path)
    reason = _REASONS.get(code_of(error)) if isinstance(error, sqlite3.Error) else None
    return LibraryProblem(
        Message(
            "The library {path} could not be used: {reason}. Nothing that was saved before is lost.",
            path=str(path),
            reason=str(reason or getattr(error, "strerror", None) or error),
        )
    )


def not_migrated(path: Path, error: Exception) -> LibraryProblem:
    """Return the problem to raise when the library at ``path`` could not be brought to the newest schema."""
    if is_broken(error):
        return damaged(path)
    return LibraryProblem(
        Message(
            "The library {path} could not be brought to this version of the program: {reason}. It is as it was; use "
            "the version that made it, or ask for help.",
            path=str(path),
            reason=str(_REASONS.get(code_of(error)) or getattr(error, "strerror", None) or error),
        )
    )


def is_full(error: BaseException | None) -> bool:
    """Return whether an error says that the disk is full."""
    return code_of(error) == sqlite3.SQLITE_FULL or getattr(error, "errno", None) == ENOSPC


def damaged(path: Path) -> DamagedLibrary:
    """Return the problem to raise where the library at ``path`` is damaged."""
    return DamagedLibrary(
        Message("The library {path} is damaged; start the viewer again to restore its last good copy.", path=str(path))
    )


def read_only(path: Path) -> LibraryProblem:
    """Return the problem to raise at a change of a library that may only be read."""
    return LibraryProblem(
        Message(
            "The library {path} may only be read here, so nothing in it can be changed; "
            "copy it to a place where you may write, and open that.",
            path=str(path),
        )
    )
