"""The commands that open pages and dialogs about notes: lists, palettes, history, what was deleted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject

from viewer.article.messages import Message
from viewer.window import texts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.window.main_window import MainWindow
    from viewer.window.notes.pages import NotePage
    from viewer.window.notes.past_dialog import PastDialog

_NO_HISTORY = Message("This note has always said what it says now.")
_NOTHING_DELETED = Message("No note of this story was deleted.")


class NotePageCommands(QObject):
    """The reader's commands about the pages of notes, in one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk

    def show_notes(self) -> None:
        """Show the list of notes, with the keyboard in it."""
        self._show_page("notes")

    def show_tasks(self) -> None:
        """Show the tasks of the story."""
        self._show_page("tasks")

    def show_tray(self) -> None:
        """Show the evidence tray."""
        self._show_page("tray")

    def show_class(self) -> None:
        """Show what a class handed in, laid over the texts."""
        self._show_page("class")

    def show_lost(self) -> None:
        """Show the passages of notes that have no place in a new version."""
        self._show_page("lost")

    def _show_page(self, name: NotePage) -> None:
        self._window.open_notes()
        page = self._window.inspector.note_pages.show_page(name)
        field = {"notes": "view", "tasks": "list", "tray": "list", "class": "places", "lost": "list"}[name]
        widget: QWidget = getattr(page, field)
        (widget if widget.isVisible() else page).setFocus()

    def choose_palette(self) -> None:
        """Show the menu of palettes."""
        from viewer.window.notes.palette_menu import show_palettes

        self._window.open_notes()
        show_palettes(self._window, self._window.inspector.note_pages.palette_button)

    def show_history(self, note_id: str) -> None:
        """Show what a note said before, and let one of it be taken back."""
        versions = self._desk.notes.history(note_id)[::-1]
        if not versions:
            self._window.tell(_NO_HISTORY)
            return
        entries = [f"{_moment(version.modified)}\n{version.text or '–'}" for version in versions]
        hint = self._window.tr("What the note said before, the newest first.")
        dialog = self._past(self._window.tr("History of the note"), hint, entries, self._window.tr("Take this back"))

        def take(number: int) -> None:
            version = versions[number]
            changed = {"text": version.text, "category": version.category, "tags": version.tags}
            self._desk.notes.change([note_id], changed)

        dialog.chosen.connect(take)

    def deleted_notes(self) -> None:
        """Show the notes that were deleted, and let one of them be taken back."""
        notes = self._desk.notes.deleted()[::-1]
        if not notes:
            self._window.tell(_NOTHING_DELETED)
            return
        entries = [f"{texts.quoted(note.passages[0].exact, 90)}\n{note.text or '–'}" for note in notes]
        hint = self._window.tr("Deleted notes of this story stay here for 30 days.")
        dialog = self._past(self._window.tr("Deleted notes"), hint, entries, self._window.tr("Take it back"))
        dialog.chosen.connect(lambda number: self._desk.notes.take_back(notes[number].id))

    def _past(self, title: str, hint: str, entries: list[str], action: str) -> PastDialog:
        from viewer.window.notes.past_dialog import PastDialog

        dialog = PastDialog(title, hint, entries, action, self._window)
        dialog.open()
        return dialog


def _moment(utc: str) -> str:
    """Return a kept moment as the reader's clock shows it."""
    moment = QDateTime.fromSecsSinceEpoch(round(datetime.fromisoformat(utc).timestamp()))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
