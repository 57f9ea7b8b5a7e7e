"""The child process that reads and analyses: one JSON request a line on stdin, JSON replies on stdout. No Qt.

A request is ``{"job": number, "do": name, …}``. Replies carry its job: any number of ``{"job", "progress": [done,
total]}`` or ``{"job", "part": {…}}``, then one of ``{"job", "ok": …}``, ``{"job", "problem": message}`` or ``{"job",
"cancelled": true}``.

| do | takes | ok |
|---|---|---|
| read | path | article |
| read_all | path | count of the articles, after a part for each and for each problem (see below) |
| read_pack | path | pack (of ``pack_to_json``) |
| read_annotations | path, texts (by article id), story | notes (of ``note_to_json``), problems (messages) |
| read_html, read_text | html or text; perhaps title | article |
| analyse | article | analysis, version |
| compare | articles, analyses (null: make it), settings | comparison (of ``to_cache``), analyses made, by article id |
| group | library (its path) | groups (ids of articles in no story that report one event), compared (how many) |
| ping | | version of the program |
| cancel | (its job names the job to cancel) | answered by that job, between two of its steps |
| stop | | none: what waits is dropped, the process ends |

``read_all`` reads a file that may hold several articles. Its parts come in the order of the file, each as soon as it is
read: ``{"article", "origin", "source", "key", "share"}``, where ``origin`` says in words where in the file it stood
("stories.zip: a/page.html"), ``source`` holds the bytes it was read from in base64, null where they are the whole file,
and ``key`` is the same for the same news on another page; or ``{"problem": message}``, a sentence that names what could
not be read. A file that cannot be read at all is such a part too, with a count of 0. Cancelling works between two
parts; the time that a file may take is for the parent to limit.

Articles and messages travel as their ``to_json``. At the end of stdin what waits is finished, then the process ends.
Readers start without the language pipeline, which is imported by the first analysis.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from viewer import __version__
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.problems import ReadProblem

MEMORY_LIMIT = 3 << 30
"""Bytes of address space the process may use, where the system can limit it: hostile files must not take more."""

NICENESS = 10

_LAST_SECONDS = 300
"""How long a process goes on, at the longest, when its parent is gone."""

Data = dict[str, Any]


class Progress:
    """What an action says before its answer: how far it is, or parts of the answer.

    Raises when nobody waits for the job any more.
    """

    def __init__(self, say: Callable[..., None]) -> None:
        self._say = say

    def __call__(self, done: int, total: int) -> None:
        """Say how many steps of how many are done."""
        self._say(progress=[done, total])

    def part(self, part: Data) -> None:
        """Hand over a part of the answer."""
        self._say(part=part)


_UNREADABLE = Message("A request to the reading process could not be understood.")
_UNKNOWN = "The reading process does not know how to do “{name}”."
_NO_MEMORY = Message("This text needs more memory than one text may take; try a shorter part of it.")


class _Cancelled(Exception):
    """Nobody waits for the job any more."""


class Worker:
    """Answers requests one after another; a thread reads ahead so that a waiting or running job can be cancelled."""

    def __init__(self, requests: Iterable[bytes], replies: BinaryIO) -> None:
        self._requests = requests
        self._replies = replies
        self._waiting: SimpleQueue[Data | None] = SimpleQueue()
        self._cancelled: set[int] = set()
        self._stopped = False

    def run(self) -> None:
        """Answer until stdin ends or ``stop`` comes."""
        Thread(target=self._listen, daemon=True).start()
        while (request := self._waiting.get()) is not None and not self._stopped:
            self._answer(request)

    def _listen(self) -> None:
        for line in self._requests:
            request = _parsed(line)
            if request.get("do") == "cancel":
                self._cancelled.add(request["job"])
            elif request.get("do") == "stop":
                self._stopped = True
                break
            else:
                self._waiting.put(request)
        self._waiting.put(None)

    def _answer(self, request: Data) -> None:
        job = request["job"]

        def say(**reply: Any) -> None:
            self._pause_for_cancel(job)
            self._reply(job, **reply)

        try:
            self._pause_for_cancel(job)
            self._reply(job, ok=_do(request, Progress(say)))
        except _Cancelled:
            self._reply(job, cancelled=True)
        except ReadProblem as problem:
            self._reply(job, problem=problem.message.to_json())
        except MemoryError:
            self._reply(job, problem=_NO_MEMORY.to_json())
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever one file does to us, the next one is answered
            traceback.print_exc(file=sys.stderr)
            self._reply(job, problem=_unexpected(request, error).to_json())
        self._cancelled.discard(job)

    def _pause_for_cancel(self, job: int) -> None:
        if job in self._cancelled or self._stopped:
            raise _Cancelled

    def _reply(self, job: int | None, **reply: Any) -> None:
        self._replies.write(json.dumps({"job": job, **reply}).encode("ascii") + b"\n")
        self._replies.flush()


def _parsed(line: bytes) -> Data:
    """Return the request of a line; one that cannot be read becomes a request that answers so."""
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        request = None
    if not isinstance(request, dict):
        request = {}
    job = request.get("job")
    if request.get("do") != "stop" and not (isinstance(job, int) and isinstance(request.get("do"), str)):
        return {"job": job if isinstance(job, int) else None, "do": ""}
    return request


def _do(request: Data, progress: Progress) -> Data:
    if not request["do"]:
        raise ReadProblem(_UNREADABLE)
    action = _ACTIONS.get(request["do"])
    if action is None:
        raise ReadProblem(Message(_UNKNOWN, name=request["do"]))
    return action(request, progress)


def _read(request: Data, progress: Progress) -> Data:
    from viewer.article.reading import read_article

    return {"article": read_article(request["path"]).to_json()}


def _read_all(request: Data, progress: Progress) -> Data:
    from base64 import b64encode

    from viewer.article.readers.bundles import Found
    from viewer.article.reading import articles_in
    from viewer.article.sameness import content_key

    count = 0
    for piece in articles_in(request["path"]):
        if isinstance(piece, Found):
            count += 1
            source = None if piece.whole else b64encode(piece.source).decode("ascii")
            part = {"origin": piece.origin, "source": source, "key": content_key(piece.article), "share": piece.share}
            progress.part({**part, "article": piece.article.to_json()})
        else:
            progress.part({"problem": piece.message.to_json(), "share": piece.share})
    return {"count": count}


def _read_pack(request: Data, progress: Progress) -> Data:
    from viewer.library.sharing.one_line import pack_to_json
    from viewer.library.sharing.packs import read_pack

    return {"pack": pack_to_json(read_pack(Path(request["path"])))}


def _read_annotations(request: Data, progress: Progress) -> Data:
    from viewer.library.sharing.plain_notes import note_to_json
    from viewer.report.notes_export import notes_in_file

    notes, problems = notes_in_file(Path(request["path"]), request["texts"], request["story"])
    return {"notes": [note_to_json(note) for note in notes], "problems": [problem.to_json() for problem in problems]}


def _read_html(request: Data, progress: Progress) -> Data:
    from viewer.article.reading import article_from_html

    return {"article": article_from_html(request["html"]).to_json()}


def _read_text(request: Data, progress: Progress) -> Data:
    from viewer.article.reading import article_from_text

    return {"article": article_from_text(request["text"], request.get("title")).to_json()}


def _analyse(request: Data, progress: Progress) -> Data:
    from viewer.analysis.compare import analyse

    analysis = analyse(Article.from_json(request["article"]))
    return {"analysis": analysis.to_json(), "version": analysis.version}


def _compare(request: Data, progress: Progress) -> Data:
    from viewer.analysis.compare import analyse, compare_analyses
    from viewer.analysis.model import Settings, to_cache
    from viewer.analysis.record import Analysis

    articles = tuple(map(Article.from_json, request["articles"]))
    analyses, made = [], {}
    for done, (article, known) in enumerate(zip(articles, request["analyses"], strict=True)):
        progress(done, len(articles) + 1)
        analysis = analyse(article) if known is None else Analysis.from_json(known)
        analyses.append(analysis)
        if known is None:
            made[article.id] = analysis.to_json()
    progress(len(articles), len(articles) + 1)
    comparison = compare_analyses(articles, analyses, Settings(**request["settings"]))
    return {"comparison": to_cache(comparison), "analyses": made}


def _group(request: Data, progress: Progress) -> Data:
    from viewer.analysis.grouping import group_stories
    from viewer.library import Library, LibraryProblem, Query

    try:
        with Library.open(Path(request["library"]), read_only=True) as library:
            query = Query(story="")
            rows = library.article_page(query, 0, library.article_count(query))
            articles = []
            for done, row in enumerate(rows):
                if not done % 100:
                    progress(done, len(rows))
                articles.append(library.current_article(row.id))
    except LibraryProblem as problem:
        raise ReadProblem(problem.message) from problem
    groups = group_stories(articles)
    return {
        "groups": [[articles[i].id for i in group] for group in groups if len(group) > 1],
        "compared": len(articles),
    }


def _ping(request: Data, progress: Progress) -> Data:
    return {"version": __version__}


_ACTIONS: Mapping[str, Callable[[Data, Progress], Data]] = {
    "read": _read,
    "read_all": _read_all,
    "read_pack": _read_pack,
    "read_annotations": _read_annotations,
    "read_html": _read_html,
    "read_text": _read_text,
    "analyse": _analyse,
    "compare": _compare,
    "group": _group,
    "ping": _ping,
}


def _unexpected(request: Data, error: Exception) -> Message:
    return Message(
        "{what} could not be worked on because of an error in the program ({error}); the other articles are not "
        "affected.",
        what=str(request.get("path") or "This article"),
        error=f"{type(error).__name__}: {error}",
    )


def _private_stdout() -> BinaryIO:
    """Keep stdout for the replies alone: whatever a library prints, also from C, goes to stderr."""
    sys.stdout.flush()
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return replies


def _behave() -> None:
    """Take the window's leavings: low priority, one thread for sums, limited memory."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    if sys.platform == "linux":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _requests(stdin: BinaryIO) -> Iterator[bytes]:
    """Give the lines of stdin. After its end nobody waits for work that hangs, so it has a last moment."""
    yield from stdin
    if hasattr(signal, "alarm"):
        signal.alarm(_LAST_SECONDS)


def main() -> None:
    """Answer the requests on stdin; the entry point of ``python -m viewer.worker``."""
    replies = _private_stdout()
    _behave()
    with suppress(BrokenPipeError):  # the window is gone, and nobody waits for anything
        Worker(_requests(sys.stdin.buffer), replies).run()
    # Without waiting for the listening thread, which may be blocked in stdin, nor flushing a broken pipe.
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
