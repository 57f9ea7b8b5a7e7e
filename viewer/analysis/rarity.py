"""How much a shared word says: rare words say more. The table ships: two sentences are no corpus."""

from __future__ import annotations

import json
from functools import cache, lru_cache

from viewer.data import resource

_ENDINGS = ("'s", "s", "es", "ed", "d", "ing", "ly", "er")
CONTENT = 2.5
"""From this rarity on, a word carries content of its own; below are function words."""


@cache
def _table() -> tuple[dict[str, float], float, float, float]:
    data = json.loads(resource("weights", "idf.json").read_text(encoding="utf-8"))
    words = {word: float(value) for value, tier in data["tiers"].items() for word in tier.split()}
    return words, data["unknown"], data["number"], data["single_character"]


@lru_cache(maxsize=200_000)
def rarity(form: str) -> float:
    """Return the rarity of a word in its compared form: about the logarithm of one over its share of sentences."""
    words, unknown, number, single = _table()
    if form in words:
        return words[form]
    if form[0].isdigit():
        return number
    if len(form) == 1:
        return single if ord(form) > 0x0E00 else 1.0
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= 4:
            stem = words.get(form[: -len(ending)], words.get(form[: -len(ending)] + "e"))
            if stem is not None:
                return max(stem, CONTENT)
    return unknown
