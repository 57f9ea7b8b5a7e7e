from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from viewer.article.messages import Message
from viewer.article.reading import read_article
from viewer.importing.events import Done, Problem, Twice
from viewer.importing.progress import Progress
from viewer.library import Library
from viewer.window.importing.run import ImportRun
from viewer.window.importing.strip import ImportStrip
from viewer.window.jobs import WorkerClient
from viewer.window.look import Look
from viewer.window.main_window import MainWindow
from viewer.window.theme import theme

LIGHT = (sys.executable, str(Path(__file__).parents[1] / "importing" / "light_import.py"))
LONG = 60_000


def write(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(
            f"Ferry {number} is late\n\nThe ferry to Orle left {number + 2} minutes late.", encoding="utf-8"
        )
    return paths


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "library" / "library.sqlite"
    Library.open(made).close()
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    return made


@pytest.fixture
def run(path: Path) -> Iterator[ImportRun]:
    made = ImportRun(path, command=LIGHT)
    yield made
    made.stop()


class Heard:
    def __init__(self, run: ImportRun) -> None:
        self.progress: list[Progress] = []
        self.problems: list[Problem] = []
        self.twice: list[Twice] = []
        self.done: list[Done] = []
        run.progressed.connect(self.progress.append)
        run.found_problem.connect(self.problems.append)
        run.found_twice.connect(self.twice.append)
        run.finished.connect(self.done.append)


# The process


def test_an_import_says_what_it_does(qtbot: QtBot, run: ImportRun, path: Path, folder: Path) -> None:
    paths = write(folder, 3)
    (folder / "3.txt").write_text(paths[0].read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "4.txt").write_bytes(b"\x7fELF\0\0")
    heard = Heard(run)
    with qtbot.waitSignal(run.finished, timeout=LONG):
        run.start([folder])
    assert heard.done == [Done(files=5, articles=3, twice=1, problems=1)]
    assert [Path(problem.path).name for problem in heard.problems] == ["4.txt"]
    assert len(heard.twice) == 1
    assert (heard.progress[0].done, heard.progress[-1].done, heard.progress[-1].total) == (0, 5, 5)
    assert not run.running
    with Library.open(path) as library:
        assert library.has_article(heard.twice[0].known)


def test_one_import_waits_for_the_other(qtbot: QtBot, run: ImportRun, folder: Path) -> None:
    first, second = write(folder, 2)
    heard = Heard(run)
    run.start([first])
    run.start([second])
    qtbot.waitUntil(lambda: len(heard.done) == 2, timeout=LONG)
    assert [done.articles for done in heard.done] == [1, 1]


def test_it_can_be_cancelled_and_gone_on_with(qtbot: QtBot, run: ImportRun, folder: Path) -> None:
    write(folder, 200)
    heard = Heard(run)
    run.start([folder])
    qtbot.waitUntil(lambda: bool(heard.progress) and heard.progress[-1].articles > 0, timeout=LONG)
    with qtbot.waitSignal(run.finished, timeout=LONG):
        run.cancel()
    assert heard.done[0].cancelled
    with qtbot.waitSignal(run.finished, timeout=LONG):
        run.start(run.paths)
    assert not heard.done[1].cancelled
    assert heard.done[0].articles + heard.done[1].articles == 200


def test_a_process_that_dies_is_told_and_the_next_import_runs(qtbot: QtBot, run: ImportRun, folder: Path) -> None:
    write(folder, 100)
    heard = Heard(run)
    run.start([folder])
    qtbot.waitUntil(lambda: bool(heard.progress), timeout=LONG)
    assert run._process is not None
    with qtbot.waitSignal(run.finished, timeout=LONG):
        run._process.kill()
    assert heard.done[0].failed
    assert "stopped unexpectedly" in heard.problems[0].message
    with qtbot.waitSignal(run.finished, timeout=LONG):
        run.start([folder])
    assert heard.done[1].files == 100


def test_a_process_that_cannot_start_is_told(qtbot: QtBot, path: Path, folder: Path) -> None:
    run = ImportRun(path, command=[str(folder / "nowhere")])
    heard = Heard(run)
    run.start(write(folder, 1))
    qtbot.waitUntil(lambda: bool(heard.done), timeout=LONG)
    assert heard.done[0].failed
    assert len(heard.problems) == 1


# The strip


@pytest.fixture
def strip(qtbot: QtBot) -> ImportStrip:
    made = ImportStrip(theme("light"))
    qtbot.addWidget(made)
    made.resize(900, 200)
    return made


def test_it_is_seen_only_when_there_is_something_to_say(strip: ImportStrip) -> None:
    assert not strip.isVisible()
    strip.begin()
    assert strip.isVisible()
    assert strip.cancel.isVisible()
    strip.show_progress(Progress(1240, 10_000, 1180, 185.0))
    assert strip.words.text() == "1,240 of 10,000 files  ·  1,180 articles  ·  about 3 minutes left"
    assert (strip.bar.value(), strip.bar.maximum()) == (1240, 10_000)
    strip.show_progress(Progress(1, 2, 1, None))
    assert strip.words.text() == "1 of 2 files  ·  1 article"


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (Done(articles=312), "312 articles are in the library now"),
        (Done(articles=1), "1 article is in the library now"),
        (Done(known=3), "Nothing new for the library"),
        (Done(articles=40, cancelled=True), "Stopped; 40 articles brought in"),
        (Done(articles=1, failed=True), "The import broke off; 1 article brought in"),
    ],
)
def test_the_outcome_in_words(strip: ImportStrip, done: Done, words: str) -> None:
    strip.begin()
    strip.show_outcome(done)
    assert strip.heading.text() == words
    assert strip.resume.isVisible() == (done.cancelled or done.failed)
    assert not strip.cancel.isVisible()
    assert not strip.bar.isVisible()


