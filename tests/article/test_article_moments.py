from __future__ import annotations

import pytest

from viewer.article.reading import article_from_text
from viewer.article.text.traits import says_only_time

BODY = "The council of Arlen voted on Tuesday to close the old bridge for the whole of the coming winter.\n\n" * 3


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Posted 2/3/2009 11:11 PM", True),
        ("8/2/13 at 1:30 PM", True),
        ("8:13 AM PDT 8/2/2013", True),
        ("Updated 9:06 a.m.", True),
        ("Updated 9:06 AM by the newsroom", False),
        ("Arlen 2: the bridge", False),
        ("10 years on", False),
        ("", False),
    ],
)
def test_a_line_that_is_a_moment_and_nothing_else(line: str, expected: bool) -> None:
    assert says_only_time(line) is expected


@pytest.mark.parametrize("moment", ["Posted 2/3/2009 11:11 PM", "8/2/13 at 1:30 PM", "Updated 9:06 AM"])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_moment_beside_the_headline_is_no_headline(moment: str, order: tuple[int, int]) -> None:
    lines = ("Council closes the old bridge for winter", moment)
    article = article_from_text("\n\n".join([lines[order[0]], lines[order[1]], BODY]))
    kinds = {article.paragraph_text(i): p.kind for i, p in enumerate(article.paragraphs)}
    assert article.title == lines[0]
    assert kinds[moment] == "dateline"


def test_two_headlines_at_the_beginning_are_headline_and_standfirst() -> None:
    upper, lower = "Council closes the old bridge for winter", "Fishermen of the lower town say nobody asked them"
    article = article_from_text("\n\n".join([upper, lower, BODY]))
    assert article.title == upper
    assert [p.kind for p in article.paragraphs[:2]] == ["title", "body"]
