"""What a benchmark gives back, and the clocks they share."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Figure:
    """A measured value and the most it may be; ``None`` where it could not be measured here, with the reason."""

    value: float | None
    target: float
    note: str = ""

    @property
    def holds(self) -> bool:
        return self.value is None or self.value <= self.target

    def to_json(self, name: str) -> dict[str, Any]:
        value = None if self.value is None else round(self.value, 4)
        record = {"name": name, "value": value, "target": self.target, "holds": self.value is not None and self.holds}
        return {**record, "note": self.note} if self.note else record


def milliseconds(task: Callable[[], object]) -> float:
    start = time.perf_counter()
    task()
    return (time.perf_counter() - start) * 1000


def processor_milliseconds(task: Callable[[], object]) -> float:
    """Return what a task costs the processor: on a machine that does other things too, its time says little."""
    start = time.process_time()
    task()
    return (time.process_time() - start) * 1000


def interleaved(one: Callable[[], object], other: Callable[[], object], rounds: int, warm_up: int = 10) -> float:
    """Return the ratio of the medians of two tasks, run in turn so that a machine that slows down slows both."""
    for _ in range(warm_up):
        one()
        other()
    times = [(milliseconds(one), milliseconds(other)) for _ in range(rounds)]
    return median(pair[0] for pair in times) / median(pair[1] for pair in times)
