"""Long work on arrays and lists: shared among the cores where numpy and rapidfuzz let other threads run meanwhile."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")

CORES = max(1, min(4, os.cpu_count() or 1))
"""Threads at most; each holds its part of the work in memory."""


def in_threads(work: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
    """Return ``work`` of every part, in their order."""
    if len(parts) < 2 or CORES == 1:
        return [work(part) for part in parts]
    with ThreadPoolExecutor(CORES) as pool:
        return list(pool.map(work, parts))


_LOCK = Lock()
_PAUSES = [0]


@contextmanager
def without_collecting() -> Iterator[None]:
    """Pause the search for cycles of objects, in all threads, for work that makes many lists and no cycles.

    The collector would look through all of them again and again, a tenth of the time. Where it is off, it stays off.
    """
    with _LOCK:
        mine = gc.isenabled() or _PAUSES[0] > 0
        if mine:
            _PAUSES[0] += 1
            gc.disable()
    try:
        yield
    finally:
        with _LOCK:
            if mine:
                _PAUSES[0] -= 1
                if not _PAUSES[0]:
                    gc.enable()
