"""The list of articles: filtered, sorted as people sort, and read page by page."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from viewer.library.articles import Articles, Listed
from viewer.library.search.index_tables import has_index
from viewer.library.search.indexing import words_of
from viewer.library.search.places import fits
from viewer.library.search.terms import Term, excluded, expression, parse, wanted

Sort = Literal["title", "outlet", "byline", "published", "added", "words", "language", "notes", "stories"]
SORTS: tuple[Sort, ...] = get_args(Sort)

BODY, EVERYWHERE = "headline body", "headline body furniture"
"""The columns of the index: a search leaves the page's furniture out unless it is asked for."""

_KEYS = {"outlet": "outlet_key", "published": "moment"}
_NOTES = """(SELECT count(DISTINCT note) FROM passages JOIN notes ON notes.id = note
    WHERE article = listing.article AND author = '' AND trashed IS NULL)"""
_STORIES = """(SELECT count(*) FROM story_articles JOIN stories ON stories.id = story
    WHERE article = listing.article AND trashed IS NULL)"""
_COUNTED = {"notes": _NOTES, "stories": _STORIES}
_TRASH = """(SELECT id AS article, NULL AS doc, lower(title) AS title, lower(outlet) AS outlet_key, outlet,
    lower(byline) AS byline, published AS moment, substr(published, 1, 10) AS day, added, words, language
    FROM articles WHERE trashed IS NOT NULL) AS listing"""
_AT_ONCE = 400
"""Rows from the top that are read without the order of all rows."""
_KEPT_ORDERS = 4
READ_THROUGH = 1000
"""Articles that are read for a search where SQLite has no full-text index."""

State = tuple[int, int]
Orders = dict["Query", tuple[State, "array[int]"]]
Condition = tuple[str, Sequence[object]]


@dataclass(frozen=True, slots=True)
class Query:
    """Which articles are wanted, and in which order. An empty filter lets everything pass; filters add up.

    ``words`` as typed into the search; ``outlets`` and ``languages`` name those of which an article has one, ``tags``
    those of which it has all (``""``: an article without an outlet); ``story`` is an id, ``""`` what is in no story;
    ``since`` and ``until`` are dates (YYYY-MM-DD, inclusive) of what was published, so
    that articles without a date do not pass. ``furniture`` searches menus and promotion too. Articles that have
    nothing to sort by come last in either direction. ``trashed`` asks for what lies in the trash instead, where words
    are not looked for.
    """

    words: str = ""
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    story: str | None = None
    since: str | None = None
    until: str | None = None
    sort: Sort = "added"
    descending: bool = True
    furniture: bool = False
    trashed: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """What articles can be filtered by, each with the number of articles, and the dates (YYYY-MM-DD) they span."""

    outlets: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    tags: tuple[tuple[str, int], ...]
    oldest: str | None
    newest: str | None


