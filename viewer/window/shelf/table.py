"""The table of articles: painted row by row, chosen, sorted and dragged as in a list of files."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from viewer.library import Listed
from viewer.window.fonts import sans
from viewer.window.shelf.row_paint import ROW_HEIGHT, Cells, PaintedRow, RowPainter, visible_rows
from viewer.window.shelf.rows import COLUMNS, ArticleRows
from viewer.window.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_WIDTHS = {"outlet": 170, "published": 104, "words": 72, "language": 92, "notes": 64}
_NARROW = {"outlet": 130, "published": 100, "words": 64, "language": 80, "notes": 58}
_NARROW_TABLE = 760


class ArticleDelegate(QStyledItemDelegate):
    """Paints the rows that are dragged, and lets a headline be edited; the table paints the rest itself."""

    def __init__(self, painting: RowPainter, view: QTableView, rows: ArticleRows) -> None:
        super().__init__(view)
        self._painting, self._rows = painting, rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRect(option.rect)
        row = PaintedRow(box.top(), self._rows.row(index.row()))
        self._painting.paint(painter, [row], [Cells(COLUMNS[index.column()], box.left(), box.width())])

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Headline"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            self._rows.setData(index, editor.text())


class ArticleTable(QTableView):
    """The rows with their keys: Enter opens, Space previews, Delete trashes, F2 edits the headline, Alt+1…6 sorts."""

    opened = Signal()
    previewed = Signal()
    trashed = Signal()
    chosen = Signal()
    """Other rows are selected, or none."""
    sorted_by = Signal(str, bool)
    """Name of a column, and whether the largest comes first."""

    def __init__(self, rows: ArticleRows, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.setModel(rows)
        self._painting = RowPainter(theme)
        self.setItemDelegate(ArticleDelegate(self._painting, self, rows))
        self._settle_view()
        self._settle_heads()
        self.setAccessibleName(self.tr("Articles"))
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())

    def _settle_view(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFrameShape(QTableView.Shape.NoFrame)
        # Scrolling then moves what is painted, and only the rows that come into view are painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def _settle_heads(self) -> None:
        upright = self.verticalHeader()
        upright.setVisible(False)
        upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        upright.setDefaultSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setSortIndicatorShown(True)
        head.setFont(sans(11, QFont.Weight.DemiBold))
        head.setFixedHeight(34)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(40)
        head.setAccessibleName(self.tr("Columns; a click sorts"))
        head.sectionClicked.connect(lambda column: self.sort_by(COLUMNS[column]))

    # Sorting

    def show_sort(self, name: str, descending: bool) -> None:
        """Show by which column the rows are sorted; none for what has no column."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._sort = (name, descending)
        self.horizontalHeader().setSortIndicator(COLUMNS.index(name) if name in COLUMNS else -1, order)

    def sort_by(self, name: str) -> None:
        """Sort by a column; once more turns the order round."""
        known, descending = self._sort
        falling = not descending if known == name else name in ("published", "words", "notes", "added")
        self.sorted_by.emit(name, falling)

    # What is chosen

    def chosen_rows(self) -> list[Listed]:
        """Return the selected articles, from top to bottom."""
        found: list[Listed] = []
        for part in sorted(self._ranges(), key=lambda part: part.top()):
            found += self.rows.rows_of(part.top(), part.bottom())
        return list({row.id: row for row in found}.values())

    def chosen_count(self) -> int:
        """Return how many articles are selected, without fetching them."""
        return sum(part.height() for part in self._ranges())

    def _ranges(self) -> list[QItemSelectionRange]:
        return self.selectionModel().selection().toList()

    def current(self) -> Listed | None:
        """Return the article with the keyboard."""
        return self.rows.row_now(self.currentIndex().row())

    def choose(self, number: int) -> None:
        """Choose one row, and bring it into view."""
        if self.rows.rowCount():
            index = self.rows.index(max(0, min(number, self.rows.rowCount() - 1)), 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def edit_headline(self) -> None:
        """Let the reader type another headline for the current row."""
        index = self.currentIndex()
        if index.isValid() and self.rows.writable:
            self.edit(self.rows.index(index.row(), 0))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # Enter in the line of a headline ends the line, and opens nothing
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        place = key - Qt.Key.Key_1
        if alt and 0 <= place < len(COLUMNS):
            self.sort_by(COLUMNS[place])
        elif (told := self._told(key)) is not None and not event.modifiers():
            told.emit()
        elif key == Qt.Key.Key_F2:
            self.edit_headline()
        else:
            super().keyPressEvent(event)

    def _told(self, key: int) -> SignalInstance | None:
        """Return the signal of a key."""
        return {
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_Space: self.previewed,
            Qt.Key.Key_Delete: self.trashed,
        }.get(Qt.Key(key))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose(0)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        box = event.rect()
        painter = QPainter(self.viewport())
        painter.fillRect(box, self._painting.theme["pane"])
        shown = visible_rows(box.top(), box.bottom(), self.verticalOffset(), self.rows.rowCount(), self._row_maker())
        self._painting.paint(painter, list(shown), self._columns())
        painter.end()

    def _row_maker(self) -> Callable[[int, int], PaintedRow]:
        """Return what gives a row as it is to be painted, from its number and its top."""
        chosen = [range(part.top(), part.bottom() + 1) for part in self._ranges()]
        current = self.currentIndex().row() if self.hasFocus() else -1
        return lambda number, top: PaintedRow(
            top, self.rows.row(number), any(number in part for part in chosen), number == current
        )

    def _columns(self) -> list[Cells]:
        places = enumerate(COLUMNS)
        return [Cells(name, self.columnViewportPosition(at), self.columnWidth(at)) for at, name in places]

    def resizeEvent(self, event: QResizeEvent) -> None:
        widths = _NARROW if self.width() < _NARROW_TABLE else _WIDTHS
        for column, name in enumerate(COLUMNS):
            if name in widths:
                self.setColumnWidth(column, widths[name])
        super().resizeEvent(event)

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._painting.theme = theme
        self.viewport().update()
