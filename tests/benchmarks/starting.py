"""How soon the window shows text, beside a bare text browser; whole processes, in turn."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Figure
from tests.benchmarks.texts import write_articles

_PAIRS = 9
_CHILD = [sys.executable, "-m", "tests.benchmarks.first_paint_child"]


def first_paint() -> Figure:
    """First paint of the window with three articles ÷ start of a bare QTextBrowser program."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(path) for path in write_articles(Path(folder), 3)]
        library = str(Path(folder) / "library.db")
        ours, bare = [], []
        for _ in range(_PAIRS):
            bare.append(_milliseconds("bare", *paths))
            ours.append(_milliseconds("window", library, *paths))
        return Figure(median(ours[1:]) / median(bare[1:]), 1.5, "numpy and spaCy not imported")


def reopen() -> Figure:
    """First paint with the marks of a story analysed before ÷ first paint of the same articles without marks."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(path) for path in write_articles(Path(folder), 3)]
        library = str(Path(folder) / "library.db")
        run_child("analyse", library, *paths)
        marked, plain = [], []
        for _ in range(_PAIRS):
            plain.append(_milliseconds("kept-unmarked", library))
            marked.append(_milliseconds("kept", library))
        return Figure(median(marked[1:]) / median(plain[1:]), 1.15, "spaCy not imported")


def _milliseconds(*arguments: str) -> float:
    result = json.loads(run_child(*arguments))
    if result["heavy"]:
        raise RuntimeError(f"imported before the first paint: {', '.join(result['heavy'])}")
    return float(result["milliseconds"])


def run_child(*arguments: str) -> str:
    """Start a program as the arguments say and return the last line it prints."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([*_CHILD, *arguments], capture_output=True, text=True, check=True, env=environment)
    return done.stdout.strip().splitlines()[-1]
