from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viewer.article.problems import ReadProblem
from viewer.article.reading import is_plain_text_file, read_article

STORY = "Ferry stays in port\n\nThe ferry stayed in port on Monday, the owners said.\n\nNobody was told why.\n"


def problem_of(path: Path) -> str:
    with pytest.raises(ReadProblem) as caught:
        read_article(path)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    return sentence


def test_the_article_knows_its_path(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(STORY, encoding="utf-8")
    article = read_article(str(path))
    assert article.path == str(path)
    assert article.title == "Ferry stays in port"


def test_a_missing_file(tmp_path: Path) -> None:
    assert "does not exist" in problem_of(tmp_path / "nothing.txt")


def test_a_path_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert "does not exist" in problem_of(tmp_path / "a.txt" / "b.txt")


def test_a_path_with_a_nul() -> None:
    assert "not valid" in problem_of(Path("a\0b.txt"))


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in problem_of(tmp_path)


def test_a_broken_link(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "gone.txt")
    assert "no longer exists" in problem_of(link)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not an ordinary file" in problem_of(tmp_path / "pipe.txt")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.txt"
    path.write_text(STORY, encoding="utf-8")

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert "may not read" in problem_of(path)
    assert not is_plain_text_file(path)


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(STORY, encoding="utf-8")

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(Path, "open", fail)
    assert "Input/output error" in problem_of(path)


@pytest.mark.parametrize("content", [b"", b"  \n\t\r\n ", b"\xef\xbb\xbf"])
def test_a_file_without_text(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    assert "no text" in problem_of(path) or "empty" in problem_of(path)


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    start = time.perf_counter()
    assert "too large" in problem_of(path)
    assert time.perf_counter() - start < 0.1


def test_a_picture_called_text(tmp_path: Path) -> None:
    path = tmp_path / "photo.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10)
    assert "picture" in problem_of(path)


def test_plain_text_is_told_from_pages(tmp_path: Path) -> None:
    for name, content, plain in (
        ("a.txt", "words", True),
        ("b", "words", True),
        ("c.md", "words", False),
        ("d.html", "words", False),
        ("e", "<!DOCTYPE html><p>words", False),
        ("f.txt", "w" * 2_000_001, False),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert is_plain_text_file(tmp_path / name) is plain, name
    assert not is_plain_text_file(tmp_path / "missing.txt")
    assert not is_plain_text_file(tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    suffix=st.sampled_from([".txt", ".md", ".html", ".mhtml", ""]),
    data=st.one_of(st.binary(max_size=1500), st.text(max_size=600).map(lambda text: text.encode("utf-8", "replace"))),
)
def test_random_files_become_articles_or_problems(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"random{suffix}"
    path.write_bytes(data)
    try:
        article = read_article(path)
    except ReadProblem:
        return
    assert article.paragraphs


def test_data_beside_the_articles_is_no_article(tmp_path: Path) -> None:
    path = tmp_path / "key.json"
    path.write_text('{"articles": {"a.txt": {"title": "Bridge closed for repairs"}}}', encoding="utf-8")
    with pytest.raises(ReadProblem) as problem:
        read_article(path)
    assert str(problem.value.message).endswith("key.json holds data, not an article. Choose the articles beside it.")
