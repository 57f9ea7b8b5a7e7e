"""Where the words of a search stand in an article or a note, with a line of text around each place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from viewer.article.messages import Message
from viewer.library.articles import Listed
from viewer.library.search.indexing import corrected_kinds, note_parts, read_text
from viewer.library.search.places import Finder, Span
from viewer.library.search.snippets import snippet
from viewer.library.storage.store import Row, Store


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in an article, in code points of its text, and in which paragraph of the article text it stands.

    ``paragraph`` counts from 1 as the window does, 0 is what stands above the first: the headline, for one.
    ``snippet`` shows it between its neighbours; ``marks`` are the ranges of it that were looked for.
    """

    start: int
    end: int
    paragraph: int
    snippet: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ArticleHits:
    """An article that was found: how many places there are in its text, the first of them, and marks of its headline.

    ``count`` is 0 where only the headline that the reader gave it holds the words.
    """

    listed: Listed
    count: int
    passages: tuple[Hit, ...]
    headline: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteHit:
    """A note that was found: its story, the article of its first passage (None: it has none) and where it was found."""

    note: str
    story: str
    article: str | None
    snippet: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found: the best articles, notes, and how many articles there are in all.

    ``waiting`` articles were not searched, because they are not in the index yet; ``told`` is what the reader should
    know about the search.
    """

    articles: tuple[ArticleHits, ...] = ()
    notes: tuple[NoteHit, ...] = ()
    total: int = 0
    waiting: int = 0
    told: Message | None = None


class HitReader:
    """Reads the articles and notes that were found, and says where the words stand."""

    def __init__(self, store: Store, finder: Finder, passages: int, *, furniture: bool) -> None:
        self._store = store
        self._finder = finder
        self._passages = passages
        self._furniture = furniture

    def article(self, listed: Listed) -> ArticleHits:
        """Return the places in an article; raises LibraryProblem."""
        row = self._store.row("SELECT json FROM texts WHERE article = ?", listed.id)
        data = read_text(None if row is None else row[0])
        with self._store.told():
            kinds = corrected_kinds(self._store.connection, listed.id)
        paragraphs = _paragraphs(data["paragraphs"], kinds)
        places = self._finder.in_paragraphs(data["text"], [(one.start, one.end) for one in paragraphs])
        found = [
            (one, spans) for one, spans in zip(paragraphs, places, strict=True) if self._furniture or not one.furniture
        ]
        passages = tuple(_hits(data["text"], found, self._passages))
        headline = tuple(self._finder.places(listed.title))
        return ArticleHits(listed, sum(len(spans) for _, spans in found), passages, headline)

    def note(self, row: Row) -> NoteHit:
        """Return the first place in a note, given its id, its story and its article; raises LibraryProblem."""
        note, story, article = row
        with self._store.told():
            parts = note_parts(self._store.connection, note) or [""]
        found = [(part, self._finder.places(part)) for part in parts]
        part, spans = next(((part, spans) for part, spans in found if spans), found[0])
        shown = snippet(part, 0, len(part), spans, spans[0][0] if spans else 0)
        return NoteHit(note, story, article, shown.text, shown.marks)


class _Paragraph(NamedTuple):
    start: int
    end: int
    number: int
    furniture: bool


def _paragraphs(paragraphs: Sequence[Sequence[Any]], kinds: Mapping[int, str]) -> list[_Paragraph]:
    found, number = [], 0
    for place, (start, end, read, _) in enumerate(paragraphs):
        kind = kinds.get(place, read)
        number += kind == "body"
        found.append(_Paragraph(start, end, number, kind == "boilerplate"))
    return found


def _hits(text: str, found: Sequence[tuple[_Paragraph, list[Span]]], most: int) -> Iterator[Hit]:
    """Give the first places of an article, each outside the snippet of the one before."""
    given, shown_to = 0, -1
    for paragraph, spans in found:
        for start, end in spans:
            if given == most:
                return
            if start < shown_to:
                continue
            shown = snippet(text, paragraph.start, paragraph.end, spans, start)
            yield Hit(start, end, paragraph.number, shown.text, shown.marks)
            given, shown_to = given + 1, shown.end
