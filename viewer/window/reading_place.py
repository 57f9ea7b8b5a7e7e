"""Where the reader is in the open story: kept whenever he pauses, so that not even a dead battery costs the place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from viewer.window.panes.place import read_position, restore_position

if TYPE_CHECKING:
    from viewer.window.main_window import MainWindow

LOOK_EVERY = 2_000
"""Milliseconds between two looks; a place at which the reader is at two of them is kept."""


class ReadingPlace(QObject):
    """Keeps the place of one window's reader in the library, and brings him back to it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._kept: dict[str, Any] = {}
        self._seen: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Keep the place if the reader has moved since it was kept, and not since the last look."""
        window = self._window
        if not window.isVisible() or not window.story.articles or window.marking.running:
            return  # without marks the current sentence is not known yet
        place = self._read()
        if place == self._seen and place != self._kept:
            self.keep()
        self._seen = place

    def keep(self) -> None:
        """Keep where the reader is now."""
        if self._window.story.articles:
            self._kept = self._read()
            self._window.desk.keep_position(self._kept)

    def restore(self) -> None:
        """Bring the reader to where he was in the open story."""
        window = self._window
        self._kept = window.desk.position()
        restore_position(window.strip, self._kept)
        window.topbar.threshold.refresh()
        window.inspector.show_page(self._kept.get("page", window.inspector.page))

    def _read(self) -> dict[str, Any]:
        return {**read_position(self._window.strip), "page": self._window.inspector.page}
