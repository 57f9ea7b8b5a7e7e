"""One import from its first file to its last: workers read and analyse, the library keeps, and progress is told."""

from __future__ import annotations

import os
from base64 import b64decode
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

from viewer.analysis.keys import analysis_key
from viewer.article.files.opening import shown
from viewer.article.limits import READ_TIME, analysis_time
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.importing.child import COMMAND, Job
from viewer.importing.events import Advanced, Done, Event, Kept, Problem, Twice
from viewer.importing.intake import Intake, Reading, Waiting
from viewer.importing.pool import ImportProblem, Pool, Reply
from viewer.importing.progress import Pace, Progress
from viewer.importing.walking import ImportFile, Plan, PlannedStory, look_at, plan_of
from viewer.library import Library, LibraryProblem
from viewer.library.imports import Arrival, Taken

_BREATH = 0.2
"""How many seconds nothing may happen before the loop looks around."""

_BETWEEN_REPORTS = 0.2

_PATIENCE = 60.0
"""How many seconds another program may hold the library before the import gives up."""

_LARGE = 5_000_000
"""Files that may hold many articles, by their bytes: nothing waits behind them."""

_UNREAD = "{name}: {reason}"
_UNANALYSED = "{name} is in the library, but has no marks yet: {reason}"


def default_workers() -> int:
    """Return how many worker processes an import uses: one for each core that may be used."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Import:
    """Brings articles into a library; ``say`` is told everything that happens, in the thread that calls :meth:`run`.

    Each article and analysis is on disk before it is told. With ``story`` all articles become one story of that title.
    """

    def __init__(
        self,
        library: Library,
        paths: Sequence[Path],
        say: Callable[[Event], object],
        story: str = "",
        workers: int | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        self._library = library
        self._paths = paths
        self._say = say
        self._story = story
        self._pool = Pool(workers or default_workers(), command or COMMAND)
        self._intake = Intake(library, self._taken)
        self._cancelled = self._by_reader = False
        self._todo: deque[ImportFile] = deque()
        self._open: dict[int, Reading] = {}
        self._settled: list[Reading] = []
        self._ids: dict[Path, Sequence[str]] = {}
        self._pace = Pace(0)
        self._total = 0
        self._counts = Done()
        self._reported = 0.0
        self._patience = 0.0

    @property
    def worker_pids(self) -> list[int]:
        """The numbers of the worker processes that run now."""
        return self._pool.pids

    def cancel(self, *, by_reader: bool = True) -> None:
        """Stop soon: what was kept stays, and the same import goes on there. For signals and other threads too.

        One that was not stopped ``by_reader`` is offered to be gone on with.
        """
        self._cancelled, self._by_reader = True, by_reader
        self._pool.wake()

    def run(self) -> Done:
        """Do the import and return what came of it; this is also the last event."""
        try:
            self._run()
        except (LibraryProblem, ImportProblem) as problem:
            self._tell_problem(str(self._library.path), problem.message)
            self._counts = replace(self._counts, failed=True)
        finally:
            self._pool.close()
        self._counts = replace(self._counts, cancelled=self._cancelled)
        self._say(self._counts)
        return self._counts

    def _run(self) -> None:
        plan = plan_of(self._paths, self._story)
        identity = self._library.begin_import([str(path) for path in plan.paths], self._story)
        self._begin(plan)
        while not self._cancelled and (self._todo or not self._pool.idle or not self._intake.empty):
            self._feed()
            for reply in self._pool.replies(_BREATH):
                self._understand(reply)
            hungry = not self._todo and not self._pool.waiting
            if self._intake.is_due(hungry=hungry, last=self._pool.idle and not self._todo):
                self._keep()
            self._settle()
            self._report()
        self._pool.close()
        while not self._keep():
            pass  # each try waits for some seconds by itself
        self._report(at_once=True)
        if self._by_reader:
            self._library.cancel_import(identity)
        elif not self._cancelled:
            self._make_stories(plan.stories)
            self._library.end_import(identity)

    def _begin(self, plan: Plan) -> None:
        self._todo.extend(plan.files)
        self._total = len(plan.files)
        self._pace = Pace(sum(file.size for file in plan.files))
        for path, message in plan.problems:
            self._tell_problem(str(path), message)
        self._report(at_once=True)

    # Reading

    def _feed(self) -> None:
        """Give the pool files as long as it has none waiting; those that were read before are passed over."""
        while self._todo and self._pool.waiting < self._pool.size and not self._cancelled:
            file = self._todo.popleft()
            known = self._library.imported(str(file.path), file.stamp) if file.stamp else ()
            if known:
                self._ids[file.path] = known
                self._pace.pass_over(file.size)
                self._count(files=1, known=len(known))
                self._report()
            else:
                self._pool.ask(self._read_job(file))

    def _read_job(self, file: ImportFile) -> Job:
        reading = Reading(file)
        self._open[id(reading)] = reading
        alone = file.size > _LARGE or file.path.suffix.lower() == ".zip"
        return Job({"do": "read_all", "path": str(file.path)}, READ_TIME, reading, alone)

    def _understand(self, reply: Reply) -> None:
        if reply.job.request["do"] == "read_all":
            self._understand_reading(reply.job.about, reply)
        else:
            self._understand_analysis(reply)

    def _understand_reading(self, reading: Reading, reply: Reply) -> None:
        if reply.kind == "part":
            reading.share = max(reading.share, reply.data.get("share", 0.0))
        if reply.kind == "part" and "article" in reply.data:
            self._arrive(reading, reply.data)
        elif reply.kind == "part":
            self._tell_unread(reading, Message.from_json(reply.data["problem"]))
        else:
            reading.read = True
            if reply.kind == "problem":
                self._tell_unread(reading, reply.data)

    def _arrive(self, reading: Reading, part: dict[str, Any]) -> None:
        article = Article.from_json(part["article"])
        mark = (article.id, part["origin"])
        if mark in reading.seen:  # the process that read it died, and another reads it once more
            return
        reading.seen.add(mark)
        source = self._source(reading) if part["source"] is None else b64decode(part["source"])
        arrival = Arrival(article, source, part["key"])
        self._intake.add_article(Waiting(reading, arrival, part["origin"], part["article"]))

    def _source(self, reading: Reading) -> bytes | None:
        """Return the bytes of a file, None where they are no longer those that were read."""
        try:
            data = reading.file.path.read_bytes()
        except OSError:
            data = None
        if data is None or look_at(reading.file.path).stamp != reading.file.stamp:
            reading.whole = False
            return None
        return data

    def _tell_unread(self, reading: Reading, message: Message) -> None:
        name = shown(Path(reading.file.path.name))
        mark = ("", str(message))
        if mark not in reading.seen:
            reading.seen.add(mark)
            reading.whole = False
            named = message if name in message else Message(_UNREAD, name=name, reason=message)
            self._tell_problem(str(reading.file.path), named)

    # Keeping

    def _keep(self) -> bool:
        """Keep what waits; return whether that worked, or must be tried again because another program is writing."""
        try:
            self._intake.flush()
            self._settle()
            self._remember()
        except LibraryProblem as problem:
            self._patience = self._patience or monotonic() + _PATIENCE
            if not problem.may_pass or monotonic() > self._patience:
                raise
            return False
        self._patience = 0.0
        return True

    def _remember(self) -> None:
        whole = [reading for reading in self._settled if reading.whole and reading.ids and reading.file.stamp]
        if whole:
            self._library.note_imported((str(r.file.path), r.file.stamp, r.ids) for r in whole)
        self._settled.clear()

    def _settle(self) -> None:
        """Count the files of which everything is kept and analysed, and what is done of the others."""
        for reading in self._open.values():
            if more := reading.newly_done():
                self._pace.count(more)
        for reading in [reading for reading in self._open.values() if reading.finished]:
            del self._open[id(reading)]
            self._settled.append(reading)
            self._ids[reading.file.path] = reading.ids
            self._count(files=1)

    def _taken(self, waiting: Waiting, taken: Taken) -> None:
        reading, article = waiting.reading, waiting.arrival.article
        path = str(reading.file.path)
        if taken.how == "new":
            self._count(articles=1)
            self._say(Kept(path, taken.id, article.title, waiting.origin))
        elif taken.how == "again" and taken.id not in reading.ids:
            self._count(known=1)
        else:
            self._count(twice=1)
            how = "same text" if taken.how == "again" else taken.how
            self._say(Twice(path, taken.id, self._library.listed(taken.id).title, how))
        if taken.id not in reading.ids:
            reading.ids.append(taken.id)
            if taken.how in ("new", "again"):
                self._analyse(reading, article, waiting.data)

    def _analyse(self, reading: Reading, article: Article, data: dict[str, Any]) -> None:
        key = analysis_key(article)
        if self._library.has_analysis(key):
            return
        reading.unanalysed += 1
        job = Job({"do": "analyse", "article": data}, analysis_time(len(article.text)), (reading, key, article.title))
        self._pool.ask(job, urgent=True)

    def _understand_analysis(self, reply: Reply) -> None:
        reading, key, title = reply.job.about
        if reply.kind == "ok":
            self._intake.add_analysis(reading, key, reply.data["analysis"])
        elif reply.kind == "problem":
            reading.unanalysed -= 1
            name = title or shown(Path(reading.file.path.name))
            self._tell_problem(str(reading.file.path), Message(_UNANALYSED, name=name, reason=reply.data))

    def _make_stories(self, stories: Sequence[PlannedStory]) -> None:
        for planned in stories:
            ids = list(dict.fromkeys(known for file in planned.files for known in self._ids.get(file, ())))
            if ids:
                story = self._library.story_of(planned.title, ids)
                self._counts = replace(self._counts, stories=(*self._counts.stories, story.id))

    # Telling

    def _tell_problem(self, path: str, message: Message) -> None:
        self._count(problems=1)
        self._say(Problem(path, message))

    def _count(self, **steps: int) -> None:
        counts: dict[str, Any] = {name: getattr(self._counts, name) + step for name, step in steps.items()}
        self._counts = replace(self._counts, **counts)

    def _report(self, *, at_once: bool = False) -> None:
        if at_once or monotonic() - self._reported >= _BETWEEN_REPORTS:
            self._reported = monotonic()
            done, articles = self._counts.files, self._counts.articles
            self._say(Advanced(Progress(done, self._total, articles, self._pace.seconds_left())))
