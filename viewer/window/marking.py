"""Have the open story analysed and compared: by the worker, or from what the library has kept."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.analysis.keys import analysis_key, comparison_key
from viewer.analysis.model import Comparison, Settings, from_cache
from viewer.analysis.record import Analysis
from viewer.article.limits import analysis_time
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.library import Library, LibraryProblem
from viewer.window.jobs import WorkerClient
from viewer.window.story import OpenStory
from viewer.window.texts import outlet

_UNANALYSED = "{name} has no marks, because it could not be analysed: {reason}"


class Marking(QObject):
    """Keeps the comparison of the open story in step with its articles. A result that nobody waits for is dropped.

    Articles are analysed one after another, in the order of their panes. As soon as two of several are ready they are
    compared, and compared again with each one more, so that marks arrive column by column. An article that cannot be
    analysed is compared as one without sentences and names.
    """

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
        self._analysing: tuple[str, int] | None = None  # key of the analysis, number of the job
        self._comparing: set[int] = set()
        self._round = 0
        self._analyses: dict[str, Any] = {}
        self._unanalysed: dict[str, Message] = {}  # by key of the analysis, why there is none
        self.running = False

    def run(self, again: bool = False) -> None:
        """Mark the story: at once where the library knows it, else as soon as the worker has analysed it.

        An article that could not be analysed is tried once more only ``again``: it may have taken a minute to fail.
        """
        if again:
            self._unanalysed.clear()
        articles = self._story.articles
        self._drop_jobs(wanted={analysis_key(article) for article in articles})
        if not articles or self._show_kept():
            return
        self.running = True
        self._go_on()

    def show_kept(self) -> bool:
        """Mark the story if the library knows its comparison; return whether it did."""
        return bool(self._story.articles) and self._show_kept()

    def cancel(self) -> None:
        """Stop analysing; what is marked stays."""
        if self.running:
            self._drop_jobs()
            self.stopped.emit()

    def _drop_jobs(self, wanted: Collection[str] = ()) -> None:
        """Cancel what is being done, but not the analysis of an article that is still wanted."""
        self._round += 1
        for job in self._comparing:
            self._worker.cancel(job)
        self._comparing.clear()
        if self._analysing is not None and self._analysing[0] not in wanted:
            self._worker.cancel(self._analysing[1])
            self._analysing = None
        self.running = False

    def _go_on(self) -> None:
        """Have the next article analysed, and what is ready compared."""
        articles = [self._story.articles[index] for index in self._story.order]
        waiting = [article for article in articles if not self._settled(article)]
        ready = len(articles) - len(waiting)
        self.progressed.emit(ready, len(articles))
        if not waiting:
            self._compare_all()
            return
        if sum(analysis_key(article) in self._analyses for article in articles) > 1:
            self._compare(self._story.set_comparison, lambda message: None)  # the last comparison will tell
        if self._analysing is None:
            self._analyse(waiting[0])

    def _settled(self, article: Article) -> bool:
        return self._known(article) or analysis_key(article) in self._unanalysed

    def _analyse(self, article: Article) -> None:
        key = analysis_key(article)

        def done(reply: dict[str, Any]) -> None:
            self._keep(key, reply["analysis"])
            self._analyses[key] = reply["analysis"]
            settled()

        def failed(reason: Message) -> None:
            self._unanalysed[key] = reason
            settled()

        def settled() -> None:
            self._analysing = None
            if self.running:
                self._go_on()

        request = {"do": "analyse", "article": article.to_json()}
        self._analysing = key, self._worker.ask(request, done, failed, time_limit(article))

    def _compare_all(self) -> None:
        articles = self._story.articles
        missing = [article for article in articles if analysis_key(article) in self._unanalysed]
        if len(missing) == len(articles):
            self._fail(self._unanalysed[analysis_key(articles[0])])
            return

        def done(comparison: Comparison) -> None:
            self._finish(comparison)
            for article in missing:
                reason = self._unanalysed[analysis_key(article)]
                self.failed.emit(Message(_UNANALYSED, name=outlet(article), reason=reason))

        self._compare(done, self._fail, keep=not missing)

    def _compare(
        self, use: Callable[[Comparison], None], failed: Callable[[Message], None], *, keep: bool = False
    ) -> None:
        """Have the articles compared as far as they are analysed; ``use`` gets the comparison if it is still wanted."""
        articles, turn = self._story.articles, self._round
        settings = Settings(min_words=self._story.settings.min_words)

        def done(reply: dict[str, Any]) -> None:
            if keep:
                self._keep(comparison_key(articles, settings), reply["comparison"])
            if turn == self._round:
                use(from_cache(reply["comparison"], articles))

        request = {
            "do": "compare",
            "articles": [article.to_json() for article in articles],
            "analyses": [self._analyses.get(analysis_key(article)) or _no_analysis(article) for article in articles],
            "settings": settings.to_json(),
        }
        self._comparing.add(self._worker.ask(request, done, failed, time_limit(*articles)))

    def _finish(self, comparison: Comparison) -> None:
        self.running = False
        self._comparing.clear()
        self._story.set_comparison(comparison)
        self.progressed.emit(len(self._story.articles), len(self._story.articles))

    def _fail(self, message: Message) -> None:
        self._drop_jobs()
        self._unanalysed.clear()
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
        self._finish(from_cache(kept, articles))
        return True

    def _kept(self, key: str) -> Any | None:
        try:
            return None if self.library is None else self.library.analysis(key)
        except LibraryProblem:
            return None  # it is made again, and the attempt to keep it says what is wrong

    def _keep(self, key: str, data: Any) -> None:
        if self.library is None:
            return
        try:
            self.library.keep_analysis(key, data)
        except LibraryProblem as problem:
            self.failed.emit(problem.message)


def _no_analysis(article: Article) -> dict[str, Any]:
    """Return the analysis of an article in which nothing was found."""
    return Analysis(article.id, "", article.language, (), (), ()).to_json()


def time_limit(*articles: Article) -> int:
    """Return how many milliseconds the work on articles may take."""
    return analysis_time(sum(len(article.text) for article in articles))
