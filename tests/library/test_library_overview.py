from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.article.reading import article_from_text
from viewer.library import Library, StoryCard


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.sqlite") as opened:
        yield opened


def keep(library: Library, title: str, outlet: str | None = None, published: str | None = None) -> str:
    identity = library.add_article(article_from_text(f"{title}\n\nThe council of {title} met on Monday evening."))
    library.correct_facts(identity, title=title, outlet=outlet, published=published)
    return identity


@pytest.fixture
def articles(library: Library) -> list[str]:
    return [
        keep(library, "Nordholm", "The Post", "2025-03-04"),
        keep(library, "Westby", "Chronicle", "2025-03-02"),
        keep(library, "Oster", "The Post"),
        keep(library, "Lund"),
    ]


def test_a_card_tells_outlets_dates_and_notes(library: Library, articles: list[str]) -> None:
    story = library.create_story("Wall", articles[:3])
    library.add_note(story.id, articles[0], 0, 4, "a")
    (card,) = library.story_cards()
    assert card == StoryCard(story.id, "Wall", card.opened, 3, ("The Post", "Chronicle"), "2025-03-02", "2025-03-04", 1)


def test_stories_come_with_the_one_last_opened_first(library: Library, articles: list[str]) -> None:
    first = library.create_story("First", articles[:1])
    library.create_story("Second", articles[1:2])
    library.open_story(first.id)
    assert [card.title for card in library.story_cards()] == ["First", "Second"]
    assert [card.title for card in library.story_cards()] == [story.title for story in library.stories()]


def test_what_lies_in_the_trash_does_not_count(library: Library, articles: list[str]) -> None:
    story = library.create_story("Wall", articles)
    gone = library.create_story("Gone", articles)
    library.trash_stories([gone.id])
    library.trash_articles(articles[:1])
    (card,) = library.story_cards()
    assert (card.id, card.articles) == (story.id, 3)
    assert library.undo().command == "trash_articles"
    assert library.undo().command == "delete_story"
    assert [card.articles for card in library.story_cards()] == [4, 4]


def test_an_empty_story_has_a_card(library: Library) -> None:
    library.create_story("Nothing yet", [])
    (card,) = library.story_cards()
    assert (card.articles, card.outlets, card.first, card.last, card.notes) == (0, (), None, None, 0)


def test_articles_are_added_once_and_taken_out_in_one_step_each(library: Library, articles: list[str]) -> None:
    story = library.create_story("Wall", articles[:2])
    assert library.add_to_story(story.id, [articles[3], articles[1], articles[2], articles[3]]) == 2
    assert library.story(story.id).articles == (articles[0], articles[1], articles[3], articles[2])
    assert library.take_out_of_story(story.id, [articles[0], articles[3], "unknown"]) == 2
    assert library.story(story.id).articles == (articles[1], articles[2])
    assert library.undo().command == "take_out_of_story"
    assert library.undo().command == "add_to_story"
    assert library.story(story.id).articles == tuple(articles[:2])


def test_nothing_new_is_no_step(library: Library, articles: list[str]) -> None:
    story = library.create_story("Wall", articles[:2])
    assert library.add_to_story(story.id, articles[:1]) == 0
    assert library.take_out_of_story(story.id, articles[3:]) == 0
    assert library.next_undo().command == "create_story"


def test_the_stories_of_an_article(library: Library, articles: list[str]) -> None:
    one = library.create_story("One", articles[:2])
    two = library.create_story("Two", articles[1:3])
    assert library.stories_of(articles[1]) == ((two.id, "Two"), (one.id, "One"))
    assert library.stories_of(articles[3]) == ()
    library.trash_stories([two.id])
    assert library.stories_of(articles[1]) == ((one.id, "One"),)
