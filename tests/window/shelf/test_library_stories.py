"""Stories on the library page: made, filled, renamed and deleted, by keys and by dragging articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shelves import (
    ALT,
    CTRL,
    FERRY,
    SEA_WALL,
    SHIFT,
    SLEEPERS,
    TRAIN,
    WALL,
    choose,
    dialog_of,
    go_to,
    press,
    settle,
    stories,
    titles,
    typed,
)

from viewer.library import Library
from viewer.window.main_window import MainWindow
from viewer.window.shelf.chooser import Chooser
from viewer.window.shelf.mime import article_data
from viewer.window.shelf.page import LibraryPage


def outlets(window: MainWindow) -> list[str | None]:
    return [window.story.articles[index].outlet for index in window.story.order]


def members(window: MainWindow, title: str) -> list[str]:
    library = window.desk.library
    story = next(card.id for card in library.story_cards() if card.title == title)
    return [library.listed(article).title for article in library.story(story).articles]


# Stories


def test_articles_are_added_to_a_story_by_name(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    choose(page, TRAIN, SLEEPERS)
    dialog_of(Chooser, page, qtbot, lambda: press(window, Qt.Key.Key_J, CTRL))
    typed(window, "ferr")
    press(window, Qt.Key.Key_Return)
    assert sorted(members(window, "Ferries and the wall")) == sorted([FERRY, SEA_WALL, TRAIN, SLEEPERS])
    assert "2 articles added" in page.line.words.text()
    window.activateWindow()  # a window manager would do so when the dialog closes
    qtbot.waitUntil(window.isActiveWindow)
    press(window, Qt.Key.Key_Z, CTRL)
    assert sorted(members(window, "Ferries and the wall")) == sorted([FERRY, SEA_WALL])
    assert page.line.words.text() == "Undone: articles added to a story"


def test_a_name_that_no_story_has_makes_one(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    choose(page, TRAIN)
    dialog_of(Chooser, page, qtbot, lambda: press(window, Qt.Key.Key_J, CTRL))
    typed(window, "Night trains")
    press(window, Qt.Key.Key_Return)
    settle(qtbot)
    assert members(window, "Night trains") == [TRAIN]
    assert "Night trains" in stories(page)


def test_a_new_story_is_named_at_once(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    choose(page, TRAIN, SLEEPERS)
    press(window, Qt.Key.Key_N, CTRL)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    typed(window, "Sleepers")
    press(window, Qt.Key.Key_Return)
    settle(qtbot)
    assert sorted(members(window, "Sleepers")) == [TRAIN, SLEEPERS]
    assert page.places.place.title == "Sleepers"
    press(window, Qt.Key.Key_Z, CTRL)
    press(window, Qt.Key.Key_Z, CTRL)
    settle(qtbot)
    assert stories(page) == ["Harbour wall", "Ferries and the wall"]


def test_an_article_is_taken_out_of_its_story(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    go_to(page, "Ferries and the wall")
    choose(page, SEA_WALL)
    press(window, Qt.Key.Key_J, CTRL | SHIFT)
    assert titles(page) == [FERRY]
    assert window.desk.library.article_count() == 6
    press(window, Qt.Key.Key_Z, CTRL)
    assert sorted(titles(page)) == sorted([SEA_WALL, FERRY])


def test_the_open_story_follows_the_library(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    go_to(page, "Harbour wall")
    choose(page, FERRY)
    press(window, Qt.Key.Key_J, CTRL | SHIFT)
    assert "Island Ferry News" not in outlets(window)
    press(window, Qt.Key.Key_Z, CTRL)
    assert "Island Ferry News" in outlets(window)


def test_f2_renames_a_story_where_it_stands(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    go_to(page, "Ferries and the wall")
    page.places.setFocus()
    press(window, Qt.Key.Key_F2)
    typed(window, "Ferries")
    press(window, Qt.Key.Key_Return)
    settle(qtbot)
    assert stories(page) == ["Harbour wall", "Ferries"]
    press(window, Qt.Key.Key_Z, CTRL)
    settle(qtbot)
    assert stories(page) == ["Harbour wall", "Ferries and the wall"]


def test_a_story_goes_into_the_trash_and_comes_back(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    go_to(page, "Harbour wall")
    page.places.setFocus()
    press(window, Qt.Key.Key_Delete)
    settle(qtbot)
    assert stories(page) == ["Ferries and the wall"]
    assert window.story.articles == (), "the story that was open is closed"
    assert window.desk.library.article_count() == 6
    press(window, Qt.Key.Key_Z, CTRL)
    settle(qtbot)
    assert sorted(stories(page)) == ["Ferries and the wall", "Harbour wall"]


def test_delete_puts_articles_into_the_trash_and_goes_on(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    press(window, Qt.Key.Key_1, ALT)
    choose(page, FERRY)
    press(window, Qt.Key.Key_Delete)
    assert FERRY not in titles(page)
    assert page.table.current().title == WALL, "the next one has the keyboard"
    assert FERRY not in [article.title for article in window.story.articles]
    press(window, Qt.Key.Key_Z, CTRL)
    assert FERRY in titles(page)
    assert FERRY in [article.title for article in window.story.articles]


# Drag


def drop_on(view, data, place: QPoint) -> None:
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    from PySide6.QtGui import QDragMoveEvent

    QApplication.sendEvent(view, QDragEnterEvent(place, action, data, buttons, keys))
    QApplication.sendEvent(view, QDragMoveEvent(place, action, data, buttons, keys))
    QApplication.sendEvent(view, QDropEvent(QPointF(place), action, data, buttons, keys))


def dragged(page: LibraryPage, *wanted: str):
    rows = page.table.rows
    return rows.mimeData([rows.index(titles(page).index(title), 0) for title in wanted])


@pytest.mark.parametrize("target", ["Ferries and the wall", "Trash"])
def test_rows_are_dragged_onto_a_story_or_the_trash(
    qtbot: QtBot, window: MainWindow, page: LibraryPage, target: str
) -> None:
    number = next(n for n, row in enumerate(page.places.places.rows) if row.title == target)
    place = page.places.visualRect(page.places.places.index(number)).center()
    drop_on(page.places.viewport(), dragged(page, TRAIN, SLEEPERS), place)
    if target == "Trash":
        assert TRAIN not in titles(page)
        assert SLEEPERS not in titles(page)
    else:
        assert {TRAIN, SLEEPERS} <= set(members(window, target))
    press(window, Qt.Key.Key_Z, CTRL)
    assert {TRAIN, SLEEPERS} <= set(titles(page))
    assert TRAIN not in members(window, "Ferries and the wall")


def test_rows_dragged_over_the_way_back_come_to_the_panes(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    data = dragged(page, TRAIN)
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(page.head.back, enter)
    qtbot.waitUntil(lambda: not window.library_commands.showing)
    drop_on(window, data, QPoint(500, 400))
    assert TRAIN in [article.title for article in window.story.articles]
    assert TRAIN in members(window, "Harbour wall")


def test_what_another_program_drags_is_not_taken_for_articles(window: MainWindow, page: LibraryPage) -> None:
    data = article_data([])
    data.setData("application/x-viewer-articles", b"no json")
    place = page.places.visualRect(page.places.places.index(5)).center()
    drop_on(page.places.viewport(), data, place)
    assert members(window, "Harbour wall") == [WALL, SEA_WALL, FERRY]


# Two windows


def test_a_second_connection_reads_what_was_done(window: MainWindow, page: LibraryPage, path: Path) -> None:
    choose(page, TRAIN)
    press(window, Qt.Key.Key_Delete)
    with Library.open(path) as other:
        assert other.article_count() == 5
