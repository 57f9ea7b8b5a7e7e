from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import article_of

from viewer.window.citing import cited, place_words

PAGE = article_of(
    ("Menu", "boilerplate"),
    ("The wall", "title"),
    ("By Ann Tolley", "byline"),
    ("First paragraph.", "body"),
    ("A picture", "caption"),
    ("Second\nparagraph 😀 here.", "body"),
)


def test_a_passage_is_cited_with_where_it_stands() -> None:
    start = PAGE.text.index("Second")
    end = PAGE.text.index(" here")
    assert cited(PAGE, start, end) == "“Second paragraph 😀”\n— The Post, “The wall”, 4 Mar 2025, ¶2"


def test_what_is_not_given_is_not_made_up() -> None:
    page = replace(PAGE, outlet=None, published=None)
    assert cited(page, page.text.index("First"), page.text.index("First") + 5) == (
        "“First”\n— “The wall”, date not given, ¶1"
    )


@pytest.mark.parametrize(
    ("words", "place"),
    [("Menu", "boilerplate"), ("The wall", "headline"), ("By Ann", "byline"), ("A pic", "caption"), ("here.", "¶2")],
)
def test_a_place_is_said_as_a_reader_counts(words: str, place: str) -> None:
    assert place_words(PAGE, PAGE.text.index(words)) == place


def test_between_paragraphs_is_no_place() -> None:
    assert place_words(PAGE, PAGE.text.index("First") - 1) == ""
    assert place_words(PAGE, len(PAGE.text) + 5) == ""
