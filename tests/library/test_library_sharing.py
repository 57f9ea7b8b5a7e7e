"""A story goes to another library and comes back; hand-ins are laid beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from library_state import Sample, make_article, sample_library

from viewer.analysis.corrections import EntityRef
from viewer.library import Category, Library
from viewer.library.sharing.one_line import pack_from_json, pack_to_json
from viewer.library.sharing.packs import Pack, pack_bytes, read_pack


@pytest.fixture
def teacher(tmp_path: Path) -> Iterator[Sample]:
    made = sample_library(tmp_path / "teacher.sqlite")
    yield made
    made.library.close()


@pytest.fixture
def student(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "student.sqlite") as library:
        yield library


def travelled(pack: Pack) -> Pack:
    """Return a pack as it is read from its file."""
    return read_pack(pack_bytes(pack))


def prepared(teacher: Sample) -> str:
    """Give the teacher's story all that a pack carries; return its first task."""
    library, story = teacher.library, teacher.story.id
    a, b, _ = teacher.articles
    own = library.keep_palette("Ours", [Category("ours.x", "Odd", "#aa0000", "O", "dotted")])
    library.set_setting(story, "palette", own.id)
    task = library.keep_task(story, "Mark words that judge.")
    library.add_note_on(story, [(a, 0, 10), (b, 4, 10)], "ours.x", "An *example*", tags=("shown",))
    library.set_kind(a, 1, "caption")
    library.correct_facts(b, outlet="The Other Paper")
    said = library.story_corrections(story).with_name(EntityRef(((a, 0, 3),)), "Bridge")
    library.correct_story(story, said, "rename_entity")
    return task


def test_a_story_arrives_whole(teacher: Sample, student: Library) -> None:
    task = prepared(teacher)
    opened = student.open_pack(travelled(teacher.library.pack(teacher.story.id, originals=True)))
    assert (opened.change, opened.notes) == ("new", 1)
    story = student.story(opened.story)
    assert (story.title, story.articles, story.origin) == ("The bridge", teacher.articles, teacher.story.id)
    (note,), (theirs,) = student.notes(story.id), teacher.library.notes(teacher.story.id)
    assert replace(note, story="") == replace(theirs, story="")
    assert [(known.id, known.question) for known in student.tasks(story.id)] == [(task, "Mark words that judge.")]
    assert student.palettes() == teacher.library.palettes()
    assert story.settings["palette"] == student.palettes()[0].id
    assert student.kinds(teacher.articles[0]) == {1: "caption"}
    assert student.listed(teacher.articles[1]).outlet == "The Other Paper"
    assert student.current_article(teacher.articles[1]).outlet == "The Other Paper"
    assert student.story_corrections(story.id) == teacher.library.story_corrections(teacher.story.id)
    assert student.source(teacher.articles[0]) == teacher.library.source(teacher.articles[0])
    assert student.check() == ()


def test_opening_a_pack_is_one_step_and_a_second_time_changes_nothing(teacher: Sample, student: Library) -> None:
    prepared(teacher)
    pack = travelled(teacher.library.pack(teacher.story.id))
    opened = student.open_pack(pack)
    step = student.next_undo()
    again = student.open_pack(pack)
    assert (again.story, again.change, again.notes) == (opened.story, "same", 0)
    assert student.next_undo() == step
    student.undo()
    assert (student.stories(), student.palettes()) == ((), ())
    student.redo()
    assert student.notes(opened.story)


def test_without_notes_and_originals_none_travel(teacher: Sample) -> None:
    prepared(teacher)
    pack = travelled(teacher.library.pack(teacher.story.id, notes=False))
    assert pack.notes == ()
    assert pack.originals == {}
    assert len(pack.tasks) == 1


def test_a_newer_pack_brings_what_the_teacher_changed_and_keeps_what_the_student_wrote(
    teacher: Sample, student: Library
) -> None:
    library, story = teacher.library, teacher.story.id
    example, gone = (library.add_note(story, teacher.articles[0], n, n + 4, "a", f"example {n}") for n in (0, 6))
    here = student.open_pack(travelled(library.pack(story))).story
    own = student.add_note(here, teacher.articles[2], 0, 3, "b", "my own")
    library.edit_note(example.id, text="a better example")
    library.delete_note(gone.id)
    library.keep_task(story, "One more question")
    opened = student.open_pack(travelled(library.pack(story)))
    assert (opened.story, opened.change, opened.twice) == (here, "changed", 0)
    assert {note.text for note in student.notes(here)} == {"a better example", "my own"}
    assert student.note(own.id) == own
    assert [task.question for task in student.tasks(here)] == ["One more question"]
    student.undo()
    assert {note.text for note in student.notes(here)} == {"example 0", "example 6", "my own"}


def test_a_note_that_was_edited_in_two_places_is_shown_both(teacher: Sample, student: Library) -> None:
    library, story = teacher.library, teacher.story.id
    note = library.add_note(story, teacher.articles[0], 0, 4, "a", "as it was")
    here = student.open_pack(travelled(library.pack(story))).story
    student.edit_note(note.id, text="mine")
    library.edit_note(note.id, text="theirs")
    opened = student.open_pack(travelled(library.pack(story)))
    assert opened.twice == 1
    assert sorted(note.text for note in student.notes(here)) == ["mine", "theirs"]
    assert student.note(note.id).text == "mine"
    assert student.open_pack(travelled(library.pack(story))).change == "same"


