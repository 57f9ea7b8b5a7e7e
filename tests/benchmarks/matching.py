"""How fast near-duplicate sentences are found, beside exact search and beside the standard library."""

from __future__ import annotations

import difflib
import random
import re
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from tests.benchmarks.figures import Figure
from tests.benchmarks.texts import long_text
from viewer.analysis.matching import match_sentences
from viewer.analysis.sentences import split_sentences

_MANY = 30_000
_ROWS = 300
_RATIO = 75
_SMALL = 200
_WORD = re.compile(r"\w+")


@cache
def sentences(count: int) -> list[str]:
    """Return so many sentences: those of the samples and the graded pairs, and copies of them spliced and edited."""
    from tests.quality.data import load_pairs

    source = sorted({side for pair in load_pairs() for side in (pair.a, pair.b)})
    chance = random.Random(11)
    words = [word for sentence in source for word in sentence.split()]
    grown = list(source[:count])
    while len(grown) < count:
        first, second = chance.choice(source).split(), chance.choice(source).split()
        if chance.random() < 0.3:
            grown.append(" ".join(first[: len(first) // 2] + second[len(second) // 2 :]))
        else:
            share = chance.choice((0.05, 0.2, 0.5))
            grown.append(" ".join(chance.choice(words) if chance.random() < share else word for word in first))
    return grown


def match_many() -> Figure:
    """Ours ÷ exact ``cdist`` of 30,000 sentences against themselves (from sampled rows, scaled to each pair once)."""
    texts = sentences(_MANY)
    match_sentences(texts[:100], texts[:100])
    start = time.perf_counter()
    found = {(i, j) for i, j, _ in match_sentences(texts, texts, threshold=50)}
    ours = time.perf_counter() - start
    rows = random.Random(3).sample(range(_MANY), _ROWS)
    plain = [utils.default_process(text) for text in texts]
    start = time.perf_counter()
    scores = process.cdist([plain[row] for row in rows], plain, scorer=fuzz.ratio, score_cutoff=_RATIO)
    exact = (time.perf_counter() - start) * _MANY / _ROWS / 2
    wanted = {
        (min(rows[place], other), max(rows[place], other))
        for place, other in zip(*scores.nonzero(), strict=True)
        if rows[place] != other
    }
    recall = len(wanted & found) / len(wanted)
    note = f"{exact / ours:.0f} times faster, recall {recall:.3f} of {len(wanted)} pairs, {ours:.1f} s"
    return Figure(ours / exact if recall >= 0.99 else 1.0, 1 / 25, note)


def match_memory() -> Figure:
    """Peak memory of a process that matches 30,000 sentences, in megabytes."""
    code = (
        "from tests.benchmarks.matching import peak_memory, sentences, match_sentences;"
        f"t = sentences({_MANY}); match_sentences(t, t, threshold=50); print(peak_memory())"
    )
    if sys.platform == "win32":
        return Figure(None, 300.0, "this system does not tell a process's peak memory")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return Figure(int(done.stdout) / 1e6, 300.0)


def peak_memory() -> int:
    """Return the most memory that this process held, in bytes.

    What Linux counts in ``ru_maxrss`` includes the process that started this one; its own status does not.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def match_small() -> Figure:
    """Ours ÷ difflib.SequenceMatcher on the same 200 × 200 pairs."""
    texts = sentences(2000)
    one, other = texts[:_SMALL], texts[1000 : 1000 + _SMALL]
    match_sentences(one, other)
    ours = min(_seconds(one, other) for _ in range(5))
    start = time.perf_counter()
    for a in one[:10]:
        for b in other:
            difflib.SequenceMatcher(None, a, b, False).ratio()
    theirs = (time.perf_counter() - start) * _SMALL / 10
    return Figure(ours / theirs, 1 / 1000, f"{theirs / ours:.0f} times faster")


def _seconds(one: list[str], other: list[str]) -> float:
    start = time.perf_counter()
    match_sentences(one, other)
    return time.perf_counter() - start


def article_pair() -> Figure:
    """Two articles that share copy: ours ÷ the package text-matcher, if ours covers more of the runs of eight words."""
    try:
        from text_matcher.matcher import Matcher, Text
    except ImportError:
        return Figure(None, 1 / 50, "the package text-matcher is not installed (pip install '.[bench]')")
    times, found = [], []
    for one, other in _pairs_with_copy():
        start = time.perf_counter()
        ours = _matched_spans(one, other)
        middle = time.perf_counter()
        # Its list of stop words would be downloaded; without removing them it needs none.
        theirs = Matcher(Text(one, "a", removeStopwords=False), Text(other, "b", removeStopwords=False))
        times.append((middle - start, time.perf_counter() - middle))
        spans = [
            (theirs.textA.spans[match.a][0], theirs.textA.spans[match.a + match.sizeA - 1][1])
            for match in theirs.extended_matches
        ]
        shared = _shared_words(one, other)
        found.append((_covered(shared, ours), _covered(shared, spans), len(shared)))
    ours, theirs = (sum(row[side] for row in times) for side in (0, 1))
    recalls = [sum(row[side] for row in found) / sum(row[2] for row in found) for side in (0, 1)]
    note = f"{theirs / ours:.0f} times faster, recall {recalls[0]:.3f} against {recalls[1]:.3f}"
    return Figure(ours / theirs if recalls[0] > recalls[1] else 1.0, 1 / 50, note)


def _pairs_with_copy(count: int = 10) -> list[tuple[str, str]]:
    """Return pairs of articles; the second carries half of the first's paragraphs, lightly edited, among its own."""
    pairs = []
    for seed in range(count):
        chance = random.Random(seed)
        first, own = long_text(500, seed).split("\n\n"), long_text(400, seed + 100).split("\n\n")
        words = " ".join(own).split()
        copied = [
            " ".join(chance.choice(words) if chance.random() < 0.04 else word for word in paragraph.split())
            for paragraph in first
            if chance.random() < 0.5
        ]
        other = own + copied
        chance.shuffle(other)
        pairs.append(("\n\n".join(first), "\n\n".join(other)))
    return pairs


def _matched_spans(one: str, other: str) -> list[tuple[int, int]]:
    spans = [split_sentences(text) for text in (one, other)]
    lists = [[text[start:end] for start, end in part] for text, part in zip((one, other), spans, strict=True)]
    return [spans[0][i] for i, _, _ in match_sentences(*lists)]


def _shared_words(one: str, other: str, length: int = 8) -> list[tuple[int, int]]:
    """Return the places in ``one`` of all words that stand in a run of eight words that ``other`` has too."""
    places = [[(found.start(), found.end(), found[0].lower()) for found in _WORD.finditer(t)] for t in (one, other)]
    runs = {tuple(word for _, _, word in places[1][i : i + length]) for i in range(len(places[1]) - length + 1)}
    shared: set[tuple[int, int]] = set()
    for i in range(len(places[0]) - length + 1):
        if tuple(word for _, _, word in places[0][i : i + length]) in runs:
            shared.update((start, end) for start, end, _ in places[0][i : i + length])
    return sorted(shared)


def _covered(words: list[tuple[int, int]], spans: list[tuple[int, int]]) -> int:
    return sum(any(start <= word[0] and word[1] <= end for start, end in spans) for word in words)
