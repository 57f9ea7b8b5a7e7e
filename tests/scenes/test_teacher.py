"""The teacher's scene: opened, dropped on, clicked and keyed as she does it, with a real worker and a real library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playing import LONG, closed, drop, opened, press, wait_for_marks
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.analysis.model import SentenceRef
from viewer.article.reading import read_article
from viewer.data import data_folder
from viewer.library import Library
from viewer.window.chips import Chip
from viewer.window.main_window import MainWindow

STORY = data_folder("seeds") / "diplomacy-kerry-beijing"
LAST_WEEK = data_folder("seeds") / "local-tern-street-lido"
PAGES = [STORY / name for name in ("northgate-wire.html", "daily-lantern.txt", "quad-ledger.md")]
DESKTOP = (1600, 1000)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library that holds last week's story."""
    path = tmp_path / "library.db"
    with Library.open(path) as kept:
        articles = [read_article(LAST_WEEK / name) for name in ("harrowick-herald.txt", "the-groyne.md")]
        identities = [kept.add_article(article) for article in articles]
        kept.create_story("The lido, last week", identities)
    return path


@pytest.fixture
def window(qtbot: QtBot, library: Path) -> Iterator[MainWindow]:
    made = opened(qtbot, library, size=DESKTOP)
    yield made
    closed(made)


def bring_pages(qtbot: QtBot, window: MainWindow) -> None:
    drop(window, PAGES)
    qtbot.waitUntil(
        lambda: len(window.strip.panes) == 3 and window.story.title == read_article(PAGES[0]).title, timeout=LONG
    )
    wait_for_marks(qtbot, window)


def top_of(window: MainWindow, ref: SentenceRef) -> float:
    pane = window.strip.pane_of(ref.article)
    sentence = window.story.comparison.sentences[ref.article][ref.sentence]
    return pane.text.extent(sentence.start, sentence.end)[0] - pane.text.scroll_value


def test_step_1_last_weeks_story_is_there_and_three_dropped_pages_become_columns(qtbot: QtBot, window: MainWindow):
    assert window.story.title == "The lido, last week"
    assert len(window.strip.panes) == 2
    seen: list[str] = []
    window.marking.progressed.connect(lambda done, total: seen.append(window.status.found.text()))
    drop(window, PAGES)
    qtbot.waitUntil(lambda: len(window.strip.panes) == 3, timeout=LONG)
    assert window.story.comparison is None, "the text stands before anything is marked"
    heads = [pane.head for pane in window.strip.panes]
    assert heads[0].outlet.text() == "NORTHGATE WIRE"
    assert "13 Apr 2013" in heads[0].meta.text()
    folded = [block for block in window.strip.panes[0].text.geometry_of_text.document.blocks if block.kind == "fold"]
    assert folded
    assert all(block.folded for block in folded)
    tops = [pane.text.top_offset() for pane in window.strip.panes]
    wait_for_marks(qtbot, window)
    assert "marking 1 of 3" in seen
    assert [pane.text.top_offset() for pane in window.strip.panes] == tops, "nothing jumps"
    assert all(pane.text.marks.entities.spans for pane in window.strip.panes)


def test_step_1_marks_arrive_column_by_column_and_nothing_jumps(qtbot: QtBot, window: MainWindow):
    drop(window, PAGES)
    qtbot.waitUntil(lambda: len(window.strip.panes) == 3, timeout=LONG)
    qtbot.waitUntil(lambda: window.story.comparison is not None, timeout=LONG)
    first, second, third = window.strip.panes
    assert window.marking.running
    assert first.text.marks.sentences.spans
    assert second.text.marks.sentences.spans
    assert not third.text.marks.sentences.spans
    assert "matched" not in third.head.meta.text()
    assert window.status.found.text() == "marking 3 of 3"
    first.text.setFocus()
    press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert window.story.current is not None
    words = window.story.comparison.sentence_text(window.story.current)
    shared = max(window.story.comparison.entities, key=lambda entity: (entity.shared, len(entity.mentions)))
    window.story.choose_entity(shared)
    assert not third.ghost.isVisible(), "nobody has looked there yet"
    first.text.scroll_to(first.text.scroll_value + 40)
    tops = [pane.text.scroll_value for pane in window.strip.panes]
    with qtbot.waitSignal(window.story.comparison_changed, timeout=LONG):
        pass
    assert [pane.text.scroll_value for pane in window.strip.panes] == tops
    assert window.story.comparison.sentence_text(window.story.current) == words
    assert window.story.entity is not None
    assert set(shared.mentions) <= set(window.story.entity.mentions)
    wait_for_marks(qtbot, window)
    assert third.text.marks.sentences.spans
    assert "matched" in third.head.meta.text()


def test_step_2_a_chip_goes_off_and_on_and_a_name_lights_up_in_all_columns(qtbot: QtBot, window: MainWindow):
    bring_pages(qtbot, window)
    chip = next(chip for chip in window.topbar.chips.findChildren(Chip) if chip.accessibleName().startswith("People"))
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert all("person" not in pane.text.marks.labels for pane in window.strip.panes)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert all("person" in pane.text.marks.labels for pane in window.strip.panes)
    QTest.mouseClick(window.inspector.tabs["names"], Qt.MouseButton.LeftButton)
    names = window.inspector.names
    names.filter.setFocus()
    QTest.keyClicks(names.filter, "Kerry")
    first = names.view.model().index(0, 0)
    QTest.mouseClick(names.view.viewport(), Qt.MouseButton.LeftButton, pos=names.view.visualRect(first).center())
    assert window.story.entity is not None
    assert window.story.entity.name == "John Kerry"
    assert {pane.text.marks.entity for pane in window.strip.panes} == {window.story.entity.id}
    forms = {mention.text for mention in window.story.entity.mentions}
    assert {"Kerry", "John Kerry"} <= forms


