"""The wording ladder: all wordings of the current group, one under the other, the words that differ in boxes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from viewer.analysis.model import Group, Match
from viewer.window.buttons import quiet_button
from viewer.window.empty import EmptyState
from viewer.window.icons import icon
from viewer.window.labels import plain_label
from viewer.window.panes.quote_lines import QuoteLines
from viewer.window.story import OpenStory
from viewer.window.theme import Theme
from viewer.window.wordings.ladder_column import LadderColumn
from viewer.window.wordings.ladder_states import emptiness
from viewer.window.wordings.wording import build_ladder, group_around, nearest_below

READING = (16,)
"""The height of the wordings beside the articles, in pixels."""
PRESENTING = (64, 56, 48, 44, 40, 36, 34, 32, 30, 28, 26)
"""Heights for the back row, best first: the first with which everything fits is taken, else the last scrolls."""


class LadderView(QWidget):
    """The ladder of the group of the current sentence, with ways to the next group and to take a match away.

    ``scale`` lists the heights of type to try. ``plain`` leaves out everything but the wordings.
    """

    rejected = Signal(object)
    """A Match that the reader says is none."""
    left = Signal(object, object)
    """Two sentences (SentenceRef) about which the reader takes back what was said."""
    confirmed = Signal(object, object)
    """Two sentences (SentenceRef) that say the same, says the reader."""

    def __init__(
        self,
        story: OpenStory,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        scale: tuple[int, ...] = READING,
        plain: bool = False,
    ) -> None:
        super().__init__(parent)
        self._story, self._plain = story, plain
        self.column = LadderColumn(theme, scale, plain=plain)
        self.column.chosen.connect(story.choose_sentence)
        self.column.rejected.connect(self.rejected)
        self.column.left.connect(self.left)
        self.column.notice.confirmed.connect(self.confirmed)
        self.quotes = QuoteLines(story, theme, self)
        self.quotes.setHidden(plain or self.quotes.isHidden())
        self.empty = EmptyState(theme)
        self.empty.acted.connect(self._act)
        self._build()
        story.sentence_chosen.connect(self.refresh)
        story.comparison_changed.connect(self.refresh)
        story.articles_changed.connect(self.refresh)
        self.apply_theme(theme)
        self.refresh()

    def _build(self) -> None:
        self.counter = plain_label("small")
        self.previous, self.next = self._step_button(-1), self._step_button(1)
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(16, 8, 8, 4)
        bar.setSpacing(2)
        bar.addWidget(self.counter)
        bar.addStretch(1)
        bar.addWidget(self.previous)
        bar.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self.column, 1)
        layout.addWidget(self.empty, 1)
        if not self._plain:
            layout.addWidget(self.quotes)
        self.setAccessibleName(self.tr("Wording ladder"))
        self.column.setAccessibleName(self.tr("Wordings of this statement"))

    def _step_button(self, step: int) -> QToolButton:
        name = self.tr("Next group (Alt+Down)") if step > 0 else self.tr("Previous group (Alt+Up)")
        button = quiet_button(name)
        button.clicked.connect(lambda: self._story.step_group(step))
        return button

    def refresh(self) -> None:
        """Show the ladder of the current sentence, or why there is none."""
        lookup, ref = self._story.lookup, self._story.current
        if lookup is None or ref is None:
            self.empty.show_state(emptiness(self._story))
        else:
            group = group_around(lookup, ref) or Group("", (ref,))
            ladder = build_ladder(lookup, group, self._story.order, ref)
            self.column.show_ladder(lookup, ladder, ref)
        shown = lookup is not None and ref is not None
        self.column.setVisible(shown)
        self.empty.setVisible(not shown)
        self._count()
        if not self._plain:
            self.quotes.refresh()

    def focused_match(self) -> Match | None:
        """Return the match of the wording that has the keyboard."""
        return self.column.focused_match() if self.column.isVisible() else None

    def _count(self) -> None:
        groups, group = self._story.groups, self._story.group
        if group is not None:
            text = self.tr("Group {number} of {count}").format(number=groups.index(group) + 1, count=len(groups))
        elif len(groups) == 1:
            text = self.tr("1 group")
        else:
            text = self.tr("{count} groups").format(count=len(groups))
        self.counter.setText(text)
        self.previous.setEnabled(bool(groups) and group != groups[0])
        self.next.setEnabled(bool(groups) and group != groups[-1])
        self._bar.setVisible(bool(groups) and not self._plain)

    def _act(self) -> None:
        """Do what the notice offers."""
        if self._story.groups:
            self._story.step_group(1)
        elif self._story.comparison is not None:
            pair = nearest_below(self._story.comparison)
            self._story.choose_sentence(pair.a if pair else None)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.column.apply_theme(theme)
        self.empty.apply_theme(theme)
        self.quotes.apply_theme(theme)
        self.previous.setIcon(icon("chevron-up", theme))
        self.next.setIcon(icon("chevron-down", theme))
