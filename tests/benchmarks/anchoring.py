"""Whether notes find their passages again in an edited text, and how fast."""

from __future__ import annotations

import random
import time
from collections import Counter

from tests.benchmarks.figures import Figure
from tests.benchmarks.text_edits import Draft, article, edit, sample
from tests.benchmarks.text_passages import Quoted, judge, passages, quoted
from viewer.library.notes.anchoring import Placed, find_again

NOTES = 30
MOST_LOST = 0.03


def trial(seed: int, known: bool = True) -> tuple[Counter[str], int]:
    """Return how the notes of one edited text fared, and the number of edits; ``known``: with the old text at hand."""
    chance = random.Random(seed)
    draft = article(chance, sample(), chance.randint(15, 60))
    marked = passages(draft, chance, NOTES)
    edits = chance.randint(1, 8)
    edited = edit(draft, chance, edits)
    return _verdicts(draft, edited, marked, known), edits


def _verdicts(draft: Draft, edited: Draft, marked: list[tuple[int, int]], known: bool) -> Counter[str]:
    found = find_again([quoted(draft, one) for one in marked], draft.text() if known else None, edited.text())
    places = [(one.start, one.end) if isinstance(one, Placed) else None for one in found]
    return Counter(judge(one, edited, place) for one, place in zip(marked, places, strict=True))


def trials(edits: int, known: bool = True, first_seed: int = 0) -> Counter[str]:
    """Return how the notes fared in texts with so many edits in all."""
    counts: Counter[str] = Counter()
    seed = first_seed
    while counts["edits"] < edits:
        verdicts, done = trial(seed, known)
        counts += verdicts
        counts["edits"] += done
        seed += 1
    return counts


def anchoring() -> Figure:
    """Silent wrong moves in 10,000 random edits; none counts if more than 3 % of what still exists is not found."""
    counts = trials(10_000)
    lost = counts["lost"] / (counts["lost"] + counts["right"])
    return Figure(counts["wrong"] if lost <= MOST_LOST else float("inf"), 0, f"{told(counts)}; {lost:.2%} lost")


def anchoring_quotes() -> Figure:
    """As anchoring_wrong, in per cent, where the old text is not known: quotes and the text around them alone."""
    counts = trials(10_000, known=False)
    return Figure(100 * counts["wrong"] / (counts["wrong"] + counts["right"]), 0.5, told(counts))


def anchoring_time() -> Figure:
    """Processor milliseconds to find 200 notes again in an article of about 1,000 words, best of nine."""
    chance = random.Random(7)
    draft = article(chance, sample(), 50)
    edited = edit(draft, chance, 8).text()
    old = draft.text()
    selectors = [quoted(draft, one) for one in passages(draft, chance, 200)]
    best = min(_seconds(selectors, old, edited) for _ in range(9))
    return Figure(1000 * best, 50, f"{len(old.split())} words")


def anchoring_long() -> Figure:
    """Processor seconds to find 200 notes again in a text of 100,000 words."""
    chance = random.Random(7)
    draft = article(chance, sample(), 5_000)
    edited = edit(draft, chance, 30).text()
    old = draft.text()
    selectors = [quoted(draft, one) for one in passages(draft, chance, 200)]
    return Figure(_seconds(selectors, old, edited), 10, f"{len(old.split())} words")


def _seconds(selectors: list[Quoted], old: str, new: str) -> float:
    start = time.process_time()
    find_again(selectors, old, new)
    return time.process_time() - start


def told(counts: Counter[str]) -> str:
    names = ("edits", "right", "wrong", "lost", "asked")
    return ", ".join(f"{name} {counts[name]}" for name in names)
