"""Zip files written by hand, so that their headers can lie."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from tests.hostile.kinds.making import MB, STORY


def deflated_zeros(size: int, letter: bytes = b"\0") -> tuple[bytes, int]:
    """Return ``size`` equal bytes as a deflate stream, and their checksum."""
    chunk = letter * MB
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    whole, rest = divmod(size, MB)
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    end = last.compress(letter * rest) + last.flush()
    checksum = 0
    for _ in range(whole):
        checksum = zlib.crc32(chunk, checksum)
    return block * whole + end, zlib.crc32(letter * rest, checksum)


@dataclass
class Entry:
    """A member of a zip file, with whatever lies its headers tell."""

    name: bytes
    data: bytes
    packed: int = 8
    size: int = 0
    crc: int = 0
    flags: int = 0
    offset: int | None = None
    attributes: int = 0


def raw_zip(entries: Iterable[Entry], *, count: int | None = None) -> bytes:
    made, directory = bytearray(), bytearray()
    number = 0
    for entry in entries:
        number += 1
        offset = len(made) if entry.offset is None else entry.offset
        fields = (entry.flags, entry.packed, 0, 33, entry.crc, len(entry.data), entry.size, len(entry.name), 0)
        if entry.offset is None:
            made += b"PK\x03\x04" + struct.pack("<HHHHHLLLHH", 20, *fields) + entry.name + entry.data
        directory += b"PK\x01\x02" + struct.pack("<HHHHHHLLLHH", 20, 20, *fields)
        directory += struct.pack("<HHHLL", 0, 0, 0, entry.attributes, offset) + entry.name
    start = len(made)
    count = number if count is None else count
    return (
        bytes(made + directory) + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), start, 0)
    )


def bomb(name: str, size: int, letter: bytes = b"a") -> Entry:
    data, checksum = deflated_zeros(size, letter)
    return Entry(name.encode(), data, size=size, crc=checksum)


def stored(name: str, data: bytes = STORY) -> Entry:
    return Entry(name.encode(), data, packed=0, size=len(data), crc=zlib.crc32(data))
