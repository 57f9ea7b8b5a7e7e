"""The program reaches its floors on the graded sentence pairs that are held back; only sums are looked at."""

from __future__ import annotations

from functools import cache

import numpy as np

from .data import load_pairs, load_wire_pairs
from .reliability import PairFigures, pair_figures, shipped_scores

FACTS = ("other_number", "other_day", "other_name", "negation")


@cache
def held() -> PairFigures:
    return pair_figures("held")


def test_most_held_pairs_are_judged_rightly_at_the_default_threshold() -> None:
    assert held().accuracy >= 0.90


def test_held_pairs_that_match_say_the_same() -> None:
    assert held().precision >= 0.90


def test_held_pairs_that_say_the_same_match() -> None:
    assert held().recall >= 0.90


def test_held_newswire_is_judged_as_often_as_words_allow() -> None:
    figures = pair_figures("held", load_wire_pairs())
    assert figures.precision >= 0.58
    assert figures.recall >= 0.45


def test_another_fact_in_the_same_words_is_no_match_but_stays_on_the_slider() -> None:
    pairs = [pair for pair in load_pairs() if pair.half == "dev" and pair.kind in FACTS]
    scores = shipped_scores([pair.a for pair in pairs], [pair.b for pair in pairs])
    assert np.mean(scores < 70) >= 0.75
    assert scores.min() >= 40


def test_scores_say_how_many_pairs_are_the_same() -> None:
    pairs = [pair for pair in (*load_pairs(), *load_wire_pairs()) if pair.half == "dev"]
    same = np.array([pair.same for pair in pairs])
    scores = shipped_scores([pair.a for pair in pairs], [pair.b for pair in pairs])
    for low, high in ((70, 80), (80, 90), (90, 100)):
        inside = (scores >= low) & (scores < high)
        assert abs(same[inside].mean() - scores[inside].mean() / 100) <= 0.10
