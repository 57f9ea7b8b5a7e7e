"""What the reader corrected: it is kept, wins over the machine, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from viewer.analysis.corrections import KINDS, Corrections, Entry
from viewer.library.storage.changes import Draft
from viewer.library.storage.hashes import sound
from viewer.library.storage.undo import Commands

if TYPE_CHECKING:
    from viewer.article.model import ParagraphKind

FACTS = ("title", "outlet", "byline", "published")
"""What the reader may correct of an article besides the kinds of its paragraphs."""
_READ = f"SELECT target, value FROM corrections WHERE kind = ? AND {sound('corrections')}"
PARAGRAPH_KIND = "paragraph_kind"
FACTS_KIND = "facts"
_REJECTED = "rejected_match"
"""So the first libraries kept the matches that were rejected, for all stories at once."""
STORY_KIND = "story:"
"""The corrections of a story are of this kind with its id; their targets begin with what kind they are of there."""
_LEFT = "left"
"""Instead of a verdict: a match that was rejected for all stories is left to the machine in this one."""


class KeptCorrections(Commands):
    """The reader's corrections: of a kind, about a target, with a value (target and value: plain JSON data)."""

    def correct(self, kind: str, target: Any, value: Any | None, command: str = "correct") -> None:
        """Keep a correction; None takes it back. One step for undo, named ``command``."""
        with self._command(command) as draft:
            _put(draft, kind, correction_key(target), value)

    def corrections(self, kind: str) -> tuple[tuple[Any, Any], ...]:
        """Return target and value of every correction of one kind."""
        rows = self._store.rows(f"{_READ} ORDER BY target", kind)
        return tuple((json.loads(target), json.loads(value)) for target, value in rows)

    def kinds(self, article_id: str) -> dict[int, ParagraphKind]:
        """Return the kinds the reader gave to paragraphs of an article, by paragraph; for ``Article.with_kinds``."""
        return {target[1]: value for target, value in self.corrections(PARAGRAPH_KIND) if target[0] == article_id}

    def set_kind(self, article_id: str, paragraph: int, kind: ParagraphKind | None) -> None:
        """Give a paragraph another kind; None leaves it to the machine again."""
        self.correct(PARAGRAPH_KIND, [article_id, paragraph], kind, "set_kind")

    def facts(self, article_id: str) -> dict[str, str | None]:
        """Return the title, outlet, byline or date that the reader gave an article, by name; only what he corrected."""
        row = self._store.row(f"{_READ} AND target = ?", FACTS_KIND, correction_key(article_id))
        return {} if row is None else dict(json.loads(row[1]))

    def _put_facts(self, draft: Draft, article_id: str, facts: dict[str, str | None]) -> None:
        _put(draft, FACTS_KIND, correction_key(article_id), facts or None)

    def story_corrections(self, story_id: str, article_ids: Collection[str] = ()) -> Corrections:
        """Return the corrections of a story, with the old rejections between the given articles."""
        return Corrections.of(entry for entry in self._entries(story_id, article_ids).values() if entry[2] != _LEFT)

    def correct_story(
        self, story_id: str, corrections: Corrections, command: str, article_ids: Collection[str] = ()
    ) -> None:
        """Make these the corrections of a story, one step for undo; what is in them already is no change.

        ``article_ids`` as for :meth:`story_corrections`, from which the corrections should come.
        """
        wanted = {correction_key([kind, target]): value for kind, target, value in corrections.entries()}
        before = self._entries(story_id, article_ids)
        old = {correction_key(["match", target]) for target in self._old_rejections(article_ids)}
        with self._command(command) as draft:
            for key in before.keys() - wanted.keys():
                if before[key][0] in KINDS:  # what a newer version has added is not ours to take away
                    _put(draft, STORY_KIND + story_id, key, _LEFT if key in old else None)
            for key, value in wanted.items():
                if key not in before or before[key][2] != value:
                    _put(draft, STORY_KIND + story_id, key, value)

    def _entries(self, story_id: str, article_ids: Collection[str]) -> dict[str, Entry]:
        """Return the corrections of a story by their key."""
        rejected = self._old_rejections(article_ids)
        old = {correction_key(["match", target]): ("match", target, "rejected") for target in rejected}
        rows = self.corrections(STORY_KIND + story_id)
        return {**old, **{correction_key([kind, target]): (kind, target, value) for (kind, target), value in rows}}

    def _old_rejections(self, article_ids: Collection[str]) -> list[Any]:
        known = self.corrections(_REJECTED)
        return [target for target, _ in known if all(anchor[0] in article_ids for anchor in target)]


def correction_key(target: Any) -> str:
    """Return a target, plain JSON data, as the key that the table has for it."""
    return json.dumps(target, sort_keys=True)


def _put(draft: Draft, kind: str, key: str, value: Any | None) -> None:
    kept = None if value is None else {"value": json.dumps(value, sort_keys=True)}
    draft.put("corrections", {"kind": kind, "target": key}, kept)
