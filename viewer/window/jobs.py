"""The window's side of the worker process: ask for a job, be told its result; the window never waits."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Qt, QTimer, Signal

from viewer.article.limits import analysis_time
from viewer.article.messages import Message

CANCEL_LIMIT = 5_000
"""Milliseconds a cancelled job may go on; the worker hears of a cancellation between two steps only."""

_DEATHS = 2
_STOP_TIME = 500
_TOO_LONG = Message("This took longer than it should and was stopped; try a shorter text.")
_DIED = Message("The process that reads and compares has failed twice on this; leave this article out and try again.")
_NOT_STARTED = Message("The process that reads and compares cannot be started; “viewer doctor” says what is missing.")

Answer = Callable[[dict[str, Any]], None]
Failure = Callable[[Message], None]


@dataclass(slots=True)
class _Job:
    request: dict[str, Any]
    done: Answer
    failed: Failure
    limit: int
    deaths: int = 0
    cancelled: bool = False


class WorkerClient(QObject):
    """Keeps one worker process, started at the first job; a process that dies is started again and its jobs with it.

    Jobs are answered in the order in which they were asked, so the first that has no answer is the one the worker
    works on, be it cancelled or not, and its time begins when the one before it is answered. ``failed`` gets one
    sentence for the reader.
    """

    restarted = Signal()  # the process had died; what it was asked is being done again

    def __init__(self, parent: QObject | None = None, command: Sequence[str] | None = None) -> None:
        super().__init__(parent)
        self._command = list(command or (sys.executable, "-m", "viewer.worker"))
        self._jobs: dict[int, _Job] = {}
        self._last = 0
        self._unread = b""
        self._process: QProcess | None = None
        self._watchdog = QTimer(self)
        self._watchdog.setSingleShot(True)
        self._watchdog.timeout.connect(self._stop_slow_job)

    @property
    def busy(self) -> bool:
        """Whether somebody waits for the answer to a job."""
        return any(not job.cancelled for job in self._jobs.values())

    def ask(self, request: dict[str, Any], done: Answer, failed: Failure, limit: int | None = None) -> int:
        """Send a request and return the number of its job; ``done`` or ``failed`` will be called, once."""
        self._last += 1
        self._jobs[self._last] = _Job(
            {**request, "job": self._last}, done, failed, analysis_time(0) if limit is None else limit
        )
        self._write(self._jobs[self._last].request)
        if len(self._jobs) == 1:
            self._watch()
        return self._last

    def cancel(self, number: int) -> None:
        """Forget a job; its answer will not be told."""
        job = self._jobs.get(number)
        if job is None or job.cancelled:
            return
        job.cancelled = True
        self._write({"do": "cancel", "job": number})
        if number == next(iter(self._jobs)):
            self._watchdog.start(min(CANCEL_LIMIT, self._watchdog.remainingTime()))

    def start(self) -> None:
        """Start the process before the first job, so that it is ready when one comes."""
        if self._process is not None:
            return
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONIOENCODING", "utf-8")
        process.setProcessEnvironment(environment)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._check_start, Qt.ConnectionType.QueuedConnection)
        self._process, self._unread = process, b""
        process.start(self._command[0], self._command[1:])

    def stop(self) -> None:
        """End the process; whatever was asked is forgotten."""
        self._jobs.clear()
        self._watchdog.stop()
        process = self._let_go()
        if process is None:
            return
        process.closeWriteChannel()
        if not process.waitForFinished(_STOP_TIME):
            process.kill()
            process.waitForFinished(_STOP_TIME)

    def _let_go(self) -> QProcess | None:
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._finished)
        return process

    def _check_start(self) -> None:
        process = self._process
        if process is None or process.error() != QProcess.ProcessError.FailedToStart:
            return
        self._let_go()
        process.deleteLater()
        jobs, self._jobs = self._jobs, {}
        self._watch()
        for job in jobs.values():
            if not job.cancelled:
                job.failed(_NOT_STARTED)

    def _write(self, request: dict[str, Any]) -> None:
        self.start()
        if self._process is not None:
            self._process.write(json.dumps(request).encode("utf-8") + b"\n")

    def _read(self) -> None:
        if self._process is None:
            return
        self._unread += bytes(self._process.readAllStandardOutput().data())
        *lines, self._unread = self._unread.split(b"\n")
        for line in lines:
            reply = _parsed(line)
            if reply is not None:
                self._answer(*reply)

    def _answer(self, number: int, reply: dict[str, Any]) -> None:
        running = next(iter(self._jobs), None)
        job = self._jobs.pop(number, None)
        if number == running:
            self._watch()
        if job is None or job.cancelled:
            return
        if "ok" in reply:
            job.done(reply["ok"])
        elif "problem" in reply:
            job.failed(Message.from_json(reply["problem"]))

    def _watch(self) -> None:
        """Begin the time of the job that the worker has come to."""
        job = next(iter(self._jobs.values()), None)
        if job is None:
            self._watchdog.stop()
        else:
            self._watchdog.start(CANCEL_LIMIT if job.cancelled else job.limit)

    def _stop_slow_job(self) -> None:
        if not self._jobs:
            return
        job = self._jobs.pop(next(iter(self._jobs)))
        process = self._let_go()
        if process is not None:
            process.finished.connect(process.deleteLater)
            process.kill()
        self._send_again()
        if not job.cancelled:
            job.failed(_TOO_LONG)

    def _finished(self) -> None:
        """Start again after the process has died; the job it died of gets one more chance."""
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        number, job = next(iter(self._jobs.items()), (0, None))
        if job is not None:
            job.deaths += 1
            if job.deaths == _DEATHS:
                del self._jobs[number]
        if self._send_again():
            self.restarted.emit()
        if job is not None and job.deaths == _DEATHS and not job.cancelled:
            job.failed(_DIED)

    def _send_again(self) -> bool:
        """Ask a new process for what somebody still waits for; return whether there was anything."""
        self._jobs = {number: job for number, job in self._jobs.items() if not job.cancelled}
        for job in list(self._jobs.values()):
            self._write(job.request)
        self._watch()
        return bool(self._jobs)


def _parsed(line: bytes) -> tuple[int, dict[str, Any]] | None:
    """Return the job and the reply that ends it; None for progress, and for a line that is no reply at all."""
    try:
        reply = json.loads(line)
    except (ValueError, RecursionError):
        return None  # something that a library printed
    if not isinstance(reply, dict) or not isinstance(reply.get("job"), int):
        return None
    return (reply["job"], reply) if reply.keys() & {"ok", "problem", "cancelled"} else None
