"""What analysing costs: beside spaCy alone, and in delay of the window's event loop."""

from __future__ import annotations

import time
from statistics import median, quantiles

from PySide6.QtCore import QEventLoop, QTimer

from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.texts import article_of
from viewer.analysis.compare import compare as compare_articles
from viewer.analysis.pipeline import ENGLISH, load_pipeline
from viewer.app import make_application
from viewer.window.jobs import WorkerClient

_TICK = 5
_ARTICLES = 20
_IDLE = 4000


def compare() -> Figure:
    """`compare` of three articles, pipeline loaded ÷ spaCy's NER alone over the same text by paragraph."""
    articles = [article_of(700, seed) for seed in range(3)]
    nlp = load_pipeline(ENGLISH)
    texts = [article.paragraph_text(i) for article in articles for i in range(len(article.paragraphs))]
    tasks = (lambda: compare_articles(articles), lambda: list(nlp.pipe(texts, batch_size=64)))
    for task in tasks:
        task()
    times = [[milliseconds(task) for task in tasks] for _ in range(9)]
    ours, alone = (median(pair[side] for pair in times) for side in (0, 1))
    return Figure(ours / alone, 1.6, f"{ours:.0f} ms ÷ {alone:.0f} ms")


def loop_delay() -> Figure:
    """99th percentile of the event loop's delay while 20 articles are analysed ÷ while nothing happens."""
    make_application()
    worker = WorkerClient()
    articles = [article_of(700, seed) for seed in range(_ARTICLES)]
    _analyse(worker, articles[:1])  # the pipeline is loaded
    idle = _delays(None)
    busy = _delays(lambda done: _analyse_all(worker, articles, done))
    worker.stop()
    value = quantiles(busy, n=100)[98] / max(0.1, quantiles(idle, n=100)[98])
    note = f"p99 {quantiles(busy, n=100)[98]:.1f} ms ÷ {quantiles(idle, n=100)[98]:.1f} ms, {len(busy)} ticks"
    return Figure(value, 2.5, note)


def _analyse(worker: WorkerClient, articles: list) -> None:
    loop = QEventLoop()
    _analyse_all(worker, articles, loop.quit)
    loop.exec()


def _analyse_all(worker: WorkerClient, articles: list, done) -> None:  # a callback
    left = [len(articles)]

    def one_more(_reply: object) -> None:
        left[0] -= 1
        if not left[0]:
            done()

    for article in articles:
        worker.ask({"do": "analyse", "article": article.to_json()}, one_more, one_more)


def _delays(work) -> list[float]:  # None, or a task that calls back
    """Return by how many milliseconds each tick of a timer came too late."""
    loop, delays, last = QEventLoop(), [], [time.perf_counter()]
    timer = QTimer()
    timer.setTimerType(timer.timerType().PreciseTimer)

    def tick() -> None:
        now = time.perf_counter()
        delays.append(max(0.0, (now - last[0]) * 1000 - _TICK))
        last[0] = now

    timer.timeout.connect(tick)
    timer.start(_TICK)
    if work is None:
        QTimer.singleShot(_IDLE, loop.quit)
    else:
        work(loop.quit)
    loop.exec()
    timer.stop()
    return delays
