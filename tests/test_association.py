"""Packs are tied to the program: what the desktop is told, and that it understands it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

import pytest

from viewer import association
from viewer.association import NAME, TYPE, AssociationProblem, associate, desktop_files, dissociate
from viewer.cli import run

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="another desktop")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a user who has none yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("part", "quoted"),
    [
        ("/usr/bin/python", '"/usr/bin/python"'),
        ("/home/a b/py", '"/home/a b/py"'),
        ("/home/50%/py", '"/home/50%%/py"'),
        ('/home/"q"/py', '"/home/\\\\"q\\\\"/py"'),
        ("/home/$x/`y`", '"/home/\\\\$x/\\\\`y\\\\`"'),
        ("/home/\\/py", '"/home/\\\\\\\\/py"'),
    ],
)
def test_the_command_survives_strange_folders(part: str, quoted: str, tmp_path: Path) -> None:
    entry = desktop_files([part, "-m", "viewer"], tmp_path)[tmp_path / "applications" / f"{NAME}.desktop"]
    parser = ConfigParser(interpolation=None)
    parser.read_string(entry.decode())
    assert parser["Desktop Entry"]["Exec"] == f'{quoted} "-m" "viewer" %F'
    assert parser["Desktop Entry"]["MimeType"] == f"{TYPE};"


def test_the_type_is_told_by_the_end_of_the_name(tmp_path: Path) -> None:
    source = desktop_files(["viewer"], tmp_path)[tmp_path / "mime" / "packages" / f"{NAME}.xml"]
    (kind,) = ElementTree.fromstring(source)
    assert kind.get("type") == TYPE
    assert [part.get("pattern") for part in kind if part.tag.endswith("glob")] == ["*.viewerpack"]


@LINUX
def test_it_is_written_for_the_user_and_taken_back(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["associate"]) == 0
    assert "double click" in capsys.readouterr().out
    assert run(["associate"]) == 0, "done again it is done anew"
    files = set(desktop_files(["viewer"], data))
    assert all(path.is_file() for path in files)
    assert run(["associate", "--remove"]) == 0
    assert not any(path.exists() for path in files)
    assert run(["associate", "--remove"]) == 0, "there is nothing left to take back"


@LINUX
@pytest.mark.skipif(
    not all(map(shutil.which, ("gio", "update-mime-database", "xdg-mime"))), reason="no desktop's own programs here"
)
def test_a_desktop_knows_packs_and_their_program_then(data: Path, tmp_path: Path) -> None:
    pack = tmp_path / "lesson.viewerpack"
    pack.write_bytes(b"PK\x05\x06" + bytes(18))

    def told(*arguments: str) -> str:
        done = subprocess.run(["gio", *arguments], capture_output=True, text=True, check=False, env=dict(os.environ))
        return done.stdout

    assert TYPE not in told("info", "-a", "standard::content-type", str(pack))
    associate()
    assert f"standard::content-type: {TYPE}" in told("info", "-a", "standard::content-type", str(pack))
    assert f"{NAME}.desktop" in told("mime", TYPE)


@LINUX
def test_a_folder_that_may_not_be_written_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data.parent.mkdir(exist_ok=True)
    data.write_text("a file where a folder should be")
    assert run(["associate"]) == 2
    assert "could not be written" in capsys.readouterr().err


class Registry:
    """Keeps keys as the registry of Windows does."""

    HKEY_CURRENT_USER, REG_SZ = "user", 1

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.keys: set[str] = set()

    @contextmanager
    def CreateKey(self, _root: str, path: str) -> Iterator[str]:  # as winreg calls it
        parts = path.split("\\")
        self.keys |= {"\\".join(parts[:count]) for count in range(3, len(parts) + 1)}
        yield path

    def SetValueEx(self, key: str, name: str, _reserved: int, kind: int, value: str) -> None:
        assert (name, kind) == ("", self.REG_SZ)
        self.values[key] = value

    def DeleteKey(self, _root: str, path: str) -> None:
        if path not in self.keys:
            raise FileNotFoundError(path)
        assert not any(key.startswith(f"{path}\\") for key in self.keys), "a key with keys below cannot be deleted"
        self.keys.remove(path)


def on_windows(monkeypatch: pytest.MonkeyPatch) -> Registry:
    registry = Registry()
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(association.sys, "platform", "win32")
    monkeypatch.setattr(association.sys, "executable", r"C:\Program Files\Python\python.exe")
    return registry


def test_on_windows_the_registry_of_the_user_names_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = on_windows(monkeypatch)
    associate()
    assert registry.values[r"Software\Classes\.viewerpack"] == NAME
    command = registry.values[rf"Software\Classes\{NAME}\shell\open\command"]
    assert command.endswith('-m viewer "%1"')
    assert command.startswith('"C:')
    dissociate()
    assert registry.keys == set()
    dissociate()


def test_elsewhere_it_is_said_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(association.sys, "platform", "darwin")
    with pytest.raises(AssociationProblem, match="Open with"):
        associate()
