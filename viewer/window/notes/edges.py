"""Where the edges of notes stand beside a text: in lanes, so that notes that overlap stay apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from viewer.window.panes.geometry import Geometry
from viewer.window.panes.layers import EMPTY, Layer, Span

WIDEST, NARROWEST = 7.0, 3.0
"""The distance of two lanes, in pixels: as wide as there is room for, down to the least that can be told apart."""
GAP = 3.0
"""Pixels between the text and its nearest lane."""
BAR = 4.0
"""Pixels at the side of the pane that belong to the bars of matches."""


class NoteEdge(NamedTuple):
    """The edge of one passage: from ``top`` to ``bottom`` of the document, in a lane of as many as it needs there.

    ``begin`` is the top of all edges that hang together with it.
    """

    span: Span
    top: float
    bottom: float
    lane: int
    lanes: int
    begin: float


def in_lanes(extents: Iterable[tuple[float, float, Span]]) -> list[NoteEdge]:
    """Give every extent the first lane that is free beside it; no two in one lane overlap.

    ``lanes`` counts those of all extents that hang together, so that they are drawn equally wide.
    """
    found: list[NoteEdge] = []
    together: list[tuple[float, float, Span, int]] = []
    ends: list[float] = []

    def close() -> None:
        found.extend(NoteEdge(s, t, b, lane, len(ends), together[0][0]) for t, b, s, lane in together)
        together.clear()
        ends.clear()

    for top, bottom, span in sorted(extents, key=lambda one: (one[0], -one[1], one[2])):
        if ends and max(ends) <= top:
            close()
        lane = next((number for number, end in enumerate(ends) if end <= top), len(ends))
        ends[lane : lane + 1] = [bottom]
        together.append((top, bottom, span, lane))
    close()
    return found


def pitch(lanes: int, margin: float) -> float:
    """Return the distance of lanes in a margin, in pixels."""
    return min(WIDEST, max(NARROWEST, (margin - GAP - BAR) / max(1, lanes)))


def lanes_with_room(lanes: int, margin: float) -> int:
    """Return how many of the lanes fit into a margin; the last stands for all that do not."""
    return max(1, min(lanes, int((margin - GAP - BAR + 0.01) / pitch(lanes, margin))))


def in_heap(edge: NoteEdge, margin: float) -> bool:
    """Whether an edge has no lane of its own, because so many overlap there."""
    room = lanes_with_room(edge.lanes, margin)
    return edge.lanes > room and edge.lane >= room - 1


def lane_middle(edge: NoteEdge, margin: float) -> float:
    """Return how far from the left the middle of an edge is, in pixels; lane 0 is next to the text."""
    lane = min(edge.lane, lanes_with_room(edge.lanes, margin) - 1)
    return margin - GAP - pitch(edge.lanes, margin) * (lane + 0.5)


class NoteEdges:
    """The edges of the notes of one article, worked out for what is asked: paragraphs that notes tie together."""

    def __init__(self, geometry: Geometry) -> None:
        self._geometry = geometry
        self._layer: Layer = EMPTY
        self._runs: dict[int, tuple[int, int]] = {}
        self._edges: dict[int, list[NoteEdge]] = {}

    def take(self, layer: Layer) -> None:
        """Take the notes of the article, if they are other ones."""
        if layer is not self._layer:
            before, self._layer = self._layer, layer
            for span in {*before.spans} ^ {*layer.spans}:
                self._forget_run(span)

    def _forget_run(self, span: Span) -> None:
        """Drop what is kept of the blocks that a passage touches, and of those that notes tie to them."""
        blocks = self._geometry.document.blocks
        number = self._geometry.document.nearest_block(span.start)
        while number < len(blocks) and blocks[number].start < span.end:
            first, last = self._runs.get(number, (number, number))
            self._edges.pop(first, None)
            for known in range(first, last + 1):
                self._runs.pop(known, None)
            number = max(last, number) + 1

    def forget(self) -> None:
        """Drop what is kept: the text was laid out anew."""
        self._runs.clear()
        self._edges.clear()

    def of(self, blocks: Sequence[int]) -> list[NoteEdge]:
        """Return the edges beside these blocks, and those of the blocks that notes tie to them."""
        return [edge for run in self.runs(blocks) for edge in run]

    def runs(self, blocks: Sequence[int]) -> Iterator[list[NoteEdge]]:
        """Yield the edges run by run; of a run that did not change it is the same list again."""
        last = -1
        for number in blocks:
            if number > last:
                first, last = self._run(number)
                yield self._edges_of(first, last)

    def at(self, height: float, x: float, margin: float, blocks: Sequence[int]) -> list[str]:
        """Return the notes whose edge is at a place of the document, the nearest lane first; none in the text."""
        if x > margin - 1 or x < 0:
            return []
        near = [
            (abs(lane_middle(edge, margin) - x), edge)
            for edge in self.of(blocks)
            if edge.top - 2 <= height <= edge.bottom + 2
        ]
        least = min((distance for distance, _ in near), default=99.0)
        return [str(edge.span.key) for distance, edge in near if distance <= min(least + 0.1, WIDEST)]

    def _run(self, number: int) -> tuple[int, int]:
        """Return the first and last of the blocks around one that notes tie together."""
        known = self._runs.get(number)
        if known is None:
            blocks = self._geometry.document.blocks
            first = last = number
            while True:
                spans = self._layer.within(blocks[first].start, blocks[last].end)
                start = min((span.start for span in spans), default=blocks[first].start)
                end = max((span.end for span in spans), default=blocks[last].end)
                before = first
                while first > 0 and blocks[first].start > start:
                    first -= 1
                after = last
                while last < len(blocks) - 1 and blocks[last + 1].start < end:
                    last += 1
                if (before, after) == (first, last):
                    break
            known = first, last
            self._runs.update(dict.fromkeys(range(first, last + 1), known))
        return known

    def _edges_of(self, first: int, last: int) -> list[NoteEdge]:
        known = self._edges.get(first)
        if known is None:
            blocks, extent = self._geometry.document.blocks, self._geometry.extent
            placed = (
                (*found, span)
                for span in self._layer.within(blocks[first].start, blocks[last].end)
                if (found := extent(span.start, span.end)) is not None
            )
            known = self._edges[first] = in_lanes(placed)
        return known
