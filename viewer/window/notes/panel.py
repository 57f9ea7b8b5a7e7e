"""The notes of the story in a list that can be filtered, with an editor for the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from viewer.window.empty import Emptiness, EmptyState
from viewer.window.notes.bulk import NoteBulk
from viewer.window.notes.desk import in_tray
from viewer.window.notes.editor import NoteEditor
from viewer.window.notes.filter import FilterBar
from viewer.window.notes.rows import NoteRow, all_tags, note_rows
from viewer.window.notes.view import NoteDelegate, NoteModel
from viewer.window.story import OpenStory
from viewer.window.theme import Theme

_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class NotesPanel(QWidget):
    """List and editor. The panel changes no note itself: it says what the reader wants."""

    note_chosen = Signal(str)
    note_edited = Signal(str, str)
    notes_changed = Signal(object, object)
    """Ids of notes (a tuple) and what is to change of them (a dict, see NoteDesk.change)."""
    tags_added = Signal(object, object)
    """Ids of notes (a tuple) and the tags (a tuple) that they get besides their own."""
    notes_deleted = Signal(object)
    left = Signal()
    """The reader pressed Escape in the list or without a note to go back to."""

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme = story, theme
        self._stale = True
        self._model = NoteModel(story.annotations)
        self.filters = FilterBar(story, theme)
        self.view = _View()
        self.view.setModel(self._model)
        self._delegate = NoteDelegate(story.annotations, theme, self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.setAccessibleName(self.tr("Notes"))
        self.editor = NoteEditor(story.annotations, theme)
        self.bulk = NoteBulk(story.annotations, theme)
        self._empty = EmptyState(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.filters, self.view, self._empty, self.editor, self.bulk):
            layout.addWidget(widget, 1 if widget in (self.view, self._empty) else 0)
        self.setAccessibleName(self.tr("Notes"))
        self._connect()
        self.apply_theme(theme)
        self.refresh()

    def _connect(self) -> None:
        story = self._story
        for changed in (story.notes_changed, story.articles_changed, story.annotations.tasks_changed):
            changed.connect(self.refresh)
        story.annotations.palette_changed.connect(self.refresh)
        story.annotations.chosen_changed.connect(self._show_chosen)
        self.filters.changed.connect(self.refresh)
        self._empty.acted.connect(self.filters.clear)
        self.view.selectionModel().selectionChanged.connect(self._choose)
        self.view.activated.connect(self.editor.write)
        self.view.clicked.connect(self._go_to)
        self.view.delete_wanted.connect(self._delete)
        self.view.escaped.connect(self.left)
        self.editor.edited.connect(self.note_edited)
        self.editor.changed.connect(self.notes_changed)
        self.editor.deleted.connect(lambda note_id: self.notes_deleted.emit((note_id,)))
        self.editor.left.connect(self.view.setFocus)
        self.editor.left.connect(self.left)
        self.bulk.categorised.connect(lambda one: self.notes_changed.emit(self.chosen(), {"category": one}))
        self.bulk.tagged.connect(lambda tags: self.tags_added.emit(self.chosen(), tags))
        self.bulk.deleted.connect(self._delete)

    # What is shown

    def refresh(self) -> None:
        """Show the notes as the story has them now; what is chosen stays chosen. Out of sight it waits."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        story, chosen = self._story, self.chosen()
        wanted = self.filters.filter
        notes = [note for note in story.notes if wanted.wants(note)] if wanted else story.notes
        self.filters.refresh()
        self.filters.setVisible(bool(story.notes))
        self._model.show_rows(note_rows(notes, story.articles, story.order, self.filters.order))
        self.view.setVisible(bool(self._model.rows))
        self._empty.setVisible(not self._model.rows)
        if not self._model.rows:
            self._empty.show_state(self._emptiness())
        self.editor.show_tags(all_tags(story.notes))
        if len(chosen) > 1:
            self._choose_again(chosen)
        self._show_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _emptiness(self) -> Emptiness:
        if self._story.notes:
            return Emptiness(
                "search",
                self.tr("No note fits the filter"),
                self.tr("{count} notes are hidden by it.").format(count=len(self._story.notes)),
                self.tr("Show all notes"),
            )
        return Emptiness(
            "sticky-note",
            self.tr("No notes yet"),
            self.tr("Select text or stand on a sentence and press N. What you write is kept as you type."),
        )

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the notes that are chosen in the list."""
        rows = sorted(index.row() for index in self.view.selectedIndexes())
        return tuple(self._model.rows[row].note.id for row in rows if row < len(self._model.rows))

    def _choose_again(self, note_ids: tuple[str, ...]) -> None:
        model = self.view.selectionModel()
        model.blockSignals(True)
        for note_id in note_ids:
            if (number := self._model.place_of(note_id)) >= 0:
                model.select(self._model.index(number), QItemSelectionModel.SelectionFlag.Select)
        model.blockSignals(False)
        self.view.viewport().update()

    def _show_chosen(self) -> None:
        """Show the note that is chosen in the story, in the list and in the editor; of several, what they share."""
        if self._stale:
            return
        note_id = self._story.annotations.chosen
        several = self.chosen()
        if len(several) > 1 and (note_id is None or note_id in several):
            self._show_several(several)
            return
        self.bulk.hide()
        number = self._model.place_of(note_id) if note_id else -1
        row = self._model.rows[number] if number >= 0 else self._row_of(note_id)
        self._open(row)
        index = self._model.index(number)
        if number < 0:
            self.view.clearSelection()
        elif several != (note_id,):
            self.view.selectionModel().setCurrentIndex(index, _CHOOSE)
            self.view.scrollTo(index)

    def _row_of(self, note_id: str | None) -> NoteRow | None:
        """Return the row of a note that the filter hides."""
        notes = [note for note in self._story.notes if note.id == note_id]
        rows = note_rows(notes, self._story.articles, self._story.order)
        return rows[0] if rows else None

    def _open(self, row: NoteRow | None) -> None:
        tray = in_tray(self._story.notes) if row is not None else []
        self.editor.show_row(row, frozenset(number for note, number in tray if row is not None and note == row.note.id))

    def _show_several(self, note_ids: tuple[str, ...]) -> None:
        self._open(None)
        self.bulk.show_count(len(note_ids), {note.category for note in self._story.notes if note.id in note_ids})

    def _choose(self) -> None:
        chosen = self.chosen()
        if len(chosen) == 1 and chosen[0] != self._story.annotations.chosen:
            self._story.annotations.choose(chosen[0])
            self.note_chosen.emit(chosen[0])
        elif chosen:
            if self._story.annotations.chosen not in chosen:
                self._story.annotations.choose(chosen[0])
            self._show_chosen()

    def _go_to(self, index: QModelIndex) -> None:
        """Bring the passage of a note into view that was clicked again."""
        if len(self.chosen()) == 1:
            self.note_chosen.emit(self._model.rows[index.row()].note.id)

    def _delete(self) -> None:
        chosen = self.chosen() or ((self.editor.note_id,) if self.editor.note_id else ())
        if chosen:
            self.notes_deleted.emit(chosen)

    def edit(self, note_id: str) -> None:
        """Open a note and put the cursor in its text."""
        if self._stale:
            self.refresh()
        self._story.annotations.choose(note_id)
        self._show_chosen()
        if self.editor.note_id is not None:
            self.editor.write()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = self._delegate.theme = theme
        for part in (self.filters, self.editor, self.bulk, self._empty):
            part.apply_theme(theme)
        self.view.viewport().update()


class _View(QListView):
    delete_wanted = Signal()
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
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
