"""What belongs beside what: the matches between two panes, in order or moved, and where a counterpart is."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from viewer.analysis.model import Comparison, Match, SentenceRef
from viewer.window import texts
from viewer.window.panes.following import Anchor, monotone_chain
from viewer.window.panes.layers import (
    Span,
    entity_layer,
    heat_layer,
    note_layer,
    notes_filled,
    own_sentences,
    sentence_layer,
    visible_labels,
)
from viewer.window.panes.painting import Edge, Marks
from viewer.window.story import OpenStory

ORDER, MOVED = "match.order", "match.moved"


class Link(NamedTuple):
    """A match between the articles of two neighbouring panes, seen from the left one."""

    left: SentenceRef
    right: SentenceRef
    match: Match
    role: str

    @property
    def strong(self) -> bool:
        """Whether it is drawn as a band: nearly the same words, not only the same statement."""
        return self.match.kind != "reworded"


def links_between(comparison: Comparison, left: int, right: int) -> list[Link]:
    """Return the matches between two articles; those off the heaviest chain in common order have moved."""
    found = []
    for match in comparison.matches:
        if {match.a.article, match.b.article} == {left, right}:
            here, there = (match.a, match.b) if match.a.article == left else (match.b, match.a)
            found.append((here, there, match))
    starts = comparison.sentences
    anchors = {
        Anchor(starts[left][here.sentence].start, starts[right][there.sentence].start, match.score): number
        for number, (here, there, match) in enumerate(found)
    }
    in_order = {anchors[anchor] for anchor in monotone_chain(list(anchors))}
    return [
        Link(here, there, match, ORDER if number in in_order else MOVED)
        for number, (here, there, match) in enumerate(found)
    ]


def letter(story: OpenStory, article: int) -> str:
    """Return the letter of an article by its place on the screen: A is the first."""
    return texts.letter(story.order.index(article))


class Links:
    """The matches between all neighbouring panes, worked out once for each comparison and order."""

    def __init__(self, story: OpenStory) -> None:
        self.between: list[list[Link]] = []
        shown = story.shown
        if story.comparison is not None:
            self.between = [links_between(story.comparison, left, right) for left, right in pairwise(shown)]
        self._edges = self._find_edges(story, shown)

    def edges(self, article: int) -> dict[int, Edge]:
        """Return, by sentence number, where the counterparts of an article's sentences are."""
        return self._edges.get(article, {})

    def _find_edges(self, story: OpenStory, shown: list[int]) -> dict[int, dict[int, Edge]]:
        left_roles = {link.right: link.role for links in self.between for link in reversed(links)}
        right_roles = {link.left: link.role for links in self.between for link in reversed(links)}
        found: dict[int, dict[int, Edge]] = {article: {} for article in shown}
        if story.comparison is None or story.lookup is None:
            return found
        for ref in story.comparison.matched:
            if ref.article in found:
                place = shown.index(ref.article)
                near = {*shown[max(0, place - 1) : place + 2]}
                far = sorted(set(story.lookup.counterparts(ref)) - near, key=story.order.index)
                beyond = "".join(letter(story, article) for article in far)
                found[ref.article][ref.sentence] = Edge(left_roles.get(ref), right_roles.get(ref), beyond)
        return found


def pane_marks(story: OpenStory, links: Links, article: int) -> Marks:
    """Return what is to be marked in the pane of an article."""
    marks = Marks(
        sentences=sentence_layer(story, article),
        entities=entity_layer(story, article),
        edges=links.edges(article),
    )
    take_notes(story, article, marks)
    refresh_marks(story, article, marks)
    return marks


def take_notes(story: OpenStory, article: int, marks: Marks) -> None:
    """Bring the notes of an article up to date in the marks of its pane."""
    layer = note_layer(story, article)
    if layer.spans != marks.notes.spans:  # what is kept of an unchanged layer stays good
        marks.notes = layer
    marks.heat, marks.class_size = heat_layer(story, article), len(story.annotations.overlay.counted)
    marks.categories = {span.role: story.annotations.category(span.role) for span in marks.notes.spans}
    marks.filled = notes_filled(story)
    marks.lit_notes = story.annotations.lit


def refresh_marks(story: OpenStory, article: int, marks: Marks) -> None:
    """Bring what changes with every step of the reader up to date in the marks of a pane."""
    marks.labels = visible_labels(story.hidden_labels)
    marks.entity = story.entity.id if story.entity else None
    marks.only_here = story.only_here
    marks.lit_notes = story.annotations.lit
    marks.current = _with_counterparts(story, story.current, article)
    marks.hover = _with_counterparts(story, story.hover, article)
    waiting = own_sentences(story, story.tie, article)
    if waiting is not None:
        marks.hover = (*marks.hover, waiting)


def _with_counterparts(story: OpenStory, ref: SentenceRef | None, article: int) -> tuple[Span, ...]:
    if ref is None or story.lookup is None:
        return ()
    group = story.lookup.group(ref)
    members = set(group.members if group else ()) | {ref} | set(story.lookup.counterparts(ref).values())
    spans = (own_sentences(story, member, article) for member in sorted(members))
    return tuple(span for span in spans if span is not None)
