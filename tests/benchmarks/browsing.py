"""The library page: how long a frame of its table takes, and how soon its first rows are there."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from statistics import median, quantiles

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar

from tests.benchmarks.figures import Figure
from tests.benchmarks.library import grown_library, long_list
from tests.benchmarks.starting import run_child
from viewer.app import make_application
from viewer.library import Library
from viewer.window.jobs import WorkerClient
from viewer.window.look import Look
from viewer.window.main_window import MainWindow
from viewer.window.shelf.page import LibraryPage

_NOTCHES, _PAGES, _JUMPS = 400, 200, 40
_ROUNDS = 3
_PAIRS = 7


def table_frame() -> Figure:
    """95th percentile of the milliseconds of a frame while 100,000 rows are scrolled by wheel, by page and by jumps."""
    make_application()
    window = MainWindow(Look())
    window.equip(WorkerClient())
    window.resize(1366, 768)
    with Library.open(long_list()) as library:
        window.use_library(library)
        window.show()
        page = window.library_commands.show_library()
        QTest.qWait(300)
        rounds = [_scroll(page) for _ in range(_ROUNDS)]
        rows = page.table.rows.rowCount()
        window.watch.stop()
        window.close()
    # A frame is the same in each round; what another process took of it is not its own.
    best = {name: _best([frames[name] for frames in rounds]) for name in rounds[0]}
    every = [frame for frames in best.values() for frame in frames]
    wall, processor = [frame[0] for frame in every], [frame[1] for frame in every]
    note = ", ".join(f"{name} p95 {_p95([frame[0] for frame in frames]):.1f}" for name, frames in best.items())
    return Figure(_p95(wall), 16, f"{rows} rows; {note} ms; of the processor {_p95(processor):.1f} ms")


def _scroll(page: LibraryPage) -> dict[str, list[tuple[float, float]]]:
    """Scroll from the top by wheel, by page, and by jumps, each fetching all its rows; return the frames of each."""
    bar = page.table.verticalScrollBar()
    step = QScrollBar.SliderAction.SliderPageStepAdd
    places = [bar.maximum() * (number * 37 % _JUMPS) // _JUMPS for number in range(_JUMPS)]
    acts: dict[str, list[Callable[[], object]]] = {
        "wheel": [lambda: _wheel(page)] * _NOTCHES,
        "page": [lambda: bar.triggerAction(step)] * _PAGES,
        "jump": [lambda place=place: bar.setValue(place) for place in places],
    }
    return {name: _frames_of(page, some) for name, some in acts.items()}


def _frames_of(page: LibraryPage, acts: list[Callable[[], object]]) -> list[tuple[float, float]]:
    page.browsing.show_query(page.browsing.query)  # forgets the rows that were fetched, and goes to the top
    QTest.qWait(200)
    return [_frame(act) for act in acts]


def _best(rounds: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    return [(min(w for w, _ in frame), min(p for _, p in frame)) for frame in zip(*rounds, strict=True)]


def _frame(act: Callable[[], object]) -> tuple[float, float]:
    """Do what the reader does, and let the event loop fetch the rows that are missing and paint.

    Returns the milliseconds that took, and those of the processor.
    """
    wall, processor = time.perf_counter(), time.process_time()
    act()
    QApplication.processEvents()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000


def _wheel(page: LibraryPage) -> None:
    place = QPointF(300, 200)
    turned = QWheelEvent(
        place,
        page.table.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.table.viewport(), turned)


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def open_library_window() -> Figure:
    """From the start of the program to the first rows of the library page, with 10,000 articles ÷ with 10."""
    paths = [str(grown_library(count)) for count in (10, 10_000)]
    for path in paths:
        run_child("library", path)
    times = [[json.loads(run_child("library", path)) for path in paths] for _ in range(_PAIRS)]
    small, large = (median(pair[side]["milliseconds"] for pair in times) for side in (0, 1))
    keys = [median(pair[side]["since_key"] for pair in times) for side in (0, 1)]
    note = f"{large:.0f} ÷ {small:.0f} ms; from the key on {keys[1]:.0f} ÷ {keys[0]:.0f} ms"
    return Figure(large / small, 1.3, note)
