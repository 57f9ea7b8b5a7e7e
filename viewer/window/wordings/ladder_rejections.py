"""Below a ladder: what the reader rejected for the chosen sentence, each with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.analysis.model import Comparison, SentenceRef
from viewer.window import texts
from viewer.window.icons import icon
from viewer.window.text_button import SIDE
from viewer.window.theme import Theme
from viewer.window.told_line import ToldLine

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
        self.lines: list[ToldLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SIDE, 0, 4, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_for(self, comparison: Comparison, ref: SentenceRef, rejected: Sequence[SentenceRef]) -> None:
        """Show what was rejected for a sentence."""
        self._ref, self._others = ref, list(rejected)
        while len(self.lines) < len(self._others):
            line = ToldLine(self.tr("Take back"), self.tr("Leave it to the machine again whether these match"))
            line.button.setIcon(icon("undo-2", self._theme, 14, "accent"))
            line.button.clicked.connect(partial(self._leave, len(self.lines)))
            self._column.addWidget(line)
            self.lines.append(line)
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(self._others))
            if number < len(self._others):
                other = self._others[number]
                words = texts.quoted(comparison.sentence_text(other), _EXCERPT)
                told = self.tr("Rejected by you: {outlet}, {words}")
                line.tell(told.format(outlet=texts.outlet(comparison.articles[other.article]), words=words))
        self.setVisible(bool(self._others))

    def _leave(self, number: int) -> None:
        self.left.emit(self._ref, self._others[number])

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for line in self.lines:
            line.button.setIcon(icon("undo-2", theme, 14, "accent"))
