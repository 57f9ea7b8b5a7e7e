"""The list in which names are chosen, with the keys that lists of files have."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget


class NameView(QListView):
    """A list in which Escape puts the lights out, F2 renames and Delete hides."""

    put_out = Signal()
    renamed = Signal(QModelIndex)
    hidden = Signal(QModelIndex)
    inset_changed = Signal(int)
    """The scroll bar takes this many pixels of the width."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell how much room the scroll bar takes."""
        super().resizeEvent(event)
        self.inset_changed.emit(self.width() - self.viewport().width())

    def event(self, event: QEvent) -> bool:
        """Take F2 before the window takes it for the title of the story."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._renames(event):
            event.accept()
            return True
        return super().event(event)

    def _renames(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_F2 and not event.modifiers() and bool(self.selectedIndexes())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let go of the chosen name at Escape, rename it at F2, hide it at Delete; everything else as lists do."""
        chosen = self.selectedIndexes()
        if event.key() == Qt.Key.Key_Escape and chosen:
            self.put_out.emit()
        elif self._renames(event):
            self.renamed.emit(chosen[0])
        elif event.key() == Qt.Key.Key_Delete and chosen:
            self.hidden.emit(chosen[0])
        else:
            super().keyPressEvent(event)
