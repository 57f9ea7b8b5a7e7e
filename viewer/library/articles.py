"""Articles as they were read, their original bytes, and the analyses that were made of them."""

from __future__ import annotations

import json
from typing import Any

from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.library.problems import LibraryProblem
from viewer.library.store import utc_now
from viewer.library.undo import Commands

KEPT_ANALYSES = 1000
"""How many analyses are kept; they can always be made again."""


class Articles(Commands):
    """The articles of the library, by id."""

    def add_article(self, article: Article, source: bytes | None = None) -> str:
        """Keep an article, with the bytes it was read from, and return its id; the last reading of a text counts.

        Adding is no step for undo: taking a story back leaves its articles in the library.
        """
        row = {
            "json": json.dumps(article.to_json()),
            "title": article.title,
            "outlet": article.outlet,
            "byline": article.byline,
            "published": article.published,
            "language": article.language,
            "path": article.path,
        }
        with self._command("add_article", act="keep") as draft:
            known = self._store.row("SELECT added FROM articles WHERE id = ?", article.id)
            draft.put("articles", {"id": article.id}, row if known else {**row, "added": utc_now()})
            if source is not None:
                self._store.run("UPDATE articles SET source = ? WHERE id = ?", source, article.id)
        return article.id

    def article(self, article_id: str) -> Article:
        """Return an article as it was read, without corrections; raises LibraryProblem for an unknown id."""
        row = self._store.row("SELECT json FROM articles WHERE id = ?", article_id)
        if row is None:
            raise LibraryProblem(Message("There is no article {id} in this library.", id=article_id))
        return Article.from_json(json.loads(row[0]))

    def has_article(self, article_id: str) -> bool:
        """Return whether an article of this id is kept."""
        return self._store.row("SELECT 1 FROM articles WHERE id = ?", article_id) is not None

    def source(self, article_id: str) -> bytes | None:
        """Return the bytes an article was read from, where they were kept."""
        row = self._store.row("SELECT source FROM articles WHERE id = ?", article_id)
        return None if row is None else row[0]

    def analysis(self, key: str) -> Any | None:
        """Return the analysis or comparison (plain JSON data) that was kept under a key, or None."""
        row = self._store.row("SELECT data FROM analyses WHERE key = ?", key)
        return None if row is None else json.loads(row[0])

    def keep_analysis(self, key: str, data: Any) -> None:
        """Keep an analysis or comparison under a key that names everything it depends on."""
        blob = json.dumps(data, separators=(",", ":")).encode("ascii")
        with self._store.writing():
            self._store.run("DELETE FROM analyses WHERE key = ?", key)
            self._store.run("INSERT INTO analyses (key, data) VALUES (?, ?)", key, blob)
            self._store.run("DELETE FROM analyses WHERE id <= (SELECT max(id) FROM analyses) - ?", KEPT_ANALYSES)
