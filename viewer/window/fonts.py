"""The fonts that come with the program: a serif to read in, a sans for everything else."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from viewer.data import resource

SERIF = "Source Serif 4"
SANS = "Inter"

_FILES = (
    "SourceSerif4-Regular.ttf",
    "SourceSerif4-Semibold.ttf",
    "SourceSerif4-It.ttf",
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
)


def load_fonts() -> list[str]:
    """Make the bundled fonts known to Qt and return the names of files that could not be loaded."""
    loaded = {name: QFontDatabase.addApplicationFont(str(resource("fonts", name))) for name in _FILES}
    return [name for name, number in loaded.items() if number < 0]


def serif(pixels: float, weight: QFont.Weight = QFont.Weight.Normal, *, italic: bool = False) -> QFont:
    """Return the reading font at a height in pixels."""
    font = _font(SERIF, pixels, weight)
    font.setItalic(italic)
    return font


def sans(pixels: float, weight: QFont.Weight = QFont.Weight.Normal, tracking: float = 0.0) -> QFont:
    """Return the interface font at a height in pixels, with letter spacing in pixels."""
    font = _font(SANS, pixels, weight)
    if tracking:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, tracking)
    return font


def _font(family: str, pixels: float, weight: QFont.Weight) -> QFont:
    font = QFont(family)
    font.setPixelSize(round(pixels))
    font.setWeight(weight)
    # Hinting differs between platforms and display backends; without it a picture is the same everywhere.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
