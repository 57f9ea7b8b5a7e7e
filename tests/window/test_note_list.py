"""The list of notes: filtered, sorted, several changed at once, tags, passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.window.noting import Keys, key, noted_window, type_words
from tests.window.stubs import sample_notes, sample_story
from viewer.library.notes.notes import Note
from viewer.window.main_window import MainWindow
from viewer.window.notes.rows import NoteFilter, all_tags, note_rows, tags_in


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with noted_window(qtbot, tmp_path / "library.db") as made:
        for article, words, category, text, tags in (
            (0, "The city council", "a", "Who voted?", ("vote",)),
            (0, "About 200 residents", "b", "Nobody else counts", ("number", "crowd")),
            (1, "The opposition", "b", "Only here", ()),
            (2, "Ferry owners", "c", "Their view", ("view",)),
        ):
            start = made.story.articles[article].text.index(words)
            note = made.desk.notes.add_note([(article, start, start + len(words))], category, write=False)
            made.desk.notes.edit_note(note.id, text)
            made.desk.notes.change([note.id], {"tags": tags})
        made.open_notes()
        yield made


def listed(window: MainWindow) -> list[str]:
    return [row.note.text for row in window.inspector.notes._model.rows]


def choose_rows(window: MainWindow, *numbers: int) -> None:
    view = window.inspector.notes.view
    for place, number in enumerate(numbers):
        spot = view.visualRect(view.model().index(number, 0)).center()
        keys = Keys.ControlModifier if place else Keys.NoModifier
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, spot)


def test_words_tags_categories_and_articles_filter_the_list(window: MainWindow) -> None:
    filters = window.inspector.notes.filters
    filters.field.setFocus()
    type_words("here")
    assert listed(window) == ["Only here"]
    filters.field.clear()
    type_words("#cro")
    assert listed(window) == ["Nobody else counts"]
    filters.field.clear()
    QTest.mouseClick(filters.categories.buttons["b"], Qt.MouseButton.LeftButton)
    assert listed(window) == ["Nobody else counts", "Only here"]
    assert filters.categories.buttons["b"].isChecked()
    QTest.mouseClick(filters.articles[window.story.articles[1].id], Qt.MouseButton.LeftButton)
    assert listed(window) == ["Only here"]
    filters.field.setFocus()
    type_words("nothing")
    assert listed(window) == []
    QTest.mouseClick(window.inspector.notes._empty._button, Qt.MouseButton.LeftButton)
    assert len(listed(window)) == 4
    assert filters.field.text() == ""


def test_by_time_the_last_one_comes_first(window: MainWindow) -> None:
    QTest.mouseClick(window.inspector.notes.filters.time, Qt.MouseButton.LeftButton)
    assert listed(window) == ["Their view", "Only here", "Nobody else counts", "Who voted?"]


def test_several_notes_are_changed_at_once_and_undone_at_once(window: MainWindow) -> None:
    choose_rows(window, 0, 2, 3)
    panel = window.inspector.notes
    assert panel.bulk.isVisible()
    assert not panel.editor.isVisible()
    assert panel.bulk.count.text() == "3 notes chosen"
    QTest.mouseClick(panel.bulk.categories.buttons["d"], Qt.MouseButton.LeftButton)
    assert [note.category for note in window.story.notes] == ["d", "b", "d", "d"]
    assert len(panel.chosen()) == 3, "they stay chosen"
    panel.bulk.tags.setFocus()
    type_words("check, lesson 2")
    key(window, Qt.Key.Key_Return)
    assert [note.tags for note in window.story.notes] == [
        ("vote", "check", "lesson 2"),
        ("number", "crowd"),
        ("check", "lesson 2"),
        ("view", "check", "lesson 2"),
    ]
    panel.view.setFocus()
    key(window, Qt.Key.Key_Delete)
    assert [note.text for note in window.story.notes] == ["Nobody else counts"]
    window.commands.undo()
    assert len(window.story.notes) == 4
    while [note.category for note in window.story.notes] == ["d", "b", "d", "d"]:
        window.commands.undo()
    assert [note.category for note in window.story.notes] == ["a", "b", "b", "c"]


def test_a_click_goes_to_the_passage(window: MainWindow) -> None:
    window.resize(1366, 420)
    pane = window.strip.panes[0]
    pane.text.scroll_to(0)
    choose_rows(window, 1)
    start = pane.article.text.index("About 200")
    top, bottom = pane.text.extent(start, start + 5)
    assert pane.text.scroll_value <= top
    assert bottom <= pane.text.scroll_value + pane.text.viewport().height()
    assert pane.text.marks.lit_notes == {window.story.notes[1].id}


def test_tags_are_completed_and_kept(window: MainWindow) -> None:
    choose_rows(window, 2)
    editor = window.inspector.notes.editor
    editor.tags.setFocus()
    type_words("spin, nu")
    popup = editor.tags.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert editor.tags.text() == "spin, number"
    key(window, Qt.Key.Key_Return)
    assert window.story.notes[2].tags == ("spin", "number")


def test_a_passage_is_taken_out_and_the_others_stay(window: MainWindow) -> None:
    note = window.story.notes[0]
    window.desk.notes.tie(note.id, (1, 0, 7))
    choose_rows(window, 0)
    lines = window.inspector.notes.editor.passages.lines
    assert [line.place.text() for line in lines] == ["A ¶1", "B headline"]
    QTest.mouseClick(lines[1].place, Qt.MouseButton.LeftButton)
    assert window.strip.panes[1].text.hasFocus()
    QTest.mouseClick(lines[0].untie, Qt.MouseButton.LeftButton)
    assert [p.exact for p in window.story.notes[0].passages] == ["Council"]
    (line,) = window.inspector.notes.editor.passages.lines
    assert not line.untie.isVisible(), "the last one can only go with the note"


def test_filling_is_a_switch_of_the_note(window: MainWindow) -> None:
    choose_rows(window, 0)
    QTest.mouseClick(window.inspector.notes.editor.fill, Qt.MouseButton.LeftButton)
    assert window.story.notes[0].filled
    assert window.strip.panes[0].text.marks.filled == {window.story.notes[0].id}


def test_markdown_is_set_when_nobody_writes(window: MainWindow) -> None:
    choose_rows(window, 0)
    editor = window.inspector.notes.editor
    key(window, Qt.Key.Key_N, Keys.AltModifier)
    type_words(" **Really?** <img src=x onerror=1>")
    key(window, Qt.Key.Key_Escape)
    page = editor.text.currentWidget()
    assert page is not editor.field
    assert "**" not in page.toPlainText()
    assert "Really?" in page.toPlainText()
    assert "<img" not in page.toHtml()
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert editor.field.hasFocus()
    assert editor.field.toPlainText() == "Who voted? **Really?** <img src=x onerror=1>"


def test_shift_and_arrow_choose_several_with_the_keyboard(window: MainWindow) -> None:
    panel = window.inspector.notes
    choose_rows(window, 0)
    panel.view.setFocus()
    key(window, Qt.Key.Key_Down, Keys.ShiftModifier)
    assert len(panel.chosen()) == 2
    assert panel.bulk.isVisible()
    key(window, Qt.Key.Key_Down)
    assert panel.editor.isVisible()
    assert not panel.bulk.isVisible()


def test_a_note_that_the_filter_hides_can_still_be_written(window: MainWindow) -> None:
    window.inspector.notes.filters.ask_for(NoteFilter(words="nothing like this"))
    assert listed(window) == []
    window.write_note(window.story.notes[1].id)
    type_words("!")
    assert window.story.notes[1].text == "Nobody else counts!"


def test_what_is_chosen_in_the_list_is_chosen_in_the_story(window: MainWindow) -> None:
    view = window.inspector.notes.view
    index = view.model().index(2, 0)
    view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert window.story.annotations.chosen == window.story.notes[2].id
    window.story.annotations.choose(None)
    assert window.inspector.notes.chosen() == ()


# Without a window


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", ()),
        ("one", ("one",)),
        ("one,  two three ,one", ("one", "two three")),
        ("#one #two", ("one", "two")),
        (" , ,", ()),
    ],
)
def test_tags_are_read_from_what_is_typed(typed: str, tags: tuple[str, ...]) -> None:
    assert tags_in(typed) == tags


def tagged() -> list[Note]:
    notes = sample_notes(sample_story())
    return [replace(notes[0], tags=("Spin", "vote")), replace(notes[1], task="t1"), *notes[2:]]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (NoteFilter(), ["n1", "n2", "n3", "n4"]),
        (NoteFilter("only HERE"), ["n1"]),
        (NoteFilter("opposition"), ["n1"]),
        (NoteFilter("#spin"), ["n1"]),
        (NoteFilter("#sp only"), ["n1"]),
        (NoteFilter("#sp euros"), []),
        (NoteFilter(categories=frozenset({"a", "d"})), ["n2", "n4"]),
        (NoteFilter(tasks=frozenset({"t1"})), ["n2"]),
        (NoteFilter(articles=frozenset({"elsewhere"})), []),
    ],
)
def test_what_a_filter_wants(wanted: NoteFilter, ids: list[str]) -> None:
    assert [note.id for note in tagged() if wanted.wants(note)] == ids
    assert bool(wanted) == (wanted != NoteFilter())


def test_rows_know_the_places_of_all_passages() -> None:
    story = sample_story()
    one, other = sample_notes(story)[:2]
    both = replace(one, passages=(*one.passages, *other.passages))
    (row,) = note_rows([both], story.articles, story.order)
    assert (row.place, row.paragraph, row.others) == (1, 3, ((0, 2),))


def test_all_tags_are_in_alphabetical_order() -> None:
    assert all_tags(tagged()) == ["Spin", "vote"]
