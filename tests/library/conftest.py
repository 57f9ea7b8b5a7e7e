"""A library in a folder of its own, with three articles and a story of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from library_state import Sample, sample_library

from viewer.library import Library


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path) as opened:
        yield opened


@pytest.fixture
def sample(path: Path) -> Iterator[Sample]:
    made = sample_library(path)
    yield made
    made.library.close()
