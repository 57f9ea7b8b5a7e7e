"""Where the reader is in a story, as plain data, so that it opens there again."""

from __future__ import annotations

from typing import Any

from viewer.analysis.model import SentenceRef
from viewer.window.strip import PaneStrip


def read_position(strip: PaneStrip) -> dict[str, Any]:
    """Return the code point at the top of each pane, by article id, and the current sentence."""
    story = strip.story
    current = None
    if story.comparison is not None and story.current is not None:
        current = list(story.comparison.anchor(story.current))
    return {"tops": {pane.article.id: pane.text.top_offset() for pane in strip.panes}, "current": current}


def restore_position(strip: PaneStrip, position: dict[str, Any]) -> None:
    """Bring the panes to where they were; what no longer exists is passed over."""
    story = strip.story
    current = position.get("current")
    if current and story.lookup is not None:
        ref = _sentence(strip, *current)
        if ref is not None:
            story.choose_sentence(ref)
    for pane in strip.panes:
        top = position.get("tops", {}).get(pane.article.id)
        if top:
            pane.text.scroll_to_offset(top)


def _sentence(strip: PaneStrip, identity: str, start: int, _end: int) -> SentenceRef | None:
    for index, article in enumerate(strip.story.articles):
        if article.id == identity and strip.story.lookup is not None:
            return strip.story.lookup.sentence_at(index, start)
    return None
