"""What the tests of notes share: a whole window on the sample story, with a library that keeps what is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.window.stubs import comparison, quoted, sample_articles
from viewer.library import Library
from viewer.window.jobs import WorkerClient
from viewer.window.look import Look
from viewer.window.main_window import MainWindow
from viewer.window.panes.pane import ArticlePane
from viewer.window.theme import ThemeName

Keys = Qt.KeyboardModifier


@contextmanager
def noted_window(
    qtbot: QtBot, path: Path, size: tuple[int, int] = (1366, 768), theme: ThemeName = "light"
) -> Iterator[MainWindow]:
    """A window with the sample story, compared, in a library of its own."""
    window = MainWindow(Look(theme=theme))
    window.equip(WorkerClient(window))
    window.strip.animated = False
    window.resize(*size)
    qtbot.addWidget(window)
    with Library.open(path) as library:
        window.use_library(library)
        articles = sample_articles()
        window.desk.open_articles(articles, "Harbour wall")
        window.story.set_comparison(quoted(comparison(articles)))
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.strip.panes[0].text.setFocus()
        yield window
        window.close()


def key(window: MainWindow, which: Qt.Key, keys: Keys = Keys.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or window, which, keys)


def type_words(words: str) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(QApplication.focusWidget(), words)


def place_of(pane: ArticlePane, words: str, at_end: bool = False) -> QPoint:
    """Return where words begin, or end, in the viewport of a pane."""
    start = pane.article.text.index(words)
    rects = pane.text.geometry_of_text.rects(start, start + len(words))
    rect = rects[-1] if at_end else rects[0]
    x = rect.right() - 1 if at_end else rect.left() + 1
    return QPoint(round(x), round(rect.center().y()) - pane.text.scroll_value)


def drag_over(pane: ArticlePane, words: str) -> None:
    """Select words with the mouse."""
    view = pane.text.viewport()
    first, last = place_of(pane, words), place_of(pane, words, at_end=True)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(view, QPoint((first.x() + last.x()) // 2, last.y()))
    QTest.mouseMove(view, last)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=last)


def click_on(pane: ArticlePane, words: str) -> None:
    """Click into words."""
    QTest.mouseClick(pane.text.viewport(), Qt.MouseButton.LeftButton, pos=place_of(pane, words) + QPoint(6, 0))


def quotes(window: MainWindow) -> list[list[str]]:
    """Return the passages of every note."""
    return [[passage.exact for passage in note.passages] for note in window.story.notes]
