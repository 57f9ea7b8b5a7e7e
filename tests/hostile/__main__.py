"""Reads a hostile file of each kind at full size: ``python -m tests.hostile [WORD…]`` (kinds whose name has a word)."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.hostile.kinds import KINDS
from tests.hostile.running import MEMORY_LIMIT, TIME_LIMIT, Outcome, run_all


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("words", nargs="*", help="run only kinds whose name has one of these words")
    parser.add_argument("--share", type=float, default=1.0, help="the part of the full size to make")
    arguments = parser.parse_args()
    chosen = [kind for kind in KINDS if not arguments.words or any(word in kind for word in arguments.words)]
    print(f"{'kind':44} {'bytes':>11} {'seconds':>8} {'MB':>5}  outcome")
    with tempfile.TemporaryDirectory() as folder:
        outcomes = run_all(Path(folder), arguments.share, chosen, 1, _print)
    bad = [outcome for outcome in outcomes if outcome.faults]
    slowest = max((outcome.seconds for outcome in outcomes), default=0)
    largest = max((outcome.memory for outcome in outcomes), default=0)
    print(
        f"{len(outcomes)} kinds, {len(bad)} faults; slowest {slowest:.1f} s (limit {TIME_LIMIT:.0f}), "
        f"largest {largest / 1e6:.0f} MB (limit {MEMORY_LIMIT / 1e6:.0f})"
    )
    return bool(bad)


def _print(outcome: Outcome) -> None:
    said = "; ".join(outcome.faults) or outcome.says[:110]
    cost = f"{outcome.bytes:11,} {outcome.seconds:8.2f} {outcome.memory / 1e6:5.0f}"
    print(f"{outcome.kind:44} {cost}  {said}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
