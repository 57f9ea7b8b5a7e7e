from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from stubs import sample_notes, sample_story

from viewer.analysis.model import SentenceRef
from viewer.window.inspector import Inspector
from viewer.window.story import OpenStory
from viewer.window.theme import theme


def shown(qtbot: QtBot) -> tuple[OpenStory, Inspector]:
    story = sample_story()
    inspector = Inspector(story, theme("light"))
    qtbot.addWidget(inspector)
    inspector.resize(340, 640)
    inspector.show()
    inspector.activateWindow()
    qtbot.waitUntil(inspector.isActiveWindow)
    return story, inspector


def test_tabs_show_one_page_at_a_time(qtbot: QtBot) -> None:
    _, inspector = shown(qtbot)
    assert inspector.page == "wording"
    with qtbot.waitSignal(inspector.page_changed) as told:
        qtbot.mouseClick(inspector.tabs["names"], Qt.MouseButton.LeftButton)
    assert told.args == ["names"]
    assert inspector.names.isVisible()
    assert not inspector.ladder.isVisible()


def test_arrow_keys_go_from_tab_to_tab(qtbot: QtBot) -> None:
    _, inspector = shown(qtbot)
    inspector.tabs["wording"].setFocus()
    qtbot.keyClick(inspector.tabs["wording"], Qt.Key.Key_Left)
    assert inspector.page == "notes"
    assert inspector.tabs["notes"].hasFocus()
    qtbot.keyClick(inspector.tabs["notes"], Qt.Key.Key_Right)
    assert inspector.page == "wording"


def test_tabs_count_what_is_on_their_pages(qtbot: QtBot) -> None:
    story, inspector = shown(qtbot)
    assert [tab.text() for tab in inspector.tabs.values()] == ["Wording  3", "Names  4", "Notes"]
    story.set_notes(sample_notes(story))
    story.set_threshold(80)
    assert [tab.text() for tab in inspector.tabs.values()] == ["Wording  3", "Names  4", "Notes  4"]
    story.set_threshold(95)
    assert inspector.tabs["wording"].text() == "Wording  1"


def test_a_note_is_edited_from_outside(qtbot: QtBot) -> None:
    story, inspector = shown(qtbot)
    story.set_notes(sample_notes(story))
    inspector.edit_note("n1")
    assert inspector.page == "notes"
    assert inspector.notes.editor.field.hasFocus()
    with qtbot.waitSignal(inspector.notes.note_edited) as told:
        qtbot.keyClicks(inspector.notes.editor.field, "!")
    assert told.args == ["n1", "Only here. Why not in the Post?!"]


def test_the_signals_of_the_pages_are_those_of_the_inspector(qtbot: QtBot) -> None:
    story, inspector = shown(qtbot)
    story.choose_sentence(SentenceRef(0, 1))
    with qtbot.waitSignal(inspector.rejected):
        inspector.ladder.column.rows[1]._reject.click()
    assert story.comparison is not None
    story.choose_entity(story.comparison.entities[0])
    inspector.show_page("names")
    with qtbot.waitSignal(inspector.mention_wanted):
        inspector.names.details.step(1)


def test_every_theme_can_be_put_on_at_any_time(qtbot: QtBot) -> None:
    _, inspector = shown(qtbot)
    light = inspector.grab().toImage()
    inspector.apply_theme(theme("dark"))
    assert inspector.grab().toImage() != light
