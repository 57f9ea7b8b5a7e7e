from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from stubs import sample_story

from viewer.window.chips import Chip, ChipBar
from viewer.window.theme import theme


def shown(qtbot: QtBot, bar: ChipBar, width: int) -> tuple[ChipBar, list[Chip]]:
    qtbot.addWidget(bar)
    bar.resize(width, 40)
    bar.show()
    qtbot.waitExposed(bar)
    return bar, [chip for chip in bar.chips.values() if chip.isVisible()]


def test_there_is_a_chip_for_each_kind_that_shared_names_have(qtbot: QtBot) -> None:
    _bar, chips = shown(qtbot, ChipBar(sample_story(), theme("light")), 700)
    assert [chip.accessibleName() for chip in chips] == [
        "People: 5 marks",
        "Places: 4 marks",
        "Organisations: 2 marks",
        "Events: 3 marks",
    ]


def test_a_click_and_the_space_bar_switch_a_kind_off_and_on(qtbot: QtBot) -> None:
    story = sample_story()
    _bar, chips = shown(qtbot, ChipBar(story, theme("light")), 700)
    chip = chips[0]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert story.hidden_labels == {"person"}
    assert not chip.isChecked()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert story.hidden_labels == frozenset()
    assert chip.isChecked()


def test_chips_follow_a_change_made_elsewhere(qtbot: QtBot) -> None:
    story = sample_story()
    _bar, chips = shown(qtbot, ChipBar(story, theme("light")), 700)
    chip = chips[1]
    story.toggle_label("place")
    assert not chip.isChecked()
    assert "hidden" in chip.toolTip()


def test_a_short_row_leaves_the_names_out_and_keeps_all_chips(qtbot: QtBot) -> None:
    bar, chips = shown(qtbot, ChipBar(sample_story(), theme("light")), 700)
    wide = sum(chip.width() for chip in chips)
    bar.resize(bar.minimumSizeHint())
    qtbot.waitUntil(lambda: sum(chip.width() for chip in chips) < wide)
    qtbot.waitUntil(lambda: chips[-1].geometry().right() < bar.width())


def test_off_looks_different_in_shape_as_well_as_in_colour(qtbot: QtBot) -> None:
    _bar, chips = shown(qtbot, ChipBar(sample_story(), theme("contrast")), 700)
    chip = chips[0]
    on = chip.grab().toImage()
    chip.click()
    off = chip.grab().toImage()
    grey_on, grey_off = (image.convertToFormat(image.Format.Format_Mono) for image in (on, off))
    assert grey_on != grey_off


def test_without_a_comparison_there_is_no_chip(qtbot: QtBot) -> None:
    _bar, chips = shown(qtbot, ChipBar(sample_story(compared=False), theme("light")), 700)
    assert chips == []


def test_painting_leaves_the_colours_of_the_theme_alone(qtbot: QtBot) -> None:
    colors = theme("light")
    bar, _ = shown(qtbot, ChipBar(sample_story(), colors), 700)
    bar.grab()
    assert colors["person.pen"].alphaF() == 1.0
