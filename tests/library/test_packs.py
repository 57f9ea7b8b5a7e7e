from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.mutations import deep, read_mutations
from tests.benchmarks.packed_story import ARTICLES, members, note, pack, with_json, zipped
from viewer.article.problems import ReadProblem
from viewer.library.notes.notes import Note
from viewer.library.problems import LibraryProblem
from viewer.library.sharing.packs import pack_bytes, read_pack, write_pack
from viewer.library.sharing.plain_notes import note_from_json, note_to_json
from viewer.report.safe_markdown import to_html

WHOLE = pack_bytes(pack())


def refused(data: bytes) -> str:
    start = time.process_time()
    with pytest.raises(ReadProblem) as told:
        read_pack(data)
    assert time.process_time() - start < 0.2
    message = str(told.value.message)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_a_pack_comes_back_as_it_was_but_for_traces() -> None:
    plain = tuple(replace(one, path=None, warnings=one.warnings[:1]) for one in ARTICLES)
    assert read_pack(WHOLE) == pack(articles=plain)
    assert [one.id for one in read_pack(WHOLE).articles] == [one.id for one in ARTICLES]


def test_the_same_story_makes_the_same_bytes() -> None:
    assert pack_bytes(pack()) == WHOLE


def test_nothing_says_where_or_by_whom_it_was_made() -> None:
    for name, data in members().items():
        assert b"/home" not in data, name
        assert b"ada" not in data.lower(), name
    about = json.loads(members()["manifest.json"])
    assert about["author"] == ""
    assert set(about) == {"format", "schema", "program", "members", "created", "kind", "author", "origin", "stamp"}


def test_a_note_comes_back_in_another_story() -> None:
    one = note(3, "Ada")
    assert note_from_json(json.loads(json.dumps(note_to_json(one))), "other") == replace(one, story="other")


def test_a_pack_is_written_beside_and_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ferry.viewerpack"
    write_pack(pack(), path)
    assert read_pack(path) == read_pack(WHOLE)
    monkeypatch.setattr("os.replace", _full)
    with pytest.raises(LibraryProblem, match="disk full"):
        write_pack(pack(title="Another"), path)
    assert path.read_bytes() == WHOLE
    assert list(tmp_path.iterdir()) == [path]


def _full(*_: object) -> None:
    raise OSError(28, "disk full")


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "a\x00b"},
        {"settings": {"a": float("nan")}},
        {"settings": {"a": {1, 2}}},
        {"origin": "x" * 1_000},
        {"notes": ({"id": "x"},)},
        {"kind": "virus"},
    ],
)
def test_what_could_not_be_read_is_not_written(changed: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(ReadProblem):
        write_pack(pack(**changed), tmp_path / "x.viewerpack")
    assert list(tmp_path.iterdir()) == []


def passage(key: str, value: Any) -> Callable[[Any], None]:
    def change(notes: Any) -> None:
        notes[0]["passages"][0][key] = value

    return change


def put(key: Any, value: Any) -> Callable[[Any], None]:
    def change(whole: Any) -> None:
        whole[key] = value

    return change


ARTICLE = f"articles/{ARTICLES[0].id}.json"
FIRST = {"template": "{0:>1000000000}", "args": {"0": "x"}}


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("manifest.json", put("schema", 2), "newer version"),
        ("manifest.json", put("schema", 0), "manifest"),
        ("manifest.json", put("schema", "1"), "manifest"),
        ("manifest.json", put("format", "zip"), "not a pack"),
        ("manifest.json", put("more", 1), "manifest"),
        ("manifest.json", put("kind", "virus"), "manifest"),
        ("manifest.json", put("stamp", "yesterday"), "manifest"),
        ("manifest.json", put("author", 3), "manifest"),
        ("manifest.json", put("members", []), "manifest"),
        ("manifest.json", lambda about: about["members"].pop("notes.json"), "notes.json"),
        ("manifest.json", lambda about: about["members"].update(x="y"), "changed or damaged"),
        ("manifest.json", lambda about: about["members"].update({"notes.json": "0" * 64}), "notes.json"),
        ("manifest.json", lambda _: [], "not a pack"),
        ("story.json", put("title", 3), "story.json"),
        ("story.json", put("settings", []), "story.json"),
        ("story.json", put("settings", deep(30)), "20 levels"),
        ("story.json", put("articles", []), "story.json"),
        ("story.json", put("articles", [ARTICLES[0].id] * 2), "story.json"),
        ("story.json", put("articles", ["x"] * 100_000), "story.json"),
        ("story.json", put("palette", {"id": "p"}), "palette"),
        ("story.json", put("tasks", [{"id": "t", "question": "?", "place": -1}]), "tasks"),
        ("corrections.json", lambda _: [["a", 1]], "corrections"),
        ("corrections.json", lambda _: [0] * 100_000, "corrections"),
        ("notes.json", lambda notes: notes * 2, "notes.json"),
        ("notes.json", lambda notes: notes[:1] * 30_000, "only harmful"),
        ("notes.json", lambda notes: [0] * 30_000, "notes.json"),
        ("notes.json", lambda notes: notes[0].pop("tags"), "note"),
        ("notes.json", lambda notes: notes[0].update(filled=1), "note"),
        ("notes.json", lambda notes: notes[0].update(passages=[]), "note"),
        ("notes.json", lambda notes: notes[0].update(text="x" * 300_000), "note"),
        ("notes.json", passage("start", -1), "passage"),
        ("notes.json", passage("start", True), "passage"),
        ("notes.json", passage("end", 10_000), "passage"),
        ("notes.json", passage("exact", "something else"), "passage"),
        ("notes.json", passage("state", "lost"), "passage"),
        ("notes.json", passage("number", 1), "note"),
        (ARTICLE, put("text", "Another text"), "article"),
        (ARTICLE, put("path", "C:\\Users\\ada"), "article"),
        (ARTICLE, put("language", "../en"), "article"),
        (ARTICLE, put("paragraphs", [[0, 5, "body", FIRST]]), "article"),
        (ARTICLE, put("paragraphs", [[0, 5, "virus", {"template": "x", "args": {}}]]), "article"),
        (ARTICLE, put("paragraphs", [[9, 5, "body", {"template": "x", "args": {}}]]), "article"),
        (ARTICLE, put("paragraphs", [[0, 99_999, "body", {"template": "x", "args": {}}]]), "article"),
        (ARTICLE, put("warnings", [FIRST]), "article"),
        (ARTICLE, put("title", "x\x1b[31m"), "article"),
    ],
)
def test_hostile_content_is_refused_with_a_reason(name: str, change: Callable[[Any], Any], says: str) -> None:
    assert says in refused(with_json(name, lambda value: _changed(change, value)))


