"""The passages of one note as lines: where each stands, its words, whether it lies in the evidence tray."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from viewer.library.notes.notes import Passage
from viewer.window import texts
from viewer.window.buttons import quiet_button
from viewer.window.fonts import serif
from viewer.window.icons import icon
from viewer.window.labels import ElidedLabel
from viewer.window.notes.rows import NoteRow
from viewer.window.theme import Theme

_MOST = 6


class NotePassages(QWidget):
    """A press on a line goes to the passage; of several, each can be taken out of the note."""

    wanted = Signal(object)
    untied = Signal(int)
    tray_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[NoteRow, frozenset[int]] | None = None
        self.lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._more = ElidedLabel(role="fine")
        self._column.addWidget(self._more)
        self.setAccessibleName(self.tr("Passages of the note"))

    def show_row(self, row: NoteRow, tray: frozenset[int]) -> None:
        """Show the passages of a note; ``tray`` holds the numbers of those in the evidence tray."""
        before, self._shown = self._shown, (row, tray)
        if before is not None and (before[0].note.passages, before[0].others, before[0].place, before[1]) == (
            row.note.passages,
            row.others,
            row.place,
            tray,
        ):
            return
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        passages = row.note.passages
        places = ((row.place, row.paragraph), *row.others)
        for passage, where in list(zip(passages, places, strict=True))[:_MOST]:
            self._add(passage, where, alone=len(passages) == 1, kept=passage.number in tray)
        beyond = len(passages) - _MOST
        self._more.setText(self.tr("and {count} more; P goes from one to the next").format(count=beyond))
        self._more.setVisible(beyond > 0)

    def _add(self, passage: Passage, where: tuple[int | None, int], *, alone: bool, kept: bool) -> None:
        line = _Line(self._theme, passage, where_words(*where, passage), alone=alone, kept=kept)
        line.place.clicked.connect(partial(self.wanted.emit, passage))
        line.untie.clicked.connect(partial(self.untied.emit, passage.number))
        line.tray.clicked.connect(partial(self.tray_wanted.emit, passage.number))
        self.lines.append(line)
        self._column.insertWidget(len(self.lines) - 1, line)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        for line in self.lines:
            line.apply_theme(theme)


def where_words(place: int | None, paragraph: int, passage: Passage) -> str:
    """Return where a passage stands: the letter of its article and its paragraph."""
    if passage.state == "orphan":
        return "?"
    if place is None:
        return "–"
    return f"{texts.letter(place)} {texts.place(paragraph)}"


class _Line(QWidget):
    def __init__(self, theme: Theme, passage: Passage, where: str, *, alone: bool, kept: bool) -> None:
        super().__init__()
        self.place = QPushButton(where)
        self.place.setProperty("role", "link")
        self.place.setToolTip(self.tr("Go to this passage"))
        quote = ElidedLabel("“" + " ".join(passage.exact.split()).strip("“”\"'") + "”")
        quote.setFont(serif(14, italic=True))
        self.tray = quiet_button(self.tr("Out of the evidence tray") if kept else self.tr("Into the evidence tray"))
        self.tray.setCheckable(True)
        self.tray.setChecked(kept)
        self.untie = quiet_button(self.tr("Take this passage out of the note"))
        self.untie.setVisible(not alone)
        self.place.setAccessibleName(self.tr("Go to {where}: {quote}").format(where=where, quote=passage.exact[:80]))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.place)
        row.addWidget(quote, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(0)
        row.addWidget(self.tray)
        row.addWidget(self.untie)
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        self.tray.setIcon(icon("archive", theme))
        self.untie.setIcon(icon("unlink", theme))
