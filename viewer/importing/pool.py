"""Several worker processes: each gets the next job, one that dies or hangs is replaced, and the rest goes on."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Literal

from viewer.article.messages import Message
from viewer.importing.child import COMMAND, PING, Child, Job

ReplyKind = Literal["part", "ok", "problem"]

_DEATHS = 2
"""How often the process may die of one job before that job is given up."""

_FAILED_STARTS = 4
"""After so many processes in a row that ended before they had started, none will."""

_TOO_LONG = Message("This took longer than it should and was stopped. Try a shorter text, or open it by itself.")
_DIED = Message("The process that reads and compares failed twice on this, so it was left out.")
_NOT_STARTED = Message("The process that reads and compares cannot be started; “viewer doctor” says what is missing.")


class ImportProblem(Exception):
    """Why an import as a whole cannot go on; its ``message`` is for the reader."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker said about a job: a part of the answer, all of it, or a problem (a Message)."""

    job: Job
    kind: ReplyKind
    data: Any


class Pool:
    """Worker processes and the jobs that wait for one; urgent jobs come before all others.

    It has no thread of its own: whoever asks calls :meth:`replies` again and again.
    """

    def __init__(self, size: int, command: Sequence[str] = COMMAND) -> None:
        self.size = size
        self._command = command
        self._children: list[Child] = []
        self._urgent: deque[Job] = deque()
        self._waiting: deque[Job] = deque()
        self._inbox: SimpleQueue[tuple[Child, bytes | None] | None] = SimpleQueue()
        self._last = PING
        self._failed_starts = 0

    @property
    def waiting(self) -> int:
        """How many jobs no process has yet."""
        return len(self._urgent) + len(self._waiting)

    @property
    def idle(self) -> bool:
        """Whether nothing is being done and nothing waits."""
        return not self.waiting and not any(job.number != PING for child in self._children for job in child.jobs)

    @property
    def pids(self) -> list[int]:
        """The numbers of the processes."""
        return [child.pid for child in self._children]

    def ask(self, job: Job, *, urgent: bool = False) -> None:
        """Have a job done when a process is free."""
        self._last += 1
        job.number = self._last
        (self._urgent if urgent else self._waiting).append(job)

    def wake(self) -> None:
        """Let :meth:`replies` return at once; may be called from a signal or another thread."""
        self._inbox.put(None)

    def replies(self, seconds: float) -> Iterator[Reply]:
        """Hand out jobs, and give what is said about them within some seconds. Raises ImportProblem."""
        self._hand_out()
        patience = min([seconds, *(child.seconds_left for child in self._children)])
        try:
            said = self._inbox.get(timeout=max(0.0, patience))
        except Empty:
            said = None
        while said is not None:
            yield from self._understood(*said)
            try:
                said = self._inbox.get_nowait()
            except Empty:
                break
        for child in [child for child in self._children if child.seconds_left <= 0]:
            yield from self._stopped(child)

    def close(self) -> None:
        """End all processes at once; what was not answered is forgotten."""
        for child in self._children:
            child.kill()
        self._children.clear()
        self._urgent.clear()
        self._waiting.clear()

    def _hand_out(self) -> None:
        while self.waiting and (child := self._free_child()) is not None:
            child.ask(self._next())

    def _free_child(self) -> Child | None:
        idle = next((child for child in self._children if not child.jobs), None)
        if idle is None and len(self._children) < self.size:
            return self._start()
        return idle or next((child for child in self._children if child.may_take_more), None)

    def _next(self) -> Job:
        return (self._urgent or self._waiting).popleft()

    def _start(self) -> Child:
        if self._failed_starts == _FAILED_STARTS:
            raise ImportProblem(_NOT_STARTED)
        try:
            child = Child(self._command, self._inbox.put)
        except OSError as error:
            raise ImportProblem(_NOT_STARTED) from error
        self._children.append(child)
        return child

    def _understood(self, child: Child, line: bytes | None) -> Iterator[Reply]:
        if child not in self._children:
            return  # it was ended; what it still said does not count
        if line is None:
            yield from self._gone(child)
            return
        number, reply = _parsed(line)
        if not child.jobs or number != child.jobs[0].number:
            return
        if "part" in reply:
            child.begin_time()
            yield Reply(child.jobs[0], "part", reply["part"])
            return
        job = child.answered()
        if number == PING:
            child.started, self._failed_starts = True, 0
        elif "ok" in reply:
            yield Reply(job, "ok", reply["ok"])
        else:
            yield Reply(job, "problem", Message.from_json(reply["problem"]))

    def _gone(self, child: Child) -> Iterator[Reply]:
        """Give the jobs of a process that died to others; the one it died of gets one more chance."""
        jobs = self._taken_back(child)
        if jobs and child.started:
            jobs[0].deaths += 1
            if jobs[0].deaths == _DEATHS:
                yield Reply(jobs.pop(0), "problem", _DIED)
        self._urgent.extendleft(reversed(jobs))

    def _stopped(self, child: Child) -> Iterator[Reply]:
        """End a process that takes too long; the job it was at is not tried again."""
        jobs = self._taken_back(child)
        if jobs and child.started:
            yield Reply(jobs.pop(0), "problem", _TOO_LONG)
        self._urgent.extendleft(reversed(jobs))

    def _taken_back(self, child: Child) -> list[Job]:
        self._children.remove(child)
        child.kill()
        self._failed_starts += not child.started
        return [job for job in child.jobs if job.number != PING]


def _parsed(line: bytes) -> tuple[int | None, dict[str, Any]]:
    """Return the job and what was said about it; no job for a line that is no reply at all."""
    try:
        reply = json.loads(line)
    except (ValueError, RecursionError):
        return None, {}
    if not isinstance(reply, dict) or not reply.keys() & {"part", "ok", "problem"}:
        return None, {}
    return reply.get("job"), reply
