"""Running text with boxes around words, for the places that are not a text pane."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QPen, QTextLayout, QTextLine, QTextOption

from viewer.window.panes.offsets import Offsets
from viewer.window.theme import Theme

LINE_HEIGHT, LARGE_LINE_HEIGHT = 1.5, 1.4
"""Distance of the lines, in heights of the type; large type needs less."""
_LARGE = 26
_RADIUS = 3.0
_BEYOND = 12.0


class Setting:
    """A text set in one font to one width on a regular grid of lines; everything in pixels."""

    def __init__(self, text: str, font: QFont, width: float) -> None:
        self._offsets = Offsets(text)
        self._rtl = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)
        pixels = font.pixelSize()
        self.line_height = ceil(pixels * (LARGE_LINE_HEIGHT if pixels >= _LARGE else LINE_HEIGHT))
        self._pad = max(2.0, pixels * 0.08)
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self.height = self._set_lines(max(width, 1.0))

    def _set_lines(self, width: float) -> float:
        top = 0.0
        self._layout.beginLayout()
        line = self._layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top + (self.line_height - line.height()) / 2))
            top += self.line_height
            line = self._layout.createLine()
        self._layout.endLayout()
        return top

    @property
    def first_line(self) -> int:
        """The number of code points in the first line."""
        return self._offsets.to_points(self._layout.lineAt(0).textLength()) if self._layout.lineCount() else 0

    @property
    def end(self) -> QPointF:
        """Where the last line's text ends: its right edge and the middle of its height."""
        if not self._layout.lineCount():
            return QPointF(0, self.line_height / 2)
        line = self._layout.lineAt(self._layout.lineCount() - 1)
        return QPointF(line.naturalTextRect().right(), line.y() + line.height() / 2)

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Draw the text in the painter's pen."""
        self._layout.draw(painter, at)

    def draw_boxes(self, painter: QPainter, at: QPointF, ranges: Sequence[tuple[int, int]], theme: Theme) -> None:
        """Draw a box behind each range (code points); a box that goes on in the next line is open on that side."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme["differ.pen"], max(1.0, self._layout.font().pixelSize() / 18)))
        painter.setBrush(theme["differ.fill"])
        for start, end in ranges:
            first, last = self._offsets.to_units(start), self._offsets.to_units(end)
            for number in range(self._layout.lineCount()):
                self._draw_part(painter, at, self._layout.lineAt(number), first, last)
        painter.restore()

    def _draw_part(self, painter: QPainter, at: QPointF, line: QTextLine, first: int, last: int) -> None:
        begin, stop = line.textStart(), line.textStart() + line.textLength()
        if last <= begin or first >= stop:
            return
        open_left, open_right = first < begin, last > stop
        if self._rtl:
            open_left, open_right = open_right, open_left
        for span in self._spans(line, max(first, begin), min(last, stop)):
            box = span.translated(at).adjusted(-self._pad, 1.5, self._pad, -1.5)
            painter.save()
            painter.setClipRect(box.adjusted(-2, -2, 2, 2))
            beyond = box.adjusted(-_BEYOND if open_left else 0, 0, _BEYOND if open_right else 0, 0)
            painter.drawRoundedRect(beyond, _RADIUS, _RADIUS)
            painter.restore()

    def _spans(self, line: QTextLine, first: int, last: int) -> list[QRectF]:
        """Return where a part of a line stands; several places where writing directions meet."""
        if self._rtl:  # cursorToX is wrong where directions meet; the glyphs know better
            parts = [run.boundingRect() for run in line.glyphRuns(first, last - first)]
            return [QRectF(part.left(), line.y(), part.width(), line.height()) for part in parts]
        # The space at the end of a broken line belongs to no box.
        left, right = _x(line, first), min(_x(line, last), line.naturalTextRect().right())
        return [QRectF(left, line.y(), right - left, line.height())]


def _x(line: QTextLine, unit: int) -> float:
    x: float = line.cursorToX(unit)[0]  # type: ignore[index]
    return x
