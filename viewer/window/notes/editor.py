"""The editor of one note: its passages, its words, its tags, its category."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.library.notes.notes import Note
from viewer.window import texts
from viewer.window.buttons import quiet_button
from viewer.window.icons import icon
from viewer.window.notes.annotations import Annotations
from viewer.window.notes.category_row import CategoryRow
from viewer.window.notes.passages import NotePassages
from viewer.window.notes.rows import NoteRow, tags_in
from viewer.window.notes.text import NoteText
from viewer.window.theme import Theme


class NoteEditor(QWidget):
    """Every keystroke is told at once; what the library sends back of it is no news and leaves the cursor alone."""

    edited = Signal(str, str)
    changed = Signal(object, object)
    """The ids of notes (a tuple) and what is to change of them (a dict: category, tags, filled, task)."""
    deleted = Signal(str)
    untied = Signal(str, int)
    passage_wanted = Signal(object)
    """A Passage of the note, to be brought into view."""
    tray_wanted = Signal(str, int)
    history_wanted = Signal(str)
    left = Signal()

    def __init__(self, annotations: Annotations, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._annotations, self._theme = annotations, theme
        self._note: Note | None = None
        self._sent: list[str] = []
        self._build()
        self._connect()
        self.apply_theme(theme)
        self.hide()

    def _build(self) -> None:
        self.passages = NotePassages(self._theme)
        self.task = QPushButton()
        self.task.setProperty("role", "link")
        self.task.setToolTip(self.tr("The task that this note answers"))
        self.field = _Field()
        self.field.setPlaceholderText(self.tr("Write what you noticed"))
        self.field.setAccessibleName(self.tr("Text of the note"))
        self.field.setTabChangesFocus(True)
        self.text = NoteText(self.field, self._theme)
        self.categories = CategoryRow(self._annotations, self._theme)
        self.tags = QLineEdit()
        self.tags.setPlaceholderText(self.tr("Tags, parted by commas"))
        self.tags.setAccessibleName(self.tr("Tags of the note"))
        self._known_tags = QStringListModel(self)
        self.tags.setCompleter(_TagCompleter(self._known_tags, self.tags))
        self.fill = quiet_button(self.tr("Fill the passages with colour"))
        self.fill.setCheckable(True)
        self.history = quiet_button(self.tr("What this note said before"))
        self.delete = quiet_button(self.tr("Delete this note (it can be undone)"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(7)
        layout.addWidget(self.passages)
        layout.addWidget(self.task, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.text)
        layout.addLayout(_row(self.categories, None, self.fill))
        layout.addLayout(_row(self.tags, self.history, self.delete))
        self.setAccessibleName(self.tr("The chosen note"))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._tell)
        self.field.escaped.connect(self.left)
        self.passages.wanted.connect(self.passage_wanted)
        self.passages.untied.connect(self._with_id(self.untied.emit))
        self.passages.tray_wanted.connect(self._with_id(self.tray_wanted.emit))
        self.categories.chosen.connect(lambda category: self._change({"category": category}))
        self.task.clicked.connect(self._ask_for_task)
        self.fill.clicked.connect(lambda: self._change({"filled": self.fill.isChecked()}))
        self.tags.editingFinished.connect(self._keep_tags)
        self.history.clicked.connect(self._with_id(self.history_wanted.emit))
        self.delete.clicked.connect(self._with_id(self.deleted.emit))

    def _with_id(self, tell: Callable[..., object]) -> Callable[..., None]:
        """Return a slot that tells something of the open note; what a signal brings along comes after its id."""

        def told(*values: object) -> None:
            if self._note is not None:
                tell(self._note.id, *(value for value in values if not isinstance(value, bool)))

        return told

    @property
    def note_id(self) -> str | None:
        """The note that is open."""
        return self._note.id if self._note else None

    @property
    def buttons(self) -> dict[str, QWidget]:
        """The buttons of the categories, by category."""
        return dict(self.categories.buttons)

    def show_row(self, row: NoteRow | None, tray: frozenset[int] = frozenset()) -> None:
        """Open another note, or take over what became of the open one; ``tray`` names its passages in the tray."""
        note = row.note if row is not None else None
        same = note is not None and note.id == self.note_id
        self._note = note
        self.setVisible(note is not None)
        if note is None or row is None:
            self._sent.clear()
            return
        if not same:
            self._sent.clear()
            self._take(note.text)
            self.field.moveCursor(QTextCursor.MoveOperation.End)
        elif not self._is_echo(note.text):
            self._take(note.text)
        self.text.show_text(note.text)
        self.passages.show_row(row, tray)
        self.categories.show_category(note.category)
        self.fill.setChecked(note.filled)
        self._show_task(note)
        if not self.tags.hasFocus() or not same:
            self.tags.setText(", ".join(note.tags))

    def _show_task(self, note: Note) -> None:
        tasks = self._annotations.tasks
        question = next((task.question for task in tasks if task.id == note.task), "")
        words = self.tr("Answers: {question}").format(question=texts.excerpt(question, 34))
        self.task.setText((words if question else self.tr("Answers no task")).replace("&", "&&"))
        self.task.setVisible(bool(tasks))

    def _ask_for_task(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for task in self._annotations.tasks:
            words = texts.excerpt(task.question, 60).replace("&", "&&")
            menu.addAction(words, partial(self._change, {"task": task.id}))
        menu.addAction(self.tr("No task"), partial(self._change, {"task": None}))
        menu.popup(self.task.mapToGlobal(QPoint(0, self.task.height())))

    def show_tags(self, tags: Sequence[str]) -> None:
        """Offer these tags while one is typed."""
        if list(tags) != self._known_tags.stringList():
            self._known_tags.setStringList(list(tags))

    def _is_echo(self, text: str) -> bool:
        """Whether the text is one that this editor told: the last one, or one overtaken by later keystrokes."""
        if text in self._sent:
            del self._sent[: self._sent.index(text) + 1]
            return True
        return text == self.field.toPlainText()

    def _take(self, text: str) -> None:
        """Show a text that was changed elsewhere, with the cursor where it was."""
        at = self.field.textCursor().position()
        self.field.blockSignals(True)
        self.field.setPlainText(text)
        self.field.blockSignals(False)
        cursor = self.field.textCursor()
        cursor.setPosition(min(at, self.field.document().characterCount() - 1))
        self.field.setTextCursor(cursor)

    def _tell(self) -> None:
        if self._note is not None:
            text = self.field.toPlainText()
            self._sent.append(text)
            self.edited.emit(self._note.id, text)

    def _change(self, changed: dict[str, object]) -> None:
        if self._note is not None:
            self.changed.emit((self._note.id,), changed)

    def _keep_tags(self) -> None:
        tags = tags_in(self.tags.text())
        if self._note is not None and tags != self._note.tags:
            self._change({"tags": tags})

    def write(self) -> None:
        """Put the cursor at the end of the text."""
        self.text.edit()
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.categories.apply_theme(theme)
        self.passages.apply_theme(theme)
        self.text.apply_theme(theme)
        self.fill.setIcon(icon("highlighter", theme))
        self.history.setIcon(icon("history", theme))
        self.delete.setIcon(icon("trash-2", theme))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rule that parts the editor from the list."""
        painter = QPainter(self)
        painter.setPen(self._theme["rule"])
        painter.drawLine(0, 0, self.width(), 0)


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Return widgets side by side; None is a stretch."""
    row = QHBoxLayout()
    row.setSpacing(2)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
    return row


class _Field(QPlainTextEdit):
    escaped = Signal()
    entered = Signal()
    rested = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window, which would clear what is chosen."""
        if event.type() == QEvent.Type.ShortcutOverride and cast("QKeyEvent", event).key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave at Escape; everything else is typing."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.rested.emit()


class _TagCompleter(QCompleter):
    """Completes the last of several tags that are parted by commas."""

    def __init__(self, tags: QStringListModel, field: QLineEdit) -> None:
        super().__init__(tags, field)
        self._field = field
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, path: str) -> list[str]:
        return [path.rsplit(",", 1)[-1].strip()]

    def pathFromIndex(self, index: object) -> str:
        before = self._field.text().rsplit(",", 1)[:-1]
        return ", ".join([*(part.strip() for part in before), str(super().pathFromIndex(index))])  # type: ignore[arg-type]
