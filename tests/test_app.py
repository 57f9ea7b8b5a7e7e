from __future__ import annotations

from pathlib import Path

from viewer.app import read_plain


def write(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.write_text(f"Headline of {path.name}\n\nThe council met on Tuesday and voted.\n", encoding="utf-8")
    return paths


def test_small_texts_are_read_at_once_in_their_order(tmp_path: Path) -> None:
    found = read_plain(write(tmp_path, "b.txt", "a.txt"))
    assert [Path(article.path or "").name for article in found] == ["b.txt", "a.txt"]


def test_what_needs_the_worker_is_not_read_at_once(tmp_path: Path) -> None:
    assert read_plain(write(tmp_path, "a.txt", "page.html")) == []
    assert read_plain([tmp_path / "missing.txt"]) == []


def test_one_text_that_cannot_be_read_leaves_all_to_the_window_that_says_why(tmp_path: Path) -> None:
    paths = write(tmp_path, "a.txt", "b.txt")
    paths[1].write_bytes(b"\x00\x01" * 500)
    assert read_plain(paths) == []
