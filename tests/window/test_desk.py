from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import compared, long_article
from pytestqt.qtbot import QtBot
from stubs import comparison, sample_articles

from viewer.analysis.model import SentenceRef
from viewer.article.messages import Message
from viewer.library import Library, LibraryProblem
from viewer.window.corrector import Corrector
from viewer.window.desk import NO_STORY, NOT_KEPT, Desk, passage_of
from viewer.window.story import OpenStory

ARTICLES = sample_articles()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path) as opened:
        yield opened


@pytest.fixture
def desk(library: Library) -> Desk:
    desk = Desk(OpenStory(), library)
    desk.open_articles(ARTICLES, "Harbour wall")
    desk.story.set_comparison(comparison(ARTICLES))
    return desk


@pytest.fixture
def reopened(library: Library, path: Path) -> Iterator[Callable[[], Desk]]:
    """Make a desk in a program started anew on the same library."""
    opened: list[Library] = []

    def make() -> Desk:
        library.close()
        opened.append(Library.open(path))
        again = Desk(OpenStory(), opened[-1])
        again.open_kept(opened[-1].stories()[0].id)
        return again

    yield make
    for again in opened:
        again.close()


def outlets(desk: Desk) -> list[str | None]:
    return [desk.story.articles[index].outlet for index in desk.story.order]


def texts(desk: Desk) -> list[tuple[str, str]]:
    return [(note.passages[0].exact, note.text) for note in desk.story.notes]


def test_articles_opened_again_are_the_same_story(desk: Desk, library: Library) -> None:
    first = desk.story_id
    desk.open_articles([long_article(1, 2), long_article(2, 2)], "Other")
    assert desk.story_id != first
    desk.open_articles(ARTICLES[::-1], "Harbour wall, opened by hand")
    assert desk.story_id == first
    assert len(library.stories()) == 2
    assert outlets(desk) == [article.outlet for article in ARTICLES], "in the order in which it was left"
    assert desk.story.title == "Harbour wall"


def test_the_same_article_twice_is_one(desk: Desk) -> None:
    desk.open_articles([ARTICLES[0], ARTICLES[1], ARTICLES[0]])
    assert len(desk.story.articles) == 2


def test_a_story_opens_as_the_reader_left_it(desk: Desk, reopened: Callable[[], Desk]) -> None:
    desk.story.move_article(2, 0)
    desk.rename("  The wall  ")
    desk.keep_position({"tops": {"x": 3}})
    again = reopened()
    assert outlets(again) == ["Island Ferry News", "The Harbour Post", "Morning Chronicle"]
    assert again.story.title == "The wall"
    assert again.position() == {"tops": {"x": 3}}


def test_an_empty_title_is_no_title(desk: Desk) -> None:
    desk.rename("   ")
    assert desk.story.title == "Harbour wall"


def test_added_and_removed_articles_are_kept(desk: Desk, reopened: Callable[[], Desk]) -> None:
    assert desk.add_article(long_article(5, 2))
    assert not desk.add_article(ARTICLES[0])
    desk.story.remove_article(1)
    again = reopened()
    assert outlets(again) == ["The Harbour Post", "Island Ferry News", "Outlet 5"]


def test_a_corrected_kind_is_kept_and_the_comparison_forgotten(
    qtbot: QtBot, desk: Desk, reopened: Callable[[], Desk]
) -> None:
    with qtbot.waitSignal(desk.kinds_changed):
        desk.set_kind(0, 4, "boilerplate")
    assert desk.story.articles[0].paragraphs[4].kind == "boilerplate"
    assert desk.story.comparison is None
    again = reopened()
    assert again.story.articles[0].paragraphs[4].kind == "boilerplate"


def test_a_corrected_kind_can_be_undone_and_done_again(qtbot: QtBot, desk: Desk) -> None:
    desk.set_kind(0, 4, "boilerplate")
    with qtbot.waitSignal(desk.kinds_changed):
        assert desk.undo() is not None
    assert desk.story.articles[0] == ARTICLES[0]
    assert desk.redo() is not None
    assert desk.story.articles[0].paragraphs[4].kind == "boilerplate"


