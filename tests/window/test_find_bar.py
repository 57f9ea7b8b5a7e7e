from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from stubs import sample_articles, sample_story

from viewer.window.find_bar import FindBar
from viewer.window.story import OpenStory
from viewer.window.theme import theme

Place = tuple[int, int, int]


def shown(qtbot: QtBot) -> tuple[OpenStory, FindBar, list[Place]]:
    story = sample_story()
    bar = FindBar(story, theme("light"))
    qtbot.addWidget(bar)
    wanted: list[Place] = []
    bar.hit_wanted.connect(lambda *place: wanted.append(place))
    bar.resize(700, 48)
    bar.enter()
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)
    return story, bar, wanted


def test_typing_finds_goes_to_the_first_hit_and_counts(qtbot: QtBot) -> None:
    story, bar, wanted = shown(qtbot)
    with qtbot.waitSignal(bar.hits_changed) as told:
        qtbot.keyClicks(bar.field, "falk")
    assert len(told.args[0]) > 0
    assert bar.counter.text() == "1 of 5 in 3 articles"
    article, start, end = wanted[-1]
    assert story.articles[article].text[start:end] == "Falk"


def test_keys_step_through_the_hits_and_around(qtbot: QtBot) -> None:
    _, bar, wanted = shown(qtbot)
    qtbot.keyClicks(bar.field, "nordholm")
    first = wanted[-1]
    seen = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F3, Qt.Key.Key_Enter):
        qtbot.keyClick(bar.field, key)
        seen.append(bar.counter.text())
    assert seen == ["2 of 4 in 3 articles", "3 of 4 in 3 articles", "4 of 4 in 3 articles"]
    qtbot.keyClick(bar.field, Qt.Key.Key_F3)
    assert wanted[-1] == first
    qtbot.keyClick(bar.field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.counter.text() == "4 of 4 in 3 articles"


def test_the_buttons_step_too(qtbot: QtBot) -> None:
    _, bar, _ = shown(qtbot)
    qtbot.keyClicks(bar.field, "falk")
    qtbot.mouseClick(bar.next, Qt.MouseButton.LeftButton)
    assert bar.counter.text().startswith("2 of")
    qtbot.mouseClick(bar.previous, Qt.MouseButton.LeftButton)
    assert bar.counter.text().startswith("1 of")


def test_longer_words_stay_near_the_present_hit(qtbot: QtBot) -> None:
    _, bar, wanted = shown(qtbot)
    qtbot.keyClicks(bar.field, "nord")
    bar.step(1)
    here = wanted[-1]
    qtbot.keyClicks(bar.field, "h")
    assert wanted[-1][:2] == here[:2]


def test_whole_words_can_be_asked_for(qtbot: QtBot) -> None:
    _, bar, _ = shown(qtbot)
    qtbot.keyClicks(bar.field, "resident")
    assert bar.counter.text() == "1 of 1 in 1 article"
    qtbot.mouseClick(bar.whole, Qt.MouseButton.LeftButton)
    assert bar.counter.text() == "Not found in the articles shown"
    assert not bar.next.isEnabled()


def test_escape_closes_and_takes_the_marks_away(qtbot: QtBot) -> None:
    _, bar, _ = shown(qtbot)
    qtbot.keyClicks(bar.field, "falk")
    with qtbot.waitSignals([bar.hits_changed, bar.closed]):
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert bar.hits == []


def test_other_articles_are_searched_at_once(qtbot: QtBot) -> None:
    story, bar, wanted = shown(qtbot)
    qtbot.keyClicks(bar.field, "falk")
    before = len(wanted)
    story.set_articles(sample_articles()[:1])
    assert bar.counter.text() == "1 of 2 in 1 article"
    assert len(wanted) == before


def test_a_closed_bar_searches_nothing(qtbot: QtBot) -> None:
    story, bar, _ = shown(qtbot)
    qtbot.keyClicks(bar.field, "falk")
    bar.leave()
    story.set_articles(sample_articles()[:2])
    assert bar.hits == []
    bar.enter("Nordholm")
    assert bar.counter.text() == "1 of 3 in 2 articles"
    assert bar.field.selectedText() == "Nordholm"
