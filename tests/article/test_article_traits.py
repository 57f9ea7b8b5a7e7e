from __future__ import annotations

import pytest

from viewer.article.text.bylines import byline_of
from viewer.article.text.dates import date_in
from viewer.article.text.metadata import outlet_of
from viewer.article.text.segments import segments_of
from viewer.article.text.traits import Traits, traits_of


def traits(line: str) -> Traits:
    (segment,) = segments_of(line)
    return traits_of(segment)


@pytest.mark.parametrize(
    "line",
    [
        "Recommended",
        "Share this story",
        "Subscribe to our newsletter for the best of the valley.",
        "Sign up for alerts",
        "Download our app for updates wherever you are",
        "Help keep The Harbour Ledger free for everyone.",
        "© 2022 Argus Press",
        "Copyright 2021 Lowland Daily. All rights reserved.",
        "Home > World > Lomme valley",
        "https://argus.example/story",
        "12",
        "Comments are closed.",
    ],
)
def test_furniture_is_told_by_its_words(line: str) -> None:
    assert traits(line).furniture


@pytest.mark.parametrize(
    "line",
    [
        "“Subscribe to my newsletter,” the mayor said, “and you will know when the bridge opens.”",
        "Readers were asked to sign a petition that the ministry has not answered.",
        "Help arrived at noon, when the ferry crossed the river with blankets and bread.",
        "The copyright of the old map belongs to the town, the court said.",
        "Talks on the closing of the reactor went on past midnight.",
        "He wants more money for schools/roads and fewer speeches.",
    ],
)
def test_sentences_of_an_article_are_not_furniture(line: str) -> None:
    assert not traits(line).furniture
    assert traits(line).sentence


@pytest.mark.parametrize(
    "line",
    [
        "Energy minister Ilka Brandt. AFP",
        "The ferry on its last run. (Jon Sele/Getty Images)",
        "Photo: Jon Sele",
        "Above: the lower landing at dusk",
        "The lower landing at dusk. Photograph by Jon Sele",
        "FILE PHOTO: The lower landing at dusk, March 3, 2021. REUTERS",
    ],
)
def test_captions_are_told_by_label_or_credit(line: str) -> None:
    assert traits(line).caption


@pytest.mark.parametrize(
    "line",
    [
        "The pump failed, an official told AFP.",
        "He was the man in the picture.",
        "The photo shows nothing at all, she said.",
    ],
)
def test_sentences_about_pictures_are_no_captions(line: str) -> None:
    assert not traits(line).caption


@pytest.mark.parametrize(
    "line",
    [
        "By Nele Farrow",
        "By Nele Farrow and Jon Sele, Staff Writers",
        "Von Petra Ohlin",
        "Author: A. Desk Source: Argus",
    ],
)
def test_bylines(line: str) -> None:
    assert traits(line).byline


@pytest.mark.parametrize("line", ["By Monday nobody could say who had signed the letter.", "By train it takes an hour"])
def test_sentences_that_begin_with_by_are_no_bylines(line: str) -> None:
    assert not traits(line).byline


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Time :2021-03-09 08:15:02", "2021-03-09"),
        ("Published: March 9, 2021", "2021-03-09"),
        ("Nov. 19, 2019 5:50 PM", "2019-11-19"),
        ("9 March 2021", "2021-03-09"),
        ("12. März 2021", "2021-03-12"),
        ("12 de marzo de 2021", "2021-03-12"),
        ("31/12/2020", "2020-12-31"),
        ("12/31/2020", "2020-12-31"),
        ("03/04/2020", None),
        ("2021-02-30", None),
        ("March 2021", None),
        ("no date", None),
    ],
)
def test_full_dates_are_read_and_doubtful_ones_are_not(line: str, day: str | None) -> None:
    assert date_in(line) == day


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        (["Source: Lowland Daily"], "Lowland Daily"),
        (["Source: (Lowland Daily NorthTime :2021-03-09"], "Lowland Daily North"),
        (["Copyright © 2021, Osterby Argus | Terms"], "Osterby Argus"),
        (["Get the latest from The Harbour Ledger in your inbox."], "The Harbour Ledger"),
        (["Contact the Velden Morning Sentinel's news desk."], "Velden Morning Sentinel"),
        (["Follow us on Facebook"], None),
        (["GET OUR LATEST NEWS"], None),
        ([], None),
    ],
)
def test_the_outlet_is_what_the_lines_around_the_text_name(lines: list[str], outlet: str | None) -> None:
    assert outlet_of(lines) == outlet


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Nele Farrow", "Nele Farrow"),
        ("By Nele Farrow | May 17, 2022", "Nele Farrow"),
        ("Author: Copper Desk Source: (Lowland", "Copper Desk"),
        ("Nobody", None),
    ],
)
def test_the_byline_without_by_and_date(line: str, name: str | None) -> None:
    assert byline_of([line]) == name
