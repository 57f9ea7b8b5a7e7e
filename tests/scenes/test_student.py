"""The student's scene: read, noted, tied and searched with the keyboard, over two days and a battery's death."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.app import start
from viewer.article.reading import read_article
from viewer.data import data_folder
from viewer.library import Library
from viewer.library.packs import read_pack, write_pack
from viewer.window.look import Look
from viewer.window.main_window import MainWindow

STORY = data_folder("seeds") / "diplomacy-kerry-beijing"
PAGES = [STORY / name for name in ("northgate-wire.html", "daily-lantern.txt")]
LAPTOP = (1366, 768)
LONG = 60_000
Keys = Qt.KeyboardModifier


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """What the teacher hands out: two articles, a palette and two tasks."""
    path = tmp_path / "lesson.viewerpack"
    with Library.open(tmp_path / "teacher.db") as kept:
        identities = [kept.add_article(read_article(page)) for page in PAGES]
        story = kept.create_story("Kerry in Beijing", identities)
        kept.set_setting(story.id, "palette", "fairness")
        for question in ("What does only one of them report?", "Mark three words that judge."):
            kept.keep_task(story.id, question)
        write_pack(kept.pack(story.id), path)
    return path


@pytest.fixture
def library(tmp_path: Path, pack: Path) -> Path:
    """A library in which the pack was opened."""
    path = tmp_path / "library.db"
    with Library.open(path) as kept:
        kept.open_pack(read_pack(pack))
    return path


def opened(qtbot: QtBot, library: Path, paths: Sequence[Path] = ()) -> MainWindow:
    """Start the program as it is started by a double click."""
    window = MainWindow(Look())
    window.strip.animated = False
    window.resize(*LAPTOP)
    qtbot.addWidget(window)
    start(window, [*paths], library)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: window.story.comparison is not None and not window.marking.running, timeout=LONG)
    return window


@pytest.fixture
def window(qtbot: QtBot, library: Path) -> Iterator[MainWindow]:
    made = opened(qtbot, library)
    yield made
    made.close()
    made.desk.library.close()


def key(window: MainWindow, which: Qt.Key, keys: Keys = Keys.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, which, keys)


def type_words(words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)


def write_the_first_note(window: MainWindow) -> str:
    """Step to a matched sentence with the keyboard, note it and write; return the note."""
    window.strip.panes[0].text.setFocus()
    key(window, Qt.Key.Key_J)
    key(window, Qt.Key.Key_M)
    assert window.story.is_matched(window.story.current)
    key(window, Qt.Key.Key_N)
    type_words("Is it a promise?")
    key(window, Qt.Key.Key_Escape)
    return window.story.notes[0].id


def test_step_1_a_double_click_on_the_pack_opens_story_palette_and_tasks(
    qtbot: QtBot, tmp_path: Path, pack: Path
) -> None:
    window = opened(qtbot, tmp_path / "fresh.db", [pack])
    assert window.story.title == "Kerry in Beijing"
    assert len(window.strip.panes) == 2
    assert window.story.annotations.palette.name == "Is it fair?"
    assert window.inspector.note_pages.tabs["tasks"].text() == "Tasks  0/2"
    window.close()
    window.desk.library.close()


def test_step_2_a_note_is_written_with_the_keyboard_alone(window: MainWindow) -> None:
    note_id = write_the_first_note(window)
    note = window.desk.note(note_id)
    assert note.text == "Is it a promise?"
    assert QApplication.focusWidget() is window.strip.panes[0].text, "Escape leads back to the text"
    words = window.story.comparison.sentence_text(window.story.current)
    assert note.passages[0].exact == words
    marks = window.strip.panes[0].text.marks
    category = marks.categories[note.category]
    assert (category.name, category.letter, category.line) == ("Leading language", "L", "dashed")
    assert [span.key for span in marks.notes.spans] == [note_id]
    shared = next(entity for entity in window.story.comparison.entities if entity.shared)
    window.story.choose_entity(shared)
    key(window, Qt.Key.Key_Right, Keys.AltModifier)
    key(window, Qt.Key.Key_2, Keys.AltModifier)
    mention = window.story.notes[1]
    assert mention.passages[0].exact in {known.text for known in shared.mentions}
    assert mention.category == "fairness.context"


def test_step_3_one_note_holds_passages_of_two_articles(window: MainWindow) -> None:
    note_id = write_the_first_note(window)
    key(window, Qt.Key.Key_F6)
    assert window.strip.panes[1].text.hasFocus()
    other = window.story.lookup.counterparts(window.story.current)[1]
    window.story.choose_sentence(other)
    key(window, Qt.Key.Key_N, Keys.ShiftModifier)
    note = window.desk.note(note_id)
    assert [p.article for p in note.passages] == [article.id for article in window.story.articles]
    window.story.annotations.choose(None)
    first = window.strip.panes[0]
    extent = first.text.geometry_of_text.rects(note.passages[0].start, note.passages[0].end)[0]
    window.strip.show_place(0, note.passages[0].start, note.passages[0].end)
    place = extent.center().toPoint()
    place.setY(place.y() - first.text.scroll_value)
    QTest.mouseMove(first.text.viewport(), place)
    assert window.strip.panes[1].text.marks.lit_notes == {note_id}
    assert len(window.strip.handle(1).ties(*window.strip.panes)) == 1


def test_step_4_the_last_word_is_there_the_next_day(qtbot: QtBot, library: Path) -> None:
    window = opened(qtbot, library)
    write_the_first_note(window)
    key(window, Qt.Key.Key_N, Keys.AltModifier)
    type_words(" Nobody signed anything")
    chosen, before = window.story.current, window.strip.panes[0].text.top_offset()
    with Library.open(library) as other:  # the file as a dead battery leaves it, while the window still has it open
        (note,) = other.notes(other.stories()[0].id)
        assert note.text == "Is it a promise? Nobody signed anything"
    window.close()
    window.desk.library.close()
    again = opened(qtbot, library)
    assert again.story.title == "Kerry in Beijing"
    assert [note.text for note in again.story.notes] == ["Is it a promise? Nobody signed anything"]
    qtbot.waitUntil(lambda: abs(again.strip.panes[0].text.top_offset() - before) < 400)
    assert chosen is not None
    again.close()
    again.desk.library.close()


def test_step_5_words_are_found_in_texts_and_in_his_note(qtbot: QtBot, window: MainWindow) -> None:
    write_the_first_note(window)
    key(window, Qt.Key.Key_F, Keys.ControlModifier)
    word = "missile"
    type_words(word)
    texts = [article.text.casefold() for article in window.story.articles]
    qtbot.waitUntil(lambda: bool(window.find_bar.hits))
    hits = window.find_bar.hits
    assert {article for article, _, _ in hits} == {number for number, text in enumerate(texts) if word in text}
    key(window, Qt.Key.Key_Return)
    assert any(pane.text.marks.find is not None for pane in window.strip.panes), "Enter goes there"
    key(window, Qt.Key.Key_Escape)
    key(window, Qt.Key.Key_N, Keys.ControlModifier | Keys.ShiftModifier)
    window.inspector.notes.filters.field.setFocus()
    type_words("promise")
    assert [row.note.text for row in window.inspector.notes._model.rows] == ["Is it a promise?"]


def test_step_6_notes_find_their_places_in_a_corrected_version(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    text = read_article(PAGES[1]).text
    article = window.story.articles[1]
    sentences = window.story.comparison.sentences[1]
    lost, kept = sentences[3], sentences[-2]
    for sentence in (lost, kept):
        window.desk.notes.add_note([(1, sentence.start, sentence.end)], write=False)
    words = article.text[lost.start : lost.end]
    half = words[: len(words) // 2].rsplit(" ", 1)[0]
    changed = text.replace(words, f"{half}, it was said before. Some say otherwise: {words[len(half) :].strip()}", 1)
    assert changed != text
    corrected = tmp_path / "corrected.txt"
    corrected.write_text(changed, "utf-8")
    window.commands.replace_by(1, corrected)
    qtbot.waitUntil(lambda: "it was said before" in window.story.articles[1].text, timeout=LONG)
    orphan, moved = (note.passages[0] for note in window.story.notes)
    new = window.story.articles[1]
    assert moved.state == "moved"
    assert " ".join(new.text[moved.start : moved.end].split()) == " ".join(article.text[kept.start : kept.end].split())
    assert orphan.state == "orphan"
    assert window.inspector.note_pages.shown == "lost"
    page = window.inspector.note_pages.page("lost")
    assert page.list.item(0).text().startswith("“")
    assert page.choices[0].isVisible()
    page.list.setFocus()
    key(window, Qt.Key.Key_1)
    assert window.story.notes[0].passages[0].state == "placed"
    assert page.list.count() == 0
    qtbot.waitUntil(lambda: not window.marking.running, timeout=LONG)


def student(tmp_path: Path, pack: Path, number: int) -> Path:
    """Another student opens the pack, answers the second task and hands in; return his pack."""
    path = tmp_path / f"student-{number}.viewerpack"
    with Library.open(tmp_path / f"student-{number}.db") as kept:
        story = kept.open_pack(read_pack(pack)).story
        first, second = kept.tasks(story)
        article = kept.article(kept.story(story).articles[0])
        body = [p for p in article.paragraphs if p.kind == "body"]
        places = [
            (body[0].start, body[0].end, second.id),
            (body[number % 4 + 1].start, body[number % 4 + 1].end, first.id),
        ]
        for start, end, task in places:
            kept.add_note(story, article.id, start, end, "fairness.language", f"Answer {number}", task=task)
        write_pack(kept.pack(story, "hand-in", f"Student {number}"), path)
    return path


def test_step_7_thirty_hand_ins_glow_where_most_marked_and_are_projected_without_names(
    qtbot: QtBot, tmp_path: Path, pack: Path, window: MainWindow
) -> None:
    write_the_first_note(window)
    mine = tmp_path / "mine.viewerpack"
    window.sharing.write("hand-in", "7B-14", mine)
    assert "mine.viewerpack is written" in window.status.found.text()
    packs = [mine, *(student(tmp_path, pack, number) for number in range(29))]
    teacher = opened(qtbot, tmp_path / "teacher.db")
    teacher.sharing.take_in(packs)
    overlay = teacher.story.annotations.overlay
    qtbot.waitUntil(lambda: len(overlay.hand_ins) == 30, timeout=LONG)
    page = teacher.inspector.note_pages.page("class")
    assert page.places.item(0).text().startswith("30 of 30   A ¶1")
    heat = teacher.strip.panes[0].text.marks.heat.spans
    assert max(span.key for span in heat) == 30
    second = teacher.story.annotations.tasks[1]
    page.task.setCurrentIndex(page.task.findData(second.id))
    page.task.activated.emit(page.task.currentIndex())
    assert page.places.count() == 1
    page.names.setChecked(True)
    page.places.setCurrentRow(0)
    told = [page.notes.item(row).text() for row in range(page.notes.count())]
    assert len(told) == 29
    assert not any("Student" in words for words in told)
    teacher.close()
    teacher.desk.library.close()
