"""The column of a ladder's rows: as large as fits, scrolling only where it must, and covered where it is asked to."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from viewer.analysis.lookup import Lookup
from viewer.analysis.model import Comparison, Match, SentenceRef
from viewer.window import texts
from viewer.window.theme import Theme
from viewer.window.wordings.ladder_rejections import Rejections
from viewer.window.wordings.ladder_rows import GhostRow, LadderRow, Measures
from viewer.window.wordings.ladder_states import UnmatchedNotice
from viewer.window.wordings.wording import Ladder, nearest_below

_BETWEEN = 22


class LadderColumn(QScrollArea):
    """Wordings, then the ghosts of the articles that have none; or a notice below a sentence without match.

    ``scale`` lists the heights of type to try, in pixels; ``plain`` leaves out scores' reasons and buttons.
    """

    chosen = Signal(object)
    """The SentenceRef of a row that was pressed."""
    rejected = Signal(object)
    """The Match of a row that is none."""
    left = Signal(object, object)
    """Two sentences (SentenceRef) whose rejection is taken back."""

    def __init__(self, theme: Theme, scale: tuple[int, ...], *, plain: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._scale, self._plain = theme, scale, plain
        self.measures = Measures.of(scale[0])
        self.ladder: Ladder | None = None
        self.rows: list[LadderRow] = []
        self.ghosts: list[GhostRow] = []
        self.covered = 0
        self.rejections = Rejections(theme)
        self.rejections.left.connect(self.left)
        self.notice = UnmatchedNotice(theme, scale[-1], plain=plain)
        self.notice.nearest_wanted.connect(self.chosen)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(4, 8, 4, 16)
        self._column.setSpacing(_BETWEEN if not plain else 2 * _BETWEEN)
        if plain:
            self._column.addStretch(1)
        self._first = self._column.count()
        self._column.addWidget(self.notice)
        self._column.addWidget(self.rejections)
        self._column.addStretch(2 if plain else 1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_ladder(self, lookup: Lookup, ladder: Ladder, chosen: SentenceRef) -> None:
        """Show a ladder; one of a single wording tells that ``chosen`` has no match."""
        comparison, rejected = lookup.comparison, lookup.rejected(chosen)
        if self.ladder is None or ladder.group.members != self.ladder.group.members:
            self.verticalScrollBar().setValue(0)
        self.ladder = ladder
        alone = len(ladder.rows) == 1
        self._show_rows(ladder, chosen)
        self._show_ghosts(comparison, ladder, () if alone else ladder.absent, {ref.article for ref in rejected})
        self.notice.setVisible(alone)
        if alone:
            self.notice.show_for(comparison, chosen, nearest_below(comparison, chosen), len(rejected))
        self.rejections.show_for(comparison, chosen, rejected if not self._plain else ())
        self.cover_last(min(self.covered, len(self._entries)))
        self._fit()

    @property
    def _entries(self) -> list[LadderRow | GhostRow]:
        return [*self.rows, *self.ghosts]

    @property
    def last_text(self) -> str:
        """What the last row that is not covered says."""
        seen = self._entries[: len(self._entries) - self.covered]
        return seen[-1].spoken if seen else ""

    def _show_rows(self, ladder: Ladder, chosen: SentenceRef) -> None:
        while len(self.rows) > len(ladder.rows):
            self._drop(self.rows.pop())
        while len(self.rows) < len(ladder.rows):
            row = LadderRow(self._theme, self.measures, plain=self._plain)
            row.chosen.connect(partial(self._choose, len(self.rows)))
            row.rejected.connect(partial(self._reject, len(self.rows)))
            self._column.insertWidget(self._first + len(self.rows), row)
            self.rows.append(row)
        for row, wording in zip(self.rows, ladder.rows, strict=True):
            letter = texts.letter(ladder.order.index(wording.ref.article))
            current = wording.ref == chosen and len(ladder.rows) > 1 and not self._plain
            row.show_wording(wording, letter, chosen=current)

    def _show_ghosts(self, comparison: Comparison, ladder: Ladder, absent: tuple[int, ...], rejected: set[int]) -> None:
        while len(self.ghosts) > len(absent):
            self._drop(self.ghosts.pop())
        while len(self.ghosts) < len(absent):
            self.ghosts.append(GhostRow(self._theme, self.measures))
            self._column.insertWidget(self._column.count() - 2, self.ghosts[-1])
        sentence = self.tr("No match found in this article (threshold {threshold})").format(
            threshold=comparison.settings.threshold
        )
        mine = self.tr("No match in this article: you rejected one")
        for ghost, article in zip(self.ghosts, absent, strict=True):
            name = texts.outlet(comparison.articles[article])
            words = mine if article in rejected else sentence
            ghost.show_absence(f"{texts.letter(ladder.order.index(article))}  {name}", words)

    def _drop(self, row: QWidget) -> None:
        """Take a row away; the keyboard goes on from the first row."""
        focus = QApplication.focusWidget()
        if focus is not None and row.isAncestorOf(focus):
            self.rows[0].words.setFocus()
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _choose(self, number: int) -> None:
        if self.ladder is not None:
            self.chosen.emit(self.ladder.rows[number].ref)

    def _reject(self, number: int) -> None:
        match = self.ladder.rows[number].match if self.ladder else None
        if match is not None:
            self.rejected.emit(match)

    def focused_match(self) -> Match | None:
        """Return the match of the row that has the keyboard."""
        focus = QApplication.focusWidget()
        found = (number for number, row in enumerate(self.rows) if focus is not None and row.isAncestorOf(focus))
        number = next(found, None)
        return None if number is None or self.ladder is None else self.ladder.rows[number].match

    def cover_last(self, count: int) -> None:
        """Cover the last rows; the boxes wait until all wordings are seen, as they would give a covered one away."""
        self.covered = count
        seen = len(self._entries) - count
        for number, entry in enumerate(self._entries):
            entry.set_covered(number >= seen)
        for row in self.rows:
            row.set_boxed(count <= len(self.ghosts))

    def scroll_page(self, step: int) -> bool:
        """Scroll down (1) or up (-1) by most of a screen; False where there is no more."""
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + step * round(self.viewport().height() * 0.8))
        return bar.value() != before

    # The size of the type

    def _fit(self) -> None:
        """Take the largest type with which all rows are on the screen; the smallest may scroll."""
        if len(self._scale) > 1:
            room = self.viewport().size()
            for pixels in self._scale:
                self._set_measures(Measures.of(pixels))
                if self.needed_height(room.width()) <= room.height():
                    break

    def needed_height(self, width: int) -> int:
        """Return the height of all rows; asked of them one by one, as layouts leave out what is not shown yet."""
        margins, between = self._column.contentsMargins(), self._column.spacing()
        inner = width - margins.left() - margins.right()
        heights = [row.plain_height(inner) for row in self.rows]
        heights += [ghost.heightForWidth(inner) for ghost in self.ghosts]
        return sum(heights) + between * max(0, len(heights) - 1) + margins.top() + margins.bottom()

    def _set_measures(self, measures: Measures) -> None:
        if measures != self.measures or any(row.measures != measures for row in self._entries):
            self.measures = measures
            for row in self._entries:
                row.set_measures(measures)
            self._column.invalidate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the type to the new size."""
        super().resizeEvent(event)
        self._fit()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        for row in self._entries:
            row.apply_theme(theme)
        self.notice.apply_theme(theme)
        self.rejections.apply_theme(theme)
