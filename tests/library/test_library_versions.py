from __future__ import annotations

from pathlib import Path

import pytest

from viewer.article.reading import article_from_text
from viewer.library import Library, LibraryProblem
from viewer.library.notes.versions import candidates

OLD = """The bridge is closed

The bridge over the Aller was closed on Monday after cracks had been found in two pillars.

Engineers say that repairs will take until autumn. The mayor spoke of a hard summer.

Buses go round by the old ferry road.
"""
NEW = """The bridge is closed

This article was corrected on Wednesday.

The bridge over the Aller was closed on Monday after cracks had been found in three pillars.

Engineers hope that repairs will be done by spring. The mayor spoke of a hard summer.

Buses go round by the old ferry road.
"""


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


def test_an_exchange_is_one_step_and_keeps_every_quote(library: Library) -> None:
    old, new, other = article_from_text(OLD), article_from_text(NEW), article_from_text("Another one\n\nIt says more.")
    for article in (old, other):
        library.add_article(article)
    story = library.create_story("Bridge", [other.id, old.id])
    places = [
        (old.id, old.text.index(words), old.text.index(words) + len(words)) for words in ("hard summer", "Buses go")
    ]
    note = library.add_note_on(story.id, places, "a", "Both")
    lost = library.add_note(story.id, old.id, old.text.index("repairs will take"), old.text.index(" The mayor"), "b")
    kept = library.add_note(story.id, other.id, 0, 7, "c")
    library.set_tray(story.id, [(note.id, 1)])
    done = library.exchange_article(story.id, old.id, new, b"bytes")
    assert (done.placed, done.orphans) == (2, 1)
    assert library.story(story.id).articles == (other.id, new.id)
    assert library.source(new.id) == b"bytes"
    moved = library.note(note.id).passages
    assert [new.text[p.start : p.end] for p in moved] == ["hard summer", "Buses go"]
    assert [(p.article, p.state, p.tray) for p in moved] == [(new.id, "moved", None), (new.id, "moved", 0)]
    (orphan,) = library.note(lost.id).passages
    assert (orphan.state, orphan.article, orphan.exact) == ("orphan", new.id, "repairs will take until autumn.")
    assert library.note(kept.id) == kept
    (likely,) = candidates([orphan], new.text)
    assert "repairs will be done" in new.text[likely[0].start : likely[0].end]
    library.undo()
    assert library.story(story.id).articles == (other.id, old.id)
    assert [p.state for p in library.note(note.id).passages] == ["placed", "placed"]
    library.redo()
    assert library.note(note.id).passages == moved


def test_a_version_that_is_there_already_is_refused(library: Library) -> None:
    old, new = article_from_text(OLD), article_from_text(NEW)
    for article in (old, new):
        library.add_article(article)
    story = library.create_story("Bridge", [old.id, new.id])
    with pytest.raises(LibraryProblem, match="in the story already"):
        library.exchange_article(story.id, old.id, new)
    assert library.story(story.id).articles == (old.id, new.id)


def test_an_orphan_stays_one_through_the_next_version(library: Library) -> None:
    old, new = article_from_text(OLD), article_from_text(NEW)
    library.add_article(old)
    story = library.create_story("Bridge", [old.id])
    lost = library.add_note(story.id, old.id, old.text.index("repairs will take"), old.text.index(" The mayor"), "b")
    library.exchange_article(story.id, old.id, new)
    library.exchange_article(story.id, new.id, article_from_text(NEW + "\n\nOne line more."))
    (orphan,) = library.note(lost.id).passages
    assert (orphan.state, orphan.exact) == ("orphan", "repairs will take until autumn.")
    assert orphan.article == library.story(story.id).articles[0]


def test_deleted_notes_can_be_taken_back(library: Library) -> None:
    old = article_from_text(OLD)
    library.add_article(old)
    story = library.create_story("Bridge", [old.id])
    notes = [library.add_note(story.id, old.id, at, at + 5, "a") for at in (0, 10)]
    library.delete_notes([note.id for note in notes])
    assert [note.id for note in library.deleted_notes(story.id)] == [note.id for note in notes]
    library.take_back_notes([notes[1].id])
    assert library.notes(story.id) == (notes[1],)
    library.undo()
    assert library.notes(story.id) == ()
