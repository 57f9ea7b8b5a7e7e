"""Colours by role, and how each kind of mark is drawn besides its colour."""

from __future__ import annotations

import json
from functools import cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from viewer.analysis.model import EntityLabel
from viewer.data import resource

ThemeName = Literal["light", "dark", "contrast"]
THEMES: tuple[ThemeName, ...] = ("light", "dark", "contrast")

UNDERLINES: dict[EntityLabel, tuple[int, ...]] = {
    "person": (),
    "place": (5, 3),
    "organisation": (2, 2),
    "group": (6, 2, 2, 2),
    "event": (10, 3),
    "other": (2, 5),
}
"""Dashes in pixels per kind of entity (empty: one solid line); never by colour alone."""


class Theme:
    """The colours of one theme, by role (``resources/theme/NAME.json`` lists the roles)."""

    def __init__(self, name: ThemeName) -> None:
        self.name = name
        values: dict[str, str] = json.loads(resource("theme", f"{name}.json").read_text("utf-8"))
        self._colors = {role: QColor(value) for role, value in values.items()}
        self._hex = values

    def __getitem__(self, role: str) -> QColor:
        return self._colors[role]

    def hex(self, role: str) -> str:
        """Return a colour as ``#rrggbb``, for style sheets."""
        return self._hex[role]

    def palette(self) -> QPalette:
        """Return a Qt palette, for everything that Qt draws by itself."""
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "bar",
            QPalette.ColorRole.Base: "pane",
            QPalette.ColorRole.AlternateBase: "field",
            QPalette.ColorRole.Button: "bar",
            QPalette.ColorRole.ToolTipBase: "field",
            QPalette.ColorRole.WindowText: "ink1",
            QPalette.ColorRole.Text: "ink1",
            QPalette.ColorRole.ButtonText: "ink1",
            QPalette.ColorRole.ToolTipText: "ink1",
            QPalette.ColorRole.PlaceholderText: "ink3",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.Highlight: "selection",
            QPalette.ColorRole.HighlightedText: "selection.ink",
        }
        for role, name in roles.items():
            palette.setColor(role, self[name])
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self["ink3"])
        return palette


@cache
def theme(name: ThemeName) -> Theme:
    """Return a theme; each is read once."""
    return Theme(name)


def system_theme() -> ThemeName:
    """Return the theme that fits the desktop's own light or dark setting."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"
