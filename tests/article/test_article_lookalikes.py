"""Pages like those that real sites leave behind when they are saved as text; all words and names are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.article.model import Article
from viewer.article.reading import read_article

FOLDER = Path(__file__).parent / "lookalikes"
LETTERS = {"title": "T", "byline": "W", "dateline": "D", "caption": "C", "body": "B", "boilerplate": "-"}


def kinds(article: Article) -> str:
    """Return the kinds of all paragraphs, a letter each."""
    return "".join(LETTERS[paragraph.kind] for paragraph in article.paragraphs)


def body(article: Article) -> list[str]:
    return [article.paragraph_text(i) for i, paragraph in enumerate(article.paragraphs) if paragraph.kind == "body"]


def test_promotion_between_paragraphs_and_an_appeal_at_the_end() -> None:
    article = read_article(FOLDER / "bridge.txt")
    assert kinds(article) == "-T" + "BBB" + "--" + "BBBB" + "-----"
    assert article.title == "Minister Promises Second Bridge for Osterby Before Winter"
    assert (article.outlet, article.byline, article.published) == ("The Harbour Ledger", None, None)
    assert (article.language, article.warnings) == ("en", ())


def test_caption_app_promotion_and_a_nested_thread_of_comments() -> None:
    article = read_article(FOLDER / "reactor.txt")
    assert kinds(article) == "TC" + "BBBBBBB" + "-" * 29
    assert article.title == "Brandt leans on Velden over reactor"
    assert (article.outlet, article.byline, article.published) == ("Velden Morning Sentinel", None, None)
    assert article.paragraph_text(1) == "Energy minister Ilka Brandt. AFP"
    assert body(article)[0].startswith("Velden – Energy minister")
    assert body(article)[-1].startswith("Observers say")
    assert article.language == "en"


def test_trail_of_links_glued_label_line_and_repeated_headline() -> None:
    article = read_article(FOLDER / "inspection.txt")
    assert kinds(article) == "-TW" + "BBBBBBB" + "-"
    assert article.title == "Brandt wants Velden's help with reactor"
    assert (article.outlet, article.byline, article.published) == ("Lowland Daily North", "Copper Desk", "2021-03-09")
    assert any("April.He said" in paragraph for paragraph in body(article)), "glued words are the text's own"
    assert any("MaraLindqvist" in paragraph for paragraph in body(article))


def test_a_thread_whose_indents_are_lost_is_still_comments() -> None:
    text = (FOLDER / "bridge.txt").read_text(encoding="utf-8").split("Was this")[0]
    thread = "Comments (4)\n\n" + "".join(
        f"{name}\n{days} days ago\nNobody asked those who take the boat, and nobody ever will.\nReply · Share\n"
        for days, name in enumerate(("kaperlo", "Lake_walker77", "Petra O", "Guest"), start=2)
    )
    from viewer.article.reading import article_from_text

    article = article_from_text(text + thread)
    assert kinds(article) == "-T" + "BBB" + "--" + "BBBB" + "-" * 17


@pytest.mark.parametrize("name", ["bridge.txt", "reactor.txt", "inspection.txt"])
def test_every_reason_is_a_sentence_part_for_people(name: str) -> None:
    for paragraph in read_article(FOLDER / name).paragraphs:
        assert paragraph.why
        assert "{" not in paragraph.why
