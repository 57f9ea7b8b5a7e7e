"""How the window looks, and what of it is remembered: theme, size of type, threshold, panel, place on the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan

from PySide6.QtCore import QByteArray, QSettings

from viewer.analysis.model import DEFAULT_THRESHOLD, LOWEST_THRESHOLD
from viewer.window.panes.document import Type
from viewer.window.theme import THEMES, ThemeName, system_theme

SIZES = (13.0, 14.0, 15.0, 16.0, 18.0, 20.0, 23.0, 26.0, 30.0, 34.0)
NORMAL_SIZE = 16.0


@dataclass(frozen=True, slots=True)
class Look:
    """What the reader chose about the window. ``geometry`` is Qt's own description of its place on the screen."""

    theme: ThemeName = "light"
    size: float = NORMAL_SIZE
    threshold: int = DEFAULT_THRESHOLD
    inspector: bool = True
    following: bool = False
    geometry: bytes = b""

    @property
    def type(self) -> Type:
        """The type of the panes."""
        return Type(self.size)

    def resized(self, step: int) -> Look:
        """Return the look with type some steps larger or smaller."""
        nearest = min(range(len(SIZES)), key=lambda index: abs(SIZES[index] - self.size))
        return replace(self, size=SIZES[max(0, min(nearest + step, len(SIZES) - 1))])

    def next_theme(self) -> Look:
        """Return the look with the next theme."""
        return replace(self, theme=THEMES[(THEMES.index(self.theme) + 1) % len(THEMES)])


def load_look(settings: QSettings) -> Look:
    """Return the look that was kept; what is missing or makes no sense is as at first."""
    theme = str(settings.value("theme", system_theme()))
    return Look(
        theme=next((name for name in THEMES if name == theme), "light"),
        size=_number(settings, "size", NORMAL_SIZE, SIZES[0], SIZES[-1]),
        threshold=round(_number(settings, "threshold", DEFAULT_THRESHOLD, LOWEST_THRESHOLD, 100)),
        inspector=_truth(settings, "inspector", default=True),
        following=_truth(settings, "following", default=False),
        geometry=_bytes(settings, "geometry"),
    )


def keep_look(settings: QSettings, look: Look) -> None:
    """Keep a look for the next start."""
    for name in ("theme", "size", "threshold", "inspector", "following"):
        settings.setValue(name, getattr(look, name))
    settings.setValue("geometry", QByteArray(look.geometry))


def _number(settings: QSettings, name: str, default: float, least: float, most: float) -> float:
    try:
        number = float(str(settings.value(name, default)))
    except ValueError:
        return default
    return default if isnan(number) else min(max(number, least), most)


def _truth(settings: QSettings, name: str, *, default: bool) -> bool:
    return str(settings.value(name, default)).lower() == "true"


def _bytes(settings: QSettings, name: str) -> bytes:
    value = settings.value(name)
    return bytes(value.data()) if isinstance(value, QByteArray) else b""
