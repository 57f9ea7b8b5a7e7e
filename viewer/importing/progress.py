"""How far an import is, and how long it will still take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

_SURE_SECONDS = 3.0
_SURE_SHARE = 0.01
"""Before so much time and so large a share, an estimate would be a guess."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Files done of all, articles that are new in the library, and the seconds that are left (None: not known yet)."""

    done: int
    total: int
    articles: int
    seconds_left: float | None


class Pace:
    """Estimates the remaining time from the bytes that were worked through since the first of them were done.

    Before, the workers start. Files that were passed over do not count. Between two files the estimate counts down.
    """

    def __init__(self, total: int, clock: Callable[[], float] = monotonic) -> None:
        self._left = total
        self._clock = clock
        self._first: float | None = None
        self._last = 0.0
        self._done = 0

    def pass_over(self, size: int) -> None:
        """Leave a file out that need not be read."""
        self._left -= size

    def count(self, size: int) -> None:
        """Count bytes as worked through: those of a file, or of the part of an archive that is done."""
        self._left -= size
        self._last = self._clock()
        if self._first is None:
            self._first = self._last
        else:
            self._done += size

    def seconds_left(self) -> float | None:
        """Return how long the rest will take, None while that cannot be told."""
        if self._left <= 0:
            return 0.0
        spent = self._last - (self._first or 0.0)
        if self._first is None or spent < _SURE_SECONDS or self._done < self._left * _SURE_SHARE:
            return None
        return max(1.0, spent * self._left / self._done - (self._clock() - self._last))
