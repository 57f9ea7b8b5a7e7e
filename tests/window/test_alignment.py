from __future__ import annotations

from fakes import compared, long_article, long_story
from stubs import sample_story

from viewer.analysis.model import SentenceRef
from viewer.analysis.selection import select
from viewer.window.panes.alignment import MOVED, ORDER, Links, letter, links_between, pane_marks, refresh_marks


def roles(pairs: list[tuple[int, int, float]]) -> dict[tuple[int, int], str]:
    articles = [long_article(0, 10), long_article(1, 10)]
    made = compared(articles, [((0, a), (1, b), score) for a, b, score in pairs])
    comparison = select(made, made.settings)
    return {(link.left.sentence, link.right.sentence): link.role for link in links_between(comparison, 0, 1)}


def test_matches_in_common_order_are_in_order() -> None:
    assert set(roles([(1, 2, 90), (3, 3, 80), (5, 9, 75)]).values()) == {ORDER}


def test_the_match_that_crosses_the_others_has_moved() -> None:
    assert roles([(1, 1, 90), (2, 8, 80), (3, 3, 90), (4, 4, 90)]) == {
        (1, 1): ORDER,
        (2, 8): MOVED,
        (3, 3): ORDER,
        (4, 4): ORDER,
    }


def test_a_sentence_that_was_split_has_not_moved() -> None:
    assert roles([(1, 1, 90), (1, 2, 95)]) == {(1, 1): ORDER, (1, 2): ORDER}
    assert roles([(1, 3, 90), (2, 3, 95)]) == {(1, 3): ORDER, (2, 3): ORDER}


def test_links_are_the_same_seen_from_the_right() -> None:
    comparison = sample_story().comparison
    assert comparison is not None
    there = {(link.left, link.right, link.role) for link in links_between(comparison, 0, 1)}
    back = {(link.right, link.left, link.role) for link in links_between(comparison, 1, 0)}
    assert there == back
    assert {link.strong for link in links_between(comparison, 1, 2)} == {False}


def test_letters_follow_the_order_on_the_screen() -> None:
    story = long_story(3, 2)
    story.move_article(2, 0)
    assert [letter(story, article) for article in range(3)] == ["B", "C", "A"]


def test_edges_point_to_neighbours_and_name_what_is_further_away() -> None:
    story = sample_story()
    edges = Links(story).edges(0)[2]
    assert edges.right == ORDER
    assert edges.left is None
    assert edges.beyond == "C"
    assert Links(story).edges(2)[2].left == ORDER
    story.move_article(2, 1)
    edges = Links(story).edges(0)[2]
    assert edges.right == ORDER
    assert edges.beyond == "C", "the Chronicle is further away now, and third"


def test_without_a_comparison_nothing_is_linked() -> None:
    story = sample_story(compared=False)
    links = Links(story)
    assert links.between == []
    assert links.edges(0) == {}
    assert pane_marks(story, links, 0).sentences.spans == []


def test_the_current_sentence_is_marked_with_its_counterparts() -> None:
    story = sample_story()
    marks = [pane_marks(story, Links(story), article) for article in range(3)]
    story.choose_sentence(SentenceRef(0, 2))
    story.hover_sentence(SentenceRef(0, 3))
    story.choose_entity(story.comparison.entities[0] if story.comparison else None)
    story.toggle_label("place")
    story.set_only_here(True)
    for article, mark in enumerate(marks):
        refresh_marks(story, article, mark)
    assert [[span.key for span in mark.current] for mark in marks] == [[2], [2], [2]]
    assert [[span.key for span in mark.hover] for mark in marks] == [[3], [4], []]
    assert marks[0].entity == "e0"
    assert "place" not in marks[0].labels
    assert marks[0].only_here


def test_articles_that_wait_have_no_edges() -> None:
    story = long_story(7, 3, [((0, 1), (6, 1), 90.0)])
    links = Links(story)
    assert links.edges(6) == {}
    assert links.edges(0)[1].beyond == "G"