class Listings(Articles):
    """The articles of the library as a table; those in the trash are not in it."""

    _orders: Orders

    def article_page(self, query: Query, offset: int = 0, limit: int = 200) -> tuple[Listed, ...]:
        """Return some rows of the table from row ``offset`` on; raises LibraryProblem."""
        state = self._state()
        quick = offset + limit <= _AT_ONCE and query.sort not in _COUNTED
        if query.trashed or (quick and self._kept_order(query, state) is None):
            sql, values = self._select("article", query, order=True)
            return self.several_listed(self._ids(f"{sql} LIMIT ? OFFSET ?", *values, limit, offset))
        chosen = self._order(query, state)[offset : offset + limit]
        marks = ", ".join("?" * len(chosen))
        known: dict[int, str] = dict(
            self._store.rows(f"SELECT id, article FROM listing WHERE id IN ({marks})", *chosen)
        )
        return self.several_listed([known[identity] for identity in chosen if identity in known])

    def article_count(self, query: Query | None = None) -> int:
        """Return how many articles a query finds; raises LibraryProblem."""
        sql, values = self._select("count(*)", query or Query())
        return int(self._store.rows(sql, *values)[0][0])

    def facets(self) -> Facets:
        """Return the outlets, languages and tags of all articles, the commonest first, and their dates.

        The outlet ``""`` stands for articles that name none.
        """
        outlets, languages = (
            self._counted(f"SELECT {name}, count(*) FROM listing GROUP BY {name}") for name in ("outlet", "language")
        )
        tags = self._counted("SELECT tag, count(*) FROM article_tags JOIN listing USING (article) GROUP BY tag")
        span = self._store.row("SELECT (SELECT min(moment) FROM listing), (SELECT max(moment) FROM listing)") or (
            None,
            None,
        )
        oldest, newest = (moment and moment[:10] for moment in span)
        return Facets(outlets, languages, tags, oldest, newest)

    def _counted(self, sql: str) -> tuple[tuple[str, int], ...]:
        rows = [(name or "", count) for name, count in self._store.rows(sql)]
        return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))

    def _ids(self, sql: str, *values: object) -> list[str]:
        return [row[0] for row in self._store.rows(sql, *values)]

    def _order(self, query: Query, state: State) -> array[int]:
        """Return the rows of the listing in the order of a query; the last few orders are kept while they hold."""
        order = self._kept_order(query, state)
        if order is None:
            sql, values = self._select("id", query, order=True)
            order = array("q", (row[0] for row in self._store.rows(sql, *values)))
        self._orders.pop(query, None)
        self._orders[query] = state, order
        while len(self._orders) > _KEPT_ORDERS:
            del self._orders[next(iter(self._orders))]
        return order

    def _kept_order(self, query: Query, state: State) -> array[int] | None:
        kept = self._orders.get(query)
        return kept[1] if kept is not None and kept[0] == state else None

    def _state(self) -> State:
        """Return what changes whenever this or another process changed the library."""
        row = self._store.row("PRAGMA data_version")
        return self._store.connection.total_changes, 0 if row is None else row[0]

    def _select(self, what: str, query: Query, *, order: bool = False) -> tuple[str, list[Any]]:
        """Return the SQL for the rows of a query and its values."""
        conditions = self._conditions(query)
        where = " AND ".join(condition for condition, _ in conditions)
        source = _TRASH if query.trashed else "listing"
        sql = f"SELECT {what} FROM {source}{where and f' WHERE {where}'}{_order_by(query) if order else ''}"
        return sql, [value for _, values in conditions for value in values]

    def _conditions(self, query: Query) -> list[Condition]:
        return [*_filters(query), *self._matching(query)]

    def _matching(self, query: Query) -> list[Condition]:
        """Return the conditions for the words of a query."""
        terms = parse(query.words)
        if not terms:
            return []
        if not has_index(self._store.connection):
            return [("article IN (SELECT value FROM json_each(?))", [json.dumps(self._read_through(query, terms))])]
        columns = EVERYWHERE if query.furniture else BODY
        matching = "doc IN (SELECT rowid FROM found WHERE found MATCH ?)"
        if wanted(terms):
            return [(matching, [expression(terms, columns)])]
        return [(f"NOT {matching}", [f"{{{columns}}} : {phrase}"]) for phrase in excluded(terms)]

    def _read_through(self, query: Query, terms: Sequence[Term]) -> list[str]:
        """Return the articles that hold the terms, by reading texts: the newest of those that pass the filters."""
        articles = self._ids(*self._newest(query))
        return [
            article for article in articles if fits(words_of(self._store, article, furniture=query.furniture), terms)
        ]

    def _newest(self, query: Query) -> tuple[str, ...]:
        newest = replace(query, words="", sort="added", descending=True)
        sql, values = self._select("article", newest, order=True)
        return f"{sql} LIMIT {READ_THROUGH}", *values


def _order_by(query: Query) -> str:
    key = _COUNTED.get(query.sort) or _KEYS.get(query.sort, query.sort)
    direction = "DESC" if query.descending else "ASC"
    return f" ORDER BY {key} {direction} NULLS LAST, article {direction}"


def _filters(query: Query) -> Iterator[Condition]:
    """Give what a row of the listing must fulfil, as SQL with its values."""
    for name, chosen in (("outlet", query.outlets), ("language", query.languages)):
        if chosen:
            yield f"coalesce({name}, '') IN ({', '.join('?' * len(chosen))})", chosen
    for tag in query.tags:
        yield "article IN (SELECT article FROM article_tags WHERE tag = ?)", (tag,)
    if query.story == "":
        yield "NOT article IN (SELECT article FROM story_articles JOIN stories ON id = story WHERE trashed IS NULL)", ()
    elif query.story is not None:
        yield "article IN (SELECT article FROM story_articles WHERE story = ?)", (query.story,)
    for condition, day in (("day >= ?", query.since), ("day <= ?", query.until)):
        if day:
            yield condition, (day,)
