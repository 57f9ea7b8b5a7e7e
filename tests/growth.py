"""How the time of something grows with what it is given, on a machine that others use too."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

Given = TypeVar("Given")

LINEAR = 8.0
"""Four times as much takes four times as long, or sixteen times where the time grows with the square."""
_NOISE = 0.02
"""Seconds below which a time says nothing."""
_TRIES = 5


def growth(task: Callable[[Given], object], small: Given, large: Given) -> float:
    """Return how much longer ``large`` takes than ``small``: processor time, the best of a few tries in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    task(small)  # what is loaded and compiled once is no growth
    gc.collect()
    gc.disable()
    try:
        for _ in range(_TRIES):
            for given, spent in zip((small, large), times, strict=True):
                start = time.process_time()
                task(given)
                spent.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(times[1]) / max(_NOISE, min(times[0]))
