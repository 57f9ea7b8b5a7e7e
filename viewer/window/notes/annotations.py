"""What the reader looks at among the notes of the open story: the palette, the chosen note, the task answered now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.window.notes.overlay import Overlay

if TYPE_CHECKING:
    from viewer.library.notes.palettes import Category, Palette
    from viewer.library.notes.tasks import Task


class Annotations(QObject):
    """A part of the open story. The notes themselves are in :class:`viewer.window.story.OpenStory`."""

    chosen_changed = Signal()  # another note was chosen, or none (``chosen``)
    hovered = Signal()  # other notes are under the mouse (``hover``)
    palette_changed = Signal()  # the palette, the categories that are known, or which of them are filled
    tasks_changed = Signal()  # the questions of the story, or the one that is answered now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._palettes: tuple[Palette, ...] | None = None
        self._palette: Palette | None = None
        self._categories: dict[str, Category] = {}
        self.chosen: str | None = None
        self.hover: frozenset[str] = frozenset()
        self.fills: frozenset[str] = frozenset()
        self.tasks: tuple[Task, ...] = ()
        self.task: str | None = None
        self.overlay = Overlay(self)

    # The palette

    @property
    def palettes(self) -> tuple[Palette, ...]:
        """All palettes that are known: those of the program, then the reader's own."""
        if self._palettes is None:
            from viewer.library.notes.lesson_palettes import lesson_palettes  # a story without notes needs no library

            self._palettes = lesson_palettes()
        return self._palettes

    @property
    def palette(self) -> Palette:
        """The palette that new notes are made with."""
        return self._palette or self.palettes[0]

    def set_palettes(self, own: Sequence[Palette], chosen: str | None) -> None:
        """Take the reader's own palettes and the id of the one that this story has (None: the plain one)."""
        from viewer.library.notes.lesson_palettes import find_palette, lesson_palettes

        palettes = (*lesson_palettes(), *own)
        palette = find_palette(palettes, chosen)
        if (palettes, palette) != (self.palettes, self.palette):
            self._palettes, self._palette = palettes, palette
            self._categories.clear()
            self.palette_changed.emit()

    def category(self, category_id: str) -> Category:
        """Return a category of any palette; a plain one where its palette is not known."""
        if not self._categories:
            self._categories = {category.id: category for known in self.palettes for category in known.categories}
        found = self._categories.get(category_id)
        if found is None:
            from viewer.library.notes.palettes import Category

            found = Category(category_id, self.tr("of a palette that is not here"), "#5c6470", "?", "solid")
            self._categories[category_id] = found
        return found

    def is_foreign(self, category_id: str) -> bool:
        """Whether a category belongs to another palette than the present one."""
        return all(category.id != category_id for category in self.palette.categories)

    def toggle_fill(self, category_id: str) -> None:
        """Fill all passages of a category with its colour, or leave them edged only."""
        self.fills ^= {category_id}
        self.palette_changed.emit()

    # The note that is chosen

    def choose(self, note_id: str | None) -> None:
        """Choose a note: its passages stand out in all articles, and the next passage can be tied to it."""
        if note_id != self.chosen:
            self.chosen = note_id
            self.chosen_changed.emit()

    def hover_notes(self, note_ids: Iterable[str]) -> None:
        """Let the passages of these notes stand out while the mouse is over one of them."""
        wanted = frozenset(note_ids)
        if wanted != self.hover:
            self.hover = wanted
            self.hovered.emit()

    @property
    def lit(self) -> frozenset[str]:
        """The notes whose passages stand out: the chosen one and those under the mouse."""
        return self.hover | {self.chosen} if self.chosen is not None else self.hover

    # Tasks

    def set_tasks(self, tasks: Sequence[Task]) -> None:
        """Take the questions of the story."""
        if tuple(tasks) != self.tasks:
            self.tasks = tuple(tasks)
            if all(task.id != self.task for task in self.tasks):
                self.task = None
            self.tasks_changed.emit()

    def answer(self, task_id: str | None) -> None:
        """Let new notes answer this question; None: no question."""
        if task_id != self.task:
            self.task = task_id
            self.tasks_changed.emit()

    def forget(self) -> None:
        """Forget what belongs to a story that was left."""
        self.hover_notes(())
        self.choose(None)
        self.answer(None)
        self.set_tasks(())
        self.overlay.forget()
