"""The editor of one note: its quote, its words, its colour."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPixmap, QTextCursor
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from viewer.library.notes import Note
from viewer.window.buttons import quiet_button
from viewer.window.fonts import serif
from viewer.window.icons import icon
from viewer.window.labels import ElidedLabel
from viewer.window.painting import NOTE_DASHES
from viewer.window.swatch import draw_note
from viewer.window.theme import Theme

_TILE = 24


class NoteEditor(QWidget):
    """Every keystroke is told at once; what the library sends back of it is no news and leaves the cursor alone."""

    edited = Signal(str, str)
    coloured = Signal(str, str)
    deleted = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._note: Note | None = None
        self._sent: list[str] = []
        self._build()
        self.field.textChanged.connect(self._tell)
        self.field.escaped.connect(self.left)
        self.apply_theme(theme)
        self.hide()

    def _build(self) -> None:
        self._quote = ElidedLabel()
        self._quote.setFont(serif(15, italic=True))
        self.field = _Field()
        self.field.setPlaceholderText(self.tr("Write what you noticed"))
        self.field.setAccessibleName(self.tr("Text of the note"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(112)
        self.buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for colour in NOTE_DASHES:
            button = self.buttons[colour] = quiet_button(self.tr("Colour {letter}").format(letter=colour.upper()))
            button.setCheckable(True)
            button.setIconSize(QSize(_TILE, _TILE))
            button.clicked.connect(partial(self._colour, colour))
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.delete = quiet_button(self.tr("Delete this note (it can be undone)"))
        self.delete.clicked.connect(self._delete)
        row.addWidget(self.delete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self._quote)
        layout.addWidget(self.field)
        layout.addLayout(row)
        self.setAccessibleName(self.tr("The chosen note"))

    @property
    def note_id(self) -> str | None:
        """The note that is open."""
        return self._note.id if self._note else None

    def show_note(self, note: Note | None) -> None:
        """Open another note, or take over what became of the open one."""
        same = note is not None and note.id == self.note_id
        self._note = note
        self.setVisible(note is not None)
        if note is None:
            self._sent.clear()
            return
        if not same:
            self._sent.clear()
            self._take(note.text)
            self.field.moveCursor(QTextCursor.MoveOperation.End)
        elif not self._is_echo(note.text):
            self._take(note.text)
        self._quote.setText("“" + " ".join(note.passages[0].exact.split()).strip('“”"') + "”")
        self.buttons[note.category].setChecked(True)

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

    def _colour(self, colour: str) -> None:
        if self._note is not None:
            self.coloured.emit(self._note.id, colour)

    def _delete(self) -> None:
        if self._note is not None:
            self.deleted.emit(self._note.id)

    def write(self) -> None:
        """Put the cursor at the end of the text."""
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        for colour, button in self.buttons.items():
            button.setIcon(_tile(theme, colour))
        self.delete.setIcon(icon("trash-2", theme))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rule that parts the editor from the list."""
        painter = QPainter(self)
        painter.setPen(self._theme["rule"])
        painter.drawLine(0, 0, self.width(), 0)


def _tile(theme: Theme, colour: str) -> QIcon:
    found = QIcon()
    for ratio in (1.0, 2.0):
        pixmap = QPixmap(round(_TILE * ratio), round(_TILE * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_note(painter, QRectF(0, 0, _TILE, _TILE), theme, colour)
        painter.end()
        found.addPixmap(pixmap)
    return found


class _Field(QPlainTextEdit):
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave at Escape; everything else is typing."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
