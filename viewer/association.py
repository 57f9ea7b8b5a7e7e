"""Ties packs to this program, for one user and without an administrator, so that a double click on one opens it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from viewer.article.messages import Message
from viewer.data import resource
from viewer.library.storage.files import write_file

NAME = "article-comparison-viewer"
TYPE = "application/x-viewerpack"
SUFFIX = ".viewerpack"
TITLE = "Article comparison"

_TOLD = 20
"""Seconds after which a program of the desktop that does not answer is let be."""
_KEYS = (rf"Software\Classes\{SUFFIX}", rf"Software\Classes\{NAME}\shell\open\command")
_NOT_HERE = Message(
    "On this system the file manager itself ties packs to a program: choose “Open with” once and name {program}.",
    program=sys.executable,
)
_MIME = f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{TYPE}">
    <comment>Pack of a story with its articles and notes</comment>
    <sub-class-of type="application/zip"/>
    <glob pattern="*{SUFFIX}"/>
  </mime-type>
</mime-info>
"""
_DESKTOP = f"""[Desktop Entry]
Type=Application
Name={TITLE}
Comment=News articles on one event side by side
Exec={{command}} %F
Icon={NAME}
Terminal=false
Categories=Education;Office;
MimeType={TYPE};
"""


class AssociationProblem(Exception):
    """Packs could not be tied to the program; ``message`` says why and what to do next."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def associate() -> None:
    """Let a double click on a pack open it in this program; done again, it is done anew. Raises AssociationProblem."""
    _on_this_system(_write_desktop_files, _write_registry)


def dissociate() -> None:
    """Take back what :func:`associate` did; without it, nothing. Raises AssociationProblem."""
    _on_this_system(_remove_desktop_files, _clear_registry)


def _on_this_system(on_linux: Callable[[], None], on_windows: Callable[[Any], None]) -> None:
    try:
        if sys.platform == "win32":
            import winreg

            on_windows(winreg)
        elif sys.platform.startswith("linux"):
            on_linux()
        else:
            raise AssociationProblem(_NOT_HERE)
    except OSError as error:
        where, reason = error.filename or TITLE, error.strerror or str(error)
        text = "{where} could not be written: {reason}. Packs still open by drop and by “Open a pack”."
        raise AssociationProblem(Message(text, where=str(where), reason=reason)) from error


def desktop_files(command: Sequence[str], data: Path) -> dict[Path, bytes]:
    """Return the files below a user's data folder that tell a freedesktop.org desktop of packs and of the program.

    ``command`` starts the program. Source: Shared MIME-info and Desktop Entry specifications.
    """
    entry = _DESKTOP.format(command=" ".join(_quoted(part) for part in command))
    return {
        data / "mime" / "packages" / f"{NAME}.xml": _MIME.encode(),
        data / "applications" / f"{NAME}.desktop": entry.encode(),
        data / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg": resource("icons", "viewer.svg").read_bytes(),
    }


def _quoted(part: str) -> str:
    """Return an argument of an ``Exec`` line, quoted as the Desktop Entry specification asks."""
    escaped = "".join(f"\\{char}" if char in '"`$\\' else char for char in part).replace("%", "%%")
    return '"' + escaped.replace("\\", "\\\\") + '"'


def _data_folder() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _program() -> list[str]:
    """Return the command that starts the program from anywhere, on Windows without a console."""
    python = Path(sys.executable)
    quiet = python.with_name("pythonw.exe")
    return [str(quiet if sys.platform == "win32" and quiet.exists() else python), "-m", "viewer"]


def _write_desktop_files() -> None:
    data = _data_folder()
    for path, content in desktop_files(_program(), data).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, content)
    _tell_desktop(data)
    _run("xdg-mime", "default", f"{NAME}.desktop", TYPE)


def _remove_desktop_files() -> None:
    data = _data_folder()
    for path in desktop_files(_program(), data):
        path.unlink(missing_ok=True)
    _tell_desktop(data)


def _tell_desktop(data: Path) -> None:
    """Let the desktop look again; where these programs are missing it does so by itself at the next login."""
    _run("update-mime-database", str(data / "mime"))
    _run("update-desktop-database", str(data / "applications"))


def _run(program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is not None:
        try:
            subprocess.run([found, *arguments], capture_output=True, check=False, timeout=_TOLD)
        except subprocess.TimeoutExpired:
            return


def _write_registry(registry: Any) -> None:
    values = dict(zip(_KEYS, (NAME, subprocess.list2cmdline(_program()) + ' "%1"'), strict=True))
    for path, value in values.items():
        with registry.CreateKey(registry.HKEY_CURRENT_USER, path) as key:
            registry.SetValueEx(key, "", 0, registry.REG_SZ, value)


def _clear_registry(registry: Any) -> None:
    command = _KEYS[1]
    for path in (_KEYS[0], *(command.rsplit("\\", up)[0] for up in range(4))):
        try:
            registry.DeleteKey(registry.HKEY_CURRENT_USER, path)
        except FileNotFoundError:
            continue  # it was never there
