"""The second schema: texts apart from what lists show of them, notes of several passages, trash, tasks, palettes."""

from __future__ import annotations

import json
import sqlite3

from viewer.library.storage.changes import RowChange
from viewer.library.storage.hashes import make_triggers
from viewer.library.storage.packed import packed
from viewer.library.storage.upgrade import from_1_to_2, listed_words

_TABLES = (
    # What a list shows of an article; its columns are as the reader corrected them. key: the same for the same news in
    # other furniture. A row that was put into the trash says when.
    """CREATE TABLE articles (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, outlet TEXT, byline TEXT, published TEXT, language TEXT NOT NULL,
        words INTEGER NOT NULL, path TEXT, added TEXT NOT NULL, key TEXT, trashed TEXT, hash INTEGER)""",
    "CREATE INDEX articles_by_key ON articles (key)",
    # Apart, so that a list does not read past them, nor a reader past the bytes a text was read from; both packed.
    "CREATE TABLE texts (article TEXT PRIMARY KEY, json BLOB NOT NULL, hash INTEGER)",
    "CREATE TABLE originals (article TEXT PRIMARY KEY, data BLOB NOT NULL, hash INTEGER)",
    """CREATE TABLE article_tags (
        article TEXT NOT NULL, tag TEXT NOT NULL, hash INTEGER, PRIMARY KEY (article, tag)) WITHOUT ROWID""",
    """CREATE TABLE outlets (
        name TEXT PRIMARY KEY, owner TEXT NOT NULL, kind TEXT NOT NULL, said TEXT NOT NULL, source TEXT NOT NULL,
        modified TEXT NOT NULL, hash INTEGER) WITHOUT ROWID""",
    "ALTER TABLE stories ADD COLUMN settings TEXT",
    "ALTER TABLE stories ADD COLUMN origin TEXT",
    "ALTER TABLE stories ADD COLUMN trashed TEXT",
    *(f"ALTER TABLE {table} ADD COLUMN hash INTEGER" for table in ("meta", "stories", "corrections", "log")),
    # What is known about the file itself (when it was last looked through), by name.
    "CREATE TABLE upkeep (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # A note points to its story, its passages to their articles without a foreign key: they must be kept even where
    # those are lost.
    """CREATE TABLE notes (
        id TEXT PRIMARY KEY, story TEXT NOT NULL, category TEXT NOT NULL, text TEXT NOT NULL,
        tags TEXT NOT NULL DEFAULT '[]', task TEXT, author TEXT NOT NULL DEFAULT '', filled INTEGER NOT NULL DEFAULT 0,
        created TEXT NOT NULL, modified TEXT NOT NULL, trashed TEXT, hash INTEGER)""",
    "CREATE INDEX notes_of_story ON notes (story)",
    """CREATE TABLE passages (
        note TEXT NOT NULL, number INTEGER NOT NULL, article TEXT NOT NULL, "start" INTEGER NOT NULL,
        "end" INTEGER NOT NULL, exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'placed', tray INTEGER, hash INTEGER, PRIMARY KEY (note, number)) WITHOUT ROWID""",
    "CREATE INDEX passages_of_article ON passages (article)",
    """CREATE TABLE note_versions (
        note TEXT NOT NULL, number INTEGER NOT NULL, category TEXT NOT NULL, text TEXT NOT NULL, tags TEXT NOT NULL,
        modified TEXT NOT NULL, hash INTEGER, PRIMARY KEY (note, number)) WITHOUT ROWID""",
    """CREATE TABLE palettes (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, categories TEXT NOT NULL, place INTEGER NOT NULL,
        hash INTEGER) WITHOUT ROWID""",
    """CREATE TABLE tasks (
        id TEXT PRIMARY KEY, story TEXT NOT NULL, question TEXT NOT NULL, place INTEGER NOT NULL,
        hash INTEGER) WITHOUT ROWID""",
    # What others handed in about a story: read, never edited, so their notes are kept as they came (JSON).
    """CREATE TABLE hand_ins (
        id TEXT PRIMARY KEY, story TEXT NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL, stamp TEXT NOT NULL,
        notes TEXT NOT NULL, hash INTEGER) WITHOUT ROWID""",
    "CREATE INDEX hand_ins_of_story ON hand_ins (story)",
)


def to_2(connection: sqlite3.Connection) -> None:
    """Bring a library of schema 1 to schema 2, with everything in it and every step that can be undone."""
    for table in ("articles", "notes"):
        connection.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    connection.execute("DROP INDEX notes_of_story")
    # The table of places keeps pointing to articles, not to the old table that is dropped.
    connection.execute("ALTER TABLE story_articles RENAME TO old_story_articles")
    for statement in _TABLES:
        connection.execute(statement)
    _move_articles(connection)
    _move_notes(connection)
    _move_log(connection)
    for table in ("old_story_articles", "old_articles", "old_notes"):
        connection.execute(f"DROP TABLE {table}")
    make_triggers(connection)


def _move_articles(connection: sqlite3.Connection) -> None:
    connection.execute(
        """CREATE TABLE story_articles (
        story TEXT NOT NULL REFERENCES stories (id), article TEXT NOT NULL REFERENCES articles (id),
        place INTEGER NOT NULL, shown INTEGER NOT NULL, hash INTEGER, PRIMARY KEY (story, article)) WITHOUT ROWID"""
    )
    columns = "id, title, outlet, byline, published, language, path, added"
    for identity, text, source in connection.execute("SELECT id, json, source FROM old_articles ORDER BY rowid"):
        connection.execute(
            f"INSERT INTO articles ({columns}, words) SELECT {columns}, ? FROM old_articles WHERE id = ?",
            (listed_words(text), identity),
        )
        insert = "INSERT INTO {} VALUES (?, ?, NULL)"
        connection.execute(insert.format("texts"), (identity, packed(text.encode("utf-8"))))
        if source is not None:
            connection.execute(insert.format("originals"), (identity, packed(source)))
    connection.execute("INSERT INTO story_articles SELECT story, article, place, shown, NULL FROM old_story_articles")


def _move_notes(connection: sqlite3.Connection) -> None:
    cursor = connection.execute("SELECT * FROM old_notes ORDER BY rowid")
    names = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        values = dict(zip(names, row, strict=True))
        old = RowChange("notes", {"id": values.pop("id")}, None, values)
        for change in from_1_to_2(old):
            new = {**change.key, **(change.after or {})}
            marks = ", ".join("?" * len(new))
            columns = ", ".join(f'"{name}"' for name in new)
            connection.execute(f"INSERT INTO {change.table} ({columns}) VALUES ({marks})", [*new.values()])


def _move_log(connection: sqlite3.Connection) -> None:
    for number, forward, backward in connection.execute("SELECT id, forward, backward FROM log").fetchall():
        connection.execute(
            "UPDATE log SET forward = ?, backward = ? WHERE id = ?", (_moved(forward), _moved(backward), number)
        )


def _moved(rows: str) -> str:
    return json.dumps([new for row in json.loads(rows) for new in from_1_to_2(RowChange(*row))])
