"""Below the wordings: who speaks the words in quotation marks of the current sentence, and a way to correct that."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.analysis.model import Quote
from viewer.window.names.speakers import quotes_of, spoken_by
from viewer.window.story import OpenStory
from viewer.window.theme import Theme
from viewer.window.told_line import ToldLine

_MOST = 3
"""Quotations of one sentence that are told; more would push the wordings away."""


class QuoteLines(QWidget):
    """One line for each quotation; hidden where the sentence has none."""

    correction_wanted = Signal(object)
    """The Quote of which the reader doubts the speaker."""

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme = story, theme
        self.shown: list[Quote] = []
        self.lines: list[ToldLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 8, 10)
        self._column.setSpacing(4)
        self.setAccessibleName(self.tr("Who speaks"))
        self.refresh()

    def refresh(self) -> None:
        """Tell about the quotations of the current sentence."""
        self.shown = quotes_of(self._story, self._story.current)[:_MOST]
        while len(self.lines) < len(self.shown):
            line = ToldLine(self.tr("Not right?"), self.tr("Say who speaks these words (W)"))
            line.button.clicked.connect(partial(self._doubt, len(self.lines)))
            self._column.addWidget(line)
            self.lines.append(line)
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(self.shown))
            if number < len(self.shown):
                line.tell(spoken_by(self._story, self.shown[number]))
        self.setVisible(bool(self.shown))

    def _doubt(self, number: int) -> None:
        self.correction_wanted.emit(self.shown[number])

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rule that parts the lines from the wordings."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme["rule"])
