"""What others handed in about a story: their notes lie over the same texts and are never edited here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from viewer.library.storage.hashes import sound
from viewer.library.storage.undo import Commands

Kind = Literal["hand-in", "key"]


@dataclass(frozen=True, slots=True)
class HandIn:
    """The notes of one author about a story, as plain JSON data; ``key`` is the teacher's, to be laid beside.

    ``id`` stays the same when a newer one of the same author comes; ``stamp`` (UTC, ISO 8601) tells which is newer.
    """

    id: str
    story: str
    author: str
    kind: Kind
    stamp: str
    notes: tuple[dict[str, Any], ...]


class HandIns(Commands):
    """The hand-ins of stories."""

    def hand_ins(self, story_id: str) -> tuple[HandIn, ...]:
        """Return the hand-ins of a story by author."""
        rows = self._store.rows(
            "SELECT id, story, author, kind, stamp, notes FROM hand_ins "
            f"WHERE story = ? AND {sound('hand_ins')} ORDER BY author, id",
            story_id,
        )
        return tuple(
            HandIn(key, story, author, kind, stamp, tuple(json.loads(notes)))
            for key, story, author, kind, stamp, notes in rows
        )

    def keep_hand_ins(self, hand_ins: Sequence[HandIn]) -> None:
        """Keep hand-ins; one of the same id is replaced. One step for undo."""
        with self._command("keep_hand_ins") as draft:
            for one in hand_ins:
                values = {"story": one.story, "author": one.author, "kind": one.kind, "stamp": one.stamp}
                draft.put("hand_ins", {"id": one.id}, {**values, "notes": json.dumps(list(one.notes))})

    def delete_hand_in(self, hand_in_id: str) -> None:
        """Take a hand-in away; undo brings it back."""
        with self._command("delete_hand_in") as draft:
            draft.delete("hand_ins", {"id": hand_in_id})
