"""The panel beside the articles: wordings, names and notes, one page at a time."""

from __future__ import annotations

from functools import partial
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from viewer.window.names.entity_list import EntityList
from viewer.window.notes.pages import NotePages
from viewer.window.story import OpenStory
from viewer.window.theme import Theme
from viewer.window.wordings.ladder import LadderView

PageName = Literal["wording", "names", "notes"]
WIDTH = 340
"""The width at which the panel is designed, in pixels."""


class Inspector(QWidget):
    """Three tabs with counts above their pages; the signals of the pages are its own."""

    rejected = Signal(object)
    left_to_machine = Signal(object, object)
    confirmed = Signal(object, object)
    speaker_doubted = Signal(object)
    name_menu_wanted = Signal(object, object)
    name_wanted = Signal(object)
    names_shown = Signal(object)
    name_hidden = Signal(object)
    mention_wanted = Signal(int, int, int)
    page_changed = Signal(str)

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme = story, theme
        self.ladder = LadderView(story, theme)
        self.names = EntityList(story, theme)
        self.note_pages = NotePages(story, theme)
        self.notes = self.note_pages.notes
        self._pages: dict[PageName, QWidget] = {"wording": self.ladder, "names": self.names, "notes": self.note_pages}
        self.tabs: dict[PageName, QPushButton] = {}
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self.setMinimumWidth(280)
        self.setAccessibleName(self.tr("Inspector"))
        self._count()
        self.show_page("wording")

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 0)
        bar.setSpacing(0)
        group = QButtonGroup(self)
        for name, page in self._pages.items():
            tab = self.tabs[name] = _Tab()
            tab.clicked.connect(partial(self.show_page, name))
            tab.stepped.connect(partial(self._step, name))
            group.addButton(tab)
            bar.addWidget(tab, 1)
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(1)  # the rule below the tabs
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.ladder.rejected.connect(self.rejected)
        self.ladder.left.connect(self.left_to_machine)
        self.ladder.confirmed.connect(self.confirmed)
        self.ladder.quotes.correction_wanted.connect(self.speaker_doubted)
        self.names.mention_wanted.connect(self.mention_wanted)
        self.names.menu_wanted.connect(self.name_menu_wanted)
        self.names.name_wanted.connect(self.name_wanted)
        self.names.hidden.connect(self.name_hidden)
        self.names.shown.connect(self.names_shown)
        self._story.comparison_changed.connect(self._count)
        self._story.articles_changed.connect(self._count)
        self._story.notes_changed.connect(self._count)

    @property
    def page(self) -> PageName:
        """The page that is shown."""
        return next(name for name, page in self._pages.items() if page is self._stack.currentWidget())

    def show_page(self, name: PageName) -> None:
        """Show one page: ``wording``, ``names`` or ``notes``."""
        changed = self._stack.currentWidget() is not self._pages[name]
        self.tabs[name].setChecked(True)
        self._stack.setCurrentWidget(self._pages[name])
        if changed:
            self.page_changed.emit(name)

    def edit_note(self, note_id: str) -> None:
        """Show the notes and put the cursor into one."""
        self.show_page("notes")
        self.note_pages.show_page("notes")
        self.notes.edit(note_id)

    def _step(self, name: PageName, step: int) -> None:
        """Go to the next or previous tab with the keyboard."""
        names = list(self._pages)
        other = names[(names.index(name) + step) % len(names)]
        self.show_page(other)
        self.tabs[other].setFocus(Qt.FocusReason.TabFocusReason)

    def _count(self) -> None:
        words: dict[PageName, tuple[str, int]] = {
            "wording": (self.tr("Wording"), len(self._story.groups)),
            "names": (self.tr("Names"), self.names.count),
            "notes": (self.tr("Notes"), len(self._story.notes)),
        }
        for name, (word, count) in words.items():
            self.tabs[name].setText(f"{word}  {count}" if count else word)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        for page in (self.ladder, self.names, self.note_pages):
            page.apply_theme(theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the rule towards the articles."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme["pane"])
        painter.fillRect(0, 0, 1, self.height(), self._theme["rule"])
        painter.fillRect(0, self._stack.y() - 1, self.width(), 1, self._theme["rule"])


class _Tab(QPushButton):
    """A tab; left and right go to its neighbours."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setProperty("role", "segment")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step at left and right."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)
