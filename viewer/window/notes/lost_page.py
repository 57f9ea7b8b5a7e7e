"""Passages that lost their place when an article was replaced: each with its quote and the two likeliest places."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from viewer.article.model import Article
from viewer.library.notes.notes import Note, Passage
from viewer.window import texts
from viewer.window.citing import place_words
from viewer.window.empty import Emptiness, EmptyState
from viewer.window.fonts import serif
from viewer.window.labels import plain_label
from viewer.window.notes.key_list import KeyList
from viewer.window.notes.rows import lost_passages
from viewer.window.story import OpenStory
from viewer.window.text_button import TextButton
from viewer.window.theme import Theme

if TYPE_CHECKING:
    from viewer.library.notes.likeness import Candidate

_ROW = Qt.ItemDataRole.UserRole
_AROUND = 40
"""Characters of the text that are shown before and after a likely place."""


class LostPage(QWidget):
    """Keys 1 and 2 choose a place, D leaves the passage without one; the page itself changes nothing."""

    placed = Signal(str, int, int, int, int)
    """Note, number of its passage, and the article (its place in the story), start and end chosen for it."""
    looked_at = Signal(int, int, int)
    """Article, start and end of a likely place that the reader looks at."""
    looked_away = Signal()
    left = Signal()

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme = story, theme
        self._likely: dict[tuple[str, int], tuple[Candidate, ...]] = {}
        self.list = KeyList(self.tr("Passages without a place"))
        hint = self.tr(
            "These words are not in the new version, or more than once. Choose their place, or leave them here."
        )
        self._hint = plain_label("fine", hint)
        self._hint.setWordWrap(True)
        self.choices = [TextButton(theme, serif(14)) for _ in range(2)]
        self.leave = QPushButton(self.tr("Leave it without a place (D)"))
        self.leave.setProperty("role", "link")
        self._empty = EmptyState(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(6)
        for widget in (self._hint, self.list, self._empty, *self.choices, self.leave):
            layout.addWidget(widget, 1 if widget in (self.list, self._empty) else 0)
        self._connect()
        self.apply_theme(theme)
        self.refresh()

    def _connect(self) -> None:
        self._story.notes_changed.connect(self.refresh)
        self._story.articles_changed.connect(self.refresh)
        self.list.itemSelectionChanged.connect(self._show_choices)
        for number, button in enumerate(self.choices):
            button.clicked.connect(partial(self._choose, number))
        self.list.on(Qt.Key.Key_1, partial(self._choose, 0))
        self.list.on(Qt.Key.Key_2, partial(self._choose, 1))
        self.list.on(Qt.Key.Key_D, self._next)
        self.list.on(Qt.Key.Key_Escape, self.left.emit)
        self.leave.clicked.connect(self._next)

    def refresh(self) -> None:
        """Show the passages that have no place now, the first of them chosen."""
        row = max(0, self.list.currentRow())
        self.list.clear()
        for note, passage in lost_passages(self._story.notes):
            quote = texts.quoted(passage.exact, 120)
            item = QListWidgetItem(f"{quote}\n{note.text}".strip())
            item.setData(_ROW, (note.id, passage.number))
            self.list.addItem(item)
        there = bool(self.list.count())
        for widget in (self._hint, self.list, self.leave):
            widget.setVisible(there)
        self._empty.setVisible(not there)
        self._empty.show_state(
            Emptiness("locate", self.tr("Every passage has its place"), self.tr("Nothing is left to be decided here."))
        )
        if there:
            self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._show_choices()

    def _current(self) -> tuple[Note, Passage, Article, int] | None:
        item = self.list.currentItem()
        key = None if item is None else tuple(item.data(_ROW))
        for note, passage in lost_passages(self._story.notes):
            if (note.id, passage.number) == key:
                for index, article in enumerate(self._story.articles):
                    if article.id == passage.article:
                        return note, passage, article, index
        return None

    def _candidates(self) -> tuple[Candidate, ...]:
        current = self._current()
        if current is None:
            return ()
        note, passage, article, _ = current
        key = (note.id, passage.number)
        if key not in self._likely:
            from viewer.library.notes.versions import candidates

            self._likely[key] = candidates([passage], article.text)[0]
        return self._likely[key]

    def _show_choices(self) -> None:
        current, found = self._current(), self._candidates()
        for number, button in enumerate(self.choices):
            button.setVisible(current is not None and number < len(found))
            if current is not None and number < len(found):
                button.show_text(f"{number + 1}   {self._preview(current[2], found[number])}")
        if not self.isVisible():
            return
        if current is not None and found:
            self.looked_at.emit(current[3], found[0].start, found[0].end)
        else:
            self.looked_away.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_choices()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.looked_away.emit()

    def _preview(self, article: Article, place: Candidate) -> str:
        text = article.text
        before = " ".join(text[max(0, place.start - _AROUND) : place.start].split())
        words = " ".join(text[place.start : place.end].split())
        after = " ".join(text[place.end : place.end + _AROUND].split())
        where = place_words(article, place.start)
        return self.tr("{where}: …{before} [{words}] {after}…").format(
            where=where, before=before, words=words, after=after
        )

    def _choose(self, number: int) -> None:
        current, found = self._current(), self._candidates()
        if current is not None and number < len(found):
            note, passage, _, index = current
            self.placed.emit(note.id, passage.number, index, found[number].start, found[number].end)

    def _next(self) -> None:
        """Leave this passage without a place and look at the next."""
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + 1) % self.list.count())

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        for button in self.choices:
            button.apply_theme(theme)
        self._empty.apply_theme(theme)
