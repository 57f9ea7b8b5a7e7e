from __future__ import annotations

import time
from pathlib import Path

import pytest
from library_state import TEXTS, Sample, make_article

from viewer.analysis.corrections import NO_CORRECTIONS, Corrections, EntityRef
from viewer.library import Library, LibraryProblem
from viewer.library.articles import KEPT_ANALYSES, KEPT_COMPARISONS


def test_an_article_comes_back_as_it_was(library: Library) -> None:
    article = make_article("Füße “quoted” 😀 \u202eover\nSecond line.")
    article_id = library.add_article(article, b"\x00bytes\xff")
    assert library.article(article_id) == article
    assert library.source(article_id) == b"\x00bytes\xff"
    assert library.has_article(article_id)


def test_the_last_reading_of_a_text_counts_and_its_bytes_stay(library: Library) -> None:
    first = library.add_article(make_article("Same text.", "Old title"), b"source")
    second = library.add_article(make_article("Same text.", "New title"))
    assert first == second
    assert library.article(first).title == "New title"
    assert library.source(first) == b"source"


def test_unknown_things_are_told_in_a_sentence(library: Library) -> None:
    for ask in (library.article, library.story, library.note):
        with pytest.raises(LibraryProblem, match="nowhere"):
            ask("nowhere")
    assert library.source("nowhere") is None
    assert not library.has_article("nowhere")


def test_a_story_needs_articles_that_are_kept(sample: Sample) -> None:
    with pytest.raises(LibraryProblem):
        sample.library.create_story("Broken", ["nowhere"])
    assert [story.title for story in sample.library.stories()] == ["The bridge"]


def test_stories_come_with_the_last_opened_first(sample: Sample) -> None:
    second = sample.library.create_story("Second", sample.articles[:2])
    assert [story.title for story in sample.library.stories()] == ["Second", "The bridge"]
    sample.library.open_story(sample.story.id)
    assert [story.title for story in sample.library.stories()] == ["The bridge", "Second"]
    assert sample.library.story(second.id).articles == sample.articles[:2]


def test_order_hiding_and_position_are_kept(sample: Sample, path: Path) -> None:
    a, b, c = sample.articles
    sample.library.set_order(sample.story.id, [c, a, b])
    sample.library.show_article(sample.story.id, a, shown=False)
    sample.library.keep_position(sample.story.id, {"scroll": [0.5, 0.25]})
    sample.library.rename_story(sample.story.id, "Renamed")
    with Library.open(path) as reopened:
        story = reopened.story(sample.story.id)
    assert story.title == "Renamed"
    assert story.articles == (c, a, b)
    assert story.shown == (c, b)
    assert story.position == {"scroll": [0.5, 0.25]}


def test_a_deleted_story_leaves_its_articles_and_comes_back_with_its_notes(sample: Sample) -> None:
    note = sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "kept")
    sample.library.delete_story(sample.story.id)
    assert sample.library.stories() == ()
    assert all(map(sample.library.has_article, sample.articles))
    sample.library.undo()
    assert sample.library.story(sample.story.id) == sample.story
    assert sample.library.notes(sample.story.id) == (note,)


def test_analyses_are_kept_under_their_key_and_the_oldest_go_first(library: Library) -> None:
    assert library.analysis("k") is None
    library.keep_analysis("k", {"sentences": [[0, 4]], "text": "é"})
    library.keep_analysis("k", {"sentences": [[0, 5]]})
    assert library.analysis("k") == {"sentences": [[0, 5]]}
    assert library.next_undo() is None
    with library._store.writing():
        for number in range(KEPT_ANALYSES):
            library._store.run("INSERT INTO analyses (key, data) VALUES (?, ?)", f"n{number}", b"{}")
    library.keep_analysis("last", 1)
    assert library.analysis("k") is None
    assert library.analysis("last") == 1


def test_comparisons_are_fewer_than_analyses(library: Library) -> None:
    library.keep_analyses([("analysis:1", 1), *((f"comparison:{number}", number) for number in range(3))])
    library.keep_analyses([(f"comparison:{number + 3}", number) for number in range(KEPT_COMPARISONS - 2)])
    assert [library.has_analysis(f"comparison:{number}") for number in range(3)] == [False, True, True]
    assert library.analysis("analysis:1") == 1


def test_corrected_kinds_are_those_of_one_article(sample: Sample) -> None:
    a, b, _ = sample.articles
    sample.library.set_kind(a, 1, "boilerplate")
    sample.library.set_kind(b, 0, "title")
    sample.library.set_kind(b, 0, "caption")
    assert sample.library.kinds(a) == {1: "boilerplate"}
    assert sample.library.kinds(b) == {0: "caption"}
    assert sample.library.article(a).with_kinds(sample.library.kinds(a)).paragraphs[1].kind == "boilerplate"
    sample.library.set_kind(b, 0, None)
    assert sample.library.kinds(b) == {}


