"""What a reader keeps besides the words of a note: passages, history, trays, tasks, palettes, cards, facts."""

from __future__ import annotations

from pathlib import Path

import pytest
from library_state import TEXTS, Sample

from viewer.library import Category, HandIn, Library, LibraryProblem, OutletCard
from viewer.library.notes import notes as notes_module


def test_a_note_ties_passages_of_several_articles_together(sample: Sample, path: Path) -> None:
    a, b, _ = sample.articles
    note = sample.library.add_note_on(sample.story.id, [(a, 0, 10), (b, 4, 10)], "a", "both")
    tied = sample.library.add_passage(note.id, a, 11, 13)
    assert [(p.article, p.exact, p.number) for p in tied.passages] == [
        (a, TEXTS[0][:10], 0),
        (b, TEXTS[1][4:10], 1),
        (a, TEXTS[0][11:13], 2),
    ]
    assert [passage.number for passage in tied.passages_in(a)] == [0, 2]
    sample.library.remove_passage(note.id, 0)
    sample.library.remove_passage(note.id, 1)
    with pytest.raises(LibraryProblem, match="delete the note instead"):
        sample.library.remove_passage(note.id, 2)
    for _ in range(2):
        sample.library.undo()
    with Library.open(path) as reopened:
        assert reopened.note(note.id).passages == tied.passages


def test_a_note_keeps_what_it_said_before(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    library = sample.library
    note = library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "first")
    for text in ("first w", "first words"):
        library.edit_note(note.id, text)
    library.edit_note(note.id, category="b")
    library.edit_note(note.id, tags=("tone",))
    monkeypatch.setattr(notes_module, "TYPING_PAUSE", 0.0)
    library.edit_note(note.id, "other words")
    history = [(version.text, version.category, version.tags) for version in library.note_history(note.id)]
    assert history == [
        ("first", "a", ()),
        ("first words", "a", ()),
        ("first words", "b", ()),
        ("first words", "b", ("tone",)),
    ]
    assert library.undo().command == "edit_note"  # type: ignore[union-attr]
    assert library.note(note.id).text == "first words"
    assert len(library.note_history(note.id)) == 4, "what was said stays, whatever is taken back"


def test_several_notes_are_changed_and_deleted_as_one_step(sample: Sample) -> None:
    library = sample.library
    notes = [library.add_note(sample.story.id, sample.articles[0], n, n + 3, "a").id for n in range(3)]
    library.edit_notes(notes, category="c", filled=True)
    assert {(note.category, note.filled) for note in library.notes(sample.story.id)} == {("c", True)}
    library.delete_notes(notes)
    assert library.notes(sample.story.id) == ()
    library.undo()
    library.undo()
    assert {(note.category, note.filled) for note in library.notes(sample.story.id)} == {("a", False)}


def test_the_evidence_tray_has_an_order_of_its_own(sample: Sample) -> None:
    library = sample.library
    one, two = (library.add_note(sample.story.id, article, 0, 3, "a") for article in sample.articles[:2])
    library.set_tray(sample.story.id, [(two.id, 0), (one.id, 0)])
    assert [library.note(note.id).passages[0].tray for note in (one, two)] == [1, 0]
    library.set_tray(sample.story.id, [(one.id, 0)])
    assert [library.note(note.id).passages[0].tray for note in (one, two)] == [0, None]


def test_tasks_keep_their_order_and_their_answers(sample: Sample) -> None:
    library, story = sample.library, sample.story.id
    first, second = (library.keep_task(story, text) for text in ("Mark three words that judge.", "Who speaks?"))
    note = library.add_note(story, sample.articles[0], 0, 3, "a", task=first)
    library.keep_task(story, "Mark words that judge.", first)
    assert [(task.id, task.question) for task in library.tasks(story)] == [
        (first, "Mark words that judge."),
        (second, "Who speaks?"),
    ]
    library.delete_task(first)
    assert library.note(note.id).task == first
    library.undo()
    assert library.tasks(story)[0].question == "Mark words that judge."


def test_palettes_and_cards_come_back_as_they_were(sample: Sample, path: Path) -> None:
    categories = [
        Category("k1", "Loaded word", "#b1450f", "L", "wave"),
        Category("k2", "Context", "#0b6e4f", "C", "dot"),
    ]
    palette = sample.library.keep_palette("Fairness", categories)
    card = OutletCard("The Paper", "A trust", "daily", "read by many", "its own page")
    sample.library.keep_outlet_card(card)
    with Library.open(path) as reopened:
        assert reopened.palettes() == (palette,)
        assert reopened.outlet_card("The Paper") == card
        assert reopened.outlet_card("Another") == OutletCard("Another")
        reopened.keep_outlet_card(OutletCard("The Paper"))
        assert reopened.outlet_card("The Paper") == OutletCard("The Paper")


def test_corrected_facts_win_and_outlast_another_reading(sample: Sample) -> None:
    library, article = sample.library, sample.articles[0]
    read = library.article(article)
    library.correct_facts(article, outlet="The Other Paper", published="2024-05-02")
    assert library.listed(article).outlet == "The Other Paper"
    library.add_article(read)
    current = library.current_article(article)
    assert (current.outlet, current.published, current.title) == ("The Other Paper", "2024-05-02", read.title)
    assert library.article(article).outlet == read.outlet
    library.correct_facts(article, outlet=read.outlet, published=read.published)
    assert library.facts(article) == {}
    assert library.listed(article).outlet == read.outlet


def test_the_trash_takes_articles_and_gives_them_back(sample: Sample) -> None:
    library, article = sample.library, sample.articles[0]
    library.trash_articles([article])
    assert not library.has_article(article)
    library.undo()
    assert library.has_article(article)
    library.trash_articles([article])
    library.add_article(library.article(article))
    assert library.has_article(article), "read again"


def test_settings_of_a_story_are_kept_and_undone(sample: Sample) -> None:
    library, story = sample.library, sample.story.id
    library.set_setting(story, "palette", "fairness")
    library.set_setting(story, "threshold", 80)
    assert library.story(story).settings == {"palette": "fairness", "threshold": 80}
    library.set_setting(story, "palette", None)
    assert library.story(story).settings == {"threshold": 80}
    library.undo()
    assert library.story(story).settings == {"palette": "fairness", "threshold": 80}


def test_a_newer_hand_in_takes_the_place_of_the_older(sample: Sample) -> None:
    library, story = sample.library, sample.story.id
    old = HandIn("h1", story, "Ada", "hand-in", "2026-01-01", ({"text": "old"},))
    new = HandIn("h1", story, "Ada", "hand-in", "2026-01-02", ({"text": "new"}, {"text": "more"}))
    library.keep_hand_ins([old])
    library.keep_hand_ins([new])
    assert library.hand_ins(story) == (new,)
    library.undo()
    assert library.hand_ins(story) == (old,)
    library.delete_hand_in("h1")
    assert library.hand_ins(story) == ()
