"""The notes of a story in the order of the screen, each with its place, and those of them that are wanted. No Qt."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from viewer.article.model import Article
from viewer.library.notes.notes import Note, Passage

Order = Literal["place", "time"]
_TAG = re.compile(r"#([^\s#]+)")


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note, its article's place on the screen (None: not open here) and its paragraph (0: the headline).

    ``others`` are place and paragraph of its other passages.
    """

    note: Note
    place: int | None
    paragraph: int
    others: tuple[tuple[int | None, int], ...] = ()

    @property
    def quote(self) -> str:
        """The passage in one line."""
        return " ".join(self.passage.exact.split())

    @property
    def passage(self) -> Passage:
        """The first passage."""
        return self.note.passages[0]


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """Which notes are wanted: by their words (``#tag`` asks for a tag), categories, articles and tasks (ids).

    An empty set asks for nothing.
    """

    words: str = ""
    categories: frozenset[str] = field(default_factory=frozenset)
    articles: frozenset[str] = field(default_factory=frozenset)
    tasks: frozenset[str] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.categories or self.articles or self.tasks)

    def wants(self, note: Note) -> bool:
        """Whether a note is wanted."""
        return (
            (not self.categories or note.category in self.categories)
            and (not self.articles or any(p.article in self.articles for p in note.passages))
            and (not self.tasks or note.task in self.tasks)
            and self._has_words(note)
        )

    def _has_words(self, note: Note) -> bool:
        wanted = self.words.casefold()
        tags = {tag.casefold() for tag in note.tags}
        if any(not any(tag.startswith(part) for tag in tags) for part in _TAG.findall(wanted)):
            return False
        text = " ".join((note.text, *note.tags, *(p.exact for p in note.passages))).casefold()
        return all(word in text for word in _TAG.sub(" ", wanted).split())


def note_rows(
    notes: Sequence[Note], articles: Sequence[Article], order: Sequence[int], by: Order = "place"
) -> list[NoteRow]:
    """Return the notes article by article from left to right, in text order; those without an article come last.

    By time the one last made comes first.
    """
    places = {articles[article].id: (place, _Paragraphs(articles[article])) for place, article in enumerate(order)}
    rows = [_row(note, places) for note in notes]
    if by == "time":
        return sorted(rows, key=lambda row: (row.note.created, row.note.id), reverse=True)
    last = len(order)
    return sorted(rows, key=lambda row: (last if row.place is None else row.place, row.passage.start, row.note.id))


class _Paragraphs:
    """Finds the number of the body paragraph that holds a code point."""

    def __init__(self, article: Article) -> None:
        self._starts = [p.start for p in article.paragraphs if p.kind == "body"]

    def number(self, offset: int) -> int:
        return bisect_right(self._starts, offset)


def _row(note: Note, places: dict[str, tuple[int, _Paragraphs]]) -> NoteRow:
    found: list[tuple[int | None, int]] = []
    for passage in note.passages:
        place, paragraphs = places.get(passage.article, (None, None))
        found.append((place, 0 if paragraphs is None else paragraphs.number(passage.start)))
    return NoteRow(note, *found[0], tuple(found[1:]))


def answers_to(notes: Sequence[Note], task_id: str | None) -> list[Note]:
    """Return the notes that answer a task with at least one passage that stands in its text."""
    return [n for n in notes if task_id and n.task == task_id and any(p.state != "orphan" for p in n.passages)]


def lost_passages(notes: Sequence[Note]) -> list[tuple[Note, Passage]]:
    """Return the passages whose place was not found again, each with its note."""
    return [(note, passage) for note in notes for passage in note.passages if passage.state == "orphan"]


def all_tags(notes: Sequence[Note]) -> list[str]:
    """Return every tag that a note has, in alphabetical order."""
    return sorted({tag for note in notes for tag in note.tags}, key=str.casefold)


def tags_in(text: str) -> tuple[str, ...]:
    """Return the tags that were typed: parted by commas or ``#``, each once, white space made single."""
    parts = (" ".join(part.split()) for part in re.split(r"[,#\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))
