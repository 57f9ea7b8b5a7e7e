from __future__ import annotations

import json

from fakes import compared, long_article, long_story, strip_of
from pytestqt.qtbot import QtBot

from viewer.analysis.model import SentenceRef
from viewer.window.place import read_position, restore_position
from viewer.window.story import OpenStory
from viewer.window.strip import PaneStrip

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
