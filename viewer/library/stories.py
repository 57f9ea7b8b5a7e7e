"""Stories: articles that report one event, in the order and the state in which the reader left them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from viewer.article.messages import Message
from viewer.library.changes import Draft
from viewer.library.problems import LibraryProblem
from viewer.library.store import Row, new_id, utc_now
from viewer.library.undo import Commands

_COLUMNS = "id, title, opened, position"


@dataclass(frozen=True, slots=True)
class Story:
    """A story: the ids of its articles in the reader's order, and those of them that are hidden.

    ``opened`` is the UTC moment it was last opened, ISO 8601; ``position`` is what the window kept about where the
    reader was (plain JSON data), None at first.
    """

    id: str
    title: str
    opened: str
    position: Any
    articles: tuple[str, ...]
    hidden: frozenset[str] = frozenset()

    @property
    def shown(self) -> tuple[str, ...]:
        """The articles that have a column, in order."""
        return tuple(article for article in self.articles if article not in self.hidden)


class Stories(Commands):
    """The stories of the library."""

    def create_story(self, title: str, article_ids: Sequence[str]) -> Story:
        """Make a story of articles already in the library; raises LibraryProblem."""
        story_id = new_id()
        with self._command("create_story") as draft:
            draft.insert("stories", {"id": story_id}, {"title": title, "opened": utc_now(), "position": None})
            self._place(draft, story_id, article_ids)
        return self.story(story_id)

    def stories(self) -> tuple[Story, ...]:
        """Return all stories, the one last opened first."""
        rows = self._store.rows(f"SELECT {_COLUMNS} FROM stories ORDER BY opened DESC, rowid DESC")
        return tuple(self._story(row) for row in rows)

    def story(self, story_id: str) -> Story:
        """Return a story; raises LibraryProblem for an unknown id."""
        row = self._store.row(f"SELECT {_COLUMNS} FROM stories WHERE id = ?", story_id)
        if row is None:
            raise LibraryProblem(Message("There is no story {id} in this library.", id=story_id))
        return self._story(row)

    def rename_story(self, story_id: str, title: str) -> None:
        """Give a story another title."""
        with self._command("rename_story") as draft:
            draft.update("stories", {"id": story_id}, {"title": title})

    def delete_story(self, story_id: str) -> None:
        """Take a story out of the library; its articles and notes stay, and undo brings it back."""
        with self._command("delete_story") as draft:
            self._place(draft, story_id, ())
            draft.delete("stories", {"id": story_id})

    def set_order(self, story_id: str, article_ids: Sequence[str]) -> None:
        """Make these the articles of a story, in this order; articles may be added or left out."""
        self.story(story_id)
        with self._command("set_order") as draft:
            self._place(draft, story_id, article_ids)

    def show_article(self, story_id: str, article_id: str, shown: bool = True) -> None:
        """Show or hide an article of a story."""
        with self._command("show_article") as draft:
            draft.update("story_articles", {"story": story_id, "article": article_id}, {"shown": int(shown)})

    def open_story(self, story_id: str) -> Story:
        """Note that a story was opened now, which puts it first, and return it; no step for undo."""
        with self._store.writing():
            self._store.run("UPDATE stories SET opened = ? WHERE id = ?", utc_now(), story_id)
        return self.story(story_id)

    def keep_position(self, story_id: str, position: Any) -> None:
        """Keep where the reader is in a story (plain JSON data); no step for undo."""
        with self._store.writing():
            self._store.run("UPDATE stories SET position = ? WHERE id = ?", json.dumps(position), story_id)

    def _place(self, draft: Draft, story_id: str, article_ids: Sequence[str]) -> None:
        wanted = list(dict.fromkeys(article_ids))
        present = [row[0] for row in self._store.rows("SELECT article FROM story_articles WHERE story = ?", story_id)]
        for article_id in present:
            if article_id not in wanted:
                draft.delete("story_articles", {"story": story_id, "article": article_id})
        for place, article_id in enumerate(wanted):
            key = {"story": story_id, "article": article_id}
            if article_id in present:
                draft.update("story_articles", key, {"place": place})
            else:
                draft.insert("story_articles", key, {"place": place, "shown": 1})

    def _story(self, row: Row) -> Story:
        story_id, title, opened, position = row
        places = self._store.rows("SELECT article, shown FROM story_articles WHERE story = ? ORDER BY place", story_id)
        return Story(
            story_id,
            title,
            opened,
            None if position is None else json.loads(position),
            tuple(article for article, _ in places),
            frozenset(article for article, shown in places if not shown),
        )
