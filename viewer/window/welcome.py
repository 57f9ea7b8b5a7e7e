"""What stands where articles would: how to begin, when none or only one is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.window.fonts import sans, serif
from viewer.window.theme import Theme


class Welcome(QWidget):
    """A place to drop articles, with the three ways to bring them in."""

    def __init__(self, theme: Theme, actions: list[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setMinimumWidth(240)
        self.head = QLabel()
        self.head.setFont(serif(22, QFont.Weight.DemiBold))
        self.words = QLabel()
        self.words.setFont(sans(13))
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(12)
        column.addStretch(2)
        for label in (self.head, self.words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(8)
        for action in actions:
            button = QPushButton(action.text())
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_count(self, articles: int) -> None:
        """Say what to do with none or one article open; hide when there are enough to compare."""
        self.setVisible(articles < 2)
        if articles:
            self.head.setText(self.tr("Put a second article beside it"))
            self.words.setText(self.tr("Drop a file here, or paste the text of another report on the same event."))
        else:
            self.head.setText(self.tr("Two to six articles on one event, side by side"))
            self.words.setText(
                self.tr("Drop saved pages, text or Markdown files here, or paste the text of an article.")
            )

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme["pane"])
        pen = QPen(self._theme["rule"], 2.0)
        pen.setDashPattern([4.0, 4.0])
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().adjusted(20, 20, -20, -20), 14.0, 14.0)
