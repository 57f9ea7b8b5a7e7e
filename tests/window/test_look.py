from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from viewer.window.look import NORMAL_SIZE, SIZES, Look, keep_look, load_look
from viewer.window.theme import THEMES


def settings_in(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "look.ini"), QSettings.Format.IniFormat)


@pytest.mark.parametrize(
    "look",
    [
        Look(),
        Look("dark", 20.0, 85, False, True, b"\x00\x01\xff;,=\n"),
        Look("contrast", SIZES[-1], 40, True, False, bytes(range(256))),
    ],
)
def test_a_look_is_kept_over_a_restart(tmp_path: Path, look: Look) -> None:
    settings = settings_in(tmp_path)
    keep_look(settings, look)
    settings.sync()
    del settings
    assert load_look(settings_in(tmp_path)) == look


def test_at_first_it_looks_as_at_first(tmp_path: Path) -> None:
    look = load_look(settings_in(tmp_path))
    assert look.theme in THEMES
    assert (look.size, look.threshold, look.inspector, look.following, look.geometry) == (16.0, 70, True, False, b"")


GARBAGE = (
    "",
    "x",
    "-1",
    "1e999",
    "nan",
    "inf",
    "-inf",
    "\x00",
    "@Invalid()",
    "[]",
    "99999999999999999999",
    "true",
    "2",
)


@pytest.mark.parametrize("value", GARBAGE)
def test_garbage_is_read_as_a_look(tmp_path: Path, value: str) -> None:
    settings = settings_in(tmp_path)
    for name in ("theme", "size", "threshold", "inspector", "following", "geometry"):
        settings.setValue(name, value)
    look = load_look(settings)
    assert look.theme in THEMES
    assert SIZES[0] <= look.size <= SIZES[-1]
    assert 40 <= look.threshold <= 100
    assert look.resized(1).size in SIZES
    assert look.type.size("body") > 0


@pytest.mark.parametrize("value", [["a", "list"], {"a": "map"}, 3.7, None, b"bytes"])
def test_values_of_another_type_are_read_as_a_look(tmp_path: Path, value: object) -> None:
    settings = settings_in(tmp_path)
    for name in ("theme", "size", "threshold", "inspector", "following", "geometry"):
        settings.setValue(name, value)
    look = load_look(settings)
    assert SIZES[0] <= look.size <= SIZES[-1]
    assert look.theme in THEMES


def test_type_grows_and_shrinks_by_steps_and_stops_at_the_ends() -> None:
    look, sizes = Look(size=SIZES[0]), []
    for _ in range(len(SIZES) + 2):
        sizes.append(look.size)
        look = look.resized(1)
    assert sizes == [*SIZES, SIZES[-1], SIZES[-1]]
    for _ in range(len(SIZES) + 2):
        look = look.resized(-1)
    assert look.size == SIZES[0]
    assert Look(size=17.2).resized(1).size > 17.2
    assert NORMAL_SIZE in SIZES


def test_themes_come_round() -> None:
    look, seen = Look(), []
    for _ in range(4):
        seen.append(look.theme)
        look = look.next_theme()
    assert seen == ["light", "dark", "contrast", "light"]
