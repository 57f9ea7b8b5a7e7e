from __future__ import annotations

import json
from pathlib import Path

import pytest

from viewer.folders import all_files_of, files_of, sample_folder, story_title


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "bridge"
    made.mkdir()
    for name in ("b.txt", "a.HTML", "c.md", "picture.png", "key.json"):
        (made / name).write_text("x")
    return made


def test_a_folder_gives_its_articles_by_name(folder: Path) -> None:
    single = folder / "picture.png"
    assert files_of([folder, single]) == [folder / "a.HTML", folder / "b.txt", folder / "c.md", single]
    assert story_title([folder]) == "bridge"
    assert story_title([folder, folder]) == ""
    assert story_title([single]) == ""


def test_a_record_says_order_and_title(folder: Path) -> None:
    (folder / "story.json").write_text(json.dumps({"title": "The bridge", "articles": ["c.md", "b.txt"]}))
    assert files_of([folder]) == [folder / "c.md", folder / "b.txt"]
    assert story_title([folder]) == "The bridge"


@pytest.mark.parametrize(
    "record",
    [
        "no json",
        "[1]",
        "{}",
        '{"title": "T", "articles": "b.txt"}',
        '{"title": "T", "articles": [3]}',
        '{"title": 3, "articles": ["b.txt"]}',
        '{"title": "T", "articles": ["../secret.txt"]}',
        '{"title": "T", "articles": ["/secret.txt"]}',
        "[" * 100_000,
    ],
)
def test_a_record_that_makes_no_sense_is_passed_over(folder: Path, record: str) -> None:
    (folder / "story.json").write_text(record)
    assert [file.name for file in files_of([folder])] == ["a.HTML", "b.txt", "c.md"]
    assert story_title([folder]) == "bridge"


def test_the_first_sample_has_articles() -> None:
    sample = sample_folder()
    assert sample is not None
    assert 2 <= len(files_of([sample])) <= 6
    assert all(file.is_file() for file in files_of([sample]))


def test_for_import_folders_are_walked_and_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    folder = tmp_path / "in"
    (folder / "b" / "Page_files").mkdir(parents=True)
    (folder / ".git").mkdir()
    wanted = [folder / "a.pdf", folder / "b" / "Page.html", folder / "b" / "z.docx"]
    others = [folder / "b" / "Page_files" / "frame.html", folder / "note.json", folder / ".git" / "x.txt"]
    for path in [*wanted, *others]:
        path.write_text("x")
    try:
        (folder / "link").symlink_to(outside, target_is_directory=True)
        (folder / "link.txt").symlink_to(outside / "secret.txt")
        (folder / "b" / "round").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links")
    assert all_files_of([folder]) == wanted
    assert all_files_of([wanted[2], folder, outside / "secret.txt"]) == [
        wanted[2],
        *wanted[:2],
        outside / "secret.txt",
    ]
