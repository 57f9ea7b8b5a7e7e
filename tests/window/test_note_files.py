"""The notes of a story saved as a file, and brought in from one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.window.noting import Keys, key, noted_window
from viewer.window.main_window import MainWindow

LONG = 60_000
BOTH = Keys.ControlModifier | Keys.AltModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with noted_window(qtbot, tmp_path / "library.db") as made:
        made.desk.notes.add_note([(0, 0, 12)], "a", write=False)
        yield made
        made.worker.stop()


@pytest.mark.parametrize(
    ("typed", "kind", "name", "words"),
    [
        ("out", "Page for screen and paper (*.html)", "out.html", "<html"),
        ("out", "Web Annotations (*.jsonld)", "out.jsonld", "TextQuoteSelector"),
        ("out.csv", "Page for screen and paper (*.html)", "out.csv", "headline"),
        ("out.md", "Markdown (*.md)", "out.md", "# Notes: Harbour wall"),
    ],
)
def test_notes_are_saved_in_the_chosen_format(
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    kind: str,
    name: str,
    words: str,
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / typed), kind))
    key(window, Qt.Key.Key_S, BOTH)
    assert words in (tmp_path / name).read_text("utf-8-sig")
    assert f"{name} is written: 1 notes." in window.status.found.text()


def test_a_place_that_cannot_be_written_is_told(window: MainWindow, tmp_path: Path) -> None:
    window.note_files.write(tmp_path / "nowhere" / "out.md")
    assert window.messages.isVisible()


def test_annotations_of_another_tool_are_brought_in_once(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "notes.jsonld"
    quote = {"type": "TextQuoteSelector", "exact": "14 million euros"}
    file.write_text(
        json.dumps(
            {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": "https://example.org/7",
                "type": "Annotation",
                "body": {"type": "TextualBody", "value": "14 or 16?"},
                "target": {"source": "https://example.org/page", "selector": quote},
            }
        ),
        "utf-8",
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    key(window, Qt.Key.Key_O, BOTH)
    qtbot.waitUntil(lambda: len(window.story.notes) == 2, timeout=LONG)
    assert [(note.passages[0].exact, note.text) for note in window.story.notes][1] == ("14 million euros", "14 or 16?")
    key(window, Qt.Key.Key_O, BOTH)
    qtbot.waitUntil(lambda: "here already" in window.status.found.text(), timeout=LONG)
    key(window, Qt.Key.Key_Z, Keys.ControlModifier)
    assert len(window.story.notes) == 1


def test_a_file_that_is_no_annotation_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "broken.jsonld"
    file.write_text("{broken", "utf-8")
    window.note_files.read(file)
    qtbot.waitUntil(window.messages.isVisible, timeout=LONG)
