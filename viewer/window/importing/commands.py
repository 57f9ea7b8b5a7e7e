"""The commands that bring articles into the library, beside those that open them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from viewer.article.messages import Message
from viewer.folders import files_of, has_record, is_folder
from viewer.importing.events import Done
from viewer.library import Library, LibraryProblem
from viewer.window.choosing import ask_for_files

if TYPE_CHECKING:
    from viewer.window.importing.run import ImportRun
    from viewer.window.importing.strip import ImportStrip
    from viewer.window.main_window import MainWindow

_NO_LIBRARY = Message("There is no library here to import into; start the viewer with --library.")
_READ_ONLY = Message(
    "This library may only be read; import into one of your own, or copy it to a place of yours first."
)
_LEFT = Message("The last import did not come to its end.")
_WAITS = Message("This will be imported when the import that is going on has ended.")
_MOST_PANES = 6


class ImportCommands:
    """Import by dialog and by drop; the strip and the process are made when they are first needed."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.run: ImportRun | None = None
        self.strip: ImportStrip | None = None

    def import_files(self) -> None:
        """Ask for files and bring what is in them into the library."""
        self.import_paths(ask_for_files(self.window, self._tr("Import articles")))

    def import_folder(self) -> None:
        """Ask for a folder and bring everything below it into the library."""
        folder = QFileDialog.getExistingDirectory(self.window, self._tr("Import a folder of articles"))
        if folder:
            self.import_paths([Path(folder)])

    def import_paths(self, paths: Sequence[Path], story: str = "") -> None:
        """Bring files, folders and archives into the library, as one story where it has a title."""
        if not paths:
            return
        run = self._ready()
        if run is None:
            self.window.warn(_NO_LIBRARY if self.window.desk.library is None else _READ_ONLY)
            return
        if run.running:
            self.window.tell(_WAITS)
        run.start(paths, story)

    def offer_rest(self, library: Library) -> None:
        """Offer to go on with the import that ended before it was done, because a window closed or the power went."""
        left = next((known for known in library.unfinished_imports() if not known.cancelled), None)
        if left is not None and not library.read_only:
            paths = [Path(path) for path in left.paths]
            self.window.messages.say(
                _LEFT, action=self._tr("Go on"), on_action=lambda: self.import_paths(paths, left.story)
            )

    def takes(self, paths: Sequence[Path]) -> bool:
        """Whether what was dropped is for the library rather than for panes: a folder, an archive, many files.

        A folder that holds one story of its own is opened as that story.
        """
        if self.window.desk.library is None:
            return False
        if any(path.suffix.lower() == ".zip" for path in paths):
            return True
        if any(is_folder(path) and not has_record(path) for path in paths):
            return True
        return len(files_of(paths)) > _MOST_PANES

    def stop(self) -> None:
        """End what is going on, because the window closes."""
        if self.run is not None:
            self.run.stop()

    def apply_theme(self) -> None:
        """Give the strip the colours of the window."""
        if self.strip is not None:
            self.strip.apply_theme(self.window.theme)

    def _ready(self) -> ImportRun | None:
        library = self.window.desk.library
        if library is not None and library.read_only:
            return None
        if library is not None and self.run is None:
            from viewer.window.importing.run import ImportRun
            from viewer.window.importing.strip import ImportStrip

            self.run = ImportRun(library.path, self.window)
            self.strip = ImportStrip(self.window.theme)
            self.window.library_commands.place_strip()
            self._connect(self.run, self.strip)
        elif library is not None and self.run is not None:
            self.run.library = library.path  # another one may have been opened since
        return self.run

    def _connect(self, run: ImportRun, strip: ImportStrip) -> None:
        run.started.connect(strip.begin)
        run.progressed.connect(strip.show_progress)
        run.found_problem.connect(strip.add_problem)
        run.found_twice.connect(strip.add_twice)
        run.finished.connect(self._finish)
        strip.cancel_wanted.connect(run.cancel)
        strip.resume_wanted.connect(lambda: run.start(run.paths))
        strip.story_wanted.connect(self.window.open_kept)
        strip.closed.connect(self.window.return_focus)

    def _finish(self, done: Done) -> None:
        assert self.strip is not None
        self.strip.show_outcome(done, self._title_of(done))
        self.window.library_commands.refresh()

    def _title_of(self, done: Done) -> str:
        library = self.window.desk.library
        if library is None or len(done.stories) != 1:
            return ""
        try:
            return library.story(done.stories[0]).title
        except LibraryProblem:
            return ""

    def _tr(self, text: str) -> str:
        return QCoreApplication.translate("Commands", text)
