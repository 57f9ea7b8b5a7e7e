"""One search over texts, headlines and notes: articles that hold all words, the best first, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from viewer.article.messages import Message
from viewer.library.problems import DamagedLibrary
from viewer.library.search.hits import HitReader, Hits
from viewer.library.search.index_tables import has_index
from viewer.library.search.indexing import index_some, make_anew, waiting
from viewer.library.search.listing import BODY, EVERYWHERE, READ_THROUGH, Listings, Query
from viewer.library.search.places import Finder
from viewer.library.search.terms import Term, expression, parse, wanted
from viewer.library.storage.store import Row

PASSAGES = 3
"""Passages of an article that a search shows; all are counted."""
RANKED = 1500
"""Up to so many articles are ranked by how well they fit; of more, those with the words in the headline come first,
and then the newest: a word that stands everywhere ranks nothing."""
_ALONG = 5
"""Articles that each search indexes of those that wait."""
_SLOW = (
    "SQLite has no full-text index (FTS5) here, so only the {count} newest articles were searched, and no notes; "
    "another Python brings it."
)
_WEIGHTS = "8.0, 1.0, 0.5"


class Search(Listings):
    """The search through the library."""

    def search(self, text: str, query: Query | None = None, limit: int = 50, passages: int = PASSAGES) -> Hits:
        """Return the articles and notes that hold all words of ``text``, the best first; raises LibraryProblem.

        Words in quotation marks stand in a row; a word with an asterisk, and the last one while it is typed, is the
        beginning of a word; articles with a word after a minus are left out. ``query`` narrows the articles by its
        filters; notes are narrowed by its story alone. ``passages`` is how many places of an article are shown.
        """
        query = replace(query or Query(), words=text)
        terms = parse(text)
        if not wanted(terms):
            return Hits()
        reader = HitReader(self._store, Finder(terms), passages, furniture=query.furniture)
        if not has_index(self._store.connection):
            return self._read_all(query, terms, limit, reader)
        try:
            index_some(self._store, _ALONG)
            return self._found(query, terms, limit, reader)
        except DamagedLibrary:  # perhaps the index alone: it is made anew, and then it is told what is still damaged
            if self._store.read_only:
                raise
            make_anew(self._store)
            index_some(self._store)
            return self._found(query, terms, limit, reader)

    def _found(self, query: Query, terms: Sequence[Term], limit: int, reader: HitReader) -> Hits:
        articles, total = self._best(query, terms, limit)
        found = tuple(map(reader.article, self.several_listed(articles)))
        notes = tuple(map(reader.note, self._notes_found(query, terms, limit)))
        return Hits(found, notes, total, waiting(self._store))

    def _read_all(self, query: Query, terms: Sequence[Term], limit: int, reader: HitReader) -> Hits:
        articles = self._read_through(query, terms)
        found = tuple(map(reader.article, self.several_listed(articles[:limit])))
        unread = max(0, self.article_count(replace(query, words="")) - READ_THROUGH)
        return Hits(found, (), len(articles), unread, Message(_SLOW, count=READ_THROUGH))

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

    def _notes_found(self, query: Query, terms: Sequence[Term], limit: int) -> list[Row]:
        """Return id, story and article of the notes that hold the terms, the last written first."""
        story = "" if query.story is None else " AND story = ?"
        return self._store.rows(
            "SELECT notes.id, story, (SELECT article FROM passages WHERE note = notes.id ORDER BY number LIMIT 1) "
            "FROM found_notes CROSS JOIN note_listing ON note_listing.id = found_notes.rowid "
            f"JOIN notes ON notes.id = note_listing.note WHERE found_notes MATCH ?{story} "
            "ORDER BY found_notes.rowid DESC LIMIT ?",
            expression(terms, "text"),
            *(() if query.story is None else (query.story,)),
            limit,
        )
