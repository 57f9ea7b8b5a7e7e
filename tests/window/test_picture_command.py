"""A picture of a group that is not there says so, and how many there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.cli import run
from viewer.data import data_folder

STORY = data_folder("seeds") / "local-tern-street-lido"
APART = (
    "Bakers bake without salt\n\nEleven bakers leave the salt out of their bread for one week.",
    "Ferry leaves late\n\nThe morning ferry to Orle waited forty minutes because of fog at the pier.",
)


def picture_of_group_99(paths: list[Path], output: Path) -> int:
    return run(["picture", *map(str, paths), "-o", str(output), "--select", "99"])


def test_a_group_beyond_the_last_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert picture_of_group_99([STORY], tmp_path / "out.png") == 3
    assert "Group 99 cannot be selected: at threshold 70 the last one is group " in capsys.readouterr().err
    assert (tmp_path / "out.png").exists(), "the rest was worked on, as the code says"


def test_where_there_are_no_groups_that_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, text in zip(paths, APART, strict=True):
        path.write_text(text, "utf-8")
    picture_of_group_99(paths, tmp_path / "out.png")
    assert "no group stands at threshold 70. Lower it to see some." in capsys.readouterr().err
