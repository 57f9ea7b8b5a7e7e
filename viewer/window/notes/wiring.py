"""Which signal of the pages of notes does what."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtGui import QGuiApplication

from viewer.article.messages import Message
from viewer.window.notes.desk import in_tray
from viewer.window.notes.overlay import MOST_ON_BOARD
from viewer.window.notes.palette_menu import show_palettes
from viewer.window.notes.rows import NoteFilter

if TYPE_CHECKING:
    from viewer.library.notes.notes import Passage
    from viewer.window.main_window import MainWindow
    from viewer.window.notes.class_page import ClassPage
    from viewer.window.notes.lost_page import LostPage
    from viewer.window.notes.pages import NotePage
    from viewer.window.notes.tasks_page import TasksPage
    from viewer.window.notes.tray_page import TrayPage

_BOARD_FULL = "{count} answers are what the back row can read at once; take one away first."
_COPIED = "{count} passages copied, with outlet, date and paragraph."


def connect_notes(window: MainWindow) -> None:
    """Let the list of notes and its editor change the notes of the open story."""
    pages = window.inspector.note_pages
    panel, notes = pages.notes, window.desk.notes
    panel.note_chosen.connect(window.show_note)
    panel.note_edited.connect(notes.edit_note)
    panel.notes_changed.connect(notes.change)
    panel.tags_added.connect(notes.add_tags)
    panel.notes_deleted.connect(notes.delete_notes)
    panel.left.connect(window.return_focus)
    editor = panel.editor
    editor.untied.connect(notes.untie)
    editor.passage_wanted.connect(lambda passage: _go_to(window, passage))
    editor.tray_wanted.connect(lambda note_id, number: _toggle_tray(window, note_id, number))
    editor.history_wanted.connect(window.note_pages.show_history)
    pages.palette_wanted.connect(lambda below: show_palettes(window, below))
    pages.made.connect(lambda name: _connect_page(window, name))


def _connect_page(window: MainWindow, name: str) -> None:
    pages = window.inspector.note_pages
    connects: dict[str, Callable[[MainWindow, Any], None]] = {
        "tasks": _connect_tasks,
        "tray": _connect_tray,
        "class": _connect_class,
        "lost": _connect_lost,
    }
    connects[name](window, pages.page(cast("NotePage", name)))


def _connect_tasks(window: MainWindow, page: TasksPage) -> None:
    notes = window.desk.notes
    page.kept.connect(notes.keep_task)
    page.moved.connect(notes.move_task)
    page.deleted.connect(notes.delete_task)
    page.answers_wanted.connect(lambda task: _show_answers(window, task))
    page.left.connect(window.return_focus)


def _connect_tray(window: MainWindow, page: TrayPage) -> None:
    page.ordered.connect(window.desk.notes.set_tray)
    page.passage_wanted.connect(lambda passage: _show(window, passage))
    page.copied.connect(lambda text: _copy(window, text))
    page.left.connect(window.return_focus)


def _connect_class(window: MainWindow, page: ClassPage) -> None:
    page.place_wanted.connect(lambda *place: window.strip.show_place(*place))
    page.packs_wanted.connect(window.sharing.open_packs)
    page.board_wanted.connect(window.show_board)
    page.board_full.connect(lambda: window.tell(Message(_BOARD_FULL, count=MOST_ON_BOARD)))
    page.left.connect(window.return_focus)


def _connect_lost(window: MainWindow, page: LostPage) -> None:
    notes = window.desk.notes
    page.placed.connect(lambda note_id, number, *place: notes.place(note_id, number, place))
    page.looked_at.connect(lambda *place: _look_at(window, place))
    page.looked_away.connect(lambda: window.strip.show_finds([], None))
    page.left.connect(window.return_focus)


def _look_at(window: MainWindow, place: tuple[int, int, int]) -> None:
    window.strip.show_finds([place], place)
    window.strip.show_place(*place)


def _show_answers(window: MainWindow, task_id: str) -> None:
    pages = window.inspector.note_pages
    pages.show_page("notes")
    pages.notes.filters.ask_for(NoteFilter(tasks=frozenset({task_id})))


def _copy(window: MainWindow, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    window.tell(Message(_COPIED, count=len(in_tray(window.story.notes))))


def _go_to(window: MainWindow, passage: Passage) -> None:
    article = window.desk.article_index(passage.article)
    if article is not None and passage.state != "orphan":
        window.notes.go_to((article, passage.start, passage.end))


def _show(window: MainWindow, passage: Passage) -> None:
    """Bring a passage into view; the keyboard stays in the list."""
    article = window.desk.article_index(passage.article)
    if article is not None and passage.state != "orphan":
        window.strip.show_place(article, passage.start, passage.end)


def _toggle_tray(window: MainWindow, note_id: str, number: int) -> None:
    tray, wanted = in_tray(window.story.notes), (note_id, number)
    window.desk.notes.set_tray([one for one in tray if one != wanted] if wanted in tray else [*tray, wanted])
