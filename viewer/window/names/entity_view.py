"""The rows of the entity list: a model for thousands, a painter for one, and the letters above the counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from viewer.window import texts
from viewer.window.fonts import sans
from viewer.window.names.entity_rows import EntityRow
from viewer.window.row_ground import draw_row_ground
from viewer.window.swatch import draw_kind
from viewer.window.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole
_HEIGHT = 32
_LEFT = 14
_RIGHT = 16
_TILE = 22
_MOST_COLUMN, _LEAST_COLUMN = 32, 22


def column_width(articles: int) -> int:
    """Return the width of one column of counts, in pixels."""
    return max(_LEAST_COLUMN, min(_MOST_COLUMN, 128 // max(1, articles)))


def columns(width: float, top: float, height: float, order: Sequence[int]) -> list[tuple[int, QRectF]]:
    """Return each article with the box of its count in a row of this width, in the order of the screen."""
    wide = column_width(len(order))
    left = width - _RIGHT - wide * len(order)
    return [(article, QRectF(left + wide * place, top, wide, height)) for place, article in enumerate(order)]


class EntityModel(QAbstractListModel):
    """The rows that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[EntityRow] = []
        self.order: list[int] = []

    def show_rows(self, rows: list[EntityRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, the sentence for a screen reader, or the row itself."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.entity.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return row if role == ROW else None

    def _spoken(self, row: EntityRow) -> str:
        counts = ", ".join(f"{texts.letter(place)} {row.counts[article]}" for place, article in enumerate(self.order))
        return f"{row.entity.name}, {texts.singular(row.entity.label)}, {counts}"


class EntityDelegate(QStyledItemDelegate):
    """Paints one entity: the tile of its kind, its name, its count in each article."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.order: list[int] = []
        self._name, self._chosen = sans(13), sans(13, QFont.Weight.DemiBold)
        self._count = sans(12)
        self._count.setFeature(QFont.Tag("tnum"), 1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that all rows have."""
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: EntityRow = index.data(ROW)
        box = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        draw_row_ground(painter, box, state, self.theme)
        tile = QRectF(_LEFT, box.top() + (_HEIGHT - _TILE) / 2, _TILE, _TILE)
        draw_kind(painter, tile, self.theme, row.entity.label)
        boxes = columns(box.width(), box.top(), _HEIGHT, self.order)
        end = boxes[0][1].left() if boxes else box.right()
        name = QRectF(tile.right() + 10, box.top(), end - tile.right() - 14, _HEIGHT)
        painter.setFont(self._chosen if chosen else self._name)
        painter.setPen(self.theme["ink1"])
        text = painter.fontMetrics().elidedText(row.entity.name, Qt.TextElideMode.ElideRight, int(name.width()))
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(self._count)
        for article, place in boxes:
            count = row.counts[article]
            painter.setPen(self.theme["ink1" if count else "ink3"])
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(count or "–"))
        painter.restore()


class ColumnHead(QWidget):
    """The letters of the articles above their counts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._order: list[int] = []
        self._inset = 0
        self.setFixedHeight(22)

    def show_order(self, order: Sequence[int], names: Sequence[str]) -> None:
        """Show the letters of these articles; ``names`` are told by the tooltip, by article."""
        self._order = list(order)
        told = [f"{texts.letter(place)}  {names[article]}" for place, article in enumerate(order)]
        self.setToolTip("\n".join(told))
        self.setAccessibleName(self.tr("Columns: {names}").format(names=", ".join(told)))
        self.update()

    def set_inset(self, inset: int) -> None:
        """Stay clear of the list's scroll bar, ``inset`` pixels wide."""
        self._inset = inset
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the letters."""
        painter = QPainter(self)
        painter.setFont(sans(11, QFont.Weight.DemiBold, 0.9))
        painter.setPen(self._theme["accent"])
        for place, (_, box) in enumerate(columns(self.width() - self._inset, 0, self.height(), self._order)):
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, texts.letter(place))
