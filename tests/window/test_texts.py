from __future__ import annotations

import pytest
from stubs import article

from viewer.article.messages import Message
from viewer.window import texts


@pytest.mark.parametrize(("place", "expected"), [(0, "A"), (5, "F"), (25, "Z"), (26, "AA"), (52, "BA")])
def test_articles_have_letters(place: int, expected: str) -> None:
    assert texts.letter(place) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (Message("Plain {braces}"), "Plain {braces}"),
        (Message("{count} words agree", count=7), "7 words agree"),
        (Message("{why}: {n}", why=Message("the {x} differ", x="numbers"), n=2), "the numbers differ: 2"),
    ],
)
def test_messages_of_other_layers_are_said_with_their_arguments(message: Message, expected: str) -> None:
    assert texts.said(message) == expected


@pytest.mark.parametrize(("number", "seen", "spoken"), [(0, "headline", "headline"), (4, "¶4", "paragraph 4")])
def test_places_are_shown_and_spoken(number: int, seen: str, spoken: str) -> None:
    assert (texts.place(number), texts.spoken_place(number)) == (seen, spoken)


def test_an_article_without_outlet_is_called_by_its_headline() -> None:
    assert texts.outlet(article(["Headline", "Body."], None)) == "Headline"
    assert texts.outlet(article(["Headline", "Body."], "Post")) == "Post"
    assert texts.outlet(article([""], None)) == "Untitled"


def test_every_kind_has_its_words() -> None:
    assert [texts.plural(label) for label in texts.LABELS] == [
        "People",
        "Places",
        "Organisations",
        "Groups",
        "Events",
        "Others",
    ]
