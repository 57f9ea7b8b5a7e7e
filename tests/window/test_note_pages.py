"""Tasks, the evidence tray, palettes, what was there before, and new versions of articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.window.noting import Keys, click_on, key, noted_window, type_words
from viewer.library import Library
from viewer.window.main_window import MainWindow
from viewer.window.notes.palette_menu import edit_palette, fill_palettes


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with noted_window(qtbot, tmp_path / "library.db") as made:
        yield made


def note(window: MainWindow, article: int, words: str, category: str = "a"):
    start = window.story.articles[article].text.index(words)
    return window.desk.notes.add_note([(article, start, start + len(words))], category, write=False)


# Tasks


def test_a_question_is_written_and_answered_with_a_passage(window: MainWindow) -> None:
    key(window, Qt.Key.Key_K, Keys.ControlModifier | Keys.ShiftModifier)
    page = window.inspector.note_pages.page("tasks")
    for question in ("Who speaks?", "Mark three words that judge"):
        page.field.setFocus()
        type_words(question)
        key(window, Qt.Key.Key_Return)
    assert page.progress.text() == "0 of 2 answered"
    page.list.setFocus()
    page.list.setCurrentRow(1)
    assert "Not answered yet" in page.hint.text()
    click_on(window.strip.panes[1], "The opposition")
    key(window, Qt.Key.Key_N)
    key(window, Qt.Key.Key_Escape)
    assert window.story.notes[0].task == window.story.annotations.tasks[1].id
    assert page.progress.text() == "1 of 2 answered"
    assert window.inspector.note_pages.tabs["tasks"].text() == "Tasks  1/2"
    assert window.inspector.notes.editor.task.text() == "Answers: Mark three words that judge"
    with Library.open(window.desk.library.path) as other:
        assert [task.question for task in other.tasks(window.desk.story_id)] == [
            "Who speaks?",
            "Mark three words that judge",
        ]
    QTest.mouseClick(window.inspector.note_pages.tabs["tasks"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.answers, Qt.MouseButton.LeftButton)
    assert window.inspector.note_pages.shown == "notes"
    assert len(window.inspector.notes._model.rows) == 1
    QTest.mouseClick(page.stop, Qt.MouseButton.LeftButton)
    assert window.story.annotations.task is None


def test_tasks_are_ordered_renamed_and_deleted_with_keys(window: MainWindow, qtbot: QtBot) -> None:
    for question in ("One?", "Two?", "Three?"):
        window.desk.notes.keep_task(question)
    page = window.inspector.note_pages.show_page("tasks")
    window.open_notes()
    page.list.setFocus()
    page.list.setCurrentRow(2)

    def questions() -> list[str]:
        return [task.question for task in window.story.annotations.tasks]

    key(window, Qt.Key.Key_Up, Keys.AltModifier)
    assert questions() == ["One?", "Three?", "Two?"]
    key(window, Qt.Key.Key_Up, Keys.AltModifier)
    key(window, Qt.Key.Key_Up, Keys.AltModifier)
    assert questions() == ["Three?", "One?", "Two?"]
    key(window, Qt.Key.Key_Down, Keys.AltModifier)
    assert questions() == ["One?", "Three?", "Two?"]
    key(window, Qt.Key.Key_F2)
    field = page.list.findChild(QLineEdit)
    field.setText("Third?")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: questions() == ["One?", "Third?", "Two?"])
    page.list.setFocus()
    key(window, Qt.Key.Key_Delete)
    assert questions() == ["One?", "Two?"]
    window.commands.undo()
    assert questions() == ["One?", "Third?", "Two?"]


def test_a_note_is_given_to_a_task_afterwards(window: MainWindow) -> None:
    window.desk.notes.keep_task("Who speaks?")
    made = note(window, 0, "The city council")
    window.open_notes()
    window.story.annotations.choose(made.id)
    editor = window.inspector.notes.editor
    assert editor.task.text() == "Answers no task"
    QTest.mouseClick(editor.task, Qt.MouseButton.LeftButton)
    menu = editor.findChild(QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert window.story.notes[0].task == window.story.annotations.tasks[0].id
    assert editor.task.text() == "Answers: Who speaks?"


# The evidence tray


def test_the_tray_is_put_in_order_and_copied_with_sources(window: MainWindow) -> None:
    made = [note(window, 0, "The city council"), note(window, 2, "Ferry owners in"), note(window, 1, "The opposition")]
    for one in made:
        window.story.annotations.choose(one.id)
        key(window, Qt.Key.Key_V)
    key(window, Qt.Key.Key_E, Keys.ControlModifier | Keys.ShiftModifier)
    page = window.inspector.note_pages.page("tray")
    assert page.list.hasFocus()

    def shown() -> list[str]:
        return [page.list.item(row).text().split("”")[0].strip("“") for row in range(page.list.count())]

    assert shown() == ["The city council", "Ferry owners in", "The opposition"]
    assert page.list.item(1).text().endswith("Island Ferry News, “Ferry owners fear a long closure”, 4 Mar 2025, ¶1")
    page.list.setCurrentRow(2)
    key(window, Qt.Key.Key_Up, Keys.AltModifier)
    key(window, Qt.Key.Key_Up, Keys.AltModifier)
    assert shown() == ["The opposition", "The city council", "Ferry owners in"]
    assert page.list.currentRow() == 0
    QTest.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("“The opposition”\n— Morning Chronicle, “Council backs new sea wall for Nordholm”, ")
    assert copied.count("—") == 3
    page.list.setFocus()
    key(window, Qt.Key.Key_Delete)
    assert shown() == ["The city council", "Ferry owners in"]
    window.commands.undo()
    assert shown() == ["The opposition", "The city council", "Ferry owners in"]


def test_a_drag_in_the_tray_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    made = [note(window, 0, "The city council"), note(window, 2, "Ferry owners in")]
    window.desk.notes.set_tray([(one.id, 0) for one in made])
    page = window.inspector.note_pages.show_page("tray")
    model = page.list.model()
    assert model.moveRow(page.list.rootIndex(), 1, page.list.rootIndex(), 0), "what a drop does"
    qtbot.waitUntil(lambda: [p.tray for n in window.story.notes for p in n.passages] == [1, 0])


# Palettes


def test_another_palette_leaves_marks_as_they_are(window: MainWindow) -> None:
    note(window, 0, "The city council", "b")
    marks = window.strip.panes[0].text.marks
    before = marks.categories["b"]
    menu = QMenu(window)
    fill_palettes(menu, window)
    next(action for action in menu.actions() if action.text() == "Is it fair?").trigger()
    assert window.story.annotations.palette.id == "fairness"
    assert window.strip.panes[0].text.marks.categories["b"] == before
    assert window.story.notes[0].category == "b"
    click_on(window.strip.panes[0], "About 200")
    key(window, Qt.Key.Key_2, Keys.AltModifier)
    assert window.story.notes[1].category == "fairness.context"
    menu = QMenu(window)
    fill_palettes(menu, window)
    fills = next(action.menu() for action in menu.actions() if action.text() == "Fill with colour")
    assert [action.text() for action in fills.actions()] == [
        "Leading language",
        "Context",
        "Counterpoint",
        "Of other palettes",
        "Green",
    ]
    fills.actions()[4].trigger()
    assert window.strip.panes[0].text.marks.filled == {window.story.notes[0].id}
    window.commands.undo()
    window.commands.undo()
    assert window.story.annotations.palette.id == "four-colours"


def test_the_menu_of_palettes_has_a_key(window: MainWindow) -> None:
    key(window, Qt.Key.Key_P, Keys.ControlModifier | Keys.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Four colours"
    assert menu.actions()[0].isChecked()
    menu.close()


def test_a_palette_of_ones_own_is_checked_while_it_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    editor = edit_palette(window, None)
    qtbot.waitExposed(editor)
    assert not editor.keep.isEnabled()
    QTest.keyClicks(editor.name, "Our own")
    for row, (name, letter, colour) in zip(
        editor.rows, [("Claim", "c", "#2e7d32"), ("Proof", "p", "#c2185b"), ("Gap", "g", "#ffee88")], strict=True
    ):
        row.name.setText(name)
        row.letter.setText(letter)
        row.colour.setText(colour)
    assert "“Claim” and “Proof” look alike to readers who do not see green" in editor.problems.text()
    assert "“Gap” is too pale on the page" in editor.problems.text()
    assert editor.keep.isEnabled(), "it may stay so"
    QTest.mouseClick(editor.rows[2].remove, Qt.MouseButton.LeftButton)
    editor.rows[0].colour.setText("#0e3f63")
    assert editor.problems.text() == ""
    QTest.mouseClick(editor.keep, Qt.MouseButton.LeftButton)
    palette = window.story.annotations.palette
    assert (palette.name, [c.name for c in palette.categories]) == ("Our own", ["Claim", "Proof"])
    click_on(window.strip.panes[0], "About 200")
    key(window, Qt.Key.Key_2, Keys.AltModifier)
    assert window.strip.panes[0].text.marks.categories[window.story.notes[0].category].name == "Proof"
    window.desk.notes.delete_palette(palette.id)
    assert window.story.annotations.palette.id == "four-colours"
    assert len(window.story.notes) == 1
    assert window.strip.panes[0].text.marks.categories[palette.categories[1].id].letter == "?"


def test_a_palette_without_a_colour_cannot_be_kept(window: MainWindow, qtbot: QtBot) -> None:
    editor = edit_palette(window, window.story.annotations.palettes[1])
    qtbot.waitExposed(editor)
    assert editor.keep.isEnabled()
    editor.rows[0].colour.setText("blue")
    assert not editor.keep.isEnabled()
    assert "needs a colour as #rrggbb" in editor.problems.text()
    while editor.add.isEnabled():
        QTest.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    assert len(editor.rows) == 9
    editor.reject()


# What was there before


def test_what_a_note_said_before_can_be_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    made = note(window, 0, "The city council")
    window.open_notes()
    window.story.annotations.choose(made.id)
    editor = window.inspector.notes.editor
    QTest.mouseClick(editor.history, Qt.MouseButton.LeftButton)
    assert "has always said" in window.status.found.text()
    window.desk.notes.edit_note(made.id, "First thought")
    window.desk.notes.change([made.id], {"category": "d"})
    window.desk.notes.change([made.id], {"text": "Second thought", "tags": ("x",)})
    QTest.mouseClick(editor.history, Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    entries = [dialog.list.item(row).text().splitlines()[1] for row in range(dialog.list.count())]
    assert entries[0] == "First thought"
    dialog.list.setCurrentRow(entries.index("First thought"))
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    (now,) = window.story.notes
    assert (now.text, now.tags) == ("First thought", ())
    window.commands.undo()
    assert window.story.notes[0].text == "Second thought"


def test_a_deleted_note_is_taken_back(window: MainWindow) -> None:
    made = note(window, 0, "The city council")
    key(window, Qt.Key.Key_D, Keys.ControlModifier | Keys.ShiftModifier)
    assert "No note of this story was deleted" in window.status.found.text()
    window.desk.notes.delete_notes([made.id])
    assert window.story.notes == ()
    key(window, Qt.Key.Key_D, Keys.ControlModifier | Keys.ShiftModifier)
    dialog = QApplication.activeModalWidget()
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert [one.id for one in window.story.notes] == [made.id]
    assert window.story.annotations.chosen == made.id


# A new version of an article


CORRECTED = """Council backs new sea wall for Nordholm

