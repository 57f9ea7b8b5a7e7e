"""Notes made, tied and marked with the mouse and the keyboard, in a whole window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.window.noting import Keys, click_on, drag_over, key, noted_window, place_of, quotes, type_words
from viewer.analysis.model import SentenceRef
from viewer.library import Library
from viewer.window.main_window import MainWindow
from viewer.window.notes.edges import lane_middle


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with noted_window(qtbot, tmp_path / "library.db") as made:
        yield made


def bar_place(window: MainWindow) -> QRect:
    """Return the bar of colours in the coordinates of the first pane's viewport."""
    view = window.strip.panes[0].text.viewport()
    corner = view.mapFromGlobal(window.palette_bar.mapToGlobal(QPoint(0, 0)))
    return QRect(corner, window.palette_bar.size())


def test_n_on_a_sentence_makes_a_note_that_is_typed_into_and_left_with_escape(window: MainWindow) -> None:
    click_on(window.strip.panes[1], "The opposition called")
    key(window, Qt.Key.Key_N)
    assert window.inspector.page == "notes"
    type_words("Only here?")
    assert [note.text for note in window.story.notes] == ["Only here?"]
    assert window.story.notes[0].category == "a"
    with Library.open(window.desk.library.path) as other:
        assert [note.text for note in other.notes(window.desk.story_id)] == ["Only here?"]
    key(window, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.strip.panes[1].text


def test_n_again_on_the_same_sentence_goes_on_writing(window: MainWindow) -> None:
    click_on(window.strip.panes[1], "The opposition called")
    key(window, Qt.Key.Key_N)
    type_words("One")
    key(window, Qt.Key.Key_Escape)
    key(window, Qt.Key.Key_N)
    type_words(" two")
    assert [note.text for note in window.story.notes] == ["One two"]


def test_selected_words_bring_a_bar_that_covers_none_of_them_and_a_digit_marks_them(window: MainWindow) -> None:
    pane = window.strip.panes[0]
    drag_over(pane, "would cost 14 million euros")
    assert window.palette_bar.isVisible()
    first, last = place_of(pane, "would cost"), place_of(pane, "million euros", at_end=True)
    words = QRect(QPoint(0, first.y() - 8), QPoint(pane.text.viewport().width(), last.y() + 8))
    assert not bar_place(window).intersects(words)
    assert pane.text.hasFocus(), "the keyboard stays in the text"
    key(window, Qt.Key.Key_2)
    assert quotes(window) == [["would cost 14 million euros"]]
    assert window.story.notes[0].category == "b"
    assert not window.palette_bar.isVisible()
    assert pane.text.selected_range() is None
    assert pane.text.hasFocus()


def test_a_press_on_a_colour_marks_the_selected_words(window: MainWindow) -> None:
    drag_over(window.strip.panes[0], "About 200 residents")
    QTest.mouseClick(window.palette_bar.buttons[3], Qt.MouseButton.LeftButton)
    assert quotes(window) == [["About 200 residents"]]
    assert window.story.notes[0].category == "d"


@pytest.mark.parametrize("how", ["escape", "click", "scroll"])
def test_the_bar_goes_away(window: MainWindow, how: str) -> None:
    window.resize(1366, 480)
    pane = window.strip.panes[0]
    drag_over(pane, "The city council voted")
    assert window.palette_bar.isVisible()
    if how == "escape":
        key(window, Qt.Key.Key_Escape)
        assert pane.text.selected_range() is not None, "the words stay selected"
    elif how == "click":
        click_on(pane, "Mayor")
    else:
        pane.text.scroll_to(30)
    assert not window.palette_bar.isVisible()
    key(window, Qt.Key.Key_2)
    assert window.story.notes == ()


def test_alt_and_a_digit_marks_the_current_sentence_and_stays_in_the_text(window: MainWindow) -> None:
    key(window, Qt.Key.Key_J)
    key(window, Qt.Key.Key_J)
    key(window, Qt.Key.Key_3, Keys.AltModifier)
    assert [note.category for note in window.story.notes] == ["c"]
    assert window.strip.panes[0].text.hasFocus()
    assert "Marked as Violet" in window.status.found.text()
    key(window, Qt.Key.Key_4, Keys.AltModifier)
    assert [note.category for note in window.story.notes] == ["d"], "the same passage changes its category"
    key(window, Qt.Key.Key_9, Keys.AltModifier)
    assert "has no category 9" in window.status.found.text()


def test_mark_as_of_the_menu_shows_the_colours_at_the_sentence(window: MainWindow) -> None:
    key(window, Qt.Key.Key_J)
    key(window, Qt.Key.Key_J)
    window.actions_by_name["mark_as"].trigger()
    assert window.palette_bar.isVisible()
    key(window, Qt.Key.Key_1)
    assert quotes(window) == [[window.story.comparison.sentence_text(SentenceRef(0, 1))]]


def test_shift_n_ties_a_passage_of_another_column_and_hovering_one_shows_the_other(window: MainWindow) -> None:
    first, second = window.strip.panes[0], window.strip.panes[1]
    click_on(first, "Mayor Ines")
    key(window, Qt.Key.Key_N)
    key(window, Qt.Key.Key_Escape)
    click_on(second, "The mayor")
    key(window, Qt.Key.Key_N, Keys.ShiftModifier)
    (note,) = window.story.notes
    assert [p.article for p in note.passages] == [article.id for article in window.story.articles[:2]]
    assert "has 2 passages now" in window.status.found.text()
    window.story.annotations.choose(None)
    assert second.text.marks.lit_notes == frozenset()
    QTest.mouseMove(first.text.viewport(), place_of(first, "the work would"))
    assert first.text.marks.lit_notes == second.text.marks.lit_notes == {note.id}
    handle = window.strip.handle(1)
    assert len(handle.ties(first, second)) == 1
    QTest.mouseMove(first.text.viewport(), place_of(first, "About 200"))
    assert second.text.marks.lit_notes == frozenset()
    assert not handle.ties(first, second)


def test_tying_the_same_passage_twice_or_without_a_note_is_told(window: MainWindow) -> None:
    click_on(window.strip.panes[0], "Mayor Ines")
    key(window, Qt.Key.Key_N, Keys.ShiftModifier)
    assert "Make or choose a note first" in window.status.found.text()
    key(window, Qt.Key.Key_N)
    key(window, Qt.Key.Key_Escape)
    key(window, Qt.Key.Key_N, Keys.ShiftModifier)
    assert len(window.story.notes[0].passages) == 1
    assert window.messages.isVisible()


def test_g_notes_all_wordings_of_the_group(window: MainWindow) -> None:
    click_on(window.strip.panes[0], "Mayor Ines")
    key(window, Qt.Key.Key_G)
    (note,) = window.story.notes
    assert len(note.passages) == 3
    type_words("14 or 16?")
    key(window, Qt.Key.Key_Escape)
    texts = [pane.article.text[pane.text.caret_offset() :][:9] for pane in window.strip.panes]
    for _ in range(3):
        key(window, Qt.Key.Key_P)
        pane = window.current_pane()
        texts.append(pane.article.text[pane.text.caret_offset() :][:9])
    assert set(texts[3:]) == {"Mayor Ine", "The mayor", "Ines Falk"}
    key(window, Qt.Key.Key_Z, Keys.ControlModifier)
    key(window, Qt.Key.Key_Z, Keys.ControlModifier)
    assert window.story.notes == ()


def test_g_without_a_match_is_told(window: MainWindow) -> None:
    click_on(window.strip.panes[1], "The opposition")
    key(window, Qt.Key.Key_G)
    assert "has no match" in window.status.found.text()


def test_q_notes_the_words_in_quotation_marks(window: MainWindow) -> None:
    click_on(window.strip.panes[2], "“Nobody")
    key(window, Qt.Key.Key_Q)
    assert quotes(window) == [["“Nobody has asked us,”"]]
    click_on(window.strip.panes[1], "The opposition")
    key(window, Qt.Key.Key_Q)
    assert len(window.story.notes) == 1
    assert "no quotation" in window.status.found.text()


def test_n_on_a_mention_that_was_gone_to_notes_the_mention(window: MainWindow) -> None:
    shared = next(entity for entity in window.story.comparison.entities if entity.name == "Nordholm")
    window.story.choose_entity(shared)
    key(window, Qt.Key.Key_Right, Keys.AltModifier)
    key(window, Qt.Key.Key_N)
    assert quotes(window) == [["Nordholm"]]


def test_a_click_on_an_edge_opens_the_note_and_another_click_the_one_beside_it(window: MainWindow) -> None:
    pane = window.strip.panes[0]
    for words in ("The city council", "The city council voted on Tuesday"):
        start = pane.article.text.index(words)
        window.desk.notes.add_note([(0, start, start + len(words))], write=False)
    window.story.annotations.choose(None)
    QApplication.processEvents()
    edges = pane.text._painter.notes.edges.of(range(3))
    margin = pane.text.geometry_of_text.document.left
    opened = []
    for edge in edges:
        place = QPoint(round(lane_middle(edge, margin)), round(edge.top) + 6 - pane.text.scroll_value)
        QTest.mouseMove(pane.text.viewport(), place)
        assert pane.text.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
        QTest.mouseClick(pane.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
        opened.append(window.story.annotations.chosen)
        assert window.inspector.page == "notes"
        assert window.inspector.notes.editor.note_id == opened[-1]
    assert opened == [edge.span.key for edge in edges]
    assert len(set(opened)) == 2


def test_brackets_go_from_note_to_note_in_the_order_of_the_texts(window: MainWindow) -> None:
    key(window, Qt.Key.Key_BracketRight)
    assert "There are no notes yet" in window.status.found.text()
    for article, words in ((2, "Ferry owners in"), (0, "About 200"), (0, "The city")):
        start = window.story.articles[article].text.index(words)
        window.desk.notes.add_note([(article, start, start + len(words))], write=False)
    window.story.annotations.choose(None)
    seen = []
    for which in (Qt.Key.Key_BracketRight,) * 3 + (Qt.Key.Key_BracketLeft,):
        key(window, which)
        seen.append(window.desk.note(window.story.annotations.chosen).passages[0].exact)
    assert seen == ["The city", "About 200", "Ferry owners in", "About 200"]


def test_v_puts_the_passage_into_the_tray_and_out_again(window: MainWindow) -> None:
    key(window, Qt.Key.Key_V)
    assert "Choose a note first" in window.status.found.text()
    click_on(window.strip.panes[0], "Mayor Ines")
    key(window, Qt.Key.Key_G)
    key(window, Qt.Key.Key_Escape)
    key(window, Qt.Key.Key_V)
    assert [p.tray for p in window.story.notes[0].passages] == [0, None, None]
    key(window, Qt.Key.Key_P)
    key(window, Qt.Key.Key_V)
    assert [p.tray for p in window.story.notes[0].passages] == [0, 1, None]
    key(window, Qt.Key.Key_V)
    assert [p.tray for p in window.story.notes[0].passages] == [0, None, None]


def test_every_step_is_undone_and_done_again(window: MainWindow) -> None:
    states = []

    def state() -> list[object]:
        return [(n.text, n.category, len(n.passages), [p.tray for p in n.passages]) for n in window.story.notes]

    click_on(window.strip.panes[0], "Mayor Ines")
    key(window, Qt.Key.Key_N)
    key(window, Qt.Key.Key_Escape)
    states.append(state())
    click_on(window.strip.panes[1], "The mayor")
    key(window, Qt.Key.Key_N, Keys.ShiftModifier)
    states.append(state())
    window.desk.notes.change([window.story.notes[0].id], {"category": "d"})
    states.append(state())
    key(window, Qt.Key.Key_V)
    states.append(state())
    for known in reversed(states):
        assert state() == known
        key(window, Qt.Key.Key_Z, Keys.ControlModifier)
    assert state() == []
    for known in states:
        key(window, Qt.Key.Key_Y, Keys.ControlModifier)
        assert state() == known


def test_without_a_library_it_is_said_that_nothing_can_be_kept(window: MainWindow) -> None:
    library, window.desk.library = window.desk.library, None
    click_on(window.strip.panes[0], "Mayor Ines")
    key(window, Qt.Key.Key_N)
    assert window.messages.isVisible()
    assert window.story.notes == ()
    window.desk.library = library
