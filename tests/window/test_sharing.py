"""Packs in the window: a story handed out, hand-ins laid over the texts, the key revealed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from approving import looks_as_approved, same_qt
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.window.noting import Keys, key, noted_window
from viewer.library import HandIn, Library
from viewer.library.sharing.packs import write_pack
from viewer.window.main_window import MainWindow
from viewer.window.notes.overlay import Overlay
from viewer.window.notes.pack_dialog import PackChoice, PackDialog
from viewer.window.theme import ThemeName

LONG = 60_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with noted_window(qtbot, tmp_path / "library.db") as made:
        yield made
        made.worker.stop()


def drop(window: MainWindow, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(500, 400), action, data, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(500, 400), action, data, buttons, keys))


def hand_ins(window: MainWindow, tmp_path: Path, marks: dict[str, list[tuple[int, str, str]]]) -> list[Path]:
    """Let students mark words, each in a library of his own, and hand in; return their packs."""
    handed_out = tmp_path / "story.viewerpack"
    window.sharing.write("story", PackChoice(), handed_out)
    found = []
    from viewer.library.sharing.packs import read_pack

    for author, places in marks.items():
        with Library.open(tmp_path / f"{author}.db") as library:
            story = library.open_pack(read_pack(handed_out)).story
            articles = library.story(story).articles
            tasks = library.tasks(story)
            for article, words, text in places:
                start = library.article(articles[article]).text.index(words)
                task = tasks[0].id if tasks else None
                library.add_note(story, articles[article], start, start + len(words), "b", text, task=task)
            path = tmp_path / f"{author}.viewerpack"
            write_pack(library.pack(story, "hand-in", author), path)
            found.append(path)
    return found


MARKS = {
    "Ada": [(0, "would cost 14 million euros", "14 or 16?"), (1, "The opposition", "Only here")],
    "Ben": [(0, "cost 14 million", "A sum")],
    "Cleo": [(0, "14 million euros and be finished", "Sum and date")],
}


def test_hand_ins_dropped_at_once_lie_over_the_texts(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    packs = hand_ins(window, tmp_path, MARKS)
    drop(window, packs)
    overlay = window.story.annotations.overlay
    qtbot.waitUntil(lambda: len(overlay.hand_ins) == 3, timeout=LONG)
    assert window.inspector.note_pages.shown == "class"
    page = window.inspector.note_pages.page("class")
    assert page.count.text() == "3 hand-ins"
    heat = window.strip.panes[0].text.marks.heat.spans
    text = window.story.articles[0].text
    assert [(text[span.start : span.end], span.key) for span in heat] == [
        ("would ", 1),
        ("cost ", 2),
        ("14 million", 3),
        (" euros", 2),
        (" and be finished", 1),
    ]
    assert page.places.item(0).text().startswith("3 of 3   A ¶2\n“14 million”")
    page.places.setCurrentRow(0)
    notes = [page.notes.item(row).text() for row in range(page.notes.count())]
    assert notes == ["Ada · Green\n14 or 16?", "Ben · Green\nA sum", "Cleo · Green\nSum and date"]
    QTest.mouseClick(page.names, Qt.MouseButton.LeftButton, pos=QPoint(8, page.names.height() // 2))
    page.places.setCurrentRow(0)
    assert page.notes.item(0).text() == "No. 1 · Green\n14 or 16?"
    drop(window, packs)
    qtbot.waitUntil(lambda: "3 unchanged" in window.status.found.text(), timeout=LONG)
    assert len(overlay.hand_ins) == 3


def test_the_class_is_filtered_and_goes_away_with_its_page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.desk.notes.keep_task("Who counts?")
    window.sharing.take_in(hand_ins(window, tmp_path, MARKS))
    overlay = window.story.annotations.overlay
    qtbot.waitUntil(lambda: len(overlay.hand_ins) == 3, timeout=LONG)
    page = window.inspector.note_pages.page("class")
    page.author.setCurrentIndex(page.author.findText("Ben"))
    page.author.activated.emit(page.author.currentIndex())
    assert [page.places.item(row).text().split("\n")[1] for row in range(page.places.count())] == ["“cost 14 million”"]
    page.author.setCurrentIndex(0)
    page.author.activated.emit(0)
    assert page.task.isEnabled()
    page.task.setCurrentIndex(1)
    page.task.activated.emit(1)
    assert [page.places.item(row).text().split("   ")[0] for row in range(page.places.count())] == ["3 of 3", "1 of 3"]
    overlay.ask_for(task="another")
    assert page.places.count() == 0
    window.note_pages.show_notes()
    assert not overlay.shown
    assert not window.strip.panes[0].text.marks.heat.spans
    window.commands.undo()
    assert overlay.hand_ins == ()


def test_the_teachers_key_is_revealed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (key_pack,) = hand_ins(window, tmp_path, {"Key": [(2, "Ferry owners", "Their view")]})
    window.sharing.take_in(hand_ins(window, tmp_path, MARKS))
    overlay = window.story.annotations.overlay
    qtbot.waitUntil(lambda: len(overlay.hand_ins) == 3, timeout=LONG)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(key_pack), ""))
    key(window, Qt.Key.Key_K, Keys.ControlModifier | Keys.AltModifier)
    qtbot.waitUntil(lambda: overlay.key is not None, timeout=LONG)
    page = window.inspector.note_pages.page("class")
    assert page.key.isVisible()
    assert not window.strip.panes[2].text.marks.notes.spans
    page.key.setChecked(True)
    (span,) = window.strip.panes[2].text.marks.notes.spans
    assert window.story.articles[2].text[span.start : span.end] == "Ferry owners"
    window.notes.open_note((str(span.key),))
    assert window.story.annotations.chosen is None, "the key's notes are not the reader's"


def test_a_story_goes_out_and_comes_in_with_palette_tasks_and_notes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.desk.notes.choose_palette("fairness")
    window.desk.notes.keep_task("Who speaks?")
    window.desk.notes.add_note([(0, 0, 12)], "fairness.context", write=False)
    pack = tmp_path / "out.viewerpack"
    window.sharing.write("story", PackChoice(), pack)
    assert "out.viewerpack is written" in window.status.found.text()
    with Library.open(tmp_path / "student.db") as other:
        mine, window.desk.library = window.desk.library, other
        window.commands.open_paths([pack])
        qtbot.waitUntil(lambda: "The story of the pack is open" in window.status.found.text(), timeout=LONG)
        assert window.story.title == "Harbour wall"
        assert window.story.annotations.palette.id == "fairness"
        assert [task.question for task in window.story.annotations.tasks] == ["Who speaks?"]
        assert [note.category for note in window.story.notes] == ["fairness.context"]
        window.desk.library = mine


def test_a_pack_that_is_none_is_refused_with_a_reason(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    broken = tmp_path / "broken.viewerpack"
    broken.write_bytes(b"PK\x03\x04 nothing")
    before = window.desk.library.stories()
    drop(window, [broken])
    qtbot.waitUntil(window.messages.isVisible, timeout=LONG)
    assert window.desk.library.stories() == before


def test_hand_ins_without_their_story_are_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    packs = hand_ins(window, tmp_path, {"Ada": MARKS["Ada"]})
    with Library.open(tmp_path / "empty.db") as other:
        mine, window.desk.library = window.desk.library, other
        window.sharing.take_in(packs)
        qtbot.waitUntil(window.messages.isVisible, timeout=LONG)
        window.desk.library = mine


def test_without_anything_handed_in_the_page_says_how(window: MainWindow) -> None:
    key(window, Qt.Key.Key_G, Keys.ControlModifier | Keys.ShiftModifier)
    page = window.inspector.note_pages.page("class")
    assert page._empty.accessibleName() == "Nothing is handed in yet"
    assert not page.places.isVisible()


@pytest.mark.parametrize(
    ("marks", "peaks"),
    [
        ([], []),
        ([(0, 7, "a")], [("The sea", 1)]),
        ([(5, 9, "a")], [("sea wall", 1)]),
        ([(0, 7, "a"), (4, 13, "b")], [("sea", 2)]),
        ([(0, 3, "a"), (0, 3, "b"), (8, 12, "c")], [("The", 2), ("wall", 1)]),
        ([(0, 3, "a"), (3, 7, "b")], []),
    ],
)
def test_places_that_many_marked_stand_out_as_whole_words(marks: list, peaks: list) -> None:
    text = "The sea wall is old"
    overlay = Overlay()
    notes = [
        {"task": None, "category": "a", "passages": [{"article": "x", "start": s, "end": e, "state": "placed"}]}
        for s, e, _ in marks
    ]
    overlay.take(
        [HandIn(who, "s", who, "hand-in", "", (note,)) for (_, _, who), note in zip(marks, notes, strict=True)]
    )
    found = [(text[place.start : place.end], len(place.hand_ins)) for place in overlay.peaks("x", text)]
    assert found == peaks


@pytest.mark.parametrize(("untick", "kept"), [(False, ["fairness.context"]), (True, [])])
def test_a_story_is_handed_out_with_notes_or_without(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, untick: bool, kept: list[str]
) -> None:
    from viewer.library.sharing.packs import read_pack

    window.desk.notes.choose_palette("fairness")
    window.desk.notes.add_note([(0, 0, 12)], "fairness.context", write=False)
    path = tmp_path / "lesson.viewerpack"

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PackDialog)
        assert dialog.notes.text() == "With my notes (1)"
        if untick:
            QTest.keyClick(dialog.notes, Qt.Key.Key_Space)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path.with_suffix("")), ""))
    QTimer.singleShot(0, answer)
    key(window, Qt.Key.Key_E, Keys.ControlModifier)
    pack = read_pack(path)
    assert [note["category"] for note in pack.notes] == kept
    assert not pack.originals


def test_escape_hands_nothing_in(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: asked.append(1) or ("", ""))
    QTimer.singleShot(0, lambda: QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape))
    key(window, Qt.Key.Key_H, Keys.ControlModifier | Keys.ShiftModifier)
    assert asked == []


def test_at_most_four_answers_stand_on_the_board_in_type_that_fits(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    long = " ".join(["Who counts the ferries that the wall would stop?"] * 4)
    marks = {name: [(0, "14 million", long)] for name in ("Ada", "Ben", "Cleo", "Dora", "Emil")}
    drop(window, hand_ins(window, tmp_path, marks))
    overlay = window.story.annotations.overlay
    qtbot.waitUntil(lambda: len(overlay.hand_ins) == 5, timeout=LONG)
    page = window.inspector.note_pages.page("class")
    assert not page.board.isEnabled()
    page.places.setFocus()
    page.notes.setFocus()
    for _ in range(5):
        key(window, Qt.Key.Key_Space)
        key(window, Qt.Key.Key_Down)
    assert page.board.text() == "Show 4 answers"
    assert page.notes.item(4).checkState() == Qt.CheckState.Unchecked
    assert "take one away first" in window.status.found.text()
    QTest.mouseClick(page.board, Qt.MouseButton.LeftButton)
    board = window.board
    qtbot.waitUntil(lambda: all(card.fits for card in board.cards))
    assert [card.spoken.split(":")[0] for card in board.cards] == ["ANSWER 1", "ANSWER 2", "ANSWER 3", "ANSWER 4"]
    assert window.presenting
    key(window, Qt.Key.Key_Escape)
    assert not window.presenting


@same_qt
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_board_looks_as_approved(qtbot: QtBot, window: MainWindow, tmp_path: Path, theme: ThemeName) -> None:
    window.desk.notes.keep_task("Who pays for the wall?")
    marks = {
        "Ada": [
            (0, "would cost 14 million euros", "A sum, but *nobody* says who pays it.\n\n- the town?\n- the harbour?")
        ],
        "Ben": [(2, "Ferry owners", "Those who will lose most are asked, and the mayor is not.")],
    }
    drop(window, hand_ins(window, tmp_path, marks))
    overlay = window.story.annotations.overlay
    qtbot.waitUntil(lambda: len(overlay.hand_ins) == 2, timeout=LONG)
    for one in overlay.hand_ins:
        overlay.put_on_board(one.id, one.notes[0]["id"], wanted=True)
    window.set_look(replace(window.look, theme=theme))
    window.show_board()
    looks_as_approved(qtbot, window, f"board_{theme}", tmp_path)


@same_qt
def test_what_goes_into_a_pack_is_asked_as_approved(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = PackDialog("story", 12, window)
    dialog.show()
    looks_as_approved(qtbot, dialog, "pack_dialog", tmp_path)
    dialog.close()
