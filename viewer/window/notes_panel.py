"""The notes of the story in text order, with an editor for the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from viewer.window.empty import Emptiness, EmptyState
from viewer.window.note_editor import NoteEditor
from viewer.window.note_rows import note_rows
from viewer.window.note_view import NoteDelegate, NoteModel
from viewer.window.story import OpenStory
from viewer.window.theme import Theme


class NotesPanel(QWidget):
    """List and editor. The panel changes no note itself: it says what the reader wants."""

    note_chosen = Signal(str)
    note_edited = Signal(str, str)
    note_coloured = Signal(str, str)
    note_deleted = Signal(str)
    left = Signal()
    """The reader pressed Escape in the list or without a note to go back to."""

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme = story, theme
        self._model = NoteModel()
        self.view = _View()
        self.view.setModel(self._model)
        self._delegate = NoteDelegate(theme, self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.setAccessibleName(self.tr("Notes in text order"))
        self.editor = NoteEditor(theme)
        self._empty = EmptyState(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.editor)
        self.setAccessibleName(self.tr("Notes"))
        self._connect()
        self.apply_theme(theme)
        self.refresh()

    def _connect(self) -> None:
        self._story.notes_changed.connect(self.refresh)
        self._story.articles_changed.connect(self.refresh)
        self.view.selectionModel().selectionChanged.connect(self._choose)
        self.view.activated.connect(self.editor.write)
        self.view.delete_wanted.connect(self._delete)
        self.view.escaped.connect(self.left)
        self.editor.edited.connect(self.note_edited)
        self.editor.coloured.connect(self.note_coloured)
        self.editor.deleted.connect(self.note_deleted)
        self.editor.left.connect(self.view.setFocus)
        self.editor.left.connect(self.left)

    def refresh(self) -> None:
        """Show the notes as the story has them now; the chosen one stays chosen."""
        story, chosen = self._story, self.editor.note_id
        self._model.show_rows(note_rows(story.notes, story.articles, story.order))
        self.view.setVisible(bool(self._model.rows))
        self._empty.setVisible(not self._model.rows)
        if not self._model.rows:
            self._empty.show_state(self._emptiness())
        self._open(chosen)

    def _emptiness(self) -> Emptiness:
        return Emptiness(
            "sticky-note",
            self.tr("No notes yet"),
            self.tr("Select text or stand on a sentence and press N. What you write is kept as you type."),
        )

    def _open(self, note_id: str | None) -> None:
        number = self._model.place_of(note_id) if note_id else -1
        self.editor.show_note(self._model.rows[number].note if number >= 0 else None)
        index = self._model.index(number)
        if number < 0:
            self.view.clearSelection()
        elif not self.view.selectionModel().isSelected(index):
            self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.view.scrollTo(index)

    def _choose(self) -> None:
        chosen = self.view.selectedIndexes()
        if chosen:
            note = self._model.rows[chosen[0].row()].note
            if note.id != self.editor.note_id:
                self.editor.show_note(note)
                self.note_chosen.emit(note.id)

    def _delete(self) -> None:
        if self.editor.note_id is not None:
            self.note_deleted.emit(self.editor.note_id)

    def edit(self, note_id: str) -> None:
        """Open a note and put the cursor in its text."""
        self._open(note_id)
        if self.editor.note_id is not None:
            self.editor.write()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = self._delegate.theme = theme
        self.editor.apply_theme(theme)
        self._empty.apply_theme(theme)
        self.view.viewport().update()


class _View(QListView):
    delete_wanted = Signal()
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for deletion at Delete, leave at Escape; everything else as lists do."""
        if event.key() == Qt.Key.Key_Delete and self.selectionModel().hasSelection():
            self.delete_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
