"""Learn the weights of the match model from our own graded pairs: ``python -m tests.quality.train_weights``.

Only the half ``dev`` of ``pairs.jsonl`` is used. Each sentence is also paired with sentences of other pairs: pairs that
say different things for certain, of the kind that a search through a whole story meets.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from viewer.analysis.features import FEATURES, Floats, Reader, lexical_features
from viewer.analysis.scoring import with_ratios
from viewer.data import resource

PAIRS = Path(__file__).with_name("pairs.jsonl")
PENALTY = 0.3
STRANGERS = 8
"""Chance pairs for each sentence: those nearest in words among the other pairs of the half."""
CHANCE_WEIGHT = 0.25
"""What the chance pairs of a sentence weigh together, against 1 for a graded pair."""
TEMPERATURE = 0.6
ONE_FACT = ("other_number", "other_day", "other_name", "negation")
ONE_FACT_WEIGHT = 0.1
TEMPLATE_WEIGHT = 0.5
"""Pairs that differ in one fact alone, and templates, are far commoner among the graded pairs than in the news."""
LEAST = {"ratio": 3.0, "sorted_ratio": 3.0, "words": 5.0, "length": 2.0}
"""Weights that may not get smaller, chosen by hand: pairs of look-alikes made to mislead would unlearn likeness."""
MOST = {"numbers_conflict": 0.0, "numbers_one_sided": 0.0, "names_conflict": 0.0, "negation_differs": 0.0}
"""Facts that disagree never speak for a match."""


def graded(half: str) -> tuple[list[str], list[str], np.ndarray]:
    """Read the graded pairs of one half."""
    rows = rows_of(half)
    return [row["a"] for row in rows], [row["b"] for row in rows], np.array([row["same"] for row in rows], float)


def rows_of(half: str) -> list[dict[str, Any]]:
    """Read the rows of one half."""
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["half"] == half]


def features_of(a: list[str], b: list[str]) -> Floats:
    """Return the features of the pairs (a[k], b[k])."""
    reader = Reader()
    left, right = reader.read(a), reader.read(b)
    places = np.arange(len(a))
    return with_ratios(left, right, places, places, lexical_features(reader, left, right, places, places))


def strangers(a: list[str], b: list[str]) -> tuple[list[str], list[str]]:
    """Pair each sentence with the sentences of other pairs that share most words with it."""
    reader = Reader()
    left, right = reader.read(a), reader.read(b)
    i, j = (part.ravel() for part in np.divmod(np.arange(len(a) * len(b)), len(b)))
    shared = lexical_features(reader, left, right, i, j)[:, 4].reshape(len(a), len(b))
    np.fill_diagonal(shared, -1)
    chosen = np.argsort(-shared, axis=1)[:, :STRANGERS]
    return [a[row] for row in range(len(a)) for _ in range(STRANGERS)], [b[k] for k in chosen.ravel()]


def importance(kind: str) -> float:
    """Return what a graded pair of some kind weighs."""
    return ONE_FACT_WEIGHT if kind in ONE_FACT else TEMPLATE_WEIGHT if kind == "same_template" else 1.0


def fit(features: Floats, truth: np.ndarray, weight: np.ndarray) -> tuple[Floats, float]:
    """Fit a logistic model with a ridge penalty by projected gradient steps."""
    low = np.array([LEAST.get(name, -np.inf) for name in FEATURES] + [-np.inf])
    high = np.array([MOST.get(name, np.inf) for name in FEATURES] + [np.inf])
    design = np.column_stack([features, np.ones(len(features))])
    ridge = np.full(design.shape[1], PENALTY)
    ridge[-1] = 0.0
    step = 1.0 / (0.25 * np.linalg.eigvalsh((design * weight[:, None]).T @ design)[-1] + PENALTY)
    current = before = np.clip(np.zeros(design.shape[1]), low, high)
    for turn in range(20_000):
        ahead = current + turn / (turn + 3) * (current - before)
        guess = 1 / (1 + np.exp(-design @ ahead))
        slope = design.T @ (weight * (guess - truth)) + ridge * ahead
        before, current = current, np.clip(ahead - step * slope, low, high)
    return current[:-1], float(current[-1])


def tempered(weights: Floats, bias: float) -> tuple[Floats, float]:
    """Stretch the scores around the default threshold: what was learned is too sure of itself on longer texts."""
    middle = float(np.log(0.7 / 0.3))
    return weights * TEMPERATURE, (bias - middle) * TEMPERATURE + middle


def main() -> int:
    """Learn, write the weights, and say how they do on both halves."""
    a, b, truth = graded("dev")
    more_a, more_b = strangers(a, b)
    features = np.vstack([features_of(a, b), features_of(more_a, more_b)])
    weight = np.concatenate(
        [[importance(row["kind"]) for row in rows_of("dev")], np.full(len(more_a), CHANCE_WEIGHT / STRANGERS)]
    )
    weights, bias = tempered(*fit(features, np.concatenate([truth, np.zeros(len(more_a))]), weight))
    data = {
        "provenance": "Learned by tests/quality/train_weights.py from the half dev of tests/quality/pairs.jsonl, "
        "sentence pairs written and graded for this project, and from chance pairs of their sentences.",
        "learned": date.today().isoformat(),
        "pairs": len(a),
        "chance_pairs": len(more_a),
        "bias": round(bias, 4),
        "weights": {name: round(float(value), 4) for name, value in zip(FEATURES, weights, strict=True)},
    }
    text = json.dumps(data, indent=2)
    resource("weights", "match_model.json").write_text(text + "\n", encoding="utf-8")
    for half in ("dev", "held"):
        a, b, truth = graded(half)
        said = features_of(a, b) @ weights + bias >= np.log(0.7 / 0.3)
        print(f"{half}: {np.mean(said == truth):.3f} right at 70, {truth[said].mean():.3f} precision")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
