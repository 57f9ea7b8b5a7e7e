from __future__ import annotations

import json
from pathlib import Path

import pytest
from library_state import TEXTS, Sample, make_article

from viewer.article.model import Article
from viewer.library import Category, LibraryProblem, OutletCard


def _read(path: Path) -> object:
    return json.loads(path.read_text("utf-8"))


def test_everything_is_written_as_plain_files(sample: Sample, tmp_path: Path) -> None:
    library, (a, b, _) = sample.library, sample.articles
    note = library.add_note(sample.story.id, a, 4, 10, "a", "a note")
    library.edit_note(note.id, "a note, edited")
    gone = library.add_note(sample.story.id, b, 0, 3, "a", "deleted")
    library.delete_note(gone.id)
    library.correct_facts(a, title="Corrected / title: *?")
    library.set_kind(a, 1, "caption")
    library.set_tags(a, ["bridge"])
    library.keep_task(sample.story.id, "Why?")
    library.keep_palette("Mine", [Category("c", "c", "#aa0000", "x", "dash")])
    library.keep_outlet_card(OutletCard("The Paper", owner="somebody"))
    alone = library.add_article(make_article("In no story.", "Alone"))
    deleted = library.create_story("Deleted", [b])
    library.delete_story(deleted.id)
    folder = tmp_path / "new" / "export"
    assert library.export(folder) == (2, 4)
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    assert names == [
        "README.txt",
        "articles/04 Alone.json",
        "articles/04 Alone.txt",
        "library.json",
        *(f"stories/01 The bridge/{n} {t}" for n, t in _files()),
        "stories/01 The bridge/notes.json",
        "stories/01 The bridge/story.json",
        "trash/stories/02 Deleted/01 A title original.bin",
        "trash/stories/02 Deleted/01 A title.json",
        "trash/stories/02 Deleted/01 A title.txt",
        "trash/stories/02 Deleted/notes.json",
        "trash/stories/02 Deleted/story.json",
    ]
    story = folder / "stories" / "01 The bridge"
    text = (story / "01 Corrected title.txt").read_bytes().decode("utf-8")
    assert text == TEXTS[0]
    known = _read(story / "01 Corrected title.json")
    assert isinstance(known, dict)
    assert Article.from_json(known["article"]) == library.article(a)
    assert known["corrected"] == {"facts": {"title": "Corrected / title: *?"}, "kinds": {"1": "caption"}}
    assert known["tags"] == ["bridge"]
    assert (story / "02 A title original.bin").read_bytes() == TEXTS[1].encode()
    notes = _read(story / "notes.json")
    assert isinstance(notes, dict)
    assert notes["notes"][0]["passages"][0]["exact"] == text[4:10]
    assert [version["text"] for version in notes["notes"][0]["history"]] == ["a note"]
    assert [note["text"] for note in notes["trash"]] == ["deleted"]
    assert alone not in str(notes)


def _files() -> list[tuple[str, str]]:
    titles = ("Corrected title", "A title", "A title")
    endings = (" original.bin", ".json", ".txt")
    return [(f"{n:02}", title + ending) for n, title in enumerate(titles, 1) for ending in endings]


def test_nothing_is_written_over(sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "mine.txt").write_text("mine")
    for folder in (tmp_path / "export", tmp_path / "export" / "mine.txt"):
        with pytest.raises(LibraryProblem, match="not empty"):
            sample.library.export(folder)
    assert (tmp_path / "export" / "mine.txt").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_told(sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryProblem, match="could not be written"):
        sample.library.export(tmp_path / "file" / "export")


def test_hostile_titles_stay_inside(sample: Sample, tmp_path: Path) -> None:
    for number, title in enumerate(("../../up", "CON", "a\x00b", "x" * 300, "", "..", "\ud800 half")):
        sample.library.create_story(title, sample.articles[: number % 3])
    folder = tmp_path / "out" / "export"
    sample.library.export(folder)
    assert len(list((folder / "stories").iterdir())) == 8
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"export"}
