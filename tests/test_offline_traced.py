"""Offline, provably: the system itself is asked which sockets were opened, by us or by a library.

Everything a class does runs under ``strace``: importing (hostile files that name remote resources among them),
comparing, searching, browsing in the window, drawing it, and writing everything out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.kinds import KINDS, Outside
from viewer.data import data_folder

STORY = sorted(data_folder("seeds").glob("local-*"))[0]

BROWSE = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from viewer.app import make_application, start
from viewer.window.look import load_look
from viewer.window.main_window import MainWindow

application = make_application()
window = MainWindow(load_look(QSettings(sys.argv[2], QSettings.Format.IniFormat)))
start(window, [], Path(sys.argv[1]))
window.show()
QTimer.singleShot(4000, window.close)
application.exec()
assert len(window.story.articles) > 1
"""


def trace(folder: Path, *command: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run a command; return how it ended, and its calls that have to do with the internet."""
    log = folder / "trace.txt"
    traced = ["strace", "-f", "--seccomp-bpf", "-e", "trace=%network", "-o", str(log), *command]
    done = subprocess.run(traced, capture_output=True, text=True, check=False, timeout=240)
    calls = log.read_text("utf-8", "replace").splitlines() if log.exists() else []
    return done, [call for call in calls if "AF_INET" in call]


def _traces() -> bool:
    if shutil.which("strace") is None:
        return False
    tried = ["strace", "-f", "--seccomp-bpf", "-e", "trace=%network", "-o", "/dev/null", "true"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _traces(), reason="strace is not there, or may not look into other processes")


def viewer(library: Path, *arguments: object) -> list[str]:
    return [sys.executable, "-m", "viewer", "--library", str(library), *map(str, arguments)]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder of files of every format that name remote resources: pictures, scripts, styles, templates, entities."""
    folder, secret = tmp_path / "hostile", tmp_path / "secret.txt"
    folder.mkdir()
    secret.write_text("secret")
    outside = Outside(str(secret), "http://192.0.2.1:8080")
    for name in KINDS:
        if name.endswith("_that_reaches_out"):
            file, make = KINDS[name]
            (folder / f"{name}{Path(file).suffix}").write_bytes(make(1.0, outside))
    return folder


def test_a_class_works_without_a_socket_to_the_internet(hostile: Path, tmp_path: Path) -> None:
    library, out = tmp_path / "library.sqlite", tmp_path / "out"
    kinds = {file.suffix for file in hostile.iterdir()}
    assert {".html", ".docx", ".epub", ".pdf"} <= kinds
    pages = sorted(hostile.glob("*.html"))
    steps: dict[str, tuple[list[str], set[int]]] = {
        "import": (viewer(library, "import", STORY, "--story", "A story"), {0}),
        "import hostile files": (viewer(library, "import", hostile), {0, 3}),
        "compare": (viewer(library, "compare", *sorted(STORY.glob("*.html"))[:2], *pages, "--format", "json"), {0, 3}),
        "search": (viewer(library, "search", "council"), {0, 1}),
        "stories": (viewer(library, "stories"), {0}),
        "browse": ([sys.executable, "-c", BROWSE, str(library), str(tmp_path / "settings.ini")], {0}),
        "picture": (viewer(library, "picture", STORY, *pages, "-o", tmp_path / "window.png"), {0, 3}),
        "upkeep": (viewer(library, "library", "upkeep"), {0}),
        "export": (viewer(library, "library", "export", out), {0}),
    }
    for name, (command, good) in steps.items():
        done, calls = trace(tmp_path, *command)
        assert calls == [], name
        assert done.returncode in good, (name, done.stderr)
    texts = [file.read_text("utf-8") for file in out.rglob("*.txt")]
    assert len(texts) > 4, "articles were imported and written out"
    assert not any("secret" in text for text in texts)


def test_the_trace_would_show_a_connection(tmp_path: Path) -> None:
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    _, calls = trace(tmp_path, "sh", "-c", f'"{sys.executable}" -c "{code}"')
    assert any("AF_INET" in call for call in calls)
