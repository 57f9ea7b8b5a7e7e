"""Stories: articles that report one event, in the order and the state in which the reader left them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from viewer.article.messages import Message
from viewer.library.problems import LibraryProblem
from viewer.library.storage.changes import Draft
from viewer.library.storage.hashes import sound
from viewer.library.storage.store import Row, new_id, utc_now
from viewer.library.storage.undo import Commands

_COLUMNS = "id, title, opened, position, settings, origin"


@dataclass(frozen=True, slots=True)
class Story:
    """A story: the ids of its articles in the reader's order, and those of them that are hidden.

    ``opened`` is the UTC moment it was last opened, ISO 8601; ``position`` is what the window kept about where the
    reader was (plain JSON data), None at first. ``settings`` are what the reader chose for this story (plain JSON data
    by name); ``origin`` is the id of the story at its sender's, for one that came in a pack.
    """

    id: str
    title: str
    opened: str
    position: Any
    articles: tuple[str, ...]
    hidden: frozenset[str] = frozenset()
    settings: Mapping[str, Any] = field(default_factory=dict)
    origin: str | None = None

    @property
    def shown(self) -> tuple[str, ...]:
        """The articles that have a column, in order."""
        return tuple(article for article in self.articles if article not in self.hidden)


class Stories(Commands):
    """The stories of the library."""

    def create_story(self, title: str, article_ids: Sequence[str], origin: str | None = None) -> Story:
        """Make a story of articles already in the library; raises LibraryProblem."""
        story_id = new_id()
        values = {"title": title, "opened": utc_now(), "position": None, "origin": origin}
        with self._command("create_story") as draft:
            draft.insert("stories", {"id": story_id}, values)
            self._place(draft, story_id, article_ids)
        return self.story(story_id)

    def story_of(self, title: str, article_ids: Sequence[str]) -> Story:
        """Return the story of this title that has exactly these articles, made now where there is none."""
        wanted = sorted({*article_ids})
        same = (story for story in self.stories() if story.title == title and sorted(story.articles) == wanted)
        return next(same, None) or self.create_story(title, article_ids)

    def stories(self) -> tuple[Story, ...]:
        """Return all stories, the one last opened first."""
        rows = self._store.rows(
            f"SELECT {_COLUMNS} FROM stories WHERE trashed IS NULL AND {sound('stories')} "
            "ORDER BY opened DESC, rowid DESC"
        )
        return tuple(self._story(row) for row in rows)

    def story(self, story_id: str) -> Story:
        """Return a story; raises LibraryProblem for an unknown id."""
        query = f"SELECT {_COLUMNS} FROM stories WHERE id = ? AND trashed IS NULL AND {sound('stories')}"
        row = self._store.row(query, story_id)
        if row is None:
            raise LibraryProblem(Message("There is no story {id} in this library.", id=story_id))
        return self._story(row)

    def rename_story(self, story_id: str, title: str) -> None:
        """Give a story another title."""
        with self._command("rename_story") as draft:
            draft.update("stories", {"id": story_id}, {"title": title})

    def delete_story(self, story_id: str) -> None:
        """Put a story into the trash; its articles and notes stay, and undo brings it back."""
        with self._command("delete_story") as draft:
            draft.update("stories", {"id": story_id}, {"trashed": utc_now()})

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
        if not self._store.read_only:
            with self._command("open_story", act="keep") as draft:
                draft.update("stories", {"id": story_id}, {"opened": utc_now()})
        return self.story(story_id)

    def keep_position(self, story_id: str, position: Any) -> None:
        """Keep where the reader is in a story (plain JSON data), if anything can be kept; no step for undo."""
        if self._store.read_only:
            return
        with self._command("keep_position", act="keep") as draft:
            draft.update("stories", {"id": story_id}, {"position": json.dumps(position)})

    def set_setting(self, story_id: str, name: str, value: Any) -> None:
        """Keep a choice of the reader for a story (plain JSON data); None takes it back. One step for undo."""
        settings = {**self.story(story_id).settings, name: value}
        kept = {name: value for name, value in settings.items() if value is not None}
        with self._command("set_setting") as draft:
            draft.update("stories", {"id": story_id}, {"settings": json.dumps(kept, sort_keys=True)})

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
        story_id, title, opened, position, settings, origin = row
        query = (
            f"SELECT article, shown FROM story_articles WHERE story = ? AND {sound('story_articles')} ORDER BY place"
        )
        places = self._store.rows(query, story_id)
        return Story(
            story_id,
            title,
            opened,
            None if position is None else json.loads(position),
            tuple(article for article, _ in places),
            frozenset(article for article, shown in places if not shown),
            json.loads(settings or "{}"),
            origin,
        )
