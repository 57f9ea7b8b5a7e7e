"""Files, folders and clipboards become articles: small plain text here and now, everything else in the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal

from viewer.article.limits import READ_TIME
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.problems import ReadProblem
from viewer.article.reading import article_from_text, is_plain_text_file, read_article
from viewer.folders import files_of
from viewer.window.jobs import WorkerClient

_NOTHING_THERE = "{name} holds no articles; choose a folder with articles."
_NOTHING_TO_PASTE = Message("There is no text to paste; copy an article first.")

Done = Callable[[list[Article]], None]


class Opening(QObject):
    """Reads articles one after another and hands them over together; what cannot be read is told, the rest opens."""

    problem_found = Signal(object)  # Message
    waiting_changed = Signal(int)  # how many files the worker still reads

    def __init__(self, worker: WorkerClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._waiting = 0

    def read(self, paths: Sequence[Path], done: Done) -> None:
        """Read files and folders; ``done`` gets the articles that could be read, in order, later."""
        files = files_of(paths)
        for folder in (path for path in paths if path.is_dir() and not files_of([path])):
            self.problem_found.emit(Message(_NOTHING_THERE, name=str(folder)))
        found: dict[int, Article | None] = {}
        for place, path in enumerate(files):
            collect = partial(self._collect, found, len(files), done, place)
            if is_plain_text_file(path):
                collect(self._read_plain(path))
            else:
                self._ask({"do": "read", "path": str(path.absolute())}, collect)

    def read_clipboard(self, data: QMimeData, done: Done) -> None:
        """Read the page or the text on a clipboard."""
        found: dict[int, Article | None] = {}
        collect = partial(self._collect, found, 1, done, 0)
        if data.hasUrls() and any(url.isLocalFile() for url in data.urls()):
            self.read([Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()], done)
        elif data.hasHtml() and len(data.html()) > len(data.text()):
            self._ask({"do": "read_html", "html": data.html()}, collect)
        elif data.hasText() and data.text().strip():
            collect(self._from_text(data.text()))
        else:
            self.problem_found.emit(_NOTHING_TO_PASTE)

    def _ask(self, request: dict[str, Any], collect: Callable[[Article | None], None]) -> None:
        self._count(1)

        def done(reply: dict[str, Any]) -> None:
            self._count(-1)
            collect(Article.from_json(reply["article"]))

        def failed(message: Message) -> None:
            self._count(-1)
            self.problem_found.emit(message)
            collect(None)

        self._worker.ask(request, done, failed, READ_TIME)

    def _count(self, step: int) -> None:
        self._waiting += step
        self.waiting_changed.emit(self._waiting)

    def _collect(
        self, found: dict[int, Article | None], total: int, done: Done, place: int, article: Article | None
    ) -> None:
        found[place] = article
        if article is not None:
            for warning in article.warnings:
                self.problem_found.emit(warning)
        if len(found) == total:
            articles = [found[number] for number in range(total)]
            QTimer.singleShot(0, self, lambda: done([article for article in articles if article is not None]))

    def _read_plain(self, path: Path) -> Article | None:
        try:
            return read_article(path)
        except ReadProblem as problem:
            self.problem_found.emit(problem.message)
            return None

    def _from_text(self, text: str) -> Article | None:
        try:
            return article_from_text(text)
        except ReadProblem as problem:
            self.problem_found.emit(problem.message)
            return None
