"""The notes of a story in the order of the screen, each with its place. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from viewer.article.model import Article
from viewer.library.notes import Note


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note, the article it stands in (None: not open here) and its paragraph (0: the headline)."""

    note: Note
    article: int | None
    paragraph: int

    @property
    def quote(self) -> str:
        """The passage in one line."""
        return " ".join(self.note.exact.split())


def note_rows(notes: Sequence[Note], articles: Sequence[Article], order: Sequence[int]) -> list[NoteRow]:
    """Return the notes article by article from left to right, in text order; those without an article come last."""
    known = {article.id: index for index, article in enumerate(articles)}
    place = {index: number for number, index in enumerate(order)}
    rows = [_row(note, known.get(note.article), articles) for note in notes]
    last = len(order)
    return sorted(
        rows,
        key=lambda row: (last if row.article is None else place.get(row.article, last), row.note.start, row.note.id),
    )


def _row(note: Note, article: int | None, articles: Sequence[Article]) -> NoteRow:
    if article is None:
        return NoteRow(note, None, 0)
    before = sum(p.kind == "body" and p.start <= note.start for p in articles[article].paragraphs)
    return NoteRow(note, article, before)
