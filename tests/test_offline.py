"""The program never opens a network connection: no module could, and no command does."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import viewer
from viewer.data import data_folder

PACKAGE = Path(viewer.__file__).parent
NETWORK = {"aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl", "telnetlib", "urllib3"}

# Ends the process as soon as anything in it, libraries included, looks up a host or connects to one.
GUARD = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        sys.stderr.write(f"network: {event} {arguments}")
        sys.stderr.flush()
        import os
        os._exit(86)
sys.addaudithook(refuse)
from viewer.cli import run
sys.exit(run(sys.argv[1:]))
"""


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_imports_what_could_reach_a_network(path: Path) -> None:
    names = imported(path)
    assert not {name for name in names if name.split(".")[0] in NETWORK}
    assert not {name for name in names if name.startswith(("urllib.request", "PySide6.QtNetwork"))}


def guarded(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", GUARD, *arguments], capture_output=True, text=True, check=False)


def test_comparing_pages_connects_to_nothing() -> None:
    story = next(iter(sorted(data_folder("seeds").glob("diplomacy-*"))))
    done = guarded("compare", str(story), "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["matches"]


def test_drawing_the_window_connects_to_nothing(tmp_path: Path) -> None:
    story = next(iter(sorted(data_folder("seeds").glob("local-*"))))
    done = guarded("picture", str(story), "-o", str(tmp_path / "window.png"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "window.png").stat().st_size > 10_000


def test_the_guard_of_these_tests_would_notice() -> None:
    code = GUARD.replace("from viewer.cli import run", "import socket; socket.getaddrinfo('example.invalid', 80)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 86
