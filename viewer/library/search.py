"""One search over texts, headlines and notes: articles that hold all words, the best first, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from viewer.article.messages import Message
from viewer.library.articles import Listed
from viewer.library.index_tables import has_index
from viewer.library.indexing import corrected_kinds, index_some, note_parts, read_text, waiting
from viewer.library.listing import BODY, EVERYWHERE, READ_THROUGH, Listings, Query
from viewer.library.places import Finder, Span
from viewer.library.snippets import snippet
from viewer.library.store import Row
from viewer.library.terms import Term, expression, parse, wanted

PASSAGES = 3
"""Passages of an article that a search shows; all are counted."""
RANKED = 1500
"""Up to so many articles are ranked by how well they fit; of more, those with the words in the headline come first,
and then the newest: a word that stands everywhere ranks nothing."""
_SLOW = (
    "SQLite has no full-text index (FTS5) here, so only the {count} newest articles were searched, and no notes; "
    "another Python brings it."
)
_WEIGHTS = "8.0, 1.0, 0.5"


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


class Search(Listings):
    """The search through the library."""

    def search(self, text: str, query: Query | None = None, limit: int = 50) -> Hits:
        """Return the articles and notes that hold all words of ``text``, the best first; raises LibraryProblem.

        Words in quotation marks stand in a row; a word with an asterisk, and the last one while it is typed, is the
        beginning of a word; articles with a word after a minus are left out. ``query`` narrows the articles by its
        filters; notes are narrowed by its story alone.
        """
        query = replace(query or Query(), words=text)
        terms = parse(text)
        if not wanted(terms):
            return Hits()
        if not has_index(self._store.connection):
            return self._search_without_index(query, terms, limit)
        index_some(self._store, 5)
        articles, total = self._best(query, terms, limit)
        found = tuple(self._article_hits(articles, terms, furniture=query.furniture))
        return Hits(found, self._note_hits(query, terms, limit), total, waiting(self._store))

    def _best(self, query: Query, terms: Sequence[Term], limit: int) -> tuple[list[str], int]:
        """Return the articles that fit best, and how many fit."""
        columns = EVERYWHERE if query.furniture else BODY
        filters = self._conditions(replace(query, words=""))
        where = "".join(f" AND {condition}" for condition, _ in filters)
        values = [value for _, some in filters for value in some]
        source = f"FROM found CROSS JOIN listing ON doc = found.rowid WHERE found MATCH ?{where}"
        matching = expression(terms, columns)
        total = self._store.rows(f"SELECT count(*) {source}", matching, *values)[0][0]
        if total <= RANKED:
            order = f"ORDER BY bm25(found, {_WEIGHTS}), added DESC, article"
            rows = self._store.rows(f"SELECT article {source} {order} LIMIT ?", matching, *values, limit)
            return [row[0] for row in rows], total
        newest = f"SELECT article {source} ORDER BY found.rowid DESC LIMIT ?"
        headed = self._store.rows(newest, expression(terms, "headline"), *values, limit)
        rows = headed + self._store.rows(newest, matching, *values, limit)
        return list(dict.fromkeys(row[0] for row in rows))[:limit], total

    def _article_hits(
        self, articles: Sequence[str], terms: Sequence[Term], *, furniture: bool
    ) -> Iterator[ArticleHits]:
        finder = Finder(terms)
        for listed in self.several_listed(articles):
            row = self._store.row("SELECT json FROM texts WHERE article = ?", listed.id)
            data = read_text(None if row is None else row[0])
            kinds = corrected_kinds(self._store.connection, listed.id)
            paragraphs = _paragraphs(data["paragraphs"], kinds)
            places = finder.in_paragraphs(data["text"], [(one.start, one.end) for one in paragraphs])
            found = [
                (one, spans) for one, spans in zip(paragraphs, places, strict=True) if furniture or not one.furniture
            ]
            passages = tuple(_passages(data["text"], found))
            count = sum(len(spans) for _, spans in found)
            headline = tuple(finder.places(listed.title))
            yield ArticleHits(listed, count, passages, headline)

    def _note_hits(self, query: Query, terms: Sequence[Term], limit: int) -> tuple[NoteHit, ...]:
        story = "" if query.story is None else " AND story = ?"
        rows = self._store.rows(
            "SELECT notes.id, story, (SELECT article FROM passages WHERE note = notes.id ORDER BY number LIMIT 1) "
            "FROM found_notes CROSS JOIN note_listing ON note_listing.id = found_notes.rowid "
            f"JOIN notes ON notes.id = note_listing.note WHERE found_notes MATCH ?{story} "
            "ORDER BY found_notes.rowid DESC LIMIT ?",
            expression(terms, "text"),
            *(() if query.story is None else (query.story,)),
            limit,
        )
        return tuple(self._note_hit(row, terms) for row in rows)

    def _note_hit(self, row: Row, terms: Sequence[Term]) -> NoteHit:
        note, story, article = row
        finder = Finder(terms)
        parts = note_parts(self._store.connection, note) or [""]
        found = [(part, finder.places(part)) for part in parts]
        part, spans = next(((part, spans) for part, spans in found if spans), found[0])
        shown = snippet(part, 0, len(part), spans, spans[0][0] if spans else 0)
        return NoteHit(note, story, article, shown.text, shown.marks)

    def _search_without_index(self, query: Query, terms: Sequence[Term], limit: int) -> Hits:
        articles = self._read_through(query, terms)
        found = tuple(self._article_hits(articles[:limit], terms, furniture=query.furniture))
        unread = max(0, self.article_count(replace(query, words="")) - READ_THROUGH)
        return Hits(found, (), len(articles), unread, Message(_SLOW, count=READ_THROUGH))


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


def _passages(text: str, found: Sequence[tuple[_Paragraph, list[Span]]]) -> Iterator[Hit]:
    """Give the first places of an article, each outside the snippet of the one before."""
    given, shown_to = 0, -1
    for paragraph, spans in found:
        for start, end in spans:
            if given == PASSAGES:
                return
            if start < shown_to:
                continue
            shown = snippet(text, paragraph.start, paragraph.end, spans, start)
            yield Hit(start, end, paragraph.number, shown.text, shown.marks)
            given, shown_to = given + 1, shown.end
