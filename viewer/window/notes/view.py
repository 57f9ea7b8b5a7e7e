"""The rows of the list of notes: a model, and a painter for one note."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from viewer.window import texts
from viewer.window.fonts import sans, serif
from viewer.window.notes.annotations import Annotations
from viewer.window.notes.category_styles import style_of
from viewer.window.notes.rows import NoteRow
from viewer.window.row_ground import draw_row_ground
from viewer.window.swatch import draw_note
from viewer.window.theme import Theme
from viewer.window.typesetting import Setting

Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole
_LEFT, _RIGHT, _TILE = 14, 16, 24
_HEAD, _QUOTE, _LINE = 18, 23, 19
_PAD = 10


class NoteModel(QAbstractListModel):
    """The notes that are listed."""

    def __init__(self, annotations: Annotations) -> None:
        super().__init__()
        self._annotations = annotations
        self.rows: list[NoteRow] = []

    def show_rows(self, rows: list[NoteRow]) -> None:
        """Show other rows; where only words or colours changed, what is chosen stays chosen."""
        if [row.note.id for row in rows] == [row.note.id for row in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(max(0, len(rows) - 1)))
        elif len(rows) == len(self.rows) + 1 and (at := _only_new(self.rows, rows)) is not None:
            self.beginInsertRows(QModelIndex(), at, at)
            self.rows = rows
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def place_of(self, note_id: str) -> int:
        """Return the position of a note, -1 if it is not listed."""
        return next((number for number, row in enumerate(self.rows) if row.note.id == note_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of notes."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the quote, the sentence for a screen reader, or the row itself."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.quote
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return row if role == ROW else None

    def _spoken(self, row: NoteRow) -> str:
        category = self._annotations.category(row.note.category).name
        where = self.tr("article not open") if row.place is None else texts.letter(row.place)
        tags = self.tr(" Tags: {tags}").format(tags=", ".join(row.note.tags)) if row.note.tags else ""
        more = self.tr(" and {count} more passages").format(count=len(row.others)) if row.others else ""
        place = texts.spoken_place(row.paragraph)
        return f"{where}, {place}{more}, {category}: “{row.quote}” {row.note.text}{tags}"


def _only_new(before: list[NoteRow], after: list[NoteRow]) -> int | None:
    """Return the place of the one row that is new, None where others changed their places too."""
    old, new = [row.note.id for row in before], [row.note.id for row in after]
    at = next((number for number, one in enumerate(old) if one != new[number]), len(old))
    return at if old[at:] == new[at + 1 :] else None


class NoteDelegate(QStyledItemDelegate):
    """Paints one note: the tile of its colour, its place, its quote, and up to two lines of its text."""

    def __init__(self, annotations: Annotations, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._annotations = annotations
        self._counted: dict[tuple[str, int], int] = {}
        self.theme = theme
        self._head, self._quote, self._text = sans(11, QFont.Weight.DemiBold, 0.6), serif(15, italic=True), sans(13)

    def _width(self) -> int:
        return self._view.viewport().width() - _LEFT - _TILE - 10 - _RIGHT

    def _lines(self, text: str) -> int:
        """Return how many lines of text are shown: none, one or two."""
        if not text.strip():
            return 0
        key = text, self._width()
        found = self._counted.get(key)
        if found is None:  # a list of thousands asks for the height of each row at every change
            wide = QFontMetricsF(self._text).horizontalAdvance(text[:200])
            found = self._counted[key] = 1 if "\n" not in text.strip() and wide <= self._width() else 2
        return found

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that place, quote and text need."""
        row: NoteRow = index.data(ROW)
        tags = _LINE if row.note.tags else 0
        return QSize(200, 2 * _PAD + _HEAD + _QUOTE + _LINE * self._lines(row.note.text) + tags)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one note."""
        row: NoteRow = index.data(ROW)
        box = QRectF(option.rect)
        painter.save()
        draw_row_ground(painter, box, option.state, self.theme)
        top = box.top() + _PAD
        style = style_of(self._annotations.category(row.note.category), self.theme)
        draw_note(painter, QRectF(_LEFT, top, _TILE, _TILE), self.theme, style)
        left, wide = _LEFT + _TILE + 10, self._width()
        painter.setFont(self._head)
        painter.setPen(self.theme["accent"])
        self._draw_line(painter, QRectF(left, top, wide, _HEAD), self._place(row))
        painter.setFont(self._quote)
        painter.setPen(self.theme["ink1"])
        self._draw_line(painter, QRectF(left, top + _HEAD, wide, _QUOTE), row.quote)
        painter.setFont(self._text)
        painter.setPen(self.theme["ink2"])
        line = QRectF(left, top + _HEAD + _QUOTE, wide, _LINE)
        self._draw_text(painter, line, row.note.text)
        if row.note.tags:
            painter.setPen(self.theme["accent"])
            line.translate(0, _LINE * self._lines(row.note.text))
            self._draw_line(painter, line, " ".join(f"#{tag}" for tag in row.note.tags))
        painter.restore()

    def _place(self, row: NoteRow) -> str:
        if row.place is None:
            return self.tr("ARTICLE NOT OPEN")
        category = self._annotations.category(row.note.category).name
        places = [f"{texts.letter(row.place)}  {texts.place(row.paragraph)}"]
        places += [f"{texts.letter(place)} {texts.place(number)}" for place, number in row.others if place is not None]
        return f"{'  +  '.join(places)}   ·   {category}"

    def _draw_text(self, painter: QPainter, line: QRectF, text: str) -> None:
        lines = self._lines(text)
        words = " ".join(text.split())
        if lines == 2:
            first = Setting(words[:300], self._text, line.width()).first_line
            self._draw_line(painter, line, words[:first])
            line, words = line.translated(0, _LINE), words[first:].lstrip()
        if lines:
            self._draw_line(painter, line, words)

    def _draw_line(self, painter: QPainter, box: QRectF, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text[:300], Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
