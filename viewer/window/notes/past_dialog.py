"""What was there before, in a list: earlier words of a note, notes that were deleted. One of them can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidgetItem, QVBoxLayout, QWidget

from viewer.window.labels import plain_label
from viewer.window.notes.key_list import KeyList


class PastDialog(QDialog):
    """Shows entries, the newest first; ``chosen`` is told the number of the one to take back."""

    chosen = Signal(int)

    def __init__(self, title: str, hint: str, entries: Sequence[str], action: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(460, 420)
        self.list = KeyList(title)
        for entry in entries:
            self.list.addItem(QListWidgetItem(entry))
        self.list.itemActivated.connect(self._take)
        self.list.itemSelectionChanged.connect(self._check)
        label = plain_label("small", hint)
        label.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.take = self.buttons.addButton(action, QDialogButtonBox.ButtonRole.ActionRole)
        self.take.clicked.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.addWidget(label)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.buttons)
        self.list.setCurrentRow(0)
        self._check()

    def _check(self) -> None:
        self.take.setEnabled(bool(self.list.selectedItems()))

    def _take(self) -> None:
        if self.list.currentRow() >= 0:
            self.chosen.emit(self.list.currentRow())
            self.accept()
