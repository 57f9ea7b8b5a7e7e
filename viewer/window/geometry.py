"""Where the words of an article stand in its document: rectangles of marked ranges, kept until the width changes."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextLayout, QTextLine

from viewer.window.document import PaneDocument

Rects = tuple[QRectF, ...]

# Hebrew, Arabic and their neighbours, the mark that turns text round, presentation forms, and the scripts beyond.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


class Geometry:
    """Rectangles of ranges, relative to their block, and the place of blocks in the document.

    Everything is worked out for what is asked, once, so an article of 100,000 words costs no more than what is seen.
    """

    def __init__(self, document: PaneDocument) -> None:
        self.document = document
        self._layout = document.qt.documentLayout()
        self._cache: dict[tuple[int, int, int], Rects] = {}

    def forget(self) -> None:
        """Drop what is kept: the width has changed."""
        self._cache.clear()

    def block_rect(self, number: int) -> QRectF:
        """Return the place of a block in the document, in pixels."""
        return self._layout.blockBoundingRect(self.document.qt.findBlockByNumber(number))

    def rects_in_block(self, number: int, start: int, end: int) -> Rects:
        """Return the rectangles of the part of a range (code points) inside a block, relative to the block's origin."""
        key = (number, start, end)
        found = self._cache.get(key)
        if found is None:
            block = self.document.qt.findBlockByNumber(number)
            first, last = self.document.units_in(number, start), self.document.units_in(number, end)
            found = self._cache[key] = tuple(_rects(block, first, last)) if last > first else ()
        return found

    def first_line(self, number: int) -> QRectF:
        """Return the place of the words of a block's first line, relative to the block's origin."""
        block = self.document.qt.findBlockByNumber(number)
        line = block.layout().lineAt(0)
        return line.naturalTextRect().translated(_origin(block))

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of a range in the document; none where all of it is folded away."""
        first = self.document.block_number(start)
        if first is None:
            return []
        found: list[QRectF] = []
        for number in range(first, len(self.document.blocks)):
            block = self.document.blocks[number]
            if block.start >= end:
                break
            if block.kind != "fold":
                origin = self.block_rect(number).topLeft()
                found.extend(rect.translated(origin) for rect in self.rects_in_block(number, start, end))
        return found

    def extent(self, start: int, end: int) -> tuple[float, float] | None:
        """Return the top and bottom of a range in the document, in pixels; None where it is folded away."""
        rects = self.rects(start, end)
        return (rects[0].top(), max(rect.bottom() for rect in rects)) if rects else None

    def top(self, offset: int) -> float:
        """Return the height of the line of a code point in the document, in pixels; of its fold line if folded."""
        extent = self.extent(offset, offset + 1) or self.extent(offset - 1, offset)
        return extent[0] if extent is not None else self.block_rect(self.document.nearest_block(offset)).top()


def _origin(block: QTextBlock) -> QPointF:
    """Return where the layout of a block begins, relative to the block's place in the document."""
    return block.layout().position() - block.document().documentLayout().blockBoundingRect(block).topLeft()


def _rects(block: QTextBlock, first: int, last: int) -> list[QRectF]:
    layout = block.layout()
    origin = _origin(block)
    metrics = QFontMetricsF(block.charFormat().font())
    both_ways = _RIGHT_TO_LEFT.search(block.text()) is not None  # the layout of a block does not know its text
    rects = []
    line = layout.lineForTextPosition(first)
    for number in range(line.lineNumber() if line.isValid() else 0, layout.lineCount()):
        line = layout.lineAt(number)
        line_start = line.textStart()
        if line_start >= last:
            break
        left = max(first, line_start)
        right = min(last, line_start + line.textLength())
        if right > left:
            spans = _spans_both_ways(layout, left, right) if both_ways else _spans(line, left, right)
            rects.extend(_line_rects(line, spans, metrics, origin))
    return rects


def _line_rects(
    line: QTextLine, spans: list[tuple[float, float]], metrics: QFontMetricsF, origin: QPointF
) -> list[QRectF]:
    baseline = line.y() + line.ascent()
    top, height = baseline - metrics.ascent() * 0.98, (metrics.ascent() + metrics.descent()) * 0.98
    return [
        QRectF(min(span) + origin.x(), top + origin.y(), abs(span[1] - span[0]), height)
        for span in spans
        if span[0] != span[1]
    ]


def _spans(line: QTextLine, left: int, right: int) -> list[tuple[float, float]]:
    # At the end of a line the space that was wrapped away belongs to no rectangle.
    ends = right == line.textStart() + line.textLength()
    return [(_x(line, left), line.naturalTextRect().right() if ends else _x(line, right))]


def _spans_both_ways(layout: QTextLayout, left: int, right: int) -> list[tuple[float, float]]:
    runs = [run.boundingRect() for run in layout.glyphRuns(left, right - left)]
    return [(rect.left(), rect.right()) for rect in runs if not rect.isEmpty()]


def _x(line: QTextLine, position: int) -> float:
    # PySide6 returns the position with the x; only the x is wanted.
    found: Any = line.cursorToX(position)
    return float(found[0])
