from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from library_state import TEXTS, Sample, redo_all, state

from viewer.library import Library, LibraryProblem
from viewer.library.storage import schema
from viewer.library.storage.store import connect, journal_of


def _add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE notes ADD COLUMN mood TEXT NOT NULL DEFAULT ''")


def _fail_half_way(connection: sqlite3.Connection) -> None:
    _add_column(connection)
    connection.execute("INSERT INTO nowhere VALUES (1)")


def _with_step(monkeypatch: pytest.MonkeyPatch, step: schema.Migration) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, step))


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return schema.version(connection)


def test_an_empty_file_of_schema_0_becomes_a_library(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")
    with Library.open(path) as library:
        assert library.stories() == ()
        assert library.notices == ()
    assert _version(path) == len(schema.MIGRATIONS)


def test_a_step_to_the_next_schema_keeps_everything_and_a_copy(
    sample: Sample, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "kept")
    before = state(sample.library)
    sample.library.close()
    _with_step(monkeypatch, _add_column)
    with Library.open(path) as migrated:
        assert state(migrated) == before
        assert migrated.undo() is not None
    assert _version(path) == 3
    copy = path.with_name("library.sqlite.backups") / "before-schema-3.sqlite"
    assert _version(copy) == 2


def test_a_step_that_fails_leaves_the_old_schema(sample: Sample, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(sample.library)
    sample.library.close()
    with monkeypatch.context() as patch:
        _with_step(patch, _fail_half_way)
        with pytest.raises(LibraryProblem):
            Library.open(path)
    assert _version(path) == 2
    assert not list(path.parent.glob("*.damaged-*")), "a step that fails is no damage"
    with Library.open(path) as library:
        assert state(library) == before


def _made_newer(path: Path, *statements: str) -> None:
    with closing(connect(path)) as connection:
        for statement in (*statements, "PRAGMA user_version = 99"):
            connection.execute(statement)


def test_a_library_of_a_newer_version_can_be_read_and_is_left_alone(sample: Sample, path: Path) -> None:
    before = state(sample.library)
    sample.library.close()
    _made_newer(
        path, "ALTER TABLE notes ADD COLUMN mood TEXT", "UPDATE stories SET hash = 7", "UPDATE log SET hash = 7"
    )
    with Library.open(path) as library:
        assert library.read_only
        assert "reading only" in library.notices[0]
        assert state(library) == before
        with pytest.raises(LibraryProblem, match="may only be read"):
            library.rename_story(sample.story.id, "Other")
    assert _version(path) == 99


def test_a_library_of_a_newer_version_that_cannot_be_read_says_so(sample: Sample, path: Path) -> None:
    sample.library.close()
    _made_newer(path, "DROP TABLE tasks")
    with pytest.raises(LibraryProblem, match="newer version"):
        Library.open(path)
    assert _version(path) == 99
    assert not list(path.parent.glob("*.damaged-*"))


_OLD = Path(__file__).parent / "schemas"


def _old_library(path: Path, *, journal: bool = True) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((_OLD / "schema_1.sql").read_text("utf-8"))
    if journal:
        shutil.copy(_OLD / "schema_1.changes", journal_of(path))


def _is_what_it_was(library: Library) -> None:
    (story,) = library.stories()
    (note,) = library.notes(story.id)
    article = library.article(story.articles[0])
    assert (story.title, len(story.articles)) == ("The bridge", 3)
    assert (note.text, note.category) == ("kept and edited", "c")
    (passage,) = note.passages
    assert (passage.article, passage.start, passage.end, passage.exact) == (article.id, 0, 10, article.text[:10])
    assert library.kinds(article.id) == {1: "caption"}
    assert library.story_corrections(story.id).names
    assert library.listed(article.id).words == len(article.text.split())
    assert library.check() == ()


def test_a_library_of_the_first_schema_is_brought_to_the_newest(path: Path) -> None:
    _old_library(path)
    with Library.open(path) as library:
        _is_what_it_was(library)
        assert library.story(library.stories()[0].id).position == {"scroll": [0.5]}
        assert library.source(library.stories()[0].articles[0]) == TEXTS[0].encode()
    assert _version(path) == len(schema.MIGRATIONS)


def test_what_was_done_in_the_first_schema_can_be_undone_in_the_newest(path: Path) -> None:
    _old_library(path)
    with Library.open(path) as library:
        assert library.redo() is not None, "a note that was taken back"
        (story,) = library.stories()
        assert [note.text for note in library.notes(story.id)] == ["kept and edited", "taken back"]
        assert library.notes(story.id)[1].passages[0].exact == TEXTS[2][:3]
        while library.undo() is not None:
            assert library.check() == ()
        assert library.stories() == ()
        redo_all(library)
        assert [note.text for note in library.notes(story.id)] == ["kept and edited", "taken back"]


def test_the_journal_of_the_first_schema_alone_makes_the_library_again(path: Path) -> None:
    _old_library(path)
    path.unlink()
    with Library.open(path) as library:
        assert "built again" in library.notices[0]
        _is_what_it_was(library)


def test_the_tables_are_the_same_whether_new_or_migrated(path: Path, tmp_path: Path) -> None:
    _old_library(path, journal=False)
    new = tmp_path / "new.sqlite"
    tables = []
    for place in (path, new):
        Library.open(place).close()
        with closing(sqlite3.connect(place)) as connection:
            rows = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        tables.append({name: " ".join((sql or "").replace('"', "").split()) for name, sql in rows})
    assert tables[0] == tables[1]
