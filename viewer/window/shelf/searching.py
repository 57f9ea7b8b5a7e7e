"""The search of the library page: as one types, in texts, headlines and notes, within the filters that are on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.library import Hits
from viewer.window.announce import announce
from viewer.window.empty import Emptiness
from viewer.window.search_field import SearchField
from viewer.window.shelf.browsing import Browsing
from viewer.window.shelf.hits import HitView
from viewer.window.shelf.words import articles_text, counted, tr
from viewer.window.texts import said

PAUSE = 50
"""Milliseconds after the last key until the search begins."""
_NOTHING = Hits()


class Searching(QObject):
    """Runs what stands in the field, and shows what it finds instead of the table."""

    searched = Signal()
    """There are other hits, or the search is over."""

    def __init__(self, field: SearchField, view: HitView, browsing: Browsing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._field, self._view, self._browsing = field, view, browsing
        self.hits = _NOTHING
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.run)
        field.textChanged.connect(self._typed)
        field.entered.connect(self._enter)

    @property
    def words(self) -> str:
        """What is looked for, empty while nothing is."""
        return self._field.text().strip()

    def run(self) -> None:
        """Search now."""
        self._timer.stop()
        text = self._field.text()
        query = replace(self._browsing.query, story=None)
        found = (
            self._browsing.shelf.read(lambda library: library.search(text, query), _NOTHING) if self.words else _NOTHING
        )
        self.hits = found
        self._view.show_hits(found)
        self.searched.emit()
        if self.words:
            announce(self._field, self.told())

    def told(self) -> str:
        """Return in words how much was found, and what was not searched."""
        hits = self.hits
        parts = [articles_text(hits.total)]
        if hits.notes:
            parts.append(counted(len(hits.notes), "{count} note", "{count} notes"))
        if hits.waiting:
            parts.append(tr("{articles} not searched yet").format(articles=articles_text(hits.waiting)))
        if hits.told is not None:
            parts.append(said(hits.told))
        return "  ·  ".join(parts)

    def emptiness(self) -> Emptiness:
        """Return what to say where nothing was found."""
        text = tr("All words must stand in one article or note. Words in quotation marks are looked for in a row.")
        return Emptiness("search", tr("Nothing found for “{words}”").format(words=self.words[:60]), text)

    def end(self) -> None:
        """Forget the search."""
        self._field.clear()
        self.run()

    def _typed(self) -> None:
        if self.words:
            self._timer.start()
        else:
            self.run()  # an empty field shows the table at once

    def _enter(self) -> None:
        if self._timer.isActive():
            self.run()
        if self.words and (self.hits.articles or self.hits.notes):
            self._view.enter()
