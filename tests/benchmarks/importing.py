"""What an import costs: one worker that analyses one article after another, and the reader who moves the threshold."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.texts import article_of
from viewer.analysis.compare import analyse, compare
from viewer.analysis.model import Settings
from viewer.analysis.pipeline import ENGLISH
from viewer.analysis.selection import select

_ARTICLES = 24
_WORDS = 700
_ROUNDS = 5
_UNUSED = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]


def import_speed() -> Figure:
    """Time of `analyse` in a worker, article by article, in times of spaCy's names alone over all its paragraphs.

    At most 1 ÷ 0.9: nine tenths of spaCy's words a second.
    """
    ours, theirs, words = _in_worker(_times)
    return Figure(ours / theirs, 1 / 0.9, f"{1000 * words / ours:.0f} words a second ÷ {1000 * words / theirs:.0f}")


def import_memory() -> Figure:
    """Peak memory in MB of a worker that analyses one article after another, a long one among them."""
    return Figure(_in_worker(_memory), 350, f"{2 * _ARTICLES} articles of {_WORDS} words and one of 20,000")


def _in_worker(task):  # a function of this module; gives what it gives
    """Run a task in a process of its own, with the one thread for matrices that a worker has."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(task).result()


def _times() -> tuple[float, float, int]:
    """Return the milliseconds of `analyse` and of spaCy alone, and the number of words."""
    import spacy

    articles = [article_of(_WORDS, seed) for seed in range(_ARTICLES)]
    texts = [article.paragraph_text(i) for article in articles for i in range(len(article.paragraphs))]
    alone = spacy.load(ENGLISH, exclude=_UNUSED)
    tasks = (lambda: [analyse(article) for article in articles], lambda: list(alone.pipe(texts, batch_size=64)))
    for task in tasks:
        task()
    times = [[milliseconds(task) for task in tasks] for _ in range(_ROUNDS)]
    ours, theirs = (median(pair[side] for pair in times) for side in (0, 1))
    return ours, theirs, sum(len(text.split()) for text in texts)


def _memory() -> float | None:
    for seed in range(2 * _ARTICLES):
        analyse(article_of(_WORDS, seed))
    analyse(article_of(20_000))
    return _peak_megabytes()


def _peak_megabytes() -> float | None:
    """Return the most memory this process had, None where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def retune() -> Figure:
    """Milliseconds until a comparison of six articles follows a new threshold, or a match that the reader rejects."""
    comparison = compare([article_of(_WORDS, seed) for seed in range(6)])
    rejected = [frozenset(map(comparison.anchor, (match.a, match.b))) for match in comparison.matches[:1]]
    times = [milliseconds(lambda at=at: select(comparison, Settings(threshold=at))) for at in range(50, 100, 2)]
    times += [milliseconds(lambda: select(comparison, Settings(), rejected)) for _ in range(9)]
    return Figure(median(times), 20, f"{len(comparison.pairs)} scored pairs, slowest {max(times):.1f} ms")
