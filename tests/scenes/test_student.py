"""The student's scene: read, noted, tied and searched with the keyboard, over two days and a battery's death."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playing import LONG, closed, drop, opened, press, type_words, wait_for_marks
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QTextBrowser
from pytestqt.qtbot import QtBot

from viewer.article.reading import article_from_text, read_article
from viewer.library import Library, Note
from viewer.library.sharing.packs import read_pack, write_pack
from viewer.window.main_window import MainWindow

STORY = Path(__file__).parent / "sallow"
PAGES = [STORY / name for name in ("sallow-tide.txt", "estuary-record.md")]
QUESTIONS = (
    "What does only one of them report?",
    "Mark three words that judge.",
    "Who says so? Mark what has no source.",
    "What would you ask the harbour master?",
)
Keys = Qt.KeyboardModifier


@pytest.fixture
def teacher(tmp_path: Path) -> Path:
    """The teacher's library: two articles, a palette and four tasks."""
    path = tmp_path / "teacher" / "library.db"
    path.parent.mkdir()
    with Library.open(path) as kept:
        identities = [kept.add_article(read_article(page)) for page in PAGES]
        story = kept.create_story("The barge at Sallow", identities)
        kept.set_setting(story.id, "palette", "fairness")
        for question in QUESTIONS:
            kept.keep_task(story.id, question)
    return path


@pytest.fixture
def pack(tmp_path: Path, teacher: Path) -> Path:
    """What the teacher hands out."""
    return handed_out(teacher, tmp_path / "lesson.viewerpack")


def handed_out(teacher: Path, path: Path) -> Path:
    with Library.open(teacher) as kept:
        write_pack(kept.pack(kept.stories()[0].id), path)
    return path


@pytest.fixture
def library(tmp_path: Path, pack: Path) -> Path:
    """A library in which the pack was opened, in a folder of its own."""
    path = tmp_path / "student" / "library.db"
    path.parent.mkdir()
    with Library.open(path) as kept:
        kept.open_pack(read_pack(pack))
    return path


@pytest.fixture
def window(qtbot: QtBot, library: Path) -> Iterator[MainWindow]:
    made = opened(qtbot, library)
    wait_for_marks(qtbot, made)
    yield made
    closed(made)


def go_to_a_match(window: MainWindow) -> str:
    """Step to a matched sentence with the keyboard; return its words."""
    window.strip.panes[0].text.setFocus()
    press(window, Qt.Key.Key_M)
    assert window.story.is_matched(window.story.current)
    return window.story.comparison.sentence_text(window.story.current)


def write_a_note(window: MainWindow) -> Note:
    """Note the first matched sentence with the keyboard, and write; return the note."""
    go_to_a_match(window)
    press(window, Qt.Key.Key_N)
    type_words("Is it a promise?")
    press(window, Qt.Key.Key_Escape)
    return window.story.notes[0]


def test_step_1_a_double_click_on_the_pack_opens_story_palette_and_tasks(
    qtbot: QtBot, tmp_path: Path, pack: Path
) -> None:
    window = opened(qtbot, tmp_path / "fresh.db", [pack])
    wait_for_marks(qtbot, window)
    assert window.story.title == "The barge at Sallow"
    assert len(window.strip.panes) == 2
    assert window.story.annotations.palette.name == "Is it fair?"
    assert window.inspector.note_pages.tabs["tasks"].text() == "Tasks  0/4"
    closed(window)


def test_step_2_a_note_is_written_with_the_keyboard_alone(window: MainWindow) -> None:
    words = go_to_a_match(window)
    press(window, Qt.Key.Key_N)
    type_words("Is it a promise?")
    press(window, Qt.Key.Key_Escape)
    (note,) = (window.desk.note(known.id) for known in window.story.notes)
    assert note.text == "Is it a promise?"
    assert QApplication.focusWidget() is window.strip.panes[0].text, "Escape leads back to the text"
    assert note.passages[0].exact == words
    marks = window.strip.panes[0].text.marks
    category = marks.categories[note.category]
    assert (category.name, category.letter, category.line) == ("Leading language", "L", "dashed")
    assert [span.key for span in marks.notes.spans] == [note.id]


def test_step_2_a_mention_is_noted_with_the_keyboard_alone(window: MainWindow) -> None:
    tab, names = window.inspector.tabs["names"], window.inspector.names
    tab.setFocus()
    press(window, Qt.Key.Key_Space)
    names.filter.setFocus()
    type_words("Holloway")
    press(window, Qt.Key.Key_Return)
    assert names.view.hasFocus()
    shared = window.story.entity
    assert shared.name == "Margaret Holloway"
    window.strip.panes[0].text.setFocus()
    press(window, Qt.Key.Key_Right, Keys.AltModifier)
    press(window, Qt.Key.Key_2, Keys.AltModifier)
    (mention,) = window.story.notes
    assert mention.passages[0].exact in {known.text for known in shared.mentions}
    assert mention.category == "fairness.context"


