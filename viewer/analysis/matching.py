"""Sentences that say nearly the same, in two lists of plain strings: no language pipeline, up to 30,000 against 30,000."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.analysis.candidates import candidate_pairs
from viewer.analysis.features import Reader
from viewer.analysis.model import DEFAULT_THRESHOLD
from viewer.analysis.scoring import score_pairs


def match_sentences(
    list_a: Sequence[str], list_b: Sequence[str], threshold: float = DEFAULT_THRESHOLD
) -> list[tuple[int, int, float]]:
    """Return (i, j, score) for the sentences ``list_a[i]`` and ``list_b[j]`` whose score (0-100) reaches ``threshold``.

    The same list given twice is compared with itself: pairs i < j. In long lists, pairs that share no rare word and no
    run of words are not looked at. Pairs come in ascending order.
    """
    same = list_a is list_b
    texts_a, homes_a = _folded(list_a)
    texts_b, homes_b = (texts_a, homes_a) if same else _folded(list_b)
    reader = Reader()
    a = reader.read(texts_a)
    b = a if same else reader.read(texts_b)
    i, j = candidate_pairs(a, b, same=same)
    i, j, scores = score_pairs(reader, a, b, i, j, threshold)
    found = list(zip(i.tolist(), j.tolist(), scores.tolist(), strict=True))
    if same:
        found.extend((k, k, 100.0) for k, home in enumerate(homes_a) if len(home) > 1 and a.plain[k])
    return sorted(_unfolded(found, homes_a, homes_b, same=same))


def _folded(texts: Sequence[str]) -> tuple[list[str], list[list[int]]]:
    """Return the different strings, and for each the places where the list has it."""
    homes: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        homes.setdefault(text, []).append(place)
    return list(homes), list(homes.values())


def _unfolded(
    found: Sequence[tuple[int, int, float]], homes_a: list[list[int]], homes_b: list[list[int]], *, same: bool
) -> list[tuple[int, int, float]]:
    if not same:
        return [(p, q, score) for i, j, score in found for p in homes_a[i] for q in homes_b[j]]
    pairs = [(p, q, score) for i, j, score in found for p in homes_a[i] for q in homes_b[j] if i != j or p < q]
    return [(min(p, q), max(p, q), score) for p, q, score in pairs]
