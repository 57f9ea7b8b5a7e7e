"""Three real pages, kept outside the project; where they are missing there is nothing to check."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.article.model import Article
from viewer.article.reading import read_article

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the folder with real pages is not on this machine")


def seed(number: str) -> Article:
    return read_article(next(SEEDS.glob(f"{number}_*.txt")))


def of_kind(article: Article, kind: str) -> list[str]:
    return [article.paragraph_text(i) for i, paragraph in enumerate(article.paragraphs) if paragraph.kind == kind]


@pytest.mark.parametrize(
    ("number", "title", "outlet", "published", "body", "boilerplate"),
    [
        ("000", "John Kerry Seeks China's Help", "The Christian Post", None, 12, 8),
        ("002", "Kerry looks to press China", "Philippine Daily Inquirer", None, 21, 37),
        ("004", "Kerry seeks China's help", "China Daily USA", "2014-10-27", 19, 2),
    ],
)
def test_real_pages_come_out_right(
    number: str, title: str, outlet: str, published: str | None, body: int, boilerplate: int
) -> None:
    article = seed(number)
    assert article.title.startswith(title)
    assert (article.outlet, article.published, article.language) == (outlet, published, "en")
    assert of_kind(article, "title") == [article.title]
    assert len(of_kind(article, "body")) == body
    assert len(of_kind(article, "boilerplate")) == boilerplate
    assert article.warnings == ()


def test_the_picture_is_described_by_a_caption() -> None:
    assert len(of_kind(seed("002"), "caption")) == 1


def test_the_label_line_is_a_byline() -> None:
    assert len(of_kind(seed("004"), "byline")) == 1
