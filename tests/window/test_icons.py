from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from viewer.data import data_folder
from viewer.window.icons import icon
from viewer.window.theme import theme

NAMES = sorted(path.stem for path in (data_folder("resources") / "icons").glob("*.svg"))


def colors(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {color.name() for color in pixels if color.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_can_be_drawn(qapp: QApplication, name: str) -> None:
    assert colors(icon(name, theme("light"), 24).pixmap(24, 24).toImage())


def test_an_icon_has_the_colour_of_its_role(qapp: QApplication) -> None:
    image = icon("x", theme("dark"), 24, "accent").pixmap(24, 24).toImage()
    assert QColor(theme("dark").hex("accent")).name() in colors(image)


def test_an_icon_is_drawn_once(qapp: QApplication) -> None:
    one, other = icon("x", theme("light")), icon("x", theme("light"))
    assert one.cacheKey() == other.cacheKey()


def test_a_disabled_icon_is_fainter(qapp: QApplication) -> None:
    found = icon("x", theme("light"), 24)
    faint = found.pixmap(24, 24, QIcon.Mode.Disabled).toImage()
    assert faint != found.pixmap(24, 24).toImage()


def test_the_panels_load_nothing_heavy_before_they_need_it() -> None:
    modules = ("inspector", "present", "find_bar", "message_bar", "chips", "threshold_slider", "style")
    code = (
        f"import sys\n{''.join(f'import viewer.window.{name};' for name in modules)}\n"
        "print([name for name in ('numpy', 'rapidfuzz', 'spacy', 'PySide6.QtSvg') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
