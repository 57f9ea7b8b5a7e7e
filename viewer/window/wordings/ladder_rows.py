"""The rows of the wording ladder: a wording with its source and score, and the ghost of one that was not found."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from viewer.analysis.model import Match
from viewer.window import texts
from viewer.window.fonts import sans, serif
from viewer.window.icons import icon
from viewer.window.labels import ElidedLabel, plain_label
from viewer.window.swatch import line_pen
from viewer.window.text_button import ABOVE, SIDE, TextButton
from viewer.window.theme import Theme
from viewer.window.typesetting import Setting
from viewer.window.wordings.wording import Wording

_SPACING = 2


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
    font.setWordSpacing(min(2.5, pixels * 0.14))
    return font


def draw_cover(painter: QPainter, box: QRectF, theme: Theme, pixels: int) -> None:
    """Draw the dashed frame that stands for words not shown yet."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(line_pen(theme["ink3"], (7.0, 5.0), max(1.2, pixels / 22)))
    painter.setBrush(theme["field"])
    painter.drawRoundedRect(box.adjusted(SIDE - 4, 3, 4 - SIDE, -3), 7, 7)
    painter.setPen(theme["ink2"])
    painter.setFont(serif(pixels, italic=True))
    inner = box.adjusted(2 * SIDE, 0, -2 * SIDE, 0)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, "?")
    painter.setFont(sans(max(13, pixels // 3)))
    hint = QCoreApplication.translate("Ladder", "Space shows it")
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, hint)
    painter.restore()


class WordingText(TextButton):
    """The words of one wording, those that differ in boxes; a press chooses the sentence."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _spaced(16), parent=parent)
        self._boxes: list[tuple[int, int]] = []
        self.boxed, self.covered = True, False
        self.setCheckable(True)

    def show_wording(self, row: Wording) -> None:
        """Show another wording."""
        self._boxes = row.boxes()
        self.show_text(row.text)

    def paint_words(self, painter: QPainter, setting: Setting, at: QPointF) -> None:
        """Draw boxes and words, or the cover in their place."""
        if self.covered:
            draw_cover(painter, QRectF(self.rect()), self._theme, self._font.pixelSize())
            return
        if self.boxed:
            setting.draw_boxes(painter, at, self._boxes, self._theme)
        super().paint_words(painter, setting, at)

    def nextCheckState(self) -> None:
        """Leave the state alone: the open story decides which sentence is the chosen one."""


def _grade(match: Match) -> str:
    """Return the kind of a match with its score, or with whose word it is."""
    score = QCoreApplication.translate("Ladder", "yours") if match.confirmed else str(int(match.score))
    return f"{texts.match_kind(match.kind)} · {score}"


class LadderRow(QWidget):
    """Source, place, wording, score, and why it matches the chosen sentence."""

    chosen = Signal()
    rejected = Signal()

    def __init__(self, theme: Theme, measures: Measures, *, plain: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = plain
        self._row: Wording | None = None
        self.measures = measures
        self.words = WordingText(theme)
        self.words.clicked.connect(self.chosen)
        if plain:  # a page for the back row is looked at; its keys belong to the page
            self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._outlet = ElidedLabel(role="outlet")
        self._place, self._score, self._why = (plain_label("muted") for _ in range(3))
        self._why.setWordWrap(True)
        self._reject = QPushButton(self.tr("Not the same"))
        self._reject.setProperty("role", "link")
        self._reject.setToolTip(self.tr("Take this match away (R); it stays away, and can be undone"))
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
        layout.setSpacing(_SPACING)
        layout.addLayout(head)
        layout.addWidget(self.words)
        layout.addLayout(foot)

    def show_wording(self, row: Wording, letter: str, *, chosen: bool) -> None:
        """Show a wording with its article's letter; ``chosen`` says whether the reader stands on it."""
        self.words.show_wording(row)
        self.words.setChecked(chosen)
        self._outlet.setText(f"{letter}  {row.outlet.upper()}")
        self._place.setText(texts.place(row.paragraph))
        match = row.match
        self._score.setText(_grade(match) if match else "")
        self._why.setText(texts.said(match.why) if match else "")
        for part in (self._why, self._reject):
            part.setVisible(match is not None and not self._plain)
        self._score.setVisible(match is not None)
        self._row = row
        self._name_button()
        self._say()

    def _name_button(self) -> None:
        """Offer to take back what the reader said, or to say that this is not the same."""
        yours = self._row is not None and self._row.match is not None and self._row.match.confirmed
        self._reject.setText(self.tr("Take back") if yours else self.tr("Not the same"))
        self._reject.setIcon(icon("undo-2" if yours else "unlink", self._theme, 14, "accent"))

    @property
    def spoken(self) -> str:
        """Source, place and words, for the ear."""
        row = self._row
        return f"{row.outlet}, {texts.spoken_place(row.paragraph)}: {row.text}" if row else ""

    def _say(self) -> None:
        row = self._row
        if row is None or self.words.covered:
            self.words.setAccessibleName(self.tr("{outlet}: covered").format(outlet=row.outlet if row else ""))
            self.words.setAccessibleDescription("")
            return
        text = row.text
        differs = ", ".join(text[start:end] for start, end in row.boxes()) or self.tr("none")
        self.words.setAccessibleName(self.spoken)
        self.words.setAccessibleDescription(
            self.tr("Words that differ: {words}. {score}").format(words=differs, score=self._score.text())
        )
        self._reject.setAccessibleName(f"{self._reject.text()}: {row.outlet}")

    def plain_height(self, width: int) -> int:
        """Return the height of source and words alone."""
        return self._outlet.fontMetrics().height() + _SPACING + self.words.heightForWidth(width)

    def set_covered(self, covered: bool) -> None:
        """Hide everything but the source until the class has guessed."""
        self.words.covered = covered
        self._place.setVisible(not covered)
        self._score.setVisible(not covered and bool(self._score.text()))
        self._say()
        self.words.update()

    def set_boxed(self, boxed: bool) -> None:
        """Show or hide the boxes around the words that differ."""
        self.words.boxed = boxed
        self.words.update()

    def set_measures(self, measures: Measures) -> None:
        """Set the heights of the type."""
        self.measures = measures
        self.words.set_font(_spaced(measures.text))
        self._outlet.setFont(sans(measures.caption, QFont.Weight.DemiBold, measures.tracking))
        for label in (self._place, self._score):
            label.setFont(sans(measures.caption, QFont.Weight.Medium))
        self._why.setFont(sans(max(12, measures.caption)))

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.words.apply_theme(theme)
        self._name_button()


class GhostRow(QLabel):
    """An article that lacks the statement: its name, a sentence, and a dashed rule where the words would stand."""

    def __init__(self, theme: Theme, measures: Measures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.measures = theme, measures
        self._name = ""
        self.spoken = ""
        self._covered = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_absence(self, name: str, sentence: str) -> None:
        """Name the article (with its letter) and say what was not found."""
        self._name = name.upper()
        self.setText(sentence)
        self.spoken = f"{name}: {sentence}"
        self.setAccessibleName(self.spoken)
        self.updateGeometry()
        self.update()

    def set_covered(self, covered: bool) -> None:
        """Hide the sentence until the class has guessed."""
        self._covered = covered
        self.setAccessibleName(self.tr("{outlet}: covered").format(outlet=self._name) if covered else self.spoken)
        self.update()

    def set_measures(self, measures: Measures) -> None:
        """Set the heights of the type."""
        self.measures = measures
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
        return QSize(120, self._top + self.measures.text)

    @property
    def _top(self) -> int:
        return round(self.measures.caption * 1.3) + 4

    def _setting(self, width: int) -> Setting:
        pixels = max(14, round(self.measures.text * 0.9))
        return Setting(self.text(), serif(pixels, italic=True), width - 2 * SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the name, the sentence, and the rule that runs on from it."""
        painter = QPainter(self)
        painter.setPen(self._theme["ink2"])
        painter.setFont(sans(self.measures.caption, QFont.Weight.DemiBold, self.measures.tracking))
        head = QRectF(SIDE, 0, self.width() - 2 * SIDE, self._top - 4)
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, self._name)
        if self._covered:
            room = QRectF(0, self._top, self.width(), self.height() - self._top)
            draw_cover(painter, room, self._theme, self.measures.text)
            return
        setting = self._setting(self.width())
        setting.draw(painter, QPointF(SIDE, self._top))
        left, y = SIDE + setting.end.x() + 14, round(self._top + setting.end.y()) + 0.5
        painter.setPen(line_pen(self._theme["sentence.edge"], (6.0, 5.0), max(1.0, self.measures.text / 20)))
        if left < self.width() - SIDE:
            painter.drawLine(QLineF(left, y, self.width() - SIDE, y))
