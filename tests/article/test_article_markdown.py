from __future__ import annotations

import time
from pathlib import Path

import pytest

from viewer.article.problems import ReadProblem
from viewer.article.readers.markdown import BAD_FRONT, PLAIN_MARKDOWN, article_of_markdown
from viewer.article.reading import read_article

STORY = """\
# Ferry stays in port

The *ferry* stayed in port on **Monday** because its [crew](https://example.org) had voted to stop work.

## What the crews want

- a written promise of work
- the boats to be kept

> “There is no toll house in the plans at all,” said Dagny Holt, who speaks for the crews.

Nobody in the town could say when it would cross the river again &amp; nobody asked.
"""


def test_marks_are_gone_and_the_visible_words_stay() -> None:
    article = article_of_markdown(STORY)
    assert article.title == "Ferry stays in port"
    assert [paragraph.kind for paragraph in article.paragraphs] == ["title", *["body"] * 6]
    assert "The ferry stayed in port on Monday because its crew had voted" in article.text
    assert "• a written promise of work" in article.text
    assert "again & nobody asked." in article.text
    assert "**" not in article.text
    assert "<" not in article.text


def test_front_matter_states_the_facts(tmp_path: Path) -> None:
    front = "---\ntitle: 'Ferry stays: day two'\nsource: The Osterby Argus\nauthor: [Nele Farrow, Jon Sele]\n"
    path = tmp_path / "ferry.md"
    path.write_text(front + "date: 2022-05-17\nlang: en_GB\n---\n" + STORY, encoding="utf-8")
    article = read_article(path)
    assert article.title == "Ferry stays: day two"
    assert article.text.startswith("Ferry stays: day two\n\n")
    assert article.outlet == "The Osterby Argus"
    assert article.byline == "Nele Farrow, Jon Sele"
    assert (article.published, article.language) == ("2022-05-17", "en-GB")


@pytest.mark.parametrize(
    "front",
    [
        "a: &x [1, 2]\nb: *x\n",
        "a: [unclosed\n",
        "a: !!python/object/apply:os.getcwd []\n",
        "- only\n- a list\n",
        "\tx: 1\n",
    ],
)
def test_front_matter_that_cannot_be_trusted_is_left_out_with_a_warning(front: str) -> None:
    article = article_of_markdown(f"---\n{front}---\n{STORY}")
    assert article.title == "Ferry stays in port"
    assert article.warnings == (BAD_FRONT,)


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert article_of_markdown("---\n\n" + STORY).title == "Ferry stays in port"


def test_html_inside_does_not_reach_the_text() -> None:
    article = article_of_markdown(STORY + "\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n")
    assert "alert" not in article.text


@pytest.mark.parametrize("bomb", ["[" * 8000, "  " * 100 + "- a", "> " * 3000 + "deep", ("[" * 200 + "\n\n") * 1000])
def test_hostile_markdown_is_shown_as_plain_text_at_once(bomb: str) -> None:
    start = time.perf_counter()
    article = article_of_markdown(STORY + "\n\n" + bomb)
    assert time.perf_counter() - start < 5
    assert PLAIN_MARKDOWN in article.warnings
    assert "Dagny Holt" in article.text


@pytest.mark.parametrize("text", ["", "---\ntitle: x\n", "***"])
def test_markdown_without_words(text: str) -> None:
    if text.startswith("---"):
        assert "title" in article_of_markdown(text).text
    else:
        with pytest.raises(ReadProblem, match="no text"):
            article_of_markdown(text)
