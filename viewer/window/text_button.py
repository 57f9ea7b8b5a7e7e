"""A button that is a piece of running text: it wraps, and its ground shows hover, focus and choice."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from viewer.window.theme import Theme
from viewer.window.typesetting import Setting

SIDE = 12
"""Space left and right of the text, in pixels."""
ABOVE = 6
"""Space above and below the text, in pixels."""


class TextButton(QAbstractButton):
    """Text set in one font and one colour of the theme; when checked, an edge beside it says so too."""

    def __init__(self, theme: Theme, font: QFont, ink: str = "ink1", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._font, self._ink = theme, font, ink
        self._words = ""
        self._set: tuple[int, Setting] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._words = text
        self.setText(text.replace("&", "&&"))  # Qt takes a single ampersand for a shortcut
        self.setAccessibleName(text)
        self._renew()

    def set_font(self, font: QFont) -> None:
        """Set the text in another font."""
        self._font = font
        self._renew()

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def _renew(self) -> None:
        self._set = None
        self.updateGeometry()
        self.update()

    def _setting(self, width: int) -> Setting:
        if self._set is None or self._set[0] != width:
            self._set = width, Setting(self._words, self._font, width - 2 * SIDE)
        return self._set[1]

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text."""
        return ceil(self._setting(width).height) + 2 * ABOVE

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(300, self.heightForWidth(max(self.width(), 300)))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest useful size."""
        return QSize(120, self._font.pixelSize() * 2)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that a press does something."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover away."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, text and the focus ring."""
        painter = QPainter(self)
        self._paint_ground(painter)
        setting, at = self._setting(self.width()), QPointF(SIDE, ABOVE)
        self.paint_behind(painter, setting, at)
        painter.setPen(self._theme[self._ink])
        setting.draw(painter, at)

    def paint_behind(self, painter: QPainter, setting: Setting, at: QPointF) -> None:
        """Draw what belongs behind the text; the base class has nothing there."""

    def _paint_ground(self, painter: QPainter) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() or self.isChecked():
            painter.setBrush(self._theme["sentence.current" if self.isChecked() else "sentence.hover"])
            painter.drawRoundedRect(self.rect(), 7, 7)
        if self.isChecked():
            painter.setBrush(self._theme["accent"])
            painter.drawRoundedRect(QRectF(2, 8, 3, self.height() - 16), 1.5, 1.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme["focus"], 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        painter.restore()
