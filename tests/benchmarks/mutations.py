"""Packs that were changed at random, in their bytes and in what they say."""

from __future__ import annotations

import json
import random
import time
from contextlib import suppress
from copy import deepcopy
from typing import Any

from tests.benchmarks.figures import Figure
from tests.benchmarks.packed_story import members, pack, zipped
from viewer.article.problems import ReadProblem
from viewer.library.sharing.packs import Pack, pack_bytes, read_pack


def deep(levels: int) -> Any:
    value: Any = 0
    for _ in range(levels):
        value = [value]
    return value


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a pack with bytes of its file or of a member changed, checksums brought up to date or not."""
    if chance.random() < 0.3:
        return _noise(data, chance)
    parts = members(data)
    name = chance.choice(sorted(parts))
    parts[name] = _noise(parts[name], chance) if chance.random() < 0.3 else _tree(parts[name], chance)
    if chance.random() < 0.1:
        del parts[chance.choice(sorted(parts))]
    try:
        return zipped(parts, sums=chance.random() < 0.9)
    except (ValueError, TypeError, AttributeError):
        return zipped(parts, sums=False)


def _noise(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randint(1, len(changed))]) if chance.random() < 0.2 and changed else bytes(changed)


def _tree(data: bytes, chance: random.Random) -> bytes:
    try:
        value = json.loads(data)
    except ValueError:
        return data
    odd = [None, True, -1, 10**12, 1.5, "", "x" * 300, [], {}, "\ud800", "../../x", deep(25), "{0}", 10**300]
    for _ in range(chance.randint(1, 3)):
        place, spots = value, []
        while isinstance(place, (dict, list)) and place:
            key = chance.choice(list(place) if isinstance(place, dict) else range(len(place)))
            spots.append((place, key))
            place = place[key]
        if spots:
            inside, key = chance.choice(spots)
            inside[key] = deepcopy(chance.choice(odd))
    return json.dumps(value).encode()


def read_mutations(count: int, seed: int) -> tuple[int, float]:
    """Read so many mutated packs: anything but a pack or a ReadProblem is raised.

    Return how many were packs, and the processor time of the slowest in seconds.
    """
    chance, packs, slowest = random.Random(seed), 0, 0.0
    whole = pack_bytes(pack())
    for _ in range(count):
        data = mutated(whole, chance)
        start = time.process_time()
        with suppress(ReadProblem):
            packs += isinstance(read_pack(data), Pack)
        slowest = max(slowest, time.process_time() - start)
    return packs, slowest


def pack_mutations() -> Figure:
    """Seconds that the slowest of 10,000 mutated packs takes; each is a pack or a problem in one sentence."""
    packs, slowest = read_mutations(10_000, seed=7)
    return Figure(slowest, 0.2, f"{packs} were packs")