def test_step_3_one_note_holds_passages_of_two_articles(window: MainWindow) -> None:
    note = write_a_note(window)
    other = window.story.lookup.counterparts(window.story.current)[1]
    press(window, Qt.Key.Key_F6)
    assert window.strip.panes[1].text.hasFocus()
    while window.story.current != other:
        press(window, Qt.Key.Key_J)
    press(window, Qt.Key.Key_N, Keys.ShiftModifier)
    tied = window.desk.note(note.id)
    assert [p.article for p in tied.passages] == [article.id for article in window.story.articles]
    press(window, Qt.Key.Key_Escape)
    hover(window, 0, tied.passages[0].start, tied.passages[0].end)
    assert window.strip.panes[1].text.marks.lit_notes == {note.id}
    assert len(window.strip.handle(1).ties(*window.strip.panes)) == 1


def hover(window: MainWindow, number: int, start: int, end: int) -> None:
    """Let the mouse rest on a passage of the pane of that number."""
    window.story.annotations.choose(None)
    text = window.strip.panes[number].text
    window.strip.show_place(number, start, end)
    centre = text.geometry_of_text.rects(start, end)[0].center().toPoint()
    QTest.mouseMove(text.viewport(), centre - QPoint(0, text.scroll_value))


def test_step_4_after_the_battery_died_the_last_word_is_there_and_he_is_where_he_was(
    qtbot: QtBot, tmp_path: Path, library: Path, window: MainWindow
) -> None:
    write_a_note(window)
    press(window, Qt.Key.Key_F6)
    for _ in range(9):
        press(window, Qt.Key.Key_J)
    chosen = window.story.comparison.sentence_text(window.story.current)
    before = window.strip.panes[1].text.top_offset()
    assert before > 0
    window.notes.write_note()
    type_words(" Nobody signed anything")
    for _ in range(2):
        window.place.look()  # what the clock does
    shutil.copytree(library.parent, tmp_path / "next day")  # as a dead battery leaves it: no window was closed
    again = opened(qtbot, tmp_path / "next day" / library.name)
    wait_for_marks(qtbot, again)
    assert again.story.title == "The barge at Sallow"
    assert [note.text for note in again.story.notes] == ["Is it a promise? Nobody signed anything"]
    qtbot.waitUntil(lambda: again.strip.panes[1].text.top_offset() == before)
    assert again.story.comparison.sentence_text(again.story.current) == chosen
    closed(again)


def test_step_5_a_word_is_found_in_two_articles_and_in_his_note(qtbot: QtBot, window: MainWindow) -> None:
    note = write_a_note(window)
    assert "tonnes" in note.passages[0].exact
    press(window, Qt.Key.Key_F, Keys.ControlModifier | Keys.ShiftModifier)
    page = window.library_commands.page
    qtbot.waitUntil(lambda: page.head.field.hasFocus())
    type_words("tonnes")
    qtbot.waitUntil(lambda: bool(page.searching.hits.articles))
    rows = page.hits.hits.rows
    assert [row.beside[-6:] for row in rows if row.kind == "article"] == ["3 hits", "2 hits"]
    hits = [row for row in rows if row.kind == "hit"]
    assert sorted(row.beside for row in hits) == ["¶1", "¶1", "¶5", "¶6", "¶7"]
    for row in hits:
        assert {row.text[start:end] for start, end in row.marks} == {"tonnes"}
    (in_note,) = (row for row in rows if row.kind == "note")
    assert in_note.note.note == note.id
    press(window, Qt.Key.Key_Return)
    assert page.hits.hasFocus()
    while page.hits.current().hit is None or page.hits.current().hit.paragraph != 6:
        press(window, Qt.Key.Key_Down)
    wanted = page.hits.current()
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.isVisible())
    pane = next(pane for pane in window.strip.panes if pane.article.id == wanted.listed.id)
    qtbot.waitUntil(lambda: pane.text.marks.find is not None)
    assert pane.article.text[wanted.hit.start : wanted.hit.end] == "tonnes"
    top, height = pane.text.extent(wanted.hit.start, wanted.hit.end)[0], pane.text.viewport().height()
    assert 0 <= top - pane.text.scroll_value < height, "the hit is in sight"


