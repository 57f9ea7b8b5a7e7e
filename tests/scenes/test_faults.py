"""What goes wrong outside the window costs no marks: with a real worker, killed by the system."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from viewer.article.reading import read_article
from viewer.data import data_folder
from viewer.window.jobs import WorkerClient
from viewer.window.look import Look
from viewer.window.main_window import MainWindow

STORY = data_folder("seeds") / "diplomacy-kerry-beijing"
PAGES = ("northgate-wire.html", "daily-lantern.txt", "quad-ledger.md")
LONG = 60_000
AGAIN = "The process that reads and compares stopped and was started again; nothing is lost."

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills processes in another way")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(Look())
    qtbot.addWidget(made)
    made.equip(WorkerClient(made))
    made.show()
    made.desk.open_articles([read_article(STORY / name) for name in PAGES])
    yield made
    made.close()


def kill_worker(window: MainWindow) -> int:
    process = window.worker._process
    assert process is not None
    number = process.processId()
    os.kill(number, signal.SIGKILL)
    return number


def wait_for_marks(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.marking.running, timeout=LONG)
    assert window.story.comparison is not None
    assert all(window.story.comparison.sentences)
    assert all(pane.text.marks.sentences.spans for pane in window.strip.panes)


@pytest.mark.parametrize("analysed", [0, 1])
def test_a_worker_killed_while_it_analyses_costs_no_marks(qtbot: QtBot, window: MainWindow, analysed: int) -> None:
    progress: list[int] = []
    said: list[str] = []
    window.marking.progressed.connect(lambda done, total: progress.append(done))
    window.worker.restarted.connect(lambda: said.append(window.status.found.text()))
    window.marking.run()
    qtbot.waitUntil(lambda: progress[-1] == analysed and window.worker.busy, timeout=LONG)
    qtbot.waitUntil(lambda: window.worker._process is not None and window.worker._process.processId() > 0)
    killed = kill_worker(window)
    wait_for_marks(qtbot, window)
    assert said == [AGAIN]
    assert window.worker._process is not None
    assert window.worker._process.processId() != killed
    assert window.messages.notice is None, "nothing went wrong that the reader has to read"


def test_a_worker_killed_again_and_again_costs_only_the_article_it_was_at(qtbot: QtBot, window: MainWindow) -> None:
    window.worker.restarted.connect(lambda: kill_worker(window))
    window.marking.run()
    qtbot.waitUntil(lambda: window.worker._process is not None and window.worker._process.processId() > 0)
    kill_worker(window)
    qtbot.waitUntil(lambda: window.messages.notice is not None or not window.marking.running, timeout=LONG)
    qtbot.waitUntil(lambda: not window.marking.running, timeout=LONG)
    assert window.messages.notice is not None
    first, *others = (pane.text.marks.sentences.spans for pane in window.strip.panes)
    assert not first
    assert all(others)
    assert "Northgate Wire has no marks, because it could not be analysed" in window.messages.notice.text
