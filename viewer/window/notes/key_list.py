"""A list that keeps some keys from the window's shortcuts, because they do something with its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget

_NO_KEYS = Qt.KeyboardModifier.NoModifier


class KeyList(QListWidget):
    """``on`` says what a key does here; such a key is no shortcut while the list has the keyboard."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._does: dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]] = {}
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)

    def on(self, key: Qt.Key, does: Callable[[], object], keys: Qt.KeyboardModifier = _NO_KEYS) -> None:
        """Let a key do something."""
        self._does[key, keys] = does

    def _wanted(self, event: QKeyEvent) -> Callable[[], object] | None:
        return self._does.get((event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first row for who comes with the keyboard: Qt puts the frame there and chooses nothing."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and not self.selectedItems():
            self.setCurrentRow(-1)
            self.setCurrentRow(0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._wanted(cast("QKeyEvent", event)) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        does = self._wanted(event)
        if does is None:
            super().keyPressEvent(event)
        else:
            does()
