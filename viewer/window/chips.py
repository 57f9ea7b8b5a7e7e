"""One chip per kind of entity that the articles share: switches its marks on and off."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from viewer.analysis.model import EntityLabel
from viewer.window import texts
from viewer.window.fonts import sans
from viewer.window.story import OpenStory
from viewer.window.swatch import draw_sample
from viewer.window.theme import UNDERLINES, Theme

_HEIGHT = 30
_PAD = 11
_SAMPLE = 16
_GAP = 7
_BETWEEN = 8


class Chip(QAbstractButton):
    """A pill: the sample letter with its underline, the name of the kind, the number of marks."""

    def __init__(self, label: EntityLabel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self._theme = theme
        self._count = 0
        self._narrow = False
        self._name_font, self._count_font = sans(12.5, QFont.Weight.Medium), sans(12)
        self.setCheckable(True)
        self.setText(texts.plural(label))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, count: int, *, on: bool) -> None:
        """Show another number of marks, and whether the marks are on."""
        self._count = count
        self.setChecked(on)
        name = self.text()
        self.setAccessibleName(self.tr("{kind}: {count} marks").format(kind=name, count=count))
        state = self.tr("shown; press to hide them") if on else self.tr("hidden; press to show them")
        self.setToolTip(self.tr("{kind}: {count} marks, {state}").format(kind=name, count=count, state=state))
        self.updateGeometry()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Leave the name out, or show it."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def width_for(self, *, narrow: bool) -> int:
        """Return the width with or without the name, in pixels."""
        count = QFontMetricsF(self._count_font).horizontalAdvance(str(self._count))
        name = 0.0 if narrow else QFontMetricsF(self._name_font).horizontalAdvance(self.text()) + _GAP
        return round(2 * _PAD + _SAMPLE + _GAP + name + count)

    def sizeHint(self) -> QSize:
        """Return the size of the pill."""
        return QSize(self.width_for(narrow=self._narrow), _HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that a press does something."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover away."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill: filled when on; when off an outline and a sample that is crossed out."""
        painter = QPainter(self)
        on = self.isChecked()
        pen = self._theme[f"{self.label}.pen"]
        self._paint_pill(painter)
        draw_sample(
            painter,
            QRectF(_PAD, 6, _SAMPLE, _HEIGHT - 12),
            "A",
            pen if on else self._theme["ink2"],
            UNDERLINES[self.label],
            struck=not on,
        )
        x = float(_PAD + _SAMPLE + _GAP)
        if not self._narrow:
            painter.setFont(self._name_font)
            painter.setPen(self._theme["ink1" if on else "ink2"])
            painter.drawText(QRectF(x, 0, self.width(), _HEIGHT), Qt.AlignmentFlag.AlignVCenter, self.text())
            x += QFontMetricsF(self._name_font).horizontalAdvance(self.text()) + _GAP
        painter.setFont(self._count_font)
        painter.setPen(self._theme["ink1" if self._narrow and on else "ink2"])
        painter.drawText(QRectF(x, 0, self.width(), _HEIGHT), Qt.AlignmentFlag.AlignVCenter, str(self._count))

    def _paint_pill(self, painter: QPainter) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(self._theme[f"{self.label}.pen" if self.isChecked() else "ink3"])
        edge.setAlphaF(1.0 if self.underMouse() else 0.55)
        painter.setPen(QPen(self._theme["focus"], 2) if self.hasFocus() else QPen(edge, 1))
        fill = self._theme[f"{self.label}.fill"]
        painter.setBrush(fill if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 14, 14)
        painter.restore()


class ChipBar(QWidget):
    """The chips of the story, in one row; without their names where the row is too short for them."""

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story = story
        self.chips: dict[EntityLabel, Chip] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_BETWEEN)
        self._row.addStretch(1)
        for label in texts.LABELS:
            chip = self.chips[label] = Chip(label, theme)
            chip.clicked.connect(partial(story.toggle_label, label))
            self._row.addWidget(chip)
        self._row.addStretch(1)
        self.setAccessibleName(self.tr("Kinds of names that are marked"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        story.comparison_changed.connect(self.refresh)
        story.labels_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the kinds that shared entities have, with the number of their marks."""
        marks: Counter[EntityLabel] = Counter()
        for entity in self._story.comparison.entities if self._story.comparison else ():
            if entity.shared:
                marks[entity.label] += len(entity.mentions)
        for label, chip in self.chips.items():
            chip.show_state(marks[label], on=label not in self._story.hidden_labels)
            chip.setVisible(marks[label] > 0)
        self._fit()
        self.updateGeometry()

    def _width(self, *, narrow: bool) -> int:
        widths = [chip.width_for(narrow=narrow) for chip in self.chips.values() if not chip.isHidden()]
        return sum(widths) + _BETWEEN * max(0, len(widths) - 1)

    def _fit(self) -> None:
        narrow = self._width(narrow=False) > self.width()
        for chip in self.chips.values():
            chip.set_narrow(narrow)

    def sizeHint(self) -> QSize:
        """Return the room for all chips with their names."""
        return QSize(self._width(narrow=False), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the room for all chips without their names."""
        return QSize(self._width(narrow=True), _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the names where there is room."""
        super().resizeEvent(event)
        self._fit()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        for chip in self.chips.values():
            chip.apply_theme(theme)
