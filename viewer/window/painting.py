"""Draw the marks of one pane behind its text: only what is visible, from rectangles that are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from viewer.window.fonts import sans
from viewer.window.geometry import Geometry
from viewer.window.layers import EMPTY, Layer, Span
from viewer.window.theme import UNDERLINES, Theme

RADIUS = 3.0
NOTE_DASHES: dict[str, tuple[float, ...]] = {"a": (), "b": (6.0, 3.0), "c": (1.5, 2.5), "d": (8.0, 2.0, 2.0, 2.0)}
DIMMED = 0.72
"""How much of a sentence with a match is covered in only-here mode."""


@dataclass(slots=True)
class Marks:
    """What is marked in one pane now; ``edges`` says by sentence number where its counterparts are."""

    sentences: Layer = EMPTY
    entities: Layer = EMPTY
    notes: Layer = EMPTY
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


class MarkPainter:
    """Paints :class:`Marks`. Coordinates are those of the document, so the caller translates by the scroll value."""

    def __init__(self, geometry: Geometry, theme: Theme) -> None:
        self.geometry = geometry
        self.theme = theme

    def paint_behind(self, painter: QPainter, marks: Marks, blocks: Iterable[int], width: float) -> None:
        """Draw fills, underlines and bars of the given blocks; ``width`` is that of the viewport, in pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in blocks:
            block = self.geometry.document.blocks[number]
            if block.kind == "fold":
                self._fold_rule(painter, number, width)
                continue
            origin = self.geometry.block_rect(number).topLeft()
            painter.translate(origin)
            self._sentences(painter, marks, number, block.start, block.end)
            self._notes(painter, marks.notes.within(block.start, block.end), number)
            self._entities(painter, marks, number, block.start, block.end)
            self._finds(painter, marks, number, block.start, block.end)
            painter.translate(-origin)
            self._bars(painter, marks, number, origin.y(), width)

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

    def _sentences(self, painter: QPainter, marks: Marks, number: int, start: int, end: int) -> None:
        rects_of = self.geometry.rects_in_block
        if not marks.only_here:
            chosen = {span.key for span in marks.current}
            for span in marks.sentences.within(start, end):
                if span.key not in chosen:
                    self._fill(painter, rects_of(number, span.start, span.end), "sentence.fill", 3.0)
        for spans, role in ((marks.hover, "sentence.hover"), (marks.current, "sentence.current")):
            for span in spans:
                if span.start < end and span.end > start:
                    self._fill(painter, rects_of(number, span.start, span.end), role, 3.0)

    def _notes(self, painter: QPainter, spans: Iterable[Span], number: int) -> None:
        for span in spans:
            rects = self.geometry.rects_in_block(number, span.start, span.end)
            self._fill(painter, rects, f"note.{span.role}.fill", 1.0)
            self._underline(painter, rects, f"note.{span.role}", NOTE_DASHES[span.role], 2.0, 1.5)

    def _entities(self, painter: QPainter, marks: Marks, number: int, start: int, end: int) -> None:
        for span in marks.entities.within(start, end):
            lit = span.key == marks.entity
            if span.role not in marks.labels and not lit:
                continue
            rects = self.geometry.rects_in_block(number, span.start, span.end)
            self._fill(painter, rects, "entity.current" if lit else f"{span.role}.fill")
            dashes = UNDERLINES[span.role]  # type: ignore[index]  # the role of an entity span is its label
            self._underline(painter, rects, f"{span.role}.pen", dashes, 2.0 if lit else 1.5)

    def _finds(self, painter: QPainter, marks: Marks, number: int, start: int, end: int) -> None:
        for span in marks.finds.within(start, end):
            role = "find.current" if span == marks.find else "find.fill"
            rects = self.geometry.rects_in_block(number, span.start, span.end)
            self._fill(painter, rects, role)
            if span == marks.find:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self.theme["ink1"], 1.5))
                for rect in rects:
                    painter.drawRoundedRect(rect.adjusted(-1.5, 0, 1.5, 0), RADIUS, RADIUS)

    def _underline(
        self,
        painter: QPainter,
        rects: Iterable[QRectF],
        role: str,
        dashes: tuple[float, ...],
        width: float,
        drop: float = 0.0,
    ) -> None:
        pen = QPen(self.theme[role], width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern([length / width for length in dashes])
        painter.setPen(pen)
        for rect in rects:
            y = rect.bottom() - 0.5 + drop
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def _bars(self, painter: QPainter, marks: Marks, number: int, top: float, width: float) -> None:
        block = self.geometry.document.blocks[number]
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
                self._badge(painter, edge.beyond, QPointF(width - 8.0, first + 1.0))

    def _badge(self, painter: QPainter, letters: str, right_top: QPointF) -> None:
        painter.save()
        painter.setFont(sans(10))
        text = f"→{letters}"
        box = QRectF(0, 0, painter.fontMetrics().horizontalAdvance(text) + 6.0, 14.0)
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
