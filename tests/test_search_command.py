from __future__ import annotations

from pathlib import Path

import pytest

from viewer.article.messages import Message
from viewer.article.model import Article, Paragraph
from viewer.cli import run
from viewer.library import Hits, Library
from viewer.report.listed import search_remarks

_WHY = Message("a test")


def _article(title: str, body: str, outlet: str | None, published: str | None) -> Article:
    text = f"{title}\n\n{body}\n\nRead more"
    first = len(title) + 2
    paragraphs = (
        Paragraph(0, len(title), "title", _WHY),
        Paragraph(first, first + len(body), "body", _WHY),
        Paragraph(first + len(body) + 2, len(text), "boilerplate", _WHY),
    )
    return Article(text, title, paragraphs, outlet, None, published, "en")


@pytest.fixture
def library(tmp_path: Path) -> str:
    path = tmp_path / "library.sqlite"
    with Library.open(path) as made:
        one = made.add_article(_article("The bridge opens", "The mayor opened it.", "The Paper", "2024-05-01T10:00"))
        two = made.add_article(_article("A ferry stops", "No mayor came. Nobody opened it.", None, None))
        story = made.create_story("The river", [one, two])
        made.add_note(story.id, one, 4, 10, "a", "What did the mayor say?")
    return str(path)


def _run(library: str, *words: str) -> int:
    return run(["--library", library, "search", *words])


def test_each_hit_is_a_line(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(library, "mayor", "opened") == 0
    captured = capsys.readouterr()
    assert sorted(captured.out.splitlines()) == [
        "(no outlet)  (no date)  A ferry stops  ¶1  No mayor came. Nobody opened it.",
        "The Paper  2024-05-01  The bridge opens  ¶1  The mayor opened it.",
    ]
    assert captured.err == ""
    _run(library, "bridge", "mayor")
    assert capsys.readouterr().out.splitlines() == [
        "The Paper  2024-05-01  The bridge opens  headline  The bridge opens",
        "The Paper  2024-05-01  The bridge opens  ¶1  The mayor opened it.",
        "note  What did the mayor say?",
    ]


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        pytest.param(["mayor opened"], ["The bridge opens"], id="one argument is a phrase"),
        pytest.param(["ferr"], [], id="whole words"),
        pytest.param(["ferr*"], ["A ferry stops"], id="beginning"),
        pytest.param(["opened", "--without", "ferry"], ["The bridge opens"], id="without"),
        pytest.param(["opened", "--outlet", "The Paper"], ["The bridge opens"], id="outlet"),
        pytest.param(["opened", "--since", "2024-05-01", "--until", "2024-05-01"], ["The bridge opens"], id="dates"),
        pytest.param(["opened", "--since", "2024-05-02"], [], id="later"),
        pytest.param(["more"], [], id="furniture"),
        pytest.param(["more", "--furniture"], ["A ferry stops", "The bridge opens"], id="furniture asked for"),
    ],
)
def test_what_is_asked_for_is_found(
    library: str, words: list[str], titles: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(library, *words) == 0
    captured = capsys.readouterr()
    lines = [line for line in captured.out.splitlines() if not line.startswith("note")]
    assert sorted({line.split("  ")[2] for line in lines}) == titles
    assert ("No article and no note" in captured.err) == (not captured.out)


def test_more_than_the_limit_is_told(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(library, "opened", "--limit", "1") == 0
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 1
    assert captured.err == "1 more article was found; --limit N shows more.\n"


@pytest.mark.parametrize("wrong", [["x", "--since", "May"], ["x", "--limit", "0"], ["x", "--limit", "many"], []])
def test_a_wrong_call_is_told(library: str, wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(library, *wrong) == 2
    assert capsys.readouterr().err


def test_what_could_not_be_searched_is_told() -> None:
    assert "3 articles could not be searched yet" in list(search_remarks(Hits(waiting=3)))[-1]
    assert "slow" in list(search_remarks(Hits(waiting=3, told=Message("slow"))))[-1]


def test_stories_are_listed_with_what_is_in_them(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--library", library, "stories"]) == 0
    opened, *rest = capsys.readouterr().out.strip().split("  ")
    assert len(opened) == 10
    assert rest == ["2 articles", "The river", "(2024-05-01; The Paper; 1 note)"]