def test_a_rejected_match_is_gone_and_stays_gone(desk: Desk, reopened: Callable[[], Desk]) -> None:
    known = desk.story.comparison
    assert known is not None
    match = next(match for match in known.matches if match.b == SentenceRef(1, 1))
    Corrector(desk).reject(match)
    assert not desk.story.is_matched(SentenceRef(1, 1))
    desk.story.set_threshold(60)
    assert not desk.story.is_matched(SentenceRef(1, 1))
    again = reopened()
    again.story.set_comparison(comparison(again.story.articles))
    assert not again.story.is_matched(SentenceRef(1, 1))
    assert again.undo() is not None
    assert again.story.is_matched(SentenceRef(1, 1))
    assert again.redo() is not None
    assert not again.story.is_matched(SentenceRef(1, 1))


def test_the_order_can_be_undone_and_done_again(desk: Desk) -> None:
    desk.story.move_article(2, 0)
    assert desk.undo() is not None
    assert outlets(desk) == ["The Harbour Post", "Morning Chronicle", "Island Ferry News"]
    assert desk.redo() is not None
    assert outlets(desk) == ["Island Ferry News", "The Harbour Post", "Morning Chronicle"]


def test_a_removed_article_comes_back_with_undo_and_is_marked(qtbot: QtBot, desk: Desk) -> None:
    desk.story.remove_article(1)
    with qtbot.waitSignal(desk.kinds_changed):
        assert desk.undo() is not None
    assert outlets(desk) == ["The Harbour Post", "Morning Chronicle", "Island Ferry News"]


def test_a_title_can_be_undone(desk: Desk) -> None:
    desk.rename("The wall")
    assert desk.story.title == "The wall"
    assert desk.undo() is not None
    assert desk.story.title == "Harbour wall"


def test_a_note_is_on_disk_at_once(qtbot: QtBot, desk: Desk, path: Path) -> None:
    start = ARTICLES[1].text.index("14 million")
    with qtbot.waitSignal(desk.notes.made) as made:
        desk.notes.add_note([(1, start, start + 10)])
    note_id = made.args[0]
    desk.notes.edit_note(note_id, "14 or 16?")
    with Library.open(path) as other:
        (note,) = other.notes(desk.story_id or "")
    assert (note.passages[0].exact, note.text, note.passages[0].article) == ("14 million", "14 or 16?", ARTICLES[1].id)
    found = desk.note(note_id)
    assert found is not None
    assert desk.article_of_note(found) == 1
    assert desk.note("none") is None


def test_notes_are_there_after_reopening(desk: Desk, reopened: Callable[[], Desk]) -> None:
    desk.notes.add_note([(0, 0, 7)])
    desk.notes.edit_note(desk.story.notes[0].id, "Which wall?")
    desk.notes.change([desk.story.notes[0].id], {"category": "c"})
    again = reopened()
    assert texts(again) == [("Harbour", "Which wall?")]
    assert again.story.notes[0].category == "c"


def test_each_change_of_a_note_can_be_undone_and_done_again(desk: Desk) -> None:
    desk.notes.add_note([(0, 0, 7)])
    note_id = desk.story.notes[0].id
    desk.notes.edit_note(note_id, "Which wall?")
    desk.notes.change([note_id], {"category": "c"})
    desk.notes.delete_notes([note_id])
    assert desk.story.notes == ()
    states = []
    while desk.story.notes or not states:
        assert desk.undo() is not None
        states.append([(note.text, note.category) for note in desk.story.notes])
    assert states == [[("Which wall?", "c")], [("Which wall?", "a")], [("", "a")], []]
    assert all(desk.redo() is not None for _ in range(4))
    assert desk.story.notes == ()
    assert desk.redo() is None


def test_undoing_works_after_reopening(desk: Desk, reopened: Callable[[], Desk]) -> None:
    desk.notes.add_note([(0, 0, 7)])
    again = reopened()
    assert again.undo() is not None
    assert again.story.notes == ()


def test_undo_never_takes_the_open_story_away(qtbot: QtBot, desk: Desk, reopened: Callable[[], Desk]) -> None:
    desk.story.move_article(2, 0)
    with qtbot.assertNotEmitted(desk.told):
        while desk.undo() is not None:
            assert len(desk.story.articles) == 3
        desk.rename("The wall")
        desk.story.move_article(2, 0)
        desk.notes.add_note([(0, 0, 7)])
    again = reopened()
    assert again.story.title == "The wall"
    assert outlets(again)[0] == "Island Ferry News"
    assert len(again.story.notes) == 1


