from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from fakes import article_of, long_article, long_story
from stubs import comparison, sample_articles, sample_notes, sample_story

from viewer.analysis.corrections import Corrections
from viewer.analysis.edits import judge, rename
from viewer.analysis.model import SentenceRef
from viewer.window.story import MOST_SHOWN, OpenStory, compared_with

SIGNALS = (
    "articles_changed",
    "paragraphs_changed",
    "comparison_changed",
    "labels_changed",
    "sentence_chosen",
    "entity_chosen",
    "hovered",
    "only_here_changed",
    "notes_changed",
)


class Heard:
    """Writes down what a story tells, and checks that what it tells holds together."""

    def __init__(self, story: OpenStory) -> None:
        self.story = story
        self.names: list[str] = []
        for name in SIGNALS:
            getattr(story, name).connect(lambda *_args, name=name: self._hear(name))

    def _hear(self, name: str) -> None:
        story = self.story
        self.names.append(name)
        assert sorted(story.order) == list(range(len(story.articles)))
        assert (story.comparison is None) == (story.lookup is None)
        if story.comparison is not None:
            assert len(story.comparison.articles) == len(story.articles)
        else:
            assert story.current is story.hover is story.entity is None

    def take(self) -> list[str]:
        names, self.names = self.names, []
        return names


@pytest.fixture
def heard(qapp: object) -> Heard:
    return Heard(sample_story())


Change = Callable[[OpenStory], object]


@pytest.mark.parametrize(
    ("change", "told", "compared"),
    [
        (lambda s: s.set_articles(sample_articles()[:2]), ["articles_changed", "comparison_changed"], False),
        (lambda s: s.add_article(long_article(1)), ["articles_changed", "comparison_changed"], False),
        (lambda s: s.add_article(s.articles[0]), [], True),
        (lambda s: s.remove_article(0), ["articles_changed", "comparison_changed"], False),
        (lambda s: s.move_article(2, 0), ["articles_changed"], True),
        (lambda s: s.set_order([2, 0, 1]), ["articles_changed"], True),
        (lambda s: s.set_order([0, 1, 2]), [], True),
        (lambda s: s.set_order([0, 1]), [], True),
        (lambda s: s.set_order([0, 1, 1]), [], True),
        (
            lambda s: s.replace_article(0, s.articles[0].with_kinds({1: "caption"})),
            ["comparison_changed", "paragraphs_changed"],
            False,
        ),
        (lambda s: s.toggle_fold(0, 1), ["paragraphs_changed"], True),
        (lambda s: s.set_comparison(comparison(s.articles)), ["comparison_changed"], True),
        (lambda s: s.set_threshold(60), ["comparison_changed"], True),
        (lambda s: s.set_threshold(70), [], True),
        (lambda s: s.set_corrections(Corrections()), [], True),
        (
            lambda s: s.set_corrections(rename(s.comparison, s.comparison.entities[0], "X")),
            ["comparison_changed"],
            True,
        ),
        (lambda s: s.choose_sentence(SentenceRef(0, 1)), ["sentence_chosen"], True),
        (lambda s: s.choose_sentence(None), ["sentence_chosen"], True),
        (lambda s: s.hover_sentence(SentenceRef(0, 1)), ["hovered"], True),
        (lambda s: s.hover_sentence(None), [], True),
        (lambda s: s.choose_entity(s.comparison.entities[0]), ["entity_chosen"], True),
        (lambda s: s.toggle_label("person"), ["labels_changed"], True),
        (lambda s: s.set_only_here(True), ["only_here_changed"], True),
        (lambda s: s.set_only_here(False), [], True),
        (lambda s: s.set_notes(sample_notes(s)), ["notes_changed"], True),
    ],
)
def test_each_change_is_told_once(heard: Heard, change: Change, told: list[str], compared: bool) -> None:
    change(heard.story)
    assert heard.take() == told
    assert (heard.story.comparison is not None) is compared


def test_without_a_comparison_none_is_said_to_have_changed() -> None:
    heard = Heard(sample_story(compared=False))
    heard.story.add_article(long_article(1))
    heard.story.set_threshold(50)
    heard.story.set_corrections(Corrections().with_match([("x", 0, 1), ("y", 0, 1)], "rejected"))
    assert heard.take() == ["articles_changed"]


def test_the_threshold_and_the_corrections_hold_for_the_next_comparison(heard: Heard) -> None:
    story = heard.story
    assert story.comparison is not None
    best = max(story.comparison.matches, key=lambda match: match.score)
    story.set_threshold(85)
    story.set_corrections(judge(story.comparison, best.a, best.b, "rejected"))
    story.set_comparison(comparison(story.articles))
    assert [match.score for match in story.comparison.matches] == [86.4]


