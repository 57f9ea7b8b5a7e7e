"""One start of a program, in a process of its own: prints how long it took until text was painted."""

from __future__ import annotations

import json
import os
import sys
import time

_START = time.perf_counter()
_HEAVY = ("numpy", "spacy")


def _report(heavy: tuple[str, ...]) -> None:
    taken = (time.perf_counter() - _START) * 1000
    found = [name for name in heavy if name in sys.modules]
    print(json.dumps({"milliseconds": taken, "heavy": found}), flush=True)
    os._exit(0)


def _bare(paths: list[str]) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QTextBrowser

    application = QApplication([])

    class Browser(QTextBrowser):
        def paintEvent(self, event):  # Qt's override
            super().paintEvent(event)
            QTimer.singleShot(0, lambda: _report(_HEAVY))

    browser = Browser()
    with open(paths[0], encoding="utf-8") as file:  # noqa: PTH123  # pathlib is not part of the bare program
        browser.setPlainText(file.read())
    browser.resize(1440, 900)
    browser.show()
    application.exec()


def _window(library: str, paths: list[str], *, marked: bool = True) -> None:
    from pathlib import Path

    from viewer.app import make_application, start
    from viewer.window.look import Look
    from viewer.window.main_window import MainWindow
    from viewer.window.panes.textview import ArticleText

    application = make_application()
    window = MainWindow(Look())
    window.resize(1440, 900)
    if not marked:
        from viewer.window.marking import Marking

        Marking.run = lambda self: None
    start(window, [Path(path) for path in paths], Path(library))
    painted: set[int] = set()
    paint = ArticleText.paintEvent

    def watched(self, event):  # Qt's override
        paint(self, event)
        painted.add(id(self))
        if len(painted) == len(window.strip.panes):
            _report(_HEAVY)

    ArticleText.paintEvent = watched
    window.show()
    application.exec()


def _library(library: str) -> None:
    """Open the window and, by its key, the library page; report when the first rows are painted."""
    from pathlib import Path

    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest

    from viewer.app import make_application, start
    from viewer.window.look import Look
    from viewer.window.main_window import MainWindow

    application = make_application()
    window = MainWindow(Look())
    window.resize(1440, 900)
    start(window, [], Path(library))
    pressed: list[float] = []

    def press() -> None:
        if not window.isActiveWindow():  # a key would go nowhere yet
            QTimer.singleShot(1, press)
            return
        from viewer.window.shelf.table import ArticleTable

        paint = ArticleTable.paintEvent

        def watched(self, event):  # Qt's override
            paint(self, event)
            if self.rows.rowCount() and self.rows.row(0) is not None:
                now = time.perf_counter()
                figures = {"milliseconds": (now - _START) * 1000, "since_key": (now - pressed[0]) * 1000}
                print(json.dumps(figures), flush=True)
                window.desk.library.close()  # one that was not closed is looked through by the next start
                os._exit(0)

        ArticleTable.paintEvent = watched
        pressed.append(time.perf_counter())
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    window.show()
    window.activateWindow()
    QTimer.singleShot(0, press)
    application.exec()


def _analyse(library: str, paths: list[str]) -> None:
    """Put the story and its comparison into the library, as a session before would have."""
    from viewer.analysis.compare import compare
    from viewer.analysis.keys import comparison_key
    from viewer.analysis.model import Settings, to_cache
    from viewer.article.reading import read_article
    from viewer.library import Library

    articles = tuple(read_article(path) for path in paths)
    with Library.open(library_path(library)) as kept:
        for article in articles:
            kept.add_article(article)
        kept.create_story("Benchmark", [article.id for article in articles])
        data = to_cache(compare(articles))
        kept.keep_analysis(comparison_key(articles, Settings()), data)
    print(len(data["pairs"]))


def library_path(name: str):  # pathlib is imported late
    from pathlib import Path

    return Path(name)


def main(mode: str, arguments: list[str]) -> None:
    if mode == "bare":
        _bare(arguments)
    elif mode == "library":
        _library(arguments[0])
    elif mode == "analyse":
        _analyse(arguments[0], arguments[1:])
    else:
        _window(arguments[0], arguments[1:], marked=mode != "kept-unmarked")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
