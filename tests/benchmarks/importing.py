"""What an import costs: one worker that analyses one article after another, and the reader who moves the threshold."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.texts import article_of
from viewer.analysis.compare import analyse, compare
from viewer.analysis.model import Settings
from viewer.analysis.pipeline import ENGLISH, load_pipeline
from viewer.analysis.selection import select

_ARTICLES = 24
_WORDS = 700
_ROUNDS = 5
_UNUSED = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]


def import_speed() -> Figure:
    """Time of spaCy's own names over all paragraphs ÷ time of `analyse`, article by article: at least 0.9.

    The value is the inverse, so that less is better: the time of `analyse` in times of spaCy's.
    """
    import spacy

    articles = [article_of(_WORDS, seed) for seed in range(_ARTICLES)]
    texts = [article.paragraph_text(i) for article in articles for i in range(len(article.paragraphs))]
    alone = spacy.load(ENGLISH, exclude=_UNUSED)
    load_pipeline(ENGLISH)
    tasks = (lambda: [analyse(article) for article in articles], lambda: list(alone.pipe(texts, batch_size=64)))
    for task in tasks:
        task()
    times = [[milliseconds(task) for task in tasks] for _ in range(_ROUNDS)]
    ours, theirs = (median(pair[side] for pair in times) for side in (0, 1))
    words = sum(len(text.split()) for text in texts)
    return Figure(ours / theirs, 1 / 0.9, f"{1000 * words / ours:.0f} words a second ÷ {1000 * words / theirs:.0f}")


def import_memory() -> Figure:
    """Peak memory in MB of a process that analyses one article after another, a long one among them."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_analyse_many, args=(theirs,))
    worker.start()
    value = ours.recv()
    worker.join()
    return Figure(value, 350, f"{2 * _ARTICLES} articles of {_WORDS} words and one of 20,000")


def _analyse_many(answer) -> None:  # the end of a pipe
    for seed in range(2 * _ARTICLES):
        analyse(article_of(_WORDS, seed))
    analyse(article_of(20_000))
    answer.send(_peak_megabytes())


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
