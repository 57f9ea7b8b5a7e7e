from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from pytestqt.qtbot import QtBot
from stubs import article, match, plain_comparison, sample_story

from viewer.analysis.model import SentenceRef
from viewer.window.present import PresentationPage
from viewer.window.story import OpenStory
from viewer.window.theme import theme


def shown(qtbot: QtBot, story: OpenStory, size: tuple[int, int] = (1366, 768)) -> PresentationPage:
    page = PresentationPage(story, theme("light"))
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.enter()
    column = page.ladder.column
    qtbot.waitUntil(lambda: column.isVisible() and column.viewport().height() > size[1] // 2)
    return page


def covering(qtbot: QtBot, story: OpenStory) -> PresentationPage:
    page = shown(qtbot, story)
    qtbot.keyClick(page, Qt.Key.Key_C)
    return page


def test_nothing_is_covered_until_that_is_asked_for(qtbot: QtBot) -> None:
    page = shown(qtbot, sample_story())
    assert page.ladder.column.covered == 0
    assert not page.cover.isChecked()
    qtbot.keyClick(page, Qt.Key.Key_C)
    assert page.ladder.column.covered == 1
    assert page.cover.isChecked()


def test_it_begins_with_the_first_group(qtbot: QtBot) -> None:
    story = sample_story()
    page = shown(qtbot, story)
    assert story.current == SentenceRef(0, 1)
    assert page.counter.text() == "Group 1 of 3"
    assert page.hasFocus()


def test_arrow_keys_step_through_the_groups(qtbot: QtBot) -> None:
    page = shown(qtbot, sample_story())
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_PageDown, Qt.Key.Key_Up):
        qtbot.keyClick(page, key)
        seen.append(page.counter.text()[6])
    assert seen == ["2", "3", "2", "3", "2"]


def test_the_last_wording_is_covered_until_space(qtbot: QtBot) -> None:
    page = covering(qtbot, sample_story())
    column = page.ladder.column
    assert column.covered == 1
    assert "covered" in column.ghosts[0].accessibleName()
    assert column.rows[0].words.boxed
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert column.covered == 0
    assert "No match found in this article" in column.ghosts[0].accessibleName()
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert page.counter.text() == "Group 2 of 3"
    assert column.covered == 1
    assert column.rows[2].words.accessibleName() == "Island Ferry News: covered"
    assert column.rows[2].words.accessibleDescription() == ""
    assert not column.rows[0].words.boxed
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert column.rows[0].words.boxed


def test_what_is_uncovered_is_read_out(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("viewer.window.present.announce", lambda widget, text: said.append(text))
    page = covering(qtbot, sample_story())
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert said == ["C  Island Ferry News: No match found in this article (threshold 70)"]


def test_covering_can_be_switched_off(qtbot: QtBot) -> None:
    page = covering(qtbot, sample_story())
    qtbot.keyClick(page, Qt.Key.Key_C)
    assert page.ladder.column.covered == 0
    assert not page.cover.isChecked()
    qtbot.keyClick(page, Qt.Key.Key_Right)
    assert page.ladder.column.covered == 0
    qtbot.mouseClick(page.cover, Qt.MouseButton.LeftButton)
    assert page.ladder.column.covered == 1


def test_a_cover_shows_nothing_of_what_it_covers(qtbot: QtBot) -> None:
    story = sample_story()
    page = covering(qtbot, story)
    story.choose_sentence(SentenceRef(0, 2))
    words = page.ladder.column.rows[2].words
    qtbot.waitUntil(lambda: words.height() == words.heightForWidth(words.width()))
    covered = words.grab().toImage()
    words.show_text("Quite other words.")
    assert words.grab().toImage() == covered


def test_escape_leaves(qtbot: QtBot) -> None:
    page = shown(qtbot, sample_story())
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


def test_the_keys_of_the_page_are_no_shortcuts_of_the_window(qtbot: QtBot) -> None:
    page = covering(qtbot, sample_story())
    stolen: list[str] = []
    for keys in ("Space", "Right", "C"):
        QShortcut(QKeySequence(keys), page).activated.connect(lambda: stolen.append("taken"))
    qtbot.keyClick(page, Qt.Key.Key_Space)
    qtbot.keyClick(page, Qt.Key.Key_Right)
    assert stolen == []
    assert page.counter.text() == "Group 2 of 3"


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("ref", [SentenceRef(0, 1), SentenceRef(0, 2)])
def test_the_type_is_for_the_back_row_and_fits(qtbot: QtBot, size: tuple[int, int], ref: SentenceRef) -> None:
    story = sample_story()
    page = shown(qtbot, story, size)
    story.choose_sentence(ref)
    assert page.ladder.column.measures.text >= 34
    assert page.ladder.column.verticalScrollBar().maximum() == 0


def test_long_wordings_scroll_in_the_smallest_type(qtbot: QtBot) -> None:
    long = "The committee said again and again that the wall would have to be rebuilt before the winter. " * 12
    articles = [article(["Headline", long], f"Outlet {n}") for n in range(4)]
    story = OpenStory()
    story.set_articles(articles)
    pairs = [match((a, 1), (b, 1), 99, "verbatim", "same") for a in range(4) for b in range(a + 1, 4)]
    story.set_comparison(plain_comparison(articles, *pairs))
    page = shown(qtbot, story)
    bar = page.ladder.column.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert page.ladder.column.measures.text == 26
    qtbot.keyClick(page, Qt.Key.Key_Down)
    assert bar.value() > 0
    qtbot.keyClick(page, Qt.Key.Key_Up)
    assert bar.value() == 0
