"""Going through the articles with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from noting import key, noted_window
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from viewer.analysis.model import SentenceRef
from viewer.library import Library
from viewer.window.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with noted_window(qtbot, tmp_path / "library.db") as made:
        yield made


def test_the_next_article_is_entered_at_what_says_the_same_and_gone_through_from_there(window: MainWindow) -> None:
    key(window, Qt.Key.Key_M)
    first = window.story.current
    there = window.story.lookup.counterparts(first)[1]
    key(window, Qt.Key.Key_F6)
    assert window.strip.panes[1].text.hasFocus()
    assert window.story.current == there
    key(window, Qt.Key.Key_J)
    assert window.story.current == SentenceRef(1, there.sentence + 1)


def test_an_article_that_says_nothing_like_it_is_gone_through_from_the_top_of_what_is_in_sight(
    window: MainWindow,
) -> None:
    alone = SentenceRef(0, window.story.comparison.unmatched(0)[0])
    window.story.choose_sentence(alone)
    key(window, Qt.Key.Key_F6)
    assert window.story.current == alone, "nothing there says the same"
    key(window, Qt.Key.Key_J)
    starts = [sentence.start for sentence in window.story.comparison.sentences[1]]
    top = window.strip.panes[1].text.top_offset()
    assert window.story.current == SentenceRef(1, next(n for n, start in enumerate(starts) if start >= top))


def kept_place(window: MainWindow) -> dict[str, object]:
    library = window.desk.library
    assert isinstance(library, Library)
    return dict(library.story(window.desk.story_id).position or {})


def test_the_place_is_kept_when_the_reader_pauses_and_only_if_he_has_moved(window: MainWindow) -> None:
    key(window, Qt.Key.Key_J)
    window.place.look()
    assert kept_place(window) == {}, "he may still be on his way"
    window.place.look()
    assert kept_place(window)["current"] is not None
    path = window.desk.library.path
    journal = path.with_name(f"{path.name}.changes")
    before = journal.read_bytes()
    for _ in range(3):
        window.place.look()
    assert journal.read_bytes() == before


def test_before_a_class_no_key_changes_what_is_not_seen(window: MainWindow) -> None:
    key(window, Qt.Key.Key_F5)
    for letter in (Qt.Key.Key_N, Qt.Key.Key_G, Qt.Key.Key_B, Qt.Key.Key_H):
        key(window, letter)
    assert window.story.notes == ()
    assert window.presenting
    key(window, Qt.Key.Key_Escape)
    key(window, Qt.Key.Key_J)
    key(window, Qt.Key.Key_N)
    assert len(window.story.notes) == 1