def test_what_failed_and_what_was_there_is_listed(qtbot: QtBot, strip: ImportStrip) -> None:
    strip.begin()
    strip.add_problem(Problem("/x/a.txt", Message("{name} is empty.", name="a.txt")))
    strip.add_problem(Problem("/x/b.txt", Message("This file is damaged.")))
    strip.add_twice(Twice("/x/c.txt", "1f", "Ferry", "same text"))
    strip.add_twice(Twice("/x/d.txt", "1f", "Ferry", "same news text, other furniture"))
    strip.show_outcome(Done(articles=2, known=3, twice=2, problems=2))
    assert (strip.problems.text(), strip.twice.text()) == ("2 could not be read", "5 were here already")
    qtbot.mouseClick(strip.problems, Qt.MouseButton.LeftButton)
    rows = strip.rows
    assert [rows.item(row).text() for row in range(rows.count())] == ["a.txt is empty.", "b.txt: This file is damaged."]
    assert rows.accessibleName() == "What could not be read, and why"
    qtbot.mouseClick(strip.twice, Qt.MouseButton.LeftButton)
    assert not strip.problems.isChecked()
    assert [rows.item(row).text() for row in range(rows.count())] == [
        "c.txt is “Ferry”: the same text",
        "d.txt is “Ferry”: the same article on another page",
    ]
    strip.begin()
    assert not rows.isVisible()
    strip.show_outcome(Done(articles=1))
    assert not strip.problems.isVisible()


def test_a_long_list_says_how_much_is_left_out(strip: ImportStrip) -> None:
    strip.begin()
    for number in range(1600):
        strip.add_problem(Problem(f"{number}.txt", Message("This file is damaged.")))
    strip.show_outcome(Done(problems=1600))
    strip.problems.click()
    assert strip.rows.count() == 501
    assert strip.rows.item(500).text() == "and 1,100 more"
    assert strip.rows.height() <= 150


def test_everything_can_be_reached_by_keys(qtbot: QtBot, strip: ImportStrip) -> None:
    strip.begin()
    strip.cancel.setFocus()
    with qtbot.waitSignal(strip.cancel_wanted):
        qtbot.keyClick(strip.cancel, Qt.Key.Key_Space)
    assert strip.words.text() == "stopping …"
    assert not strip.cancel.isEnabled()
    strip.add_problem(Problem("a.txt", Message("This file is damaged.")))
    strip.show_outcome(Done(cancelled=True, problems=1))
    qtbot.keyClick(strip.problems, Qt.Key.Key_Space)
    assert strip.rows.isVisible()
    assert strip.focusWidget() is strip.rows
    qtbot.keyClick(strip.rows, Qt.Key.Key_Escape)
    assert not strip.rows.isVisible()
    assert strip.focusWidget() is strip.problems
    with qtbot.waitSignal(strip.resume_wanted):
        qtbot.keyClick(strip.resume, Qt.Key.Key_Space)
    with qtbot.waitSignal(strip.closed):
        qtbot.keyClick(strip.problems, Qt.Key.Key_Escape)
    assert not strip.isVisible()


def test_every_button_has_a_name_and_themes_change(strip: ImportStrip) -> None:
    assert strip.accessibleName() == "Import"
    assert strip.bar.accessibleName() == "Files imported"
    assert strip.close_button.accessibleName()
    strip.begin()
    before = strip.grab().toImage()
    strip.apply_theme(theme("dark"))
    assert strip.grab().toImage() != before


# In the window


@pytest.fixture
def window(qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    made = MainWindow(Look())
    qtbot.addWidget(made)
    made.equip(WorkerClient(made))
    library = Library.open(path)
    made.use_library(library)
    start = ImportRun.__init__

    def light(self: ImportRun, *arguments: object) -> None:
        start(self, *arguments, command=LIGHT)  # type: ignore[arg-type]

    monkeypatch.setattr(ImportRun, "__init__", light)
    made.show()
    yield made
    made.close()
    library.close()


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, buttons, keys))


