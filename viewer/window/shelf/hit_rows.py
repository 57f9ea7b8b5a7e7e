"""How hits are painted: the words that were found are filled and underlined, so that colour is not all."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from viewer.window.fonts import sans, serif
from viewer.window.panes.offsets import Offsets
from viewer.window.row_ground import draw_row_ground
from viewer.window.theme import Theme

if TYPE_CHECKING:
    from viewer.window.shelf.hits import HitRow, HitView

Index = QModelIndex | QPersistentModelIndex

_HEIGHTS = {"article": 56, "head": 44}
_LEFT, _RIGHT = 18, 18
_PLACE = 64
_LINES, _LINE = 2, 20
_ONE_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class HitDelegate(QStyledItemDelegate):
    """An article: headline over outlet, date and number of hits; a hit: its paragraph, then up to two lines."""

    def __init__(self, theme: Theme, view: HitView) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view
        self._headline, self._fine = serif(16, QFont.Weight.DemiBold), sans(12)
        self._caps = sans(11, QFont.Weight.DemiBold, 0.9)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._view.hits.rows[index.row()]
        if row.kind in _HEIGHTS:
            return QSize(200, _HEIGHTS[row.kind])
        lines = self._layout(row, self._view.viewport().width() - _LEFT - _RIGHT - _PLACE).lineCount()
        return QSize(200, lines * _LINE + 12)

    def _layout(self, row: HitRow, width: float) -> QTextLayout:
        colours = self.theme["find.fill"].rgba(), self.theme["ink1"].rgba()
        return _laid_out(row.text, row.marks, int(width), row.kind == "article", *colours)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.hits.rows[index.row()]
        box = QRectF(option.rect)
        painter.save()
        if row.kind != "head":
            draw_row_ground(painter, box, option.state, self.theme)
        inside = box.adjusted(_LEFT, 6 if row.kind in ("hit", "note") else 9, -_RIGHT, -4)
        if row.kind in ("article", "head"):
            self._paint_head(painter, inside, row)
        else:
            self._paint_hit(painter, inside, row)
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRectF, row: HitRow) -> None:
        article = row.kind == "article"
        painter.setFont(self._headline if article else self._caps)
        painter.setPen(self.theme["ink1" if article else "accent"])
        first = QRectF(box.left(), box.top(), box.width(), 22)
        if article and row.marks:
            painter.save()
            painter.setClipRect(first)
            self._layout(row, box.width()).draw(painter, first.topLeft())
            painter.restore()
        else:
            self._draw(painter, first, row.text if article else row.text.upper())
        painter.setFont(self._fine)
        painter.setPen(self.theme["ink2"])
        if article:
            self._draw(painter, first.translated(0, 21), row.beside)
        else:
            painter.drawText(first, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), row.beside)

    def _paint_hit(self, painter: QPainter, box: QRectF, row: HitRow) -> None:
        painter.setFont(self._fine)
        painter.setPen(self.theme["accent"])
        self._draw(painter, QRectF(box.left(), box.top(), _PLACE - 8, _LINE), row.beside)
        layout = self._layout(row, box.width() - _PLACE)
        painter.setPen(self.theme["ink1"])
        painter.setClipRect(QRectF(box.left() + _PLACE, box.top(), box.width() - _PLACE, _LINES * _LINE + 2))
        layout.draw(painter, QPointF(box.left() + _PLACE, box.top()))

    def _draw(self, painter: QPainter, box: QRectF, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text[:300], Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, int(_ONE_LINE | Qt.TextFlag.TextSingleLine), shown)


@lru_cache(maxsize=400)
def _laid_out(
    text: str, marks: tuple[tuple[int, int], ...], width: int, headline: bool, fill: int, ink: int
) -> QTextLayout:
    """Return a snippet or headline set to a width, with its marks; it is painted again and again."""
    layout = QTextLayout(text, serif(16, QFont.Weight.DemiBold) if headline else serif(15))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_format(Offsets(text), start, end, fill, ink) for start, end in marks])
    layout.setCacheEnabled(True)
    layout.beginLayout()
    for number in range(1 if headline else _LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(40, width))
        line.setPosition(QPointF(0, number * _LINE))
    layout.endLayout()
    return layout


def _format(offsets: Offsets, start: int, end: int, fill: int, ink: int) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    first = offsets.to_units(start)
    part.start, part.length = first, offsets.to_units(end) - first
    look = QTextCharFormat()
    look.setBackground(QColor.fromRgba(fill))
    look.setForeground(QColor.fromRgba(ink))
    look.setFontUnderline(True)
    part.format = look
    return part
