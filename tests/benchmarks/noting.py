"""How long making a note takes with five hundred in view, and opening a story that has two thousand."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication

from tests.benchmarks.figures import Figure
from viewer.analysis.compare import compare
from viewer.app import make_application
from viewer.article.model import Article
from viewer.article.reading import read_article
from viewer.data import data_folder
from viewer.folders import files_of
from viewer.library import Library
from viewer.window.jobs import WorkerClient
from viewer.window.look import Look
from viewer.window.main_window import MainWindow

_IN_VIEW, _MANY = 500, 2_000
_MADE = 30


def _window(folder: Path) -> MainWindow:
    make_application()
    window = MainWindow(Look())
    window.equip(WorkerClient())
    window.strip.animated = False
    window.resize(1600, 1000)
    window.use_library(Library.open(folder / "library.db"))
    return window


def _articles() -> list[Article]:
    return [read_article(path) for path in files_of([data_folder("seeds") / "diplomacy-kerry-beijing"])][:3]


def _places(articles: list[Article], count: int, reach: float = 1.0) -> list[tuple[int, int, int]]:
    """Return places of some words each; ``reach`` says how much of the texts they may lie in."""
    chance = random.Random(11)
    found = []
    for number in range(count):
        index = number % len(articles)
        body = [p for p in articles[index].paragraphs if p.kind == "body"]
        paragraph = body[chance.randrange(max(1, round(len(body) * reach)))]
        start = chance.randrange(paragraph.start, max(paragraph.start + 1, paragraph.end - 20))
        found.append((index, start, min(paragraph.end, start + chance.randrange(8, 160))))
    return found


def _fill(window: MainWindow, places: list[tuple[int, int, int]]) -> None:
    """Keep notes on these places, as quickly as the library can."""
    library, story = window.desk.library, window.desk.story_id
    ids = [article.id for article in window.story.articles]
    for number, (article, start, end) in enumerate(places):
        library.add_note(story, ids[article], start, end, "abcd"[number % 4], f"Note {number}")


def note_made() -> Figure:
    """The slowest frame while notes are made one after the other and 500 are in view, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        window = _window(Path(folder))
        articles = _articles()
        window.desk.open_articles(articles, "Many")
        window.story.set_comparison(compare(articles))
        window.show()
        _fill(window, _places(articles, _IN_VIEW, 0.4))
        window.desk.notes.reload()
        window.open_notes()
        window.grab()
        places = iter(_places(articles, 4 * _MADE, 0.4))

        def frame() -> None:
            for pane in window.strip.panes:
                pane.text.viewport().grab()

        def make() -> None:
            window.desk.notes.add_note([next(places)], "b", write=False)
            frame()

        for _ in range(5):
            make()
        plain = min(_processor_time(frame) for _ in range(10))
        slowest = min(max(_processor_time(make) for _ in range(_MADE)) for _ in range(3))
        _close(window)
    return Figure(slowest, 33.0, f"milliseconds of processor time; a frame without a new note: {plain:.1f}")


def _processor_time(task: Callable[[], object]) -> float:
    """Return the milliseconds that a task keeps the processor busy: others work on this machine too."""
    start = time.process_time()
    task()
    return (time.process_time() - start) * 1000


def many_notes() -> Figure:
    """Opening a story with 2,000 notes until its text is painted ÷ one without; the notes follow in steps."""
    with tempfile.TemporaryDirectory() as folder:
        window = _window(Path(folder))
        articles = _articles()
        window.desk.open_articles(articles, "Many")
        many = window.desk.story_id
        window.show()
        library = window.desk.library
        none = library.create_story("None", [article.id for article in articles]).id
        _fill(window, _places(articles, _MANY))
        pairs = [
            (_processor_time(lambda: _open(window, many)), _processor_time(lambda: _open(window, none)))
            for _ in range(20)
        ]
        value = median(one for one, _ in pairs) / median(other for _, other in pairs)
        start = time.perf_counter()
        _open(window, many)
        while len(window.story.notes) < _MANY:
            QApplication.processEvents()
        later = (time.perf_counter() - start) * 1000
        _close(window)
    return Figure(value, 1.3, f"text and marks painted; all notes are there after {later:.0f} ms")


def _open(window: MainWindow, story: str) -> None:
    window.open_kept(story)
    window.grab()


def _close(window: MainWindow) -> None:
    window.close()
    window.desk.library.close()
