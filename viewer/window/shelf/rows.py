"""The articles of a list, page by page: a hundred thousand rows of which only those near the eye are fetched."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from viewer.library import Listed
from viewer.window.shelf.mime import article_data
from viewer.window.shelf.words import cell_text, column_title

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[int, int], Sequence[Listed]]

COLUMNS = ("title", "outlet", "published", "words", "language", "notes")
"""What the columns show, named as a Query names what it sorts by."""
PAGE = 50
"""Rows fetched at a time: few, so that no frame waits long for them."""
_KEPT_PAGES = 160
_ROW = Qt.ItemDataRole.UserRole
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
_NUMBERS = {"words", "notes"}


class ArticleRows(QAbstractTableModel):
    """Rows by number. A row that is not here yet is empty; it is fetched when the event loop is free, and painted."""

    renamed = Signal(str, str)
    """Article and headline: what was typed into a row."""

    def __init__(self) -> None:
        super().__init__()
        self.writable = True
        self._fetch: Fetch = lambda offset, limit: ()
        self._count = 0
        self._pages: OrderedDict[int, Sequence[Listed]] = OrderedDict()
        self._wanted: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._fetch_wanted)

    def show_rows(self, count: int, fetch: Fetch) -> None:
        """Show other rows, the first of them at once; ``fetch`` returns rows by offset and number."""
        self.beginResetModel()
        self._fetch, self._count = fetch, count
        self._pages.clear()
        self._wanted.clear()
        if count:
            self._keep(0)
        self.endResetModel()

    def row(self, number: int) -> Listed | None:
        """Return a row; None where it is not here yet, and then it will come."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            self._want(page)
            return None
        self._pages.move_to_end(page)
        if place > PAGE * 3 // 4 and (page + 1) * PAGE < self._count:
            self._want(page + 1)
        elif place < PAGE // 4 and page:
            self._want(page - 1)
        return rows[place] if place < len(rows) else None

    def row_now(self, number: int) -> Listed | None:
        """Return a row, fetched at once where it is not here yet."""
        if not 0 <= number < self._count:
            return None
        if number // PAGE not in self._pages:
            self._keep(number // PAGE)
        return self.row(number)

    def rows_of(self, first: int, last: int) -> list[Listed]:
        """Return the rows from one number to another, both included, fetched at once."""
        return list(self._fetch(first, last - first + 1))

    def place_of(self, identity: str, near: int) -> int:
        """Return the number of the row of an article, looked for on the pages around ``near``; -1 where it is not."""
        around = near // PAGE
        for page in (around, around - 1, around + 1, 0):
            if 0 <= page * PAGE < self._count and page >= 0:
                if page not in self._pages:
                    self._keep(page)
                for place, row in enumerate(self._pages[page]):
                    if row.id == identity:
                        return page * PAGE + place
        return -1

    def _want(self, page: int) -> None:
        if page not in self._pages and page not in self._wanted:
            self._wanted.add(page)
            self._timer.start()

    def _fetch_wanted(self) -> None:
        """Fetch one page and give the event loop a turn before the next."""
        if not self._wanted:
            return
        page = self._wanted.pop()
        self._keep(page)
        first, last = page * PAGE, min((page + 1) * PAGE, self._count) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))
        if self._wanted:
            self._timer.start()

    def _keep(self, page: int) -> None:
        self._pages[page] = self._fetch(page * PAGE, PAGE)
        self._wanted.discard(page)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)

    # Qt's questions

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._count

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row())
        if row is None:
            return None
        name = COLUMNS[index.column()]
        if role == _ROW:
            return row
        if role == Qt.ItemDataRole.EditRole:
            return row.title
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell_text(row, name)
        if role == Qt.ItemDataRole.ToolTipRole and name in ("title", "outlet"):
            return cell_text(row, name)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row(index.row())
        title = str(value).strip()
        if row is None or not title or title == row.title:
            return False
        self.renamed.emit(row.id, title)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if COLUMNS[section] in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return column_title(COLUMNS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.writable and index.column() == 0:
            return _FLAGS | Qt.ItemFlag.ItemIsEditable
        return _FLAGS

    def mimeTypes(self) -> list[str]:
        from viewer.window.shelf.mime import ARTICLES

        return [ARTICLES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = [self.row_now(number) for number in sorted({index.row() for index in indexes})]
        return article_data([row.id for row in rows if row is not None])
