"""The bar of colours that appears at a selection: one click or one digit makes a note of that category."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from viewer.window.notes.annotations import Annotations
from viewer.window.notes.category_styles import style_of
from viewer.window.panes.pane import ArticlePane
from viewer.window.swatch import note_icon
from viewer.window.theme import Theme

_TILE = 22
_AWAY = 8
"""Pixels between the bar and the selected words."""


class PaletteBar(QWidget):
    """Takes no keyboard and covers no selected word; Escape, a click or scrolling sends it away."""

    chosen = Signal(str)  # category id

    def __init__(self, annotations: Annotations, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self._annotations, self._theme = annotations, theme
        self._pane: ArticlePane | None = None
        self.buttons: list[QToolButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 5, 6, 5)
        self._row.setSpacing(2)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Note the selected words as"))
        annotations.palette_changed.connect(self._fill)
        self._fill()
        self.hide()

    def _fill(self) -> None:
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for number, category in enumerate(self._annotations.palette.categories, 1):
            button = QToolButton()
            button.setProperty("role", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setIconSize(QSize(_TILE, _TILE))
            button.setIcon(note_icon(self._theme, style_of(category, self._theme), _TILE))
            button.setToolTip(f"{category.name} ({number})")
            button.setAccessibleName(category.name)
            button.clicked.connect(partial(self._choose, number - 1))
            self.buttons.append(button)
            self._row.addWidget(button)
        self.adjustSize()

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._fill()

    def show_for(self, pane: ArticlePane) -> None:
        """Appear beside what is selected in a pane: above it, else below, else not at all."""
        self.leave()
        selected = pane.text.selected_range()
        if selected is None:
            return
        place = self._place(pane, *selected)
        if place is None:
            return
        self._pane = pane
        pane.text.installEventFilter(self)
        pane.text.moved.connect(self.leave)
        pane.text.selectionChanged.connect(self._check)
        self.move(place)
        self.show()
        self.raise_()

    def _place(self, pane: ArticlePane, start: int, end: int) -> QPoint | None:
        view, scroll = pane.text.viewport(), pane.text.scroll_value
        rects = pane.text.geometry_of_text.rects(start, end)
        if not rects:
            return None
        size = self.sizeHint()
        top, bottom = rects[0].top() - scroll, max(rect.bottom() for rect in rects) - scroll
        x = round(min(rects[0].left(), view.width() - size.width() - 4))
        for y in (top - _AWAY - size.height(), bottom + _AWAY):
            if 0 <= y <= view.height() - size.height():
                corner = view.mapTo(self._owner, QPoint(max(4, x), round(y)))
                return QPoint(min(corner.x(), self._owner.width() - size.width()), corner.y())
        return None

    def _check(self) -> None:
        if self._pane is not None and self._pane.text.selected_range() is None:
            self.leave()

    def leave(self) -> None:
        """Go away."""
        pane, self._pane = self._pane, None
        self.hide()
        if pane is not None:
            pane.text.removeEventFilter(self)
            pane.text.moved.disconnect(self.leave)
            pane.text.selectionChanged.disconnect(self._check)

    def _choose(self, number: int) -> None:
        categories = self._annotations.palette.categories
        if number < len(categories):
            self.leave()
            self.chosen.emit(categories[number].id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take digits and Escape from the text while the bar is there."""
        if not isinstance(event, QKeyEvent) or event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        digit = event.key() - Qt.Key.Key_1 if event.modifiers() == Qt.KeyboardModifier.NoModifier else -1
        ours = 0 <= digit < len(self.buttons) or event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride:
            if ours:
                event.accept()
            return ours
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif ours:
            self._choose(digit)
        return ours

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme["field"])
        painter.setPen(QPen(self._theme["sentence.edge"], 1.0))
        painter.drawRoundedRect(QRect(0, 0, self.width() - 1, self.height() - 1), 7, 7)