def test_a_story_that_moves_between_two_computers_follows_the_last_edit(teacher: Sample, student: Library) -> None:
    library, story = teacher.library, teacher.story.id
    note = library.add_note(story, teacher.articles[0], 0, 4, "a", "first")
    here = student.open_pack(travelled(library.pack(story))).story
    student.edit_note(note.id, text="second, at home")
    added = student.add_note(here, teacher.articles[1], 0, 3, "b", "new at home")
    opened = library.open_pack(travelled(student.pack(here)))
    assert (opened.story, opened.twice) == (story, 0)
    assert {note.text for note in library.notes(story)} == {"second, at home", "new at home"}
    library.delete_note(added.id)
    student.open_pack(travelled(library.pack(story)))
    assert {note.text for note in student.notes(here)} == {"second, at home", "new at home"}, "nothing of mine goes"


def test_a_new_version_of_an_article_takes_the_notes_along(teacher: Sample, student: Library) -> None:
    library, story = teacher.library, teacher.story.id
    here = student.open_pack(travelled(library.pack(story))).story
    old = library.article(teacher.articles[1])
    kept = student.add_note(here, old.id, 0, old.text.index("."), "a", "stays")
    lost = student.add_note(here, old.id, old.text.index("Nobody"), old.text.index(",", 40), "b", "goes")
    new = make_article("Correction: read on.\n" + old.text.replace("Nobody was hurt", "Two people were hurt"))
    library.exchange_article(story, old.id, new)
    opened = student.open_pack(travelled(library.pack(story)))
    assert (opened.change, opened.versions) == ("changed", 1)
    assert student.story(here).articles == (teacher.articles[0], new.id, teacher.articles[2])
    (passage,) = student.note(kept.id).passages
    assert (passage.article, passage.state) == (new.id, "moved")
    assert new.text[passage.start : passage.end] == kept.passages[0].exact
    (orphan,) = student.note(lost.id).passages
    assert (orphan.state, orphan.exact) == ("orphan", lost.passages[0].exact)
    assert opened.orphans == 1


def test_hand_ins_are_collected_once_and_the_newest_counts(teacher: Sample, student: Library) -> None:
    library, story = teacher.library, teacher.story.id
    here = student.open_pack(travelled(library.pack(story))).story
    note = student.add_note(here, teacher.articles[0], 0, 4, "a", "answer")
    first = travelled(student.pack(here, "hand-in", "Ada"))
    assert library.collect(story, [first, first]) == ("new", "same")
    student.edit_note(note.id, text="a better answer")
    second = travelled(student.pack(here, "hand-in", "Ada"))
    assert library.collect(story, [second]) == ("newer",)
    assert library.collect(story, [first]) == ("older",)
    (hand_in,) = library.hand_ins(story)
    assert (hand_in.author, hand_in.notes[0]["text"]) == ("Ada", "a better answer")
    assert library.notes(story) == (), "they lie beside the teacher's own"
    library.undo()
    assert library.hand_ins(story)[0].notes[0]["text"] == "answer"


@pytest.mark.parametrize(
    "entry",
    [
        ("story", ["name", [[["nowhere", 0, 3]], "all", ""]], "X"),
        ("story", ["name", [[["{a}", 0, 99_999]], "all", ""]], "X"),
        ("story", ["match", [["{a}", 0, 3]]], "rejected"),
        ("story", ["match", [["{a}", 0, 3], ["{b}", 0, 3]]], "perhaps"),
        ("story", ["speaker", ["{a}", 0, 3]], {"entity": 7}),
        ("story", "name", None),
        ("paragraph_kind", ["{a}", 99], "body"),
        ("paragraph_kind", ["{a}", 0], "poem"),
        ("facts", "{a}", {"title": None}),
        ("facts", "{a}", {"path": "/etc"}),
        ("rejected_match", [["{a}", 0, 3], ["{b}", 0, 3]], True),
    ],
)
def test_corrections_that_do_not_fit_are_passed_over(
    teacher: Sample, student: Library, entry: tuple[str, object, object]
) -> None:
    def filled(value: object) -> object:
        if isinstance(value, list):
            return [filled(one) for one in value]
        return value.format(a=teacher.articles[0], b=teacher.articles[1]) if isinstance(value, str) else value

    kind, target, said = entry
    pack = replace(teacher.library.pack(teacher.story.id), corrections=((kind, filled(target), said),))
    opened = student.open_pack(travelled(pack))
    assert student.corrections(kind) == ()
    assert student.corrections(f"story:{opened.story}") == ()
    assert not list(student.story_corrections(opened.story, teacher.articles).entries())


def test_a_pack_crosses_to_the_window_as_it_was(teacher: Sample) -> None:
    prepared(teacher)
    pack = travelled(teacher.library.pack(teacher.story.id, "hand-in", "Ada", originals=True))
    assert pack_from_json(json.loads(json.dumps(pack_to_json(pack)))) == pack


def test_notes_from_a_file_come_once(teacher: Sample) -> None:
    library, story = teacher.library, teacher.story.id
    note = library.add_note(story, teacher.articles[0], 0, 4, "a", "mine")
    other = replace(note, id="elsewhere", text="theirs")
    assert library.add_notes(story, [note, other]) == 1
    assert library.add_notes(story, [note, other]) == 0
    assert [one.text for one in library.notes(story)] == ["mine", "theirs"]
    library.undo()
    assert library.notes(story) == (note,)
