from __future__ import annotations

import pytest
from fakes import characters
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from viewer.window.panes.offsets import Offsets

TEXTS = st.text(characters("\n"), max_size=80)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [0]),
        ("ab", [0, 1, 2]),
        ("e\u0301x", [0, 1, 2, 3]),
        ("😀", [0, 2]),
        ("A😀B", [0, 1, 3, 4]),
        ("😀😀", [0, 2, 4]),
        ("a👩🏽\u200d🚀b", [0, 1, 3, 5, 6, 8, 9]),
        ("\uffff\U00010000", [0, 1, 3]),
        ("日𝔸本", [0, 1, 3, 4]),
    ],
)
def test_code_points_become_code_units_and_back(text: str, expected: list[int]) -> None:
    offsets = Offsets(text)
    assert [offsets.to_units(point) for point in range(len(text) + 1)] == expected
    assert [offsets.to_points(unit) for unit in expected] == list(range(len(text) + 1))


def test_the_second_half_of_a_pair_belongs_to_its_character() -> None:
    offsets = Offsets("A😀B😀")
    assert [offsets.to_points(unit) for unit in range(7)] == [0, 1, 1, 2, 3, 3, 4]


@given(TEXTS)
def test_every_offset_agrees_with_utf_16(text: str) -> None:
    offsets = Offsets(text)
    for point in range(len(text) + 1):
        unit = offsets.to_units(point)
        assert unit == units(text[:point])
        assert offsets.to_points(unit) == point


@given(TEXTS)
def test_every_unit_belongs_to_a_character(text: str) -> None:
    offsets = Offsets(text)
    owners = [point for point, char in enumerate(text) for _ in range(units(char))]
    assert [offsets.to_points(unit) for unit in range(units(text))] == owners


@given(st.text(characters(), min_size=1, max_size=40).map(lambda text: text.translate({0xFDD0: "x", 0xFDD1: "x"})))
def test_every_offset_agrees_with_a_qt_document(text: str) -> None:
    document = QTextDocument()
    document.setPlainText(text)
    offsets = Offsets(text)
    assert document.characterCount() - 1 == offsets.to_units(len(text))
    for point in range(len(text)):
        cursor = QTextCursor(document)
        cursor.setPosition(offsets.to_units(point))
        cursor.setPosition(offsets.to_units(point + 1), QTextCursor.MoveMode.KeepAnchor)
        assert cursor.selectedText() in (text[point], " " if text[point] == "\u00a0" else text[point])
