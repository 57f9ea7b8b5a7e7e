"""The window's ties to the library beside what the reader does: other windows, damage, upkeep."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QProcess, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from viewer.article.messages import Message
from viewer.library import DamagedLibrary, Library, LibraryProblem

Result = TypeVar("Result")
Tell = Callable[[Message], object]

LOOK_EVERY = 1_500
"""Milliseconds after which another window's change is seen at the latest."""
UPKEEP_AFTER = 10_000
"""Milliseconds after the start: the marks of the first story come first."""
_STOP_TIME = 500


def keep(library: Library | None, change: Callable[[], Result], tell: Tell) -> Result | None:
    """Return what a change or a question to the library returns; None, and the reader is told, where it fails.

    A damaged library is restored first, and asked once more.
    """
    try:
        return change()
    except DamagedLibrary as damage:
        if library is None or not _recovered(library, damage, tell):
            return None
    except LibraryProblem as problem:
        tell(problem.message)
        return None
    try:
        return change()
    except LibraryProblem as problem:
        tell(problem.message)
        return None


def _recovered(library: Library, damage: DamagedLibrary, tell: Tell) -> bool:
    if library.read_only:
        tell(damage.message)
        return False
    try:
        notices = library.recover()
    except LibraryProblem as problem:
        tell(problem.message)
        return False
    for notice in notices:
        tell(notice)
    return True


class LibraryWatch(QObject):
    """Sees what other windows have changed, and has the library looked after once a day by a process of its own."""

    changed = Signal()  # another window has changed the library
    found = Signal(object)  # Message: what the upkeep has found

    def __init__(self, library: Library, parent: QObject | None = None, command: Sequence[str] | None = None) -> None:
        super().__init__(parent)
        self.library = library
        where = ("--library", str(library.path), "library", "upkeep")
        self._command = list(command or (sys.executable, "-m", "viewer", *where))
        self._process: QProcess | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._upkeep = QTimer(self)
        self._upkeep.setSingleShot(True)
        self._upkeep.timeout.connect(self.start_upkeep)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._look_if_active)

    def start(self) -> None:
        """Look every second or so from now on, and see to the upkeep in a while."""
        self._timer.start()
        self._upkeep.start(UPKEEP_AFTER)

    def stop(self) -> None:
        """Look no longer; an upkeep that is going on is ended, which does no harm."""
        self._timer.stop()
        self._upkeep.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._finished)
            process.kill()
            process.waitForFinished(_STOP_TIME)

    def look(self) -> None:
        """See whether another window has changed the library."""
        try:
            changed = self.library.changed_elsewhere()
        except LibraryProblem:
            return  # whoever asks for something in it will say so
        if changed:
            self.changed.emit()

    def _look_if_active(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._timer.isActive():
            self.look()

    def start_upkeep(self) -> None:
        """Start the process that looks through the library, if that is due."""
        try:
            if self._process is not None or not self.library.upkeep_is_due():
                return
        except LibraryProblem:
            return
        self._process = QProcess(self)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.finished.connect(self._finished)
        self._process.start(self._command[0], self._command[1:])

    def _finished(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for line in bytes(process.readAllStandardOutput().data()).splitlines():
            try:
                self.found.emit(Message.from_json(json.loads(line)))
            except (ValueError, LookupError, TypeError):
                continue  # something that a library printed
        process.deleteLater()
        self.look()
