"""The strip above the status line: how far an import is, and afterwards what came of it. It never asks anything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from viewer.importing.events import Done, Problem, Twice
from viewer.importing.progress import Progress
from viewer.importing.wording import articles_of, counted, remaining
from viewer.window.announce import announce
from viewer.window.buttons import quiet_button
from viewer.window.icons import icon
from viewer.window.importing.rows import SentenceList
from viewer.window.importing.words import brought_in, problem_words, twice_words
from viewer.window.labels import ElidedLabel, plain_label
from viewer.window.texts import said
from viewer.window.theme import Theme

_BAR_HEIGHT = 3


class ImportStrip(QWidget):
    """Shows one import: a thin bar, a line of words and *Cancel*; then the outcome, with lists that can be opened."""

    cancel_wanted = Signal()
    resume_wanted = Signal()
    story_wanted = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._problems: list[str] = []
        self._twice: list[str] = []
        self._story = ""
        self._make_parts()
        self._place_parts()
        self.setAccessibleName(self.tr("Import"))
        self.apply_theme(theme)
        self.hide()

    def _make_parts(self) -> None:
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(_BAR_HEIGHT)
        self.bar.setAccessibleName(self.tr("Files imported"))
        self.heading = plain_label("strong")
        self.words = ElidedLabel(role="small")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.problems = self._link(self._show_problems)
        self.problems.setCheckable(True)
        self.twice = self._link(self._show_twice)
        self.twice.setCheckable(True)
        self.story = self._link(lambda: self.story_wanted.emit(self._story))
        self.resume = self._link(self.resume_wanted.emit)
        self.resume.setText(self.tr("Go on"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Stop the import; what is in the library already stays there"))
        self.cancel.setProperty("role", "quiet")
        self.cancel.clicked.connect(self._cancel)
        self.close_button = quiet_button(self.tr("Close this message (Escape)"))
        self.close_button.clicked.connect(self.leave)
        self.rows = SentenceList()
        self.rows.hide()

    def _link(self, act: object) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "link")
        button.clicked.connect(act)
        return button

    def _place_parts(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 10, 7)
        row.setSpacing(10)
        row.addWidget(self.heading)
        row.addWidget(self.words, 1)
        for part in (self.story, self.twice, self.problems, self.resume, self.cancel, self.close_button):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(row)
        column.addWidget(self.rows)

    # What it shows

    def begin(self) -> None:
        """Show that an import has begun."""
        self._problems.clear()
        self._twice.clear()
        self._close_rows()
        self.bar.setRange(0, 0)
        self.heading.setText(self.tr("Importing"))
        self.words.setText(self.tr("looking through the files …"))
        self.cancel.setEnabled(True)
        self._arrange(going=True)
        self.show()
        announce(self, self.tr("The import has begun"))

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        # One archive is one file: a bar that stands still until its end would look as if nothing happened.
        self.bar.setRange(0, 0 if progress.total <= 1 and not progress.done else progress.total)
        self.bar.setValue(progress.done)
        if self.cancel.isEnabled():
            files = self.tr("{done} of {total} files").format(
                done=counted(progress.done), total=counted(progress.total)
            )
            parts = [files, said(articles_of(progress.articles)), said(remaining(progress.seconds_left))]
            self.words.setText("  ·  ".join(filter(None, parts)))

    def add_problem(self, problem: Problem) -> None:
        """Remember what could not be read."""
        self._problems.append(problem_words(problem))

    def add_twice(self, twice: Twice) -> None:
        """Remember what was in the library already."""
        self._twice.append(twice_words(twice))

    def show_outcome(self, done: Done, story_title: str = "") -> None:
        """Show what came of it; ``story_title`` is that of the one story that was made, if any."""
        here = done.known + done.twice
        self._story = done.stories[0] if len(done.stories) == 1 and story_title else ""
        self.heading.setText(brought_in(done))
        there = self.tr("1 was here already") if here == 1 else self.tr("{0} were here already").format(counted(here))
        self.words.setText(there if here and not self._twice else "")
        self.twice.setText(there)
        count = len(self._problems)
        bad = self.tr("1 could not be read") if count == 1 else self.tr("{0} could not be read").format(counted(count))
        self.problems.setText(bad)
        self.story.setText(self.tr("Open “{0}”").format(story_title.replace("&", "&&")))
        self._arrange(going=False, resumable=done.cancelled or done.failed)
        outcome = [self.heading.text(), there if here else "", bad if count else ""]
        announce(self, ". ".join(filter(None, outcome)), at_once=bool(count))

    def _arrange(self, *, going: bool, resumable: bool = False) -> None:
        self.bar.setVisible(going)
        self.cancel.setVisible(going)
        self.close_button.setVisible(not going)
        self.problems.setVisible(not going and bool(self._problems))
        self.twice.setVisible(not going and bool(self._twice))
        self.story.setVisible(not going and bool(self._story))
        self.resume.setVisible(not going and resumable)

    # What the reader does

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.words.setText(self.tr("stopping …"))
        self.cancel_wanted.emit()

    def leave(self) -> None:
        """Close the strip after an import; while one goes on, only the lists."""
        self._close_rows()
        if not self.cancel.isVisible():
            self.hide()
            self.closed.emit()

    def _show_problems(self) -> None:
        self._show_rows(self.problems, self.twice, self._problems, self.tr("What could not be read, and why"))

    def _show_twice(self) -> None:
        self._show_rows(self.twice, self.problems, self._twice, self.tr("What was in the library already"))

    def _show_rows(self, button: QPushButton, other: QPushButton, rows: list[str], name: str) -> None:
        other.setChecked(False)
        self.rows.setVisible(button.isChecked())
        self._turn_chevrons()
        if button.isChecked():
            self.rows.show_sentences(rows, name)
            self.rows.setFocus()

    def _turn_chevrons(self) -> None:
        for button in (self.problems, self.twice):
            picture = "chevron-down" if button.isChecked() else "chevron-right"
            button.setIcon(icon(picture, self._theme, 14, "accent"))

    def _close_rows(self) -> None:
        for button in (self.problems, self.twice):
            button.setChecked(False)
        self._turn_chevrons()
        self.rows.hide()

    def event(self, event: QEvent) -> bool:
        """Keep Escape for the strip while the keyboard is in it; it is a key of the whole window too."""
        kept = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if kept and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the list, then the strip, at Escape."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.rows.isVisible():
            (self.problems if self.problems.isChecked() else self.twice).setFocus()
            self._close_rows()
        else:
            self.leave()

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.close_button.setIcon(icon("x", theme, 16))
        self._turn_chevrons()
        self.bar.setStyleSheet(
            f"QProgressBar {{ background: {theme.hex('rule')}; border: none; border-radius: 0; }}"
            f"QProgressBar::chunk {{ background: {theme.hex('accent')}; border-radius: 0; }}"
        )
        self.rows.apply_theme(theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line above it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme["bar"])
        painter.fillRect(0, 0, self.width(), 1, self._theme["rule"])
