"""Files are opened, and every way in which that fails becomes one sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from viewer.article.limits import ARCHIVE_BYTES, FILE_BYTES
from viewer.article.messages import Message
from viewer.article.problems import ReadProblem

_ZIP_START = b"PK"


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open an ordinary file of bearable size; raise ReadProblem where it cannot be read, is no article or too large."""
    try:
        status = _status(path)
        _refuse_kind(path, status.st_mode)
        with path.open("rb") as file:
            limit = ARCHIVE_BYTES if status.st_size > FILE_BYTES and file.read(2) == _ZIP_START else FILE_BYTES
            if status.st_size > limit:
                raise _too_large(path, status.st_size, limit)
            file.seek(0)
            yield file
    except OSError as error:
        raise ReadProblem(_why_unreadable(path, error)) from error


def bytes_of(file: BinaryIO, path: Path) -> bytes:
    """Return the bytes of an open file; raise ReadProblem where it is empty or has grown too large."""
    data = file.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise _too_large(path, len(data), FILE_BYTES)
    if not data.strip():
        raise ReadProblem(Message("{name} is empty. Choose a file with text in it.", name=shown(path)))
    return data


def shown(path: Path) -> str:
    """Return the name of a file as it can be shown and encoded."""
    return os.fspath(path).encode("utf-8", "replace").decode("utf-8")


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except ValueError as error:
        raise ReadProblem(
            Message("The path {name} is not valid. Check how it is written.", name=shown(path))
        ) from error


def _refuse_kind(path: Path, mode: int) -> None:
    if S_ISDIR(mode):
        raise ReadProblem(Message("{name} is a folder. Choose the files in it instead.", name=shown(path)))
    if not S_ISREG(mode):
        raise ReadProblem(Message("{name} is not an ordinary file. Choose a file with text in it.", name=shown(path)))
    if path.suffix.lower() == ".json":
        # Such files lie beside the texts of a story, and a command's * takes them along.
        raise ReadProblem(
            Message("{name} holds data, not an article. Choose the articles beside it.", name=shown(path))
        )


def _too_large(path: Path, size: int, limit: int) -> ReadProblem:
    return ReadProblem(
        Message(
            "{name} is too large to be an article: {size} MB, and {limit} MB is the limit. Cut out the article first.",
            name=shown(path),
            size=round(size / 1e6),
            limit=round(limit / 1e6),
        )
    )


def _why_unreadable(path: Path, error: OSError) -> Message:
    name = shown(path)
    if isinstance(error, FileNotFoundError):
        if os.path.lexists(path):
            return Message("{name} is a link to a file that no longer exists. Choose the file itself.", name=name)
        return Message("{name} does not exist. Check the name, or whether the file was moved.", name=name)
    if isinstance(error, PermissionError):
        return Message("You may not read {name}. Change its permissions or copy it to your own folder.", name=name)
    if isinstance(error, NotADirectoryError):
        return Message("{name} does not exist: a part of its path is a file. Check the path.", name=name)
    reason = error.strerror or "unknown error"
    return Message("{name} could not be read ({reason}). Check the disk or try a copy.", name=name, reason=reason)
