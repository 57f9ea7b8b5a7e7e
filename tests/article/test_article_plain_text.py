from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.growth import LINEAR, growth
from viewer.article import reasons
from viewer.article.canonical import canonical
from viewer.article.model import Article
from viewer.article.problems import ReadProblem
from viewer.article.reading import article_from_text

BODY = (
    "The ferry stayed in port on Monday because its crew had voted to stop work for three days.\n\n"
    "Nobody in the town could say when it would cross the river again, the owners said.\n"
)


def kinds(article: Article) -> list[str]:
    return [paragraph.kind for paragraph in article.paragraphs]


def assert_covered(article: Article) -> None:
    position = 0
    for paragraph in article.paragraphs:
        assert paragraph.start < paragraph.end
        assert not article.text[position : paragraph.start].strip()
        position = paragraph.end
    assert not article.text[position:].strip()


def test_a_first_short_line_is_the_headline() -> None:
    article = article_from_text("Ferry stays in port\n\n" + BODY)
    assert article.title == "Ferry stays in port"
    assert kinds(article) == ["title", "body", "body"]
    assert article.language == "en"


def test_a_title_that_the_text_lacks_becomes_its_first_paragraph() -> None:
    article = article_from_text(BODY, title="Ferry stays in port")
    assert article.text == "Ferry stays in port\n\n" + BODY
    assert kinds(article) == ["title", "body", "body"]


def test_a_title_that_the_text_has_is_not_repeated() -> None:
    text = "News\n\nFERRY stays in  port\n\n" + BODY
    article = article_from_text(text, title="Ferry stays in port")
    assert article.text == text
    assert article.title == "Ferry stays in port"
    assert kinds(article) == ["boilerplate", "title", "body", "body"]


def test_without_headline_the_title_is_made_of_the_first_words() -> None:
    article = article_from_text(BODY)
    assert article.title == "The ferry stayed in port on Monday because its crew had voted…"
    assert kinds(article) == ["body", "body"]


@pytest.mark.parametrize("text", ["One line.", "one", "Is anybody there?", "42", "—"])
def test_one_line_is_body(text: str) -> None:
    article = article_from_text(text)
    assert kinds(article) == ["body"]
    assert article.title == text


def test_where_all_looks_like_furniture_all_is_body_with_a_warning() -> None:
    article = article_from_text("Home\nNews\nSign in\nSubscribe\nContact us")
    assert set(kinds(article)) == {"body"}
    assert article.warnings == (reasons.NO_BODY,)


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff", "\x00"])
def test_no_text_is_a_problem(text: str) -> None:
    with pytest.raises(ReadProblem, match="no text"):
        article_from_text(text)


def test_a_dateline_inside_a_paragraph_belongs_to_it() -> None:
    article = article_from_text("Ferry stays in port\n\nOSTERBY, May 17 (LNA) – " + BODY)
    assert kinds(article) == ["title", "body", "body"]


def test_lines_of_their_own_say_who_and_when() -> None:
    article = article_from_text("Ferry stays in port\n\nBy Nele Farrow\nMay 17, 2022 6:30 pm\n\n" + BODY)
    assert kinds(article) == ["title", "byline", "dateline", "body", "body"]
    assert (article.byline, article.published) == ("Nele Farrow", "2022-05-17")


def test_subheads_and_list_items_are_body() -> None:
    article = article_from_text(
        "Ferry stays in port\n\n" + BODY + "\nWhat the crews want\n\n• a written promise\n• the boats kept\n\n" + BODY
    )
    assert kinds(article) == ["title", *["body"] * 7]


def test_one_paragraph_a_line_without_empty_lines() -> None:
    article = article_from_text("Ferry stays in port\n" + BODY.replace("\n\n", "\n") * 3)
    assert kinds(article) == ["title", *["body"] * 6]


def test_comments_without_list_marks_are_told_by_their_turns() -> None:
    comments = "".join(
        f"Reader {name}\n{hours} hours ago\nI think the crews are right and the ministry should say so today.\nReply\n"
        for hours, name in enumerate(("Ada", "Bo", "Cy", "Di"), start=2)
    )
    article = article_from_text("Ferry stays in port\n\n" + BODY + "\nComments\n\n" + comments)
    assert kinds(article) == ["title", "body", "body", *["boilerplate"] * 17]


def test_a_long_text_is_cut_with_a_warning() -> None:
    article = article_from_text(BODY * 20_000)
    assert len(article.text) <= 2_000_000
    assert any("longer than" in warning for warning in article.warnings)


@settings(deadline=None)
@given(text=st.text(max_size=500), title=st.none() | st.text(max_size=40))
def test_any_text_is_covered_and_has_a_body(text: str, title: str | None) -> None:
    try:
        article = article_from_text(text, title)
    except ReadProblem:
        assert not canonical(text).strip()
        return
    assert_covered(article)
    assert "body" in kinds(article) or article.title
    assert canonical(article.text) == article.text
    assert article.title.strip()


LINES = """\
The crew voted on Monday, and nobody knew what would come next.
Home
• ada
    so they say
By Ada Bo
Comments
2 hours ago
Reply
© 2022 Argus
Photo: Jon Sele
May 17, 2022

Read more
Short line""".splitlines()


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=40).map("\n".join).filter(str.strip))
def test_any_mixture_of_lines_has_a_body(text: str) -> None:
    article = article_from_text(text)
    assert_covered(article)
    assert "body" in kinds(article)


@pytest.mark.parametrize(
    "piece", ["• ada\n    so they say, and nobody else says it.\n", BODY, "Short line\n", "[a](b) “c” (d) "]
)
def test_four_times_the_text_takes_about_four_times_as_long(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    assert growth(article_from_text, text, text * 4) < LINEAR


def test_a_text_of_more_lines_than_any_article_has_is_cut() -> None:
    article = article_from_text("Some words.\n" * 150_010)
    assert article.text.count("\n") < 150_000
    assert any("more than 150000 lines" in warning for warning in article.warnings)
