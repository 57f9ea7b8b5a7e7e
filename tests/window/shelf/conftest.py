"""A window on a small library, with its page shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shelves import fill, page_of, window_on

from viewer.window.main_window import MainWindow
from viewer.window.shelf.page import LibraryPage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with two stories and three loose articles."""
    made = tmp_path / "school.sqlite"
    fill(made)
    return made


@pytest.fixture
def window(qtbot: QtBot, path: Path) -> MainWindow:
    """A window with one of its stories open."""
    return window_on(qtbot, path)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> LibraryPage:
    """The page of that library."""
    return page_of(qtbot, window)
