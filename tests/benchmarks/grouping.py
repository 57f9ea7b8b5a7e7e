"""How long it takes to group a large library into stories, and how much memory: absolute figures."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from functools import cache
from itertools import accumulate

from tests.benchmarks.figures import Figure
from tests.benchmarks.matching import peak_memory
from tests.benchmarks.texts import sample_paragraphs
from viewer.analysis.grouping import group_stories
from viewer.article.messages import Message
from viewer.article.model import Article, Paragraph

_MANY = 10_000
_WORDS = 600
_PARAGRAPH = 50
_SUBJECTS, _OF_SUBJECT, _OF_STORY = 150, 300, 40
_LETTERS = "aaabcdeeeefghiiklmnnoooprrsstttuvw"
_SIZES = (1, 1, 2, 2, 3, 4, 6, 12)
"""So many articles report an event, each as often: a mean of nearly four."""


def grouping_many() -> Figure:
    """Seconds to group 10,000 articles of 600 words into stories."""
    seconds, busy, _, right = _measured()
    together = f"of the pairs that belong together or were put together {right:.3f}"
    return Figure(seconds, 60.0, f"{_MANY} articles; {busy:.0f} seconds of the processor; {together}")


def grouping_memory() -> Figure:
    """Peak memory of the process that holds and groups these articles, in megabytes."""
    if sys.platform == "win32":
        return Figure(None, 1_000.0, "this system does not tell a process's peak memory")
    return Figure(_measured()[2], 1_000.0)


@cache
def _measured() -> tuple[float, float, float, float]:
    code = "from tests.benchmarks.grouping import measure; measure()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, busy, megabytes, right = json.loads(done.stdout)
    return seconds, busy, megabytes, right


def measure() -> None:
    """Group the articles; print seconds, those of the processor, megabytes, the share of pairs rightly together."""
    articles, stories = synthetic_articles(_MANY)
    start, begun = time.perf_counter(), time.process_time()
    groups = group_stories(articles)
    seconds, busy = time.perf_counter() - start, time.process_time() - begun
    megabytes = 0.0 if sys.platform == "win32" else peak_memory() / 1e6
    found = {(a, b) for group in groups for a in group for b in group if a < b}
    wanted = {(a, b) for group in stories for a in group for b in group if a < b}
    print(json.dumps([seconds, busy, megabytes, len(found & wanted) / len(found | wanted)]))


def synthetic_articles(count: int) -> tuple[list[Article], list[list[int]]]:
    """Return articles and the stories that they make: common words, words of a subject, names and words of an event."""
    chance = random.Random(17)
    common = [word for paragraph in sample_paragraphs() for word in paragraph.split()]
    subjects = [_invented(chance, _OF_SUBJECT) for _ in range(_SUBJECTS)]
    falling = list(accumulate(1 / rank for rank in range(1, _OF_SUBJECT + 1)))
    made: list[tuple[int, Article]] = []
    story = 0
    while len(made) < count:
        own = _invented(chance, _OF_STORY)
        own[::2] = [word.capitalize() for word in own[::2]]
        subject = chance.choice(subjects)
        for _ in range(min(chance.choice(_SIZES), count - len(made))):
            words = chance.choices(common, k=_WORDS * 7 // 10)
            words += chance.choices(subject, cum_weights=falling, k=_WORDS * 2 // 10)
            words += chance.choices(own, k=_WORDS // 10)
            chance.shuffle(words)
            made.append((story, _article([*chance.choices(own, k=5), *chance.choices(subject, k=3)], words)))
        story += 1
    chance.shuffle(made)
    stories: dict[int, list[int]] = {}
    for place, (number, _) in enumerate(made):
        stories.setdefault(number, []).append(place)
    return [article for _, article in made], list(stories.values())


def _invented(chance: random.Random, count: int) -> list[str]:
    return ["".join(chance.choices(_LETTERS, k=chance.randint(5, 10))) for _ in range(count)]


def _article(title: list[str], words: list[str]) -> Article:
    parts = [" ".join(title), *(" ".join(words[k : k + _PARAGRAPH]) + "." for k in range(0, len(words), _PARAGRAPH))]
    paragraphs, start = [], 0
    for part in parts:
        kind = "body" if start else "title"
        paragraphs.append(Paragraph(start, start + len(part), kind, Message("benchmark")))
        start += len(part) + 2
    return Article("\n\n".join(parts), parts[0], tuple(paragraphs))
