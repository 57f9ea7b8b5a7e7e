"""Pictures of the library page that a person has looked at and approved; see approving.py for how."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from approving import looks_as_approved, same_qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shelves import choose, fill, go_to, page_of, settle, window_on

from viewer.library import OutletCard
from viewer.window.look import Look
from viewer.window.shelf.page import LibraryPage


def articles(page: LibraryPage) -> None:
    go_to(page, "Harbour wall")
    choose(page, "Harbour wall to be rebuilt after storm")


def hits(page: LibraryPage) -> None:
    page.head.field.setText("wall")
    page.searching.run()
    page.hits.choose(1)


def card(page: LibraryPage) -> None:
    page.shelf.keep_card(OutletCard("The Harbour Post", "A foundation of the town", "Daily paper", "", "Its imprint"))
    choose(page, "Sleepers return to the coast line")
    page.preview.show_page("card")


def proposals(page: LibraryPage) -> None:
    rows = [page.table.rows.row_now(number) for number in (1, 2)]
    go_to(page, "Proposed stories")
    page.proposed.show_found([rows], 3)


def nothing(page: LibraryPage) -> None:
    """Show what there is."""


SCENES: tuple[tuple[str, Look, tuple[int, int], Callable[[LibraryPage], None]], ...] = (
    ("library", Look(), (1366, 768), articles),
    ("library_hits", Look(), (1366, 768), hits),
    ("library_card", Look(), (1366, 768), card),
    ("library_dark", Look(theme="dark"), (1920, 1080), hits),
    ("library_contrast", Look(theme="contrast"), (1366, 768), articles),
    ("library_proposals", Look(), (1366, 768), proposals),
    ("library_empty", Look(), (1366, 768), nothing),
)


@same_qt
@pytest.mark.parametrize(
    ("name", "look", "size", "show"), SCENES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_library_looks_as_approved(
    qtbot: QtBot,
    tmp_path: Path,
    name: str,
    look: Look,
    size: tuple[int, int],
    show: Callable[[LibraryPage], None],
) -> None:
    path = tmp_path / "school.sqlite"
    if show is not nothing:
        fill(path)
    window = window_on(qtbot, path, size=size)
    window.set_look(look)
    page = page_of(qtbot, window)
    show(page)
    settle(qtbot)
    page.head.subtitle.setText("~/school")
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()  # whether a caret is drawn depends on the moment
    looks_as_approved(qtbot, window, name, tmp_path)
