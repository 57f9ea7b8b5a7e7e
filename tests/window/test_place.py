from __future__ import annotations

import json

from fakes import article_of, compared, long_article, long_story, strip_of
from pytestqt.qtbot import QtBot
from stubs import sample_story

from viewer.analysis.model import SentenceRef
from viewer.window.panes.place import read_position, restore_position
from viewer.window.panes.strip import PaneStrip
from viewer.window.story import OpenStory

PAIRS = [((0, 5), (1, 20), 90.0)]


def tops(strip: PaneStrip) -> list[int]:
    return [pane.text.top_offset() for pane in strip.panes]


def test_a_story_opens_where_the_reader_was(qtbot: QtBot) -> None:
    first = strip_of(qtbot, long_story(2, 30, PAIRS))
    first.story.choose_sentence(SentenceRef(0, 5))
    for pane, height in zip(first.panes, (900, 300), strict=True):
        pane.text.scroll_to(height)
    position = json.loads(json.dumps(read_position(first)))
    second = strip_of(qtbot, long_story(2, 30, PAIRS), animated=True)
    restore_position(second, position)
    assert second.story.current == SentenceRef(0, 5)
    assert tops(second) == tops(first)
    assert second.together._glide is None, "nothing moves the panes away again"
    assert second.animated


def test_what_no_longer_exists_is_passed_over(qtbot: QtBot) -> None:
    first = strip_of(qtbot, long_story(2, 30, PAIRS))
    first.story.choose_sentence(SentenceRef(1, 20))
    first.panes[0].text.scroll_to(500)
    position = read_position(first)
    story = OpenStory()
    articles = [long_article(0, 30), long_article(7, 30)]
    story.set_articles(articles)
    story.set_comparison(compared(articles, []))
    second = strip_of(qtbot, story)
    restore_position(second, position)
    assert second.story.current is None
    assert tops(second)[0] == tops(first)[0]
    assert tops(second)[1] == 0


def test_without_a_position_nothing_moves(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, long_story(2, 30, PAIRS))
    restore_position(strip, {})
    assert [pane.text.scroll_value for pane in strip.panes] == [0, 0]


def test_before_the_comparison_the_places_are_known(qtbot: QtBot) -> None:
    story = OpenStory()
    story.set_articles([long_article(0, 30)])
    strip = strip_of(qtbot, story)
    strip.panes[0].text.scroll_to(700)
    position = read_position(strip)
    assert position["current"] is None
    strip.panes[0].text.scroll_to(0)
    restore_position(strip, position)
    assert abs(strip.panes[0].text.scroll_value - 700) < 30


def test_the_layout_and_the_lenses_of_a_story_come_back(qtbot: QtBot) -> None:
    first = strip_of(qtbot, sample_story())
    entity = next(e for e in first.story.comparison.entities if e.name == "Ines Falk")
    first.setSizes([500, 300, 300])
    first.story.set_threshold(85)
    first.story.toggle_label("place")
    first.story.set_only_here(True)
    first.story.choose_entity(entity)
    position = json.loads(json.dumps(read_position(first)))
    second = strip_of(qtbot, sample_story())
    restore_position(second, position)
    assert second.sizes() == first.sizes()
    assert second.story.settings.threshold == 85
    assert second.story.hidden_labels == {"place"}
    assert second.story.only_here
    assert second.story.entity.name == "Ines Falk"


def test_furniture_that_was_shown_is_shown_again(qtbot: QtBot) -> None:
    def story() -> OpenStory:
        made = OpenStory()
        made.set_articles([article_of(("Menu", "boilerplate"), ("Headline", "title"), ("Text of it.", "body"))])
        return made

    first = strip_of(qtbot, story())
    first.story.toggle_fold(0, 0)
    position = json.loads(json.dumps(read_position(first)))
    second = strip_of(qtbot, story())
    restore_position(second, position)
    assert not second.story.is_folded(0, 1)


def test_what_an_older_version_kept_moves_no_lens(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, sample_story())
    strip.story.toggle_label("person")
    restore_position(strip, {"tops": {}, "current": None})
    assert strip.story.hidden_labels == {"person"}
    assert strip.story.settings.threshold == 70
