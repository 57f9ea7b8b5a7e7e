"""Learn the weights of the match model from our own graded pairs: ``python -m tests.quality.train_weights``.

Only the half ``dev`` of ``pairs.jsonl`` is used, in three ways: the pairs as they were graded; each sentence with the
sentences of other pairs that share words with it, as a search through a whole story meets them; and pairs that say the
same with a clause of another sentence joined to one side or both, as a rewritten report adds and drops details.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from datetime import date
from itertools import chain

import numpy as np

from viewer.analysis.features import FEATURES, Floats, Reader, features_of, overlaps
from viewer.analysis.rarity import CONTENT, rarity
from viewer.analysis.scoring import in_order, sorted_letters
from viewer.analysis.words import words_of
from viewer.data import resource

from .data import Half, Pair, PairKind, load_pairs
from .reliability import by_kind, reliability, shipped_scores

GRADES: dict[PairKind, float] = {
    "verbatim": 1.0,
    "edited": 1.0,
    "reworded": 0.95,
    "quote_reframed": 0.8,
    "trimmed": 0.75,
    "merged": 0.7,
    "split": 0.7,
    "other_number": 0.3,
    "other_day": 0.3,
    "other_name": 0.3,
    "negation": 0.3,
    "same_template": 0.05,
    "short_inside_long": 0.05,
    "same_topic": 0.02,
    "shared_phrase": 0.02,
}
"""How much of the same a pair of some kind says. What says more than the other ranks below what says just the same; the
same words with another fact are no match, but worth seeing when the threshold is lowered."""
PENALTY = 0.001
STRANGERS = 8
"""Chance pairs for each sentence: those nearest in words among the other pairs of the half."""
FOLDS = 5
JOINED = 1500
ONE_FACT = ("other_number", "other_day", "other_name", "negation")
ONE_FACT_WEIGHT = 0.1
"""Sentences that differ in one fact alone are far commoner among the graded pairs than in the news, so they weigh this
little where the scores are made to say how many pairs are the same."""
JOINED_WORDS = 12
FOR_LIKENESS = ("likeness",)
"""Likeness speaks for a match, everything else against it: signs are given, sizes are learned."""


def pairs_of(half: Half) -> list[Pair]:
    """Read the graded pairs of one half."""
    return [pair for pair in load_pairs() if pair.half == half]


def all_features(a: Sequence[str], b: Sequence[str]) -> Floats:
    """Return the features of the pairs (a[k], b[k])."""
    reader = Reader()
    left, right = reader.read(a), reader.read(b)
    places = np.arange(len(a))
    likeness = overlaps(reader, left, right, places, places).likeness(
        in_order(left, right, places, places), sorted_letters(left, right, places, places)
    )
    return features_of(reader, left, right, places, places, likeness)


def strangers(a: Sequence[str], b: Sequence[str]) -> tuple[list[str], list[str]]:
    """Pair each sentence with the sentences of other pairs that share most words with it."""
    reader = Reader()
    left, right = reader.read(a), reader.read(b)
    i, j = (part.ravel() for part in np.divmod(np.arange(len(a) * len(b)), len(b)))
    shared = overlaps(reader, left, right, i, j).of_shorter.reshape(len(a), len(b))
    np.fill_diagonal(shared, -1)
    chosen = np.argsort(-shared, axis=1, kind="stable")[:, :STRANGERS]
    return [a[row] for row in range(len(a)) for _ in range(STRANGERS)], [b[k] for k in chosen.ravel()]


def joined(pairs: Sequence[Pair], seed: int = 4) -> tuple[list[str], list[str], Floats]:
    """Join clauses to pairs that say the same, and grade them by the share of each side that the other one says too."""
    rng = random.Random(seed)
    sources = [pair for pair in pairs if pair.kind in ("verbatim", "edited", "reworded")]
    sentences = sorted({text for pair in pairs for text in (pair.a, pair.b)})
    sides: tuple[list[str], list[str]] = ([], [])
    grades = []
    for _ in range(JOINED):
        pair = rng.choice(sources)
        grade = 1.0
        for side, text in zip(sides, (pair.a, pair.b), strict=True):
            words = text.rstrip(".").split()
            if rng.random() < 0.5:
                other = rng.choice(sentences).rstrip(".").split()
                size = rng.randint(1, JOINED_WORDS)
                start = rng.randrange(max(1, len(other) - size + 1))
                clause = other[start : start + size]
                grade *= 1 - content(clause) / max(1, content(clause) + content(words))
                words = words + clause if rng.random() < 0.5 else clause + words
            side.append(" ".join(words))
        grades.append(grade)
    return *sides, np.array(grades)


def content(words: Sequence[str]) -> int:
    """Count the words that carry content of their own."""
    return sum(rarity(word.form) >= CONTENT for word in words_of(" ".join(words)))


def fit(features: Floats, truth: Floats, weight: Floats) -> tuple[Floats, float]:
    """Fit a logistic model with signs given and a ridge penalty, on standardised features, by projected gradients."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    design = np.column_stack([(features - mean) / spread, np.ones(len(features))])
    speaks_for = np.array([name in FOR_LIKENESS for name in FEATURES])
    low = np.append(np.where(speaks_for, 0.0, -np.inf), -np.inf)
    high = np.append(np.where(speaks_for, np.inf, 0.0), np.inf)
    ridge = np.append(np.full(len(FEATURES), PENALTY), 0.0)
    weight = weight / weight.sum()
    step = 1.0 / (0.25 * np.linalg.eigvalsh((design * weight[:, None]).T @ design)[-1] + PENALTY)
    current = before = np.zeros(design.shape[1])
    for turn in range(3000):
        ahead = current + turn / (turn + 3) * (current - before)
        guess = 1 / (1 + np.exp(-design @ ahead))
        slope = design.T @ (weight * (guess - truth)) + ridge * ahead
        before, current = current, np.clip(ahead - step * slope, low, high)
    weights = current[:-1] / spread
    return weights, float(current[-1] - weights @ mean)


