from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from library_state import Sample, state

from viewer.library import Library, LibraryProblem, schema


def _add_tags(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE notes ADD COLUMN tags TEXT NOT NULL DEFAULT ''")


def _fail_half_way(connection: sqlite3.Connection) -> None:
    _add_tags(connection)
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
    _with_step(monkeypatch, _add_tags)
    with Library.open(path) as migrated:
        assert state(migrated) == before
        assert migrated.undo() is not None
    assert _version(path) == 2
    copy = path.with_name("library.sqlite.backups") / "before-schema-2.sqlite"
    assert _version(copy) == 1


def test_a_step_that_fails_leaves_the_old_schema(sample: Sample, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(sample.library)
    sample.library.close()
    with monkeypatch.context() as patch:
        _with_step(patch, _fail_half_way)
        with pytest.raises(LibraryProblem):
            Library.open(path)
    assert _version(path) == 1
    with Library.open(path) as library:
        assert state(library) == before


def test_a_library_of_a_newer_version_is_left_alone(sample: Sample, path: Path) -> None:
    sample.library.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LibraryProblem, match="newer version"):
        Library.open(path)
    assert _version(path) == 99
