"""Which signal of the pages of notes does what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.window.note_desk import in_tray

if TYPE_CHECKING:
    from viewer.library.notes import Passage
    from viewer.window.main_window import MainWindow


def connect_notes(window: MainWindow) -> None:
    """Let the list of notes and its editor change the notes of the open story."""
    panel, notes = window.inspector.notes, window.desk.notes
    panel.note_chosen.connect(window.show_note)
    panel.note_edited.connect(notes.edit_note)
    panel.notes_changed.connect(notes.change)
    panel.tags_added.connect(notes.add_tags)
    panel.notes_deleted.connect(notes.delete_notes)
    editor = panel.editor
    editor.untied.connect(notes.untie)
    editor.passage_wanted.connect(lambda passage: _show(window, passage))
    editor.tray_wanted.connect(lambda note_id, number: _toggle_tray(window, note_id, number))


def _show(window: MainWindow, passage: Passage) -> None:
    article = window.desk.article_index(passage.article)
    if article is not None and passage.state != "orphan":
        window.notes.go_to((article, passage.start, passage.end))


def _toggle_tray(window: MainWindow, note_id: str, number: int) -> None:
    tray, wanted = in_tray(window.story.notes), (note_id, number)
    window.desk.notes.set_tray([one for one in tray if one != wanted] if wanted in tray else [*tray, wanted])
