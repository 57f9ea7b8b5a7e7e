from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from viewer import __version__
from viewer.article.reading import read_article
from viewer.cli import run
from viewer.library import Library
from viewer.library.storage.store import backups_of

FIRST = """The bridge at Arlen opens

The mayor of Arlen opened the new bridge on Friday after nine months of work.

Ann Tolley, the mayor, said it had cost 12 million crowns.

Fishermen of the lower town complained about the noise.
"""
SECOND = """A river town celebrates

On Friday the mayor of Arlen opened the new bridge, after nine long months of delays.

The ferry across the river stops on Monday, its captain said.
"""


@pytest.fixture
def light_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """An import reads as it does, but has nothing analysed, so that it is quick."""
    light = Path(__file__).parent / "importing" / "light_worker.py"
    monkeypatch.setattr("viewer.importing.run.COMMAND", (sys.executable, str(light)))


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    made = []
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        made.append(str(path))
    return made


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "library.sqlite"


def test_json_is_the_contract(paths: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", *paths, "--format", "json", "--threshold", "60"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == 1
    assert data["settings"]["threshold"] == 60
    assert [article["path"] for article in data["articles"]] == paths
    assert [article["text"] for article in data["articles"]] == [read_article(path).text for path in paths]
    matched = [
        [data["articles"][match[side]["article"]]["sentences"][match[side]["sentence"]] for side in ("a", "b")]
        for match in data["matches"]
    ]
    assert matched
    assert not any(sentence["unmatched"] for pair in matched for sentence in pair)
    texts = [article["text"] for article in data["articles"]]
    assert any(
        all("opened the new bridge" in text[s["start"] : s["end"]] for text, s in zip(texts, pair, strict=True))
        for pair in matched
    )


def test_text_shows_wordings_and_says_what_it_looked_for(paths: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", *paths]) == 0
    out = capsys.readouterr().out
    assert "2 articles compared (threshold 70)" in out
    assert "A  The bridge at Arlen opens" in out
    assert "A ¶1  The mayor of Arlen opened" in out
    assert "B ¶1  On Friday the mayor of Arlen opened" in out
    assert "of 4 sentences have no match in the other article (threshold 70)" in out
    assert re.search(r"Arlen \(\w+\): A 2, B 1", out)
    assert max(map(len, out.splitlines())) <= 100


def test_no_match_shows_the_nearest(paths: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", *paths, "--threshold", "100"]) == 0
    out = capsys.readouterr().out
    assert "No match found between these articles (threshold 100)." in out
    assert "The nearest two sentences:" in out


def test_articles_that_share_nothing_are_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = []
    for name, text in (("a", "it rained all day and the river rose."), ("b", "nobody wanted to buy the old cars.")):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"{text}\n\n{text.replace('the', 'this')}\n", encoding="utf-8")
        paths.append(str(path))
    assert run(["compare", *paths]) == 0
    out = capsys.readouterr().out
    assert "No name found that two or more of the articles mention." in out
    assert "No match found between these articles (threshold 70)." in out
    assert run(["compare", paths[0]]) == 0
    assert "have no match" not in capsys.readouterr().out


def test_an_unreadable_file_is_named_and_the_others_are_compared(
    paths: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    missing = str(tmp_path / "missing.txt")
    assert run(["compare", *paths, str(picture), missing, "--format", "json"]) == 3
    captured = capsys.readouterr()
    data = json.loads(captured.out)
    assert len(data["articles"]) == 2
    told = [warning["message"] for warning in data["warnings"] if warning["article"] is None]
    assert captured.err.splitlines() == told
    assert str(picture) in told[0]
    assert missing in told[1]
    assert run(["compare", missing]) == 3


def test_the_result_is_written_whole_or_not_at_all(
    paths: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "result.json"
    assert run(["compare", *paths, "--format", "json", "-o", str(output)]) == 0
    assert capsys.readouterr().out == ""
    before = output.read_bytes()
    assert json.loads(before)["schema"] == 1

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        assert run(["compare", *paths, "-o", str(output)]) == 2
    assert "No space left" in capsys.readouterr().err
    assert output.read_bytes() == before
    assert run(["compare", *paths, "-o", str(tmp_path / "nowhere" / "result.json")]) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.txt", "result.json", "second.txt"]


@pytest.mark.parametrize(
    "argv",
    [
        ["compare"],
        ["compare", "a", "--threshold", "101"],
        ["compare", "a", "--threshold", "high"],
        ["compare", "a", "--format", "pdf"],
        ["picture", "a"],
        ["picture", "a", "-o", "p.png", "--size", "big"],
        ["picture", "a", "-o", "p.png", "--size", "1x1"],
        ["picture", "a", "-o", "p.png", "--theme", "pink"],
        ["library"],
        ["library", "burn"],
        ["import"],
        ["--nonsense"],
    ],
)
def test_wrong_calls(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(argv) == 2
    assert capsys.readouterr().err


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    assert __version__ in out
    for command in ("open", "compare", "picture", "import", "search", "stories", "library", "doctor"):
        assert command in out


def test_import_makes_a_story_that_is_listed(
    paths: list[str], library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--library", str(library), "import", *paths, "--story", "The bridge"]) == 0
    assert "2 articles added." in capsys.readouterr().out
    assert run(["import", *paths, "nowhere.txt", "--story", "Two bridges", f"--library={library}"]) == 3
    captured = capsys.readouterr()
    assert "0 articles added. 2 were here already.\nStory “Two bridges”: 2 articles." in captured.out
    assert captured.err.count("nowhere.txt does not exist") == 1
    assert run(["stories", "--library", str(library)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[1:3] for line in lines] == [["2 articles", "Two bridges"], ["2 articles", "The bridge"]]
    with Library.open(library) as opened:
        (article, _) = opened.stories()[0].articles
        assert opened.source(article) == FIRST.encode()


@pytest.mark.usefixtures("light_workers")
def test_articles_without_a_title_are_no_story(
    paths: list[str], library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Path(paths[0]).with_name("copy.txt")
    copy.write_text(FIRST, encoding="utf-8")
    assert run(["--library", str(library), "import", *paths, str(copy)]) == 0
    out = capsys.readouterr().out
    assert "2 articles added." in out
    assert "is “The bridge at Arlen opens” (same text)." in out
    with Library.open(library) as opened:
        assert opened.stories() == ()
        assert opened.has_article(read_article(paths[1]).id)


@pytest.mark.usefixtures("light_workers")
def test_an_import_that_was_stopped_goes_on(
    paths: list[str], library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(library) as opened:
        opened.begin_import([paths[0]])
        opened.begin_import([paths[1]], "The bridge")
    option = ["--library", str(library), "import"]
    assert run([*option, "--resume"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 article added.",
        "1 article added.",
        "Story “The bridge”: 1 article.",
    ]
    assert run([*option, "--resume"]) == 0
    assert "There is no import to go on with." in capsys.readouterr().out
    assert run(option) == 2
    assert "--resume" in capsys.readouterr().err


@pytest.mark.usefixtures("light_workers")
def test_the_library_is_checked_copied_and_restored(
    paths: list[str], library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    option = ["--library", str(library)]
    run([*option, "import", *paths, "--story", "Earlier"])
    capsys.readouterr()
    assert run([*option, "library", "where"]) == 0
    assert run([*option, "library", "check"]) == 0
    assert run(["library", "backup", *option]) == 0
    *_, where, checked, copy = capsys.readouterr().out.splitlines()
    assert where == str(library)
    assert "No damage found" in checked
    assert Path(copy).parent == backups_of(library)
    run([*option, "import", "--story", "Later", *paths])
    assert run([*option, "library", "restore", copy]) == 0
    with Library.open(library) as opened:
        assert [story.title for story in opened.stories()] == ["Earlier"]
    assert run([*option, "library", "restore", str(library.parent / "nowhere")]) == 2


def test_the_library_is_written_out_as_plain_files(
    paths: list[str], library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    option = ["--library", str(library)]
    run([*option, "import", *paths, "--story", "The bridge"])
    capsys.readouterr()
    folder = tmp_path / "out" / "all"
    assert run([*option, "library", "export", str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder}: stories 1, articles {len(paths)}.\n"
    assert [place.name for place in (folder / "stories").iterdir()] == ["01 The bridge"]
    assert run([*option, "library", "export", str(folder)]) == 2
    assert "not empty" in capsys.readouterr().err


def test_upkeep_tells_the_window_in_lines_of_json(
    paths: list[str], library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    option = ["--library", str(library)]
    run([*option, "import", *paths, "--story", "The bridge"])
    capsys.readouterr()
    assert run([*option, "library", "upkeep"]) == 0
    assert capsys.readouterr().out == ""
    assert len(list(backups_of(library).glob("*.sqlite"))) == 1
    library.write_bytes(b"spoilt" * 2000)
    assert run([*option, "library", "upkeep"]) == 0
    assert "was damaged" in json.loads(capsys.readouterr().out)["template"]


def test_the_library_is_in_the_users_folder_unless_told_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["library", "where"]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path.is_absolute()
    assert path.parts[-2:] == ("viewer", "library.sqlite")


@pytest.mark.usefixtures("light_workers")
def test_a_damaged_library_is_restored_and_that_is_told(
    paths: list[str], library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--library", str(library), "import", *paths, "--story", "The bridge at Arlen opens"])
    library.write_bytes(b"spoilt" * 2000)
    capsys.readouterr()
    assert run(["--library", str(library), "stories"]) == 0
    captured = capsys.readouterr()
    assert "was damaged and is kept as" in captured.err
    assert "The bridge at Arlen opens" in captured.out


def test_a_file_that_is_no_library_is_told(paths: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--library", paths[0], "stories"]) == 2
    assert paths[0] in capsys.readouterr().err


@pytest.mark.usefixtures("light_workers")
def test_a_folder_stands_for_its_articles(
    paths: list[str], tmp_path: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compare", str(tmp_path), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [article["path"] for article in data["articles"]] == paths
    first, second = map(Path, paths)
    record = {"title": "Two of it", "articles": [first.name, second.name]}
    (tmp_path / "story.json").write_text(json.dumps(record))
    assert run(["--library", str(library), "import", str(tmp_path)]) == 0
    assert "Story “Two of it”: 2 articles." in capsys.readouterr().out
    (tmp_path / "story.json").unlink()
    (tmp_path / "empty").mkdir()
    assert run(["compare", str(tmp_path / "empty")]) == 3
    assert "is a folder" in capsys.readouterr().err


def test_the_program_runs_as_a_module(paths: list[str]) -> None:
    command = [sys.executable, "-m", "viewer", "compare", *paths, "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout)["schema"] == 1
    assert done.stderr == b""


def test_the_command_line_itself_imports_little() -> None:
    code = (
        "import sys, viewer.cli\n"
        "heavy = {'sqlite3', 'numpy', 'spacy', 'PySide6', 'lxml', 'viewer.library', 'viewer.analysis.compare'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
