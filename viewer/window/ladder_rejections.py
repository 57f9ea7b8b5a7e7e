"""Below a ladder: what the reader rejected for the chosen sentence, each with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from viewer.analysis.model import Comparison, SentenceRef
from viewer.window import texts
from viewer.window.fonts import sans
from viewer.window.icons import icon
from viewer.window.labels import plain_label
from viewer.window.text_button import SIDE
from viewer.window.theme import Theme

_EXCERPT = 60


class Rejections(QWidget):
    """One line for each sentence that the reader said is not the same; hidden where there is none."""

    left = Signal(object, object)
    """The chosen sentence and the other (SentenceRef), about which the reader takes back what was said."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ref: SentenceRef | None = None
        self._others: list[SentenceRef] = []
        self.lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SIDE, 0, 4, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_for(self, comparison: Comparison, ref: SentenceRef, rejected: Sequence[SentenceRef]) -> None:
        """Show what was rejected for a sentence."""
        self._ref, self._others = ref, list(rejected)
        while len(self.lines) < len(self._others):
            line = _Line(self._theme)
            line.back.clicked.connect(partial(self._leave, len(self.lines)))
            self._column.addWidget(line)
            self.lines.append(line)
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(self._others))
            if number < len(self._others):
                other = self._others[number]
                words = texts.quoted(comparison.sentence_text(other), _EXCERPT)
                line.tell(texts.outlet(comparison.articles[other.article]), words)
        self.setVisible(bool(self._others))

    def _leave(self, number: int) -> None:
        self.left.emit(self._ref, self._others[number])

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for line in self.lines:
            line.apply_theme(theme)


class _Line(QWidget):
    """Which sentence was rejected, and a button that takes that back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.label = plain_label("muted")
        self.label.setFont(sans(12))
        self.label.setWordWrap(True)
        self.back = QPushButton(self.tr("Take back"))
        self.back.setProperty("role", "link")
        self.back.setToolTip(self.tr("Leave it to the machine again whether these match"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label, 1)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        self.apply_theme(theme)

    def tell(self, outlet: str, words: str) -> None:
        """Name the sentence that was rejected."""
        told = self.tr("Rejected by you: {outlet}, {words}").format(outlet=outlet, words=words)
        self.label.setText(told)
        self.back.setAccessibleName(self.tr("Take back: {told}").format(told=told))

    def apply_theme(self, theme: Theme) -> None:
        """Tint the icon."""
        self.back.setIcon(icon("undo-2", theme, 14, "accent"))
