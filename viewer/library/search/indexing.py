"""Keep the listing and the full-text index in step with the library, and build them where they are missing.

What a transaction marked is done before it ends, so a reader never sees one without the other. Marks that were left
by a migration or another version are done a few at a time.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from viewer.library.damage import code_of, is_damage
from viewer.library.search import index_tables
from viewer.library.search.tokens import Token, line_of, sort_key, tokens
from viewer.library.storage.packed import unpacked
from viewer.library.storage.store import Row, Store

BREAK = "¶"
"""Stands in the index between paragraphs and passages: no phrase goes across."""
TOGETHER = 100
"""Articles that are indexed in one transaction when there is much to catch up with."""
_KEY = 120
"""Characters that rows are sorted by."""
_MOST_STALE = 0.2
"""The index is built anew when so large a part of it counts for nothing any more."""
_INDEX_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CONSTRAINT}
"""How FTS5 fails on an index that is damaged; none of its tables has another constraint."""
_READ = "title, outlet, byline, published, added, words, language"


def prepare(store: Store) -> None:
    """Make the tables if they are missing, list every article, and keep all of it in step from now on."""
    if not index_tables.is_ready(store.connection):
        make_anew(store)
    store.before_commit = in_step
    if has_marks(store.connection):
        with store.writing():
            _list_marked(store.connection)


def is_in_step(connection: sqlite3.Connection) -> bool:
    """Return whether the tables are there and nothing waits to be listed: a library that is only read needs that."""
    return index_tables.is_ready(connection) and not has_marks(connection)


def in_step(store: Store) -> None:
    """Do what the transaction has marked; part of it."""
    connection = store.connection
    if has_marks(connection):
        _unless_damaged(connection, lambda: _index(connection, _list_marked(connection)))


def has_marks(connection: sqlite3.Connection) -> bool:
    """Return whether anything waits to be listed or indexed."""
    sql = "SELECT EXISTS (SELECT 1 FROM listing_marks) OR EXISTS (SELECT 1 FROM note_marks)"
    return bool(connection.execute(sql).fetchone()[0])


def waiting(store: Store) -> int:
    """Return how many articles are not in the index yet."""
    row = store.row("SELECT count(*) FROM listing WHERE doc IS NULL")
    return 0 if row is None else int(row[0])


def index_some(store: Store, most: int = TOGETHER) -> int:
    """Index articles that wait for it, the newest first; return how many that were."""
    if store.read_only or not index_tables.has_index(store.connection):
        return 0
    rows = store.rows("SELECT id, article FROM listing WHERE doc IS NULL ORDER BY id DESC LIMIT ?", most)
    if rows:
        with store.writing():
            _unless_damaged(store.connection, lambda: _index(store.connection, rows))
    return len(rows)


def keep_sound(store: Store) -> None:
    """Index everything that waits; build the index anew where it is damaged or much of it is stale."""
    if not (_lists_all(store.connection) and _is_good(store.connection)):
        make_anew(store)
    while index_some(store):
        pass


def make_anew(store: Store) -> None:
    """Make listing and index anew; everything is listed at once, and texts wait to be indexed."""
    with store.told(), store.writing():
        _make_anew(store.connection)


def _lists_all(connection: sqlite3.Connection) -> bool:
    """Return whether the list holds exactly the articles that are not in the trash, as they are."""
    wrong = connection.execute(
        "SELECT 1 FROM articles LEFT JOIN listing ON article = articles.id WHERE trashed IS NULL AND "
        "(article IS NULL OR listing.words IS NOT articles.words OR listing.added IS NOT articles.added "
        "OR listing.language IS NOT articles.language OR listing.outlet IS NOT articles.outlet) LIMIT 1"
    ).fetchone()
    counts = "SELECT (SELECT count(*) FROM listing) = (SELECT count(*) FROM articles WHERE trashed IS NULL)"
    return wrong is None and bool(connection.execute(counts).fetchone()[0])


def _is_good(connection: sqlite3.Connection) -> bool:
    if not index_tables.has_index(connection):
        return True
    try:
        for name in ("found", "found_notes"):
            connection.execute(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return False
    return _staleness(connection) <= _MOST_STALE


def _staleness(connection: sqlite3.Connection) -> float:
    docs, listed = connection.execute(
        "SELECT (SELECT count(*) FROM found_docsize), (SELECT count(doc) FROM listing)"
    ).fetchone()
    return 0.0 if docs < TOGETHER else 1 - listed / docs


def _list_marked(connection: sqlite3.Connection) -> list[Row]:
    """List the marked articles and index the marked notes; return id and article of the rows to be indexed."""
    for article, text in connection.execute("SELECT article, text FROM listing_marks").fetchall():
        _list(connection, article, changed=bool(text))
    changed = connection.execute(
        "SELECT id, listing.article FROM listing JOIN listing_marks ON listing.article = listing_marks.article "
        "WHERE doc IS NULL"
    ).fetchall()
    connection.execute("DELETE FROM listing_marks")
    if index_tables.has_index(connection):
        _index_notes(connection)
    return changed


def _list(connection: sqlite3.Connection, article: str, *, changed: bool) -> None:
    row = _row(connection, f"SELECT {_READ} FROM articles WHERE id = ? AND trashed IS NULL", article)
    if row is None:
        connection.execute("DELETE FROM listing WHERE article = ?", (article,))
        return
    title, outlet, byline, published, added, words, language = row
    keys = _key(title), _key(outlet), _key(byline), _moment(published), published and published[:10]
    connection.execute(
        "INSERT INTO listing (article, title, outlet_key, byline, moment, day, added, words, language, outlet) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (article) DO UPDATE SET title = excluded.title, "
        "outlet_key = excluded.outlet_key, byline = excluded.byline, moment = excluded.moment, day = excluded.day, "
        "added = excluded.added, words = excluded.words, language = excluded.language, outlet = excluded.outlet",
        (article, *keys, added, words, language, outlet),
    )
    if changed:
        connection.execute("UPDATE listing SET doc = NULL WHERE article = ?", (article,))


def _key(text: str | None) -> str | None:
    key = sort_key(text)
    return key and key[:_KEY]


def _moment(published: str | None) -> str | None:
    """Return a stated date or moment so that it sorts with others: a moment in UTC."""
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return published
    return moment.astimezone(UTC).isoformat() if moment.tzinfo else published


def _index(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    if not index_tables.has_index(connection):
        return
    doc = connection.execute("SELECT coalesce(max(id), 0) FROM found_docsize").fetchone()[0]
    for identity, article in rows:
        doc += 1
        columns = _columns(connection, article)
        connection.execute("INSERT INTO found (rowid, headline, body, furniture) VALUES (?, ?, ?, ?)", (doc, *columns))
        connection.execute("UPDATE listing SET doc = ? WHERE id = ?", (doc, identity))


def _columns(connection: sqlite3.Connection, article: str) -> tuple[str, str, str]:
    """Return headline, article text and furniture as the index keeps them."""
    row = _row(connection, "SELECT title FROM articles WHERE id = ?", article)
    parts: dict[bool, list[str]] = {False: [], True: []}
    for kind, text in _paragraphs(connection, article):
        parts[kind == "boilerplate"].append(text)
    headline = [row[0]] if row else []
    return line_of(headline, BREAK), line_of(parts[False], BREAK), line_of(parts[True], BREAK)


def _paragraphs(connection: sqlite3.Connection, article: str) -> Iterator[tuple[str, str]]:
    """Give the kind and the text of each paragraph."""
    row = _row(connection, "SELECT json FROM texts WHERE article = ?", article)
    data, kinds = read_text(None if row is None else row[0]), corrected_kinds(connection, article)
    for number, (start, end, kind, _) in enumerate(data["paragraphs"]):
        yield kinds.get(number, kind), data["text"][start:end]


def words_of(store: Store, article: str, *, furniture: bool) -> list[list[Token]]:
    """Return the words of the headline and of each paragraph of an article; raises LibraryProblem."""
    headline = store.row("SELECT title FROM articles WHERE id = ?", article)
    with store.told():
        paragraphs = list(_paragraphs(store.connection, article))
    shown = [text for kind, text in paragraphs if furniture or kind != "boilerplate"]
    return [tokens(text) for text in (headline[0] if headline else "", *shown)]


def read_text(packed_json: bytes | None) -> dict[str, Any]:
    """Return an article as plain data; one without text where it is missing or damaged, which is told elsewhere."""
    try:
        data = json.loads(unpacked(packed_json)) if packed_json is not None else {}
    except (zlib.error, ValueError):
        data = {}
    return {"text": "", "paragraphs": [], **data}


def corrected_kinds(connection: sqlite3.Connection, article: str) -> dict[int, str]:
    """Return the kinds the reader gave to paragraphs of an article, by paragraph."""
    first = json.dumps([article])[:-1] + ", "
    rows = connection.execute(
        "SELECT target, value FROM corrections WHERE kind = 'paragraph_kind' AND target > ? AND target < ?",
        (first, first[:-1] + "!"),  # the sign after the space
    )
    return {json.loads(target)[1]: json.loads(value) for target, value in rows}


def _index_notes(connection: sqlite3.Connection) -> None:
    for (note,) in connection.execute("SELECT note FROM note_marks").fetchall():
        _index_note(connection, note)
    connection.execute("DELETE FROM note_marks")


def _index_note(connection: sqlite3.Connection, note: str) -> None:
    known = connection.execute("SELECT id FROM note_listing WHERE note = ?", (note,)).fetchone()
    parts = note_parts(connection, note)
    if known:
        connection.execute("DELETE FROM found_notes WHERE rowid = ?", known)
        if parts is None:
            connection.execute("DELETE FROM note_listing WHERE id = ?", known)
    if parts is None:
        return
    if known is None:
        known = (connection.execute("INSERT INTO note_listing (note) VALUES (?)", (note,)).lastrowid,)
    connection.execute("INSERT INTO found_notes (rowid, text) VALUES (?, ?)", (*known, line_of(parts, BREAK)))


def note_parts(connection: sqlite3.Connection, note: str) -> list[str] | None:
    """Return what is searched of a note: its text, the passages it quotes, its tags; None where it is not there."""
    row = _row(connection, "SELECT text, tags FROM notes WHERE id = ? AND trashed IS NULL", note)
    # One row of them all: a damaged one is passed over as a whole.
    quoted = _row(connection, "SELECT json_group_array(exact) FROM passages WHERE note = ?", note)
    try:
        return None if row is None or quoted is None else [row[0], *json.loads(quoted[0]), *json.loads(row[1])]
    except ValueError:
        return None


def _row(connection: sqlite3.Connection, sql: str, value: str) -> Row | None:
    """Return the row of a query; None too where it is damaged, which is told by those who show it."""
    try:
        row: Row | None = connection.execute(sql, (value,)).fetchone()
    except sqlite3.OperationalError as error:
        if not is_damage(error):
            raise
        return None
    return row


def _unless_damaged(connection: sqlite3.Connection, task: Callable[[], object]) -> None:
    """Do a task on the index; where the index is damaged make it anew, and index its texts later."""
    connection.execute("SAVEPOINT indexing")
    try:
        connection.execute("SAVEPOINT written")
        task()
        connection.execute("RELEASE written")  # FTS5 writes what it kept back here, not as the transaction ends
    except sqlite3.DatabaseError as error:
        if code_of(error) not in _INDEX_DAMAGED and "fts5" not in str(error):
            raise
        connection.execute("ROLLBACK TO indexing")
        _make_anew(connection)
    connection.execute("RELEASE indexing")


def _make_anew(connection: sqlite3.Connection) -> None:
    index_tables.make(connection)
    _list_marked(connection)
