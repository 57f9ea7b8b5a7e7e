"""The journal of changes: JSON lines with a checksum, beside the database, replayed when the database is behind.

A line is written before its change is committed, so the journal always holds at least what the database holds. Lines
are numbered by the change they record; where a commit failed, the number comes again and the later line counts. Each
line names its library, so that the journal of another file that once lay here is never mixed in.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zlib import crc32

Record = dict[str, Any]

_TAIL = 1 << 16


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


def read(paths: Iterable[Path]) -> list[Record]:
    """Return the sound records of the given files in the order of their numbers; damaged lines are passed over."""
    records = {}
    for path in paths:
        for line in path.read_bytes().split(b"\n"):
            if (record := _parse(line)) is not None:
                records[record["library"], record["number"]] = record
    return sorted(records.values(), key=lambda record: record["number"])


def last(path: Path) -> Record | None:
    """Return the last sound record of a file, or None; quick however long the file is."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        file.seek(-min(_TAIL, path.stat().st_size), os.SEEK_END)
        tail = _last_sound(file.read())
    return tail or _last_sound(path.read_bytes())


def damaged_lines(path: Path) -> int:
    """Return how many lines of a file are torn or damaged."""
    lines = [line for line in path.read_bytes().split(b"\n") if line] if path.exists() else []
    return sum(_parse(line) is None for line in lines)


def _last_sound(data: bytes) -> Record | None:
    return next((record for line in reversed(data.split(b"\n")) if (record := _parse(line)) is not None), None)


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
