from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from viewer import doctor
from viewer.article.messages import Message
from viewer.cli import run


@pytest.fixture
def healthy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has everything, whatever this one has."""
    monkeypatch.setattr(doctor, "_loads", lambda name: True)
    monkeypatch.setattr("viewer.analysis.pipeline.pipeline_problems", list)


def _faults(library: Path) -> list[Message]:
    return [finding.message for finding in doctor.examine(library) if not finding.fine]


@pytest.mark.usefixtures("healthy")
def test_a_machine_that_has_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = tmp_path / "not" / "yet" / "there.sqlite"
    assert _faults(library) == []
    assert run(["--library", str(library), "doctor"]) == 0
    out = capsys.readouterr().out
    for words in (
        "Python 3",
        "PySide6 6",
        "language pipeline",
        f"SQLite {sqlite3.sqlite_version}",
        str(library.parent),
    ):
        assert words in out
    assert not library.parent.exists()


@pytest.mark.usefixtures("healthy")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux takes these from the system")
def test_missing_libraries_are_named_with_one_line_that_installs_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = {"libxcb-icccm.so.4", "libEGL.so.1"}
    monkeypatch.setattr(doctor, "_loads", lambda name: name not in missing)
    assert run(["--library", str(tmp_path / "l"), "doctor"]) == 1
    out = capsys.readouterr().out
    assert "apt-get install libegl1 libxcb-icccm4\n" in out
    assert all(name in out for name in missing)
    assert doctor.missing_libraries(display=False) == {"libEGL.so.1": "libegl1"}


@pytest.mark.usefixtures("healthy")
def test_other_systems_bring_their_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_loads", lambda name: False)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert doctor.missing_libraries() == {}


def test_loading_tells_what_is_there_from_what_is_not() -> None:
    assert not doctor._loads("libno-such-thing.so.77")


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize(("number", "fine"), [("6.8.3", True), ("6.11.3", True), ("6.12.0", False), ("7.0", False)])
def test_a_version_of_qt_that_breaks_python_is_a_fault(
    number: str, fine: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: number)
    faults = _faults(tmp_path / "l")
    assert faults == [] if fine else (len(faults) == 1 and number in faults[0])


@pytest.mark.usefixtures("healthy")
def test_an_altered_pipeline_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Message("The file {file} is not the official one.", file="vocab/strings.json")
    monkeypatch.setattr("viewer.analysis.pipeline.pipeline_problems", lambda: [problem])
    assert _faults(tmp_path / "l") == [problem]


@pytest.mark.usefixtures("healthy")
def test_a_folder_that_cannot_be_written_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    (fault,) = _faults(tmp_path / "l")
    assert "Permission denied" in fault
    assert str(tmp_path) in fault
