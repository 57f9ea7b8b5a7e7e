from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_state import Sample, redo_all, sample_library, state, undo_all

from viewer.analysis.corrections import EntityRef
from viewer.library import Category, HandIn, Library, OutletCard
from viewer.library.notes import notes as notes_module
from viewer.library.storage.log import UNDO_STEPS


def test_each_command_says_what_it_touched(sample: Sample) -> None:
    library, story = sample.library, sample.story
    note = library.add_note(story.id, sample.articles[0], 0, 3, "a")
    change = library.next_undo()
    assert change is not None
    assert change.command == "add_note"
    assert change.keys("notes") == ((note.id,),)
    assert library.undo() == change
    assert library.next_redo() == change
    assert library.redo() == change
    assert library.redo() is None


def test_undo_works_after_reopening(sample: Sample, path: Path) -> None:
    before = state(sample.library)
    note = sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "first")
    sample.library.set_kind(sample.articles[0], 0, "caption")
    after = state(sample.library)
    sample.library.close()
    with Library.open(path) as reopened:
        reopened.undo()
        reopened.undo()
        assert state(reopened) == before
    with Library.open(path) as reopened:
        assert redo_all(reopened) == 2
        assert state(reopened) == after
        assert reopened.note(note.id).text == "first"


def test_typing_is_one_step_but_on_disk_at_each_call(sample: Sample, path: Path) -> None:
    note = sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "start")
    for text in ("start o", "start of", "start of it"):
        sample.library.edit_note(note.id, text)
        with Library.open(path) as other:
            assert other.note(note.id).text == text
    sample.library.undo()
    assert sample.library.note(note.id) == note
    sample.library.redo()
    assert sample.library.note(note.id).text == "start of it"


def test_other_work_and_pauses_end_a_step(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    library = sample.library
    one, two = (library.add_note(sample.story.id, sample.articles[0], n, n + 3, "a") for n in (0, 4))
    library.edit_note(one.id, "one")
    library.edit_note(two.id, "two")
    library.edit_note(one.id, "one again")
    library.edit_note(one.id, category="c")
    library.edit_note(one.id, "one more")
    monkeypatch.setattr(notes_module, "TYPING_PAUSE", 0.0)
    library.edit_note(one.id, "one after a pause")
    seen = []
    for _ in range(6):
        library.undo()
        seen.append((library.note(one.id).text, library.note(one.id).category, library.note(two.id).text))
    assert seen == [
        ("one more", "c", "two"),
        ("one again", "c", "two"),
        ("one again", "a", "two"),
        ("one", "a", "two"),
        ("one", "a", ""),
        ("", "a", ""),
    ]


def test_typing_after_undo_does_not_change_what_was_taken_back(sample: Sample) -> None:
    note = sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a")
    sample.library.edit_note(note.id, "first")
    sample.library.undo()
    sample.library.edit_note(note.id, "second")
    assert sample.library.redo() is None
    sample.library.undo()
    assert sample.library.note(note.id).text == ""


def test_changing_nothing_is_no_step(sample: Sample) -> None:
    library = sample.library
    note = library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "same")
    step = library.next_undo()
    library.edit_note(note.id, "same")
    library.set_order(sample.story.id, sample.articles)
    library.rename_story(sample.story.id, sample.story.title)
    library.set_kind(sample.articles[0], 0, None)
    assert library.next_undo() == step


