"""The left of the library page: where articles can be, and the stories, the one last opened first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from viewer.library import StoryCard
from viewer.window.shelf.mime import ARTICLES, dragged_articles
from viewer.window.shelf.words import story_dates, story_line, tr
from viewer.window.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Kind = Literal["all", "loose", "proposed", "trash", "head", "story"]

ROW = Qt.ItemDataRole.UserRole
PLACES: tuple[Kind, ...] = ("all", "loose", "proposed", "trash")
NAMES = {"all": "All articles", "loose": "Not in a story", "proposed": "Proposed stories", "trash": "Trash"}


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the list: a place with its number of articles (None: not known yet), or a story."""

    kind: Kind
    title: str
    count: int | None = None
    card: StoryCard | None = None

    @property
    def story(self) -> str | None:
        """The id of the story, None for every other place."""
        return self.card.id if self.card is not None else None

    @property
    def key(self) -> tuple[Kind, str | None]:
        """What stays the same while counts and titles change."""
        return self.kind, self.story


class PlaceModel(QAbstractListModel):
    """The places, then the stories; a story can be renamed in its row and takes dropped articles."""

    renamed = Signal(str, str)
    """Story and title."""
    dropped = Signal(object, list)
    """The Place articles were dropped on, and their ids."""

    def __init__(self) -> None:
        super().__init__()
        self.writable = True
        self.open_story: str | None = None
        self.rows: list[Place] = _rows({}, ())

    def show_stories(self, counts: dict[Kind, int], cards: Sequence[StoryCard], open_story: str | None) -> None:
        """Show other stories; rows that stay the same places are only painted anew."""
        rows = _rows(counts, cards)
        self.open_story = open_story
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def number_of(self, kind: Kind, story: str | None = None) -> int:
        """Return the row of a place, -1 where it is not listed."""
        return next((n for n, row in enumerate(self.rows) if row.key == (kind, story)), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row, open_now=row.story is not None and row.story == self.open_story)
        if role == Qt.ItemDataRole.ToolTipRole and row.card is not None:
            return "\n".join(part for part in (row.title, story_line(row.card), story_dates(row.card)) if part)
        return row if role == ROW else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, title = self.rows[index.row()], str(value).strip()
        if row.story is None or not title or title == row.title:
            return False
        self.renamed.emit(row.story, title)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].kind == "head":
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        kind = self.rows[index.row()].kind
        if self.writable and kind in ("story", "trash"):
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        if self.writable and kind == "story":
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    # What is dropped

    def mimeTypes(self) -> list[str]:
        return [ARTICLES]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        place = self._target(row, parent)
        return self.writable and data.hasFormat(ARTICLES) and place is not None

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        place, articles = self._target(row, parent), dragged_articles(data)
        if place is None or not articles:
            return False
        self.dropped.emit(place, articles)
        return True

    def _target(self, row: int, parent: Index) -> Place | None:
        number = parent.row() if parent.isValid() else row
        place = self.rows[number] if 0 <= number < len(self.rows) else None
        return place if place is not None and place.kind in ("story", "trash", "head") else None


def _rows(counts: dict[Kind, int], cards: Sequence[StoryCard]) -> list[Place]:
    places = [Place(kind, tr(NAMES[kind]), counts.get(kind)) for kind in PLACES]
    stories = [Place("story", card.title or tr("Untitled"), card.articles, card) for card in cards]
    return [*places, Place("head", tr("Stories"), len(stories)), *stories]


def spoken(row: Place, *, open_now: bool) -> str:
    """Return a row for the ear."""
    parts = [row.title]
    if row.card is not None:
        parts += [tr("open now")] if open_now else []
        parts += [story_line(row.card).replace("  ·  ", ", "), story_dates(row.card)]
    elif row.count is not None:
        parts.append(str(row.count))
    return ", ".join(part for part in parts if part)


class PlaceView(QListView):
    """The list with its keys: Enter opens a story, F2 renames it, Delete puts it into the trash."""

    opened = Signal(object)
    trashed = Signal(object)
    chosen = Signal()
    """Another place is chosen; not where the same one only stands in another row."""

    def __init__(self, model: PlaceModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from viewer.window.shelf.place_rows import PlaceDelegate

        self.places = model
        self.setModel(model)
        self._delegate = PlaceDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDropIndicatorShown(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Places and stories"))
        self._told: tuple[Kind, str | None] | None = None
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.doubleClicked.connect(lambda index: self.opened.emit(model.rows[index.row()]))
        self.drop_row = -1

    @property
    def place(self) -> Place:
        """The place that is chosen."""
        number = self.currentIndex().row()
        return self.places.rows[number if number >= 0 else 0]

    def choose(self, kind: Kind, story: str | None = None) -> None:
        """Choose a place; where a story is not there any more, all articles."""
        number = max(0, self.places.number_of(kind, story))
        index = self.places.index(number)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _tell(self) -> None:
        if self.place.key != self._told:
            self._told = self.place.key
            self.chosen.emit()

    def rename(self) -> None:
        """Let the reader type another title for the story."""
        if self.place.kind == "story" and self.places.writable:
            self.edit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            return  # Enter in the line of a title ends the line, and opens nothing
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.place)
        elif key == Qt.Key.Key_F2:
            self.rename()
        elif key == Qt.Key.Key_Delete:
            self.trashed.emit(self.place)
        else:
            super().keyPressEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._show_drop(self.indexAt(event.position().toPoint()).row() if event.isAccepted() else -1)

    def dragLeaveEvent(self, event: object) -> None:
        super().dragLeaveEvent(event)  # type: ignore[arg-type]
        self._show_drop(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_drop(-1)
        super().dropEvent(event)

    def _show_drop(self, number: int) -> None:
        if number != self.drop_row:
            self.drop_row = number
            self.viewport().update()

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._delegate.theme = theme
        self.viewport().update()
