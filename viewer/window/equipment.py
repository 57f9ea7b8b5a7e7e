"""Everything around the articles: made and connected once the first text is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabBar

from viewer.article.messages import Message
from viewer.window.commands import Commands
from viewer.window.correction_commands import CorrectionCommands
from viewer.window.corrector import Corrector
from viewer.window.desk import Desk
from viewer.window.find_bar import FindBar
from viewer.window.icons import program_icon
from viewer.window.importing.commands import ImportCommands
from viewer.window.inspector import Inspector
from viewer.window.marking import Marking
from viewer.window.menus import build_actions, fill_context_menu, fill_menus, fill_stories, show_name_menu
from viewer.window.message_bar import MessageBar
from viewer.window.notes.commands import NoteCommands
from viewer.window.notes.files import NoteFileCommands
from viewer.window.notes.page_commands import NotePageCommands
from viewer.window.notes.palette_bar import PaletteBar
from viewer.window.notes.sharing import SharingCommands
from viewer.window.notes.wiring import connect_notes
from viewer.window.opening import Opening
from viewer.window.present import PresentationPage
from viewer.window.reading_place import ReadingPlace
from viewer.window.shelf.commands import LibraryCommands
from viewer.window.sizes import INSPECTOR_WIDTH
from viewer.window.speaking import Speaker
from viewer.window.statusbar import StatusLine
from viewer.window.steps import Steps
from viewer.window.topbar import TopBar
from viewer.window.welcome import Welcome

if TYPE_CHECKING:
    from viewer.window.main_window import MainWindow

_TOOLS = (
    ("toggle_only_here", "eye"),
    ("toggle_following", "link"),
    ("toggle_present", "presentation"),
    ("next_theme", "sun-moon"),
    ("toggle_inspector", "panel-right"),
)
_WORKER_DIED = Message("The process that reads and compares stopped and was started again; nothing is lost.")


def equip(window: MainWindow) -> None:
    """Give a window its mark, its desk, commands, bars and panels."""
    window.setWindowIcon(program_icon())
    window.desk = Desk(window.story, parent=window)
    window.marking = Marking(window.story, window.worker, parent=window)
    window.opening = Opening(window.worker, window)
    window.corrector = Corrector(window.desk, window)
    window.commands = Commands(window)
    window.corrections = CorrectionCommands(window)
    window.steps = Steps(window)
    window.notes = NoteCommands(window)
    window.note_pages = NotePageCommands(window)
    window.sharing = SharingCommands(window)
    window.note_files = NoteFileCommands(window)
    window.imports = ImportCommands(window)
    window.library_commands = LibraryCommands(window)
    window.place = ReadingPlace(window)
    noting, keeping = (window.notes, window.note_pages, window.note_files), (window.imports, window.library_commands)
    doers = (window.commands, window.sharing, *noting, window.corrections, window.steps, *keeping)
    window.actions_by_name = build_actions(window, *doers)
    _make_parts(window)
    _place_parts(window)
    _connect_story(window)
    _connect_panels(window)
    Speaker(window.story, window)
    window.show_counts()


def _make_parts(window: MainWindow) -> None:
    story, theme, names = window.story, window.theme, window.actions_by_name
    window.topbar = TopBar(story, theme)
    window.topbar.add_library(names["toggle_library"], "library")
    for name, picture in _TOOLS:
        window.topbar.add_tool(names[name], picture)
    fill_menus(window.topbar.menu_button, names)
    window.messages = MessageBar(theme)
    window.find_bar = FindBar(story, theme)
    window.find_bar.hide()
    window.welcome = Welcome(theme, [names["open_files"], names["add_files"], names["paste_article"]])
    window.inspector = Inspector(story, theme)
    window.inspector.setFixedWidth(INSPECTOR_WIDTH)
    window.waiting = QTabBar()
    window.waiting.setAccessibleName(window.tr("Articles without a pane"))
    window.waiting.setDrawBase(False)
    window.waiting.setExpanding(False)
    window.status = StatusLine(story, theme)
    window.present_page = PresentationPage(story, theme)
    window.palette_bar = PaletteBar(story.annotations, theme, window)


def _place_parts(window: MainWindow) -> None:
    window.column.setContentsMargins(0, 0, 0, 0)
    window.middle.setContentsMargins(0, 0, 0, 0)
    for place, widget in enumerate((window.topbar, window.messages, window.find_bar)):
        window.column.insertWidget(place, widget)
    window.middle.addWidget(window.welcome, 2)
    window.middle.addWidget(window.inspector)
    window.column.addWidget(window.waiting)
    window.column.addWidget(window.status)
    window.pages.addWidget(window.present_page)


def _connect_story(window: MainWindow) -> None:
    story, desk, marking = window.story, window.desk, window.marking
    story.articles_changed.connect(window.show_counts)
    story.only_here_changed.connect(window.check_actions)
    story.comparison_changed.connect(window.show_warnings)
    story.sentence_chosen.connect(lambda: window.inspector.show_page("wording"))
    desk.told.connect(window.warn)
    desk.kinds_changed.connect(marking.run)
    window.strip.article_closed.connect(marking.run)
    desk.notes.made.connect(window.write_note)
    desk.story_opened.connect(window.library_commands.show_story)
    window.strip.edge_clicked.connect(window.notes.open_note)
    window.strip.words_selected.connect(window.palette_bar.show_for)
    window.palette_bar.chosen.connect(window.notes.mark)
    window.opening.problem_found.connect(window.warn)
    window.opening.waiting_changed.connect(window.status.show_reading)
    marking.failed.connect(window.warn)
    marking.progressed.connect(window.status.show_progress)
    marking.stopped.connect(window.status.show_stopped)
    window.worker.restarted.connect(lambda: window.tell(_WORKER_DIED))
    window.status.cancel_wanted.connect(marking.cancel)
    window.story.sentence_chosen.connect(window.show_current_pane)
    window.strip.menu_wanted.connect(lambda *place: fill_context_menu(window, *place))
    window.waiting.tabBarClicked.connect(window.show_waiting)
    window.topbar.stories_button.menu().aboutToShow.connect(lambda: fill_stories(window))


def _connect_panels(window: MainWindow) -> None:
    panel = window.inspector
    corrector, commands = window.corrector, window.corrections
    corrector.said.connect(window.tell)
    panel.rejected.connect(corrector.reject)
    panel.confirmed.connect(corrector.confirm)
    panel.left_to_machine.connect(corrector.leave)
    panel.speaker_doubted.connect(commands.show_speakers)
    panel.name_wanted.connect(commands.ask_for_name)
    panel.name_hidden.connect(corrector.hide)
    panel.names_shown.connect(corrector.show)
    panel.name_menu_wanted.connect(lambda entity, place: show_name_menu(window, entity, place))
    panel.mention_wanted.connect(window.strip.show_place)
    panel.mention_wanted.connect(window.notes.stand_on)
    connect_notes(window)
    window.find_bar.hits_changed.connect(lambda hits: window.strip.show_finds(hits, None))
    window.find_bar.hit_wanted.connect(window.show_hit)
    window.present_page.left.connect(lambda: window.set_presenting(False))
