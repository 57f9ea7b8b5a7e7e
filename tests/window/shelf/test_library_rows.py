"""The rows of the library's table as painted: in parts as in one go, within their columns, each state its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.library import Listed
from viewer.window.shelf.row_paint import ROW_HEIGHT, Cells, PaintedRow, RowPainter, visible_rows
from viewer.window.shelf.rows import ArticleRows
from viewer.window.shelf.table import ArticleTable
from viewer.window.theme import theme

TITLES = ("Bridge closed", "A long headline that goes on and on " * 12, "שלום לכולם 12", "")


def listed(number: int) -> Listed:
    outlet = f"Outlet {number % 3}" if number % 4 else None
    title = TITLES[number % len(TITLES)]
    return Listed(str(number), title, outlet, None, "2024-03-09", "en", number * 37, None, "", notes=number % 2)


@pytest.fixture
def table(qtbot: QtBot) -> ArticleTable:
    rows = ArticleRows()
    made = ArticleTable(rows, theme("light"))
    qtbot.addWidget(made)
    made.resize(900, 500)
    rows.show_rows(1000, lambda offset, limit: [listed(number) for number in range(offset, min(offset + limit, 1000))])
    made.show()
    qtbot.waitExposed(made)
    return made


def painted(table: ArticleTable, *parts: QRect) -> QImage:
    """Return the rows as they look when only these parts are asked for, one after the other."""
    viewport = table.viewport()
    image = QImage(viewport.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    for part in parts:
        viewport.render(image, part.topLeft(), QRegion(part))
    return image


@pytest.mark.parametrize("scrolled", [0, 1, 17, ROW_HEIGHT, 5000])
def test_strips_look_as_the_whole(qtbot: QtBot, table: ArticleTable, scrolled: int) -> None:
    table.choose(2)
    table.verticalScrollBar().setValue(scrolled)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: table.rows.row(scrolled // ROW_HEIGHT + 14) is not None)
    box = table.viewport().rect()
    strips = [QRect(0, top, box.width(), min(23, box.height() - top)) for top in range(0, box.height(), 23)]
    assert painted(table, *strips) == painted(table, box)


def test_rows_that_come_later_are_painted_when_they_are_here(qtbot: QtBot, table: ArticleTable) -> None:
    table.verticalScrollBar().setValue(600 * ROW_HEIGHT)
    box = table.viewport().rect()
    empty = painted(table, box)
    qtbot.waitUntil(lambda: table.rows.row(601) is not None)
    assert painted(table, box) != empty


def test_below_the_last_row_nothing_is_painted(table: ArticleTable) -> None:
    table.rows.show_rows(2, lambda offset, limit: [listed(number) for number in range(2)][offset : offset + limit])
    image = painted(table, table.viewport().rect())
    ground = QImage(image.width(), image.height() - 2 * ROW_HEIGHT, image.format())
    ground.fill(theme("light")["pane"])
    assert image.copy(QRect(QPoint(0, 2 * ROW_HEIGHT), ground.size())) == ground


def paint_row(row: PaintedRow, *columns: Cells) -> QImage:
    image = QImage(600, ROW_HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    RowPainter(theme("light")).paint(painter, [row], columns)
    painter.end()
    return image


def inked(image: QImage) -> list[int]:
    """Return the columns of pixels between the edges of a row that are not white."""
    white = image.pixel(image.width() - 1, 4)
    return [x for x in range(image.width()) if any(image.pixel(x, y) != white for y in range(6, ROW_HEIGHT - 6))]


@pytest.mark.parametrize("name", ["title", "outlet"])
@pytest.mark.parametrize("words", ["wide " * 200, "W" * 3000, "一二三" * 300])
def test_words_stay_in_their_column(qtbot: QtBot, name: str, words: str) -> None:
    row = Listed("a", words, words, None, None, "en", 1, None, "")
    found = inked(paint_row(PaintedRow(0, row), Cells(name, 100, 200)))
    assert found
    assert found[0] >= 100
    assert found[-1] < 300


def test_numbers_end_at_the_same_place(qtbot: QtBot) -> None:
    few, many = (Listed("a", "", None, None, None, "en", words, None, "") for words in (7, 17_777))
    ends = {inked(paint_row(PaintedRow(0, row), Cells("words", 0, 100)))[-1] for row in (few, many)}
    assert len(ends) == 1


def test_each_state_of_a_row_has_its_own_look(qtbot: QtBot) -> None:
    column, row = Cells("title", 0, 300), listed(0)
    states = [(None, False, False), (row, False, False), (row, True, False), (row, False, True), (row, True, True)]
    looks = [paint_row(PaintedRow(0, *state), column) for state in states]
    assert all(one != other for place, one in enumerate(looks) for other in looks[:place])


@pytest.mark.parametrize(
    ("top", "bottom", "scrolled", "count", "numbers"),
    [
        (0, ROW_HEIGHT - 1, 0, 100, [0]),
        (0, ROW_HEIGHT, 0, 100, [0, 1]),
        (0, ROW_HEIGHT - 1, 1, 100, [0, 1]),
        (ROW_HEIGHT, 2 * ROW_HEIGHT - 1, ROW_HEIGHT, 100, [2]),
        (0, 500, 0, 2, [0, 1]),
        (0, 500, 0, 0, []),
        (ROW_HEIGHT * 3, 500, 0, 2, []),
    ],
)
def test_only_rows_in_sight_are_asked_for(top: int, bottom: int, scrolled: int, count: int, numbers: list[int]) -> None:
    shown = list(visible_rows(top, bottom, scrolled, count, lambda number, at: PaintedRow(at, listed(number))))
    assert [row.listed.id for row in shown if row.listed] == [str(number) for number in numbers]
    assert [row.top for row in shown] == [number * ROW_HEIGHT - scrolled for number in numbers]
