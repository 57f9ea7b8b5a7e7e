"""The notes of a story in the order of the screen, each with its place. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from viewer.article.model import Article
from viewer.library.notes import Note, Passage


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note, its article's place on the screen (None: not open here) and its paragraph (0: the headline)."""

    note: Note
    place: int | None
    paragraph: int

    @property
    def quote(self) -> str:
        """The passage in one line."""
        return " ".join(self.passage.exact.split())

    @property
    def passage(self) -> Passage:
        """The first passage."""
        return self.note.passages[0]


def note_rows(notes: Sequence[Note], articles: Sequence[Article], order: Sequence[int]) -> list[NoteRow]:
    """Return the notes article by article from left to right, in text order; those without an article come last."""
    places = {articles[article].id: (place, articles[article]) for place, article in enumerate(order)}
    rows = [_row(note, *places.get(note.passages[0].article, (None, None))) for note in notes]
    last = len(order)
    return sorted(rows, key=lambda row: (last if row.place is None else row.place, row.passage.start, row.note.id))


def _row(note: Note, place: int | None, article: Article | None) -> NoteRow:
    paragraphs = article.paragraphs if article else ()
    return NoteRow(note, place, sum(p.kind == "body" and p.start <= note.passages[0].start for p in paragraphs))
