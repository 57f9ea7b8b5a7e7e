"""The board: a few answers of the class in type for the back row, each with its evidence, without names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from viewer.window import texts
from viewer.window.announce import announce
from viewer.window.buttons import quiet_button
from viewer.window.citing import place_words
from viewer.window.fonts import sans, serif
from viewer.window.icons import icon
from viewer.window.labels import ElidedLabel, plain_label
from viewer.window.notes.category_styles import style_of
from viewer.window.notes.markdown_page import MarkdownPage
from viewer.window.story import OpenStory
from viewer.window.theme import Theme

_SCALE = (60, 54, 48, 42, 38, 34, 30, 27, 24, 21)
"""Heights of the answers in pixels, best first: the first with which all fit is taken, else the last scrolls."""
_EVIDENCE, _LEAST_EVIDENCE = 0.6, 20
"""The height of evidence beside that of an answer, and the least in pixels."""
_FINE = 15
_INDENT = 1.2
_MOST_EVIDENCE = 3
_MOST_QUOTE = 240
_MOST_WIDTH = 1700


class BoardPage(QWidget):
    """Shows answers side by side. Escape leaves."""

    left = Signal()

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme = story, theme
        self._title = ElidedLabel()
        self._title.setFont(sans(22, QFont.Weight.DemiBold))
        self.close_button = quiet_button(self.tr("Back to the articles (Escape)"))
        self.close_button.clicked.connect(self.left)
        self.cards: list[_Card] = []
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self.close_button)
        self._grid = QGridLayout()
        self._grid.setSpacing(40)
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(26)
        self._layout.addLayout(top)
        self._layout.addLayout(self._grid, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Answers"))

    def show_answers(self, notes: Sequence[dict[str, Any]]) -> None:
        """Show the notes of hand-ins, in their order, and take the keyboard."""
        self._title.setText(self._question(notes) or self._story.title)
        for card in self.cards:
            card.deleteLater()
        self.cards = [_Card(self._story, number, note, self._theme) for number, note in enumerate(notes, 1)]
        columns = 2 if len(notes) in (2, 4) else max(1, len(notes))
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 1 if row * columns < len(notes) else 0)
        self.apply_theme(self._theme)
        self._fit_soon()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, "; ".join(card.spoken for card in self.cards))

    def _question(self, notes: Sequence[dict[str, Any]]) -> str:
        """Return the question that all the answers are to; empty where they are to several, or to none."""
        asked = {note["task"] for note in notes}
        questions = [task.question for task in self._story.annotations.tasks if {task.id} == asked]
        return questions[0] if questions else ""

    def _fit_soon(self) -> None:
        """Choose the height of type once the cards have their places."""
        self._fitting.start(0)

    def _fit(self) -> None:
        for size in _SCALE:
            for card in self.cards:
                card.set_size(size)
            self._layout.activate()
            if all(card.fits for card in self.cards):
                return

    def event(self, event: QEvent) -> bool:
        """Keep Escape from becoming a shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _leaves(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape."""
        if _leaves(event):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave air around the words, more on a wide screen."""
        super().resizeEvent(event)
        side = max(self.width() // 18, (self.width() - _MOST_WIDTH) // 2)
        self._layout.setContentsMargins(side, 22, side, max(24, self.height() // 24))
        self._fit_soon()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.close_button.setIcon(icon("x", theme, 18))
        for card in self.cards:
            card.apply_theme(theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(self.rect(), self._theme["pane"])


def _leaves(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape and not event.modifiers()


class _Card(QWidget):
    """One answer: its number, the passages it rests on, and what was written."""

    def __init__(self, story: OpenStory, number: int, note: dict[str, Any], theme: Theme) -> None:
        super().__init__()
        self._text = note["text"]
        head = plain_label("outlet", self.tr("Answer {number}").format(number=number).upper())
        head.setFont(sans(_FINE, QFont.Weight.DemiBold, 0.9))
        self._words = MarkdownPage(serif(_SCALE[0]))
        self._words.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._words.document().setDocumentMargin(0)
        self._evidence = [_Evidence(story, note, passage) for passage in note["passages"][:_MOST_EVIDENCE]]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(18)
        layout.addWidget(head)
        for evidence in self._evidence:
            layout.addWidget(evidence)
        layout.addWidget(self._words, 1)
        quotes = ", ".join(evidence.quote.text() for evidence in self._evidence)
        self.spoken = f"{head.text()}: {quotes}. {self._text}"
        self.apply_theme(theme)

    def set_size(self, pixels: int) -> None:
        """Set the height of the answer's type; that of the evidence goes with it."""
        self._words.document().setDefaultFont(serif(pixels))
        self._words.document().setIndentWidth(pixels * _INDENT)  # the dots of a list hang in it, and grow with the type
        for evidence in self._evidence:
            evidence.quote.setFont(serif(max(_LEAST_EVIDENCE, round(pixels * _EVIDENCE))))

    @property
    def fits(self) -> bool:
        """Whether all of the answer can be read without scrolling."""
        return self._words.document().size().height() <= self._words.viewport().height()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._words.show_markdown(self._text, theme)
        for evidence in self._evidence:
            evidence.apply_theme(theme)


class _Evidence(QWidget):
    """A passage behind the colour of the note's category, and below it category, outlet and paragraph."""

    def __init__(self, story: OpenStory, note: dict[str, Any], passage: dict[str, Any]) -> None:
        super().__init__()
        self._category = story.annotations.category(note["category"])
        self._bar = QFrame()
        self._bar.setFixedWidth(5)
        self.quote = plain_label("muted", texts.quoted(passage["exact"], _MOST_QUOTE))
        self.quote.setWordWrap(True)
        article = next((known for known in story.articles if known.id == passage["article"]), None)
        parts = [self._category.name]
        if article is not None:
            parts += [article.outlet or article.title, place_words(article, passage["start"])]
        source = ElidedLabel("  ·  ".join(parts), "muted")
        source.setFont(sans(_FINE))
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.quote)
        below = QHBoxLayout()
        below.addWidget(source)
        below.addStretch(1)
        column.addLayout(below)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self._bar)
        layout.addLayout(column, 1)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._bar.setStyleSheet(f"background: {style_of(self._category, theme).pen.name()}")
