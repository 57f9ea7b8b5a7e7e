from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from library_state import Sample, sample_library, state, texts

from viewer.library import Library, LibraryProblem
from viewer.library.safety import backups
from viewer.library.storage import journal
from viewer.library.storage.store import journal_of


class Faults:
    """Makes the n-th write to the database or to a file fail, as a full or broken disk would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._left: int | None = None
        self.hit = False
        faults = self

        class Connection(sqlite3.Connection):
            def execute(self, *arguments: Any) -> sqlite3.Cursor:
                faults.pass_or_fail(sqlite3.OperationalError("disk I/O error"))
                return super().execute(*arguments)

            def backup(self, *arguments: Any, **options: Any) -> None:
                faults.pass_or_fail(sqlite3.OperationalError("disk I/O error"))
                super().backup(*arguments, **options)

        connect = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **{**k, "factory": Connection}))
        for name in ("write", "fsync", "replace"):
            monkeypatch.setattr(os, name, self._failing(getattr(os, name)))

    def pass_or_fail(self, error: Exception) -> None:
        if self._left is not None:
            self._left -= 1
            if self._left == 0:
                self.hit = True
                raise error

    @contextmanager
    def at(self, number: int) -> Iterator[None]:
        self._left, self.hit = number, False
        try:
            yield
        finally:
            self._left = None

    def _failing(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*arguments: Any) -> Any:
            self.pass_or_fail(OSError(28, "No space left on device"))
            return function(*arguments)

        return wrapper


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    return Faults(monkeypatch)


def _prepared(folder: Path) -> tuple[str, str, str]:
    """A closed library with one note; returns the ids of note, story and first article."""
    sample = sample_library(folder / "library.sqlite")
    note = sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "first")
    sample.library.back_up()
    sample.library.edit_note(note.id, category="b")
    sample.library.close()
    return note.id, sample.story.id, sample.articles[0]


_CHANGES: dict[str, Callable[[Library, str, str, str], object]] = {
    "add": lambda library, note, story, article: library.add_note(story, article, 4, 9, "a", "second"),
    "edit": lambda library, note, story, article: library.edit_note(note, "first, edited"),
    "delete": lambda library, note, story, article: library.delete_story(story),
    "undo": lambda library, note, story, article: library.undo(),
    "kind": lambda library, note, story, article: library.set_kind(article, 0, "caption"),
}


@pytest.mark.parametrize("change", _CHANGES)
def test_a_write_that_fails_leaves_the_old_state_or_the_new(change: str, tmp_path: Path, faults: Faults) -> None:
    (tmp_path / "clean").mkdir()
    ids = _prepared(tmp_path / "clean")

    def stripped(library: Library) -> str:
        """The state without the ids and moments that differ from one run of a change to the next."""
        stories = [(story.title, story.articles) for story in library.stories()]
        notes = [
            (n.text, n.category, n.passages[0].start) for story in library.stories() for n in library.notes(story.id)
        ]
        return repr((stories, notes, library.kinds(ids[2])))

    for number in count(1):
        folder = tmp_path / str(number)
        shutil.copytree(tmp_path / "clean", folder)
        path = folder / "library.sqlite"
        library = Library.open(path)
        old = stripped(library)
        failed = False
        with faults.at(number):
            try:
                _CHANGES[change](library, *ids)
            except LibraryProblem:
                failed = True
        now = stripped(library)
        library.close()
        with Library.open(path) as reopened:
            later = stripped(reopened)
            assert reopened.notices == ()
            assert reopened.check() == ()
        if not faults.hit:
            assert now == later != old
            break
        new = now if not failed else later
        assert now in (old, new)
        with Library.open(path) as reopened:
            # Whatever it was, the next change meets a sound library.
            reopened.rename_story(ids[1], "Next")
            assert all(story.title == "Next" for story in reopened.stories())
    assert number > 5


def test_after_a_failed_write_the_same_window_goes_on(sample: Sample, path: Path, faults: Faults) -> None:
    note = sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "first")
    for number in range(1, 30):
        with faults.at(number), suppress(LibraryProblem):
            sample.library.edit_note(note.id, f"failed {number}")
        sample.library.edit_note(note.id, f"kept {number}")
    sample.library.close()
    with Library.open(path) as reopened:
        assert reopened.note(note.id).text == "kept 29"
        assert reopened.check() == ()
        reopened.undo()
        assert reopened.note(note.id).text == "first"


def test_opening_a_damaged_library_may_fail_anywhere_and_loses_nothing(tmp_path: Path, faults: Faults) -> None:
    (tmp_path / "clean").mkdir()
    _prepared(tmp_path / "clean")
    with Library.open(tmp_path / "clean" / "library.sqlite") as library:
        before = state(library)
    data = (tmp_path / "clean" / "library.sqlite").read_bytes()
    (tmp_path / "clean" / "library.sqlite").write_bytes(data[:9000])
    for number in count(1):
        folder = tmp_path / str(number)
        shutil.copytree(tmp_path / "clean", folder)
        with faults.at(number), suppress(LibraryProblem):
            Library.open(folder / "library.sqlite").close()
        with Library.open(folder / "library.sqlite") as library:
            assert state(library) == before
        if not faults.hit:
            break
    assert number > 10


def test_a_full_database_says_so_and_keeps_what_it_has(sample: Sample) -> None:
    connection = sample.library._store.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    before = state(sample.library)
    with pytest.raises(LibraryProblem, match="the disk is full"):
        sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "long " * 5000)
    assert state(sample.library) == before
    assert not connection.in_transaction


def test_a_library_in_no_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryProblem, match="could not be used"):
        Library.open(tmp_path / "file" / "library.sqlite")


def test_a_library_that_may_only_be_read_says_so(sample: Sample) -> None:
    before = state(sample.library)
    sample.library._store.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(LibraryProblem, match="may only be read"):
        sample.library.rename_story(sample.story.id, "Other")
    assert state(sample.library) == before


_WRITER = """
import sys
from pathlib import Path
from viewer.library import Library