def test_step_6_a_corrected_version_comes_and_what_has_no_certain_place_waits_for_him(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, teacher: Path
) -> None:
    second = window.strip.panes[1].text
    sentences = window.story.comparison.sentences[1]
    lost, kept = sentences[4], sentences[-1]
    for sentence in (lost, kept):
        window.story.choose_sentence(window.story.lookup.sentence_at(1, sentence.start))
        second.setFocus()
        press(window, Qt.Key.Key_N)
        press(window, Qt.Key.Key_Escape)
    article = window.story.articles[1]
    words = article.text[lost.start : lost.end]
    twice = f"At first it was said: {words} It is said now: {words}"
    with Library.open(teacher) as hers:
        (story,) = hers.stories()
        corrected = article_from_text(article.text.replace(words, twice, 1), title=article.title)
        hers.exchange_article(story.id, article.id, corrected)
    drop(window, [handed_out(teacher, tmp_path / "corrected.viewerpack")])
    qtbot.waitUntil(lambda: "At first it was said" in window.story.articles[1].text, timeout=LONG)
    wait_for_marks(qtbot, window)
    moved, orphan = sorted((note.passages[0] for note in window.story.notes), key=lambda passage: passage.state)
    new = window.story.articles[1]
    assert moved.state == "moved"
    assert " ".join(new.text[moved.start : moved.end].split()) == " ".join(article.text[kept.start : kept.end].split())
    assert orphan.state == "orphan"
    assert window.inspector.note_pages.shown == "lost"
    page = window.inspector.note_pages.page("lost")
    assert page.list.item(0).text().startswith("“")
    assert [choice.isVisible() for choice in page.choices] == [True, True], "two candidates"
    page.list.setFocus()
    press(window, Qt.Key.Key_1)
    assert {note.passages[0].state for note in window.story.notes} == {"moved", "placed"}
    assert page.list.count() == 0


def student(tmp_path: Path, pack: Path, number: int) -> Path:
    """Another student opens the pack, answers the second and the third task and hands in; return his pack."""
    path = tmp_path / f"student-{number}.viewerpack"
    with Library.open(tmp_path / f"student-{number}.db") as kept:
        story = kept.open_pack(read_pack(pack)).story
        _, second, third, _ = kept.tasks(story)
        article = kept.article(kept.story(story).articles[0])
        body = [p for p in article.paragraphs if p.kind == "body"]
        for paragraph, task in ((body[0], second), (body[number % 4 + 1], third)):
            place = paragraph.start, paragraph.end
            kept.add_note(story, article.id, *place, "fairness.language", f"Answer {number} of mine", task=task.id)
        write_pack(kept.pack(story, "hand-in", f"Student {number}"), path)
    return path


def hand_in(window: MainWindow, monkeypatch: pytest.MonkeyPatch, code: str, path: Path) -> None:
    """Hand in by key: type a code into the dialog, and save where the file dialog says."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        QTest.keyClicks(QApplication.focusWidget(), code)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    QTimer.singleShot(0, answer)
    press(window, Qt.Key.Key_H, Keys.ControlModifier | Keys.ShiftModifier)
    assert f"{path.name} is written" in window.status.found.text()


def choose_in(box: QComboBox, text: str) -> None:
    """Go down a box to an entry."""
    box.setFocus()
    for _ in range(box.findText(text) - box.currentIndex()):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == text


def test_step_7_thirty_hand_ins_glow_where_most_marked_and_the_best_answers_are_projected_without_names(
    qtbot: QtBot, tmp_path: Path, pack: Path, teacher: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_a_note(window)
    mine = tmp_path / "mine.viewerpack"
    hand_in(window, monkeypatch, "7B-14", mine)
    packs = [mine, *(student(tmp_path, pack, number) for number in range(29))]
    hers = opened(qtbot, teacher)
    wait_for_marks(qtbot, hers)
    drop(hers, packs)
    overlay = hers.story.annotations.overlay
    qtbot.waitUntil(lambda: len(overlay.hand_ins) == 30, timeout=LONG)
    page = hers.inspector.note_pages.page("class")
    assert page.places.item(0).text().startswith("30 of 30   A ¶1")
    heat = hers.strip.panes[0].text.marks.heat.spans
    assert max(span.key for span in heat) == 30
    choose_in(page.task, QUESTIONS[2])
    assert [page.places.item(row).text()[:8] for row in range(page.places.count())] == ["8 of 30 ", *["7 of 30 "] * 3]
    QTest.mouseClick(page.names, Qt.MouseButton.LeftButton)
    for row in (0, 1):
        page.places.setFocus()
        for _ in range(row):
            press(hers, Qt.Key.Key_Down)
        page.notes.setFocus()
        press(hers, Qt.Key.Key_Space)
    QTest.mouseClick(page.board, Qt.MouseButton.LeftButton)
    shown = hers.board
    assert shown.isVisible()
    assert not page.isVisible()
    words = [label.text() for label in shown.findChildren(QLabel)]
    words += [text.toPlainText() for text in shown.findChildren(QTextBrowser)]
    assert QUESTIONS[2] in words
    assert sum(text.startswith("Answer ") and text.endswith(" of mine") for text in words) == 2
    assert not any("Student" in text for text in words)
    press(hers, Qt.Key.Key_Escape)
    assert page.isVisible()
    closed(hers)
