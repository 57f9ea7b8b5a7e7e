"""Many articles at once, each kept only once, and what an import has done so far, so that it can go on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from viewer.article.model import Article
from viewer.library.articles import Articles
from viewer.library.storage.changes import Draft, storable
from viewer.library.storage.store import new_id, utc_now

How = Literal["new", "again", "same text", "same news text, other furniture"]
"""Why an article is in the library: it was new; it was read from the same file before; or it stood there already."""

_TABLES = (
    # Files that were read to their end, as they were then (stamp), and the articles that came of them (JSON).
    """CREATE TABLE IF NOT EXISTS imported (
        path TEXT PRIMARY KEY, stamp TEXT NOT NULL, articles TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS imports (
        id TEXT PRIMARY KEY, paths TEXT NOT NULL, story TEXT NOT NULL, begun TEXT NOT NULL,
        cancelled INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID""",
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that was read, the bytes it was read from, and the key of its news text, where there are such."""

    article: Article
    source: bytes | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """Which article of the library an arrival is now."""

    id: str
    how: How


@dataclass(frozen=True, slots=True)
class UnfinishedImport:
    """An import that was begun and has not ended: its paths and the title of the story it was to make, if any.

    ``cancelled`` says that the reader stopped it; else a window was closed, or something went wrong, or it goes on.
    """

    id: str
    paths: tuple[str, ...]
    story: str
    cancelled: bool = False


class Imports(Articles):
    """The part of the library that takes in many articles.

    What it remembers about files and imports is a cache: it is not in the journal, its tables are made when they are
    first needed, and where they are lost, files are only read once more.
    """

    def take_in(self, batch: Sequence[Arrival]) -> tuple[Taken, ...]:
        """Keep those articles of a batch that are not here yet, in one transaction; return what became of each.

        Another process that imports the same articles at the same time makes none of them double.
        """
        with self._command("add_article", act="keep") as draft:
            return tuple([self._take_in(draft, arrival) for arrival in batch])

    def _take_in(self, draft: Draft, arrival: Arrival) -> Taken:
        article = arrival.article
        known = self._store.row("SELECT path FROM articles WHERE id = ? AND trashed IS NULL", article.id)
        if known is not None:
            again = article.path is not None and known[0] == storable({"path": article.path})["path"]
            return Taken(article.id, "again" if again else "same text")
        alike = self._store.row(
            "SELECT id FROM articles WHERE key = ? AND trashed IS NULL ORDER BY rowid LIMIT 1", arrival.key
        )
        if alike is not None:
            return Taken(alike[0], "same news text, other furniture")
        self._keep_arrived(draft, article, arrival.source, arrival.key)
        return Taken(article.id, "new")

    def has_analysis(self, key: str) -> bool:
        """Return whether an analysis or comparison is kept under a key."""
        return self._store.row("SELECT 1 FROM analyses WHERE key = ?", key) is not None

    # What was done

    def imported(self, path: str, stamp: str) -> tuple[str, ...]:
        """Return the articles that came of a file that is unchanged since; none where one of them is no longer here."""
        if not self._has_tables():
            return ()
        row = self._store.row(
            "SELECT articles FROM imported WHERE path = ? AND stamp = ? AND NOT EXISTS (SELECT 1 FROM "
            "json_each(imported.articles) WHERE value NOT IN (SELECT id FROM articles WHERE trashed IS NULL))",
            _name(path),
            stamp,
        )
        return () if row is None else tuple(json.loads(row[0]))

    def note_imported(self, files: Iterable[tuple[str, str, Sequence[str]]]) -> None:
        """Remember files that were read to their end: path, stamp, and the articles that came of it."""
        self._make_tables()
        with self._store.writing():
            for path, stamp, articles in files:
                self._store.run(
                    "INSERT OR REPLACE INTO imported VALUES (?, ?, ?)", _name(path), stamp, json.dumps([*articles])
                )

    def begin_import(self, paths: Sequence[str], story: str = "") -> str:
        """Remember an import until it ends, and return its id; an earlier one of the same paths is no longer told."""
        identity, wanted = new_id(), json.dumps([*paths])
        self._make_tables()
        with self._store.writing():
            self._store.run("DELETE FROM imports WHERE paths = ? AND story = ?", wanted, story)
            self._store.run("INSERT INTO imports VALUES (?, ?, ?, ?, 0)", identity, wanted, story, utc_now())
        return identity

    def end_import(self, identity: str) -> None:
        """Forget an import, because it has done what it was to do."""
        with self._store.writing():
            self._store.run("DELETE FROM imports WHERE id = ?", identity)

    def cancel_import(self, identity: str) -> None:
        """Remember that the reader stopped an import."""
        with self._store.writing():
            self._store.run("UPDATE imports SET cancelled = 1 WHERE id = ?", identity)

    def unfinished_imports(self) -> tuple[UnfinishedImport, ...]:
        """Return the imports that were begun and have not ended, the last first; one that is going on is among them."""
        if not self._has_tables():
            return ()
        rows = self._store.rows("SELECT id, paths, story, cancelled FROM imports ORDER BY begun DESC")
        return tuple(
            UnfinishedImport(identity, tuple(json.loads(paths)), story, bool(cancelled))
            for identity, paths, story, cancelled in rows
        )

    def _has_tables(self) -> bool:
        return self._store.row("SELECT 1 FROM sqlite_master WHERE name = 'imports'") is not None

    def _make_tables(self) -> None:
        for statement in _TABLES:
            self._store.run(statement)


def _name(path: str) -> str:
    """Return a path as it can be kept: names of files may hold what no database takes."""
    return json.dumps(os.path.normcase(path))