CORRECTION: an earlier version of this article gave another sum.

On Tuesday the council of Nordholm voted to rebuild the harbour wall, which a storm broke in two places last winter.

The mayor, Ines Falk, said that the work would cost 15 million euros.

A speaker for the owners called the plan too late and asked for a smaller wall.

Some in the opposition found the plan small, and asked why nobody had measured the old wall.

“We cannot ask people to live behind sandbags for another year”, Falk said.
"""


def replaced(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "corrected.txt"
    path.write_text(CORRECTED, "utf-8")
    window.commands.replace_by(1, path)
    qtbot.waitUntil(lambda: "CORRECTION" in window.story.articles[1].text)


def test_notes_move_to_a_new_version_where_their_place_is_certain(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    note(window, 1, "“We cannot ask people")
    note(window, 0, "The city council")
    replaced(window, qtbot, tmp_path)
    first = window.story.notes[0].passages[0]
    assert first.state == "moved"
    assert window.story.articles[1].text[first.start : first.end] == "“We cannot ask people"
    assert "1 passages of notes found their places" in window.status.found.text()
    assert len(window.strip.panes) == 3
    window.commands.undo()
    assert "CORRECTION" not in window.story.articles[1].text
    assert window.story.notes[0].passages[0].state == "placed"
    window.commands.redo()
    assert window.story.notes[0].passages[0].state == "moved"


def test_a_passage_that_is_not_certain_waits_until_the_reader_chooses(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    made = note(window, 1, "The opposition called the plan too small and asked for a wall one metre higher.")
    window.desk.notes.edit_note(made.id, "Only here")
    note(window, 1, "The mayor, Ines Falk, said that")
    replaced(window, qtbot, tmp_path)
    assert [n.passages[0].state for n in window.story.notes] == ["orphan", "moved"]
    pages = window.inspector.note_pages
    assert pages.shown == "lost"
    assert pages.tabs["lost"].isVisible()
    page = pages.page("lost")
    assert page.list.count() == 1
    assert "Only here" in page.list.item(0).text()
    assert [button.isVisible() for button in page.choices] == [True, True]
    likely = [button.accessibleName() for button in page.choices]
    assert likely[0].startswith("1   ¶")
    assert likely[1].startswith("2   ¶")
    assert window.strip.panes[1].text.marks.finds.spans, "the likely place is shown in the text"
    page.list.setFocus()
    key(window, Qt.Key.Key_D)
    assert window.story.notes[0].passages[0].state == "orphan"
    key(window, Qt.Key.Key_1)
    passage = window.story.notes[0].passages[0]
    assert passage.state == "placed"
    assert f"[{passage.exact}]" in likely[0]
    assert page.list.count() == 0
    window.commands.undo()
    assert window.story.notes[0].passages[0].state == "orphan"
    assert page.list.count() == 1


def test_the_same_text_is_no_new_version(window: MainWindow) -> None:
    assert window.desk.exchange(window.story.articles[1].id, window.story.articles[0]) is None
    assert window.messages.isVisible()
