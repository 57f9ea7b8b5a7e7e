"""The wording ladder: all wordings of the current group, one under the other, the words that differ in boxes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from viewer.analysis.model import Group, Match, SentenceRef
from viewer.window import texts
from viewer.window.empty import EmptyState
from viewer.window.icons import icon
from viewer.window.labels import plain_label
from viewer.window.ladder_rows import GhostRow, LadderRow, Measures
from viewer.window.ladder_states import UnmatchedNotice, emptiness
from viewer.window.story import OpenStory
from viewer.window.theme import Theme
from viewer.window.wording import Ladder, build_ladder, group_around, nearest_below

READING = (16,)
"""The height of the wordings beside the articles, in pixels."""
PRESENTING = (48, 44, 40, 36, 34, 32, 30, 28, 26)
"""Heights for the back row, best first: the first with which everything fits is taken, else the last scrolls."""


class LadderView(QWidget):
    """The ladder of the group of the current sentence, with ways to the next group and to take a match away.

    ``scale`` lists the heights of type to try. ``plain`` leaves out everything but the wordings.
    """

    rejected = Signal(object)
    """A Match that the reader says is none."""

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
        self._story, self._theme, self._scale, self._plain = story, theme, scale, plain
        self._measures = Measures.of(scale[0])
        self.ladder: Ladder | None = None
        self.rows: list[LadderRow] = []
        self.ghosts: list[GhostRow] = []
        self._build()
        story.sentence_chosen.connect(self.refresh)
        story.comparison_changed.connect(self.refresh)
        story.articles_changed.connect(self.refresh)
        self.apply_theme(theme)
        self.refresh()

    def _build(self) -> None:
        self._counter = plain_label("small")
        self._previous, self._next = self._step_button(-1), self._step_button(1)
        self._notice = UnmatchedNotice(self._theme, self._scale[-1])
        self._notice.nearest_wanted.connect(self._story.choose_sentence)
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(12, 8, 8, 4)
        bar.setSpacing(2)
        bar.addWidget(self._counter)
        bar.addStretch(1)
        bar.addWidget(self._previous)
        bar.addWidget(self._next)
        self._bar.setVisible(not self._plain)
        self._area = _Area()
        self._area.resized.connect(self._fit)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(4, 8, 4, 16)
        self._column.setSpacing(22)
        self._column.addWidget(self._notice)
        self._column.addStretch(1)
        self._area.setWidget(self._content)
        self._empty = EmptyState(self._theme)
        self._empty.acted.connect(self._act)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._empty, 1)
        self.setAccessibleName(self.tr("Wording ladder"))
        self._area.setAccessibleName(self.tr("Wordings of this statement"))

    def _step_button(self, step: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "quiet")
        name = self.tr("Next group (Alt+Down)") if step > 0 else self.tr("Previous group (Alt+Up)")
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self._story.step_group(step))
        return button

    # What is shown

    def refresh(self) -> None:
        """Show the ladder of the current sentence, or why there is none."""
        lookup, ref = self._story.lookup, self._story.current
        if lookup is None or ref is None:
            self.ladder = None
            self._empty.show_state(emptiness(self._story))
        else:
            group = group_around(lookup, ref)
            self.ladder = build_ladder(lookup, group or Group("", (ref,)), self._story.order, ref)
            self._show_rows(self.ladder, ref)
            self._notice.setVisible(group is None)
            if group is None:
                self._notice.show_for(lookup.comparison, ref, nearest_below(lookup.comparison, ref))
            self._show_ghosts(self.ladder.absent if group else ())
            self._fit()
        self._area.setVisible(self.ladder is not None)
        self._empty.setVisible(self.ladder is None)
        self._count()

    def _show_rows(self, ladder: Ladder, chosen: SentenceRef) -> None:
        while len(self.rows) > len(ladder.rows):
            self._drop(self.rows.pop())
        while len(self.rows) < len(ladder.rows):
            row = LadderRow(self._theme, self._measures, plain=self._plain)
            row.chosen.connect(partial(self._choose, len(self.rows)))
            row.rejected.connect(partial(self._reject, len(self.rows)))
            self._column.insertWidget(len(self.rows), row)
            self.rows.append(row)
        for row, wording in zip(self.rows, ladder.rows, strict=True):
            row.show_wording(wording, chosen=wording.ref == chosen and len(ladder.rows) > 1)

    def _show_ghosts(self, absent: tuple[int, ...]) -> None:
        while len(self.ghosts) > len(absent):
            self._drop(self.ghosts.pop())
        while len(self.ghosts) < len(absent):
            self.ghosts.append(GhostRow(self._theme, self._measures))
            self._column.insertWidget(self._column.count() - 1, self.ghosts[-1])
        sentence = self.tr("No match found in this article (threshold {threshold})").format(
            threshold=self._story.settings.threshold
        )
        for ghost, article in zip(self.ghosts, absent, strict=True):
            name = texts.outlet(self._story.articles[article])
            ghost.show_absence(f"{texts.letter(article)}  {name}", sentence)

    def _drop(self, row: QWidget) -> None:
        """Take a row away; the keyboard goes on from the first row."""
        focus = QApplication.focusWidget()
        if focus is not None and row.isAncestorOf(focus):
            self.rows[0].words.setFocus()
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _count(self) -> None:
        groups, group = self._story.groups, self._story.group
        if group is not None:
            text = self.tr("Group {number} of {count}").format(number=groups.index(group) + 1, count=len(groups))
        elif len(groups) == 1:
            text = self.tr("1 group")
        else:
            text = self.tr("{count} groups").format(count=len(groups)) if groups else ""
        self._counter.setText(text)
        self._previous.setEnabled(bool(groups) and group != groups[0])
        self._next.setEnabled(bool(groups) and group != groups[-1])
        self._bar.setVisible(bool(groups) and not self._plain)

    def _fit(self) -> None:
        """Take the largest type with which all rows are on the screen; the smallest may scroll."""
        if len(self._scale) > 1 and self.rows:
            room = self._area.viewport().size()
            for pixels in self._scale:
                self._set_measures(Measures.of(pixels))
                if self._content.heightForWidth(room.width()) <= room.height():
                    break

    def _set_measures(self, measures: Measures) -> None:
        self._measures = measures
        rows: tuple[LadderRow | GhostRow, ...] = (*self.rows, *self.ghosts)
        for row in rows:
            row.set_measures(measures)
        self._column.invalidate()

    # What the reader does

    def _choose(self, number: int) -> None:
        if self.ladder is not None:
            self._story.choose_sentence(self.ladder.rows[number].ref)

    def _reject(self, number: int) -> None:
        match: Match | None = self.ladder.rows[number].match if self.ladder else None
        if match is not None:
            self.rejected.emit(match)

    def _act(self) -> None:
        """Do what the notice offers."""
        if self._story.groups:
            self._story.step_group(1)
        elif self._story.comparison is not None:
            pair = nearest_below(self._story.comparison)
            self._story.choose_sentence(pair.a if pair else None)

    def set_boxed(self, boxed: bool) -> None:
        """Show or hide the boxes around the words that differ."""
        for row in self.rows:
            row.set_boxed(boxed)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        parts: list[LadderRow | GhostRow | UnmatchedNotice | EmptyState] = [*self.rows, *self.ghosts]
        for part in (*parts, self._notice, self._empty):
            part.apply_theme(theme)
        self._previous.setIcon(icon("chevron-up", theme))
        self._next.setIcon(icon("chevron-down", theme))


class _Area(QScrollArea):
    """A scroll area that scrolls down only, and says when its size changed."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the new size on."""
        super().resizeEvent(event)
        self.resized.emit()
