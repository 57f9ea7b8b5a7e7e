"""The heat line: beside the text, darker and wider the more of a class marked a place, with their number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from viewer.window.fonts import sans
from viewer.window.panes.geometry import Geometry
from viewer.window.theme import Theme

if TYPE_CHECKING:
    from viewer.window.panes.painting import Marks

_RIGHT = 5.0
_NARROW, _WIDE = 3.0, 8.0
_PALE, _DARK = 0.25, 0.95


def paint_heat(
    painter: QPainter, geometry: Geometry, theme: Theme, marks: Marks, blocks: Sequence[int], width: float
) -> None:
    """Draw the heat line of the given blocks at the right of the text; ``width`` is that of the viewport."""
    if not blocks:
        return
    document = geometry.document.blocks
    painter.setFont(sans(10, QFont.Weight.DemiBold))
    told = -100.0
    for span in marks.heat.within(document[blocks[0]].start, document[blocks[-1]].end):
        extent = geometry.extent(span.start, span.end)
        if extent is None:
            continue
        count = int(span.key)
        share = count / max(1, marks.class_size)
        colour = QColor(theme["accent"])
        colour.setAlphaF(_PALE + (_DARK - _PALE) * share)
        wide = _NARROW + (_WIDE - _NARROW) * share
        painter.fillRect(QRectF(width - _RIGHT - wide, extent[0], wide, extent[1] - extent[0]), colour)
        _tint(painter, geometry, theme, span.start, span.end, share)
        if count > 1 and extent[0] - told > 11.0:
            told = extent[0]
            box = QRectF(width - 26.0, extent[0] - 1.0, 12.0, 13.0)
            painter.setPen(theme["ink1"])
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(count))


def _tint(painter: QPainter, geometry: Geometry, theme: Theme, start: int, end: int, share: float) -> None:
    """Let the words glow behind which many agree."""
    glow = QColor(theme["entity.current"])
    glow.setAlphaF(0.55 * share)
    for rect in geometry.rects(start, end):
        painter.fillRect(rect, glow)
