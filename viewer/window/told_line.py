"""A sentence in small type with a button beside it, by which the reader disagrees."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from viewer.window.fonts import sans
from viewer.window.labels import plain_label


class ToldLine(QWidget):
    """The sentence wraps; a screen reader hears it with the button's words."""

    def __init__(self, words: str, tip: str) -> None:
        super().__init__()
        self._words = words
        self.label = plain_label("muted")
        self.label.setFont(sans(12))
        self.label.setWordWrap(True)
        self.button = QPushButton(words)
        self.button.setProperty("role", "link")
        self.button.setToolTip(tip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def tell(self, sentence: str) -> None:
        """Show a sentence."""
        self.label.setText(sentence)
        self.button.setAccessibleName(f"{self._words}: {sentence}")
