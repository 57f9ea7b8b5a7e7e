"""Notes leave the window as a file, and come in from one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from viewer.article.limits import READ_TIME
from viewer.article.messages import Message
from viewer.window.desk import NO_STORY, NOT_KEPT

if TYPE_CHECKING:
    from viewer.window.main_window import MainWindow

_SAVED = "{name} is written: {notes} notes."
_NOT_SAVED = "{name} could not be written: {reason}. Choose another folder."
_CAME = "{notes} notes came or changed."
_NOTHING_NEW = Message("All notes of this file are here already, or it holds none with a quotation.")


class NoteFileCommands(QObject):
    """The commands about files of notes, on the parts of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk

    def save_notes(self) -> None:
        """Ask for a name and write the notes of the story in the format that its ending says."""
        if not self._ready():
            return
        kinds = ";;".join(
            (
                self.tr("Page for screen and paper (*.html)"),
                self.tr("Markdown (*.md)"),
                self.tr("Table (*.csv)"),
                self.tr("Web Annotations (*.jsonld)"),
            )
        )
        name = (self._window.story.title or self.tr("notes")).replace("/", "-")
        path, kind = QFileDialog.getSaveFileName(self._window, self.tr("Save the notes"), f"{name}.html", kinds)
        if path:
            ending = kind.rpartition("*")[2].rstrip(")")
            self.write(Path(path) if Path(path).suffix else Path(path + ending))

    def write(self, path: Path) -> None:
        """Write the notes of the story to a path."""
        from viewer.library.storage.files import write_file
        from viewer.report.notes_export import FORMS, notes_file

        library, story_id = self._desk.library, self._desk.story_id
        if library is None or story_id is None:
            return
        form = FORMS.get(path.suffix.lower(), "markdown")
        data = self._desk.keep(lambda: notes_file(library, library.story(story_id), form))
        if data is None:
            return
        try:
            write_file(path, data)
        except OSError as error:
            self._window.warn(Message(_NOT_SAVED, name=path.name, reason=error.strerror or str(error)))
        else:
            count = len(self._desk.keep(lambda: library.notes(story_id)) or ())
            self._window.tell(Message(_SAVED, name=path.name, notes=count))

    def import_notes(self) -> None:
        """Ask for a file of Web Annotations and add its notes to the story."""
        if not self._ready():
            return
        kinds = self.tr("Web Annotations (*.jsonld *.json)")
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Bring in notes"), "", kinds)
        if path:
            self.read(Path(path))

    def read(self, path: Path) -> None:
        """Add the notes of a file to the story; it is read in the worker, like every foreign file."""
        story_id = self._desk.story_id
        texts = {article.id: article.text for article in self._window.story.articles}
        request = {"do": "read_annotations", "path": str(path.absolute()), "texts": texts, "story": story_id}

        def done(reply: dict[str, Any]) -> None:
            if self._desk.story_id == story_id:
                self._add(reply["notes"])

        self._window.worker.ask(request, done, self._window.warn, READ_TIME)

    def _add(self, notes: list[dict[str, Any]]) -> None:
        from viewer.library.sharing.plain_notes import note_from_json

        library, story_id = self._desk.library, self._desk.story_id
        if library is None or story_id is None:
            return
        read = [note_from_json(note, story_id) for note in notes]
        count = self._desk.keep(lambda: library.add_notes(story_id, read))
        self._desk.notes.reload()
        self._window.tell(Message(_CAME, notes=count) if count else _NOTHING_NEW)

    def _ready(self) -> bool:
        if self._desk.library is None:
            self._window.tell(NOT_KEPT)
        elif self._desk.story_id is None:
            self._window.tell(NO_STORY)
        else:
            return True
        return False
