"""Small samples of marks: a letter over the line that the mark has in the text."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap

from viewer.analysis.model import EntityLabel
from viewer.window.fonts import sans
from viewer.window.notes.category_styles import CategoryStyle
from viewer.window.theme import UNDERLINES, Theme

_PEN = 2.0


def line_pen(color: QColor, dashes: tuple[float, ...], width: float = _PEN) -> QPen:
    """Return a flat pen whose dashes are given in pixels."""
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern([dash / width for dash in dashes])
    return pen


def draw_sample(
    painter: QPainter, box: QRectF, text: str, color: QColor, dashes: tuple[float, ...], *, struck: bool = False
) -> None:
    """Draw ``text`` with the line of its mark below, filling ``box``; ``struck`` crosses it out."""
    painter.save()
    painter.setFont(sans(max(9.0, box.height() * 0.62), QFont.Weight.DemiBold))
    painter.setPen(color)
    painter.drawText(box.adjusted(0, 0, 0, -4), Qt.AlignmentFlag.AlignCenter, text)
    painter.setPen(line_pen(color, dashes))
    painter.drawLine(QLineF(box.left(), box.bottom() - 1, box.right(), box.bottom() - 1))
    if struck:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, 1.6))
        painter.drawLine(QLineF(box.left(), box.bottom() - 3, box.right(), box.top() + 1))
    painter.restore()


def draw_kind(painter: QPainter, box: QRectF, theme: Theme, label: EntityLabel) -> None:
    """Draw the tile of a kind of entity: its fill, the sample letter, its underline."""
    _tile(painter, box, theme[f"{label}.fill"])
    draw_sample(painter, box.adjusted(4, 2, -4, -3), "A", theme[f"{label}.pen"], UNDERLINES[label])


def draw_note(painter: QPainter, box: QRectF, theme: Theme, style: CategoryStyle) -> None:
    """Draw the tile of a category of notes: its fill, its letter, its line."""
    _tile(painter, box, style.fill)
    inner = box.adjusted(4, 2, -4, -3)
    painter.save()
    painter.setFont(sans(max(9.0, inner.height() * 0.62), QFont.Weight.DemiBold))
    painter.setPen(theme["ink1"])
    painter.drawText(inner.adjusted(0, 0, 0, -4), Qt.AlignmentFlag.AlignCenter, style.letter)
    painter.setPen(line_pen(style.pen, style.dashes, 2.5))
    painter.drawLine(QLineF(inner.left(), inner.bottom() - 1, inner.right(), inner.bottom() - 1))
    painter.restore()


def note_icon(theme: Theme, style: CategoryStyle, size: int) -> QIcon:
    """Return the tile of a category of notes as an icon, ``size`` pixels high."""
    found = QIcon()
    for ratio in (1.0, 2.0):
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_note(painter, QRectF(0, 0, size, size), theme, style)
        painter.end()
        found.addPixmap(pixmap)
    return found


def _tile(painter: QPainter, box: QRectF, fill: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(box, 3, 3)
    painter.restore()