def _changed(change: Callable[[Any], Any], value: Any) -> Any:
    found = change(value)
    return found if isinstance(found, list) else None


@pytest.mark.parametrize("name", ["../x.json", "/etc/passwd", "C:/x", "notes.json.", "con.json", "articles/x.json", "x.py", "a\\b", "articles/../story.json", "Notes.json", "originals/" + "0" * 16])  # fmt: skip  # noqa: E501
def test_members_with_other_names_are_refused(name: str) -> None:
    refused(zipped({**members(), name: b"x"}))


@pytest.mark.parametrize("raw", [b'[{"a": NaN}]', b'[{"a": 1, "a": 2}]', b'["\\ud800"]', b"\xff", b"", b"[" * 100_000, b"[" + b"[]," * 2_000_000 + b"0]", b" " * 9_000_000, b"0," * 4_000_000])  # fmt: skip  # noqa: E501
def test_json_that_is_none_is_refused(raw: bytes) -> None:
    refused(zipped({**members(), "notes.json": raw}))


def test_whatever_is_no_zip_is_refused(tmp_path: Path) -> None:
    for data in (b"", b"PK", b"PK\x05\x06" + bytes(18), b"%PDF-1.4", WHOLE[:-30], WHOLE[40:], zipped({"a": b""})):
        refused(data)
    with pytest.raises(ReadProblem):
        read_pack(tmp_path)
    with pytest.raises(ReadProblem):
        read_pack(tmp_path / "missing.viewerpack")


def test_bombs_are_refused_soon_and_in_little_memory() -> None:
    zeros = bytes(60_000_000)
    many = {f"originals/{number:016x}": zeros[:9_000_000] for number in range(25)}
    bombs = [
        zipped({**members(), "notes.json": zeros}, sums=False),
        zipped({**members(), **many}, sums=False),
        zipped({**members(), **{f"originals/{n:016x}": b"" for n in range(3_000)}}, sums=False),
    ]
    del zeros, many
    for bomb in bombs:
        refused(bomb)
        tracemalloc.start()
        refused_slowly(bomb)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
        tracemalloc.stop()


def refused_slowly(bomb: bytes) -> None:
    with pytest.raises(ReadProblem):
        read_pack(bomb)


def test_scripts_in_notes_are_harmless_because_of_how_they_are_shown() -> None:
    text = "<script>alert(1)</script> [x](javascript:alert(1)) ![x](file:///etc/passwd)"
    (one,) = read_pack(pack_bytes(pack(notes=(note_to_json(note(1, text=text)),)))).notes
    html = to_html(note_from_json(one, "story").text)
    assert isinstance(note_from_json(one, "story"), Note)
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html


def test_any_mutation_is_a_pack_or_a_problem() -> None:
    packs, slowest = read_mutations(500, seed=1)
    assert 0 < packs < 500
    assert slowest < 0.2
