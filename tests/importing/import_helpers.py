from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from viewer.importing.events import Done, Event

LIGHT = (sys.executable, str(Path(__file__).with_name("light_worker.py")))
"""The command of a worker that starts at once."""

LIGHT_IMPORT = (sys.executable, str(Path(__file__).with_name("light_import.py")))
"""The command of an importing process with such workers."""


class Heard:
    """What an import said, and what came of it."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.done = Done()

    def of(self, kind: type) -> list:
        return [event for event in self.events if isinstance(event, kind)]


Bring = Callable[..., Heard]


def write(folder: Path, name: str, number: int = 0) -> Path:
    """Write an article that differs from those of other numbers."""
    file = folder / name
    file.write_text(text(number), encoding="utf-8")
    return file


def text(number: int) -> str:
    return (
        f"Ferry number {number} is late\n\nThe ferry to Orle left {number + 2} minutes late on Monday.\n\n"
        f"Its captain said that fog at pier {number} was to blame."
    )
