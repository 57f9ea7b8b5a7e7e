"""What the reader corrected: it is kept, wins over the machine, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from viewer.library.undo import Commands

if TYPE_CHECKING:
    from viewer.analysis.model import Anchor
    from viewer.analysis.selection import Rejection
    from viewer.article.model import ParagraphKind

_KIND = "paragraph_kind"
_REJECTED = "rejected_match"


class Corrections(Commands):
    """The reader's corrections: of a kind, about a target, with a value (target and value: plain JSON data)."""

    def correct(self, kind: str, target: Any, value: Any | None, command: str = "correct") -> None:
        """Keep a correction; None takes it back. One step for undo, named ``command``."""
        with self._command(command) as draft:
            kept = None if value is None else {"value": json.dumps(value, sort_keys=True)}
            draft.put("corrections", {"kind": kind, "target": json.dumps(target, sort_keys=True)}, kept)

    def corrections(self, kind: str) -> tuple[tuple[Any, Any], ...]:
        """Return target and value of every correction of one kind."""
        rows = self._store.rows("SELECT target, value FROM corrections WHERE kind = ? ORDER BY target", kind)
        return tuple((json.loads(target), json.loads(value)) for target, value in rows)

    def kinds(self, article_id: str) -> dict[int, ParagraphKind]:
        """Return the kinds the reader gave to paragraphs of an article, by paragraph; for ``Article.with_kinds``."""
        return {target[1]: value for target, value in self.corrections(_KIND) if target[0] == article_id}

    def set_kind(self, article_id: str, paragraph: int, kind: ParagraphKind | None) -> None:
        """Give a paragraph another kind; None leaves it to the machine again."""
        self.correct(_KIND, [article_id, paragraph], kind, "set_kind")

    def rejections(self, article_ids: Collection[str] | None = None) -> frozenset[Rejection]:
        """Return the rejected matches, all of them or those between the given articles."""
        targets = [target for target, _ in self.corrections(_REJECTED)]
        return frozenset(
            frozenset((article, start, end) for article, start, end in target)
            for target in targets
            if article_ids is None or all(anchor[0] in article_ids for anchor in target)
        )

    def reject(self, pair: Collection[Anchor]) -> None:
        """Reject a match, named by the anchors of its two sentences."""
        self.correct(_REJECTED, sorted(pair), True, "reject")

    def accept(self, pair: Collection[Anchor]) -> None:
        """Take the rejection of a match back."""
        self.correct(_REJECTED, sorted(pair), None, "accept")
