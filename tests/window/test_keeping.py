from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from stubs import sample_articles

from viewer.article.messages import Message
from viewer.library import Library
from viewer.window.desk import Desk
from viewer.window.keeping import LOOK_EVERY, LibraryWatch
from viewer.window.story import OpenStory

ARTICLES = sample_articles()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite"


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with Library.open(path) as library:
        desk = Desk(OpenStory(), library)
        desk.open_articles(ARTICLES, "Harbour wall")
        yield desk


@pytest.fixture
def watch(desk: Desk) -> Iterator[LibraryWatch]:
    assert desk.library is not None
    watch = LibraryWatch(desk.library, command=[sys.executable, "-c", "print('hello')"])
    watch.changed.connect(desk.refresh)
    yield watch
    watch.stop()


def test_what_another_window_changes_is_shown_soon(desk: Desk, watch: LibraryWatch, path: Path, qtbot: QtBot) -> None:
    assert desk.story_id is not None
    watch.start()
    with Library.open(path) as other, qtbot.waitSignal(watch.changed, timeout=4 * LOOK_EVERY):
        other.rename_story(desk.story_id, "Renamed elsewhere")
        other.add_note(desk.story_id, ARTICLES[0].id, 0, 5, "a", "from the other window")
    assert desk.story.title == "Renamed elsewhere"
    assert [note.text for note in desk.story.notes] == ["from the other window"]


def test_damage_is_repaired_told_and_the_change_is_kept(desk: Desk, path: Path) -> None:
    told: list[Message] = []
    desk.told.connect(told.append)
    desk.notes.add_note([(0, 0, 5)])
    library, note = desk.library, desk.story.notes[0]
    assert library is not None
    library._store.run("UPDATE notes SET hash = 1")
    desk.notes.edit_note(note.id, "typed after the damage")
    assert [note.text for note in desk.story.notes] == ["typed after the damage"]
    assert len(told) == 1
    assert "was damaged" in told[0]
    assert library.note(note.id).text == "typed after the damage"
    assert library.check() == ()
    assert len(list(path.parent.glob("library.sqlite.damaged-*"))) == 1


def test_upkeep_runs_in_a_process_of_its_own_and_tells_what_it_finds(desk: Desk, qtbot: QtBot) -> None:
    library = desk.library
    assert library is not None
    desk.notes.add_note([(0, 0, 5)])
    library._store.run("UPDATE texts SET hash = 1")
    watch = LibraryWatch(library)
    found: list[Message] = []
    watch.found.connect(found.append)
    with qtbot.waitSignal(watch.found, timeout=60_000):
        watch.start_upkeep()
    assert "was damaged" in found[0]
    assert library.article(ARTICLES[0].id) == ARTICLES[0], "the window has followed to the restored file"
    assert library.check() == ()
    watch.stop()


def test_upkeep_that_is_not_due_is_not_started(desk: Desk, watch: LibraryWatch, path: Path) -> None:
    assert desk.library is not None
    desk.library.upkeep()
    watch.start_upkeep()
    assert watch._process is None


def test_what_a_library_prints_is_no_message(desk: Desk, watch: LibraryWatch, qtbot: QtBot) -> None:
    message = Message("told {what}", what="so")
    lines = f"print('noise'); print({json.dumps(message.to_json())!r}); print('[]')"
    watch._command = [sys.executable, "-c", lines]
    with qtbot.waitSignal(watch.found) as told:
        watch.start_upkeep()
    assert told.args == [message]


def test_stopping_ends_an_upkeep_that_is_going_on(watch: LibraryWatch) -> None:
    watch._command = [sys.executable, "-c", "import time; time.sleep(60)"]
    watch.start_upkeep()
    assert watch._process is not None
    watch.stop()
    assert watch._process is None
