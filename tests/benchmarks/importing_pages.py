"""What bringing many pages in costs beside reading them and finding their names, which must be done anyway."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks.figures import Figure
from tests.benchmarks.pages import write_pages

PAGES = int(os.environ.get("IMPORT_PAGES", "200"))
"""How many pages: 200, or as the variable says; the target is for 1,000."""

_WORKERS = 2
_ROUNDS = int(os.environ.get("IMPORT_ROUNDS", "2"))
_NAMED = ("title", "caption", "body")


class _Times(NamedTuple):
    """Seconds by the clock and of the processors, of an import and of what must be done anyway; MB of a worker."""

    ours: float
    alone: float
    ours_busy: float
    alone_busy: float
    megabytes: float


def import_pages() -> Figure:
    """Time of an import by two workers, in times of two processes that only extract and find names."""
    times = _measured()
    best = min(times, key=lambda one: one.ours / one.alone)
    ratios = ", ".join(f"{one.ours / one.alone:.2f}" for one in times)
    busy = f"processors {best.ours_busy:.1f} s ÷ {best.alone_busy:.1f} s"
    note = f"{PAGES} pages: {best.ours:.1f} s ÷ {best.alone:.1f} s, {busy}; all rounds {ratios}"
    return Figure(best.ours / best.alone, 1.25, note)


def import_pages_memory() -> Figure:
    """Peak memory in MB of a worker of such an import."""
    return Figure(max(one.megabytes for one in _measured()) or None, 350, f"{PAGES} pages of 100 kB, two workers")


@cache
def _measured() -> list[_Times]:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "pages").mkdir()
        paths = write_pages(place / "pages", PAGES)
        return [_round(place, paths, number) for number in range(_ROUNDS)]


def _round(place: Path, paths: list[Path], number: int) -> _Times:
    moments = [_busy()]
    alone = _alone(paths)
    moments.append(_busy())
    seconds, megabytes = _imported(place / f"{number}.sqlite", place / "pages")
    moments.append(_busy())
    return _Times(seconds, alone, moments[2] - moments[1], moments[1] - moments[0], megabytes)


def _busy() -> float:
    """Return the processor seconds that this process and the children it has buried took so far."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _imported(library_path: Path, folder: Path) -> tuple[float, float]:
    """Return the seconds of an import and the most memory in MB that a worker had."""
    from viewer.importing.events import Event
    from viewer.importing.run import Import
    from viewer.library import Library

    peaks = [0.0]

    def say(event: Event) -> None:
        peaks.extend(_peak(pid) for pid in importing.worker_pids)

    with Library.open(library_path) as library:
        importing = Import(library, [folder], say, workers=_WORKERS)
        start = time.perf_counter()
        done = importing.run()
        seconds = time.perf_counter() - start
    assert (done.articles, done.problems) == (PAGES, 0), done
    return seconds, max(peaks)


def _peak(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM")), None)
    return 0.0 if line is None else int(line.split()[1]) / 1024


def _alone(paths: list[Path]) -> float:
    """Return the seconds of two processes that share the pages, from their start."""
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
    start = time.perf_counter()
    with ProcessPoolExecutor(_WORKERS, multiprocessing.get_context("spawn"), _behave) as pool:
        halves = [pool.submit(_extract_and_name, paths[side::_WORKERS]) for side in range(_WORKERS)]
        assert sum(half.result() for half in halves) > 0
    return time.perf_counter() - start


def _behave() -> None:
    """Take the priority that a worker has, so that a busy machine treats both alike."""
    if sys.platform != "win32":
        os.nice(10)


def _extract_and_name(paths: list[Path]) -> int:
    from viewer.analysis.pipeline import ENGLISH, load_pipeline
    from viewer.article.reading import article_from_html

    pipeline = load_pipeline(ENGLISH)
    names = 0
    for path in paths:
        article = article_from_html(path.read_text(encoding="utf-8"))
        texts = (article.paragraph_text(i) for i, p in enumerate(article.paragraphs) if p.kind in _NAMED)
        names += sum(len(doc.ents) for doc in pipeline.pipe(texts))
    return names
