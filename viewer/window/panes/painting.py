"""Draw the marks of one pane behind its text: only what is visible, from rectangles that are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from viewer.window.fonts import sans
from viewer.window.notes.heat import paint_heat
from viewer.window.notes.painting import NotePainter
from viewer.window.panes.geometry import Geometry
from viewer.window.panes.layers import EMPTY, Layer, Span
from viewer.window.panes.strokes import Strokes
from viewer.window.theme import UNDERLINES, Theme

if TYPE_CHECKING:
    from viewer.library.notes.palettes import Category

RADIUS = 3.0
DIMMED = 0.72
"""How much of a sentence with a match is covered in only-here mode."""


@dataclass(slots=True)
class Marks:
    """What is marked in one pane now; ``edges`` says by sentence number where its counterparts are.

    ``lit_notes`` are the notes that stand out, ``filled`` those that are filled with the colour of their category.
    ``heat`` says how many of a class of ``class_size`` marked a place.
    """

    sentences: Layer = EMPTY
    entities: Layer = EMPTY
    notes: Layer = EMPTY
    categories: Mapping[str, Category] = field(default_factory=dict)
    lit_notes: frozenset[str] = frozenset()
    filled: frozenset[str] = frozenset()
    heat: Layer = EMPTY
    class_size: int = 0
    finds: Layer = EMPTY
    labels: frozenset[str] = frozenset()
    current: Sequence[Span] = ()
    hover: Sequence[Span] = ()
    entity: str | None = None
    find: Span | None = None
    only_here: bool = False
    edges: dict[int, Edge] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """Where the counterparts of a sentence are: colour roles of the bars towards its neighbours, letters beyond."""

    left: str | None = None
    right: str | None = None
    beyond: str = ""


class BlockStrokes:
    """The marks of one block, in document coordinates: sentences by number, mentions by kind."""

    __slots__ = ("mentions", "sentences")

    def __init__(self) -> None:
        self.sentences: dict[int, Strokes] = {}
        self.mentions: dict[str, Strokes] = {}


class MarkPainter:
    """Paints :class:`Marks`. Coordinates are those of the document, so the caller translates by the scroll value."""

    def __init__(self, geometry: Geometry, theme: Theme) -> None:
        self.geometry = geometry
        self.theme = theme
        self._strokes: dict[int, BlockStrokes] = {}
        self._for: tuple[Layer, Layer] = (EMPTY, EMPTY)
        self.notes = NotePainter(geometry, theme)

    def forget(self) -> None:
        """Drop what is kept: the text was laid out anew."""
        self._strokes.clear()
        self.notes.forget()

    def paint_behind(self, painter: QPainter, marks: Marks, blocks: Sequence[int], width: float) -> None:
        """Draw fills, underlines and bars of the given blocks; ``width`` is that of the viewport, in pixels."""
        if self._for != (marks.sentences, marks.entities):
            self._for = (marks.sentences, marks.entities)
            self._strokes.clear()
        shown = [number for number in blocks if self.geometry.document.blocks[number].kind != "fold"]
        strokes = [self._strokes_of(number, marks) for number in shown]
        self._paint_sentences(painter, marks, strokes)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for spans, role in ((marks.hover, "sentence.hover"), (marks.current, "sentence.current")):
            for span in spans:
                self._fill(painter, self._in_blocks(shown, span), role, 3.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._paint_reader(painter, marks, shown, width)
        self._paint_mentions(painter, marks, strokes)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if marks.entity is not None:
            self._paint_lit(painter, marks, shown)
        if marks.finds.spans:
            self._paint_finds(painter, marks, shown)
        for number in shown:
            self._bars(painter, marks, number, width)
        for number in blocks:
            if self.geometry.document.blocks[number].kind == "fold":
                self._fold_rule(painter, number, width)

    def _paint_reader(self, painter: QPainter, marks: Marks, shown: Sequence[int], width: float) -> None:
        """Draw what readers marked: the notes, and what a class has in common."""
        if marks.notes.spans:
            self.notes.paint(painter, marks, shown)
        if marks.heat.spans:
            paint_heat(painter, self.geometry, self.theme, marks, shown, width)

    def _strokes_of(self, number: int, marks: Marks) -> BlockStrokes:
        """Return the marks of a block, worked out at the first time it is seen."""
        found = self._strokes.get(number)
        if found is None:
            found = self._strokes[number] = BlockStrokes()
            block = self.geometry.document.blocks[number]
            origin, rects = self.geometry.block_rect(number).topLeft(), self.geometry.rects_in_block
            for span in marks.sentences.within(block.start, block.end):
                strokes = found.sentences.setdefault(int(span.key), Strokes())
                strokes.add(rects(number, span.start, span.end), origin, 3, underlined=False)
            for span in marks.entities.within(block.start, block.end):
                strokes = found.mentions.setdefault(span.role, Strokes())
                strokes.add(rects(number, span.start, span.end), origin, 1, underlined=True)
        return found

    def _placed(self, number: int, span: Span) -> list[QRectF]:
        origin = self.geometry.block_rect(number).topLeft()
        return [rect.translated(origin) for rect in self.geometry.rects_in_block(number, span.start, span.end)]

    def _in_blocks(self, numbers: Sequence[int], span: Span) -> list[QRectF]:
        blocks = self.geometry.document.blocks
        touched = (n for n in numbers if blocks[n].start < span.end and blocks[n].end > span.start)
        return [rect for number in touched for rect in self._placed(number, span)]

    def _paint_sentences(self, painter: QPainter, marks: Marks, strokes: Sequence[BlockStrokes]) -> None:
        if marks.only_here:
            return
        chosen = {span.key for span in marks.current}
        together = Strokes()
        for block in strokes:
            for key, sentence in block.sentences.items():
                if key not in chosen:
                    together.extend(sentence)
        together.fill(painter, self.theme["sentence.fill"])

    def _paint_mentions(self, painter: QPainter, marks: Marks, strokes: Sequence[BlockStrokes]) -> None:
        for label, dashes in UNDERLINES.items():
            if label in marks.labels:
                together = Strokes()
                for block in strokes:
                    if label in block.mentions:
                        together.extend(block.mentions[label])
                together.fill(painter, self.theme[f"{label}.fill"])
                together.underline(painter, self.theme[f"{label}.pen"], dashes)

    def paint_over(self, painter: QPainter, marks: Marks, blocks: Iterable[int]) -> None:
        """Cover the sentences that have a match, in only-here mode."""
        cover = QColor(self.theme["pane"])
        cover.setAlphaF(DIMMED)
        for number in blocks:
            block = self.geometry.document.blocks[number]
            if block.kind == "fold":
                continue
            origin = self.geometry.block_rect(number).topLeft()
            for span in marks.sentences.within(block.start, block.end):
                for rect in self.geometry.rects_in_block(number, span.start, span.end):
                    painter.fillRect(rect.translated(origin).adjusted(-1, -1, 1, 1), cover)

    def _fill(self, painter: QPainter, rects: Iterable[QRectF], role: str, grow: float = 1.5) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme[role])
        for rect in rects:
            painter.drawRoundedRect(rect.adjusted(-grow, 0.0, grow, 0.0), RADIUS, RADIUS)

    def _paint_lit(self, painter: QPainter, marks: Marks, numbers: Sequence[int]) -> None:
        for span in self._visible(marks.entities, numbers):
            if span.key == marks.entity:
                rects = self._in_blocks(numbers, span)
                self._fill(painter, rects, "entity.current")
                self._underline(painter, rects, f"{span.role}.pen", 2.5)

    def _paint_finds(self, painter: QPainter, marks: Marks, numbers: Sequence[int]) -> None:
        for span in self._visible(marks.finds, numbers):
            rects = self._in_blocks(numbers, span)
            self._fill(painter, rects, "find.current" if span == marks.find else "find.fill")
            if span == marks.find:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self.theme["ink1"], 1.5))
                for rect in rects:
                    painter.drawRoundedRect(rect.adjusted(-1.5, 0, 1.5, 0), RADIUS, RADIUS)

    def _visible(self, layer: Layer, numbers: Sequence[int]) -> Sequence[Span]:
        if not numbers:
            return ()
        blocks = self.geometry.document.blocks
        return layer.within(blocks[numbers[0]].start, blocks[numbers[-1]].end)

    def _underline(self, painter: QPainter, rects: Iterable[QRectF], role: str, width: float) -> None:
        pen = QPen(self.theme[role], width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        for rect in rects:
            y = rect.bottom() - 0.5
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def _bars(self, painter: QPainter, marks: Marks, number: int, width: float) -> None:
        if not marks.edges:
            return
        block, top = self.geometry.document.blocks[number], self.geometry.block_rect(number).top()
        painter.setPen(Qt.PenStyle.NoPen)
        for span in marks.sentences.within(block.start, block.end):
            edge = marks.edges.get(int(span.key))
            rects = self.geometry.rects_in_block(number, span.start, span.end)
            if edge is None or not rects:
                continue
            first, height = top + rects[0].top(), rects[-1].bottom() - rects[0].top()
            for role, x in ((edge.left, 0.0), (edge.right, width - 3.0)):
                if role:
                    painter.fillRect(QRectF(x, first, 3.0, height), self.theme[role])
            if edge.beyond:
                self._badge(painter, edge.beyond, QPointF(width - 3.5, first + 2.0))

    def _badge(self, painter: QPainter, letters: str, right_top: QPointF) -> None:
        painter.save()
        painter.setFont(sans(9))
        text = f"→{letters}"
        box = QRectF(0, 0, painter.fontMetrics().horizontalAdvance(text) + 4.0, 14.0)
        box.moveTopRight(right_top)
        painter.setBrush(self.theme["accent.fill"])
        painter.drawRoundedRect(box, 7.0, 7.0)
        painter.setPen(self.theme["accent"])
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _fold_rule(self, painter: QPainter, number: int, width: float) -> None:
        rect = self.geometry.block_rect(number)
        text = self.geometry.first_line(number)
        painter.setPen(QPen(self.theme["rule"], 1.0))
        y = text.center().y() + rect.top()
        painter.drawLine(QPointF(rect.left() + text.right() + 8.0, y), QPointF(width - 26.0, y))
