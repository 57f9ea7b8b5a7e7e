"""What a panel shows when it has nothing to show: why, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.window.fonts import sans, serif
from viewer.window.icons import icon
from viewer.window.theme import Theme


@dataclass(frozen=True, slots=True)
class Emptiness:
    """An icon's name, a headline, an explanation, and the text of a button (empty: no button)."""

    icon: str
    title: str
    text: str
    action: str = ""


class EmptyState(QWidget):
    """A quiet notice in the middle of a panel; ``acted`` is emitted when its button is pressed."""

    acted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = Emptiness("quote", "", "")
        self._icon, self._title, self._text = QLabel(), QLabel(), QLabel()
        self._button = QPushButton()
        self._button.clicked.connect(self.acted)
        self._button.setProperty("role", "link")
        self._title.setFont(serif(18, QFont.Weight.DemiBold))
        self._text.setFont(sans(13))
        self._text.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 32, 28, 32)
        layout.setSpacing(10)
        layout.addStretch(2)
        for label in (self._icon, self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def show_state(self, state: Emptiness) -> None:
        """Show another notice."""
        self._shown = state
        self._title.setText(state.title)
        self._text.setText(state.text)
        self._button.setText(state.action)
        self._button.setVisible(bool(state.action))
        self.setAccessibleName(state.title)
        self.setAccessibleDescription(state.text)
        self.apply_theme(self._theme)

    def apply_theme(self, theme: Theme) -> None:
        """Tint the icon."""
        self._theme = theme
        self._icon.setPixmap(icon(self._shown.icon, theme, 28, "ink3").pixmap(28, 28))
