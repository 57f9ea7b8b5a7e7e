"""Where the reader is in a story and how it is laid out, as plain data, so that it opens there again."""

from __future__ import annotations

from typing import Any

from viewer.analysis.model import LOWEST_THRESHOLD, SentenceRef
from viewer.window.panes.strip import PaneStrip
from viewer.window.texts import LABELS


def read_position(strip: PaneStrip) -> dict[str, Any]:
    """Return what :func:`restore_position` brings back.

    ``tops``: the code point at the top of each pane, and ``widths``: the pixels it takes, both by article id;
    ``current``: the current sentence; ``lenses``: what is marked, and from which score on; ``unfolded``: the furniture
    that is shown.
    """
    story = strip.story
    current = None
    if story.comparison is not None and story.current is not None:
        current = list(story.comparison.anchor(story.current))
    entity = story.entity
    return {
        "tops": {pane.article.id: pane.text.top_offset() for pane in strip.panes},
        "widths": {pane.article.id: width for pane, width in zip(strip.panes, strip.sizes(), strict=False)},
        "current": current,
        "lenses": {
            "threshold": story.settings.threshold,
            "only_here": story.only_here,
            "hidden": sorted(story.hidden_labels),
            "entity": None if entity is None else [entity.name, entity.label],
        },
        "unfolded": sorted([story.articles[article].id, first] for article, first in story.unfolded),
    }


def restore_position(strip: PaneStrip, position: dict[str, Any]) -> None:
    """Bring the panes to where they were; what no longer exists is passed over."""
    story = strip.story
    _restore_lenses(strip, position.get("lenses") or {})
    _restore_layout(strip, position)
    current = position.get("current")
    if current and story.lookup is not None:
        ref = _sentence(strip, *current)
        if ref is not None:
            _choose_at_once(strip, ref)
    for pane in strip.panes:
        top = position.get("tops", {}).get(pane.article.id)
        if top:
            pane.text.scroll_to_offset(top)


def _restore_lenses(strip: PaneStrip, lenses: dict[str, Any]) -> None:
    story = strip.story
    threshold = lenses.get("threshold")
    if isinstance(threshold, int) and LOWEST_THRESHOLD <= threshold <= 100:
        story.set_threshold(threshold)
    if "hidden" in lenses:
        for label in LABELS:
            if (label in lenses["hidden"]) != (label in story.hidden_labels):
                story.toggle_label(label)
    story.set_only_here(bool(lenses.get("only_here")))
    if lenses.get("entity") and story.comparison is not None:
        name, label = lenses["entity"]
        story.choose_entity(next((e for e in story.comparison.entities if (e.name, e.label) == (name, label)), None))


def _restore_layout(strip: PaneStrip, position: dict[str, Any]) -> None:
    places = {article.id: index for index, article in enumerate(strip.story.articles)}
    for identity, first in position.get("unfolded") or ():
        if identity in places and (places[identity], first) not in strip.story.unfolded:
            strip.story.toggle_fold(places[identity], first)
    widths = position.get("widths") or {}
    if strip.panes and all(widths.get(pane.article.id) for pane in strip.panes):
        strip.setSizes([widths[pane.article.id] for pane in strip.panes])


def _choose_at_once(strip: PaneStrip, ref: SentenceRef) -> None:
    """Choose a sentence without gliding, which would go on after the panes have been brought to their places."""
    animated, strip.animated = strip.animated, False
    strip.story.choose_sentence(ref)
    strip.animated = animated


def _sentence(strip: PaneStrip, identity: str, start: int, _end: int) -> SentenceRef | None:
    for index, article in enumerate(strip.story.articles):
        if article.id == identity and strip.story.lookup is not None:
            return strip.story.lookup.sentence_at(index, start)
    return None
