"""``python -m viewer.importing --library FILE [--story TITLE] [--workers N] PATH…``: an import as a process of its own.

Each event is one JSON line on stdout (``events``): any number of ``{"progress": {"files": [done, total],
"articles", "seconds_left"}}``, ``{"kept": {"path", "id", "title", "origin"}}``, ``{"twice": {"path", "known",
"title", "how"}}`` and ``{"problem": message, "path"}``, and at the end ``{"done": {…}}``. A line ``cancel`` on stdin,
or SIGINT, ends it within a second; what was told as kept stays. So does ``pause``, but the window offers to go on
with that import when it is opened again. Where the only PATH is ``-``, the first line of stdin
holds the paths as a JSON list. The exit code is 0, 3 where something could not be read, 130 where it was cancelled.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from threading import Thread

from viewer.importing.events import Done, Event, Problem
from viewer.importing.run import Import
from viewer.library import Library, LibraryProblem

_NICENESS = 10
CANCELLED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run an import as the arguments say; the entry point of ``python -m viewer.importing``."""
    arguments = _parser().parse_args(argv)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    paths = [Path(path) for path in (_paths_of_stdin() if arguments.paths == ["-"] else arguments.paths)]
    try:
        with closing(Library.open(arguments.library)) as library:
            done = _run(Import(library, paths, _say, arguments.story, arguments.workers))
    except LibraryProblem as problem:
        _say(Problem(str(arguments.library), problem.message))
        done = Done(problems=1, failed=True)
        _say(done)
    except BrokenPipeError:  # nobody listens any more; what was kept is kept
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CANCELLED
    return done.exit_code


def _run(importing: Import) -> Done:
    signal.signal(signal.SIGINT, lambda _number, _frame: importing.cancel())
    Thread(target=_listen, args=(importing,), daemon=True).start()
    return importing.run()


def _listen(importing: Import) -> None:
    for line in sys.stdin.buffer:
        if line.strip() in (b"cancel", b"pause"):
            importing.cancel(by_reader=line.strip() == b"cancel")


def _paths_of_stdin() -> list[str]:
    paths = json.loads(sys.stdin.buffer.readline())
    return [path for path in paths if isinstance(path, str)]


def _say(event: Event) -> None:
    sys.stdout.write(json.dumps(event.to_json()) + "\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m viewer.importing", description="Bring articles into a library.")
    parser.add_argument("--library", type=Path, metavar="FILE", required=True)
    parser.add_argument("--story", metavar="TITLE", default="")
    parser.add_argument("--workers", type=int, metavar="N", help="worker processes (one for each core)")
    parser.add_argument("paths", nargs="+", metavar="PATH")
    return parser


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # the thread that listens may be blocked in stdin
