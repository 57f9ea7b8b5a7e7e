"""Sizes that several parts of the window keep to, in pixels."""

from __future__ import annotations

TOPBAR_HEIGHT = 56
STATUS_HEIGHT = 30
INSPECTOR_WIDTH = 340
