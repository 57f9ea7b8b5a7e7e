"""A library to browse in: stories and loose articles, written for these tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from stubs import article, sample_articles

from viewer.article.model import Article
from viewer.library import Library
from viewer.window.jobs import WorkerClient
from viewer.window.look import Look
from viewer.window.main_window import MainWindow
from viewer.window.shelf.page import LibraryPage

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
WALL = "Harbour wall to be rebuilt after storm"
SEA_WALL = "Council backs new sea wall for Nordholm"
FERRY = "Ferry owners fear a long closure"
TRAIN = "Night train to the coast comes back"
SLEEPERS = "Sleepers return to the coast line"
BAKERS = "Bakers of Nordholm bake without salt for a week"

LOOSE = (
    (
        TRAIN,
        "The railway said on Friday that the night train to the coast would run again from May.",
        "Tickets cost 49 euros, a berth included, and bicycles travel free.",
        "Morning Chronicle",
    ),
    (
        SLEEPERS,
        "From May the night train to the coast will run again, the railway said on Friday.",
        "A berth and a bicycle are included in the price of 49 euros.",
        "The Harbour Post",
    ),
    (
        BAKERS,
        "Eleven bakers leave the salt out of their bread for one week and ask who notices.",
        "“My grandmother would have noticed,” said one of them.",
        None,
    ),
)


def loose_articles() -> list[Article]:
    """Return three articles that are in no story; the first two report one event."""
    return [article(paragraphs[:-1], paragraphs[-1]) for paragraphs in LOOSE]


_LONG = 1_000
"""Milliseconds from which on a timer gives the reader time to read, and nothing waits for it."""


def fill(path: Path) -> None:
    """Make a library with one story of three articles, one of two, and three loose articles; two notes, some tags."""
    with Library.open(path) as library:
        wall = [library.add_article(known) for known in sample_articles()]
        loose = [library.add_article(known) for known in loose_articles()]
        ferry = library.create_story("Ferries and the wall", [wall[2], wall[1]])
        story = library.create_story("Harbour wall", wall)
        library.add_note(story.id, wall[0], 0, 12, "a", "The wall again: who pays?")
        library.add_note(ferry.id, wall[2], 0, 12, "b", "Summer is the season.")
        library.set_tags(wall[0], ["harbour", "money"])
        library.correct_facts(loose[2], published="2024-11-30")


def window_on(
    qtbot: QtBot, path: Path, *, story: str = "Harbour wall", size: tuple[int, int] = (1366, 768)
) -> MainWindow:
    """Return a window with that story of a library open."""
    window = MainWindow(Look())
    window.equip(WorkerClient(window))
    window.strip.animated = False
    window.resize(*size)
    qtbot.addWidget(window, before_close_func=close)
    library = Library.open(path)
    window.use_library(library)
    window.marking.run = lambda again=False: None  # the marks of these stories are nobody's concern here
    known = {card.title: card.id for card in library.story_cards()}
    if story in known:
        window.open_kept(known[story])
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.return_focus()
    return window


def close(window: MainWindow) -> None:
    """Close a window as a reader does, and then its library."""
    window.close()
    window.desk.library.close()


def page_of(qtbot: QtBot, window: MainWindow) -> LibraryPage:
    """Show the library by its key, and wait until everything on it is shown."""
    press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page = window.library_commands.page
    assert page is not None
    settle(qtbot)
    return page


def press(window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def typed(window: QWidget, text: str) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(QApplication.focusWidget() or window, text)


def settle(qtbot: QtBot) -> None:
    """Let everything happen that a library page does in a free moment: its timers run out, what they queue is done."""

    def at_rest() -> bool:
        pages = [widget for widget in QApplication.allWidgets() if isinstance(widget, LibraryPage)]
        timers = [timer for page in pages for timer in page.findChildren(QTimer) if timer.isSingleShot()]
        return not any(timer.isActive() and timer.interval() < _LONG for timer in timers)

    for _ in range(3):  # what is queued may start a timer, which may queue something
        qtbot.wait(0)
        qtbot.waitUntil(at_rest)


def titles(page: LibraryPage) -> list[str]:
    """Return the headlines in the table."""
    rows = page.table.rows
    return [rows.row_now(number).title for number in range(rows.rowCount())]


def stories(page: LibraryPage) -> list[str]:
    """Return the stories at the left."""
    return [row.title for row in page.places.places.rows if row.kind == "story"]


def choose(page: LibraryPage, *wanted: str) -> None:
    """Click rows of the table, all but the first with Ctrl."""
    page.table.clearSelection()
    for number, title in enumerate(wanted):
        index = page.table.rows.index(titles(page).index(title), 0)
        page.table.scrollTo(index)
        place = page.table.visualRect(index).center()
        more = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, more, place)
    page.table.setFocus()


def go_to(page: LibraryPage, title: str) -> None:
    """Click a place or a story at the left."""
    number = next(n for n, row in enumerate(page.places.places.rows) if row.title == title)
    index = page.places.places.index(number)
    page.places.scrollTo(index)
    QTest.mouseClick(page.places.viewport(), Qt.MouseButton.LeftButton, pos=page.places.visualRect(index).center())


def dialog_of(kind: type, of: QWidget, qtbot: QtBot, does: Callable[[], None]) -> QWidget:
    """Return the dialog that appears when something is done."""
    does()
    qtbot.waitUntil(lambda: any(found.isActiveWindow() for found in of.findChildren(kind)))
    return next(found for found in of.findChildren(kind) if found.isActiveWindow())