def test_step_3_the_wordings_of_a_group_stand_side_by_side(qtbot: QtBot, window: MainWindow):
    bring_pages(qtbot, window)
    window.strip.panes[0].text.setFocus()
    press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    group = window.story.group
    assert group == window.story.groups[0]
    heights = {round(top_of(window, ref)) for ref in {ref.article: ref for ref in reversed(group.members)}.values()}
    assert max(heights) - min(heights) <= 2
    while window.story.group != window.story.groups[-1] and len({r.article for r in window.story.group.members}) == 3:
        press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    lacking = {0, 1, 2} - {ref.article for ref in window.story.group.members}
    assert lacking, "one of the groups stands in two articles only"
    ghost = window.strip.pane_of(lacking.pop()).ghost
    assert ghost.isVisible()
    assert ghost.text == "no match found in this article (threshold 70)"
    press(window, Qt.Key.Key_F5)
    assert window.presenting
    assert window.present_page.isVisible()
    assert not window.topbar.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert not window.presenting


def test_step_4_one_key_leaves_what_only_one_article_reports(qtbot: QtBot, window: MainWindow):
    bring_pages(qtbot, window)
    window.strip.panes[0].text.setFocus()
    press(window, Qt.Key.Key_O)
    assert all(pane.text.marks.only_here for pane in window.strip.panes)
    article = window.story.shown[0]
    alone, every = len(window.story.comparison.unmatched(article)), len(window.story.comparison.sentences[article])
    words = f"{alone} of {every} sentences have no match in the other 2 articles (threshold 70)"
    assert words in window.topbar.subtitle.text()
    assert 0 < alone < every


def reopened(qtbot: QtBot, window: MainWindow, library: Path) -> MainWindow:
    """Close the window and start the program again."""
    closed(window)
    again = opened(qtbot, library, size=DESKTOP)
    wait_for_marks(qtbot, again)
    return again


def matched(window: MainWindow, one: SentenceRef, other: SentenceRef) -> bool:
    return window.story.lookup.match_between(one, other) is not None


def test_step_5_those_two_are_not_the_same(qtbot: QtBot, window: MainWindow, library: Path):
    bring_pages(qtbot, window)
    press(window, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.ControlModifier)
    assert window.story.settings.threshold == 65, "a little lower, where numbers that disagree show"
    match = next(match for match in window.story.comparison.matches if "numbers differ" in match.why)
    window.strip.panes[match.a.article].text.setFocus()
    while window.story.current != match.a:
        press(window, Qt.Key.Key_M)
    row = next(row for row in window.inspector.ladder.column.rows if row._why.text() == match.why)
    assert row._why.isVisible()
    assert row._why.text() == "13 of 31 words agree; the numbers differ: 3,500, 2,175 and 2,500"
    row.words.setFocus()
    press(window, Qt.Key.Key_R)
    assert not matched(window, match.a, match.b)
    assert "the numbers differ" in window.status.found.text()
    assert "Ctrl+Z" in window.status.found.text()
    assert window.story.current == match.a, "she is where she was"
    (line,) = (line for line in window.inspector.ladder.column.rejections.lines if line.isVisible())
    assert line.label.text().startswith("Rejected by you: DAILY LANTERN, “")
    for _ in range(5):
        press(window, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.ControlModifier)
    assert window.story.settings.threshold == 40
    assert not matched(window, match.a, match.b), "it stays gone, whatever the threshold"
    again = reopened(qtbot, window, library)
    again.strip.panes[0].text.setFocus()
    press(again, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.ControlModifier)
    assert not matched(again, match.a, match.b), "and after reopening"
    press(again, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert matched(again, match.a, match.b)
    assert again.status.found.text() == "Undone: rejected match"
    press(again, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert not matched(again, match.a, match.b)
    again.story.choose_sentence(match.b)
    (line,) = (line for line in again.inspector.ladder.column.rejections.lines if line.isVisible())
    QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)
    assert matched(again, match.a, match.b), "there is a way back without undoing what came after"
    closed(again)


def test_step_6_nothing_had_to_be_saved(qtbot: QtBot, window: MainWindow, library: Path):
    bring_pages(qtbot, window)
    window.strip.panes[0].text.setFocus()
    press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    match = window.story.current_match()
    press(window, Qt.Key.Key_R)
    assert match not in window.story.comparison.matches
    ref = window.story.current
    window.story.choose_sentence(ref)
    press(window, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: len(window.story.notes) == 1)
    QTest.keyClicks(QApplication.focusWidget(), "They quote the same sentence")
    press(window, Qt.Key.Key_Escape)
    window.close()
    with Library.open(library) as kept:
        newest = kept.stories()[0]
        assert len(newest.articles) == 3
        assert [note.text for note in kept.notes(newest.id)] == ["They quote the same sentence"]
    again = opened(qtbot, library, size=DESKTOP)
    assert again.story.comparison is not None, "a story seen before is marked at once"
    assert len(again.story.notes) == 1
    assert match.score not in [
        known.score for known in again.story.comparison.matches if (known.a, known.b) == (match.a, match.b)
    ]
    closed(again)
