"""What a list of stories shows of each: in a few queries for all of them, however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from viewer.library.storage.store import utc_now
from viewer.library.stories import Stories

_MEMBERS = """
    SELECT s.id, a.outlet, a.published FROM stories s JOIN story_articles m ON m.story = s.id
    JOIN articles a ON a.id = m.article WHERE s.trashed IS NULL AND a.trashed IS NULL ORDER BY s.id, m.place"""
_NOTES = "SELECT story, count(*) FROM notes WHERE trashed IS NULL AND author = '' GROUP BY story"
_STORIES = "SELECT id, title, opened FROM stories WHERE trashed IS NULL ORDER BY opened DESC, rowid DESC"


@dataclass(frozen=True, slots=True)
class StoryCard:
    """What a list shows of a story; articles in the trash do not count.

    ``opened`` is the UTC moment it was last opened, ISO 8601. ``outlets`` come in the order of the articles, each
    once. ``first`` and ``last`` are the earliest and latest stated dates (ISO 8601), None where none is stated.
    ``notes`` counts the reader's own.
    """

    id: str
    title: str
    opened: str
    articles: int = 0
    outlets: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    notes: int = 0


class Overview(Stories):
    """The stories as a list shows them, and the way from articles to their stories."""

    def story_cards(self) -> tuple[StoryCard, ...]:
        """Return all stories, the one last opened first; raises LibraryProblem."""
        members: dict[str, list[tuple[str | None, str | None]]] = {}
        for story, outlet, published in self._store.rows(_MEMBERS):
            members.setdefault(story, []).append((outlet, published))
        notes = Counter[str](dict(self._store.rows(_NOTES)))
        return tuple(
            _card(identity, title, opened, members.get(identity, []), notes[identity])
            for identity, title, opened in self._store.rows(_STORIES)
        )

    def has_story(self, story_id: str) -> bool:
        """Return whether a story is kept, and not in the trash."""
        return self._store.row("SELECT 1 FROM stories WHERE id = ? AND trashed IS NULL", story_id) is not None

    def stories_of(self, article_id: str) -> tuple[tuple[str, str], ...]:
        """Return id and title of the stories an article is in, the one last opened first."""
        rows = self._store.rows(
            "SELECT s.id, s.title FROM story_articles m JOIN stories s ON s.id = m.story "
            "WHERE m.article = ? AND s.trashed IS NULL ORDER BY s.opened DESC, s.rowid DESC",
            article_id,
        )
        return tuple((identity, title) for identity, title in rows)

    def note_ids_on(self, article_id: str) -> tuple[str, ...]:
        """Return the ids of the notes with a passage in an article, in any story, in text order."""
        rows = self._store.rows(
            "SELECT p.note FROM passages p JOIN notes n ON n.id = p.note JOIN stories s ON s.id = n.story "
            "WHERE p.article = ? AND n.trashed IS NULL AND s.trashed IS NULL GROUP BY p.note "
            'ORDER BY min(p."start"), p.note',
            article_id,
        )
        return tuple(row[0] for row in rows)

    def add_to_story(self, story_id: str, article_ids: Sequence[str]) -> int:
        """Put articles at the end of a story, one step for undo; return how many were not in it before."""
        known = self.story(story_id).articles
        new = [identity for identity in dict.fromkeys(article_ids) if identity not in known]
        if new:
            with self._command("add_to_story") as draft:
                self._place(draft, story_id, [*known, *new])
        return len(new)

    def take_out_of_story(self, story_id: str, article_ids: Sequence[str]) -> int:
        """Take articles out of a story, one step for undo; they stay in the library. Return how many were in it."""
        known = self.story(story_id).articles
        rest = [identity for identity in known if identity not in set(article_ids)]
        if len(rest) < len(known):
            with self._command("take_out_of_story") as draft:
                self._place(draft, story_id, rest)
        return len(known) - len(rest)

    def trash_stories(self, story_ids: Sequence[str]) -> None:
        """Put stories into the trash, one step for undo; their articles stay in the library."""
        with self._command("delete_story") as draft:
            for story_id in story_ids:
                draft.update("stories", {"id": story_id}, {"trashed": utc_now()})


def _card(
    identity: str, title: str, opened: str, members: Sequence[tuple[str | None, str | None]], notes: int
) -> StoryCard:
    dates = sorted(published for _, published in members if published)
    outlets = tuple(dict.fromkeys(outlet for outlet, _ in members if outlet))
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    return StoryCard(identity, title, opened, len(members), outlets, first, last, notes)
