"""On the library page: filtered by language, and what came back from the trash put there again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shelves import choose, dialog_of, fill, go_to, page_of, press, stories, titles, typed, window_on

from viewer.article.reading import article_from_text
from viewer.library import Library
from viewer.window.main_window import MainWindow
from viewer.window.shelf.chooser import Chooser
from viewer.window.shelf.page import LibraryPage

BAKERS = "Bakers of Nordholm bake without salt for a week"
GERMAN = """Die Fähre fährt wieder

Die Fähre von Nordholm fährt seit Montag wieder, teilte der Hafen mit. Viele Pendler hatten lange darauf gewartet.

Der Preis für eine Fahrt bleibt gleich, und die Fahrräder werden weiter umsonst mitgenommen.
"""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    path = tmp_path / "school.sqlite"
    fill(path)
    with Library.open(path) as library:
        library.add_article(article_from_text(GERMAN))
    return window_on(qtbot, path)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> LibraryPage:
    return page_of(qtbot, window)


def test_one_language_is_shown_and_all_again(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    assert len(titles(page)) == 7
    dialog_of(Chooser, page, qtbot, lambda: page.filters.chip("languages").click())
    typed(window, "germ")
    press(window, Qt.Key.Key_Return)
    assert titles(page) == ["Die Fähre fährt wieder"]
    assert page.filters.chip("languages").text() == "Language: German"
    page.filters.clear_button.click()
    assert len(titles(page)) == 7


def test_what_was_taken_back_from_the_trash_goes_there_again_with_undo(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    choose(page, BAKERS)
    press(window, Qt.Key.Key_Delete)
    go_to(page, "Trash")
    page.trash.list.setFocus()
    press(window, Qt.Key.Key_Return)
    assert page.trash.list.count() == 0
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.trash.list.count() == 1)
    assert BAKERS in page.trash.list.item(0).text()
    press(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.trash.list.count() == 0)
    go_to(page, "All articles")
    assert BAKERS in titles(page)


def search_for(qtbot: QtBot, window: MainWindow, page: LibraryPage, words: str) -> None:
    press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    typed(window, words)
    qtbot.waitUntil(lambda: bool(page.searching.hits.articles))


def test_a_search_goes_on_when_another_window_makes_a_story(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    search_for(qtbot, window, page, "sandbags")
    with Library.open(window.desk.library.path) as other:
        other.create_story("Made elsewhere", [])
    window.watch.look()
    qtbot.waitUntil(lambda: "Made elsewhere" in stories(page))
    assert page.head.field.text() == "sandbags"
    assert page.middle.currentWidget() is page.hits


def test_the_first_hit_is_shown_beside_the_list_before_one_is_chosen(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    search_for(qtbot, window, page, "sandbags")
    first = page.searching.hits.articles[0]
    qtbot.waitUntil(lambda: page.preview.article is not None and page.preview.article.id == first.listed.id)
    qtbot.waitUntil(lambda: page.preview.text.marks.find is not None)
    place = page.preview.text.marks.find
    assert (place.start, place.end) == (first.passages[0].start, first.passages[0].end)
    assert page.head.field.hasFocus(), "the keyboard stays where one types"
