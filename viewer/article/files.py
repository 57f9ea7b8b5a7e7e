"""Files are opened, and every way in which that fails becomes one sentence."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Literal

from viewer.article.limits import FILE_BYTES
from viewer.article.messages import Message
from viewer.article.problems import ReadProblem

Format = Literal["text", "markdown", "html", "mhtml"]

_SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
}
_HTML_STARTS = ("<!doctype html", "<html", "<head", "<?xml", "<!-- saved from", "<body")
_MHTML_STARTS = ("from: <saved by", "mime-version:")


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; raise ReadProblem where it cannot be read, is empty or too large."""
    try:
        status = path.stat()
        if S_ISDIR(status.st_mode):
            raise ReadProblem(Message("{name} is a folder. Choose the files in it instead.", name=_name(path)))
        if not S_ISREG(status.st_mode):
            raise ReadProblem(
                Message("{name} is not an ordinary file. Choose a file with text in it.", name=_name(path))
            )
        if status.st_size > FILE_BYTES:
            raise _too_large(path, status.st_size)
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
    except OSError as error:
        raise ReadProblem(_why_unreadable(path, error)) from error
    except ValueError as error:
        raise ReadProblem(
            Message("The path {name} is not valid. Check how it is written.", name=_name(path))
        ) from error
    if len(data) > FILE_BYTES:
        raise _too_large(path, len(data))
    if not data.strip():
        raise ReadProblem(Message("{name} is empty. Choose a file with text in it.", name=_name(path)))
    if path.suffix.lower() == ".json":
        # Such files lie beside the texts of a story, and a command's * takes them along.
        raise ReadProblem(
            Message("{name} holds data, not an article. Choose the articles beside it.", name=_name(path))
        )
    return data


def format_of(path: Path, data: bytes) -> Format:
    """Return the format of a file by its name, and by its first words where the name says nothing."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").decode("latin-1").lower()
    known = _SUFFIXES.get(path.suffix.lower())
    if known is not None and known != "html":
        return known
    if start.startswith(_MHTML_STARTS) and "multipart" in start:
        return "mhtml"
    if known:
        return known
    return "html" if start.startswith(_HTML_STARTS) else "text"


def _name(path: Path) -> str:
    """Return the name of a file as it can be shown and encoded."""
    return os.fspath(path).encode("utf-8", "replace").decode("utf-8")


def _too_large(path: Path, size: int) -> ReadProblem:
    return ReadProblem(
        Message(
            "{name} is too large to be an article: {size} MB, and {limit} MB is the limit. Cut out the article first.",
            name=_name(path),
            size=round(size / 1e6),
            limit=round(FILE_BYTES / 1e6),
        )
    )


def _why_unreadable(path: Path, error: OSError) -> Message:
    name = _name(path)
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
