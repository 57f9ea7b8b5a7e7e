from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot
from stubs import sample_notes, sample_story

from viewer.library.notes.notes import Note, Passage
from viewer.window.notes.panel import NotesPanel
from viewer.window.notes.rows import note_rows
from viewer.window.story import OpenStory
from viewer.window.theme import theme


def shown(qtbot: QtBot, *, notes: bool = True) -> tuple[OpenStory, NotesPanel]:
    story = sample_story()
    panel = NotesPanel(story, theme("light"))
    qtbot.addWidget(panel)
    if notes:
        story.set_notes(sample_notes(story))
    panel.resize(340, 600)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return story, panel


def keep(story: OpenStory, note_id: str, text: str) -> None:
    """What the library does with a keystroke: keep it, and hand the notes back."""
    story.set_notes([replace(note, text=text) if note.id == note_id else note for note in story.notes])


def ids(panel: NotesPanel) -> list[str]:
    return [row.note.id for row in panel._model.rows]


def click_row(qtbot: QtBot, panel: NotesPanel, number: int) -> None:
    place = panel.view.visualRect(panel._model.index(number)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_notes_are_listed_in_text_order_by_article(qtbot: QtBot) -> None:
    story, panel = shown(qtbot)
    assert ids(panel) == ["n2", "n4", "n1", "n3"]
    story.set_order([2, 1, 0])
    assert ids(panel) == ["n3", "n1", "n2", "n4"]


def test_a_note_of_an_article_that_is_not_open_comes_last() -> None:
    story = sample_story()
    lost = Note("n9", "s1", (Passage("gone", 3, 9, "six", "", ""),), "a", "")
    rows = note_rows([lost, *sample_notes(story)], story.articles, story.order)
    assert [(row.note.id, row.place, row.paragraph) for row in rows] == [
        ("n2", 0, 2),
        ("n4", 0, 4),
        ("n1", 1, 3),
        ("n3", 2, 3),
        ("n9", None, 0),
    ]


def test_choosing_a_note_opens_its_editor(qtbot: QtBot) -> None:
    _, panel = shown(qtbot)
    assert panel.editor.isHidden()
    with qtbot.waitSignal(panel.note_chosen) as told:
        click_row(qtbot, panel, 2)
    assert told.args == ["n1"]
    assert panel.editor.isVisible()
    assert panel.editor.field.toPlainText() == "Only here. Why not in the Post?"
    assert panel.editor.buttons["b"].isChecked()


def test_every_keystroke_is_handed_on_and_its_echo_leaves_the_cursor(qtbot: QtBot) -> None:
    story, panel = shown(qtbot)
    told: list[str] = []
    panel.note_edited.connect(lambda note_id, text: (told.append(text), keep(story, note_id, text)))
    panel.edit("n3")
    qtbot.keyClicks(panel.editor.field, "ab")
    panel.editor.field.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(panel.editor.field, "xy")
    assert told == ["a", "ab", "xab", "xyab"]
    assert panel.editor.field.textCursor().position() == 2
    assert panel.editor.field.hasFocus()
    assert story.notes[2].text == "xyab"


def test_an_echo_that_comes_late_does_not_take_letters_away(qtbot: QtBot) -> None:
    story, panel = shown(qtbot)
    told: list[str] = []
    panel.note_edited.connect(lambda note_id, text: told.append(text))
    panel.edit("n3")
    qtbot.keyClicks(panel.editor.field, "abc")
    for text in told:
        keep(story, "n3", text)
        assert panel.editor.field.toPlainText() == "abc"
    assert panel.editor.field.textCursor().position() == 3


def test_a_change_made_elsewhere_is_shown_with_the_cursor_in_place(qtbot: QtBot) -> None:
    story, panel = shown(qtbot)
    panel.edit("n4")
    panel.editor.field.moveCursor(QTextCursor.MoveOperation.Start)
    told: list[str] = []
    panel.note_edited.connect(lambda note_id, text: told.append(text))
    keep(story, "n4", "Undone.")
    assert panel.editor.field.toPlainText() == "Undone."
    assert panel.editor.field.textCursor().position() == 0
    assert told == []


def test_undoing_back_to_a_text_that_was_typed_before_is_no_echo(qtbot: QtBot) -> None:
    story, panel = shown(qtbot)
    panel.note_edited.connect(lambda note_id, text: keep(story, note_id, text))
    panel.edit("n3")
    qtbot.keyClicks(panel.editor.field, "abc")
    keep(story, "n3", "ab")
    assert panel.editor.field.toPlainText() == "ab"


def test_edit_puts_the_cursor_at_the_end_and_escape_leaves(qtbot: QtBot) -> None:
    _, panel = shown(qtbot)
    panel.edit("n2")
    assert panel.editor.field.hasFocus()
    assert panel.editor.field.textCursor().atEnd()
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.editor.field, Qt.Key.Key_Escape)
    assert not panel.editor.field.hasFocus()


def test_a_colour_is_asked_for(qtbot: QtBot) -> None:
    _, panel = shown(qtbot)
    panel.edit("n2")
    with qtbot.waitSignal(panel.notes_changed) as told:
        qtbot.mouseClick(panel.editor.buttons["c"], Qt.MouseButton.LeftButton)
    assert told.args == [("n2",), {"category": "c"}]


def test_deletion_is_asked_for_by_button_and_by_key(qtbot: QtBot) -> None:
    _, panel = shown(qtbot)
    click_row(qtbot, panel, 1)
    with qtbot.waitSignal(panel.notes_deleted) as told:
        qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert told.args == [("n4",)]
    with qtbot.waitSignal(panel.notes_deleted) as told:
        qtbot.mouseClick(panel.editor.delete, Qt.MouseButton.LeftButton)
    assert told.args == [("n4",)]


def test_the_editor_closes_when_its_note_is_gone(qtbot: QtBot) -> None:
    story, panel = shown(qtbot)
    panel.edit("n2")
    story.set_notes([note for note in story.notes if note.id != "n2"])
    assert panel.editor.isHidden()
    assert ids(panel) == ["n4", "n1", "n3"]


def test_enter_in_the_list_goes_to_the_text(qtbot: QtBot) -> None:
    _, panel = shown(qtbot)
    click_row(qtbot, panel, 0)
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert panel.editor.field.hasFocus()


def test_without_notes_the_panel_says_how_to_make_one(qtbot: QtBot) -> None:
    _, panel = shown(qtbot, notes=False)
    assert panel._empty.accessibleDescription().startswith("Select text or stand on a sentence and press N")


def test_rows_say_everything_to_a_screen_reader(qtbot: QtBot) -> None:
    _, panel = shown(qtbot)
    spoken = panel._model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "A, paragraph 2, Yellow: “would cost 14 million euros” 14 or 16? Check the minutes of the council."
    )
