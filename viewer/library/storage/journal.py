"""The journal of changes: JSON lines with a checksum, beside the database, replayed when the database is behind.

A line is written before its change is committed, so the journal always holds at least what the database holds. Lines
are numbered by the change they record; where a commit failed, the number comes again and the later line counts. Each
line names its library, so that the journal of another file that once lay here is never mixed in.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

Record = dict[str, Any]

_TAIL = 1 << 16
_HEAD = re.compile(rb'\{"crc32":\d+,"record":\{"library":"([0-9a-f]{32})","number":(\d+),')


def append(path: Path, record: Record) -> None:
    """Write one record and wait until it is on disk; raises OSError, leaving at most a torn line that is skipped."""
    body = _canonical(record)
    # The newline in front ends a line that a crash or a full disk may have torn.
    line = f'\n{{"crc32":{crc32(body)},"record":'.encode() + body + b"}\n"
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        _write_all(handle, line)
        os.fsync(handle)
    finally:
        os.close(handle)


def read(paths: Iterable[Path], library: str | None = None, after: int = 0) -> list[Record]:
    """Return the sound records of the given files in the order of their numbers; damaged lines are passed over.

    With ``library``, only the records of that one with a number above ``after``.
    """
    records = {}
    for path in paths:
        with path.open("rb") as file:
            for line in file:
                if library is not None and _is_elsewhere(line, library, after):
                    continue
                if (record := _parse(line)) is not None:
                    records[record["library"], record["number"]] = record
    return sorted(records.values(), key=lambda record: record["number"])


def last(path: Path) -> Record | None:
    """Return the last sound record of a file, or None."""
    return next((record for line in _lines_backward(path) if (record := _parse(line)) is not None), None)


def last_number(path: Path) -> tuple[str, int] | None:
    """Return library and number of the last sound record of a file; at once if the last line is whole."""
    for line in _lines_backward(path):
        if (head := _HEAD.match(line)) is not None and line.endswith(b"}}"):
            return head[1].decode(), int(head[2])
        if (record := _parse(line)) is not None:
            return record["library"], record["number"]
    return None


def damaged_lines(path: Path) -> int:
    """Return how many lines of a file are damaged.

    A line without its end is none: its writing was broken off, so nobody was told that its change is kept.
    """
    with _opened(path) as file:
        return sum(_parse(line) is None for line in file.read().split(b"\n") if line.endswith(b"}"))


def _is_elsewhere(line: bytes, library: str, after: int) -> bool:
    head = _HEAD.match(line)
    return head is not None and (head[1].decode() != library or int(head[2]) <= after)


def _lines_backward(path: Path) -> Iterator[bytes]:
    """Return the lines of a file that are not empty, the last first; reads no more than is asked for."""
    with _opened(path) as file:
        end, rest = file.seek(0, os.SEEK_END), [b""]
        while end > 0:
            start = max(0, end - _TAIL)
            file.seek(start)
            pieces = file.read(end - start).split(b"\n")
            # What a line has read of it so far is joined once, when it begins: lines may be long.
            if len(pieces) > 1:
                yield from filter(None, [pieces[-1] + b"".join(reversed(rest)), *reversed(pieces[1:-1])])
                rest = []
            rest.append(pieces[0])
            end = start
        yield from filter(None, [b"".join(reversed(rest))])


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading; one that is not there, or was filed away by a copy just now, has no lines."""
    try:
        file: BinaryIO = path.open("rb")
    except FileNotFoundError:
        file = BytesIO()
    with file:
        yield file


def _write_all(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]


def _canonical(record: Record) -> bytes:
    return json.dumps(record, separators=(",", ":")).encode("ascii")


def _parse(line: bytes) -> Record | None:
    try:
        data = json.loads(line)
        record: Record = data["record"]
        sound = crc32(_canonical(record)) == data["crc32"] and {"library", "number"} <= record.keys()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return record if sound else None
