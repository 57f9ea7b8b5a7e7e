"""One worker process as its parent sees it: jobs go in as lines, replies come out, and nothing here ever waits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO, Any

COMMAND = (sys.executable, "-m", "viewer.worker")

PING = 0
"""The number of the job that shows that a process has started."""

_START_TIME = 60_000
"""How many milliseconds a process may take to start, on a machine that is busy with others."""


@dataclass(slots=True)
class Job:
    """Something to ask of a worker.

    ``limit`` are the milliseconds it may take, from part to part of its answer. A job that is ``alone`` may take long,
    so that no other waits behind it. ``about`` is for whoever asks.
    """

    request: dict[str, Any]
    limit: int
    about: Any = None
    alone: bool = False
    deaths: int = 0
    number: int = field(default=PING)


class Child:
    """A worker process. It answers its jobs in order, so the first is the one it works on.

    ``tell`` gets the child and each line it says, None at its end; threads do the reading and writing, because a
    process that hangs neither reads nor writes.
    """

    def __init__(self, command: Sequence[str], tell: Callable[[tuple[Child, bytes | None]], None]) -> None:
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.jobs: deque[Job] = deque()
        self.started = False
        self._lines: SimpleQueue[bytes | None] = SimpleQueue()
        self._deadline = monotonic()
        Thread(target=_write, args=(self._process.stdin, self._lines), daemon=True).start()
        Thread(target=_read, args=(self._process.stdout, self, tell), daemon=True).start()
        self.ask(Job({"do": "ping"}, _START_TIME))

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def may_take_more(self) -> bool:
        """Whether another job should be sent, so that it need not wait for it: one runs, one waits."""
        return len(self.jobs) < 2 and not any(job.alone for job in self.jobs)

    @property
    def seconds_left(self) -> float:
        """How long the process may still take for what it does; infinite where it does nothing."""
        return self._deadline - monotonic() if self.jobs else float("inf")

    def ask(self, job: Job) -> None:
        """Send a job."""
        self.jobs.append(job)
        self._lines.put(json.dumps({**job.request, "job": job.number}).encode("ascii") + b"\n")
        if len(self.jobs) == 1:
            self.begin_time()

    def answered(self) -> Job:
        """Take away the job that was answered; the time of the next begins."""
        job = self.jobs.popleft()
        self.begin_time()
        return job

    def begin_time(self) -> None:
        """Let the time begin anew that the first job may take."""
        if self.jobs:
            self._deadline = monotonic() + self.jobs[0].limit / 1000

    def kill(self) -> None:
        """End the process at once and bury it."""
        self._lines.put(None)
        self._process.kill()
        self._process.wait()


def _write(stdin: IO[bytes], lines: SimpleQueue[bytes | None]) -> None:
    try:
        with stdin:
            while (line := lines.get()) is not None:
                stdin.write(line)
                stdin.flush()
    except OSError:
        pass  # the process is gone; its last words say so


def _read(stdout: IO[bytes], child: Child, tell: Callable[[tuple[Child, bytes | None]], None]) -> None:
    with stdout:
        for line in stdout:
            tell((child, line))
    tell((child, None))
