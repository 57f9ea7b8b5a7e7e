"""The one way a whole file is written: beside its place, to the disk, then put in its place."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Make ``path`` hold ``data``: whoever looks sees the old file or the new one, never half. Raises OSError."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        put_in_place(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def put_in_place(part: Path, path: Path) -> None:
    """Bring the finished file ``part`` to the disk and give it the name ``path``, which must be in the same folder."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(part, path)  # noqa: PTH105 - Path.replace is the same; tests make this one fail
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
