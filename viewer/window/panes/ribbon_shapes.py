"""The bands and lines between two panes, drawn: a few with QPainter, many as one picture.

Filling a hundred long curved paths costs QPainter tens of milliseconds; adding up their coverage column by column with
numpy costs the same for ten or two hundred. numpy is imported only when there are that many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

MANY = 20
STUB = 14.0


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One match between two panes, in pixels of the gutter: top and bottom at its left and right end.

    ``strong`` matches are bands, weak ones lines; ``lit`` belongs to the current sentence. ``color`` says whether the
    match keeps the order of the texts or has moved.
    """

    left: tuple[float, float]
    right: tuple[float, float]
    color: QColor
    strong: bool
    lit: bool = False

    def is_visible(self, height: float) -> bool:
        """Whether any part of it can be seen: ribbons with both ends off the same edge cannot."""
        above = self.left[1] < 0 and self.right[1] < 0
        below = self.left[0] > height and self.right[0] > height
        return not (above or below)


def paint_ribbons(painter: QPainter, ribbons: Sequence[Ribbon], size: QRectF) -> None:
    """Draw the visible ribbons into a gutter; an end that is off the screen becomes a stub that fades out."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    visible = [ribbon for ribbon in ribbons if ribbon.is_visible(size.height())]
    bands = [ribbon for ribbon in visible if ribbon.strong and _on_screen(ribbon, size.height())]
    if len(bands) > MANY:
        _paint_as_picture(painter, bands, size)
    for ribbon in visible:
        if not _on_screen(ribbon, size.height()):
            _paint_stub(painter, ribbon, size)
        elif ribbon.strong:
            if len(bands) <= MANY:
                _paint_band(painter, ribbon, size.width())
        else:
            _paint_line(painter, ribbon, size.width())


def _on_screen(ribbon: Ribbon, height: float) -> bool:
    return all(end[1] >= 0 and end[0] <= height for end in (ribbon.left, ribbon.right))


def _paint_band(painter: QPainter, ribbon: Ribbon, width: float) -> None:
    (lt, lb), (rt, rb), middle = ribbon.left, ribbon.right, width / 2
    path = QPainterPath(QPointF(0, lt))
    path.cubicTo(middle, lt, middle, rt, width, rt)
    path.lineTo(width, rb)
    path.cubicTo(middle, rb, middle, lb, 0, lb)
    path.closeSubpath()
    fill = QColor(ribbon.color)
    fill.setAlphaF(0.55 if ribbon.lit else 0.26)
    painter.fillPath(path, fill)
    edge = QColor(ribbon.color)
    edge.setAlphaF(0.95 if ribbon.lit else 0.5)
    painter.setPen(QPen(edge, 1.4 if ribbon.lit else 0.8))
    for start, end in ((lt, rt), (lb, rb)):
        painter.drawPath(_curve(start, end, width))


def _paint_line(painter: QPainter, ribbon: Ribbon, width: float) -> None:
    start, end = _middle(ribbon.left), _middle(ribbon.right)
    color = QColor(ribbon.color)
    color.setAlphaF(1.0 if ribbon.lit else 0.7)
    painter.setPen(QPen(color, 2.4 if ribbon.lit else 1.4))
    painter.drawPath(_curve(start, end, width))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    for x, y in ((2.0, start), (width - 2.0, end)):
        painter.drawEllipse(QPointF(x, y), 2.5, 2.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_stub(painter: QPainter, ribbon: Ribbon, size: QRectF) -> None:
    """Show that a match goes on off the screen: a short arrow at the end that is in view, towards the other."""
    height = size.height()
    ends = ((ribbon.left, ribbon.right, 0.0, 1.0), (ribbon.right, ribbon.left, size.width(), -1.0))
    for here, there, x, direction in ends:
        if here[1] < 0 or here[0] > height:
            continue
        y = min(max(_middle(here), 6.0), height - 6.0)
        down = _middle(there) > _middle(here)
        tip = QPointF(x + direction * STUB, y + (STUB * 0.8 if down else -STUB * 0.8))
        color = QColor(ribbon.color)
        color.setAlphaF(1.0 if ribbon.lit else 0.75)
        painter.setPen(QPen(color, 2.4 if ribbon.lit else 1.6))
        path = QPainterPath(QPointF(x, y))
        path.quadTo(QPointF(x + direction * STUB, y), tip)
        painter.drawPath(path)
        back = -4.0 if down else 4.0
        painter.drawLine(tip, tip + QPointF(-3.5, back))
        painter.drawLine(tip, tip + QPointF(3.5, back))


def _curve(start: float, end: float, width: float) -> QPainterPath:
    path = QPainterPath(QPointF(0, start))
    path.cubicTo(width / 2, start, width / 2, end, width, end)
    return path


def _middle(end: tuple[float, float]) -> float:
    return (end[0] + end[1]) / 2


def _paint_as_picture(painter: QPainter, bands: Sequence[Ribbon], size: QRectF) -> None:
    width, height = max(1, int(size.width())), max(1, int(size.height()))
    by_color: dict[int, list[Ribbon]] = {}
    for band in bands:
        by_color.setdefault(band.color.rgb(), []).append(band)
    for rgb, alike in by_color.items():
        painter.drawImage(size.topLeft(), _coverage_picture(alike, QColor(rgb), width, height))


def _coverage_picture(bands: Sequence[Ribbon], color: QColor, width: int, height: int) -> QImage:
    """Return all bands of one colour as one picture; where n lie over each other it is ``1 - (1 - alpha)^n`` dense."""
    import numpy as np

    left = np.array([band.left for band in bands])
    right = np.array([band.right for band in bands])
    t = (np.arange(width) + 0.5) / width
    ease = (t * t * (3 - 2 * t))[:, None]  # a smooth step stands in for the cubic curve
    columns = np.repeat(np.arange(width), len(bands))
    counts = np.zeros((width, height + 2))
    for edge, sign in ((0, 1.0), (1, -1.0)):
        y = np.clip(left[:, edge] + ease * (right[:, edge] - left[:, edge]), 0, height).ravel()
        row = y.astype(np.int64)
        part = y - row
        for rows, weights in ((row, sign * (1 - part)), (row + 1, sign * part)):
            flat = np.bincount(columns * (height + 2) + rows, weights, counts.size)
            counts += flat.reshape(counts.shape)
    density = 1 - (1 - 0.26) ** np.cumsum(counts, axis=1)[:, :height].T
    alpha = np.clip(density, 0, 1)
    pixels = np.empty((height, width, 4), np.uint8)
    for channel, value in enumerate((color.blue(), color.green(), color.red(), 255)):
        pixels[..., channel] = value * alpha + 0.5
    picture = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied)
    return picture.copy()
