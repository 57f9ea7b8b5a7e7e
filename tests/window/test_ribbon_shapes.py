from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from viewer.window.panes.ribbon_shapes import MANY, Ribbon, paint_ribbons

BLUE, ORANGE = QColor("#1f66ad"), QColor("#b1450f")
WIDTH, HEIGHT = 96, 400


def ribbon(left: float, right: float, *, tall: float = 20.0, color: QColor = BLUE, strong: bool = True) -> Ribbon:
    return Ribbon((left, left + tall), (right, right + tall), color, strong)


def drawn(*ribbons: Ribbon) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint_ribbons(painter, ribbons, QRectF(0, 0, WIDTH, HEIGHT))
    painter.end()
    return image


def inked(image: QImage, x: int) -> list[int]:
    return [y for y in range(HEIGHT) if image.pixelColor(x, y).alpha() > 20]


@pytest.mark.parametrize(
    ("left", "right", "seen"),
    [
        (100, 100, True),
        (-50, -50, False),
        (500, 500, False),
        (-50, 100, True),
        (100, 900, True),
        (-50, 500, True),
        (500, -50, True),
        (-10, -50, True),
        (-20, -20, True),
        (-21, -21, False),
        (400, 400, True),
        (401, 401, False),
    ],
)
def test_ribbons_are_left_out_only_if_both_ends_are_off_the_same_edge(left: float, right: float, seen: bool) -> None:
    assert ribbon(left, right).is_visible(HEIGHT) is seen


@pytest.mark.parametrize("strong", [True, False])
@pytest.mark.parametrize("right", [100, 250])
def test_a_ribbon_joins_its_ends(strong: bool, right: int) -> None:
    image = drawn(ribbon(100, right, strong=strong))
    for x in range(1, WIDTH - 1):
        assert inked(image, x), f"nothing at {x}"
    assert abs(sum(inked(image, 1)) / len(inked(image, 1)) - 110) < 3
    last = inked(image, WIDTH - 2)
    assert abs(sum(last) / len(last) - (right + 10)) < 3


@pytest.mark.parametrize("number", [MANY, MANY + 1])
def test_few_and_many_bands_look_alike(number: int) -> None:
    bands = [ribbon(10 + step * 16, 20 + step * 16, tall=8) for step in range(number)]
    image = drawn(*bands)
    for x in (1, WIDTH // 2, WIDTH - 2):
        rows = inked(image, x)
        starts = [y for y in rows if y - 1 not in rows]
        assert len(starts) == number
        assert abs(starts[0] - (10 + 10 * x / WIDTH)) < 4


def test_many_bands_keep_their_colours() -> None:
    bands = [ribbon(10 + n * 16, 10 + n * 16, tall=10, color=ORANGE if n % 2 else BLUE) for n in range(MANY + 2)]
    image = drawn(*bands)
    first, second = image.pixelColor(48, 15), image.pixelColor(48, 31)
    assert first.blue() > first.red()
    assert second.red() > second.blue()


def test_where_many_bands_overlap_the_picture_is_denser() -> None:
    alone = drawn(*[ribbon(10 + n * 16, 10 + n * 16, tall=10) for n in range(MANY + 1)])
    twice = drawn(*[ribbon(10 + n * 16, 10 + n * 16, tall=10) for n in range(MANY + 1)], ribbon(10, 10, tall=10))
    assert twice.pixelColor(48, 15).alpha() > alone.pixelColor(48, 15).alpha()


def test_bands_that_reach_past_the_edges_stay_inside() -> None:
    bands = [ribbon(-10 + n, -10 + n, tall=500) for n in range(MANY + 1)]
    assert inked(drawn(*bands), 48) == list(range(HEIGHT))


@pytest.mark.parametrize(("there", "rows"), [(900, range(103, 130)), (-300, range(90, 108))])
@pytest.mark.parametrize("flipped", [False, True])
def test_a_stub_points_to_the_end_that_is_off_the_screen(there: float, rows: range, flipped: bool) -> None:
    image = drawn(ribbon(there, 95) if flipped else ribbon(95, there))
    ys = [y for x in range(WIDTH) for y in inked(image, x)]
    assert ys
    assert set(ys) <= set(rows), (min(ys), max(ys))
    columns = [x for x in range(WIDTH) if inked(image, x)]
    assert (min(columns) > WIDTH / 2) if flipped else (max(columns) < WIDTH / 2)


def test_no_ribbons_draw_nothing() -> None:
    assert not any(inked(drawn(), x) for x in range(WIDTH))


def test_a_few_bands_need_no_numpy() -> None:
    code = (
        "import sys; from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter\n"
        "from PySide6.QtCore import QRectF; app = QGuiApplication(['x', '-platform', 'offscreen'])\n"
        "from viewer.window.panes.ribbon_shapes import MANY, Ribbon, paint_ribbons\n"
        "image = QImage(90, 400, QImage.Format.Format_ARGB32_Premultiplied); image.fill(0); painter = QPainter(image)\n"
        "bands = [Ribbon((n, n + 9), (n, n + 9), QColor('red'), True) for n in range(MANY)]\n"
        "paint_ribbons(painter, bands, QRectF(0, 0, 90, 400)); painter.end()\n"
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
