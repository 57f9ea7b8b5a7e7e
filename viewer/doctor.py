"""What is missing on this machine, and the line that installs it."""

from __future__ import annotations

import ctypes
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from viewer.article.messages import Message

_QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
}
"""What Qt loads on Linux even where it draws without a display: file to Debian package."""

_XCB_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt loads besides for a window on an X11 display."""

_TOO_NEW = (6, 12)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and whether it is as it should be."""

    fine: bool
    message: Message


def examine(library: Path) -> tuple[Finding, ...]:
    """Look at everything the program needs on this machine; ``library`` is the file the library is or would be in."""
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _python,
        _qt,
        _host_libraries,
        _pipeline,
        _sqlite,
        lambda: _folder(library),
    )
    return tuple(finding for check in checks for finding in check())


def missing_libraries(display: bool = True) -> dict[str, str]:
    """Return the host libraries Qt would not find, with the Debian package of each; empty where that is not Linux.

    ``display`` asks for those of a window on an X11 display too.
    """
    if not sys.platform.startswith("linux"):
        return {}
    needed = {**_QT_LIBRARIES, **_XCB_LIBRARIES} if display else _QT_LIBRARIES
    return {name: package for name, package in needed.items() if not _loads(name)}


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _python() -> Iterator[Finding]:
    number = ".".join(map(str, sys.version_info[:3]))
    yield Finding(sys.version_info >= (3, 11), Message("Python {number} (3.11 or newer is needed)", number=number))


def _qt() -> Iterator[Finding]:
    try:
        number = version("PySide6-Essentials")
    except PackageNotFoundError:
        yield Finding(False, Message("PySide6 is missing: install this program again with pip"))
        return
    if tuple(int(part) for part in number.split(".")[:2]) < _TOO_NEW:
        yield Finding(True, Message("PySide6 {number}", number=number))
    else:
        yield Finding(
            False,
            Message('PySide6 {number} breaks Python 3.11: pip install "PySide6-Essentials<6.12"', number=number),
        )


def _host_libraries() -> Iterator[Finding]:
    missing = missing_libraries()
    if not missing:
        yield Finding(True, Message("the libraries Qt needs from the system"))
    for name, package in missing.items():
        yield Finding(False, Message("{name} is missing (package {package})", name=name, package=package))
    if missing:
        packages = " ".join(missing.values())
        yield Finding(False, Message("install them with: sudo apt-get install {packages}", packages=packages))


def _pipeline() -> Iterator[Finding]:
    from viewer.analysis.pipeline import pipeline_problems

    problems = pipeline_problems()
    if not problems:
        yield Finding(True, Message("the English language pipeline, with the official files"))
    yield from (Finding(False, problem) for problem in problems)


def _sqlite() -> Iterator[Finding]:
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5 (word)")
        except sqlite3.Error:
            yield Finding(False, Message("SQLite {number} was built without FTS5", number=sqlite3.sqlite_version))
            return
    yield Finding(True, Message("SQLite {number} with FTS5", number=sqlite3.sqlite_version))


def _folder(library: Path) -> Iterator[Finding]:
    folder = next(parent for parent in library.absolute().parents if parent.is_dir())
    try:
        with tempfile.TemporaryFile(dir=folder):
            yield Finding(True, Message("the library can be kept in {folder}", folder=str(library.parent)))
    except OSError as error:
        yield Finding(
            False,
            Message(
                "the library cannot be kept in {folder} ({reason}): name another file with --library",
                folder=str(library.parent),
                reason=error.strerror or str(error),
            ),
        )
