"""What the reader does to the library from its page: one change each, kept at once, undone like everything else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.library import Library, Listed, Note, OutletCard
from viewer.library.trash import Trashed
from viewer.window.desk import NOT_KEPT, Desk

Result = TypeVar("Result")
Other = TypeVar("Other")

READ_ONLY = Message("This library may only be read here, so nothing in it can be changed.")
_ADDED = "{count} added to “{title}”. Ctrl+Z takes it back."
_IN_IT = "“{title}” holds them already."
_OUT = "{count} taken out of “{title}”; in the library they stay. Ctrl+Z takes it back."
_TRASHED = "{count} put into the trash. Ctrl+Z brings it back."
_TRASHED_STORY = "“{title}” is in the trash; its articles stay in the library. Ctrl+Z brings it back."
_TAKEN_BACK = "{count} taken back from the trash."
_MADE = "New story “{title}”: {count}."


class Shelf(QObject):
    """The verbs of the library page. What cannot be done is told, and not done."""

    changed = Signal()
    """Something in the library is different now."""
    said = Signal(object)  # Message: what was done

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    @property
    def library(self) -> Library | None:
        """The library that is open."""
        return self.desk.library

    @property
    def writable(self) -> bool:
        """Whether anything can be changed."""
        return self.library is not None and not self.read_only

    @property
    def read_only(self) -> bool:
        """Whether a library is open that may only be read here."""
        return self.library is not None and self.library.read_only

    def read(self, ask: Callable[[Library], Result], otherwise: Other) -> Result | Other:
        """Return what the library says; where it cannot, that is told, and ``otherwise`` returned."""
        library = self.library
        if library is None:
            return otherwise
        answer = self.desk.keep(lambda: ask(library))
        return otherwise if answer is None else answer

    def change(self, do: Callable[[Library], Result]) -> Result | None:
        """Change the library; the open story and the page follow."""
        library = self.library
        if library is None or library.read_only:
            self.desk.told.emit(NOT_KEPT if library is None else READ_ONLY)
            return None
        result = self.desk.keep(lambda: do(library))
        self.desk.refresh()
        self.changed.emit()
        return result

    # Articles

    def trash_articles(self, articles: Sequence[str]) -> None:
        """Put articles into the trash."""

        def do(library: Library) -> bool:
            library.trash_articles(articles)
            return True

        if not articles:
            return
        if self.change(do):
            self._say(_TRASHED, count=counted_articles(len(articles)))

    def take_back(self, items: Sequence[Trashed]) -> None:
        """Take things back from the trash."""

        def do(library: Library) -> bool:
            library.take_back(items)
            return True

        if self.change(do):
            self._say(_TAKEN_BACK, count=str(len(items)))

    def correct_fact(self, article: str, name: str, value: str | None) -> None:
        """Correct the title, outlet, byline or date of an article."""
        self.change(lambda library: library.correct_facts(article, **{name: value}))

    def set_tags(self, article: str, tags: Sequence[str]) -> None:
        """Give an article other tags."""
        self.change(lambda library: library.set_tags(article, tags))

    def keep_card(self, card: OutletCard) -> None:
        """Keep the card of an outlet."""
        self.change(lambda library: library.keep_outlet_card(card))

    def notes_on(self, article: str) -> tuple[Note, ...]:
        """Return the notes on an article, of all stories."""
        return self.read(lambda library: tuple(map(library.note, library.note_ids_on(article))), ())

    def current_article(self, article: str) -> Article | None:
        """Return an article as the reader corrected it."""
        return self.read(lambda library: library.current_article(article), None)

    # Stories

    def add_to_story(self, story: str, title: str, articles: Sequence[str]) -> None:
        """Put articles into a story."""
        added = self.change(lambda library: library.add_to_story(story, articles))
        if added is not None:
            self._say(_ADDED if added else _IN_IT, count=counted_articles(added), title=title)

    def take_out(self, story: str, title: str, articles: Sequence[str]) -> None:
        """Take articles out of a story."""
        taken = self.change(lambda library: library.take_out_of_story(story, articles))
        if taken:
            self._say(_OUT, count=counted_articles(taken), title=title)

    def make_story(self, title: str, articles: Sequence[str]) -> str | None:
        """Make a story of articles; return its id."""
        made = self.change(lambda library: library.create_story(title, articles))
        if made is None:
            return None
        self._say(_MADE, count=counted_articles(len(made.articles)), title=title)
        return made.id

    def rename_story(self, story: str, title: str) -> None:
        """Give a story another title."""
        self.change(lambda library: library.rename_story(story, title))

    def trash_story(self, story: str, title: str) -> None:
        """Put a story into the trash."""

        def do(library: Library) -> bool:
            library.trash_stories([story])
            return True

        if self.change(do):
            self._say(_TRASHED_STORY, title=title)

    def _say(self, words: str, **about: str) -> None:
        self.said.emit(Message(words, **about))


def counted_articles(count: int) -> str:
    """Return a number of articles in words."""
    return "1 article" if count == 1 else f"{count:,} articles"


def listed_ids(rows: Sequence[Listed]) -> list[str]:
    """Return the ids of rows."""
    return [row.id for row in rows]
