"""Packs in the window: opened by drop, dialog or path, exported, handed in; many hand-ins collected at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog

from viewer.article.limits import READ_TIME
from viewer.article.messages import Message
from viewer.article.problems import ReadProblem
from viewer.library.problems import LibraryProblem
from viewer.window.desk import NO_STORY, NOT_KEPT

if TYPE_CHECKING:
    from viewer.library.hand_ins import Kind
    from viewer.library.packs import Pack
    from viewer.window.main_window import MainWindow

SUFFIX = ".viewerpack"
_OPENED = {
    "new": "The story of the pack is open, with {notes} notes.",
    "same": "The story of this pack is here already, and nothing in the pack is new.",
    "changed": "The story was brought up to the pack: {notes} notes came or changed, {twice} were edited here too.",
}
_WAITING = "{orphans} passages of notes have no certain place in a new version; they wait under “Lost places”."
_COLLECTED = "{new} hand-ins are new, {newer} took the place of older ones, {same} changed nothing."
_WRITTEN = "{name} is written. Hand it out, or hand it in."
_NOT_OPEN = Message("These hand-ins belong to no story that is here; open the pack that was handed out first.")


def packs_among(paths: Sequence[Path]) -> list[Path]:
    """Return those of some paths that are packs."""
    return [path for path in paths if path.suffix.lower() == SUFFIX and path.is_file()]


class SharingCommands(QObject):
    """The commands about packs, on the parts of one window. A pack is read in the worker, like every foreign file."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk

    # In

    def open_packs(self) -> None:
        """Ask for packs and open them."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Open a pack or hand-ins"), "", f"{self.tr('Packs')} (*{SUFFIX})"
        )
        self.take_in([Path(name) for name in names])

    def open_key(self) -> None:
        """Ask for the pack with the teacher's own notes, which lie beside the hand-ins until they are shown."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open the teacher's key"), "", f"{self.tr('Packs')} (*{SUFFIX})"
        )
        if name:
            self.take_in([Path(name)], "key")

    def take_in(self, paths: Sequence[Path], kind: Kind = "hand-in") -> None:
        """Read packs: a story is opened, hand-ins are laid over the story they belong to."""
        read: dict[int, Pack | None] = {}

        def collect(place: int, pack: Pack | None) -> None:
            read[place] = pack
            if len(read) == len(paths):
                self._open([pack for _, pack in sorted(read.items()) if pack is not None], kind)

        for place, path in enumerate(paths):
            self._read(place, path, collect)

    def _read(self, place: int, path: Path, collect: Any) -> None:
        def done(reply: dict[str, Any]) -> None:
            from viewer.library.pack_json import pack_from_json

            collect(place, pack_from_json(reply["pack"]))

        def failed(message: Message) -> None:
            self._window.warn(message)
            collect(place, None)

        self._window.worker.ask({"do": "read_pack", "path": str(path.absolute())}, done, failed, READ_TIME)

    def _open(self, packs: list[Pack], kind: Kind) -> None:
        library = self._desk.library
        if library is None:
            self._desk.told.emit(NOT_KEPT)
            return
        for pack in packs:
            if pack.kind == "story" and kind != "key":
                self._open_story(pack)
        handed_in = [pack for pack in packs if pack.kind != "story" or kind == "key"]
        if handed_in:
            self._collect(handed_in, kind)

    def _open_story(self, pack: Pack) -> None:
        library = self._desk.library
        opened = self._desk.keep(lambda: library.open_pack(pack)) if library is not None else None
        if opened is None:
            return
        self._window.open_kept(opened.story)
        self._window.tell(Message(_OPENED[opened.change], notes=opened.notes, twice=opened.twice))
        if opened.orphans:
            self._window.note_pages.show_lost()
            self._window.caution(Message(_WAITING, orphans=opened.orphans))

    def _collect(self, packs: list[Pack], kind: Kind) -> None:
        library = self._desk.library
        if library is None:
            return
        stories = self._desk.keep(library.stories) or ()
        by_story: dict[str, list[Pack]] = {}
        for pack in packs:
            known = next((story.id for story in stories if pack.origin in (story.id, story.origin)), None)
            if known is not None:
                by_story.setdefault(known, []).append(pack)
        if not by_story:
            self._window.warn(_NOT_OPEN)
            return
        changes: Counter[str] = Counter()
        for story_id, some in by_story.items():
            changes.update(self._desk.keep(lambda: library.collect(story_id, some, kind)) or ())  # noqa: B023
        if self._desk.story_id not in by_story:
            self._window.open_kept(next(iter(by_story)))
        self._desk.notes.reload()
        self._window.note_pages.show_class()
        same = changes["same"] + changes["older"]
        self._window.tell(Message(_COLLECTED, new=changes["new"], newer=changes["newer"], same=same))

    # Out

    def export_story(self) -> None:
        """Write the open story as a pack: texts, corrections, palette, tasks and notes."""
        self._write("story", "", self.tr("Export the story as a pack"))

    def hand_in(self) -> None:
        """Write the notes on the story as a hand-in, under a name, a code, or none."""
        if self._desk.story_id is None:
            self._window.tell(NO_STORY)
            return
        words = self.tr("Your name or a code (may stay empty):")
        author, chosen = QInputDialog.getText(self._window, self.tr("Hand in"), words)
        if chosen:
            self._write("hand-in", author.strip(), self.tr("Hand in the notes"))

    def _write(self, kind: Any, author: str, title: str) -> None:
        if self._desk.story_id is None:
            self._window.tell(NO_STORY)
            return
        name = f"{author or self._window.story.title or 'story'}{SUFFIX}".replace("/", "-")
        path, _ = QFileDialog.getSaveFileName(self._window, title, name, f"{self.tr('Packs')} (*{SUFFIX})")
        if path:
            self.write(kind, author, Path(path) if path.endswith(SUFFIX) else Path(path + SUFFIX))

    def write(self, kind: Any, author: str, path: Path) -> None:
        """Write the open story as a pack to a path."""
        from viewer.library.packs import write_pack

        library, story_id = self._desk.library, self._desk.story_id
        if library is None or story_id is None:
            return
        pack = self._desk.keep(lambda: library.pack(story_id, kind, author))
        if pack is None:
            return
        try:
            write_pack(pack, path)
        except (ReadProblem, LibraryProblem) as problem:
            self._window.warn(problem.message)
        else:
            self._window.tell(Message(_WRITTEN, name=path.name))