def test_corrections_are_those_of_one_story(sample: Sample) -> None:
    library, articles = sample.library, sample.articles
    other = library.create_story("Two of them", articles[:2])
    said = everything_said(articles)
    library.correct_story(sample.story.id, said, "rename_entity")
    assert library.story_corrections(sample.story.id) == said
    assert library.story_corrections(other.id) == NO_CORRECTIONS
    change = library.next_undo()
    assert change is not None
    assert change.command == "rename_entity"
    library.correct_story(sample.story.id, said, "rename_entity")
    assert library.next_undo() == change, "nothing new was said"
    library.correct_story(sample.story.id, NO_CORRECTIONS, "restore_entity")
    assert library.story_corrections(sample.story.id) == NO_CORRECTIONS
    library.undo()
    assert library.story_corrections(sample.story.id) == said


def everything_said(articles: tuple[str, ...]) -> Corrections:
    one, two = (EntityRef(((article, 0, 3),)) for article in articles[:2])
    return (
        NO_CORRECTIONS.with_match([(articles[0], 0, 10), (articles[1], 3, 12)], "rejected")
        .with_match([(articles[0], 0, 10), (articles[2], 3, 12)], "confirmed")
        .with_apart(EntityRef(one.mentions, "form", "Bo “B”"))
        .with_merged(one, two)
        .with_name(two, "Bo \ud800")
        .with_label(two, "place")
        .with_hidden(one)
        .with_speaker((articles[0], 4, 9), two)
        .with_speaker((articles[1], 4, 9), None)
    )


def test_a_rejection_of_the_first_libraries_holds_in_every_story_until_it_is_taken_back_there(sample: Sample) -> None:
    library, (a, b, c) = sample.library, sample.articles
    other = library.create_story("Two of them", (a, b))
    pair = [(a, 0, 10), (b, 3, 12)]
    library.correct("rejected_match", pair, True, "reject")
    assert library.story_corrections(other.id, (a, b)).matches == {frozenset(pair): "rejected"}
    assert library.story_corrections(other.id, (a, c)) == NO_CORRECTIONS
    library.correct_story(other.id, NO_CORRECTIONS, "accept", (a, b))
    assert library.story_corrections(other.id, (a, b)) == NO_CORRECTIONS
    assert library.story_corrections(sample.story.id, (a, b, c)).matches == {frozenset(pair): "rejected"}
    again = library.story_corrections(other.id, (a, b)).with_match(pair, "confirmed")
    library.correct_story(other.id, again, "confirm", (a, b))
    assert library.story_corrections(other.id, (a, b)) == again
    library.undo()
    library.undo()
    assert library.story_corrections(other.id, (a, b)).matches == {frozenset(pair): "rejected"}
    library.undo()
    assert library.story_corrections(sample.story.id, (a, b, c)) == NO_CORRECTIONS


def test_what_a_newer_version_has_kept_stays(sample: Sample) -> None:
    library, kind = sample.library, f"story:{sample.story.id}"
    library.correct(kind, ["tone", [1, 2]], "calm")
    library.correct_story(sample.story.id, NO_CORRECTIONS, "restore_entity")
    assert library.corrections(kind) == ((["tone", [1, 2]], "calm"),)
    assert library.story_corrections(sample.story.id) == NO_CORRECTIONS


def test_a_note_quotes_its_passage_and_what_stands_around_it(sample: Sample) -> None:
    text = TEXTS[0]
    start = text.index("Nobody")
    note = sample.library.add_note(sample.story.id, sample.articles[0], start, start + 6, "b", "really?")
    (passage,) = note.passages
    assert (passage.exact, passage.prefix, passage.suffix) == ("Nobody", text[:start][-64:], text[start + 6 :][:64])
    assert (passage.start, passage.end, note.category, note.text) == (start, start + 6, "b", "really?")
    assert sample.library.notes(sample.story.id) == (note,)


def test_notes_are_edited_and_deleted(sample: Sample) -> None:
    note = sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a")
    edited = sample.library.edit_note(note.id, text="new", category="c")
    assert (edited.text, edited.category, edited.created) == ("new", "c", note.created)
    sample.library.delete_note(note.id)
    assert sample.library.notes(sample.story.id) == ()
    with pytest.raises(LibraryProblem):
        sample.library.edit_note(note.id, text="gone")


def test_text_that_sqlite_cannot_keep_is_kept_as_far_as_possible(sample: Sample, path: Path) -> None:
    note = sample.library.add_note(sample.story.id, sample.articles[0], 0, 3, "a", "half an emoji: \ud83d, whole: 😀")
    assert note.text == "half an emoji: ?, whole: 😀"
    with Library.open(path) as reopened:
        assert reopened.note(note.id) == note


def test_a_story_opens_quickly(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    with Library.open(path) as library:
        articles = [library.add_article(make_article(f"{n} " + "A sentence of words. " * 500)) for n in range(3)]
        story = library.create_story("Long", articles)
        library.keep_analysis("comparison", {"sentences": [[n, n + 1] for n in range(3000)]})

    def seconds() -> float:
        start = time.process_time()
        with Library.open(path) as opened:
            assert len([opened.article(article) for article in opened.story(story.id).articles]) == 3
            assert opened.analysis("comparison") is not None
        return time.process_time() - start

    seconds()
    # The best of several tries: a busy machine says nothing about the library.
    assert min(seconds() for _ in range(7)) < 0.015
