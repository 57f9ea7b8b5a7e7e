"""The thin line at the bottom of the library page: what was done, what is chosen, and the keys to go on with."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from viewer.article.messages import Message
from viewer.window.announce import announce
from viewer.window.fonts import sans
from viewer.window.labels import ElidedLabel
from viewer.window.sizes import STATUS_HEIGHT
from viewer.window.texts import said
from viewer.window.theme import Theme

_SAID = 8000
"""How long a message in passing stays, in milliseconds."""


class LibraryLine(QWidget):
    """Says something in passing, else how many articles are chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen = ""
        self.setFixedHeight(STATUS_HEIGHT)
        self.words = ElidedLabel(role="small")
        self.words.setFont(sans(12))
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hint = ElidedLabel(role="fine")
        self.hint.setFont(sans(11))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.hint)
        self._said = QTimer(self)
        self._said.setSingleShot(True)
        self._said.setInterval(_SAID)
        self._said.timeout.connect(lambda: self.words.setText(self._chosen))

    def say(self, message: Message) -> None:
        """Say something for a while."""
        self.words.setText(said(message))
        self._said.start()
        announce(self, said(message))

    def show_keys(self, text: str) -> None:
        """Show which keys go on from here."""
        self.hint.setText(text)

    def show_chosen(self, text: str) -> None:
        """Say how many articles are chosen; empty where that goes without saying."""
        self._chosen = text
        if text or not self._said.isActive():
            self.words.setText(text)

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme["bar"])
        painter.fillRect(0, 0, self.width(), 1, self._theme["rule"])
