"""The text of one article, with its marks painted behind the words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from viewer.article.model import Article
from viewer.window.panes.blocks import Block
from viewer.window.panes.document import Type
from viewer.window.panes.laidout import LaidOutText
from viewer.window.panes.painting import MarkPainter, Marks
from viewer.window.theme import Theme


class ArticleText(LaidOutText):
    """A text with marks that can be clicked; it knows offsets, not sentences."""

    offset_clicked = Signal(int)
    offset_hovered = Signal(int)  # -1: the mouse is over no text
    fold_clicked = Signal(int)  # paragraph: the first of the run
    menu_wanted = Signal(QPoint, int)  # global place, offset
    edge_hovered = Signal(object)  # ids of the notes whose edge is under the mouse, in a tuple
    edge_clicked = Signal(object)  # ids of the notes whose edge was clicked, in a tuple
    words_selected = Signal()  # the mouse let go of a selection

    def __init__(self, theme: Theme, size: Type, parent: QWidget | None = None) -> None:
        super().__init__(theme, size, parent)
        self.marks = Marks()
        self.viewport().setMouseTracking(True)

    def set_marks(self, marks: Marks) -> None:
        """Draw other marks."""
        self.marks = marks
        self.viewport().update()

    def _lay_out(self, article: Article, unfolded: set[int]) -> None:
        super()._lay_out(article, unfolded)
        self._painter = MarkPainter(self._geometry, self._theme)

    def _laid_out(self) -> None:
        self._painter.forget()
        super()._laid_out()

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        blocks = range(0)
        with self._painting() as painter:
            painter.fillRect(event.rect(), self._theme["pane"])
            if self._article is not None:
                blocks = self.visible_blocks(event.rect().top(), event.rect().bottom())
                painter.translate(0, -self.scroll_value)
                self._painter.paint_behind(painter, self.marks, blocks, self.viewport().width())
        super().paintEvent(event)
        if self.marks.only_here and blocks:
            with self._painting() as painter:
                painter.translate(0, -self.scroll_value)
                self._painter.paint_over(painter, self.marks, blocks)

    @contextmanager
    def _painting(self) -> Iterator[QPainter]:
        """Paint on the viewport; the painter is ended whatever happens, as Qt demands."""
        painter = QPainter(self.viewport())
        try:
            yield painter
        finally:
            painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        fold = self._fold_at(place)
        notes = self.notes_beside(place)
        shape = Qt.CursorShape.PointingHandCursor if fold or notes else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        offset = self.offset_at(place) if fold is None and not notes else None
        self.edge_hovered.emit(notes)
        self.offset_hovered.emit(-1 if offset is None else offset)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.edge_hovered.emit(())
        self.offset_hovered.emit(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.textCursor().hasSelection():
            self.words_selected.emit()
            return
        place = event.position().toPoint()
        if notes := self.notes_beside(place):
            self.edge_clicked.emit(notes)
            return
        fold = self._fold_at(place)
        if fold is not None:
            self.fold_clicked.emit(fold.paragraph)
            return
        offset = self.offset_at(place)
        if offset is not None:
            self.offset_clicked.emit(offset)

    def notes_beside(self, place: QPoint) -> tuple[str, ...]:
        """Return the notes whose edge is at a place of the viewport; none in the text."""
        if self._article is None or not self.marks.notes.spans or place.x() > self._pane.left:
            return ()
        blocks = self.visible_blocks(place.y(), place.y())
        return tuple(self._painter.notes.edges.at(place.y() + self.scroll_value, place.x(), self._pane.left, blocks))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        offset = self.offset_at(event.pos())
        self.menu_wanted.emit(event.globalPos(), self.caret_offset() if offset is None else offset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_words()
            return
        fold = self._fold_at_caret()
        if fold is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.fold_clicked.emit(fold.paragraph)
            return
        super().keyPressEvent(event)

    def _fold_at(self, place: QPoint) -> Block | None:
        cursor = self.cursorForPosition(place)
        block = self._pane.blocks[cursor.blockNumber()]
        if block.kind != "fold":
            return None
        rect = self._geometry.block_rect(cursor.blockNumber())
        return block if rect.top() <= place.y() + self.scroll_value <= rect.bottom() else None

    def _fold_at_caret(self) -> Block | None:
        block = self._pane.blocks[self.textCursor().blockNumber()]
        return block if block.kind == "fold" else None
