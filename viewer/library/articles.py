"""Articles as they were read, their original bytes, and the analyses that were made of them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.library.corrections import FACTS, KeptCorrections
from viewer.library.problems import DamagedLibrary, LibraryProblem, damaged
from viewer.library.storage.changes import Draft
from viewer.library.storage.hashes import sound
from viewer.library.storage.packed import packed, unpacked
from viewer.library.storage.store import Row, utc_now

KEPT_ANALYSES = 20_000
"""How many analyses and comparisons are kept; they can always be made again."""

KEPT_COMPARISONS = 500
"""How many of them may be comparisons, which are larger."""

_BETWEEN = "\x1f"
_TOGETHER = 500
"""Ids that are asked for in one query."""
_LISTED = f"""id, title, outlet, byline, published, language, words, path, added,
    (SELECT count(DISTINCT note) FROM passages JOIN notes ON notes.id = note
        WHERE article = articles.id AND author = '' AND trashed IS NULL),
    (SELECT count(*) FROM story_articles JOIN stories ON stories.id = story
        WHERE article = articles.id AND trashed IS NULL),
    (SELECT group_concat(tag, '{_BETWEEN}') FROM article_tags WHERE article = articles.id)"""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows of an article, as the reader corrected it; ``added`` is a UTC moment, ISO 8601.

    ``notes`` and ``stories`` count the reader's notes on it and the stories it is in.
    """

    id: str
    title: str
    outlet: str | None
    byline: str | None
    published: str | None
    language: str
    words: int
    path: str | None
    added: str
    notes: int = 0
    stories: int = 0
    tags: tuple[str, ...] = ()


