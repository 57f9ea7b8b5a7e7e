"""Six articles on a small screen: no pane is squeezed, and the one that is wanted comes into sight."""

from __future__ import annotations

import pytest
from fakes import long_story
from pytestqt.qtbot import QtBot

from viewer.window.panes.document import Type
from viewer.window.panes.pane import LEAST_WIDTH
from viewer.window.panes.stage import Stage
from viewer.window.panes.strip import PaneStrip
from viewer.window.theme import theme

PAIRS = [((0, 5), (1, 20), 90.0)]


def stage_of(qtbot: QtBot, panes: int, width: int) -> tuple[Stage, int]:
    """Return a stage of some width with that many panes, and how far it can be moved sideways."""
    strip = PaneStrip(long_story(panes, 30, PAIRS), theme("light"), Type())
    stage = Stage(strip)
    qtbot.addWidget(stage)
    stage.resize(width, 700)
    stage.show()
    qtbot.waitExposed(stage)
    return stage, stage.horizontalScrollBar().maximum()


@pytest.mark.parametrize(
    ("panes", "width", "fits"),
    [(2, 760, True), (4, 1026, True), (6, 1366, True), (5, 1026, False), (6, 1026, False), (3, 420, False)],
)
def test_panes_stand_side_by_side_where_they_have_room_and_are_never_squeezed(
    qtbot: QtBot, panes: int, width: int, fits: bool
) -> None:
    stage, beyond = stage_of(qtbot, panes, width)
    strip = stage.widget()
    assert (beyond == 0) == fits
    assert all(pane.width() >= LEAST_WIDTH for pane in strip.panes)
    assert all(strip.widget(place).x() + strip.widget(place).width() <= strip.width() for place in range(panes))


def test_a_pane_out_of_sight_is_brought_in_and_one_in_sight_stays(qtbot: QtBot) -> None:
    stage, beyond = stage_of(qtbot, 6, 1026)
    bar, strip = stage.horizontalScrollBar(), stage.widget()
    stage.bring_into_sight(strip.pane_of(1))
    assert bar.value() == 0
    stage.bring_into_sight(strip.pane_of(5))
    assert bar.value() == beyond
    stage.bring_into_sight(None)
    assert bar.value() == beyond