def test_the_log_forgets_the_oldest_steps(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viewer.library.storage.log.UNDO_STEPS", 5)
    assert UNDO_STEPS == 1000
    for number in range(8):
        library.set_kind("article", number, "caption")
    assert undo_all(library) == 5
    assert sorted(library.kinds("article")) == [0, 1, 2]


def _some_story(library: Library, number: int) -> str:
    stories = sorted(story.id for story in library.stories())
    return stories[number % len(stories)] if stories else ""


def _act(library: Library, articles: tuple[str, ...], action: tuple[str, int, str]) -> None:
    """Do one of the reader's actions; ``number`` and ``text`` choose what it is about."""
    name, number, text = action
    article = articles[number % len(articles)]
    story = _some_story(library, number)
    notes = sorted(note.id for note in library.notes(story))
    a, b = (article, number, number + 5), (articles[(number + 1) % len(articles)], 0, 4)
    said = library.story_corrections(story)
    actions: dict[str, Callable[[], object]] = {
        "create": lambda: library.create_story(text, articles[: number % 3 + 1]),
        "rename": lambda: library.rename_story(story, text),
        "delete": lambda: library.delete_story(story),
        "order": lambda: story and library.set_order(story, articles[number % 3 :][::-1]),
        "show": lambda: library.show_article(story, article, shown=number % 2 == 0),
        "kind": lambda: library.set_kind(article, number % 2, "caption" if len(text) % 2 else None),
        "reject": lambda: story and library.correct_story(story, said.with_match((a, b), "rejected"), "reject"),
        "accept": lambda: story and library.correct_story(story, said.with_match((a, b), None), "accept"),
        "name": lambda: story and library.correct_story(story, said.with_name(EntityRef((a,)), text), "rename_entity"),
        "note": lambda: story and library.add_note(story, article, number, number + 4, "a", text),
        "type": lambda: notes and library.edit_note(notes[number % len(notes)], text),
        "colour": lambda: notes and library.edit_note(notes[number % len(notes)], category="abc"[number % 3]),
        "tie": lambda: notes and library.add_passage(notes[number % len(notes)], article, number, number + 2),
        "untie": lambda: _untie(library, notes, number),
        "tag note": lambda: library.edit_notes(notes[: number % 3], tags=(text,), filled=number % 2 == 0),
        "tray": lambda: library.set_tray(story, [(note, 0) for note in notes[number % 3 :]]),
        "task": lambda: story and library.keep_task(story, text),
        "palette": lambda: library.keep_palette(text, [Category(f"c{number}", text, "#aa0000", "x", "dash")]),
        "card": lambda: library.keep_outlet_card(OutletCard("The Paper", owner=text)),
        "facts": lambda: library.correct_facts(article, title=text, outlet=None if number % 2 else text),
        "tags": lambda: library.set_tags(article, [text, "fixed"][: number % 3]),
        "setting": lambda: story and library.set_setting(story, "palette", text or None),
        "hand in": lambda: story and library.keep_hand_ins([HandIn("h", story, text, "hand-in", "", ({"n": number},))]),
        "unnote": lambda: notes and library.delete_note(notes[number % len(notes)]),
        "undo": library.undo,
        "redo": library.redo,
    }
    actions[name]()


def _untie(library: Library, notes: list[str], number: int) -> None:
    note = library.note(notes[number % len(notes)]) if notes else None
    if note is not None and len(note.passages) > 1:
        library.remove_passage(note.id, note.passages[number % len(note.passages)].number)


_NAMES = (
    *("tie", "untie", "tag note", "tray", "task", "palette", "card", "facts", "tags", "setting", "hand in"),
    *("create", "rename", "delete", "order", "show", "kind", "reject", "accept", "name", "colour", "unnote"),
    *("undo", "redo", *("note", "type") * 2),
)
_ACTIONS = st.lists(st.tuples(st.sampled_from(_NAMES), st.integers(0, 11), st.text(max_size=4)), max_size=20)


@settings(max_examples=60, deadline=None)
@given(_ACTIONS)
def test_undoing_everything_leads_back_to_the_start_and_redoing_to_the_end(actions: list[tuple[str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        sample = sample_library(path)
        undo_all(sample.library)
        start = state(sample.library)
        sample.library.redo()
        for action in actions:
            _act(sample.library, sample.articles, action)
        end = state(sample.library)
        steps = undo_all(sample.library)
        assert state(sample.library) == start
        assert sample.library.check() == ()
        sample.library.close()
        with Library.open(path) as reopened:
            for _ in range(steps):
                reopened.redo()
            assert state(reopened) == end
            assert reopened.check() == ()


@settings(max_examples=25, deadline=None)
@given(_ACTIONS)
def test_the_journal_alone_makes_the_same_library(actions: list[tuple[str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        sample = sample_library(path)
        for action in actions:
            _act(sample.library, sample.articles, action)
        end, steps = state(sample.library), sample.library.next_undo()
        sample.library.close()
        path.unlink()
        with Library.open(path) as rebuilt:
            assert state(rebuilt) == end
            assert rebuilt.next_undo() == steps
            assert rebuilt.check() == ()
            undo_all(rebuilt)
            assert rebuilt.stories() == ()
