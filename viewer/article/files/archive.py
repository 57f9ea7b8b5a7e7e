"""Zip files are read member by member, after their directory was looked over; nothing is ever written."""

from __future__ import annotations

import stat
import struct
import zlib
from pathlib import PurePosixPath
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from viewer.article.files.budget import TOO_MANY, TOO_MUCH, Budget
from viewer.article.limits import (
    ARCHIVE_MEMBERS,
    DIRECTORY_BYTES,
    FILE_BYTES,
    MEMBER_NAME_CHARACTERS,
    PACKED_RATIO,
    RATIO_BYTES,
    UNPACKED_BYTES,
)
from viewer.article.messages import Message
from viewer.article.problems import ReadProblem

DAMAGED = Message("This archive is damaged. Get a new copy of it.")
BOMB = Message("This archive is packed as only harmful ones are, so it was not unpacked.")
BAD_NAME = Message("The name of this file is not safe on every computer, so it was left out. Rename it.")
TWICE = Message("Two files in this archive have the same name; the second was left out.")
LINK = Message("This is a link, not a file, so it was left out.")
LOCKED = Message("This file is locked with a password. Unlock it first.")
ODD_PACKING = Message("This file is packed in a way that cannot be read here. Pack it as an ordinary zip file.")
TOO_LARGE = Message("This file is too large to be an article. Cut out the article first.")

_END = b"PK\x05\x06"
_END64 = b"PK\x06\x06"
_LOCATOR = b"PK\x06\x07"
_END_REACH = 65_557
_LOCAL_HEADER = 30
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


class Archive:
    """The members of a zip file that can be read, by name, and those that were refused with the reason.

    Raises ReadProblem where the file as a whole is damaged or harmful.
    """

    def __init__(self, file: BinaryIO, budget: Budget) -> None:
        self._budget = budget
        _look_at_end(file)
        try:
            self._zip = ZipFile(file)
        except (BadZipFile, ValueError, OverflowError, NotImplementedError, struct.error, EOFError) as error:
            raise ReadProblem(DAMAGED) from error
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        _refuse_bombs(self._zip.infolist(), self._zip.start_dir)
        if len(entries) > ARCHIVE_MEMBERS:
            raise ReadProblem(TOO_MANY)
        self.refused: list[tuple[str, Message]] = []
        self._members: dict[str, ZipInfo] = {}
        seen: set[str] = set()
        for entry in entries:
            name = _label(entry)
            reason = _why_refused(entry, name, seen)
            if reason is None:
                self._members[name] = entry
            else:
                self.refused.append((name, reason))
            seen.add(name.casefold())

    @property
    def names(self) -> list[str]:
        """The names of the members that can be read, in the order of the archive."""
        return list(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str, limit: int = FILE_BYTES) -> bytes:
        """Return the bytes of a member; raise ReadProblem where it is damaged, locked or longer than ``limit``."""
        entry = self._checked(name)
        if entry.file_size > limit:
            raise ReadProblem(TOO_LARGE)
        self._budget.take(entry.file_size)
        try:
            with self._zip.open(entry) as member:
                return _counted(member, min(limit, entry.file_size))
        except (BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError, struct.error) as error:
            raise ReadProblem(DAMAGED) from error

    def _checked(self, name: str) -> ZipInfo:
        entry = self._members.get(name)
        if entry is None:
            raise ReadProblem(DAMAGED)
        if entry.flag_bits & 0x1:
            raise ReadProblem(LOCKED)
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ReadProblem(ODD_PACKING)
        return entry


def _counted(member: IO[bytes], limit: int) -> bytes:
    """Read a member to its end, which its header may give wrongly."""
    data = member.read(limit + 1)
    if len(data) > limit:
        raise ReadProblem(BOMB)
    return data


def _look_at_end(file: BinaryIO) -> None:
    """Refuse a directory that is too long, before zipfile makes an object of each of its entries."""
    size = file.seek(0, 2)
    start = file.seek(max(0, size - _END_REACH))
    tail = file.read(_END_REACH)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise ReadProblem(DAMAGED)
    entries, length = struct.unpack_from("<HL", tail, at + 10)
    locator = tail[at - 20 : at] if at >= 20 else b""
    if locator.startswith(_LOCATOR):
        entries, length = _end64(file, struct.unpack_from("<Q", locator, 8)[0], size)
    if entries > ARCHIVE_MEMBERS:
        raise ReadProblem(TOO_MANY)
    if length > DIRECTORY_BYTES or length > start + at:
        raise ReadProblem(TOO_MANY if length <= start + at else DAMAGED)
    file.seek(0)


def _end64(file: BinaryIO, at: int, size: int) -> tuple[int, int]:
    """Return the entries and the length of the directory as the end record for large archives gives them."""
    if at + 56 > size:
        raise ReadProblem(DAMAGED)
    file.seek(at)
    record = file.read(56)
    if not record.startswith(_END64):
        raise ReadProblem(DAMAGED)
    entries, length = struct.unpack_from("<QQ", record, 32)
    return entries, length


def _refuse_bombs(entries: list[ZipInfo], end: int) -> None:
    """Refuse an archive that unpacks to too much, too tightly, or whose members lie upon each other."""
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
        raise ReadProblem(TOO_MUCH)
    for entry in entries:
        if entry.file_size > RATIO_BYTES and entry.file_size > PACKED_RATIO * max(entry.compress_size, 1):
            raise ReadProblem(BOMB)
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    ends = [*(entry.header_offset for entry in placed[1:]), end]
    for entry, following in zip(placed, ends, strict=False):
        if entry.header_offset + _LOCAL_HEADER + entry.compress_size > following:
            raise ReadProblem(BOMB)


def _label(entry: ZipInfo) -> str:
    """Return the name of a member: many programs write UTF-8 and do not say so."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.filename
    return name.replace("\\", "/")


def _why_refused(entry: ZipInfo, name: str, seen: set[str]) -> Message | None:
    if stat.S_ISLNK(entry.external_attr >> 16):
        return LINK
    if name.casefold() in seen:
        return TWICE
    return None if _is_safe(name) and "\0" not in entry.orig_filename else BAD_NAME


def _is_safe(name: str) -> bool:
    """Whether a name stays below its folder and is one on Windows too."""
    if not 0 < len(name) <= MEMBER_NAME_CHARACTERS or name.startswith("/"):
        return False
    if ":" in name or not name.isprintable():
        return False
    return all(_is_safe_part(part) for part in name.split("/"))


def _is_safe_part(part: str) -> bool:
    stem = part.split(".", 1)[0].rstrip(" ").lower()
    return bool(part) and not part.endswith((".", " ")) and stem not in _DEVICES and part == PurePosixPath(part).name
