"""Buttons that are only an icon."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton


def quiet_button(name: str) -> QToolButton:
    """Return a button without a frame; ``name`` is its tooltip and what a screen reader says."""
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button
