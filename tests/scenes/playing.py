"""What both scenes do: keys where the keyboard is, files dropped onto a window, marks waited for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.app import start
from viewer.window.look import Look
from viewer.window.main_window import MainWindow

LONG = 60_000
"""Milliseconds within which the worker must have answered."""


def opened(qtbot: QtBot, library: Path, paths: Sequence[Path] = (), size: tuple[int, int] = (1366, 768)) -> MainWindow:
    """Start the program as it is started by a double click."""
    window = MainWindow(Look())
    window.strip.animated = False
    window.resize(*size)
    qtbot.addWidget(window)
    start(window, [*paths], library)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def closed(window: MainWindow) -> None:
    """Close a window as a reader does, and then its library."""
    window.close()
    window.desk.library.close()


def wait_for_marks(qtbot: QtBot, window: MainWindow) -> None:
    """Wait for the marks of all articles; before, there may be those of some."""
    qtbot.waitUntil(lambda: window.story.comparison is not None and not window.marking.running, timeout=LONG)


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def type_words(words: str) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(QApplication.focusWidget(), words)


def drop(window: MainWindow, paths: Sequence[Path]) -> None:
    """Drop files onto the window, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(500, 500), action, data, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(500, 500), action, data, buttons, keys))
