from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from stubs import sample_story

from viewer.window.story import OpenStory
from viewer.window.theme import theme
from viewer.window.threshold_slider import ThresholdSlider


def shown(qtbot: QtBot, story: OpenStory) -> ThresholdSlider:
    widget = ThresholdSlider(story, theme("light"))
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_arrow_and_page_keys_move_the_threshold_of_the_story(qtbot: QtBot) -> None:
    story = sample_story()
    widget = shown(qtbot, story)
    qtbot.keyClick(widget.slider, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: story.settings.threshold == 69)
    qtbot.keyClick(widget.slider, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: story.settings.threshold == 64)
    assert widget._label.text() == "Threshold 64"


def test_many_steps_in_one_turn_of_the_event_loop_are_one_change(qtbot: QtBot) -> None:
    story = sample_story()
    widget = shown(qtbot, story)
    changes: list[int] = []
    story.comparison_changed.connect(lambda: changes.append(story.settings.threshold))
    for value in range(69, 50, -1):
        widget.slider.setValue(value)
    assert changes == []
    qtbot.waitUntil(lambda: bool(changes))
    assert changes == [51]


def test_the_slider_follows_the_story(qtbot: QtBot) -> None:
    story = sample_story()
    widget = shown(qtbot, story)
    story.set_threshold(80)
    assert widget.slider.value() == 80
    assert widget._label.text() == "Threshold 80"


def test_it_stays_within_what_was_scored_and_says_what_it_means(qtbot: QtBot) -> None:
    widget = shown(qtbot, sample_story())
    assert (widget.slider.minimum(), widget.slider.maximum()) == (40, 100)
    assert widget.slider.accessibleName() == "Threshold"
    assert "count as a match from this score on" in widget.toolTip()
