"""Preview, facts, tags, cards, search, proposals, trash and other libraries, in the real window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shelves import (
    BAKERS,
    CTRL,
    SEA_WALL,
    SHIFT,
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

from viewer.library import Library, Query
from viewer.window.main_window import MainWindow
from viewer.window.shelf.elsewhere import ElsewhereDialog, likeness
from viewer.window.shelf.facts import FactsDialog
from viewer.window.shelf.opening import open_library_at, remember, remembered
from viewer.window.shelf.page import LibraryPage
from viewer.window.shelf.proposing import Proposing


def preview(qtbot: QtBot, page: LibraryPage, title: str) -> None:
    choose(page, title)
    qtbot.waitUntil(lambda: page.preview.article is not None and page.preview.article.title == title)


def listed(page: LibraryPage, title: str) -> Any:
    rows = page.table.rows
    return next(row for n in range(rows.rowCount()) if (row := rows.row_now(n)).title == title)


# Preview


def test_facts_are_corrected_in_place_and_shown_in_the_open_story(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    preview(qtbot, page, WALL)
    press(window, Qt.Key.Key_D, CTRL)
    assert page.preview.facts.outlet.hasFocus()
    typed(window, "Harbour Post, Nordholm")
    press(window, Qt.Key.Key_Return)
    assert listed(page, WALL).outlet == "Harbour Post, Nordholm"
    assert "Harbour Post, Nordholm" in [article.outlet for article in window.story.articles]
    assert any(
        pane.head.outlet.text() == "Harbour Post, Nordholm".upper()
        or pane.head.outlet.text() == "Harbour Post, Nordholm"
        for pane in window.strip.panes
    )
    press(window, Qt.Key.Key_Z, CTRL | SHIFT)
    page.table.setFocus()
    press(window, Qt.Key.Key_Z, CTRL)
    assert listed(page, WALL).outlet == "The Harbour Post"


@pytest.mark.parametrize(("words", "day"), [("5 May 2024", "2024-05-05"), ("2024-05-05", "2024-05-05"), ("", None)])
def test_a_date_is_understood_as_people_write_it(
    qtbot: QtBot, window: MainWindow, page: LibraryPage, words: str, day: str | None
) -> None:
    preview(qtbot, page, WALL)
    page.preview.facts.published.setFocus()
    page.preview.facts.published.selectAll()
    press(window, Qt.Key.Key_Delete)
    typed(window, words)
    press(window, Qt.Key.Key_Return)
    assert listed(page, WALL).published == day


def test_what_is_no_date_is_said_and_changes_nothing(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    preview(qtbot, page, WALL)
    page.preview.facts.published.setFocus()
    page.preview.facts.published.selectAll()
    typed(window, "last week")
    press(window, Qt.Key.Key_Return)
    assert page.preview.facts.problem.isVisible()
    assert "last week" in page.preview.facts.problem.text()
    assert listed(page, WALL).published == "2025-03-04"
    press(window, Qt.Key.Key_Escape)
    assert page.preview.facts.published.text() == "4 Mar 2025"
    assert window.library_commands.showing, "Escape took back what was typed, no more"


def test_tags_are_typed_and_filter(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    preview(qtbot, page, TRAIN)
    press(window, Qt.Key.Key_G, CTRL)
    typed(window, "rail,  night trains , rail")
    press(window, Qt.Key.Key_Return)
    assert listed(page, TRAIN).tags == ("night trains", "rail")
    page.browsing.show_query(Query(tags=("rail",)))
    assert titles(page) == [TRAIN]


def test_a_card_is_written_for_an_outlet_and_never_scores(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    preview(qtbot, page, WALL)
    press(window, Qt.Key.Key_K, CTRL)
    typed(window, "A foundation of the town")
    press(window, Qt.Key.Key_Tab)
    card = window.desk.library.outlet_card("The Harbour Post")
    assert card.owner == "A foundation of the town"
    preview(qtbot, page, SLEEPERS)
    page.preview.show_page("card")
    assert page.preview.card.lines["owner"].toPlainText() == "A foundation of the town", "one card for one outlet"
    page.preview.card.lines["owner"].setFocus()
    page.preview.card.lines["owner"].selectAll()
    press(window, Qt.Key.Key_Delete)
    press(window, Qt.Key.Key_Tab)
    assert window.desk.library.outlet_card("The Harbour Post").owner == "", "and it can be emptied again"


def test_notes_are_shown_and_lead_to_their_story(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    window.desk.close_story()
    preview(qtbot, page, WALL)
    page.preview.show_page("notes")
    from viewer.window.text_button import TextButton

    note = next(b for b in page.preview.findChildren(TextButton) if "who pays" in b.accessibleName())
    QTest.mouseClick(note, Qt.MouseButton.LeftButton)
    assert window.story.title == "Harbour wall"
    assert not window.library_commands.showing


def test_the_facts_of_an_open_article_are_corrected_too(qtbot: QtBot, window: MainWindow) -> None:
    dialog = dialog_of(FactsDialog, window, qtbot, lambda: press(window, Qt.Key.Key_D, CTRL))
    dialog.sheet.byline.setFocus()
    typed(dialog, "By Ada Lind")
    press(dialog, Qt.Key.Key_Return)
    assert "By Ada Lind" in [article.byline for article in window.story.articles]
    dialog.close()


# Search


def test_one_search_over_texts_headlines_and_notes(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    press(window, Qt.Key.Key_F, CTRL | SHIFT)
    typed(window, "wall")
    qtbot.waitUntil(lambda: page.middle.currentWidget() is page.hits)
    rows = page.hits.hits.rows
    kinds = [row.kind for row in rows]
    assert kinds.count("article") == 3
    assert kinds[-2:] == ["head", "note"]
    assert any("hits" in row.beside for row in rows if row.kind == "article")
    assert {row.beside for row in rows if row.kind == "hit"} >= {"¶1"}
    marked = [row.text[slice(*row.marks[0])].casefold() for row in rows if row.marks]
    assert set(marked) <= {"wall", "wall’s"}
    assert "1 note" in page.filters.count.text()


def test_a_hit_opens_its_story_marked_and_escape_leaves(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    window.desk.close_story()
    press(window, Qt.Key.Key_F, CTRL | SHIFT)
    typed(window, "sandbags")
    qtbot.waitUntil(lambda: page.middle.currentWidget() is page.hits)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(pane.text.marks.find is not None for pane in window.strip.panes))
    assert not window.library_commands.showing
    found = [pane for pane in window.strip.panes if pane.text.marks.find is not None]
    assert len(found) == 1
    span = found[0].text.marks.find
    assert found[0].article.text[span.start : span.end] == "sandbags"
    press(window, Qt.Key.Key_Escape)
    assert found[0].text.marks.find is None


def test_filters_narrow_the_search_and_escape_ends_it(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    page.filters.wanted.emit(Query(outlets=("Morning Chronicle",)))
    press(window, Qt.Key.Key_F, CTRL | SHIFT)
    typed(window, "coast")
    qtbot.waitUntil(lambda: page.middle.currentWidget() is page.hits)
    assert [row.text for row in page.hits.hits.rows if row.kind == "article"] == [TRAIN]
    press(window, Qt.Key.Key_Escape)
    assert page.middle.currentWidget() is page.table
    assert page.table.hasFocus()


def test_nothing_found_is_said_in_words(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    press(window, Qt.Key.Key_F, CTRL | SHIFT)
    typed(window, "zeppelin")
    qtbot.waitUntil(lambda: page.middle.currentWidget() is page.empty)
    assert page.empty.accessibleName() == "Nothing found for “zeppelin”"


# Where else


def test_where_else_finds_nearly_the_same_sentence(qtbot: QtBot, window: MainWindow) -> None:
    article = next(a for a in window.story.articles if a.title == WALL)
    pane = next(p for p in window.strip.panes if p.article.id == article.id)
    pane.text.setFocus()
    start = article.text.index("“We cannot ask")
    cursor = pane.text.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + 72, cursor.MoveMode.KeepAnchor)
    pane.text.setTextCursor(cursor)
    dialog = dialog_of(ElsewhereDialog, window, qtbot, lambda: press(window, Qt.Key.Key_L))
    rows = dialog.view.hits.rows
    assert rows
    assert rows[0].text == SEA_WALL
    assert "Morning Chronicle" in rows[0].beside
    assert "words" in rows[0].beside
    dialog.view.choose(1)
    press(dialog, Qt.Key.Key_Return)
    settle(qtbot)
    assert not window.library_commands.showing
    assert any(p.text.marks.find is not None for p in window.strip.panes if p.article.title == SEA_WALL)


@pytest.mark.parametrize(
    ("score", "words"), [(100, "the same words"), (90, "nearly the same words"), (75, "much the same in other words")]
)
def test_likeness_in_words(score: float, words: str) -> None:
    assert likeness(score) == words


# Proposals


def test_proposals_come_from_a_process_and_are_accepted_and_undone(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    go_to(page, "Proposed stories")
    page.proposed.empty._button.click()
    qtbot.waitUntil(lambda: bool(page.proposed.model.rows), timeout=120_000)
    names = {row.article.title for row in page.proposed.model.rows if row.article is not None}
    assert names == {TRAIN, SLEEPERS}, "the bakers are no part of it"
    page.proposed.view.setFocus()
    page.proposed.view.choose(0)
    press(window, Qt.Key.Key_F2)
    typed(window, "The night train")
    press(window, Qt.Key.Key_Return)
    settle(qtbot)
    page.proposed.view.setFocus()
    press(window, Qt.Key.Key_Return)
    settle(qtbot)
    assert "The night train" in stories(page)
    assert page.proposed.empty.accessibleName() == "All proposals are done"
    press(window, Qt.Key.Key_Z, CTRL)
    settle(qtbot)
    assert "The night train" not in stories(page)
    assert page.proposed.model.rows[0].proposal.title == "The night train", "the proposal is there again"


def test_looking_for_stories_can_be_stopped_and_may_fail(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    class Worker:
        def __init__(self, _parent: object) -> None:
            self.stopped = False

        def ask(self, request: dict[str, Any], done: Any, failed: Any, limit: int) -> int:
            self.request, self.failed = request, failed
            return 1

        def stop(self) -> None:
            self.stopped = True

    made: list[Worker] = []
    proposing = Proposing(page.shelf, page.proposed, page, lambda parent: made.append(Worker(parent)) or made[-1])
    page.proposed.look_wanted.disconnect()
    page.proposed.look_wanted.connect(proposing.look)
    go_to(page, "Proposed stories")
    page.proposed.look_wanted.emit()
    assert made[0].request["do"] == "group"
    assert "3 articles" in page.proposed.words.text()
    page.proposed.stop.click()
    assert made[0].stopped
    assert "Which articles" in page.proposed.empty.accessibleName()


# Trash


def test_what_lies_in_the_trash_is_taken_back(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    choose(page, BAKERS)
    press(window, Qt.Key.Key_Delete)
    go_to(page, "Trash")
    page.trash.list.setFocus()
    assert page.trash.list.count() == 1
    assert BAKERS in page.trash.list.item(0).text()
    press(window, Qt.Key.Key_Return)
    assert page.trash.list.count() == 0
    assert page.trash.empty.isVisible()
    go_to(page, "All articles")
    assert BAKERS in titles(page)


# Other libraries, other windows


def test_another_library_is_opened_and_remembered(
    qtbot: QtBot, window: MainWindow, page: LibraryPage, tmp_path: Path
) -> None:
    before = window.desk.library.path
    assert open_library_at(window, tmp_path / "other.sqlite")
    settle(qtbot)
    assert window.windowTitle() == "other – Article comparison"
    assert titles(page) == []
    assert window.story.articles == ()
    assert remembered(QSettings()) == [str(tmp_path / "other.sqlite"), str(before)]
    assert open_library_at(window, before)
    settle(qtbot)
    assert len(titles(page)) == 6
    assert window.story.title == "Harbour wall"


def test_a_library_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    settings = QSettings()
    for name in ("a.sqlite", "b.sqlite"):
        (tmp_path / name).touch()
        remember(settings, tmp_path / name)
    (tmp_path / "b.sqlite").unlink()
    assert remembered(settings) == [str(tmp_path / "a.sqlite")]


def test_what_is_no_library_is_told_and_the_old_one_stays(
    qtbot: QtBot, window: MainWindow, page: LibraryPage, tmp_path: Path
) -> None:
    other = tmp_path / "letter.sqlite"
    other.write_text("Dear Sir,\n" * 500)
    assert not open_library_at(window, other)
    assert page.messages.notice is not None
    assert len(titles(page)) == 6


def test_a_library_that_may_only_be_read_says_so_and_changes_nothing(qtbot: QtBot, path: Path) -> None:
    with Library.open(path) as library:
        assert library.article_count() == 6
    window = window_on(qtbot, path)
    before = window.desk.library
    read_only = Library.open(path, read_only=True)
    window.use_library(read_only)
    before.close()
    page = page_of(qtbot, window)
    assert page.head.badge.isVisible()
    assert window.windowTitle().endswith("(read only)")
    choose(page, TRAIN)
    press(window, Qt.Key.Key_Delete)
    assert len(titles(page)) == 6
    assert page.messages.notice is not None
    assert "only be read" in page.messages.notice.text
    assert not window.actions_by_name["add_to_story"].isEnabled()
    assert page.preview.tags.isReadOnly()


def test_what_another_window_does_appears(qtbot: QtBot, window: MainWindow, page: LibraryPage, path: Path) -> None:
    with Library.open(path) as other:
        other.rename_story(other.stories()[0].id, "Renamed elsewhere")
    qtbot.waitUntil(lambda: "Renamed elsewhere" in stories(page), timeout=10_000)


def test_nothing_of_the_page_is_imported_before_it_is_shown() -> None:
    import subprocess
    import sys

    code = (
        "import sys, viewer.window.main_window, viewer.window.equipment;"
        "print([n for n in sys.modules if n.startswith('viewer.window.shelf.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert sorted(json.loads(done.stdout.replace("'", chr(34)))) == [
        "viewer.window.shelf.commands",
        "viewer.window.shelf.mime",
    ]
