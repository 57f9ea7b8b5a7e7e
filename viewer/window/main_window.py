"""The window: puts the parts together and lets them speak to each other. What they do stands in their own files."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from viewer.analysis.model import LOWEST_THRESHOLD
from viewer.article.messages import Message
from viewer.library import Library
from viewer.window.alignment import letter
from viewer.window.commands import Commands, Steps
from viewer.window.desk import Desk
from viewer.window.find_bar import FindBar
from viewer.window.inspector import Inspector
from viewer.window.jobs import WorkerClient
from viewer.window.look import Look, keep_look
from viewer.window.marking import Marking
from viewer.window.menus import build_actions, fill_context_menu, fill_menus, fill_stories
from viewer.window.message_bar import MessageBar
from viewer.window.opening import Opening
from viewer.window.pane import ArticlePane
from viewer.window.place import read_position, restore_position
from viewer.window.present import PresentationPage
from viewer.window.speaking import Speaker
from viewer.window.statusbar import StatusLine
from viewer.window.story import OpenStory
from viewer.window.strip import PaneStrip
from viewer.window.style import style_sheet
from viewer.window.theme import theme
from viewer.window.topbar import TopBar
from viewer.window.welcome import Welcome

_TOOLS = (
    ("toggle_only_here", "eye"),
    ("toggle_following", "link"),
    ("toggle_present", "presentation"),
    ("next_theme", "sun-moon"),
    ("toggle_inspector", "panel-right"),
)
_WORKER_DIED = Message("The process that reads and compares stopped and was started again; nothing is lost.")


class MainWindow(QWidget):
    """One window with one open story."""

    def __init__(self, look: Look, worker: WorkerClient, settings: QSettings | None = None) -> None:
        super().__init__()
        self.look = look
        self.theme = theme(look.theme)
        self.worker = worker
        self.sample_open = False
        self._settings = settings
        self.story = OpenStory(self)
        self.story.set_threshold(look.threshold)
        self.desk = Desk(self.story, parent=self)
        self.marking = Marking(self.story, worker, parent=self)
        self.opening = Opening(worker, self)
        self.commands = Commands(self)
        self.steps = Steps(self)
        self.actions_by_name = build_actions(self, self.commands, self.steps)
        self._build()
        self._connect()
        self._apply_look()
        self.setAcceptDrops(True)
        self.setWindowTitle(self.tr("Article comparison"))
        self.setMinimumSize(760, 480)

    # Parts

    def _build(self) -> None:
        names = self.actions_by_name
        self.topbar = TopBar(self.story, self.theme)
        for name, picture in _TOOLS:
            self.topbar.add_tool(names[name], picture)
        fill_menus(self.topbar.menu_button, names)
        self.messages = MessageBar(self.theme)
        self.find_bar = FindBar(self.story, self.theme)
        self.find_bar.hide()
        self.strip = PaneStrip(self.story, self.theme, self.look.type)
        self.welcome = Welcome(self.theme, [names["open_files"], names["add_files"], names["paste_article"]])
        self.inspector = Inspector(self.story, self.theme)
        self.waiting = QTabBar()
        self.waiting.setAccessibleName(self.tr("Articles without a pane"))
        self.waiting.setDrawBase(False)
        self.status = StatusLine(self.story, self.theme)
        self.present_page = PresentationPage(self.story, self.theme)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.strip, 3)
        middle.addWidget(self.welcome, 2)
        middle.addWidget(self.inspector)
        desk = QWidget()
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.topbar, self.messages, self.find_bar):
            column.addWidget(widget)
        column.addLayout(middle, 1)
        column.addWidget(self.waiting)
        column.addWidget(self.status)
        self.pages = QStackedWidget()
        self.pages.addWidget(desk)
        self.pages.addWidget(self.present_page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._show_counts()

    def _connect(self) -> None:
        story, desk = self.story, self.desk
        story.articles_changed.connect(self._show_counts)
        story.only_here_changed.connect(self._check_actions)
        story.sentence_chosen.connect(lambda: self.inspector.show_page("wording"))
        desk.told.connect(self.tell)
        desk.kinds_changed.connect(self.marking.run)
        desk.note_made.connect(self._write_note)
        self.opening.problem_found.connect(self.tell)
        self.opening.waiting_changed.connect(self.status.show_reading)
        self.marking.failed.connect(self.tell)
        self.marking.progressed.connect(self.status.show_progress)
        self.marking.stopped.connect(self.status.show_stopped)
        self.worker.restarted.connect(lambda: self.tell(_WORKER_DIED))
        self.status.cancel_wanted.connect(self.marking.cancel)
        self.strip.menu_wanted.connect(lambda *place: fill_context_menu(self, *place))
        self.waiting.tabBarClicked.connect(self._show_waiting)
        self.topbar.stories_button.menu().aboutToShow.connect(lambda: fill_stories(self))
        self._connect_panels()
        self.speaker = Speaker(self.story, self)

    def _connect_panels(self) -> None:
        panel, desk = self.inspector, self.desk
        panel.rejected.connect(desk.reject)
        panel.mention_wanted.connect(self.strip.show_place)
        panel.note_edited.connect(desk.edit_note)
        panel.note_chosen.connect(self._show_note)
        panel.note_deleted.connect(desk.delete_note)
        panel.note_coloured.connect(desk.recolour_note)
        self.find_bar.hits_changed.connect(lambda hits: self.strip.show_finds(hits, None))
        self.find_bar.hit_wanted.connect(self._show_hit)
        self.present_page.left.connect(lambda: self.set_presenting(False))

    # The library comes after the first paint

    def use_library(self, library: Library) -> None:
        """Keep what the reader does from now on; the open story is kept too."""
        self.desk.library = self.marking.library = library
        for notice in library.notices:
            self.tell(notice)

    def open_kept(self, story_id: str) -> None:
        """Open a story of the library where the reader left it."""
        self.leave_story()
        self.desk.open_kept(story_id)
        self.marking.run()
        QTimer.singleShot(0, self, lambda: restore_position(self.strip, self.desk.position()))

    def leave_story(self) -> None:
        """Keep where the reader is in the story that is about to be left."""
        self.sample_open = False
        if self.story.articles:
            self.desk.keep_position(read_position(self.strip))

    # What is shown

    def _show_counts(self) -> None:
        self.welcome.show_count(len(self.story.articles))
        self.strip.setVisible(bool(self.story.articles))
        while self.waiting.count():
            self.waiting.removeTab(0)
        for article in self.story.waiting:
            known = self.story.articles[article]
            self.waiting.addTab(f"{letter(self.story, article)}  {known.outlet or known.title}")
        self.waiting.setVisible(bool(self.story.waiting))

    def _show_waiting(self, tab: int) -> None:
        if 0 <= tab < len(self.story.waiting):
            self.story.move_article(self.story.waiting[tab], len(self.story.shown) - 1)

    def current_pane(self) -> ArticlePane | None:
        """Return the pane with the keyboard, else that of the current sentence, else the first."""
        focus = QApplication.focusWidget()
        for pane in self.strip.panes:
            if focus is not None and pane.isAncestorOf(focus):
                return pane
        if self.story.current is not None:
            return self.strip.pane_of(self.story.current.article)
        return self.strip.panes[0] if self.strip.panes else None

    def tell(self, message: Message) -> None:
        """Say something to the reader in the bar below the top."""
        self.messages.show_message(message)

    def set_presenting(self, presenting: bool) -> None:
        """Show only the wordings in large type, or everything."""
        if presenting and self.story.group is None:
            self.story.step_group(1)
        self.pages.setCurrentIndex(1 if presenting else 0)
        if presenting:
            self.present_page.setFocus()
        self._check_actions()

    @property
    def presenting(self) -> bool:
        """Whether only the wordings are shown."""
        return self.pages.currentWidget() is self.present_page

    def step_threshold(self, step: int) -> None:
        """Move the threshold by some points."""
        threshold = max(LOWEST_THRESHOLD, min(100, self.story.settings.threshold + step))
        self.story.set_threshold(threshold)
        self.topbar.threshold.refresh()

    def set_look(self, look: Look) -> None:
        """Change how the window looks."""
        self.look = look
        self._apply_look()

    def _apply_look(self) -> None:
        self.theme = theme(self.look.theme)
        self.setPalette(self.theme.palette())
        self.setStyleSheet(style_sheet(self.theme))
        for part in (
            self.topbar,
            self.messages,
            self.find_bar,
            self.inspector,
            self.status,
            self.welcome,
            self.present_page,
        ):
            part.apply_theme(self.theme)
        self.strip.apply_look(self.theme, self.look.type)
        self.strip.following = self.look.following
        self.inspector.setVisible(self.look.inspector)
        self._check_actions()

    def _check_actions(self) -> None:
        states = {
            "toggle_only_here": self.story.only_here,
            "toggle_following": self.look.following,
            "toggle_inspector": self.look.inspector,
            "toggle_present": self.presenting,
        }
        for name, on in states.items():
            self.actions_by_name[name].setChecked(on)

    def _write_note(self, note_id: str) -> None:
        self.set_look(replace(self.look, inspector=True))
        self.inspector.show_page("notes")
        self.inspector.edit_note(note_id)

    def _show_note(self, note_id: str) -> None:
        note = self.desk.note(note_id)
        article = self.desk.article_of_note(note) if note is not None else None
        if note is not None and article is not None:
            self.strip.show_place(article, note.start, note.end)

    def _show_hit(self, article: int, start: int, end: int) -> None:
        self.strip.show_finds(self.find_bar.hits, (article, start, end))
        self.strip.show_place(article, start, end)

    # Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if data.hasUrls() or data.hasText() or data.hasHtml():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.commands.take_in(event.mimeData())
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave_story()
        if self._settings is not None:
            geometry = bytes(self.saveGeometry().data())
            threshold = self.story.settings.threshold
            keep_look(self._settings, replace(self.look, geometry=geometry, threshold=threshold))
        self.worker.stop()
        super().closeEvent(event)
