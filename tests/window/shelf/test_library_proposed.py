"""Proposed stories are joined, taken apart, renamed and kept with keys, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shelves import fill, go_to, page_of, press, stories, typed, window_on
from stubs import article

from viewer.library import Library
from viewer.window.main_window import MainWindow
from viewer.window.shelf.page import LibraryPage
from viewer.window.shelf.proposed import ProposedView

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with seven loose articles of three events, named by their headlines a to g."""
    made = tmp_path / "school.sqlite"
    fill(made)
    with Library.open(made) as library:
        for name in "abcdefg":
            library.add_article(article([f"Event {name}", f"What happened at {name} is told here."], f"Outlet {name}"))
    return made


@pytest.fixture
def window(qtbot: QtBot, path: Path) -> MainWindow:
    return window_on(qtbot, path)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> LibraryPage:
    """The page with three proposals of three, two and two articles."""
    made = page_of(qtbot, window)
    rows = made.table.rows
    listed = {row.title: row for row in map(rows.row_now, range(rows.rowCount()))}
    go_to(made, "Proposed stories")
    made.proposed.show_found([[listed[f"Event {name}"] for name in group] for group in ("abc", "de", "fg")], 7)
    made.proposed.view.setFocus()
    return made


def shape(page: LibraryPage) -> list[str]:
    """Return the proposals as they are shown, each by the letters of its articles."""
    heads = [row for row in page.proposed.model.rows if row.article is None]
    return ["".join(article.title[-1] for article in row.proposal.articles) for row in heads]


def stand_on(view: ProposedView, title: str) -> None:
    """Go to a row with the arrow keys: a proposal has the title of its first article, and stands above it."""
    rows = view.proposed.rows
    number = next(n for n, row in enumerate(rows) if title == (row.article or row.proposal).title)
    press(view, Qt.Key.Key_Home)
    for _ in range(number):
        press(view, Qt.Key.Key_Down)
    assert view.current() == rows[number]


def test_two_proposals_become_one_and_two_again(page: LibraryPage) -> None:
    view = page.proposed.view
    stand_on(view, "Event d")
    assert not page.proposed.merge_button.isEnabled(), "one alone cannot be joined"
    for _ in range(3):
        press(view, Qt.Key.Key_Down, SHIFT)
    assert page.proposed.merge_button.isEnabled()
    press(view, Qt.Key.Key_M)
    assert shape(page) == ["abc", "defg"]
    assert page.proposed.words.text() == "2 proposals"
    press(view, Qt.Key.Key_Z, CTRL)
    assert shape(page) == ["abc", "de", "fg"]


def test_an_article_is_taken_out_and_what_is_left_alone_is_no_proposal(page: LibraryPage) -> None:
    view = page.proposed.view
    stand_on(view, "Event b")
    press(view, Qt.Key.Key_Delete)
    assert shape(page) == ["ac", "de", "fg"]
    stand_on(view, "Event e")
    press(view, Qt.Key.Key_Delete)
    assert shape(page) == ["ac", "fg"]
    for _ in range(2):
        press(view, Qt.Key.Key_Z, CTRL)
    assert shape(page) == ["abc", "de", "fg"]


def test_some_articles_become_a_proposal_of_their_own(page: LibraryPage) -> None:
    view = page.proposed.view
    stand_on(view, "Event b")
    press(view, Qt.Key.Key_Down, SHIFT)
    press(view, Qt.Key.Key_Delete)
    assert sorted(shape(page)) == ["bc", "de", "fg"], "one article is left of three, which is no story"


def test_a_proposal_goes_off_the_list_and_its_articles_stay_in_the_library(page: LibraryPage) -> None:
    view = page.proposed.view
    stand_on(view, "Event a")
    press(view, Qt.Key.Key_Delete)
    assert shape(page) == ["de", "fg"]
    go_to(page, "Not in a story")
    assert page.table.rows.rowCount() == 10


def test_a_joined_proposal_is_renamed_and_kept_as_a_story(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    view = page.proposed.view
    stand_on(view, "Event a")
    for _ in range(4):
        press(view, Qt.Key.Key_Down, SHIFT)
    press(view, Qt.Key.Key_M)
    press(view, Qt.Key.Key_F2)
    typed(window, "All of it")
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.proposed.model.rows[0].proposal.title == "All of it")
    view.setFocus()
    press(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "All of it" in stories(page))
    library = window.desk.library
    made = next(card for card in library.story_cards() if card.title == "All of it")
    assert sorted(library.listed(one).title[-1] for one in library.story(made.id).articles) == list("abcde")
    assert shape(page) == ["fg"]
    press(view, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: "All of it" not in stories(page))
    assert shape(page) == ["abcde", "fg"]


def test_in_a_library_that_is_only_read_nothing_is_kept(page: LibraryPage) -> None:
    page.proposed.writable = False
    stand_on(page.proposed.view, "Event d")
    press(page.proposed.view, Qt.Key.Key_Return)
    assert not page.proposed.accept_button.isEnabled()
    assert shape(page) == ["abc", "de", "fg"]
