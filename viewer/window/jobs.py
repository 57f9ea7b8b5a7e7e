"""The window's side of the worker process: ask for a job, be told its result; the window never waits."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from viewer.article.messages import Message

READ_LIMIT = 20_000
ANALYSE_LIMIT = 60_000
"""Milliseconds a job may take before its worker is stopped."""

_ATTEMPTS = 2
_STOP_TIME = 500
_TOO_LONG = Message("This took longer than it should and was stopped; try a shorter text.")
_DIED = Message("The process that reads and compares has failed twice on this; leave this article out and try again.")

Answer = Callable[[dict[str, Any]], None]
Failure = Callable[[Message], None]


@dataclass(slots=True)
class _Job:
    request: dict[str, Any]
    done: Answer
    failed: Failure
    limit: int
    attempts: int = 0


class WorkerClient(QObject):
    """Keeps one worker process, started at the first job; a process that dies is started again and its jobs with it.

    Jobs are answered in the order in which they were asked. ``failed`` gets one sentence for the reader.
    """

    restarted = Signal()

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
        """Whether a job is waiting for its answer."""
        return bool(self._jobs)

    def ask(self, request: dict[str, Any], done: Answer, failed: Failure, limit: int = ANALYSE_LIMIT) -> int:
        """Send a request and return the number of its job; ``done`` or ``failed`` will be called, once."""
        self._last += 1
        self._jobs[self._last] = _Job({**request, "job": self._last}, done, failed, limit)
        self._send(self._last)
        if len(self._jobs) == 1:
            self._watch()
        return self._last

    def cancel(self, number: int) -> None:
        """Forget a job; its answer will not be told."""
        if self._jobs.pop(number, None) is not None:
            self._write({"do": "cancel", "job": number})
            self._watch()

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
        self._process, self._unread = process, b""
        process.start(self._command[0], self._command[1:])

    def stop(self) -> None:
        """End the process; whatever was asked is forgotten."""
        self._jobs.clear()
        self._watchdog.stop()
        process, self._process = self._process, None
        if process is None:
            return
        process.finished.disconnect(self._finished)
        process.closeWriteChannel()
        if not process.waitForFinished(_STOP_TIME):
            process.kill()
            process.waitForFinished(_STOP_TIME)

    def _send(self, number: int) -> None:
        self._jobs[number].attempts += 1
        self._write(self._jobs[number].request)

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
            self._answer(json.loads(line))

    def _answer(self, reply: dict[str, Any]) -> None:
        if "progress" in reply:
            return
        job = self._jobs.pop(reply["job"], None)
        self._watch()
        if job is None:
            return
        if "ok" in reply:
            job.done(reply["ok"])
        elif "problem" in reply:
            job.failed(Message.from_json(reply["problem"]))

    def _watch(self) -> None:
        if self._jobs:
            self._watchdog.start(next(iter(self._jobs.values())).limit)
        else:
            self._watchdog.stop()

    def _stop_slow_job(self) -> None:
        if self._jobs:
            job = self._jobs.pop(next(iter(self._jobs)))
            if self._process is not None:
                self._process.kill()
            job.failed(_TOO_LONG)

    def _finished(self) -> None:
        """Start again after the process has died; the job it died of gets one more chance."""
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        if self._jobs:
            number, job = next(iter(self._jobs.items()))
            if job.attempts >= _ATTEMPTS:
                del self._jobs[number]
                job.failed(_DIED)
        for number in list(self._jobs):
            self._send(number)
        self._watch()
        self.restarted.emit()
