"""How the places and stories at the left of the library page are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from viewer.window.fonts import sans
from viewer.window.icons import icon
from viewer.window.row_ground import draw_row_ground
from viewer.window.shelf.words import number, story_line
from viewer.window.theme import Theme

if TYPE_CHECKING:
    from viewer.window.shelf.places import Place, PlaceView

Index = QModelIndex | QPersistentModelIndex

_ICONS = {"all": "library", "loose": "file-text", "proposed": "layers", "trash": "trash-2"}
_HEIGHTS = {"head": 40, "story": 54}
_LEFT, _RIGHT, _ICON = 16, 16, 18
_CENTER = Qt.AlignmentFlag.AlignVCenter


class PlaceDelegate(QStyledItemDelegate):
    """A place: its icon, name and count; a story: its title over what is in it; the open one has a dot."""

    def __init__(self, theme: Theme, view: PlaceView) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view
        self._name, self._strong, self._fine = sans(13), sans(13, QFont.Weight.DemiBold), sans(12)
        self._caps = sans(11, QFont.Weight.DemiBold, 0.9)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._view.places.rows[index.row()]
        return QSize(160, _HEIGHTS.get(row.kind, 36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.places.rows[index.row()]
        box = QRectF(option.rect)
        painter.save()
        if row.kind != "head":
            draw_row_ground(painter, box, option.state, self.theme)
        if self._view.drop_row == index.row():
            painter.setPen(QPen(self.theme["accent"], 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box.adjusted(6, 3, -6, -3), 7, 7)
        if row.kind == "story":
            self._paint_story(painter, box, row)
        elif row.kind == "head":
            self._paint_head(painter, box, row)
        else:
            self._paint_place(painter, box, row)
        painter.restore()

    def _paint_place(self, painter: QPainter, box: QRectF, row: Place) -> None:
        top = round(box.top() + (box.height() - _ICON) / 2)
        icon(_ICONS[row.kind], self.theme, _ICON).paint(painter, QRect(_LEFT, top, _ICON, _ICON))
        painter.setFont(self._fine)
        painter.setPen(self.theme["ink2"])
        count = "" if row.count is None else number(row.count)
        right = box.adjusted(0, 0, -_RIGHT, 0)
        painter.drawText(right, int(Qt.AlignmentFlag.AlignRight | _CENTER), count)
        room = painter.fontMetrics().horizontalAdvance(count) + 8
        painter.setFont(self._name)
        painter.setPen(self.theme["ink1"])
        self._draw(painter, right.adjusted(_LEFT + _ICON + 10, 0, -room, 0), row.title)

    def _paint_head(self, painter: QPainter, box: QRectF, row: Place) -> None:
        painter.setFont(self._caps)
        painter.setPen(self.theme["accent"])
        line = box.adjusted(_LEFT, 12, -_RIGHT, 0)
        self._draw(painter, line, row.title.upper())
        painter.setFont(self._fine)
        painter.setPen(self.theme["ink2"])
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | _CENTER), number(row.count or 0))

    def _paint_story(self, painter: QPainter, box: QRectF, row: Place) -> None:
        assert row.card is not None
        open_now = row.story == self._view.places.open_story
        inside = box.adjusted(_LEFT, 8, -_RIGHT, -8)
        painter.setFont(self._strong if open_now else self._name)
        painter.setPen(self.theme["ink1"])
        first = QRectF(inside.left(), inside.top(), inside.width(), 20)
        if open_now:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme["accent"])
            painter.drawEllipse(QRectF(inside.right() - 8, first.center().y() - 4, 8, 8))
            painter.restore()
            painter.setPen(self.theme["ink1"])
            first.setRight(first.right() - 14)
        self._draw(painter, first, row.title)
        painter.setFont(self._fine)
        painter.setPen(self.theme["ink2"])
        self._draw(painter, QRectF(inside.left(), inside.top() + 20, inside.width(), 18), story_line(row.card))

    def _draw(self, painter: QPainter, box: QRectF, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text[:200], Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | _CENTER | Qt.TextFlag.TextSingleLine), shown)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Title of the story"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(6, 8, -6, -12))
