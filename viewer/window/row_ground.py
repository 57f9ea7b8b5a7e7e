"""The ground of a row in a list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle

from viewer.window.theme import Theme


def draw_row_ground(painter: QPainter, box: QRectF, state: QStyle.StateFlag, theme: Theme) -> None:
    """Draw the ground of a list's row: hover, choice (with an edge) and the focus ring."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    inner = box.adjusted(4, 1, -4, -1)
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    if chosen or state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(theme["sentence.current" if chosen else "sentence.fill"])
        painter.drawRoundedRect(inner, 7, 7)
    if chosen:
        painter.setBrush(theme["accent"])
        painter.drawRoundedRect(QRectF(inner.left() + 1, inner.top() + 6, 3, inner.height() - 12), 1.5, 1.5)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme["focus"], 2))
        painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 6, 6)
