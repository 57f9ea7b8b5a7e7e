"""The bundled line icons, tinted with a colour of the theme."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from viewer.data import resource
from viewer.window.theme import Theme

_RATIOS = (1.0, 2.0)
_MARK = (16, 24, 32, 48, 64, 128, 256)


def icon(name: str, theme: Theme, size: int = 16, role: str = "ink2") -> QIcon:
    """Return an icon of ``resources/icons`` in a colour of the theme, ``size`` pixels high; each is drawn once."""
    return _tinted(name, size, theme.hex(role), theme.hex("ink3"))


@cache
def program_icon() -> QIcon:
    """Return the mark of the program, for the window and the task bar."""
    found = QIcon()
    for size in _MARK:
        found.addPixmap(_pixmap("viewer", size, "", 1.0))
    return found


@cache
def _tinted(name: str, size: int, color: str, disabled: str) -> QIcon:
    found = QIcon()
    for ratio in _RATIOS:
        found.addPixmap(_pixmap(name, size, color, ratio))
        found.addPixmap(_pixmap(name, size, disabled, ratio, 0.55), QIcon.Mode.Disabled)
    return found


def _pixmap(name: str, size: int, color: str, ratio: float, opacity: float = 1.0) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # costs 10 ms, and the first window needs no icon before its text

    source = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", color)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(opacity)
    QSvgRenderer(QByteArray(source.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