def wait_for_import(qtbot: QtBot, window: MainWindow) -> ImportStrip:
    run, strip = window.imports.run, window.imports.strip
    assert run is not None
    assert strip is not None
    qtbot.waitUntil(lambda: not run.running, timeout=LONG)
    return strip


@pytest.mark.parametrize("what", ["folder", "zip", "seven"])
def test_many_things_dropped_go_into_the_library(qtbot: QtBot, window: MainWindow, folder: Path, what: str) -> None:
    paths = write(folder, 7)
    archive = folder.with_name("ferries.zip")
    with zipfile.ZipFile(archive, "w") as packed:
        for path in paths:
            packed.write(path, path.name)
    drop(window, *{"folder": [folder], "zip": [archive], "seven": paths}[what])
    strip = wait_for_import(qtbot, window)
    assert strip.isVisible()
    assert strip.heading.text() == "7 articles are in the library now"
    assert window.story.articles == ()


def test_a_few_files_dropped_are_opened(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    drop(window, *write(folder, 2))
    qtbot.waitUntil(lambda: len(window.story.articles) == 2, timeout=LONG)
    assert window.imports.run is None


def test_a_folder_with_a_story_of_its_own_is_opened(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    write(folder, 2)
    (folder / "story.json").write_text('{"title": "Ferries", "articles": ["1.txt", "0.txt"]}')
    drop(window, folder)
    qtbot.waitUntil(lambda: len(window.story.articles) == 2, timeout=LONG)
    assert window.story.title == "Ferries"


def test_the_menu_asks_for_files_or_a_folder(
    qtbot: QtBot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write(folder, 2)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(paths[0])], ""))
    window.actions_by_name["import_files"].trigger()
    assert wait_for_import(qtbot, window).heading.text() == "1 article is in the library now"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    window.actions_by_name["import_folder"].trigger()
    strip = wait_for_import(qtbot, window)
    assert (strip.heading.text(), strip.words.text()) == ("1 article is in the library now", "1 was here already")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    window.actions_by_name["import_folder"].trigger()
    assert not window.imports.run.running


def test_a_story_that_came_in_can_be_opened(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    write(folder, 2)
    (folder / "story.json").write_text('{"title": "Ferries & fog", "articles": ["1.txt", "0.txt"]}')
    window.imports.import_paths([folder])
    strip = wait_for_import(qtbot, window)
    assert strip.story.text() == "Open “Ferries && fog”"
    strip.story.click()
    assert window.story.title == "Ferries & fog"
    assert len(window.story.articles) == 2


def test_without_a_library_there_is_nothing_to_import_into(qtbot: QtBot, folder: Path) -> None:
    window = MainWindow(Look())
    qtbot.addWidget(window)
    window.equip(WorkerClient(window))
    window.imports.import_paths([folder])
    assert window.messages.notice is not None
    assert "no library" in window.messages.notice.text
    assert not window.imports.takes(write(folder, 9))


def test_a_library_that_may_only_be_read_takes_nothing_in(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "read_only", True)
    window.imports.import_paths([folder])
    assert window.messages.notice is not None
    assert "may only be read" in window.messages.notice.text
    assert window.imports.run is None


def test_closing_the_window_ends_the_import(qtbot: QtBot, window: MainWindow, folder: Path, path: Path) -> None:
    write(folder, 300)
    window.imports.import_paths([folder])
    run = window.imports.run
    assert run is not None
    with qtbot.waitSignal(run.progressed, timeout=LONG):
        pass
    window.close()
    assert not run.running
    with Library.open(path) as library:
        (left,) = library.unfinished_imports()
        assert not left.cancelled
        assert library.check() == ()
        window.imports.offer_rest(library)
        assert window.messages.notice is not None
        assert window.messages.notice.text == "The last import did not come to its end."
        window.messages.action.click()
    assert wait_for_import(qtbot, window).heading.text().endswith("articles are in the library now")
    with Library.open(path) as library:
        assert library.unfinished_imports() == ()


def test_an_import_goes_into_the_library_that_is_open(
    qtbot: QtBot, window: MainWindow, folder: Path, tmp_path: Path
) -> None:
    first, second = write(folder, 2)
    window.imports.import_paths([first])
    wait_for_import(qtbot, window)
    with Library.open(tmp_path / "other.sqlite") as other:
        window.desk.library = other
        window.imports.import_paths([second])
        wait_for_import(qtbot, window)
        assert other.has_article(read_article(second).id)
        assert not other.has_article(read_article(first).id)


def test_what_the_reader_cancelled_is_not_offered(window: MainWindow, path: Path, folder: Path) -> None:
    with Library.open(path) as library:
        library.cancel_import(library.begin_import([str(folder)]))
        window.imports.offer_rest(library)
    assert window.messages.notice is None
