"""The same picture twice, and the same offscreen as on a virtual screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QImage

from tests.benchmarks.figures import Figure
from viewer.data import data_folder


def pixels() -> Figure:
    """How many pixels differ between two pictures, and between offscreen and Xvfb."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        first, second = (take(place / f"{n}.png", ["env", "QT_QPA_PLATFORM=offscreen"]) for n in (1, 2))
        differing = count_differences(first, second)
        xvfb = shutil.which("xvfb-run")
        if xvfb is None:
            return Figure(float(differing), 0.0, "twice offscreen only: Xvfb is not installed")
        screen = [xvfb, "-a", "-s", "-screen 0 1920x1200x24", "env", "QT_QPA_PLATFORM=xcb"]
        return Figure(float(differing + count_differences(first, take(place / "x.png", screen))), 0.0)


def take(output: Path, prefix: list[str]) -> QImage:
    story = next(path for path in sorted(data_folder("seeds").iterdir()) if path.name.startswith("diplomacy"))
    command = [*prefix, sys.executable, "-m", "viewer", "picture", str(story), "-o", str(output), "--select", "2"]
    environment = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return QImage(str(output))


def count_differences(one: QImage, other: QImage) -> int:
    """Return the number of pixels that differ; all of them where the sizes do."""
    if one.size() != other.size() or one.isNull():
        return one.width() * one.height() or 1
    ours, theirs = (bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits()) for image in (one, other))
    return sum(ours[i : i + 4] != theirs[i : i + 4] for i in range(0, len(ours), 4)) if ours != theirs else 0
