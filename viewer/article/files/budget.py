"""How much may be unpacked from one file, counted across the archives inside it."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.article.limits import ARCHIVE_MEMBERS, UNPACKED_BYTES
from viewer.article.messages import Message
from viewer.article.problems import ReadProblem

TOO_MANY = Message("This archive has more than {most} files. Divide it.", most=ARCHIVE_MEMBERS)
TOO_MUCH = Message("This archive unpacks to more than {most} MB. Divide it.", most=UNPACKED_BYTES // 1_000_000)


@dataclass(slots=True)
class Budget:
    """How many bytes and members may still be read from a file and the archives inside it."""

    bytes: int = UNPACKED_BYTES
    members: int = ARCHIVE_MEMBERS

    def take(self, size: int, members: int = 0) -> None:
        """Count bytes and members; raise ReadProblem where they are too many."""
        self.bytes -= size
        self.members -= members
        if self.bytes < 0:
            raise ReadProblem(TOO_MUCH)
        if self.members < 0:
            raise ReadProblem(TOO_MANY)
