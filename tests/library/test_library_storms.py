"""Faults over and over, in the short form; ``python -m tests.faults`` is the long one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import clocks, damaging, filling, killing, sharing

needs_fork = pytest.mark.skipif(sys.platform == "win32", reason="needs processes that fork")


@needs_fork
@pytest.mark.parametrize("kill", [killing.kill_imports, killing.kill_edits, killing.kill_migrations])
def test_nothing_acknowledged_is_lost_by_a_kill(kill: Callable[[Path, int], killing.Outcome], tmp_path: Path) -> None:
    outcome = kill(tmp_path, 10)
    assert outcome.wrong == []
    assert outcome.rounds == 10
    assert outcome.acknowledged > 0


def test_damage_anywhere_is_harmless_or_found_and_repaired(tmp_path: Path) -> None:
    damages = damaging.damage_over_and_over(tmp_path, 30)
    assert damages.wrong == []
    assert damages.met["found when opened"] > 0
    assert damages.met.total() == 30


@needs_fork
def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    count, wrong = sharing.write_together(tmp_path, 4, 3.0)
    assert wrong == []
    assert count > 10


def test_a_clock_that_jumps_loses_nothing(tmp_path: Path) -> None:
    assert clocks.jump(tmp_path, 12) == []


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs a small file system")
def test_a_full_disk_refuses_and_damages_nothing(tmp_path: Path) -> None:
    told, wrong = filling.fill_disk(tmp_path)
    assert wrong == []
    assert "refused" in told or "not run" in told
