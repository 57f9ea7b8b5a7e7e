"""The thin line at the bottom: what was found, what is being done, and the keys to go on with."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget

from viewer.article.messages import Message
from viewer.window.announce import announce
from viewer.window.fonts import sans
from viewer.window.labels import ElidedLabel
from viewer.window.sizes import STATUS_HEIGHT
from viewer.window.story import OpenStory
from viewer.window.texts import quoted, said
from viewer.window.theme import Theme

_SAID = 8000
"""How long a message in passing stays, in milliseconds."""
_EXCERPT = 60


class StatusLine(QWidget):
    """Says how many sentences match, how far the marking is, and what to press next."""

    cancel_wanted = Signal()

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story = story
        self._theme = theme
        self._doing = ""
        self.setFixedHeight(STATUS_HEIGHT)
        self.found = ElidedLabel(role="small")
        self.found.setFont(sans(12))
        self.found.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.progress = QProgressBar()
        self.progress.setFixedSize(120, 6)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Articles marked"))
        self.cancel = QToolButton()
        self.cancel.setText(self.tr("Stop"))
        self.cancel.setToolTip(self.tr("Stop marking (Ctrl+.)"))
        self.cancel.setProperty("role", "quiet")
        self.cancel.clicked.connect(self.cancel_wanted)
        self.hint = ElidedLabel(role="fine")
        self.hint.setFont(sans(11))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.progress)
        row.addWidget(self.cancel)
        row.addWidget(self.found, 1)
        row.addWidget(self.hint)
        self.hint.setText(self.tr("Alt+↓ next group   ·   O only here   ·   N note   ·   F5 present   ·   F1 keys"))
        for changed in (story.articles_changed, story.comparison_changed):
            changed.connect(self.refresh)
        story.tied.connect(self._ask_for_the_same)
        self._said = QTimer(self)
        self._said.setSingleShot(True)
        self._said.timeout.connect(self.refresh)
        self.show_progress(0, 0)

    def say(self, message: Message) -> None:
        """Show a message for a while in place of what was found."""
        self.found.setText(said(message))
        self._said.start(_SAID)
        announce(self, said(message))

    def show_progress(self, done: int, total: int) -> None:
        """Show how many of the articles are marked; equal numbers mean that nothing is going on."""
        going = done < total
        self._doing = self.tr("marking {0} of {1}").format(done + 1, total) if going else ""
        self.progress.setMaximum(max(1, total))
        self.progress.setValue(done)
        self.progress.setVisible(going)
        self.cancel.setVisible(going)
        self.refresh()

    def show_reading(self, count: int) -> None:
        """Show how many files are still being read."""
        words = self.tr("reading 1 file") if count == 1 else self.tr("reading {0} files").format(count)
        self._doing = words if count else ""
        self.refresh()

    def show_stopped(self) -> None:
        """Say that the marking was stopped."""
        self.show_progress(0, 0)
        self._doing = self.tr("marking was stopped; the texts can be read, and Ctrl+R marks them")
        self.refresh()

    def refresh(self) -> None:
        """Say what is going on, else what the reader is asked for, else what was found."""
        self._said.stop()
        self.found.setText(self._doing or self._asked() or self._words())

    def _ask_for_the_same(self) -> None:
        self.refresh()
        if self._asked():
            announce(self, self._asked())

    def _asked(self) -> str:
        story = self._story
        if story.tie is None or story.comparison is None:
            return ""
        words = self.tr("{0} says the same as …  ·  go to that sentence in another article and press S  ·  Esc: none")
        return words.format(quoted(story.comparison.sentence_text(story.tie), _EXCERPT))

    def _words(self) -> str:
        story = self._story
        if not story.articles:
            return self.tr("Open two articles on one event, or paste one")
        if len(story.articles) == 1:
            return self.tr("One article: add another to compare them (Ctrl+Shift+A)")
        if story.comparison is None:
            return ""
        matched, groups = len(story.comparison.matched), len(story.groups)
        if not matched:
            return self.tr("No sentence has a match at threshold {0}; shared names are marked").format(
                story.settings.threshold
            )
        shared = sum(entity.shared for entity in story.comparison.entities)
        words = self.tr("{0} matched sentences in {1} groups  ·  {2} shared names")
        if groups == 1:
            words = self.tr("{0} matched sentences in one group  ·  {2} shared names")
        return words.format(matched, groups, shared)

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme["bar"])
        painter.setPen(QPen(self._theme["rule"], 1.0))
        painter.drawLine(0, 0, self.width(), 0)
