"""How proposed stories and their articles are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from viewer.window.fonts import sans, serif
from viewer.window.panes.pane import date_text
from viewer.window.row_ground import draw_row_ground
from viewer.window.theme import Theme

if TYPE_CHECKING:
    from viewer.library import Listed
    from viewer.window.shelf.proposed import ProposedRow, ProposedView

Index = QModelIndex | QPersistentModelIndex

_HEAD, _ARTICLE = 62, 34
_LEFT, _INDENT, _RIGHT = 18, 38, 18
_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class ProposedDelegate(QStyledItemDelegate):
    """A proposal: its title over how many articles and whose; an article: its headline, outlet and date."""

    def __init__(self, theme: Theme, view: ProposedView) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view
        self._title, self._headline, self._fine = serif(17, QFont.Weight.DemiBold), serif(15), sans(12)

    def _row(self, index: Index) -> ProposedRow:
        return self._view.proposed.rows[index.row()]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEAD if self._row(index).article is None else _ARTICLE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, box = self._row(index), QRectF(option.rect)
        painter.save()
        draw_row_ground(painter, box, option.state, self.theme)
        if row.article is None:
            if index.row():
                painter.fillRect(QRectF(box.left() + _LEFT, box.top(), box.width() - 2 * _LEFT, 1), self.theme["rule"])
            self._paint_head(painter, box.adjusted(_LEFT, 10, -_RIGHT, 0), row)
        else:
            self._paint_article(painter, box.adjusted(_INDENT, 0, -_RIGHT, 0), row.article)
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRectF, row: ProposedRow) -> None:
        painter.setFont(self._title)
        painter.setPen(self.theme["ink1"])
        first = QRectF(box.left(), box.top(), box.width(), 24)
        _draw(painter, first, row.proposal.title)
        painter.setFont(self._fine)
        painter.setPen(self.theme["ink2"])
        _draw(painter, QRectF(box.left(), box.top() + 24, box.width(), 20), row.below)

    def _paint_article(self, painter: QPainter, box: QRectF, article: Listed) -> None:
        beside = article.outlet or ""
        if article.published:
            beside = "  ·  ".join(part for part in (beside, date_text(article.published)) if part)
        painter.setFont(self._fine)
        painter.setPen(self.theme["ink2"])
        room = min(box.width() * 0.45, painter.fontMetrics().horizontalAdvance(beside) + 4.0)
        _draw(painter, QRectF(box.right() - room, box.top(), room, box.height()), beside)
        painter.setFont(self._headline)
        painter.setPen(self.theme["ink1"])
        _draw(painter, box.adjusted(0, 0, -room - 16, 0), article.title)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Title of the proposed story"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(8, 6, -8, -20))


def _draw(painter: QPainter, box: QRectF, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text[:300], Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, _LINE, shown)
