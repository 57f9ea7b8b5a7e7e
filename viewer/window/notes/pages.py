"""The pages about notes: the list, the tasks, the evidence tray, and what has lost its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from viewer.window.buttons import quiet_button
from viewer.window.icons import icon
from viewer.window.notes.desk import in_tray
from viewer.window.notes.panel import NotesPanel
from viewer.window.notes.rows import answers_to, lost_passages
from viewer.window.story import OpenStory
from viewer.window.theme import Theme

NotePage = Literal["notes", "tasks", "tray", "class", "lost"]


class NotePages(QWidget):
    """The list is there from the beginning, the other pages are made when they are first shown."""

    made = Signal(str)
    """The name of a page that was made just now and waits to be connected."""
    palette_wanted = Signal(object)
    """The widget below which the menu of palettes is to be shown."""

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme = story, theme
        self.notes = NotesPanel(story, theme)
        self._pages: dict[NotePage, QWidget] = {"notes": self.notes}
        self.tabs: dict[NotePage, QPushButton] = {}
        self._stack = QStackedWidget()
        self._stack.addWidget(self.notes)
        self.palette_button = quiet_button(self.tr("Palette"))
        self.palette_button.clicked.connect(lambda: self.palette_wanted.emit(self.palette_button))
        self._arrange()
        for changed in (story.notes_changed, story.annotations.tasks_changed, story.annotations.palette_changed):
            changed.connect(self._count)
        story.annotations.overlay.changed.connect(self._count)
        self._count()
        self.apply_theme(theme)

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 8, 0)
        bar.setSpacing(0)
        group = QButtonGroup(self)
        names: tuple[NotePage, ...] = ("notes", "tasks", "tray", "class", "lost")
        for name in names:
            tab = self.tabs[name] = QPushButton()
            tab.setProperty("role", "link")
            tab.setCheckable(True)
            tab.clicked.connect(partial(self.show_page, name))
            group.addButton(tab)
            bar.addWidget(tab)
        bar.addStretch(1)
        bar.addWidget(self.palette_button)
        self.tabs["notes"].setChecked(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)

    def page(self, name: NotePage) -> QWidget:
        """Return a page, made now if it was not needed before."""
        if name not in self._pages:
            self._pages[name] = self._makers()[name]()
            self._stack.addWidget(self._pages[name])
            self.made.emit(name)
        return self._pages[name]

    def _makers(self) -> dict[NotePage, Callable[[], QWidget]]:
        from viewer.window.notes.class_page import ClassPage
        from viewer.window.notes.lost_page import LostPage
        from viewer.window.notes.tasks_page import TasksPage
        from viewer.window.notes.tray_page import TrayPage

        return {
            "tasks": lambda: TasksPage(self._story, self._theme),
            "tray": lambda: TrayPage(self._story, self._theme),
            "class": lambda: ClassPage(self._story, self._theme),
            "lost": lambda: LostPage(self._story, self._theme),
        }

    def show_page(self, name: NotePage) -> QWidget:
        """Show one page and return it."""
        page = self.page(name)
        self.tabs[name].setChecked(True)
        self._stack.setCurrentWidget(page)
        return page

    @property
    def shown(self) -> NotePage:
        """The page that is shown."""
        return next(name for name, page in self._pages.items() if page is self._stack.currentWidget())

    def _count(self) -> None:
        notes, tasks = self._story.notes, self._story.annotations.tasks
        done = sum(bool(answers_to(notes, task.id)) for task in tasks)
        lost, tray = len(lost_passages(notes)), len(in_tray(notes))
        self.tabs["notes"].setText(self.tr("Notes"))
        self.tabs["tasks"].setText(self.tr("Tasks") + (f"  {done}/{len(tasks)}" if tasks else ""))
        self.tabs["tray"].setText(self.tr("Evidence") + (f"  {tray}" if tray else ""))
        handed_in = len(self._story.annotations.overlay.hand_ins)
        self.tabs["class"].setText(self.tr("Class") + f"  {handed_in}")
        self.tabs["class"].setVisible(bool(handed_in) or self.tabs["class"].isChecked())
        self.tabs["lost"].setText(self.tr("Lost places") + f"  {lost}")
        self.tabs["lost"].setVisible(bool(lost) or self.tabs["lost"].isChecked())
        palette = self._story.annotations.palette.name
        self.palette_button.setToolTip(self.tr("Palette: {name}").format(name=palette))
        self.palette_button.setAccessibleName(self.palette_button.toolTip())

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.palette_button.setIcon(icon("palette", theme))
        for page in self._pages.values():
            page.apply_theme(theme)  # type: ignore[attr-defined]
