"""The rows of the wording ladder: a wording with its source and score, and the ghost of one that was not found."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from viewer.window import texts
from viewer.window.fonts import sans, serif
from viewer.window.icons import icon
from viewer.window.labels import ElidedLabel, plain_label
from viewer.window.swatch import line_pen
from viewer.window.text_button import ABOVE, SIDE, TextButton
from viewer.window.theme import Theme
from viewer.window.typesetting import Setting
from viewer.window.wording import Wording


class Measures(NamedTuple):
    """Heights of type in a ladder, in pixels."""

    text: int
    caption: int
    tracking: float = 0.9

    @classmethod
    def of(cls, text: int) -> Measures:
        """Return the measures that go with a height of the wording."""
        return cls(text, max(11, round(text * 0.46)), max(0.9, text * 0.03))


def _spaced(pixels: int) -> QFont:
    """Return the reading font with room for boxes between the words."""
    font = serif(pixels)
    font.setWordSpacing(pixels * 0.14)
    return font


class WordingText(TextButton):
    """The words of one wording, those that differ in boxes; a press chooses the sentence."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _spaced(16), parent=parent)
        self._boxes: list[tuple[int, int]] = []
        self.boxed = True
        self.setCheckable(True)

    def show_wording(self, row: Wording) -> None:
        """Show another wording."""
        self._boxes = row.boxes()
        self.show_text(row.text)

    def nextCheckState(self) -> None:
        """Leave the state alone: the open story decides which sentence is the chosen one."""

    def paint_behind(self, painter: QPainter, setting: Setting, at: QPointF) -> None:
        """Draw the boxes."""
        if self.boxed:
            setting.draw_boxes(painter, at, self._boxes, self._theme)


class LadderRow(QWidget):
    """Source, place, wording, score, and why it matches the chosen sentence."""

    chosen = Signal()
    rejected = Signal()

    def __init__(self, theme: Theme, measures: Measures, *, plain: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = plain
        self.words = WordingText(theme)
        self.words.clicked.connect(self.chosen)
        self._outlet = ElidedLabel(role="outlet")
        self._place, self._score, self._why = (plain_label("muted") for _ in range(3))
        self._why.setWordWrap(True)
        self._reject = QPushButton(self.tr("Not the same"))
        self._reject.setProperty("role", "link")
        self._reject.setToolTip(self.tr("Take this match away; it stays away, and can be undone"))
        self._reject.clicked.connect(self.rejected)
        self._arrange()
        self.set_measures(measures)
        self.apply_theme(theme)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 0, SIDE, 0)
        head.setSpacing(8)
        head.addWidget(self._outlet, 0)
        head.addWidget(self._place)
        head.addStretch(1)
        head.addWidget(self._score)
        foot = QHBoxLayout()
        foot.setContentsMargins(SIDE, 0, 4, 0)
        foot.addWidget(self._why, 1)
        foot.addWidget(self._reject, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.words)
        layout.addLayout(foot)

    def show_wording(self, row: Wording, *, chosen: bool) -> None:
        """Show a wording; ``chosen`` says whether it is the sentence the reader stands on."""
        self.words.show_wording(row)
        self.words.setChecked(chosen)
        self._outlet.setText(f"{texts.letter(row.ref.article)}  {row.outlet.upper()}")
        self._place.setText(texts.place(row.paragraph))
        match = row.match
        self._score.setText(f"{texts.match_kind(match.kind)} · {match.score:.0f}" if match else "")
        self._why.setText(texts.said(match.why) if match else "")
        for part in (self._why, self._reject):
            part.setVisible(match is not None and not self._plain)
        self._score.setVisible(match is not None)
        self._say(row)

    def _say(self, row: Wording) -> None:
        text = row.text
        differs = ", ".join(text[start:end] for start, end in row.boxes()) or self.tr("none")
        where = f"{row.outlet}, {texts.spoken_place(row.paragraph)}"
        self.words.setAccessibleName(f"{where}: {text}")
        self.words.setAccessibleDescription(
            self.tr("Words that differ: {words}. {score}").format(words=differs, score=self._score.text())
        )
        self._reject.setAccessibleName(self.tr("Not the same: {where}").format(where=where))

    def set_boxed(self, boxed: bool) -> None:
        """Show or hide the boxes around the words that differ."""
        self.words.boxed = boxed
        self.words.update()

    def set_measures(self, measures: Measures) -> None:
        """Set the heights of the type."""
        self.words.set_font(_spaced(measures.text))
        self._outlet.setFont(sans(measures.caption, QFont.Weight.DemiBold, measures.tracking))
        for label in (self._place, self._score):
            label.setFont(sans(measures.caption, QFont.Weight.Medium))
        self._why.setFont(sans(max(12, measures.caption)))

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.words.apply_theme(theme)
        self._reject.setIcon(icon("unlink", theme, 14, "accent"))


class GhostRow(QLabel):
    """An article that lacks the statement: its name, a sentence, and a dashed rule where the words would stand."""

    def __init__(self, theme: Theme, measures: Measures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._measures = theme, measures
        self._name = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_absence(self, name: str, sentence: str) -> None:
        """Name the article (with its letter) and say what was not found."""
        self._name = name.upper()
        self.setText(sentence)
        self.setAccessibleName(f"{name}: {sentence}")
        self.updateGeometry()
        self.update()

    def set_measures(self, measures: Measures) -> None:
        """Set the heights of the type."""
        self._measures = measures
        self.updateGeometry()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of name and sentence."""
        return self._top + ceil(self._setting(width).height) + ABOVE

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(300, self.heightForWidth(max(self.width(), 300)))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest useful size."""
        return QSize(120, self._top + self._measures.text)

    @property
    def _top(self) -> int:
        return round(self._measures.caption * 1.3) + 4

    def _setting(self, width: int) -> Setting:
        pixels = max(14, round(self._measures.text * 0.9))
        return Setting(self.text(), serif(pixels, italic=True), width - 2 * SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the name, the sentence, and the rule that runs on from it."""
        painter = QPainter(self)
        painter.setPen(self._theme["ink2"])
        painter.setFont(sans(self._measures.caption, QFont.Weight.DemiBold, self._measures.tracking))
        head = QRectF(SIDE, 0, self.width() - 2 * SIDE, self._top - 4)
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, self._name)
        setting = self._setting(self.width())
        setting.draw(painter, QPointF(SIDE, self._top))
        left, y = SIDE + setting.end.x() + 14, round(self._top + setting.end.y()) + 0.5
        painter.setPen(line_pen(self._theme["sentence.edge"], (6.0, 5.0), max(1.0, self._measures.text / 20)))
        if left < self.width() - SIDE:
            painter.drawLine(QLineF(left, y, self.width() - SIDE, y))
