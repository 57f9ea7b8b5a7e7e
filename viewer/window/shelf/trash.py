"""The trash: articles, stories and notes that were put away, to be taken back within a month."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.library.trash import Trashed
from viewer.window.empty import Emptiness, EmptyState
from viewer.window.icons import icon
from viewer.window.labels import plain_label
from viewer.window.shelf.words import counted, since, tr
from viewer.window.theme import Theme

_ICONS = {"article": "file-text", "story": "layers", "note": "sticky-note"}
_KINDS = {"article": "article", "story": "story", "note": "note"}
_ITEM = Qt.ItemDataRole.UserRole
_EXCERPT = 160


class TrashPage(QWidget):
    """A list of what lies in the trash; Enter and a button take back what is chosen."""

    taken_back = Signal(object)
    """The Trashed things (a list) to take back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.writable = True
        self.items: Sequence[Trashed] = ()
        self.back_button = QPushButton(tr("Take back"))
        self.back_button.setToolTip(tr("Bring back what is chosen (Enter)"))
        self.back_button.clicked.connect(self._take_back)
        self._told = plain_label("small", tr("After 30 days it is gone for good."))
        self.list = _List()
        self.list.setAccessibleName(tr("Trash"))
        self.list.taken.connect(self._take_back)
        self.list.itemDoubleClicked.connect(lambda _item: self._take_back())
        self.list.itemSelectionChanged.connect(self._chosen)
        self.empty = EmptyState(theme)
        text = tr("Articles, stories and notes that you delete wait here for 30 days.")
        self.empty.show_state(Emptiness("trash-2", tr("The trash is empty"), text))
        self._arrange()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self.back_button)
        row.addWidget(self._told)
        row.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def show_items(self, items: Sequence[Trashed]) -> None:
        """Show what lies in the trash; the place in the list stays."""
        number = max(0, self.list.currentRow())
        self.items = items
        self.list.clear()
        for item in items:
            self._add(item)
        self.list.setCurrentRow(min(number, len(items) - 1))
        self._stack.setCurrentWidget(self.list if items else self.empty)
        self.back_button.setVisible(bool(items))
        self._told.setVisible(bool(items))
        self._chosen()

    def _add(self, item: Trashed) -> None:
        title = " ".join(item.title.split())[:_EXCERPT] or tr("Untitled")
        row = QListWidgetItem(
            icon(_ICONS[item.kind], self._theme), f"{title}   ·   {tr(_KINDS[item.kind])}, {since(item.since)}"
        )
        row.setData(_ITEM, item)
        self.list.addItem(row)

    def _chosen(self) -> None:
        count = len(self.list.selectedItems())
        self.back_button.setEnabled(bool(count) and self.writable)
        self.back_button.setText(tr("Take back") if count < 2 else counted(count, "", "Take {count} back"))

    def _take_back(self) -> None:
        chosen = [row.data(_ITEM) for row in self.list.selectedItems()]
        if chosen and self.writable:
            self.taken_back.emit(chosen)

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.empty.apply_theme(theme)
        self.show_items(self.items)


class _List(QListWidget):
    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setSpacing(3)
        self.setViewportMargins(8, 0, 8, 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)
