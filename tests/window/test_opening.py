from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes import FakeWorker
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.folders import files_of
from viewer.window.opening import Opening

TEXT = "The bridge opens\n\nThe mayor of Arlen opened the new bridge on Friday.\n\nIt had cost 12 million crowns.\n"
PAGE = "<html><body><article><h1>The bridge</h1><p>The mayor of Arlen opened it.</p></article></body></html>"


class Opened:
    """What an opening handed over and said."""

    def __init__(self) -> None:
        self.worker = FakeWorker()
        self.opening = Opening(self.worker)  # type: ignore[arg-type]
        self.articles: list[list[Article]] = []
        self.problems: list[Message] = []
        self.waiting: list[int] = []
        self.opening.problem_found.connect(self.problems.append)
        self.opening.waiting_changed.connect(self.waiting.append)

    def done(self, articles: list[Article]) -> None:
        self.articles.append(articles)

    @property
    def paths(self) -> list[str]:
        return [Path(article.path or "").name for article in self.articles[0]]


@pytest.fixture
def opened(qapp: object) -> Opened:
    return Opened()


def write(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_text(f"{name}\n\n{TEXT}", encoding="utf-8")
    return [folder / name for name in names]


def test_articles_are_handed_over_together_in_their_order(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    files = [tmp_path / "page.html", *write(tmp_path, "a.txt", "b.txt")]
    opened.opening.read(files, opened.done)
    assert opened.waiting == [1]
    assert not opened.articles
    request = opened.worker.answer()
    assert request == {"do": "read", "path": str(tmp_path / "page.html")}
    qtbot.waitUntil(lambda: bool(opened.articles))
    assert opened.paths[1:] == ["a.txt", "b.txt"]
    assert opened.waiting == [1, 0]


def test_a_file_that_cannot_be_read_keeps_no_other_back(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    good = write(tmp_path, "a.txt", "b.txt")
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / "bad.html").write_text("<p>", encoding="utf-8")
    files = [good[0], tmp_path / "bad.txt", tmp_path / "missing.txt", tmp_path / "bad.html", good[1]]
    opened.opening.read(files, opened.done)
    while opened.worker.asked:
        opened.worker.fail("This page holds no article.")
    qtbot.waitUntil(lambda: bool(opened.articles))
    assert opened.paths == ["a.txt", "b.txt"]
    assert len(opened.problems) == 3
    assert opened.waiting[-1] == 0


def test_if_nothing_can_be_read_nothing_opens(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    opened.opening.read([tmp_path / "missing.html"], opened.done)
    opened.worker.fail()
    qtbot.waitUntil(lambda: bool(opened.articles))
    assert opened.articles == [[]]


def test_a_folder_opens_as_its_articles(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.txt", "notes.xlsx", "README")
    opened.opening.read([tmp_path], opened.done)
    qtbot.waitUntil(lambda: bool(opened.articles))
    assert opened.paths == ["a.txt", "b.txt"]


def test_a_folder_opens_in_the_order_of_its_story(opened: Opened, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt", "c.txt")
    record = {"title": "The bridge", "articles": ["c.txt", "a.txt"]}
    (tmp_path / "story.json").write_text(json.dumps(record), encoding="utf-8")
    assert [path.name for path in files_of([tmp_path])] == ["c.txt", "a.txt"]


def test_a_folder_without_articles_says_so(opened: Opened, tmp_path: Path) -> None:
    opened.opening.read([tmp_path], opened.done)
    assert len(opened.problems) == 1
    assert str(tmp_path) in opened.problems[0]


def mime(text: str = "", html: str = "", files: list[Path] | None = None) -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if files:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    return data


def test_text_is_pasted(qtbot: QtBot, opened: Opened) -> None:
    opened.opening.read_clipboard(mime(TEXT), opened.done)
    qtbot.waitUntil(lambda: bool(opened.articles))
    assert "12 million crowns" in opened.articles[0][0].text
    assert opened.articles[0][0].path is None
    assert not opened.worker.asked


def test_a_page_is_pasted_by_the_worker(qtbot: QtBot, opened: Opened) -> None:
    opened.opening.read_clipboard(mime("The mayor of Arlen opened it.", PAGE), opened.done)
    request = opened.worker.answer()
    assert request["do"] == "read_html"
    assert "<h1>" in request["html"]
    qtbot.waitUntil(lambda: bool(opened.articles))


def test_copied_files_are_opened(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    opened.opening.read_clipboard(mime("ignored", files=write(tmp_path, "a.txt")), opened.done)
    qtbot.waitUntil(lambda: bool(opened.articles))
    assert opened.paths == ["a.txt"]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_clipboard_says_so(opened: Opened, text: str) -> None:
    opened.opening.read_clipboard(mime(text), opened.done)
    assert len(opened.problems) == 1
    assert "paste" in opened.problems[0]
    assert not opened.articles
