"""The reader's verbs for notes: make, tie, write, sort, answer. Each is kept at once and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.article.messages import Message

if TYPE_CHECKING:
    from viewer.library import Category, Library, Note, NoteVersion, Palette
    from viewer.window.desk import Desk

Result = TypeVar("Result")
Place = tuple[int, int, int]
"""An article of the open story, start and end in its text."""

_AT_ONCE, _STEP = 200, 150
"""More notes than this are loaded after the text is there, so many at a time."""
_TIED_ALREADY = Message("This passage belongs to the note already.")


class NoteDesk(QObject):
    """Changes notes, tasks and palettes of the open story, in the library first and then on the screen."""

    made = Signal(str)  # note id: a note to be written now

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._story = desk.story
        self._loads = 0

    # Notes

    def add_note(self, places: Sequence[Place], category: str | None = None, *, write: bool = True) -> Note | None:
        """Make a note on passages; it is on disk before its first word is typed.

        Without a category it gets the first of the palette. It answers the task that is being answered, if any.
        """
        annotations = self._story.annotations
        ids = [(self._story.articles[article].id, start, end) for article, start, end in places]
        wanted = category or annotations.palette.categories[0].id
        more: dict[str, Any] = {"task": annotations.task} if annotations.task else {}
        note = self._do(lambda library, story_id: library.add_note_on(story_id, ids, wanted, **more))
        if note is not None:
            annotations.chosen = note.id  # told together with the note: the list is filled once
            self._story.set_notes((*self._story.notes, note))
            annotations.chosen_changed.emit()
            if write:
                self.made.emit(note.id)
        return note

    def tie(self, note_id: str, place: Place) -> bool:
        """Tie one more passage to a note; return whether it is tied now."""
        article, start, end = place
        identity = self._story.articles[article].id
        note = self._desk.note(note_id)
        if note is None:
            return False
        if any((p.start, p.end) == (start, end) for p in note.passages_in(identity)):
            self._desk.told.emit(_TIED_ALREADY)
            return False
        return self._show(self._do(lambda library, _story: library.add_passage(note_id, identity, start, end)))

    def untie(self, note_id: str, number: int) -> None:
        """Take a passage out of a note that has others."""
        self._show(self._do(lambda library, _story: library.remove_passage(note_id, number)))

    def edit_note(self, note_id: str, text: str) -> None:
        """Keep what was typed into a note."""
        self._show(self._do(lambda library, _story: library.edit_note(note_id, text=text)))

    def change(self, note_ids: Sequence[str], changed: dict[str, Any]) -> None:
        """Change the category, tags, task or fill of notes; several at once are one step for undo."""
        if len(note_ids) == 1:
            self._show(self._do(lambda library, _story: library.edit_note(note_ids[0], **changed)))
        elif note_ids:
            self._do(lambda library, _story: library.edit_notes(note_ids, **changed))
            self.reload()

    def add_tags(self, note_ids: Sequence[str], tags: Sequence[str]) -> None:
        """Give several notes more tags; those they have stay. One step for undo where they had the same."""
        before = {note.tags for note in self._story.notes if note.id in note_ids}
        for old in before:
            same = [note.id for note in self._story.notes if note.id in note_ids and note.tags == old]
            self.change(same, {"tags": (*old, *(tag for tag in tags if tag not in old))})

    def delete_notes(self, note_ids: Sequence[str]) -> None:
        """Put notes into the trash, in one step."""
        command = "delete_note" if len(note_ids) == 1 else "delete_notes"
        self._do(lambda library, _story: library.delete_notes(note_ids, command))
        self.reload()

    def history(self, note_id: str) -> tuple[NoteVersion, ...]:
        """Return what a note said before, oldest first."""
        return self._do(lambda library, _story: library.note_history(note_id)) or ()

    def set_tray(self, chosen: Sequence[tuple[str, int]]) -> None:
        """Make these passages (note, number) the evidence tray, in this order."""
        self._do(lambda library, story_id: library.set_tray(story_id, chosen))
        self.reload()

    def deleted(self) -> tuple[Note, ...]:
        """Return the notes of the story that were deleted, in the order in which they were made."""
        return self._do(lambda library, story_id: library.deleted_notes(story_id)) or ()

    def take_back(self, note_id: str) -> None:
        """Take a deleted note back."""
        self._do(lambda library, _story: library.take_back_notes([note_id]))
        self.reload()
        self._story.annotations.choose(note_id)

    def place(self, note_id: str, number: int, place: Place) -> None:
        """Give a passage of a note another place."""
        from viewer.library.notes.notes import passage_of

        article, start, end = place
        note, known = self._desk.note(note_id), self._story.articles[article]
        before = next((p for p in note.passages if p.number == number), None) if note is not None else None
        if before is not None:
            there = replace(passage_of(known.id, known.text, start, end), number=number, tray=before.tray)
            self._do(lambda library, _story: library.place_passages([(note_id, number, there)]))
            self.reload()

    # Tasks

    def keep_task(self, question: str, task_id: str | None = None) -> str | None:
        """Keep a question, a new one without an id; return its id."""
        kept = self._do(lambda library, story_id: library.keep_task(story_id, question, task_id))
        self.reload()
        return kept

    def move_task(self, task_id: str, step: int) -> None:
        """Move a question up (-1) or down (1)."""
        tasks = list(self._story.annotations.tasks)
        at = next(number for number, task in enumerate(tasks) if task.id == task_id)
        to = max(0, min(at + step, len(tasks) - 1))
        if to != at:
            one, other = tasks[at], tasks[to]
            self._do(lambda library, story_id: library.swap_tasks(story_id, one.id, other.id))
            self.reload()

    def delete_task(self, task_id: str) -> None:
        """Take a question away; the notes that answer it stay."""
        self._do(lambda library, _story: library.delete_task(task_id))
        self.reload()

    # Palettes

    def choose_palette(self, palette_id: str) -> None:
        """Let the story have another palette; notes keep their categories."""
        self._do(lambda library, story_id: library.set_setting(story_id, "palette", palette_id))
        self.reload()

    def keep_palette(self, name: str, categories: Sequence[Category], palette_id: str | None = None) -> Palette | None:
        """Keep a palette of the reader's own, and choose it for the story."""
        kept = self._do(lambda library, _story: library.keep_palette(name, categories, palette_id))
        if kept is not None:
            self.choose_palette(kept.id)
        return kept

    def delete_palette(self, palette_id: str) -> None:
        """Take a palette of the reader's own away; notes keep their categories."""
        self._do(lambda library, _story: library.delete_palette(palette_id))
        self.reload()

    # In step with the library

    def reload(self) -> None:
        """Show notes, tasks and palette as the library has them."""
        library, story_id = self._desk.library, self._desk.story_id
        if library is None or story_id is None:
            return
        record = self._desk.keep(lambda: library.story(story_id))
        if record is None:
            return
        annotations = self._story.annotations
        annotations.set_palettes(self._desk.keep(library.palettes) or (), record.settings.get("palette"))
        annotations.set_tasks(self._desk.keep(lambda: library.tasks(story_id)) or ())
        annotations.overlay.take(self._desk.keep(lambda: library.hand_ins(story_id)) or ())
        ids = self._desk.keep(lambda: library.note_ids(story_id)) or []
        if len(ids) > _AT_ONCE and not self._story.notes:
            load = self._loads = self._loads + 1
            QTimer.singleShot(0, self, lambda: self._load(load, story_id, ids, ()))
            return
        notes = self._desk.keep(lambda: library.notes(story_id))
        if notes is not None and notes != self._story.notes:
            self._story.set_notes(notes)

    def _load(self, load: int, story_id: str, ids: list[str], loaded: tuple[Note, ...]) -> None:
        """Load a great many notes in steps between which the window can paint; the text comes first."""
        library = self._desk.library
        if library is None or story_id != self._desk.story_id or load != self._loads:
            return
        part = self._desk.keep(lambda: library.notes_of(ids[len(loaded) : len(loaded) + _STEP]))
        if part is None:
            return
        loaded = (*loaded, *part)
        if len(loaded) < len(ids) and len(part) == _STEP:
            QTimer.singleShot(0, self, lambda: self._load(load, story_id, ids, loaded))
        elif not self._story.notes and self._desk.keep(lambda: library.note_ids(story_id)) == ids:
            self._story.set_notes(loaded)
        else:  # the reader was faster
            self._story.set_notes(self._desk.keep(lambda: library.notes(story_id)) or loaded)

    def _do(self, change: Callable[[Library, str], Result]) -> Result | None:
        from viewer.window.desk import NOT_KEPT

        library, story_id = self._desk.library, self._desk.story_id
        if library is None or story_id is None:
            self._desk.told.emit(NOT_KEPT)
            return None
        return self._desk.keep(lambda: change(library, story_id))

    def _show(self, note: Note | None) -> bool:
        """Show a note as it is now; nothing else has changed."""
        if note is None:
            return False
        notes = tuple(note if known.id == note.id else known for known in self._story.notes)
        if notes != self._story.notes:
            self._story.set_notes(notes)
        return True


def in_tray(notes: Sequence[Note]) -> list[tuple[str, int]]:
    """Return the passages (note, number) that lie in the evidence tray, in its order."""
    found = [(p.tray, note.id, p.number) for note in notes for p in note.passages if p.tray is not None]
    return [(note_id, number) for _, note_id, number in sorted(found)]
