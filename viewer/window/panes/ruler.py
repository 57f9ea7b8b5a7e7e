"""The overview ruler: the whole article in fourteen pixels, with all its marks and the part that is in view."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from viewer.window.notes.category_styles import style_of
from viewer.window.panes.layers import Layer, Span
from viewer.window.panes.strokes import dashed
from viewer.window.panes.textview import ArticleText
from viewer.window.theme import Theme

WIDTH = 14
_MANY = 1500
_MANY_NOTES = 200


class Ruler(QWidget):
    """Draws where in its text the marks are, and scrolls the text when it is clicked or dragged."""

    def __init__(self, text: ArticleText, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._theme = theme
        self._picture: QPixmap | None = None
        self.setFixedWidth(WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Overview of the article"))
        text.moved.connect(self.update)

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.refresh()

    def refresh(self) -> None:
        """Draw the marks again: they have changed."""
        self._picture = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.size() != self.size() * ratio:
            self._picture = self._draw_marks(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        self._draw_thumb(painter)

    def _draw_marks(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme["pane"])
        painter = QPainter(picture)
        marks = self._text.marks
        for span in self._distinct(marks.sentences):
            edge = marks.edges.get(int(span.key))
            moved = edge is not None and "match.moved" in (edge.left, edge.right)
            color = QColor(self._theme["match.moved" if moved else "match.order"])
            color.setAlphaF(0.75)
            painter.fillRect(self._bar(span, 1.0, 5.0), color)
        for span in self._distinct(marks.entities):
            lit = span.key == marks.entity
            if lit or (span.role in marks.labels and marks.entity is None):
                painter.fillRect(self._bar(span, 8.0, 6.0 if lit else 4.0, 1.5), self._theme[f"{span.role}.pen"])
        for span in self._distinct(marks.notes, _MANY_NOTES):
            style = style_of(marks.categories[span.role], self._theme)
            lit = span.key in marks.lit_notes
            bar = self._bar(span, 0.0 if lit else 5.0, float(WIDTH) if lit else 4.0, 2.0)
            painter.fillRect(bar.adjusted(-1, 0, 1, 0), self._theme["pane"])
            painter.fillRect(bar, dashed(style.pen.rgba(), style.dashes, upright=True))
        for span in marks.finds.spans:
            painter.fillRect(self._bar(span, 0.0, 14.0, 2.0), self._theme["find.current"])
        painter.end()
        return picture

    def _distinct(self, layer: Layer, many: int = _MANY) -> Iterable[Span]:
        """Return the spans to draw: of a great many, one of each kind for every row of pixels."""
        if len(layer.spans) <= many:
            return layer.spans
        document = self._text.geometry_of_text.document
        rows = [document.offset_at_fraction(row / max(1, self.height())) for row in range(self.height() + 1)]
        lit = self._text.marks.entity
        return {
            (start, span.role, span.key == lit): span
            for start, end in pairwise(rows)
            for span in layer.within(start, end)
        }.values()

    def _bar(self, span: Span, x: float, width: float, least: float = 3.0) -> QRectF:
        document = self._text.geometry_of_text.document
        top = document.fraction(span.start) * self.height()
        bottom = document.fraction(span.end) * self.height()
        return QRectF(x, top, width, max(least, bottom - top))

    def _draw_thumb(self, painter: QPainter) -> None:
        document = self._text.geometry_of_text.document
        top = document.fraction(self._text.top_offset()) * self.height()
        bottom = document.fraction(self._text.bottom_offset()) * self.height()
        shade = QColor(self._theme["ink2"])
        shade.setAlphaF(0.13)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(shade)
        shade.setAlphaF(0.6)
        painter.setPen(QPen(shade, 1.0))
        painter.drawRoundedRect(QRectF(0.5, top + 0.5, WIDTH - 1.0, max(10.0, bottom - top - 1.0)), 3.0, 3.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._text.viewport(), event)

    def _go_to(self, place: QPointF) -> None:
        fraction = min(max(place.y() / max(1, self.height()), 0.0), 1.0)
        offset = self._text.geometry_of_text.document.offset_at_fraction(fraction)
        self._text.scroll_to_offset(offset, self._text.viewport().height() / 2)
