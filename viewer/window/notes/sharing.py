"""Packs in the window: opened by drop, dialog or path, exported, handed in; many hand-ins collected at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from viewer.article.limits import READ_TIME
from viewer.article.messages import Message
from viewer.article.problems import ReadProblem
from viewer.library.problems import LibraryProblem
from viewer.window.desk import NO_STORY, NOT_KEPT

if TYPE_CHECKING:
    from viewer.library.sharing.hand_ins import Kind as HandInKind
    from viewer.library.sharing.packs import Kind, Pack
    from viewer.window.main_window import MainWindow
    from viewer.window.notes.pack_dialog import PackChoice

SUFFIX = ".viewerpack"
_OPENED = {
    "new": "The story of the pack is open, with {notes} notes.",
    "same": "The story of this pack is here already, and nothing in the pack is new.",
    "changed": "The story was brought up to the pack: {notes} notes came or changed, {twice} were edited here too.",
}
_WAITING = "{orphans} passages of notes have no certain place in a new version; they wait under “Lost places”."
_COLLECTED = "Hand-ins: {new} new, {newer} in the place of older ones, {same} unchanged."
_ALL_NEW = "Hand-ins: {new}, all of them new."
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
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Open a pack or hand-ins"), "", self._filter())
        self.take_in([Path(name) for name in names])

    def open_key(self) -> None:
        """Ask for the pack with the teacher's own notes, which lie beside the hand-ins until they are shown."""
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open the teacher's key"), "", self._filter())
        if name:
            self.take_in([Path(name)], "key")

    def take_in(self, paths: Sequence[Path], kind: HandInKind = "hand-in") -> None:
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
            from viewer.library.sharing.one_line import pack_from_json

            collect(place, pack_from_json(reply["pack"]))

        def failed(message: Message) -> None:
            self._window.warn(message)
            collect(place, None)

        self._window.worker.ask({"do": "read_pack", "path": str(path.absolute())}, done, failed, READ_TIME)

    def _open(self, packs: list[Pack], kind: HandInKind) -> None:
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

    def _collect(self, packs: list[Pack], kind: HandInKind) -> None:
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
        told = _COLLECTED if changes["newer"] or same else _ALL_NEW
        self._window.tell(Message(told, new=changes["new"], newer=changes["newer"], same=same))

    # Out

    def export_story(self) -> None:
        """Ask what goes along and write the open story as a pack: texts, corrections, palette, tasks, notes or none."""
        self._ask_and_write("story")

    def hand_in(self) -> None:
        """Ask for a name, a code, or none, and write the notes on the story as a hand-in."""
        self._ask_and_write("hand-in")

    def _ask_and_write(self, kind: Kind) -> None:
        if self._desk.story_id is None:
            self._window.tell(NO_STORY)
            return
        from viewer.window.notes.pack_dialog import ask_what_goes_along

        choice = ask_what_goes_along(kind, len(self._window.story.notes), self._window)
        if choice is None:
            return
        name = f"{choice.author or self._window.story.title or 'story'}{SUFFIX}".replace("/", "-")
        path, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save the pack"), name, self._filter())
        if path:
            self.write(kind, choice, Path(path) if path.endswith(SUFFIX) else Path(path + SUFFIX))

    def write(self, kind: Kind, choice: PackChoice, path: Path) -> None:
        """Write the open story as a pack to a path."""
        from viewer.library.sharing.packs import write_pack

        library, story_id = self._desk.library, self._desk.story_id
        if library is None or story_id is None:
            return
        author, notes, originals = choice
        pack = self._desk.keep(lambda: library.pack(story_id, kind, author, notes=notes, originals=originals))
        if pack is None:
            return
        try:
            write_pack(pack, path)
        except (ReadProblem, LibraryProblem) as problem:
            self._window.warn(problem.message)
        else:
            self._window.tell(Message(_WRITTEN, name=path.name))

    def _filter(self) -> str:
        return f"{self.tr('Packs')} (*{SUFFIX})"
