"""Draw the notes of one pane: edges in lanes beside the text, corners around the words, fills where they are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from viewer.window.fonts import sans
from viewer.window.notes.category_styles import CategoryStyle, style_of
from viewer.window.notes.edges import NoteEdge, NoteEdges, in_heap, lane_middle, pitch
from viewer.window.panes.geometry import Geometry
from viewer.window.panes.layers import EMPTY, Layer
from viewer.window.panes.strokes import Strokes, dashed
from viewer.window.theme import Theme

if TYPE_CHECKING:
    from viewer.window.panes.painting import Marks

_LETTER = 9
"""Height of the letter at the start of an edge, in pixels."""
_WIDTH, _LIT_WIDTH = 2, 4
_FOOT = 5
_MOST_RUNS = 400


class _BlockNotes:
    """The notes of one block in document coordinates, by category: corners of all, fills of those that are filled."""

    __slots__ = ("corners", "fills")

    def __init__(self) -> None:
        self.corners: dict[str, list[QRect]] = {}
        self.fills: dict[str, Strokes] = {}


class _RunMarks:
    """The lines and letters of the edges of one run of blocks, in document coordinates."""

    __slots__ = ("edges", "heaps", "letters", "lines", "margin")

    def __init__(self, edges: list[NoteEdge], margin: float) -> None:
        self.edges, self.margin = edges, margin
        self.lines: dict[str, list[QRect]] = {}
        self.letters: list[tuple[str, QPoint]] = []
        heaps: dict[float, list[NoteEdge]] = {}
        for edge in edges:
            if in_heap(edge, margin):
                heaps.setdefault(edge.begin, []).append(edge)
            else:
                x = lane_middle(edge, margin)
                line = QRect(round(x - _WIDTH / 2), round(edge.top), _WIDTH, max(4, round(edge.bottom - edge.top)))
                self.lines.setdefault(edge.span.role, []).append(line)
                self.letters.append((edge.span.role, _letter_place(edge, x, margin)))
        self.heaps = list(heaps.values())


class NotePainter:
    """Paints the notes of :class:`Marks`, from places that are kept until the notes or the layout change."""

    def __init__(self, geometry: Geometry, theme: Theme) -> None:
        self.edges = NoteEdges(geometry)
        self._geometry, self._theme = geometry, theme
        self._blocks: dict[int, _BlockNotes] = {}
        self._runs: dict[int, _RunMarks] = {}
        self._for: tuple[Layer, frozenset[str]] = (EMPTY, frozenset())

    def forget(self) -> None:
        """Drop what is kept: the text was laid out anew."""
        self._blocks.clear()
        self._runs.clear()
        self.edges.forget()

    def paint(self, painter: QPainter, marks: Marks, blocks: Sequence[int]) -> None:
        """Draw the notes of the given blocks."""
        self._take(marks)
        kept = [self._notes_of(number, marks) for number in blocks]
        styles = {role: style_of(category, self._theme) for role, category in marks.categories.items()}
        for role, style in styles.items():
            fills = Strokes()
            corners: list[QRect] = []
            for block in kept:
                if role in block.fills:
                    fills.extend(block.fills[role])
                corners.extend(block.corners.get(role, ()))
            fills.fill(painter, style.fill)
            _fill_rects(painter, corners, style.pen)
        self._paint_lit(painter, marks, blocks, styles)
        self._paint_edges(painter, marks, blocks, styles)

    def _take(self, marks: Marks) -> None:
        self.edges.take(marks.notes)
        layer, filled = self._for
        if layer is not marks.notes or filled != marks.filled:
            changed = {*layer.spans} ^ {*marks.notes.spans}
            changed |= {span for span in marks.notes.spans if span.key in filled ^ marks.filled}
            self._for = (marks.notes, marks.filled)
            blocks = self._geometry.document.blocks
            for span in changed:
                for number in [n for n in self._blocks if blocks[n].start < span.end and blocks[n].end >= span.start]:
                    del self._blocks[number]

    def _notes_of(self, number: int, marks: Marks) -> _BlockNotes:
        found = self._blocks.get(number)
        if found is None:
            found = self._blocks[number] = _BlockNotes()
            block = self._geometry.document.blocks[number]
            origin = self._geometry.block_rect(number).topLeft()
            for span in marks.notes.within(block.start, block.end):
                rects = self._geometry.rects_in_block(number, span.start, span.end)
                if not rects:
                    continue
                if span.key in marks.filled:
                    found.fills.setdefault(span.role, Strokes()).add(rects, origin, 1, underlined=False)
                corners = found.corners.setdefault(span.role, [])
                if span.start >= block.start:
                    corners.extend(_opening(rects[0].translated(origin)))
                if span.end <= block.end:
                    corners.extend(_closing(rects[-1].translated(origin)))
        return found

    def _paint_lit(
        self, painter: QPainter, marks: Marks, blocks: Sequence[int], styles: dict[str, CategoryStyle]
    ) -> None:
        """Let the passages of the chosen note and of those under the mouse stand out: filled, with their line below."""
        if not marks.lit_notes or not blocks:
            return
        document = self._geometry.document.blocks
        for span in marks.notes.within(document[blocks[0]].start, document[blocks[-1]].end):
            if span.key in marks.lit_notes:
                strokes = Strokes()
                for number in blocks:
                    if document[number].start < span.end and document[number].end > span.start:
                        origin = self._geometry.block_rect(number).topLeft()
                        strokes.add(
                            self._geometry.rects_in_block(number, span.start, span.end), origin, 1, underlined=True
                        )
                strokes.fill(painter, styles[span.role].fill)
                strokes.underline(painter, styles[span.role].pen, styles[span.role].dashes)

    def _paint_edges(
        self, painter: QPainter, marks: Marks, blocks: Sequence[int], styles: dict[str, CategoryStyle]
    ) -> None:
        margin = self._geometry.document.left
        ratio, ground = painter.device().devicePixelRatioF(), self._theme["pane"].rgba()
        tiles = {role: letter_tile(s.letter, s.pen.rgba(), ground, ratio) for role, s in styles.items()}
        runs = [self._run_marks(edges, margin) for edges in self.edges.runs(blocks) if edges]
        painter.setPen(Qt.PenStyle.NoPen)
        for role, style in styles.items():
            lines = [line for run in runs for line in run.lines.get(role, ())]
            if lines:
                painter.setBrush(dashed(style.pen.rgba(), style.dashes, upright=True))
                painter.drawRects(lines)
        for edge in (edge for run in runs for edge in run.edges if edge.span.key in marks.lit_notes):
            x, style = lane_middle(edge, margin), styles[edge.span.role]
            lit = QRectF(x - _LIT_WIDTH / 2, edge.top, _LIT_WIDTH, edge.bottom - edge.top)
            painter.fillRect(lit, dashed(style.pen.rgba(), style.dashes, upright=True))
        for run in runs:
            for role, place in run.letters:
                painter.drawPixmap(place, tiles[role])
            for heap in run.heaps:
                self._paint_heap(painter, heap, margin)

    def _run_marks(self, edges: list[NoteEdge], margin: float) -> _RunMarks:
        """Return what is drawn of the edges of a run, worked out once."""
        kept = self._runs.get(id(edges))
        if kept is None or kept.edges is not edges or kept.margin != margin:
            kept = self._runs[id(edges)] = _RunMarks(edges, margin)
            if len(self._runs) > _MOST_RUNS:
                self._runs = {id(edges): kept}
        return kept

    def _paint_heap(self, painter: QPainter, edges: Sequence[NoteEdge], margin: float) -> None:
        """Draw what has no lane of its own as one grey edge, with the number of notes in it."""
        x, top = lane_middle(edges[0], margin), min(edge.top for edge in edges)
        painter.fillRect(QRectF(x - 1.0, top, 2.0, max(edge.bottom for edge in edges) - top), self._theme["ink3"])
        box = QRectF(0.0, top - 1.0, 17.0, 11.0)
        painter.fillRect(box, self._theme["pane"])
        painter.setFont(sans(9, QFont.Weight.DemiBold))
        painter.setPen(self._theme["ink2"])
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"+{len(edges)}")


def _letter_place(edge: NoteEdge, x: float, margin: float) -> QPoint:
    """Return where the letter of an edge stands; letters of narrow lanes that begin together form rows."""
    rows = ceil(_LETTER / pitch(edge.lanes, margin)) if edge.lanes > 1 else 1
    return QPoint(round(x - _LETTER / 2), round(edge.top) + (edge.lane % rows) * _LETTER)


def _opening(rect: QRectF) -> tuple[QRect, QRect]:
    left, top = round(rect.left()) - 2, round(rect.top()) + 1
    return QRect(left, top, 2, round(rect.height()) - 2), QRect(left, top, _FOOT, 2)


def _closing(rect: QRectF) -> tuple[QRect, QRect]:
    right, bottom = round(rect.right()) + 1, round(rect.bottom()) - 1
    height = round(rect.height()) - 2
    return QRect(right, bottom - height, 2, height), QRect(right - _FOOT + 2, bottom - 2, _FOOT, 2)


def _fill_rects(painter: QPainter, rects: list[QRect], color: QColor) -> None:
    if rects:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRects(rects)


@lru_cache(maxsize=128)
def letter_tile(letter: str, rgba: int, ground: int, ratio: float) -> QPixmap:
    """Return the letter of a category on the ground of the page, as a small picture: drawing letters is slow."""
    tile = QPixmap(round(_LETTER * ratio), round(_LETTER * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(QColor.fromRgba(ground))
    painter = QPainter(tile)
    painter.setFont(sans(9, QFont.Weight.DemiBold))
    painter.setPen(QColor.fromRgba(rgba))
    painter.drawText(QRectF(0, 0, _LETTER, _LETTER), Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return tile
