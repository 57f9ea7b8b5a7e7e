"""The evidence tray: chosen passages in an order of one's own, each with its source."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from viewer.library.notes.notes import Passage
from viewer.window.buttons import quiet_button
from viewer.window.citing import cited, source_line
from viewer.window.empty import Emptiness, EmptyState
from viewer.window.icons import icon
from viewer.window.labels import plain_label
from viewer.window.notes.desk import in_tray
from viewer.window.notes.key_list import KeyList
from viewer.window.story import OpenStory
from viewer.window.theme import Theme

_PASSAGE = Qt.ItemDataRole.UserRole


class TrayPage(QWidget):
    """Rows are dragged, or moved with Alt+Up and Alt+Down. The page changes nothing itself: it says what is wanted."""

    ordered = Signal(object)
    """The passages (note id, number) that are in the tray, in their order."""
    passage_wanted = Signal(object)
    copied = Signal(str)
    left = Signal()

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme = story, theme
        self.list = KeyList(self.tr("Evidence: chosen passages in your order"))
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.copy = QPushButton(self.tr("Copy all with sources"))
        self.up, self.down = quiet_button(self.tr("Move up (Alt+Up)")), quiet_button(self.tr("Move down (Alt+Down)"))
        self.out = quiet_button(self.tr("Out of the tray (Delete)"))
        self._hint = plain_label("fine", self.tr("Drag the passages into the order of your argument."))
        self._hint.setWordWrap(True)
        self._empty = EmptyState(theme)
        foot = QHBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(self.copy)
        foot.addStretch(1)
        for button in (self.up, self.down, self.out):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(6)
        for widget in (self._hint, self.list, self._empty):
            layout.addWidget(widget, 0 if widget is self._hint else 1)
        layout.addLayout(foot)
        self._connect()
        self.apply_theme(theme)
        self.refresh()

    def _connect(self) -> None:
        self._story.notes_changed.connect(self.refresh)
        self._story.articles_changed.connect(self.refresh)
        alt = Qt.KeyboardModifier.AltModifier
        self.list.on(Qt.Key.Key_Up, lambda: self._move(-1), alt)
        self.list.on(Qt.Key.Key_Down, lambda: self._move(1), alt)
        self.list.on(Qt.Key.Key_Delete, self._take_out)
        self.list.on(Qt.Key.Key_Escape, self.left.emit)
        self.list.itemActivated.connect(self._go_to)
        self.list.itemClicked.connect(self._go_to)
        self.list.model().rowsMoved.connect(self._dropped, Qt.ConnectionType.QueuedConnection)
        self.copy.clicked.connect(lambda: self.copied.emit(self.text()))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.out.clicked.connect(self._take_out)

    def refresh(self) -> None:
        """Show what is in the tray now; the row that was current stays so."""
        current = self._current()
        wanted = in_tray(self._story.notes)
        self.list.clear()
        for key, passage in zip(wanted, self._passages(wanted), strict=True):
            quote = " ".join(passage.exact.split())
            item = QListWidgetItem(f"“{quote.strip('“”')}”\n{self._source(passage)}")
            item.setData(_PASSAGE, key)
            self.list.addItem(item)
            if key == current:
                self.list.setCurrentItem(item)
        for widget in (self._hint, self.list, self.copy, self.up, self.down, self.out):
            widget.setVisible(bool(wanted))
        self._empty.setVisible(not wanted)
        self._empty.show_state(
            Emptiness(
                "archive",
                self.tr("The tray is empty"),
                self.tr("Choose a note and press V: its passage is laid here, ready to be put in order and copied."),
            )
        )

    def _passages(self, keys: list[tuple[str, int]]) -> list[Passage]:
        known = {(note.id, passage.number): passage for note in self._story.notes for passage in note.passages}
        return [known[key] for key in keys]

    def _source(self, passage: Passage) -> str:
        article = next((known for known in self._story.articles if known.id == passage.article), None)
        return self.tr("article not open") if article is None else source_line(article, passage.start)

    def text(self) -> str:
        """Return everything in the tray with its sources, to be pasted elsewhere."""
        parts = []
        for passage in self._passages(in_tray(self._story.notes)):
            article = next((known for known in self._story.articles if known.id == passage.article), None)
            placed = article is not None and passage.state != "orphan"
            parts.append(cited(article, passage.start, passage.end) if article and placed else f"“{passage.exact}”")
        return "\n\n".join(parts)

    def _order(self) -> list[tuple[str, int]]:
        return [tuple(self.list.item(row).data(_PASSAGE)) for row in range(self.list.count())]

    def _current(self) -> tuple[str, int] | None:
        item = self.list.currentItem()
        return None if item is None else tuple(item.data(_PASSAGE))

    def _dropped(self) -> None:
        if self._order() != in_tray(self._story.notes):
            self.ordered.emit(self._order())

    def _move(self, step: int) -> None:
        order, current = self._order(), self._current()
        if current is None:
            return
        at = order.index(current)
        to = max(0, min(at + step, len(order) - 1))
        if to != at:
            order.insert(to, order.pop(at))
            self.ordered.emit(order)

    def _take_out(self) -> None:
        current = self._current()
        if current is not None:
            self.ordered.emit([key for key in self._order() if key != current])

    def _go_to(self, item: QListWidgetItem) -> None:
        self.passage_wanted.emit(self._passages([tuple(item.data(_PASSAGE))])[0])

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.up.setIcon(icon("chevron-up", theme))
        self.down.setIcon(icon("chevron-down", theme))
        self.out.setIcon(icon("x", theme))
        self.copy.setIcon(icon("copy", theme))
        self._empty.apply_theme(theme)
