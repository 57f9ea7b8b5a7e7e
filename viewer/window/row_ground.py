"""The ground of something that can be chosen: a row of a list, a button that is running text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle

from viewer.window.theme import Theme


def draw_row_ground(painter: QPainter, box: QRectF, state: QStyle.StateFlag, theme: Theme) -> None:
    """Draw the ground of a list's row, a little inside its box."""
    draw_ground(
        painter,
        box.adjusted(4, 1, -4, -1),
        theme,
        chosen=bool(state & QStyle.StateFlag.State_Selected),
        hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        focused=bool(state & QStyle.StateFlag.State_HasFocus),
    )


def draw_ground(painter: QPainter, box: QRectF, theme: Theme, *, chosen: bool, hovered: bool, focused: bool) -> None:
    """Fill the box where it is chosen or hovered; choice has an edge at its side, focus a ring around it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if chosen or hovered:
        painter.setBrush(theme["sentence.current" if chosen else "sentence.hover"])
        painter.drawRoundedRect(box, 7, 7)
    if chosen:
        painter.setBrush(theme["accent"])
        painter.drawRoundedRect(QRectF(box.left() + 2, box.top() + 7, 3, box.height() - 14), 1.5, 1.5)
    if focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme["focus"], 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
    painter.restore()
