"""What a search found: hits under their article, with count and paragraph; hits in notes as a group of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from viewer.library import Hit, Hits, Listed, NoteHit
from viewer.window.panes.pane import date_text
from viewer.window.shelf.words import counted, tr
from viewer.window.texts import place, spoken_place
from viewer.window.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Kind = Literal["article", "hit", "head", "note"]


@dataclass(frozen=True, slots=True)
class HitRow:
    """A line of the list: an article with its number of hits, a hit in it, a heading, or a hit in a note."""

    kind: Kind
    text: str
    beside: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    listed: Listed | None = None
    hit: Hit | None = None
    note: NoteHit | None = None

    @property
    def spoken(self) -> str:
        """The row for the ear."""
        if self.kind == "hit" and self.hit is not None:
            return f"{spoken_place(self.hit.paragraph)}: {self.text}"
        return ", ".join(part for part in (self.text, self.beside) if part)


def hit_rows(hits: Hits) -> list[HitRow]:
    """Return the rows of a search's result: articles with their hits, then the notes."""
    return [*_article_rows(hits), *_note_rows(hits)]


def _article_rows(hits: Hits) -> Iterator[HitRow]:
    for found in hits.articles:
        listed = found.listed
        told = [listed.outlet or "", date_text(listed.published) if listed.published else ""]
        told.append(counted(found.count, "{count} hit", "{count} hits"))
        beside = "  ·  ".join(part for part in told if part)
        marks = tuple(found.headline)
        yield HitRow("article", listed.title, beside, marks, listed, next(iter(found.passages), None))
        for hit in found.passages:
            if marks and not hit.paragraph:
                continue  # the headline stands above, marked
            yield HitRow("hit", hit.snippet, place(hit.paragraph), tuple(hit.marks), listed, hit)


def _note_rows(hits: Hits) -> Iterator[HitRow]:
    more = hits.total - len(hits.articles)
    if more > 0:
        yield HitRow(
            "head", tr("More words narrow the search"), counted(more, "{count} more article", "{count} more articles")
        )
    if hits.notes:
        yield HitRow("head", tr("In your notes"), counted(len(hits.notes), "{count} note", "{count} notes"))
    for note in hits.notes:
        yield HitRow("note", note.snippet, tr("note"), tuple(note.marks), note=note)


class HitModel(QAbstractListModel):
    """The rows that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[HitRow] = []

    def show_rows(self, rows: list[HitRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].kind == "head":
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class HitView(QListView):
    """The list of hits: arrows go through it, Enter and a click open."""

    opened = Signal(object)
    """The HitRow to open."""
    chosen = Signal(object)
    """The HitRow that has the keyboard."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from viewer.window.shelf.hit_rows import HitDelegate

        self.hits = HitModel()
        self.setModel(self.hits)
        self._delegate = HitDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(self.tr("Hits"))
        self.clicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._tell_chosen)

    def show_hits(self, hits: Hits) -> None:
        """Show what was found, with nothing chosen."""
        self.hits.show_rows(hit_rows(hits))
        self.scrollToTop()

    def current(self) -> HitRow | None:
        """Return the row with the keyboard."""
        number = self.currentIndex().row()
        return self.hits.rows[number] if 0 <= number < len(self.hits.rows) else None

    def enter(self) -> None:
        """Give the keyboard to the list, and to its first row where none has it."""
        self.setFocus()
        if not self.selectedIndexes():
            self.choose(0)

    def choose(self, number: int) -> None:
        """Choose a row, or the next one below a heading."""
        while number < len(self.hits.rows) and self.hits.rows[number].kind == "head":
            number += 1
        if number < len(self.hits.rows):
            index = self.hits.index(number)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self.hits.rows[index.row()].kind != "head":
            self.opened.emit(self.hits.rows[index.row()])

    def _tell_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.hits.rows[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._delegate.theme = theme
        self.viewport().update()