def test_what_was_chosen_stays_chosen_in_a_new_comparison(heard: Heard) -> None:
    story = heard.story
    before = story.comparison
    assert before is not None
    story.choose_sentence(SentenceRef(0, 2))
    story.hover_sentence(SentenceRef(1, 2))
    story.choose_entity(before.entities[0])
    heard.take()
    sentences = (before.sentences[0][1:], (), before.sentences[2])
    renamed = replace(before.entities[0], id="e9")
    story.set_comparison(replace(comparison(story.articles), sentences=sentences, entities=(renamed,), pairs=()))
    assert story.current == SentenceRef(0, 1)
    assert story.hover is None
    assert story.entity is renamed
    assert heard.take() == ["comparison_changed"]


def test_a_name_stays_chosen_when_another_article_names_it_in_full(heard: Heard) -> None:
    story = heard.story
    before = story.comparison
    assert before is not None
    story.choose_entity(before.entities[0])
    full = replace(before.entities[0], name="Ines Maria Falk")
    story.set_comparison(replace(before, entities=(before.entities[1], full)))
    assert story.entity is full
    story.set_comparison(replace(before, entities=before.entities[1:]))
    assert story.entity is None


def test_an_article_is_compared_with_those_that_have_been_analysed(heard: Heard) -> None:
    before = heard.story.comparison
    assert before is not None
    assert [compared_with(before, article) for article in range(3)] == [2, 2, 2]
    part = replace(before, sentences=(*before.sentences[:2], ()))
    assert [compared_with(part, article) for article in range(3)] == [1, 1, 2]


def test_removing_an_article_keeps_what_is_unfolded_of_the_others() -> None:
    page = [("Headline", "title"), ("Menu", "boilerplate")]
    story = OpenStory()
    story.set_articles([article_of(*page, (f"Words {n}.", "body")) for n in range(3)])  # type: ignore[arg-type]
    story.toggle_fold(0, 1)
    story.toggle_fold(2, 1)
    story.remove_article(0)
    assert story.unfolded == {(1, 1)}


def test_the_order_survives_removals() -> None:
    story = long_story(4, 1)
    story.move_article(3, 0)
    assert story.order == [3, 0, 1, 2]
    story.remove_article(1)
    assert [story.articles[index].title for index in story.order] == ["Headline 3", "Headline 0", "Headline 2"]


@pytest.mark.parametrize("place", [-5, 0, 2, 99])
def test_a_place_beyond_the_ends_is_an_end(place: int) -> None:
    story = long_story(3, 1)
    story.move_article(1, place)
    assert story.order.index(1) == max(0, min(place, 2))


def test_more_than_six_wait() -> None:
    story = long_story(8, 1)
    assert len(story.shown) == MOST_SHOWN == 6
    assert story.waiting == [6, 7]


def test_groups_are_stepped_through_and_the_ends_hold() -> None:
    story = sample_story()
    groups = story.groups
    assert [story.step_group(1) for _ in range(len(groups) + 1)] == [*groups, groups[-1]]
    assert [story.step_group(-1) for _ in range(len(groups))] == [*groups[-2::-1], groups[0]]
    story.choose_sentence(None)
    assert story.step_group(-1) == groups[-1]
    assert story.group == groups[-1]


def test_a_group_is_entered_in_the_first_pane_that_has_it() -> None:
    story = sample_story()
    story.move_article(1, 0)
    story.step_group(1)
    assert story.current is not None
    assert story.current.article == 1


def test_sentences_are_stepped_through_in_their_article() -> None:
    story = sample_story()
    assert story.step_sentence(1)
    assert story.current == SentenceRef(0, 0)
    story.choose_sentence(SentenceRef(2, 0))
    assert story.step_sentence(1, story.is_matched)
    assert story.current == SentenceRef(2, 2)
    assert not story.step_sentence(1, story.is_matched)
    assert story.current == SentenceRef(2, 2)
    assert story.step_sentence(-1, lambda ref: not story.is_matched(ref))
    assert story.current == SentenceRef(2, 1)


def test_nothing_can_be_stepped_through_before_the_comparison() -> None:
    story = sample_story(compared=False)
    assert story.step_group(1) is None
    assert not story.step_sentence(1)
    assert story.current_match() is None
    assert not OpenStory().step_sentence(1)


def test_the_match_of_the_current_sentence_is_its_best() -> None:
    story = sample_story()
    story.choose_sentence(SentenceRef(0, 2))
    match = story.current_match()
    assert match is not None
    assert match.score == 81.0
