"""Marked ranges of one article, sorted so that those of one paragraph are found at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from viewer.analysis.model import EntityLabel, SentenceRef
from viewer.window.story import OpenStory


class Span(NamedTuple):
    """A half-open range of code points and what it is marked for (an entity id, a sentence number, a note id)."""

    start: int
    end: int
    key: str | int
    role: str


class Layer:
    """Spans of one article that are drawn alike."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans: Sequence[Span] = sorted(spans)
        self._starts = [span.start for span in self.spans]
        self._ends = list(accumulate((span.end for span in self.spans), max))

    def within(self, start: int, end: int) -> Sequence[Span]:
        """Return the spans that touch a range, in text order."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        return [span for span in self.spans[first:last] if span.end > start]


EMPTY = Layer(())
KEY = "key:"
"""What the id of a note of the teacher's key begins with in a layer."""


def sentence_layer(story: OpenStory, article: int) -> Layer:
    """Return the sentences of an article that have a match."""
    comparison = story.comparison
    if comparison is None:
        return EMPTY
    sentences = comparison.sentences[article]
    return Layer(
        Span(sentences[ref.sentence].start, sentences[ref.sentence].end, ref.sentence, "match")
        for ref in comparison.matched
        if ref.article == article
    )


def entity_layer(story: OpenStory, article: int) -> Layer:
    """Return the mentions of shared entities in an article."""
    if story.lookup is None:
        return EMPTY
    shared = story.lookup.shared
    return Layer(
        Span(start, end, entity.id, entity.label)
        for start, end, entity in story.lookup.mentions(article)
        if entity.id in shared
    )


def note_layer(story: OpenStory, article: int) -> Layer:
    """Return the passages of an article that carry a note."""
    identity = story.articles[article].id
    own = [
        Span(passage.start, passage.end, note.id, note.category)
        for note in story.notes
        for passage in note.passages_in(identity)
    ]
    return Layer([*own, *_key_spans(story, identity)])


def _key_spans(story: OpenStory, article_id: str) -> list[Span]:
    """Return the passages of the teacher's key, while it is shown."""
    overlay = story.annotations.overlay
    if not (overlay.shown and overlay.key_shown) or overlay.key is None:
        return []
    return [
        Span(passage["start"], passage["end"], f"{KEY}{note['id']}", note["category"])
        for note in overlay.key.notes
        for passage in note["passages"]
        if passage["article"] == article_id and passage["state"] != "orphan"
    ]


def heat_layer(story: OpenStory, article: int) -> Layer:
    """Return where the class marked an article; the key of a span is how many did."""
    known, overlay = story.articles[article], story.annotations.overlay
    if not overlay.shown or not overlay.hand_ins:
        return EMPTY
    return Layer(
        Span(place.start, place.end, len(place.hand_ins), "heat") for place in overlay.marked(known.id, len(known.text))
    )


def notes_filled(story: OpenStory) -> frozenset[str]:
    """Return the notes whose passages are filled with the colour of their category."""
    fills = story.annotations.fills
    return frozenset(note.id for note in story.notes if note.filled or note.category in fills)


def own_sentences(story: OpenStory, ref: SentenceRef | None, article: int) -> Span | None:
    """Return the place of a sentence, if it belongs to the article."""
    if ref is None or ref.article != article or story.comparison is None:
        return None
    sentence = story.comparison.sentences[article][ref.sentence]
    return Span(sentence.start, sentence.end, ref.sentence, "sentence")


def visible_labels(hidden: frozenset[EntityLabel]) -> frozenset[str]:
    """Return the kinds of entities whose marks are on."""
    every: tuple[EntityLabel, ...] = ("person", "place", "organisation", "group", "event", "other")
    return frozenset(every) - hidden
