"""The window's side of an import: a process of its own at low priority, and what it says as signals."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from viewer.article.messages import Message
from viewer.importing.events import Advanced, Done, Event, Problem, Twice, event_of

_BROKEN_OFF = Message("The import stopped unexpectedly. What it brought in is kept; import the same again to go on.")
_STOP_TIME = 1500
"""How many milliseconds a cancelled import may take to end before it is ended."""


class ImportRun(QObject):
    """One import after another. An import that is asked for meanwhile waits its turn."""

    started = Signal()
    progressed = Signal(object)  # Progress
    found_problem = Signal(object)  # Problem
    found_twice = Signal(object)  # Twice
    finished = Signal(object)  # Done

    def __init__(self, library: Path, parent: QObject | None = None, command: Sequence[str] | None = None) -> None:
        super().__init__(parent)
        self.library = library
        """Where the next import that is asked for brings its articles."""
        self._command = list(command or (sys.executable, "-m", "viewer.importing"))
        self._waiting: list[tuple[Path, list[str], str]] = []
        self._process: QProcess | None = None
        self._unread = b""
        self._done: Done | None = None
        self.paths: list[Path] = []

    @property
    def running(self) -> bool:
        """Whether an import is going on."""
        return self._process is not None

    def start(self, paths: Sequence[Path], story: str = "") -> None:
        """Import files and folders, now or when the import that is going on has ended; with ``story`` as one story."""
        self._waiting.append((self.library, [os.fspath(path.absolute()) for path in paths], story))
        if not self.running:
            self._start_next()

    def cancel(self) -> None:
        """Let the import end soon, and forget those that wait; what was kept stays."""
        self._end(b"cancel\n")

    def _end(self, how: bytes) -> None:
        self._waiting.clear()
        if self._process is not None:
            self._process.write(how)

    def stop(self) -> None:
        """End the import now, because the window closes; the next one offers to go on with it."""
        self._end(b"pause\n")
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._finish)
            if not process.waitForFinished(_STOP_TIME):
                process.kill()
                process.waitForFinished(_STOP_TIME)

    def _start_next(self) -> None:
        library, paths, story = self._waiting.pop(0)
        self.paths, self._unread, self._done = list(map(Path, paths)), b"", None
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONIOENCODING", "utf-8")
        process.setProcessEnvironment(environment)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finish)
        process.errorOccurred.connect(self._check_start)
        self._process = process
        self.started.emit()
        title = ("--story", story) if story else ()
        process.start(self._command[0], [*self._command[1:], "--library", os.fspath(library), *title, "-"])
        process.write(json.dumps(paths).encode("ascii") + b"\n")

    def _check_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finish()

    def _read(self) -> None:
        if self._process is None:
            return
        self._unread += bytes(self._process.readAllStandardOutput().data())
        *lines, self._unread = self._unread.split(b"\n")
        for line in lines:
            event = event_of(json.loads(line))
            if event is not None:
                self._tell(event)

    def _tell(self, event: Event) -> None:
        if isinstance(event, Advanced):
            self.progressed.emit(event.progress)
        elif isinstance(event, Problem):
            self.found_problem.emit(event)
        elif isinstance(event, Twice):
            self.found_twice.emit(event)
        elif isinstance(event, Done):
            self._done = event

    def _finish(self) -> None:
        self._read()
        process, self._process = self._process, None
        if process is None:
            return
        process.deleteLater()
        done = self._done
        if done is None:
            self.found_problem.emit(Problem("", _BROKEN_OFF))
            done = Done(problems=1, failed=True)
        self.finished.emit(done)
        if self._waiting and not self.running:
            self._start_next()
