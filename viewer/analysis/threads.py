"""Long work on arrays, shared among the cores: numpy and rapidfuzz let other threads run meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
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
