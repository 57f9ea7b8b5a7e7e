"""What an import says on a terminal: one line while it goes on, and at the end what came of it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import TextIO

from viewer.article.files.opening import shown
from viewer.importing.events import Advanced, Done, Event, Problem, Twice
from viewer.importing.progress import Progress
from viewer.importing.run import Import
from viewer.importing.wording import articles_of, remaining
from viewer.library import Library

_MOST_TWICE = 10


def import_paths(library: Library, paths: Sequence[Path], story: str = "") -> Done:
    """Import files and folders, say how it goes, and return what came of it; Ctrl+C stops it."""
    account = Account(library, sys.stdout, sys.stderr)
    importing = Import(library, paths, account.hear, story)

    def stop(_number: int, _frame: FrameType | None) -> None:
        importing.cancel()

    before = signal.signal(signal.SIGINT, stop)
    try:
        done = importing.run()
    finally:
        signal.signal(signal.SIGINT, before)
    account.end(done)
    return done


def resume_imports(library: Library) -> int:
    """Go on with every import that was begun and has not ended, the oldest first; return the exit code."""
    left = library.unfinished_imports()
    if not left:
        sys.stdout.write("There is no import to go on with.\n")
    code = 0
    for unfinished in reversed(left):
        done = import_paths(library, [Path(path) for path in unfinished.paths], unfinished.story)
        code = max(code, done.exit_code)
        if done.cancelled or done.failed:
            break
    return code


class Account:
    """Tells of one import: on ``err`` its progress, where that is a terminal, and its problems; on ``out`` the rest."""

    def __init__(self, library: Library, out: TextIO, err: TextIO) -> None:
        self._library = library
        self._out = out
        self._err = err
        self._problems: list[Problem] = []
        self._twice: list[Twice] = []
        self._width = 0

    def hear(self, event: Event) -> None:
        """Take note of an event."""
        if isinstance(event, Problem):
            self._problems.append(event)
        elif isinstance(event, Twice):
            self._twice.append(event)
        elif isinstance(event, Advanced) and self._err.isatty():
            self._show(_line(event.progress))

    def end(self, done: Done) -> None:
        """Say what came of the import."""
        if self._err.isatty():
            self._show("")
        self._out.write(_outcome(done))
        for identity in done.stories:
            story = self._library.story(identity)
            self._out.write(f"Story “{story.title}”: {articles_of(len(story.articles))}.\n")
        for twice in self._twice[:_MOST_TWICE]:
            name = shown(Path(twice.path))
            self._out.write(f"Here already: {name} is “{twice.title}” ({twice.how}).\n")
        if len(self._twice) > _MOST_TWICE:
            self._out.write(f"Here already: {articles_of(len(self._twice) - _MOST_TWICE)} more.\n")
        self._out.flush()
        for problem in self._problems:
            self._err.write(f"{_named(problem)}\n")

    def _show(self, line: str) -> None:
        """Write a line over the one before."""
        self._err.write("\r" + line.ljust(self._width) + ("" if line else "\r"))
        self._err.flush()
        self._width = len(line)


def _line(progress: Progress) -> str:
    left = remaining(progress.seconds_left)
    files = f"{progress.done} of {progress.total} files, {articles_of(progress.articles)}"
    return f"{files}, {left}" if left else files


def _outcome(done: Done) -> str:
    words = f"{articles_of(done.articles)} added."
    if done.known:
        words += f" {done.known} {'was' if done.known == 1 else 'were'} here already."
    if done.cancelled:
        words += " The import was stopped; “viewer import --resume” goes on with it."
    return words + "\n"


def _named(problem: Problem) -> str:
    """Return the sentence of a problem, with its path where it names only the file."""
    message, path = str(problem.message), shown(Path(problem.path))
    name = path.rpartition("/")[2]
    return message if path in message else message.replace(name, path, 1) if name in message else f"{path}: {message}"
