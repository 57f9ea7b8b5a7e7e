"""The lines across a gutter that tie the passages of one note together, while that note stands out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from viewer.window.notes.category_styles import CategoryStyle, style_of
from viewer.window.notes.painting import letter_tile
from viewer.window.swatch import line_pen
from viewer.window.theme import Theme

if TYPE_CHECKING:
    from viewer.library.notes.palettes import Category

_MOST = 12
"""More lines than this in one gutter say nothing any more."""
_WIDTH = 2.0


class Tie(NamedTuple):
    """Top and bottom of a passage at each side, in pixels of the view, and the category of their note."""

    left: tuple[float, float]
    right: tuple[float, float]
    category: Category


def paint_ties(painter: QPainter, ties: Sequence[Tie], size: QRectF, theme: Theme) -> None:
    """Draw each tie from middle to middle in the line of its category, its letter halfway."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for tie in ties[:_MOST]:
        start, end = (min(max(sum(ends) / 2, 2.0), size.height() - 2.0) for ends in (tie.left, tie.right))
        _paint_line(painter, QPointF(0, start), QPointF(size.width(), end), style_of(tie.category, theme), theme)
    painter.restore()


def _paint_line(painter: QPainter, start: QPointF, end: QPointF, style: CategoryStyle, theme: Theme) -> None:
    middle = (start.x() + end.x()) / 2
    path = QPainterPath(start)
    path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
    painter.setPen(line_pen(style.pen, tuple(map(float, style.dashes)), _WIDTH))
    painter.drawPath(path)
    tile = letter_tile(style.letter, style.pen.rgba(), theme["app"].rgba(), painter.device().devicePixelRatioF())
    side = tile.deviceIndependentSize()
    painter.drawPixmap(QPointF(middle - side.width() / 2, (start.y() + end.y()) / 2 - side.height() / 2), tile)
