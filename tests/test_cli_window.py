from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from viewer.cli import run


class Window:
    """Stands in for ``viewer.app`` and remembers how it was called."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: Exception | None = None) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self._error = error
        app = ModuleType("viewer.app")
        app.open_window = self._remember  # type: ignore[attr-defined]
        app.take_picture = self._remember  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "viewer.app", app)
        monkeypatch.setattr("viewer.doctor._loads", lambda name: True)

    def _remember(self, *arguments: Any, **options: Any) -> int:
        if self._error is not None:
            raise self._error
        self.calls.append((*arguments, options))
        return 0


def test_open_is_the_command_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    window = Window(monkeypatch)
    for argv in (["open", "a", "b"], ["a", "b"], ["--library", "l", "a", "b"], ["--library=l"], []):
        assert run(argv) == 0
    paths = [Path("a"), Path("b")]
    assert window.calls == [
        (paths, {"library": None}),
        (paths, {"library": None}),
        (paths, {"library": Path("l")}),
        ([], {"library": Path("l")}),
        ([], {"library": None}),
    ]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_without_a_display_the_line_for_a_picture_is_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    window = Window(monkeypatch)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run(["open", "my article.html", "b.txt"]) == 2
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert "-m viewer picture 'my article.html' b.txt -o comparison.png" in err
    assert window.calls == []


@pytest.mark.parametrize(
    ("called", "on_path", "told"),
    [
        ("/env/bin/viewer", "/env/bin/viewer", "viewer picture"),
        ("/env/bin/viewer", None, "/env/bin/viewer picture"),
        ("/my env/bin/viewer", "/usr/bin/viewer", "'/my env/bin/viewer' picture"),
    ],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_the_line_that_is_told_can_be_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], called: str, on_path: str | None, told: str
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "argv", [called])
    monkeypatch.setattr("shutil.which", lambda name: on_path)
    assert run(["open", "a.txt"]) == 2
    assert f": {told} a.txt -o comparison.png" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_without_a_display_or_paths_the_line_shows_the_sample(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    sample = tmp_path / "diplomacy-talks"
    monkeypatch.setattr("viewer.folders.sample_folder", lambda: sample)
    assert run([]) == 2
    assert f"viewer picture {sample} -o comparison.png" in capsys.readouterr().err
    monkeypatch.chdir(tmp_path)
    assert run([]) == 2
    assert "viewer picture diplomacy-talks -o comparison.png" in capsys.readouterr().err


def test_picture_hands_everything_on(monkeypatch: pytest.MonkeyPatch) -> None:
    window = Window(monkeypatch)
    options = ["--size", "800x600", "--theme", "dark", "--present", "--select", "2", "--threshold", "55"]
    assert run(["picture", "a", "b", *options, "-o", "out.png"]) == 0
    assert run(["picture", "a", "-o", "out.png"]) == 0
    given = {"output": Path("out.png")}
    assert window.calls == [
        (
            [Path("a"), Path("b")],
            {**given, "size": (800, 600), "theme": "dark", "present": True, "select": 2, "threshold": 55},
        ),
        (
            [Path("a")],
            {**given, "size": (1600, 1000), "theme": "light", "present": False, "select": None, "threshold": 70},
        ),
    ]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ImportError("libEGL.so.1: cannot open shared object file: No such file or directory"), "libEGL.so.1"),
        (ModuleNotFoundError("No module named 'PySide6'", name="PySide6.QtWidgets"), "PySide6"),
    ],
)
def test_what_qt_lacks_is_named(
    error: Exception, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Window(monkeypatch, error)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert run(["open"]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert "viewer doctor" in err


def test_another_import_error_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    Window(monkeypatch, ImportError("cannot import name 'x'"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    with pytest.raises(ImportError, match="cannot import name"):
        run(["open"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux takes these from the system")
def test_libraries_of_a_window_are_looked_for_before_qt_ends_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    window = Window(monkeypatch)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setattr("viewer.doctor._loads", lambda name: name != "libxcb-icccm.so.4")
    assert run([]) == 2
    assert "libxcb-icccm.so.4" in capsys.readouterr().err
    assert window.calls == []
