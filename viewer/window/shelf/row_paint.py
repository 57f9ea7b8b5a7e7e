"""How the rows of the article table are painted: many at once, since asking cell by cell costs more than the paint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText

from viewer.library import Listed
from viewer.window.fonts import sans, serif
from viewer.window.shelf.words import cell_text
from viewer.window.theme import Theme

ROW_HEIGHT = 38
_PAD = 12
_RIGHT = {"words", "notes"}
_STRONG = {"title", "outlet"}
_KEPT_TEXTS = 4_000
_LONGEST = 300
"""Letters of a headline that can matter: more do not fit into a row."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A column: its name, where it starts and how wide it is, in pixels."""

    name: str
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class PaintedRow:
    """A row on the screen: where its top is, what it shows (None: not here yet), and how it is marked."""

    top: int
    listed: Listed | None
    chosen: bool = False
    current: bool = False


Set = tuple[QStaticText, float, float]
"""Words as they are set, their width, and how far below the top of a row they stand."""


class RowPainter:
    """Paints rows of articles, column after column, so that fonts and colours change a few times a frame."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._headline, self._plain = serif(15), sans(12)
        self._plain.setFeature(QFont.Tag("tnum"), 1)
        self._texts: dict[tuple[str, int, bool], Set] = {}

    def paint(self, painter: QPainter, rows: Sequence[PaintedRow], columns: Sequence[Cells]) -> None:
        """Paint some rows, each as wide as the columns."""
        if not columns:
            return
        left = min(column.left for column in columns)
        width = max(column.left + column.width for column in columns) - left
        for row in rows:
            self._paint_ground(painter, row, QRect(left, row.top, width, ROW_HEIGHT))
        shown = [(row.top, row.listed) for row in rows if row.listed is not None]
        for column in columns:
            self._paint_column(painter, shown, column)

    def _paint_ground(self, painter: QPainter, row: PaintedRow, box: QRect) -> None:
        theme = self.theme
        if row.chosen:
            painter.fillRect(box, theme["sentence.current"])
            painter.fillRect(box.left(), box.top() + 7, 3, box.height() - 14, theme["accent"])
        if row.current:
            painter.fillRect(box.left(), box.top(), box.width(), 2, theme["focus"])
            painter.fillRect(box.left(), box.bottom() - 2, box.width(), 2, theme["focus"])
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme["rule"])

    def _paint_column(self, painter: QPainter, rows: Sequence[tuple[int, Listed]], column: Cells) -> None:
        name, headline = column.name, column.name == "title"
        left, width = column.left + _PAD, column.width - _PAD * 3 // 2
        painter.setFont(self._headline if headline else self._plain)
        painter.setPen(self.theme["ink1" if name in _STRONG else "ink2"])
        draw, texts, right = painter.drawStaticText, self._texts, name in _RIGHT
        for top, listed in rows:
            words = cell_text(listed, name)
            found = texts.get((words, width, headline)) or self._set(words, width, headline)
            start = left + width - 1 - found[1] if right else left
            draw(QPointF(start, top + found[2]), found[0])

    def _set(self, words: str, width: int, headline: bool) -> Set:
        """Return words cut to a width and set; scrolling paints the same ones again and again."""
        font = self._headline if headline else self._plain
        text = _prepared(words[:_LONGEST], font)
        # Most words fit; measuring them first would set them twice.
        if text.size().width() > width:
            text = _prepared(QFontMetrics(font).elidedText(words[:_LONGEST], Qt.TextElideMode.ElideRight, width), font)
        size = text.size()
        if len(self._texts) > _KEPT_TEXTS:
            self._texts.clear()
        found = self._texts[words, width, headline] = text, size.width(), (ROW_HEIGHT - size.height()) / 2
        return found


def _prepared(words: str, font: QFont) -> QStaticText:
    text = QStaticText(words)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    text.prepare(font=font)
    return text


def visible_rows(
    top: int, bottom: int, scrolled: int, count: int, make: Callable[[int, int], PaintedRow]
) -> Iterator[PaintedRow]:
    """Give the rows between two heights of the screen, made by number and top, of a table that is scrolled so far."""
    first, last = (top + scrolled) // ROW_HEIGHT, min((bottom + scrolled) // ROW_HEIGHT, count - 1)
    return (make(number, number * ROW_HEIGHT - scrolled) for number in range(max(first, 0), last + 1))
