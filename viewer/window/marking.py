"""Have the open story analysed and compared: by the worker, or from what the library has kept."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.analysis.model import Settings, from_cache
from viewer.analysis.pipeline import analysis_version
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.library import Library, LibraryProblem
from viewer.window.jobs import WorkerClient
from viewer.window.story import OpenStory


class Marking(QObject):
    """Keeps the comparison of the open story in step with its articles. A result that nobody waits for is dropped."""

    progressed = Signal(int, int)  # articles analysed, of how many; equal when all is done
    failed = Signal(object)  # Message
    stopped = Signal()  # cancelled by the reader

    def __init__(
        self, story: OpenStory, worker: WorkerClient, library: Library | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.library = library
        self._story = story
        self._worker = worker
        self._jobs: set[int] = set()
        self._round = 0
        self._analyses: dict[str, Any] = {}
        self.running = False

    def run(self) -> None:
        """Mark the story: at once where the library knows it, else as soon as the worker has analysed it."""
        self._drop_jobs()
        articles = self._story.articles
        if not articles or self._show_kept():
            return
        self.running = True
        self.progressed.emit(0, len(articles))
        waiting = [article for article in articles if not self._known(article)]
        for article in waiting:
            self._analyse(article)
        if not waiting:
            self._compare()

    def show_kept(self) -> bool:
        """Mark the story if the library knows its comparison; return whether it did."""
        return bool(self._story.articles) and self._show_kept()

    def cancel(self) -> None:
        """Stop analysing; what is marked stays."""
        if self.running:
            self._drop_jobs()
            self.stopped.emit()

    def _drop_jobs(self) -> None:
        self._round += 1
        for job in self._jobs:
            self._worker.cancel(job)
        self._jobs.clear()
        self.running = False

    def _analyse(self, article: Article) -> None:
        turn = self._round

        def done(reply: dict[str, Any]) -> None:
            self._keep(analysis_key(article), reply["analysis"])
            self._analyses[analysis_key(article)] = reply["analysis"]
            if turn == self._round:
                self._one_more()

        self._ask({"do": "analyse", "article": article.to_json()}, done)

    def _ask(self, request: dict[str, Any], done: Any) -> None:
        self._jobs.add(self._worker.ask(request, done, self._fail))

    def _one_more(self) -> None:
        ready = sum(analysis_key(article) in self._analyses for article in self._story.articles)
        self.progressed.emit(ready, len(self._story.articles))
        if ready == len(self._story.articles):
            self._compare()

    def _compare(self) -> None:
        articles, turn = self._story.articles, self._round
        settings = Settings(min_words=self._story.settings.min_words)

        def done(reply: dict[str, Any]) -> None:
            self._keep(comparison_key(articles, settings), reply["comparison"])
            if turn == self._round:
                self._finish(reply["comparison"])

        request = {
            "do": "compare",
            "articles": [article.to_json() for article in articles],
            "analyses": [self._analyses[analysis_key(article)] for article in articles],
            "settings": settings.to_json(),
        }
        self._ask(request, done)

    def _finish(self, comparison: dict[str, Any]) -> None:
        self.running = False
        self._jobs.clear()
        self._story.set_comparison(from_cache(comparison, self._story.articles))
        self.progressed.emit(len(self._story.articles), len(self._story.articles))

    def _fail(self, message: Message) -> None:
        self._drop_jobs()
        self.stopped.emit()
        self.failed.emit(message)

    def _known(self, article: Article) -> bool:
        key = analysis_key(article)
        if key not in self._analyses and (kept := self._kept(key)) is not None:
            self._analyses[key] = kept
        return key in self._analyses

    def _show_kept(self) -> bool:
        articles = self._story.articles
        kept = self._kept(comparison_key(articles, Settings(min_words=self._story.settings.min_words)))
        if kept is None:
            return False
        self._finish(kept)
        return True

    def _kept(self, key: str) -> Any | None:
        return None if self.library is None else self.library.analysis(key)

    def _keep(self, key: str, data: Any) -> None:
        if self.library is None:
            return
        try:
            self.library.keep_analysis(key, data)
        except LibraryProblem as problem:
            self.failed.emit(problem.message)


def analysis_key(article: Article) -> str:
    """Return the name under which the analysis of an article is kept: its text, paragraph kinds and the version."""
    kinds = "".join(paragraph.kind[:2] for paragraph in article.paragraphs)
    return f"analysis:{analysis_version(article.language)}:{article.id}:{_digest(kinds)}"


def comparison_key(articles: tuple[Article, ...], settings: Settings) -> str:
    """Return the name under which the comparison of articles is kept; the threshold plays no part in it."""
    parts = [analysis_key(article) for article in articles]
    return f"comparison:{_digest(json.dumps([parts, settings.min_words]))}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()[:16]
