"""The listing and the index say what the library holds, whatever was done to it and however it came back."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from library_state import Sample, make_article, sample_library

from viewer.library import Hits, Library, Query
from viewer.library.search.index_tables import make
from viewer.library.search.indexing import keep_sound, waiting
from viewer.library.storage.store import connect

WORDS = ("mayor ", "bridge ", "closed ", "ferry ", "caf", '"the mayor"', "nobody -ferry ", "京都 ")
_TEXTS = ("Ferry", "", "mayor of 京都", "Café closed", "bridge, bridge")


def seen(library: Library) -> object:
    """What lists and searches show, as one value."""
    pages = [library.article_page(Query(sort=sort)) for sort in ("title", "notes")]
    return (
        pages,
        library.facets(),
        [_told(library.search(words, Query(furniture=wide))) for words in WORDS for wide in (False, True)],
    )


def _told(hits: Hits) -> object:
    # The order of equally good articles is that of their texts; stale texts shift the ranks a little.
    articles = sorted(hits.articles, key=lambda one: one.listed.id)
    return articles, sorted(hits.notes, key=lambda hit: hit.note), hits.total, hits.waiting


def built_anew(path: Path) -> object:
    """What a library shows whose listing and index are made from nothing."""
    with closing(connect(path)) as connection:
        connection.execute("BEGIN")
        make(connection)
        connection.execute("COMMIT")
    with Library.open(path) as library:
        keep_sound(library._store)
        return seen(library)


def _act(sample: Sample, action: tuple[str, int, str]) -> None:
    library, (name, number, text) = sample.library, action
    article = sample.articles[number % 3]
    notes = sorted(note.id for note in library.notes(sample.story.id))
    note = notes[number % len(notes)] if notes else None
    actions: dict[str, Callable[[], object]] = {
        "add": lambda: library.add_article(make_article(f"A report on {text}.\n{text} again", text or "Untitled")),
        "read again": lambda: library.add_article(library.article(article)),
        "facts": lambda: library.correct_facts(article, title=text, outlet=None if number % 2 else text),
        "kind": lambda: library.set_kind(article, number % 2, "boilerplate" if number % 3 else None),
        "trash": lambda: library.trash_articles(sample.articles[: number % 3]),
        "tags": lambda: library.set_tags(article, [text, "fixed"][: number % 3]),
        "note": lambda: library.add_note(sample.story.id, article, number, number + 9, "a", text),
        "type": lambda: note and library.edit_note(note, text),
        "tag note": lambda: note and library.edit_note(note, tags=[text]),
        "tie": lambda: note and library.add_passage(note, article, number, number + 5),
        "unnote": lambda: note and library.delete_note(note),
        "undo": library.undo,
        "redo": library.redo,
    }
    actions[name]()


_NAMES = (
    *("add", "read again", "facts", "kind", "trash", "tags", "note", "type", "tag note", "tie", "unnote"),
    *("undo", "undo", "redo"),
)
_ACTIONS = st.lists(
    st.tuples(st.sampled_from(_NAMES), st.integers(0, 11), st.sampled_from(_TEXTS)), min_size=1, max_size=16
)


@settings(max_examples=40, deadline=None)
@given(_ACTIONS)
def test_after_any_commands_the_index_is_what_one_built_anew_is(actions: list[tuple[str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        sample = sample_library(path)
        for action in actions:
            _act(sample, action)
            assert waiting(sample.library._store) == 0
        shown = seen(sample.library)
        sample.library.close()
        assert built_anew(path) == shown


@settings(max_examples=10, deadline=None)
@given(_ACTIONS)
def test_the_journal_alone_fills_the_same_index(actions: list[tuple[str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        sample = sample_library(path)
        for action in actions:
            _act(sample, action)
        shown = seen(sample.library)
        sample.library.close()
        path.unlink()
        with Library.open(path) as rebuilt:
            assert seen(rebuilt) == shown


def test_a_restored_copy_is_searched(sample: Sample, path: Path) -> None:
    copy = sample.library.back_up()
    note = sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "Later than the copy")
    shown = seen(sample.library)
    sample.library.close()
    path.write_bytes(path.read_bytes()[:5000])
    with Library.open(path) as restored:
        assert copy.name in str(restored.notices[0])
        assert seen(restored) == shown
        assert restored.search("later ").notes[0].note == note.id


def test_what_another_window_wrote_is_found(sample: Sample, path: Path) -> None:
    with Library.open(path) as other:
        assert other.search("ferry ").total == 0
        sample.library.add_article(make_article("The ferry sank."))
        assert other.search("ferry ").total == 1
        assert other.article_count() == 4


def test_a_damaged_index_is_made_anew_and_no_command_fails(sample: Sample, path: Path) -> None:
    sample.library.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE found_data SET block = zeroblob(20)")
        connection.execute("UPDATE found_notes_data SET block = zeroblob(20)")
        connection.commit()
    with Library.open(path) as library:
        note = library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "Ferry")
        library.add_article(make_article("The ferry sank."))
        keep_sound(library._store)
        assert library.search("ferry ").total == 1
        assert library.search("mayor ").total == 3
        assert [hit.note for hit in library.search("ferry ").notes] == [note.id]


def test_stale_texts_are_cleared_away(library: Library) -> None:
    ids = [library.add_article(make_article(f"Report {number} on the bridge.")) for number in range(100)]
    for article in ids[:40]:
        library.correct_facts(article, title="Another title")
    docs = "SELECT count(*) FROM found_docsize"
    assert library._store.rows(docs) == [(140,)]
    shown = seen(library)
    keep_sound(library._store)
    assert library._store.rows(docs) == [(100,)]
    assert seen(library) == shown


def test_many_articles_that_wait_are_indexed_a_few_at_a_time(library: Library, path: Path) -> None:
    library.add_articles([(make_article(f"Report {number} on the bridge."), None, None) for number in range(20)])
    library.close()
    with closing(connect(path)) as connection:
        make(connection)
    with Library.open(path) as reopened:
        assert reopened.article_count() == 20
        first = reopened.search("bridge ")
        assert (first.total, first.waiting) == (5, 15)
        for _ in range(3):
            reopened.search("bridge ")
        assert reopened.search("bridge ").total == 20
