"""The threshold: from which score on two sentences count as a match."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from viewer.analysis.model import LOWEST_THRESHOLD
from viewer.window.labels import plain_label
from viewer.window.story import OpenStory
from viewer.window.theme import Theme

_HIGHEST = 100


class ThresholdSlider(QWidget):
    """A labelled slider; the story follows at the end of the event loop's turn, however many steps it held."""

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story = story
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(LOWEST_THRESHOLD, _HIGHEST)
        self.slider.setPageStep(5)
        self.slider.setFixedWidth(112)
        self._label = plain_label("small")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._hand_on)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._label)
        layout.addWidget(self.slider)
        self._explain()
        self.slider.valueChanged.connect(self._moved)
        story.comparison_changed.connect(self.refresh)
        story.articles_changed.connect(self.refresh)
        self.refresh()
        self._label.setMinimumWidth(self._label.fontMetrics().horizontalAdvance(self._text(_HIGHEST)))
        self.apply_theme(theme)

    def _explain(self) -> None:
        text = self.tr(
            "Two sentences count as a match from this score on (0 to 100).\n"
            "Lower shows more and weaker matches; higher only those that say nearly the same in the same words.\n"
            "Arrow keys move it by 1, Page Up and Page Down by 5."
        )
        self.setToolTip(text)
        self.slider.setAccessibleName(self.tr("Threshold"))
        self.slider.setAccessibleDescription(text)
        self._label.setBuddy(self.slider)

    def _text(self, value: int) -> str:
        return self.tr("Threshold {value}").format(value=value)

    def refresh(self) -> None:
        """Show the story's threshold, unless the reader has just moved the slider to another."""
        if not self._timer.isActive():
            self.slider.blockSignals(True)
            self.slider.setValue(self._story.settings.threshold)
            self.slider.blockSignals(False)
        self._label.setText(self._text(self.slider.value()))

    def _moved(self, value: int) -> None:
        self._label.setText(self._text(value))
        self._timer.start(0)

    def _hand_on(self) -> None:
        self._story.set_threshold(self.slider.value())

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme: the style sheet has them all."""
