"""``viewer notes`` and ``viewer pack``, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from viewer import article_from_text
from viewer.cli import run
from viewer.library import Library
from viewer.library.sharing.packs import read_pack

TEXT = """The old bridge

The bridge at Aa was closed on Monday after a crack was found in its third arch.

Nobody was hurt."""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.sqlite"
    with Library.open(path) as made:
        article = article_from_text(TEXT)
        story = made.create_story("The bridge", [made.add_article(article)])
        start = article.text.index("third arch")
        made.add_note(story.id, article.id, start, start + 10, "a", "=why *third*?", tags=("detail",))
    return path


def called(library: Path, *words: str | Path) -> int:
    return run(["--library", str(library), *map(str, words)])


def notes_of(library: Path, title: str = "The bridge") -> list[tuple[str, str]]:
    with Library.open(library) as opened:
        (story,) = (story for story in opened.stories() if story.title == title)
        return [(note.passages[0].exact, note.text) for note in opened.notes(story.id)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("notes.md", "third arch"),
        ("notes.csv", "'=why *third*?"),
        ("notes.html", "<em>third</em>"),
        ("notes.jsonld", "TextQuoteSelector"),
    ],
)
def test_notes_are_written_in_the_format_that_the_name_says(
    library: Path, tmp_path: Path, name: str, words: str
) -> None:
    assert called(library, "notes", "export", "bridge", "-o", tmp_path / name) == 0
    assert words in (tmp_path / name).read_text("utf-8-sig")


def test_notes_go_to_the_terminal_without_a_file(library: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert called(library, "notes", "export", "The bridge") == 0
    assert b"third arch" in capsysbinary.readouterr().out


def test_annotations_come_back_once(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notes.jsonld"
    assert called(library, "notes", "export", "bridge", "-o", file) == 0
    assert called(library, "notes", "import", "bridge", file) == 0
    assert "added or changed 0" in capsys.readouterr().out
    data = json.loads(file.read_text("utf-8"))
    data["first"]["items"][0]["id"] = "https://example.org/notes/7"
    data["first"]["items"][0]["body"] = {"type": "TextualBody", "value": "from elsewhere", "purpose": "commenting"}
    file.write_text(json.dumps(data), "utf-8")
    for added in (1, 0):
        assert called(library, "notes", "import", "bridge", file) == 0
        assert f"added or changed {added}" in capsys.readouterr().out
    assert notes_of(library) == [("third arch", "=why *third*?"), ("third arch", "from elsewhere")]


def test_a_file_that_is_no_annotation_is_told(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notes.jsonld"
    file.write_text("{no json", "utf-8")
    assert called(library, "notes", "import", "bridge", file) == 3
    assert str(file) in capsys.readouterr().err


def test_a_hand_in_is_packed_and_merged(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack, broken = tmp_path / "ada.viewerpack", tmp_path / "broken.viewerpack"
    assert called(library, "pack", "bridge", "-o", pack, "--hand-in", "--author", "Ada") == 0
    assert (read_pack(pack).kind, read_pack(pack).author) == ("hand-in", "Ada")
    broken.write_bytes(b"PK no pack")
    assert called(library, "notes", "merge", "bridge", pack, broken, pack) == 3
    told = capsys.readouterr()
    assert "Ada, notes 1, new." in told.out
    assert "here already" in told.out
    assert str(broken) in told.err
    with Library.open(library) as opened:
        assert [one.author for one in opened.hand_ins(opened.stories()[0].id)] == ["Ada"]


def test_a_pack_may_leave_notes_out(library: Path, tmp_path: Path) -> None:
    pack = tmp_path / "story.viewerpack"
    assert called(library, "pack", "bridge", "-o", pack, "--without-notes") == 0
    assert read_pack(pack).notes == ()


@pytest.mark.parametrize("words", ["tunnel", "the"])
def test_a_story_that_is_not_clear_is_asked_for_again(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    with Library.open(library) as opened:
        opened.create_story("The other bridge", opened.stories()[0].articles)
    assert called(library, "pack", words, "-o", tmp_path / "x.viewerpack") == 2
    told = capsys.readouterr().err
    assert "The other bridge" in told
    assert not (tmp_path / "x.viewerpack").exists()