path, story, article, name, times = sys.argv[1:]
with Library.open(Path(path)) as library:
    for number in range(int(times)):
        library.add_note(story, article, 0, 5, "a", f"{name} {number}")
        print(number, flush=True)
"""


def _writer(path: Path, sample: Sample, name: str, times: int) -> subprocess.Popen[str]:
    arguments = [str(path), sample.story.id, sample.articles[0], name, str(times)]
    return subprocess.Popen([sys.executable, "-c", _WRITER, *arguments], stdout=subprocess.PIPE, text=True)


def test_no_acknowledged_note_is_lost_when_the_program_is_killed(sample: Sample, path: Path) -> None:
    chance = random.Random(20240501)
    acknowledged: list[str] = []
    for round_ in range(10):
        writer = _writer(path, sample, f"round {round_}", 100_000)
        assert writer.stdout is not None
        for _ in range(chance.randrange(1, 40)):
            acknowledged.append(f"round {round_} {writer.stdout.readline().strip()}")
        writer.kill()
        acknowledged += [f"round {round_} {line.strip()}" for line in writer.stdout if line.endswith("\n")]
        writer.wait()
        writer.stdout.close()
        with Library.open(path) as reopened:
            assert reopened.check() == () or "journal" in reopened.check()[0]
            assert not set(acknowledged) - set(texts(reopened))
            assert reopened.notices == ()


def test_two_processes_write_at_once_and_nothing_is_lost(sample: Sample, path: Path) -> None:
    writers = [_writer(path, sample, name, 60) for name in ("one", "two")]
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    written = sorted(f"{name} {number}" for name in ("one", "two") for number in range(60))
    assert texts(sample.library) == written
    numbers = [record["number"] for record in journal.read([*backups.journals(path), journal_of(path)])]
    assert numbers == list(range(1, 4 + 1 + 120))
    for _ in range(120):
        sample.library.undo()
    assert texts(sample.library) == []
