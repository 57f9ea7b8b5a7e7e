"""Marks as lists of whole pixels, so that all marks of one kind in view are a handful of drawing calls.

A rounded, antialiased rectangle costs seven microseconds, and a frame may hold two hundred; two overlapping plain
rectangles, which leave one pixel out at each corner, cost a tenth and look the same at reading distance.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap

UNDERLINE = 2


class Strokes:
    """Fills with softened corners, and the places of the lines under them."""

    __slots__ = ("lines", "tall", "wide")

    def __init__(self) -> None:
        self.wide: list[QRect] = []
        self.tall: list[QRect] = []
        self.lines: list[QRect] = []

    def add(self, rects: Iterable[QRectF], grow: int, *, underlined: bool) -> None:
        """Add the rectangles of one mark, ``grow`` pixels wider at each side."""
        for rect in rects:
            left, right = round(rect.left()) - grow, round(rect.right()) + grow
            top, bottom = round(rect.top()), round(rect.bottom())
            self.wide.append(QRect(left, top + 1, right - left, bottom - top - 2))
            self.tall.append(QRect(left + 1, top, right - left - 2, bottom - top))
            if underlined:
                self.lines.append(QRect(left + grow, bottom - 1, right - left - 2 * grow, UNDERLINE))

    def extend(self, other: Strokes) -> None:
        """Add all of ``other``."""
        self.wide.extend(other.wide)
        self.tall.extend(other.tall)
        self.lines.extend(other.lines)

    def fill(self, painter: QPainter, color: QColor) -> None:
        """Fill the marks."""
        if self.wide:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawRects(self.wide)
            painter.drawRects(self.tall)

    def underline(self, painter: QPainter, color: QColor, dashes: tuple[int, ...]) -> None:
        """Draw the lines; ``dashes`` are lengths in pixels, of ink and gap in turn (none: one solid line)."""
        if self.lines:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(dashed(color.rgba(), dashes))
            painter.drawRects(self.lines)


@lru_cache(maxsize=64)
def dashed(rgba: int, dashes: tuple[int, ...]) -> QBrush:
    """Return a brush that draws a dashed line when a flat rectangle is filled with it."""
    color = QColor.fromRgba(rgba)
    if not dashes:
        return QBrush(color)
    tile = QPixmap(sum(dashes), UNDERLINE)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    x = 0
    for number, length in enumerate(dashes):
        if number % 2 == 0:
            painter.fillRect(x, 0, length, UNDERLINE, color)
        x += length
    painter.end()
    return QBrush(tile)
