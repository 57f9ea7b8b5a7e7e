"""What an import costs: one worker that analyses one article after another, and the reader who moves the threshold."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.texts import article_of
from viewer.analysis import edits
from viewer.analysis.compare import analyse, compare
from viewer.analysis.corrections import Corrections
from viewer.analysis.model import Comparison, SentenceRef, Settings
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
    """Milliseconds until a comparison of six articles follows a new threshold, a verdict or an edited name."""
    comparison = compare([article_of(_WORDS, seed) for seed in range(6)])
    times = {"threshold": [milliseconds(lambda at=at: select(comparison, Settings(at))) for at in range(50, 100, 2)]}
    for name, edit in _edits(comparison).items():
        select(comparison, Settings(), edit())  # numpy is imported for the first confirmed match
        times[name] = [milliseconds(lambda edit=edit: select(comparison, Settings(), edit())) for _ in range(9)]
    figures = {name: median(measured) for name, measured in times.items()}
    note = ", ".join(f"{name} {figure:.1f}" for name, figure in figures.items())
    return Figure(max(figures.values()), 20, f"{len(comparison.pairs)} scored pairs; {note} ms")


def _edits(comparison: Comparison) -> dict[str, Callable[[], Corrections]]:
    """Return a rejected match, a confirmed one, and what the reader may do with the names that are mentioned most."""
    first, last = comparison.pairs[0], SentenceRef(comparison.pairs[-1].b.article, 0)
    one, two = sorted(comparison.entities, key=lambda entity: -len(entity.mentions))[:2]
    return {
        "reject": lambda: edits.judge(comparison, first.a, first.b, "rejected"),
        "confirm": lambda: edits.judge(comparison, first.a, last, "confirmed"),
        "rename": lambda: edits.rename(comparison, one, "Another name"),
        "merge": lambda: edits.merge(comparison, one, two),
        "split": lambda: edits.take_out_form(comparison, one, one.mentions[0].text),
    }
