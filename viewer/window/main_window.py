"""The window: first the articles, then, once they are on the screen, everything around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from viewer.analysis.model import LOWEST_THRESHOLD
from viewer.article.messages import Message
from viewer.window.look import Look, keep_look
from viewer.window.panes.alignment import letter
from viewer.window.panes.pane import ArticlePane
from viewer.window.panes.stage import Stage
from viewer.window.panes.strip import PaneStrip
from viewer.window.shelf.mime import ARTICLES, dragged_articles
from viewer.window.sizes import INSPECTOR_WIDTH, STATUS_HEIGHT, TOPBAR_HEIGHT
from viewer.window.story import OpenStory
from viewer.window.theme import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTabBar

    from viewer.library import Library
    from viewer.window.commands import Commands
    from viewer.window.correction_commands import CorrectionCommands
    from viewer.window.corrector import Corrector
    from viewer.window.desk import Desk
    from viewer.window.find_bar import FindBar
    from viewer.window.importing.commands import ImportCommands
    from viewer.window.inspector import Inspector
    from viewer.window.jobs import WorkerClient
    from viewer.window.keeping import LibraryWatch
    from viewer.window.marking import Marking
    from viewer.window.message_bar import MessageBar
    from viewer.window.notes.board import BoardPage
    from viewer.window.notes.commands import NoteCommands
    from viewer.window.notes.files import NoteFileCommands
    from viewer.window.notes.page_commands import NotePageCommands
    from viewer.window.notes.palette_bar import PaletteBar
    from viewer.window.notes.sharing import SharingCommands
    from viewer.window.opening import Opening
    from viewer.window.present import PresentationPage
    from viewer.window.reading_place import ReadingPlace
    from viewer.window.shelf.commands import LibraryCommands
    from viewer.window.statusbar import StatusLine
    from viewer.window.steps import Steps
    from viewer.window.topbar import TopBar
    from viewer.window.welcome import Welcome


class MainWindow(QWidget):
    """One window with one open story.

    A new window has its articles and, around them, the space for everything else, so that text is painted soon and
    nothing moves afterwards. :meth:`equip` fills that space; all but ``story``, ``strip`` and ``look`` come with it.
    """

    worker: WorkerClient
    desk: Desk
    marking: Marking
    opening: Opening
    commands: Commands
    corrector: Corrector
    corrections: CorrectionCommands
    steps: Steps
    library_commands: LibraryCommands
    notes: NoteCommands
    note_pages: NotePageCommands
    sharing: SharingCommands
    note_files: NoteFileCommands
    place: ReadingPlace
    palette_bar: PaletteBar
    imports: ImportCommands
    actions_by_name: dict[str, QAction]
    topbar: TopBar
    messages: MessageBar
    find_bar: FindBar
    welcome: Welcome
    inspector: Inspector
    waiting: QTabBar
    status: StatusLine
    present_page: PresentationPage

    def __init__(self, look: Look, settings: QSettings | None = None) -> None:
        super().__init__()
        self.look = look
        self.theme = theme(look.theme)
        self.equipped = False
        self.sample_open = False
        self.watch: LibraryWatch | None = None
        self.board: BoardPage | None = None
        self._settings = settings
        self._warned: set[str] = set()
        self._left: ArticlePane | None = None
        self._after_paint: Callable[[], None] | None = None
        QApplication.setPalette(self.theme.palette())
        self.story = OpenStory(self)
        self.story.set_threshold(look.threshold)
        self.strip = PaneStrip(self.story, self.theme, look.type)
        self.strip.following = look.following
        self._lay_out()
        self.setAcceptDrops(True)
        self.setWindowTitle(self.tr("Article comparison"))
        self.setMinimumSize(760, 480)

    def _lay_out(self) -> None:
        """Put the articles in the middle, with room around them for what :meth:`equip` brings."""
        self.middle = QHBoxLayout()
        self.middle.setSpacing(0)
        self.stage = Stage(self.strip)
        self.middle.addWidget(self.stage, 3)
        desk = QWidget()
        self.column = QVBoxLayout(desk)
        self.column.setContentsMargins(0, TOPBAR_HEIGHT, 0, STATUS_HEIGHT)
        self.column.setSpacing(0)
        self.column.addLayout(self.middle, 1)
        if self.look.inspector:
            self.middle.setContentsMargins(0, 0, INSPECTOR_WIDTH, 0)
        self.pages = QStackedWidget()
        self.pages.addWidget(desk)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)

    def after_first_paint(self, task: Callable[[], None]) -> None:
        """Do something once the articles are on the screen; before, it would only delay them."""
        self._after_paint = task

    def equip(self, worker: WorkerClient) -> None:
        """Bring everything around the articles: bars, panels, commands, and the way to the worker."""
        from viewer.window.equipment import equip

        self.worker = worker
        equip(self)
        self.equipped = True
        self.apply_look()

    # The library comes after the first paint

    def use_library(self, library: Library) -> None:
        """Keep what the reader does from now on; the open story is kept too."""
        self.desk.library = self.marking.library = library
        self._watch(library)
        self.library_commands.meet(library)
        for notice in library.notices:
            self.warn(notice)
        if self.equipped:
            self.imports.offer_rest(library)

    def _watch(self, library: Library) -> None:
        """See what other windows change in the library, and have it looked after."""
        from viewer.window.keeping import LibraryWatch

        if self.watch is not None:
            self.watch.stop()
            self.watch.deleteLater()
        self.watch = LibraryWatch(library, self)
        self.watch.changed.connect(self.desk.refresh)
        self.watch.changed.connect(self.library_commands.refresh)
        self.watch.found.connect(self.warn)
        self.watch.start()

    def open_kept(self, story_id: str) -> None:
        """Open a story of the library where the reader left it."""
        self.leave_story()
        self.desk.open_kept(story_id)
        self.marking.run()
        QTimer.singleShot(0, self.place, self.place.restore)

    def leave_story(self) -> None:
        """Keep where the reader is in the story that is about to be left."""
        self.sample_open = False
        self.place.keep()

    # What is shown

    def show_counts(self) -> None:
        """Show what to do with none or one article, and the tabs of articles that wait."""
        self.welcome.show_count(len(self.story.articles))
        self.stage.setVisible(bool(self.story.articles))
        while self.waiting.count():
            self.waiting.removeTab(0)
        for article in self.story.waiting:
            known = self.story.articles[article]
            self.waiting.addTab(f"{letter(self.story, article)}  {known.outlet or known.title}")
        self.waiting.setVisible(bool(self.story.waiting))
        if self.strip.panes and QApplication.focusWidget() in (None, self.topbar.menu_button):
            self.strip.panes[0].text.setFocus()

    def show_waiting(self, tab: int) -> None:
        """Give a waiting article the last pane."""
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

    def show_current_pane(self) -> None:
        """Bring the pane with the current sentence into sight, where not all panes have room."""
        current = self.story.current
        self.stage.bring_into_sight(self.strip.pane_of(current.article) if current is not None else None)

    def return_focus(self) -> None:
        """Give the keyboard back to the articles: to the one that it came from."""
        pane = self._left if self._left in self.strip.panes else self.current_pane()
        if pane is not None:
            pane.text.setFocus()

    def tell(self, message: Message) -> None:
        """Say something in passing, where it moves nothing: in the line at the bottom."""
        page = self.library_commands.page
        (page.line if page is not None and page.isVisible() else self.status).say(message)

    def warn(self, message: Message) -> None:
        """Say what has to be read, in the bar below the top."""
        page = self.library_commands.page
        (page.messages if page is not None and page.isVisible() else self.messages).say(message, "problem")

    def caution(self, message: Message) -> None:
        """Say what limits the marks of an article, in the bar below the top."""
        self.messages.say(message, "warning")

    def show_warnings(self) -> None:
        """Say what the comparison warns of, each thing once for a story."""
        comparison = self.story.comparison
        for warning in comparison.warnings if comparison is not None else ():
            if warning.message not in self._warned:
                self._warned.add(warning.message)
                self.caution(warning.message)

    def show_board(self) -> None:
        """Show the answers that were chosen for the class in large type."""
        if self.board is None:
            from viewer.window.notes.board import BoardPage

            self.board = BoardPage(self.story, self.theme)
            self.board.left.connect(lambda: self.set_presenting(False))
            self.pages.addWidget(self.board)
        self.pages.setCurrentWidget(self.board)
        self.board.show_answers([note for _, note in self.story.annotations.overlay.board])
        self._presenting_changed()

    def set_presenting(self, presenting: bool) -> None:
        """Show only the wordings in large type, or everything."""
        self.pages.setCurrentIndex(1 if presenting else 0)
        if presenting:
            self.present_page.enter()
        self._presenting_changed()

    def _presenting_changed(self) -> None:
        self.library_commands.enable_actions()
        self.check_actions()

    @property
    def presenting(self) -> bool:
        """Whether only the wordings, or answers of the class, are shown."""
        return self.pages.currentWidget() in (self.present_page, self.board)

    def step_threshold(self, step: int) -> None:
        """Move the threshold by some points."""
        threshold = max(LOWEST_THRESHOLD, min(100, self.story.settings.threshold + step))
        self.story.set_threshold(threshold)
        self.topbar.threshold.refresh()

    def set_look(self, look: Look) -> None:
        """Change how the window looks."""
        self.look = look
        self.apply_look()

    def apply_look(self) -> None:
        """Give all parts the colours, the type and the state that were chosen."""
        from viewer.window.style import style_sheet

        self.theme = theme(self.look.theme)
        QApplication.setPalette(self.theme.palette())
        self.setStyleSheet(style_sheet(self.theme))
        for part in (
            self.topbar,
            self.messages,
            self.find_bar,
            self.inspector,
            self.status,
            self.welcome,
            self.present_page,
            self.palette_bar,
        ):
            part.apply_theme(self.theme)
        self.imports.apply_theme()
        if self.board is not None:
            self.board.apply_theme(self.theme)
        if self.library_commands.page is not None:
            self.library_commands.page.apply_theme(self.theme)
        self.strip.apply_look(self.theme, self.look.type)
        self.strip.following = self.look.following
        self.inspector.setVisible(self.look.inspector)
        self.check_actions()

    def check_actions(self) -> None:
        """Show which of the switches are on."""
        states = {
            "toggle_only_here": self.story.only_here,
            "toggle_following": self.look.following,
            "toggle_inspector": self.look.inspector,
            "toggle_present": self.presenting,
        }
        for name, on in states.items():
            self.actions_by_name[name].setChecked(on)

    def write_note(self, note_id: str) -> None:
        """Open a new note for writing."""
        self._left = self.current_pane()
        self.open_notes()
        self.inspector.edit_note(note_id)

    def open_notes(self) -> None:
        """Show the notes beside the articles."""
        if not self.look.inspector:
            self.set_look(replace(self.look, inspector=True))
        self.inspector.show_page("notes")

    def show_note(self, note_id: str) -> None:
        """Bring the passage of a note into view."""
        note = self.desk.note(note_id)
        article = self.desk.article_of_note(note) if note is not None else None
        if note is not None and article is not None:
            self.strip.show_place(article, note.passages[0].start, note.passages[0].end)

    def show_hit(self, article: int, start: int, end: int) -> None:
        """Bring a place that was found into view."""
        self.strip.show_finds(self.find_bar.hits, (article, start, end))
        self.strip.show_place(article, start, end)

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._after_paint is not None:
            # The panes are painted in the same turn of the event loop as the window around them.
            QTimer.singleShot(0, self, self._after_paint)
            self._after_paint = None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if self.equipped and (data.hasUrls() or data.hasText() or data.hasHtml() or data.hasFormat(ARTICLES)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if dragged := dragged_articles(event.mimeData()):
            self.library_commands.add_dropped(dragged)
        elif not self.library_commands.take_files(event.mimeData()):
            self.commands.take_in(event.mimeData())
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.equipped:
            self.leave_story()
            self.imports.stop()
            self.worker.stop()
            if self.watch is not None:
                self.watch.stop()
        if self._settings is not None:
            geometry = bytes(self.saveGeometry().data())
            threshold = self.story.settings.threshold
            keep_look(self._settings, replace(self.look, geometry=geometry, threshold=threshold))
        super().closeEvent(event)
