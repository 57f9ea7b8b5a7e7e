"""The one place where code points meet UTF-16: Python counts the first, Qt the second."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """Convert offsets of one text between Python code points and Qt's UTF-16 code units.

    Only characters beyond the Basic Multilingual Plane take two units, so the class keeps the places of those and
    is the identity for a text without any.
    """

    __slots__ = ("_points", "_units")

    def __init__(self, text: str) -> None:
        astral = [found.start() for found in _ASTRAL.finditer(text)]
        self._points = astral
        self._units = [point + number for number, point in enumerate(astral)]

    def to_units(self, point: int) -> int:
        """Return the UTF-16 offset of the code point offset ``point``."""
        return point + bisect_left(self._points, point) if self._points else point

    def to_points(self, unit: int) -> int:
        """Return the code point offset of ``unit``; inside a surrogate pair, that of the character it belongs to."""
        if not self._points:
            return unit
        before = bisect_left(self._units, unit)
        if before and self._units[before - 1] + 1 == unit:
            return self._points[before - 1]
        return unit - before
