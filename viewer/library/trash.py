"""The trash: what was deleted lies there, can be taken back, and leaves it for good after a month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from viewer.library.storage.changes import Draft
from viewer.library.storage.hashes import TABLES, sound
from viewer.library.storage.store import Row
from viewer.library.storage.undo import Commands

KEPT_DAYS = timedelta(days=30)
"""How long something lies in the trash at least."""

Kind = Literal["article", "story", "note"]

_TABLES: dict[Kind, str] = {"article": "articles", "story": "stories", "note": "notes"}

# What belongs to one thing alone and leaves with it: table, and the column that names it.
_PARTS: dict[Kind, tuple[tuple[str, str], ...]] = {
    "article": (("texts", "article"), ("originals", "article"), ("article_tags", "article")),
    "story": (("story_articles", "story"), ("tasks", "story"), ("hand_ins", "story")),
    "note": (("passages", "note"), ("note_versions", "note")),
}


@dataclass(frozen=True, slots=True)
class Trashed:
    """Something in the trash: its kind and id, what a list shows of it, and since when (UTC, ISO 8601) it is there."""

    kind: Kind
    id: str
    title: str
    since: str


class Trash(Commands):
    """The trash of the library."""

    def trash(self) -> tuple[Trashed, ...]:
        """Return what lies in the trash, the last first; notes of a story in the trash come with it, not apart."""
        found = [
            *self._in_trash("article", "title"),
            *self._in_trash("story", "title"),
            *self._in_trash("note", "text"),
        ]
        return tuple(sorted(found, key=lambda item: item.since, reverse=True))

    def take_back(self, items: Iterable[Trashed]) -> None:
        """Take things out of the trash, one step for undo."""
        with self._command("take_back") as draft:
            for item in items:
                draft.update(_TABLES[item.kind], {"id": item.id}, {"trashed": None})

    def empty_trash(self, before: str | None = None) -> int:
        """Remove for good what lies in the trash, or what was put there before a UTC moment (ISO 8601).

        Returns how many things left it. Articles that a story still shows stay; the last copies of the library hold
        what has left. This is no step for undo.
        """
        return self.remove_for_good([item for item in self.trash() if before is None or item.since < before])

    def remove_for_good(self, items: Sequence[Trashed]) -> int:
        """Remove these things, which lie in the trash, as :meth:`empty_trash` does; return how many."""
        removed = 0
        with self._command("empty_trash", act="keep") as draft:
            for item in sorted(items, key=lambda item: item.kind, reverse=True):  # stories before their articles
                if item.kind == "article" and self._is_shown(item.id):
                    continue
                self._remove(draft, item.kind, item.id)
                removed += 1
        return removed

    def _in_trash(self, kind: Kind, title: str) -> list[Trashed]:
        table = _TABLES[kind]
        query = f"SELECT id, {title}, trashed FROM {table} WHERE trashed IS NOT NULL AND {sound(table)}"
        return [Trashed(kind, identity, shown, since) for identity, shown, since in self._store.rows(query)]

    def _is_shown(self, article_id: str) -> bool:
        return self._store.row("SELECT 1 FROM story_articles WHERE article = ?", article_id) is not None

    def _remove(self, draft: Draft, kind: Kind, identity: str) -> None:
        if kind == "story":
            for row in self._store.rows("SELECT id FROM notes WHERE story = ?", identity):
                self._remove(draft, "note", row[0])
            self._forget_rows(draft, "corrections", "kind", f"story:{identity}")
        for table, column in _PARTS[kind]:
            self._forget_rows(draft, table, column, identity)
        draft.forget(_TABLES[kind], {"id": identity})

    def _forget_rows(self, draft: Draft, table: str, column: str, identity: str) -> None:
        key = TABLES[table].key
        rows: list[Row] = self._store.rows(f"SELECT {', '.join(key)} FROM {table} WHERE {column} = ?", identity)
        for row in rows:
            draft.forget(table, dict(zip(key, row, strict=True)))