def test_another_story_can_be_undone(desk: Desk, library: Library) -> None:
    first = desk.story_id
    desk.open_articles(ARTICLES[:2], "Two")
    assert first is not None
    desk.open_kept(first)
    assert desk.undo() == "create_story"
    assert [story.id for story in library.stories()] == [first]


def test_the_notes_of_another_story_stay_there(desk: Desk) -> None:
    desk.notes.add_note([(0, 0, 7)])
    desk.open_articles(ARTICLES[:2], "Two")
    assert desk.story.notes == ()
    assert desk.story_id is not None
    desk.open_articles(ARTICLES)
    assert texts(desk) == [("Harbour", "")]


def test_without_a_library_it_says_so(qtbot: QtBot) -> None:
    desk = Desk(OpenStory())
    desk.open_articles(ARTICLES, "Harbour wall")
    desk.story.set_comparison(compared(ARTICLES, [((0, 1), (1, 1), 90.0)]))
    assert desk.story.comparison is not None
    for change in (
        lambda: desk.set_kind(0, 1, "boilerplate"),
        lambda: Corrector(desk).reject(desk.story.comparison.matches[0]),  # type: ignore[union-attr]
        lambda: desk.notes.add_note([(0, 0, 7)]),
        lambda: desk.rename("The wall"),
    ):
        with qtbot.waitSignal(desk.told) as told:
            change()
        assert told.args == [NOT_KEPT]
    assert desk.undo() is None
    assert desk.position() == {}


def test_without_articles_there_is_no_story_to_rename(qtbot: QtBot, library: Library) -> None:
    desk = Desk(OpenStory(), library)
    with qtbot.waitSignal(desk.told) as told:
        desk.rename("The wall")
    assert told.args == [NO_STORY]


def broken(*_args: object, **_named: object) -> None:
    raise LibraryProblem(Message("The disk is full."))


@pytest.mark.parametrize(
    ("verb", "change"),
    [
        ("add_note_on", lambda desk: desk.notes.add_note([(0, 0, 7)])),
        ("set_kind", lambda desk: desk.set_kind(0, 1, "boilerplate")),
        ("correct_story", lambda desk: Corrector(desk).reject(desk.story.comparison.matches[0])),
        ("set_order", lambda desk: desk.story.move_article(2, 0)),
        ("rename_story", lambda desk: desk.rename("Other")),
        ("keep_position", lambda desk: desk.keep_position({})),
        ("undo", lambda desk: desk.undo()),
        ("add_article", lambda desk: desk.open_articles(ARTICLES[:2])),
        ("open_story", lambda desk: desk.open_kept(desk.story_id)),
        ("notes", lambda desk: desk.open_kept(desk.story_id)),
        ("stories", lambda desk: desk.open_articles(ARTICLES[:2])),
        ("has_story", lambda desk: desk.refresh()),
        ("article", lambda desk: desk.open_kept(desk.story_id)),
        ("kinds", lambda desk: desk.undo()),
        ("story_corrections", lambda desk: desk.refresh()),
        ("story", lambda desk: desk.story.move_article(2, 0)),
        ("story", lambda desk: desk.position()),
    ],
)
def test_a_change_that_cannot_be_kept_is_told(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch, verb: str, change: Callable[[Desk], object]
) -> None:
    desk.notes.add_note([(0, 0, 7)])
    monkeypatch.setattr(desk.library, verb, broken)
    with qtbot.waitSignal(desk.told) as told:
        change(desk)
    assert told.args == ["The disk is full."]
    assert len(desk.story.articles) in (2, 3)
    monkeypatch.undo()
    desk.story.move_article(1, 0)
    assert desk.library is not None
    if desk.story_id is not None:
        ids = [desk.story.articles[index].id for index in desk.story.order]
        assert list(desk.library.story(desk.story_id).articles) == ids, "the desk still keeps what comes after"


def test_a_note_that_could_not_be_made_is_not_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.library, "add_note_on", broken)
    desk.notes.add_note([(0, 0, 7)])
    assert desk.story.notes == ()


def test_the_passage_of_a_sentence(desk: Desk) -> None:
    article, start, end = passage_of(desk.story, SentenceRef(1, 2))
    assert ARTICLES[article].text[start:end] == ARTICLES[1].paragraph_text(2)
