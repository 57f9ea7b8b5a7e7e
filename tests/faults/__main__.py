"""Run the faults in their long form: all of them, or those named on the command line; fails if anything is lost."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults import clocks, damaging, filling, killing, sharing

_KILLS = 170
"""Rounds of kills during imports, and during changes of the schema."""
_EDITS = 500
"""Rounds of kills while notes are written."""
_DAMAGES = 1_000
_PROCESSES, _SECONDS = 4, 60
_JUMPS = 100


def _kills(
    kill: Callable[[Path, int], killing.Outcome], rounds: int = _KILLS
) -> Callable[[Path], tuple[str, list[str]]]:
    def run(folder: Path) -> tuple[str, list[str]]:
        outcome = kill(folder, rounds)
        return f"{outcome.rounds} kills, {outcome.acknowledged} acknowledged", outcome.wrong

    return run


def _damages(folder: Path) -> tuple[str, list[str]]:
    damages = damaging.damage_over_and_over(folder, _DAMAGES)
    return ", ".join(f"{count} {how}" for how, count in damages.met.most_common()), damages.wrong


def _sharing(folder: Path) -> tuple[str, list[str]]:
    count, wrong = sharing.write_together(folder, _PROCESSES, _SECONDS)
    return f"{count} writes acknowledged by {_PROCESSES} processes in {_SECONDS} s", wrong


def _clocks(folder: Path) -> tuple[str, list[str]]:
    return f"{_JUMPS} jumps", clocks.jump(folder, _JUMPS)


FAULTS: dict[str, Callable[[Path], tuple[str, list[str]]]] = {
    "kill_imports": _kills(killing.kill_imports),
    "kill_edits": _kills(killing.kill_edits, _EDITS),
    "kill_migrations": _kills(killing.kill_migrations),
    "damage": _damages,
    "sharing": _sharing,
    "full_disk": filling.fill_disk,
    "clocks": _clocks,
}


def main(names: list[str]) -> int:
    """Run the named faults, all without names; return how many of them lost something."""
    failed = 0
    for name in names or FAULTS:
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="viewer-faults-") as folder:
            told, wrong = FAULTS[name](Path(folder))
        failed += bool(wrong)
        print(f"{name}: {told}; {len(wrong)} wrong; {time.monotonic() - start:.0f} s", *wrong[:10], sep="\n    ")
        sys.stdout.flush()
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
