from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from import_helpers import LIGHT, Bring, Heard

from viewer.importing.events import Advanced, Event
from viewer.importing.run import Import
from viewer.library import Library


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library" / "library.sqlite"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    return made


@pytest.fixture
def bring(library: Library) -> Bring:
    """Import paths into the library with light workers."""

    def run(*paths: Path, story: str = "", workers: int = 2, stop_at: int | None = None) -> Heard:
        heard = Heard()

        def say(event: Event) -> None:
            heard.events.append(event)
            if stop_at is not None and len(heard.events) - len(heard.of(Advanced)) >= stop_at:
                importing.cancel()

        importing = Import(library, paths, say, story, workers, LIGHT)
        heard.done = importing.run()
        return heard

    return run
