"""Stories are proposed by a process of its own: comparing ten thousand articles must not hold up the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from viewer.article.messages import Message
from viewer.library import Library, Listed, Query
from viewer.window.jobs import WorkerClient
from viewer.window.shelf.proposed import ProposedPage
from viewer.window.shelf.shelf import Shelf

GROUP_LIMIT = 600_000
"""Milliseconds that comparing all articles with each other may take."""


class Asked(Protocol):
    """What answers jobs; a WorkerClient is one."""

    def ask(
        self,
        request: dict[str, Any],
        done: Callable[[dict[str, Any]], None],
        failed: Callable[[Message], None],
        limit: int,
    ) -> int: ...
    def stop(self) -> None: ...


class Proposing(QObject):
    """Has the articles that are in no story grouped, and shows the groups as proposals."""

    failed = Signal(object)  # Message

    def __init__(
        self, shelf: Shelf, page: ProposedPage, parent: QObject, worker: Callable[[QObject], Asked] = WorkerClient
    ) -> None:
        super().__init__(parent)
        self._shelf, self._page, self._new_worker = shelf, page, worker
        self._worker: Asked | None = None
        page.look_wanted.connect(self.look)
        page.stop_wanted.connect(self.stop)

    def look(self) -> None:
        """Begin to look for stories among the articles that are in none."""
        library = self._shelf.library
        if library is None or self._worker is not None:
            return
        count = self._shelf.read(lambda library: library.article_count(Query(story="")), 0)
        if count < 2:
            self._page.show_found([], count)
            return
        self._page.show_looking(count)
        self._worker = self._new_worker(self)
        self._worker.ask({"do": "group", "library": str(library.path)}, self._found, self._failed, GROUP_LIMIT)

    def stop(self) -> None:
        """Give up looking."""
        if self._worker is not None:
            self._end()
            self._page.show_idle()

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.stop()
            self._worker = None

    def _found(self, answer: dict[str, Any]) -> None:
        self._end()
        identities = [identity for group in answer["groups"] for identity in group]
        rows = self._shelf.read(lambda library: _rows(library, identities), {})
        groups = [[rows[identity] for identity in group if identity in rows] for group in answer["groups"]]
        self._page.show_found(groups, answer["compared"])

    def _failed(self, message: Message) -> None:
        self._end()
        self._page.show_idle()
        self.failed.emit(message)


def _rows(library: Library, identities: list[str]) -> dict[str, Listed]:
    return {row.id: row for row in library.several_listed(identities)}
