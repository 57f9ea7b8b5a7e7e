"""The library page in the real window, with a real library and real keys, clicks and drags."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from shelves import (
    ALT,
    BAKERS,
    CTRL,
    FERRY,
    SEA_WALL,
    SLEEPERS,
    TRAIN,
    WALL,
    choose,
    dialog_of,
    go_to,
    page_of,
    press,
    settle,
    stories,
    titles,
    typed,
    window_on,
)

from viewer.window.main_window import MainWindow
from viewer.window.shelf.chooser import Chooser
from viewer.window.shelf.page import LibraryPage

# Between the pages


def test_the_key_goes_to_the_library_and_back(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    assert page.isVisible()
    assert page.table.hasFocus()
    press(window, Qt.Key.Key_L, CTRL)
    assert not page.isVisible()
    assert window.strip.isVisible()
    assert QApplication.focusWidget() is window.strip.panes[0].text


def test_the_button_beside_the_menu_leads_there_too(qtbot: QtBot, window: MainWindow) -> None:
    button = next(b for b, name in window.topbar._buttons if name == "library")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.library_commands.showing
    QTest.mouseClick(window.library_commands.page.head.back, Qt.MouseButton.LeftButton)
    assert not window.library_commands.showing


def test_keys_of_the_story_do_nothing_out_of_sight(window: MainWindow, page: LibraryPage) -> None:
    press(window, Qt.Key.Key_O)
    press(window, Qt.Key.Key_N)
    assert not window.story.only_here
    assert len(window.story.notes) == 1
    press(window, Qt.Key.Key_L, CTRL)
    press(window, Qt.Key.Key_N, CTRL)
    assert len(stories(page)) == 2, "and those of the library nothing on the story"


def test_escape_goes_back_at_last(window: MainWindow, page: LibraryPage) -> None:
    page.head.field.setFocus()
    press(window, Qt.Key.Key_Escape)
    assert page.table.hasFocus()
    press(window, Qt.Key.Key_Escape)
    assert not window.library_commands.showing


# What is listed


def test_stories_and_articles_are_listed_the_last_first(page: LibraryPage) -> None:
    assert stories(page) == ["Harbour wall", "Ferries and the wall"]
    assert sorted(titles(page)) == sorted([WALL, SEA_WALL, FERRY, TRAIN, SLEEPERS, BAKERS])
    card = page.places.places.rows[5].card
    assert (card.articles, card.notes) == (3, 1)
    assert page.filters.count.text() == "6 articles"


def test_a_story_lists_its_articles(page: LibraryPage) -> None:
    go_to(page, "Ferries and the wall")
    assert sorted(titles(page)) == sorted([SEA_WALL, FERRY])
    go_to(page, "All articles")
    assert len(titles(page)) == 6


def test_what_is_in_no_story_has_a_place_of_its_own(page: LibraryPage) -> None:
    go_to(page, "Not in a story")
    assert sorted(titles(page)) == sorted([TRAIN, SLEEPERS, BAKERS])
    assert [row.count for row in page.places.places.rows[:2]] == [6, 3]


def test_a_click_on_a_head_sorts_and_another_turns_it_round(qtbot: QtBot, page: LibraryPage) -> None:
    head = page.table.horizontalHeader()

    def click(column: int) -> None:
        x = head.sectionViewportPosition(column) + 20
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 15))

    click(0)
    assert titles(page) == sorted(titles(page))
    click(0)
    assert titles(page) == sorted(titles(page), reverse=True)
    click(3)
    assert titles(page)[0] == WALL, "of the words the most come first"


def test_keys_sort(window: MainWindow, page: LibraryPage) -> None:
    press(window, Qt.Key.Key_1, ALT)
    assert titles(page)[0] == BAKERS
    press(window, Qt.Key.Key_3, ALT)
    assert titles(page)[-1] == BAKERS, "the oldest comes last"
    assert page.filters.sort_button.text() == "Sorted by date"


def test_filters_narrow_and_say_so(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    dialog_of(Chooser, page, qtbot, lambda: page.filters.chip("outlets").click())
    typed(window, "harb")
    press(window, Qt.Key.Key_Return)
    assert sorted(titles(page)) == sorted([WALL, SLEEPERS])
    assert page.filters.chip("outlets").text() == "Outlet: The Harbour Post"
    assert page.filters.chip("outlets").isChecked()
    page.filters.clear_button.click()
    assert len(titles(page)) == 6
    assert not page.filters.chip("outlets").isChecked()


def test_two_outlets_are_ticked(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    chooser = dialog_of(Chooser, page, qtbot, lambda: page.filters.chip("outlets").click())
    for number in range(chooser.list.count()):
        item = chooser.list.item(number)
        if item.text().startswith(("Island", "Morning")):
            item.setCheckState(Qt.CheckState.Checked)
    press(window, Qt.Key.Key_Return)
    assert sorted(titles(page)) == sorted([SEA_WALL, TRAIN, FERRY])
    assert page.filters.chip("outlets").text().endswith("+1")


def test_dates_filter_by_year(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    page.filters.chip("dates").click()
    menu = next(menu for menu in page.filters.findChildren(QMenu) if menu.isVisible())
    assert [action.text() for action in menu.actions()][:3] == ["Any date", "2025", "2024"]
    menu.actions()[2].trigger()
    menu.close()
    assert titles(page) == [BAKERS]
    assert page.filters.chip("dates").text() == "Date: 2024"


def test_a_filter_that_lets_nothing_through_says_so(qtbot: QtBot, page: LibraryPage) -> None:
    page.filters._take_dates("1999-01-01", "1999-12-31")
    assert page.middle.currentWidget() is page.empty
    assert "No article passes" in page.empty.accessibleName()
    page.empty._button.click()
    assert len(titles(page)) == 6


def test_an_empty_library_says_how_to_begin(qtbot: QtBot, tmp_path: Path) -> None:
    window = window_on(qtbot, tmp_path / "new.sqlite")
    page = page_of(qtbot, window)
    assert page.empty.accessibleName() == "No articles here yet"
    assert "Drop files" in page.empty.accessibleDescription()
    press(window, Qt.Key.Key_Escape)
    assert window.library_commands.showing, "there is no story to go back to"
    press(window, Qt.Key.Key_L, CTRL)
    assert not window.library_commands.showing


# Open


def test_enter_opens_the_article_in_its_story(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    window.desk.close_story()
    choose(page, FERRY)
    press(window, Qt.Key.Key_Return)
    assert not window.library_commands.showing
    assert FERRY in [article.title for article in window.story.articles]
    settle(qtbot)
    pane = next(pane for pane in window.strip.panes if pane.article.title == FERRY)
    assert pane.text.hasFocus()


def test_an_article_of_no_story_opens_alone(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    choose(page, TRAIN)
    press(window, Qt.Key.Key_Return)
    assert [article.title for article in window.story.articles] == [TRAIN]
    assert window.story.title == TRAIN


def test_several_open_side_by_side(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    choose(page, TRAIN, SLEEPERS)
    press(window, Qt.Key.Key_Return)
    assert sorted(article.title for article in window.story.articles) == [TRAIN, SLEEPERS]


def test_a_story_opens_by_enter_and_double_click(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    go_to(page, "Ferries and the wall")
    page.places.setFocus()
    press(window, Qt.Key.Key_Return)
    assert window.story.title == "Ferries and the wall"
    press(window, Qt.Key.Key_L, CTRL)
    number = next(n for n, row in enumerate(page.places.places.rows) if row.title == "Harbour wall")
    place = page.places.visualRect(page.places.places.index(number)).center()
    QTest.mouseClick(page.places.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.places.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.story.title == "Harbour wall"


# Keys of the table


def test_ctrl_a_chooses_all_and_says_how_many(window: MainWindow, page: LibraryPage) -> None:
    press(window, Qt.Key.Key_A, CTRL)
    assert page.table.chosen_count() == 6
    assert page.line.words.text() == "6 chosen"
    assert len(page.table.chosen_rows()) == 6


def test_arrows_preview_and_space_goes_there(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    press(window, Qt.Key.Key_1, ALT)
    press(window, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.preview.article is not None and page.preview.article.title == SEA_WALL)
    press(window, Qt.Key.Key_Space)
    assert page.preview.text.hasFocus()


def test_f2_edits_the_headline_in_its_row(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    choose(page, TRAIN)
    press(window, Qt.Key.Key_F2)
    typed(window, "The night train")
    press(window, Qt.Key.Key_Return)
    settle(qtbot)
    assert "The night train" in titles(page)
    assert page.table.current().title == "The night train"
    press(window, Qt.Key.Key_Z, CTRL)
    assert TRAIN in titles(page)


def test_the_menu_of_a_row_has_what_the_keys_do(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    choose(page, TRAIN)
    page.table.customContextMenuRequested.emit(QPoint(40, 20))
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    shown = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    for words in ("Open", "Add to a story…", "New story of these articles", "Edit the headline", "Put into the trash"):
        assert words in shown
