from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from viewer.window.fonts import serif
from viewer.window.theme import theme
from viewer.window.typesetting import Setting

TEXT = "The council voted to rebuild the harbour wall"


def columns_with(image: QImage, color: QColor, row: int) -> list[int]:
    return [x for x in range(image.width()) if image.pixelColor(x, row) == color]


def boxed(setting: Setting, ranges: list[tuple[int, int]], width: int) -> QImage:
    image = QImage(width + 20, round(setting.height), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    setting.draw_boxes(painter, QPointF(10, 0), ranges, theme("light"))
    painter.end()
    return image


def test_text_stands_on_a_regular_grid_of_lines(qapp: QApplication) -> None:
    one, many = Setting(TEXT, serif(16), 1000), Setting(TEXT, serif(16), 120)
    assert one.height == one.line_height == 24
    assert many.height % 24 == 0
    assert many.height > 48
    assert Setting(TEXT, serif(40), 4000).height == 56


def test_a_box_stands_behind_its_words_only(qapp: QApplication) -> None:
    image = boxed(Setting(TEXT, serif(16), 1000), [(4, 11)], 1000)
    filled = columns_with(image, theme("light")["differ.fill"], 12)
    before, word = (Setting(text, serif(16), 1000).end.x() for text in ("The ", "The council"))
    assert before + 5 < filled[0] + 10
    assert filled[-1] - 10 == pytest.approx(word, abs=4)


def test_a_box_goes_on_in_the_next_line(qapp: QApplication) -> None:
    setting = Setting(TEXT, serif(16), 160)
    image = boxed(setting, [(0, len(TEXT))], 160)
    fill = theme("light")["differ.fill"]
    rows = range(12, int(setting.height), 24)
    assert len(rows) > 1
    assert all(columns_with(image, fill, row) for row in rows)


@pytest.mark.parametrize("text", ["שלום עולם טוב", "ABC שלום DEF", "مرحبا بالعالم", "A😀B 😀 words", "", "x" * 300])
def test_any_script_can_be_set_and_boxed(qapp: QApplication, text: str) -> None:
    setting = Setting(text, serif(16), 120)
    fill = theme("light")["differ.fill"]
    image = boxed(setting, [(0, len(text))] if text else [], 120)
    assert bool(text) == bool(columns_with(image, fill, 12))


def test_the_first_line_is_counted_in_code_points(qapp: QApplication) -> None:
    assert Setting("😀😀😀", serif(16), 1000).first_line == 3
    assert Setting("", serif(16), 1000).first_line == 0
