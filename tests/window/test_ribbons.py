from __future__ import annotations

import pytest
from fakes import long_story, strip_of
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from stubs import sample_story

from viewer.analysis.model import SentenceRef
from viewer.window.panes.pane import HEAD_HEIGHT
from viewer.window.panes.ribbons import RibbonHandle
from viewer.window.panes.strip import PaneStrip

LEFT = Qt.MouseButton.LeftButton


def handle_of(strip: PaneStrip, place: int = 1) -> RibbonHandle:
    handle = strip.handle(place)
    assert isinstance(handle, RibbonHandle)
    return handle


def middle(handle: RibbonHandle, number: int) -> QPoint:
    ribbon = handle.ribbons()[number]
    return QPoint(handle.width() // 2, round(HEAD_HEIGHT + sum(ribbon.left + ribbon.right) / 4))


def test_a_gutter_has_a_ribbon_for_each_match_of_its_neighbours(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, sample_story())
    assert [len(handle_of(strip, place).ribbons()) for place in (1, 2)] == [3, 1]
    strip.story.set_threshold(85)
    assert [len(handle_of(strip, place).ribbons()) for place in (1, 2)] == [2, 0]
    strip.story.move_article(2, 0)
    assert [len(handle_of(strip, place).links) for place in (1, 2)] == [0, 2]


def test_ribbons_move_with_the_text(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, long_story(2, 30, [((0, 2), (1, 4), 90.0)]))
    handle = handle_of(strip)
    before = handle.ribbons()[0]
    strip.panes[0].text.scroll_to(50)
    after = handle.ribbons()[0]
    assert after.left[0] == before.left[0] - 50
    assert after.right == before.right


def test_a_click_on_a_ribbon_chooses_its_sentence(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, long_story(2, 30, [((0, 2), (1, 2), 90.0)]))
    handle = handle_of(strip)
    with qtbot.waitSignal(handle.link_clicked):
        qtbot.mouseClick(handle, LEFT, pos=middle(handle, 0))
    assert strip.story.current == SentenceRef(0, 2)
    assert handle.ribbons()[0].lit


@pytest.mark.parametrize("above", [True, False])
def test_a_click_beside_the_ribbons_chooses_nothing(qtbot: QtBot, above: bool) -> None:
    strip = strip_of(qtbot, long_story(2, 30, [((0, 2), (1, 2), 90.0)]))
    handle = handle_of(strip)
    top, bottom = handle.ribbons()[0].left
    y = round(HEAD_HEIGHT + (top - 20 if above else bottom + 20))
    with qtbot.assertNotEmitted(handle.link_clicked):
        qtbot.mouseClick(handle, LEFT, pos=QPoint(handle.width() // 2, y))
    assert strip.story.current is None


def test_dragging_the_gutter_changes_the_widths_and_chooses_nothing(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, long_story(2, 30, [((0, 2), (1, 2), 90.0)]))
    handle = handle_of(strip)
    start, width = middle(handle, 0), strip.panes[0].width()
    with qtbot.assertNotEmitted(handle.link_clicked):
        qtbot.mousePress(handle, LEFT, pos=start)
        qtbot.mouseMove(handle, start - QPoint(80, 0))
        qtbot.mouseRelease(handle, LEFT, pos=start)
    assert strip.panes[0].width() < width


def test_the_gutter_is_drawn_in_the_colours_of_its_matches(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, long_story(2, 30, [((0, 2), (1, 2), 90.0)]))
    handle = handle_of(strip)
    place = middle(handle, 0)
    image = handle.grab().toImage()
    ground = image.pixelColor(handle.width() // 2, handle.height() - 3)
    assert ground.rgb() == handle.theme["app"].rgb()
    assert image.pixelColor(place).rgb() != ground.rgb()


def test_a_match_with_its_other_end_off_the_screen_is_a_stub(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, long_story(2, 30, [((0, 2), (1, 28), 90.0)]))
    handle = handle_of(strip)
    ribbon = handle.ribbons()[0]
    assert ribbon.is_visible(handle.height())
    assert ribbon.right[0] > handle.height()
    image = handle.grab().toImage()
    y = round(HEAD_HEIGHT + sum(ribbon.left) / 2)
    near = {image.pixelColor(x, y + dy).rgb() for x in range(12) for dy in range(12)}
    far = {image.pixelColor(handle.width() - 1 - x, y + dy).rgb() for x in range(12) for dy in range(12)}
    assert len(near) > 1
    assert len(far) == 1
