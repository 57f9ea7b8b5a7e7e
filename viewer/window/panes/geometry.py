"""Where the words of an article stand in its document: rectangles of marked ranges, kept until the width changes."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextLine

from viewer.window.panes.document import PaneDocument

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
        self._lines: dict[int, BlockLines] = {}

    def forget(self) -> None:
        """Drop what is kept: the width has changed."""
        self._cache.clear()
        self._lines.clear()

    def block_rect(self, number: int) -> QRectF:
        """Return the place of a block in the document, in pixels."""
        return self._layout.blockBoundingRect(self.document.qt.findBlockByNumber(number))

    def rects_in_block(self, number: int, start: int, end: int) -> Rects:
        """Return the rectangles of the part of a range (code points) inside a block, relative to the block's origin."""
        key = (number, start, end)
        found = self._cache.get(key)
        if found is None:
            first, last = self.document.units_in(number, start), self.document.units_in(number, end)
            found = self._cache[key] = tuple(self._lines_of(number).rects(first, last)) if last > first else ()
        return found

    def _lines_of(self, number: int) -> BlockLines:
        lines = self._lines.get(number)
        if lines is None:
            lines = self._lines[number] = BlockLines(self.document.qt.findBlockByNumber(number))
        return lines

    def first_line(self, number: int) -> QRectF:
        """Return the place of the words of a block's first line, relative to the block's origin."""
        return self._lines_of(number).first()

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


class BlockLines:
    """The lines of one laid-out block; positions are UTF-16 units from the beginning of the block."""

    def __init__(self, block: QTextBlock) -> None:
        # The block is asked for its layout anew each time: Qt may replace one whose text has changed.
        self._block = block
        layout = block.layout()
        place = block.document().documentLayout().blockBoundingRect(block).topLeft()
        origin = layout.position() - place
        self._left, self._top = origin.x(), origin.y()
        metrics = QFontMetricsF(block.charFormat().font())
        self._ascent, self._height = metrics.ascent() * 0.98, (metrics.ascent() + metrics.descent()) * 0.98
        # The layout of a block does not know its text.
        self._both_ways = _RIGHT_TO_LEFT.search(block.text()) is not None
        self._starts = [layout.lineAt(number).textStart() for number in range(layout.lineCount())]

    def first(self) -> QRectF:
        """Return the place of the words of the first line, relative to the block's origin."""
        return self._block.layout().lineAt(0).naturalTextRect().translated(self._left, self._top)

    def rects(self, first: int, last: int) -> list[QRectF]:
        """Return the rectangles of a range, a line each, relative to the block's origin."""
        found = []
        layout = self._block.layout()
        for number in range(max(0, bisect_right(self._starts, first) - 1), len(self._starts)):
            if self._starts[number] >= last:
                break
            line = layout.lineAt(number)
            ends = self._starts[number] + line.textLength()
            left, right = max(first, self._starts[number]), min(last, ends)
            if right > left:
                found.extend(self._line_rects(line, left, right, at_end=right == ends))
        return found

    def _line_rects(self, line: QTextLine, left: int, right: int, *, at_end: bool) -> list[QRectF]:
        if self._both_ways:
            runs = (run.boundingRect() for run in self._block.layout().glyphRuns(left, right - left))
            spans = [(rect.left(), rect.right()) for rect in runs if not rect.isEmpty()]
        else:
            # At the end of a line the space that was wrapped away belongs to no rectangle.
            spans = [(_x(line, left), line.naturalTextRect().right() if at_end else _x(line, right))]
        top = line.y() + line.ascent() - self._ascent + self._top
        return [
            QRectF(min(span) + self._left, top, abs(span[1] - span[0]), self._height)
            for span in spans
            if span[0] != span[1]
        ]


def _x(line: QTextLine, position: int) -> float:
    # PySide6 returns the position with the x; only the x is wanted.
    found: Any = line.cursorToX(position)
    return float(found[0])
