from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from library_state import Sample

from viewer.library import Category, HandIn, Library, OutletCard
from viewer.library.problems import DamagedLibrary
from viewer.library.storage.hashes import TABLES, row_hash


@pytest.fixture
def full(sample: Sample) -> Sample:
    """A library with at least one row in every table."""
    library, story, article = sample.library, sample.story.id, sample.articles[0]
    note = library.add_note(story, article, 0, 3, "a", "first")
    library.edit_note(note.id, "second")
    library.set_tags(article, ["tag"])
    library.correct_facts(article, title="Another")
    library.keep_outlet_card(OutletCard("The Paper", owner="somebody"))
    library.keep_palette("Mine", [Category("c", "c", "#aa0000", "x", "dash")])
    library.keep_task(story, "Why?")
    library.keep_hand_ins([HandIn("h", story, "Ann", "hand-in", "", ())])
    return sample


READS: dict[str, Callable[[Library, Sample], object]] = {
    "meta": lambda library, sample: library.keep_task(sample.story.id, "Who?"),
    "articles": lambda library, sample: [library.listed(article) for article in sample.articles],
    "texts": lambda library, sample: [library.article(article) for article in sample.articles],
    "originals": lambda library, sample: [library.source(article) for article in sample.articles],
    "article_tags": lambda library, sample: library.tags(sample.articles[0]),
    "outlets": lambda library, sample: library.outlet_card("The Paper"),
    "stories": lambda library, sample: library.stories(),
    "story_articles": lambda library, sample: library.stories(),
    "corrections": lambda library, sample: library.facts(sample.articles[0]),
    "notes": lambda library, sample: library.notes(sample.story.id),
    "passages": lambda library, sample: library.notes(sample.story.id),
    "note_versions": lambda library, sample: library.note_history(library.notes(sample.story.id)[0].id),
    "palettes": lambda library, sample: library.palettes(),
    "tasks": lambda library, sample: library.tasks(sample.story.id),
    "hand_ins": lambda library, sample: library.hand_ins(sample.story.id),
    "log": lambda library, sample: library.undo(),
}


def _spoil(library: Library, table: str) -> None:
    """Change a value of every row behind the back of the triggers, as a flipped bit does."""
    hashed = TABLES[table]
    column = next((name for name in reversed(hashed.rest) if name != "trashed"), "hash")
    library._store.run(f"DROP TRIGGER {table}_changed")
    other = f"CASE typeof({column}) WHEN 'blob' THEN x'00' WHEN 'null' THEN 7 ELSE {column} || 'x' END"
    library._store.run(f"UPDATE {table} SET {column} = {other}")


def test_every_table_of_what_the_reader_has_is_hashed(library: Library) -> None:
    tables = {row[0] for row in library._store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables & TABLES.keys() == TABLES.keys()
    for table, hashed in TABLES.items():
        columns = {row[1] for row in library._store.rows(f"PRAGMA table_info({table})")}
        assert columns == {*hashed.columns, "hash"}
    assert set(READS) == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_changed_value_is_found_when_read_and_when_checked(full: Sample, table: str) -> None:
    READS[table](full.library, full)
    _spoil(full.library, table)
    with pytest.raises(DamagedLibrary, match="damaged"):
        READS[table](full.library, full)
    assert any(f"damaged rows in {table}" in problem for problem in full.library.check())


@pytest.mark.parametrize("statement", ["UPDATE notes SET category = 'b'", "UPDATE stories SET title = 'x'"])
def test_a_damaged_row_is_not_written_over(full: Sample, statement: str) -> None:
    full.library._store.run("UPDATE notes SET hash = 1")
    full.library._store.run("UPDATE stories SET hash = 1")
    with pytest.raises(DamagedLibrary):
        full.library._store.run(statement)


def test_a_text_that_is_no_text_any_more_is_damage(full: Sample) -> None:
    with full.library._store.writing():
        full.library._store.run("DROP TRIGGER notes_checked")
        full.library._store.run("DROP TRIGGER notes_changed")
        full.library._store.run("UPDATE notes SET text = CAST(x'ff41' AS TEXT)")
    with pytest.raises(DamagedLibrary):
        full.library.notes(full.story.id)


def test_a_damaged_analysis_is_as_none(sample: Sample) -> None:
    sample.library.keep_analysis("k", {"a": 1})
    sample.library._store.run("UPDATE analyses SET data = x'789c00'")
    assert sample.library.analysis("k") is None
    sample.library.keep_analysis("k", {"a": 2})
    assert sample.library.analysis("k") == {"a": 2}
    assert sample.library.check() == ()


def test_a_program_that_knows_nothing_of_hashes_can_read(full: Sample, path: Path) -> None:
    full.library.close()
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT count(*) FROM articles").fetchone() == (3,)
        assert plain.execute("PRAGMA quick_check").fetchone() == ("ok",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", None), ("a", "None")),
        ((1,), ("1",)),
        (("ab", "c"), ("a", "bc")),
        ((b"a",), ("a",)),
        ((1.0,), (1,)),
        (("é",), ("\\xe9",)),
    ],
)
def test_what_differs_hashes_differently(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert row_hash(*one) != row_hash(*other)


def test_a_hash_is_the_same_everywhere_and_always() -> None:
    assert row_hash("é", 1, None, b"\x00", 2.5) == 5122348981269876745
