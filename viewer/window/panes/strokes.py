"""Marks as lists of whole pixels, so that all marks of one kind in view are a handful of drawing calls.

A rounded, antialiased rectangle costs seven microseconds, and a frame may hold two hundred; two overlapping plain
rectangles, which leave one pixel out at each corner, cost a tenth and look the same at reading distance.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap

UNDERLINE = 2


class Strokes:
    """Fills with softened corners, and the places of the lines under them."""

    __slots__ = ("fills", "lines")

    def __init__(self) -> None:
        self.fills: list[QRect] = []
        self.lines: list[QRect] = []

    def add(self, rects: Iterable[QRectF], origin: QPointF, grow: int, *, underlined: bool) -> None:
        """Add the rectangles of one mark, seen from ``origin`` and ``grow`` pixels wider at each side."""
        across, down = origin.x(), origin.y()
        for rect in rects:
            left, top = round(rect.x() + across), round(rect.y() + down)
            width, height = round(rect.width()), round(rect.height())
            self.fills.append(QRect(left - grow, top + 1, width + 2 * grow, height - 2))
            self.fills.append(QRect(left - grow + 1, top, width + 2 * grow - 2, height))
            if underlined:
                self.lines.append(QRect(left, top + height - 1, width, UNDERLINE))

    def extend(self, other: Strokes) -> None:
        """Add all of ``other``."""
        self.fills.extend(other.fills)
        self.lines.extend(other.lines)

    def fill(self, painter: QPainter, color: QColor) -> None:
        """Fill the marks."""
        if self.fills:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawRects(self.fills)

    def underline(self, painter: QPainter, color: QColor, dashes: tuple[int, ...]) -> None:
        """Draw the lines; ``dashes`` are lengths in pixels, of ink and gap in turn (none: one solid line)."""
        if self.lines:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(dashed(color.rgba(), dashes))
            painter.drawRects(self.lines)


@lru_cache(maxsize=64)
def dashed(rgba: int, dashes: tuple[int, ...], *, upright: bool = False) -> QBrush:
    """Return a brush that draws a dashed line when a flat or an ``upright`` rectangle is filled with it."""
    color = QColor.fromRgba(rgba)
    if not dashes:
        return QBrush(color)
    tile = QPixmap(UNDERLINE, sum(dashes)) if upright else QPixmap(sum(dashes), UNDERLINE)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    at = 0
    for number, length in enumerate(dashes):
        if number % 2 == 0:
            painter.fillRect(*((0, at, UNDERLINE, length) if upright else (at, 0, length, UNDERLINE)), color)
        at += length
    painter.end()
    return QBrush(tile)
