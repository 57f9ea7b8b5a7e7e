"""Tables that can always be made again: what lists are sorted by, and the full-text index of articles and notes.

Triggers mark what changed, whatever wrote it; :mod:`viewer.library.search.indexing` does what the marks ask for.
"""

from __future__ import annotations

import sqlite3

_FORM = 1
"""Counts up when words are compared in another way, so that every index is made anew."""
_SORTED = ("title", "outlet_key", "byline", "moment", "added", "words", "language", "outlet")

_TABLES = {
    # Articles that are not in the trash. doc: where the text stands in the index, null until it is there; a doc that
    # no row names any more counts for nothing.
    "listing": f"""CREATE TABLE listing ( -- {_FORM}
        id INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE, doc INTEGER UNIQUE, title TEXT, outlet_key TEXT,
        byline TEXT, moment TEXT, day TEXT, added TEXT NOT NULL, words INTEGER NOT NULL, language TEXT NOT NULL,
        outlet TEXT)""",
    "listing_marks": "CREATE TABLE listing_marks (article TEXT PRIMARY KEY, text INTEGER NOT NULL) WITHOUT ROWID",
    "note_listing": "CREATE TABLE note_listing (id INTEGER PRIMARY KEY, note TEXT NOT NULL UNIQUE)",
    "note_marks": "CREATE TABLE note_marks (note TEXT PRIMARY KEY) WITHOUT ROWID",
    **{f"listing_by_{name}": f"CREATE INDEX listing_by_{name} ON listing ({name}, article)" for name in _SORTED},
    "article_tags_by_tag": "CREATE INDEX article_tags_by_tag ON article_tags (tag)",
    "story_articles_by_article": "CREATE INDEX story_articles_by_article ON story_articles (article)",
}
_INDEX = {
    "found": "CREATE VIRTUAL TABLE found USING fts5(headline, body, furniture, content='', tokenize='ascii', "
    "prefix='1 2 3')",
    "found_notes": "CREATE VIRTUAL TABLE found_notes USING fts5(text, tokenize='ascii', prefix='1 2 3')",
}


def _marking(name: str, event: str, table: str, statement: str, when: str = "") -> tuple[str, str]:
    condition = f"WHEN {when} " if when else ""
    return name, f"CREATE TRIGGER {name} AFTER {event} ON {table} {condition}BEGIN {statement}; END"


def _article(identity: str, text: int) -> str:
    return (
        f"INSERT INTO listing_marks VALUES ({identity}, {text}) "
        "ON CONFLICT (article) DO UPDATE SET text = max(text, excluded.text)"
    )


def _kind(row: str) -> tuple[str, str]:
    """Return what marks the article of a corrected paragraph, and when; the target is ``[article, paragraph]``."""
    return _article(f"json_extract({row}.target, '$[0]')", 1), f"{row}.kind = 'paragraph_kind'"


def _note(identity: str) -> str:
    return f"INSERT OR IGNORE INTO note_marks VALUES ({identity})"


_TRIGGERS = dict(
    (
        _marking("mark_articles_made", "INSERT", "articles", _article("NEW.id", 1)),
        _marking("mark_articles_titled", "UPDATE OF title", "articles", _article("NEW.id", 1)),
        _marking(
            "mark_articles_changed",
            "UPDATE OF outlet, byline, published, language, words, added, trashed",
            "articles",
            _article("NEW.id", 0),
        ),
        _marking("mark_articles_gone", "DELETE", "articles", _article("OLD.id", 1)),
        _marking("mark_texts_made", "INSERT", "texts", _article("NEW.article", 1)),
        _marking("mark_texts_changed", "UPDATE OF json", "texts", _article("NEW.article", 1)),
        _marking("mark_texts_gone", "DELETE", "texts", _article("OLD.article", 1)),
        _marking("mark_kinds_made", "INSERT", "corrections", *_kind("NEW")),
        _marking("mark_kinds_changed", "UPDATE OF value", "corrections", *_kind("NEW")),
        _marking("mark_kinds_gone", "DELETE", "corrections", *_kind("OLD")),
        _marking("mark_notes_made", "INSERT", "notes", _note("NEW.id")),
        _marking("mark_notes_changed", "UPDATE OF text, tags, trashed", "notes", _note("NEW.id")),
        _marking("mark_notes_gone", "DELETE", "notes", _note("OLD.id")),
        _marking("mark_passages_made", "INSERT", "passages", _note("NEW.note")),
        _marking("mark_passages_changed", "UPDATE OF exact", "passages", _note("NEW.note")),
        _marking("mark_passages_gone", "DELETE", "passages", _note("OLD.note")),
    )
)


def has_index(connection: sqlite3.Connection) -> bool:
    """Return whether this SQLite can search texts (FTS5)."""
    return connection.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone() is not None


def is_ready(connection: sqlite3.Connection) -> bool:
    """Return whether all tables, triggers and indexes are there as this version makes them."""
    return _as_made(connection) == _wanted(connection)


def make(connection: sqlite3.Connection) -> None:
    """Make all tables, triggers and indexes anew and mark everything; part of a transaction."""
    there = _as_made(connection)
    for name in there:
        if name in _TRIGGERS or _TABLES.get(name, "").startswith("CREATE INDEX"):
            connection.execute(f"DROP {'TRIGGER' if name in _TRIGGERS else 'INDEX'} {name}")
    for name in there:
        if name in _INDEX or _TABLES.get(name, "").startswith("CREATE TABLE"):
            connection.execute(f"DROP TABLE {name}")
    for statement in _wanted(connection).values():
        connection.execute(statement)
    connection.execute("INSERT INTO listing_marks SELECT id, 1 FROM articles")
    connection.execute("INSERT INTO note_marks SELECT id FROM notes")


def _wanted(connection: sqlite3.Connection) -> dict[str, str]:
    return {**_TABLES, **(_INDEX if has_index(connection) else {}), **_TRIGGERS}


def _as_made(connection: sqlite3.Connection) -> dict[str, str]:
    wanted = _wanted(connection)
    marks = ", ".join("?" * len(wanted))
    return dict(connection.execute(f"SELECT name, sql FROM sqlite_master WHERE name IN ({marks})", list(wanted)))