def learn(pairs: Sequence[Pair]) -> tuple[Floats, float, int]:
    """Learn from graded pairs, their chance pairs and joined pairs, a third of the weight each."""
    a, b = [pair.a for pair in pairs], [pair.b for pair in pairs]
    chance_a, chance_b = strangers(a, b)
    joined_a, joined_b, joined_grades = joined(pairs)
    sizes = (len(a), len(chance_a), len(joined_a))
    features = all_features([*a, *chance_a, *joined_a], [*b, *chance_b, *joined_b])
    truth = np.concatenate([[GRADES[pair.kind] for pair in pairs], np.zeros(len(chance_a)), joined_grades])
    weight = np.fromiter(chain.from_iterable([1 / size] * size for size in sizes), float)
    return *fit(features, truth, weight), len(chance_a)


def out_of_fold(pairs: Sequence[Pair]) -> Floats:
    """Return for each pair the logit of a model that never saw its topic."""
    logits = np.zeros(len(pairs))
    topics = sorted({pair.topic for pair in pairs})
    for fold in range(FOLDS):
        left_out = set(topics[fold::FOLDS])
        weights, bias, _ = learn([pair for pair in pairs if pair.topic not in left_out])
        mine = [k for k, pair in enumerate(pairs) if pair.topic in left_out]
        logits[mine] = all_features([pairs[k].a for k in mine], [pairs[k].b for k in mine]) @ weights + bias
    return logits


def calibration(pairs: Sequence[Pair], logits: Floats) -> tuple[float, float]:
    """Return slope and offset that make logits of topics not learned from the logits of being judged the same."""
    design = np.column_stack([logits, np.ones(len(logits))])
    truth = np.array([pair.same for pair in pairs], float)
    weight = np.array([ONE_FACT_WEIGHT if pair.kind in ONE_FACT else 1.0 for pair in pairs])
    found = np.array([1.0, 0.0])
    for _ in range(20):
        guess = 1 / (1 + np.exp(-design @ found))
        curve = (design * (weight * guess * (1 - guess))[:, None]).T @ design
        found -= np.linalg.solve(curve, design.T @ (weight * (guess - truth)))
    return float(found[0]), float(found[1])


def main() -> int:
    """Learn, write the weights, and say how far the scores can be trusted."""
    pairs = pairs_of("dev")
    same = np.array([pair.same for pair in pairs], float)
    logits = out_of_fold(pairs)
    slope, offset = calibration(pairs, logits)
    weights, bias, chance_pairs = learn(pairs)
    weights, bias, logits = weights * slope, bias * slope + offset, logits * slope + offset
    data = {
        "provenance": "Learned by tests/quality/train_weights.py from the half dev of tests/quality/pairs.jsonl, "
        "sentence pairs written and graded for this project, from chance pairs of their sentences, and from such pairs "
        "with clauses of others joined to them.",
        "learned": date.today().isoformat(),
        "pairs": len(pairs),
        "chance_pairs": chance_pairs,
        "joined_pairs": JOINED,
        "bias": round(bias, 4),
        "weights": {name: round(float(value), 4) for name, value in zip(FEATURES, weights, strict=True)},
    }
    text = json.dumps(data, indent=2)
    resource("weights", "match_model.json").write_text(text + "\n", encoding="utf-8")
    print(text)
    print(f"slope {slope:.3f}, offset {offset:.3f}")
    print("\nTopics not learned from:", *reliability(100 / (1 + np.exp(-logits)), same), sep="\n")
    scores = shipped_scores([pair.a for pair in pairs], [pair.b for pair in pairs])
    print("\nAll rules, dev:", *reliability(scores, same), *by_kind([pair.kind for pair in pairs], scores), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