class Articles(KeptCorrections):
    """The articles of the library, by id."""

    def add_article(self, article: Article, source: bytes | None = None, key: str | None = None) -> str:
        """Keep an article, with the bytes it was read from, and return its id; the last reading of a text counts.

        ``key`` is the same for the same news in other furniture. Adding is no step for undo: taking a story back leaves
        its articles in the library. An article in the trash comes back.
        """
        self.add_articles([(article, source, key)])
        return article.id

    def add_articles(self, batch: Sequence[tuple[Article, bytes | None, str | None]]) -> None:
        """Keep several articles, each with source and key as for :meth:`add_article`, in one transaction."""
        with self._command("add_article", act="keep") as draft:
            for article, source, key in batch:
                self._keep_arrived(draft, article, source, key)

    def _keep_arrived(self, draft: Draft, article: Article, source: bytes | None, key: str | None) -> None:
        self._keep_article(draft, article, key)
        if source is not None:
            values = article.id, packed(source)
            self._store.run("INSERT OR REPLACE INTO originals (article, data) VALUES (?, ?)", *values)

    def _keep_article(self, draft: Draft, article: Article, key: str | None) -> None:
        row = {
            "title": article.title,
            "outlet": article.outlet,
            "byline": article.byline,
            "published": article.published,
            **self.facts(article.id),
            "language": article.language,
            "words": article.word_count,
            "path": article.path,
            "trashed": None,
        }
        if key is not None:
            row["key"] = key
        known = self._store.row("SELECT 1 FROM articles WHERE id = ?", article.id)
        draft.put("articles", {"id": article.id}, row if known else {**row, "added": utc_now()})
        draft.put("texts", {"article": article.id}, {"json": json.dumps(article.to_json())})

    def article(self, article_id: str) -> Article:
        """Return an article as it was read, without corrections; raises LibraryProblem for an unknown id."""
        row = self._store.row(f"SELECT json FROM texts WHERE article = ? AND {sound('texts')}", article_id)
        if row is None:
            if self._store.row("SELECT 1 FROM articles WHERE id = ?", article_id) is not None:
                self._store.mark_damaged()  # it has lost its text
                raise damaged(self._store.path)
            raise LibraryProblem(Message("There is no article {id} in this library.", id=article_id))
        return Article.from_json(json.loads(unpacked(row[0])))

    def current_article(self, article_id: str) -> Article:
        """Return an article as the reader corrected it: its facts and the kinds of its paragraphs."""
        article = self.article(article_id).with_kinds(self.kinds(article_id))
        facts: dict[str, Any] = {**self.facts(article_id)}
        return replace(article, **facts)

    def correct_facts(self, article_id: str, **facts: str | None) -> None:
        """Let the reader's title, outlet, byline or published count instead of what was read; one step for undo.

        A fact that is what was read is left to the machine again. Raises LibraryProblem for an unknown id.
        """
        read = self.article(article_id)
        wanted = {**self.facts(article_id), **facts}
        said = {name: value for name, value in wanted.items() if value != getattr(read, name)}
        with self._command("correct_facts") as draft:
            self._put_facts(draft, article_id, said)
            columns = {name: said.get(name, getattr(read, name)) for name in FACTS}
            draft.update("articles", {"id": article_id}, columns)

    def has_article(self, article_id: str) -> bool:
        """Return whether an article of this id is kept, and not in the trash."""
        return self._store.row("SELECT 1 FROM articles WHERE id = ? AND trashed IS NULL", article_id) is not None

    def listed(self, article_id: str) -> Listed:
        """Return what a list shows of an article; raises LibraryProblem for an unknown id."""
        row = self._store.row(f"SELECT {_LISTED} FROM articles WHERE id = ? AND {sound('articles')}", article_id)
        if row is None:
            raise LibraryProblem(Message("There is no article {id} in this library.", id=article_id))
        return _listed(row)

    def several_listed(self, article_ids: Sequence[str]) -> tuple[Listed, ...]:
        """Return what a list shows of some articles, in the given order; ids that are not known are left out."""
        found: dict[str, Listed] = {}
        for first in range(0, len(article_ids), _TOGETHER):
            some = article_ids[first : first + _TOGETHER]
            marks = ", ".join("?" * len(some))
            rows = self._store.rows(
                f"SELECT {_LISTED} FROM articles WHERE id IN ({marks}) AND {sound('articles')}", *some
            )
            found.update((row[0], _listed(row)) for row in rows)
        return tuple(found[article] for article in article_ids if article in found)

    def source(self, article_id: str) -> bytes | None:
        """Return the bytes an article was read from, where they were kept."""
        row = self._store.row(f"SELECT data FROM originals WHERE article = ? AND {sound('originals')}", article_id)
        return None if row is None else unpacked(row[0])

    def trash_articles(self, article_ids: Sequence[str]) -> None:
        """Put articles into the trash; stories keep their places, and undo brings the articles back."""
        with self._command("trash_articles") as draft:
            for article_id in article_ids:
                draft.update("articles", {"id": article_id}, {"trashed": utc_now()})

    def tags(self, article_id: str) -> tuple[str, ...]:
        """Return the tags of an article in alphabetical order."""
        query = f"SELECT tag FROM article_tags WHERE article = ? AND {sound('article_tags')} ORDER BY tag"
        rows: list[Row] = self._store.rows(query, article_id)
        return tuple(row[0] for row in rows)

    def set_tags(self, article_id: str, tags: Sequence[str]) -> None:
        """Give an article exactly these tags."""
        with self._command("set_tags") as draft:
            known = {*self.tags(article_id)}
            for tag in sorted(known - {*tags}):
                draft.delete("article_tags", {"article": article_id, "tag": tag})
            for tag in sorted({*tags} - known):
                draft.insert("article_tags", {"article": article_id, "tag": tag}, {})

    def analysis(self, key: str) -> Any | None:
        """Return the analysis or comparison (plain JSON data) that was kept under a key, or None.

        A damaged one is as none: it is made again.
        """
        try:
            row = self._store.row("SELECT data FROM analyses WHERE key = ?", key)
            return None if row is None else json.loads(zlib.decompress(row[0]))
        except (zlib.error, ValueError, TypeError, DamagedLibrary):
            return None

    def keep_analysis(self, key: str, data: Any) -> None:
        """Keep an analysis or comparison under a key that names everything it depends on.

        In a library that may only be read it is not kept, and made again the next time.
        """
        self.keep_analyses([(key, data)])

    def keep_analyses(self, batch: Sequence[tuple[str, Any]]) -> None:
        """Keep several, each under its key, in one transaction."""
        if self._store.read_only:
            return
        plain = [(key, json.dumps(data, separators=(",", ":")).encode("ascii")) for key, data in batch]
        blobs = [(key, zlib.compress(data, 1)) for key, data in plain]
        with self._store.writing():
            for key, blob in blobs:
                self._store.run("DELETE FROM analyses WHERE key = ?", key)
                self._store.run("INSERT INTO analyses (key, data) VALUES (?, ?)", key, blob)
            self._store.run("DELETE FROM analyses WHERE id <= (SELECT max(id) FROM analyses) - ?", KEPT_ANALYSES)
            self._store.run(
                "DELETE FROM analyses WHERE id IN (SELECT id FROM analyses WHERE key > 'comparison:' AND "
                "key < 'comparison;' ORDER BY id DESC LIMIT -1 OFFSET ?)",
                KEPT_COMPARISONS,
            )


def _listed(row: Row) -> Listed:
    tags = row[-1]
    columns: list[Any] = [*row[:-1], tuple(sorted(tags.split(_BETWEEN))) if tags else ()]
    return Listed(*columns)
