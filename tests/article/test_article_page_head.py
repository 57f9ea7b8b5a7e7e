"""Outlet, byline and date in the forms in which pages write them; all names are made up."""

from __future__ import annotations

import pytest

from viewer.article.reading import article_from_text
from viewer.article.reasons import COLOPHON, MAIN_TEXT
from viewer.article.text.bylines import byline_of
from viewer.article.text.colophon import put_aside
from viewer.article.text.dates import date_in
from viewer.article.text.metadata import date_of, day_first_in, outlet_of
from viewer.article.text.segments import segments_of
from viewer.article.text.traits import traits_of

BODY = (
    "The ferry stayed in port on Monday because its crew had voted to stop work for three days.\n\n"
    "Nobody in the town could say when it would cross the river again, the owners said.\n"
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Vale and Bo Lind, Staff Writers", "Ada Vale and Bo Lind"),
        ("By Ada Vale, Bo Lind and Cy Orr", "Ada Vale and Bo Lind and Cy Orr"),
        ("By Ada Vale, Staff Writer | Published 3 March 2024, 09:14 GMT", "Ada Vale"),
        ("Ada Vale | The Post", "Ada Vale"),
        ("Words: Ada Vale", "Ada Vale"),
        ("Von Ada Vale", "Ada Vale"),
        ("Par Ada Vale, à Lomme", "Ada Vale"),
        ("Por Ada Vale e Iñaki Lind", "Ada Vale and Iñaki Lind"),
        ("Ni Ada Vale Jr.", "Ada Vale Jr."),
        ("Ada Vale reports", "Ada Vale"),
        ("Posted by Ada Vale on Thursday, 17 March 2011, 20:15", "Ada Vale"),
        ("Author:Ada Vale Source:Lowland Daily Time:2024-06-27 17:05", "Ada Vale"),
        ("记者 何嘉明", "何嘉明"),
        ("كتبت: هالة الشامي", "هالة الشامي"),
        ("(Reporting by the bureau in Velden)", None),
    ],
)
def test_bylines_name_the_authors_only(line: str, names: str | None) -> None:
    assert byline_of([line]) == names


def test_a_line_with_date_and_author_names_both() -> None:
    article = article_from_text("The Lowland News\nFerry stays in port\n23/03/2014 by Ada Vale\n" + BODY)
    assert (article.title, article.outlet) == ("Ferry stays in port", "The Lowland News")
    assert (article.byline, article.published) == ("Ada Vale", "2014-03-23")


def test_names_alone_beside_the_date_are_a_byline() -> None:
    article = article_from_text(
        "LOWLAND EXAMINER | Money\nFerry stays in port\nAda Vale & Bo Lind\nFeb 15, 2023\n" + BODY
    )
    assert [paragraph.kind for paragraph in article.paragraphs[1:4]] == ["title", "byline", "dateline"]
    assert (article.outlet, article.byline) == ("LOWLAND EXAMINER", "Ada Vale and Bo Lind")


@pytest.mark.parametrize(
    ("top", "lines", "outlet"),
    [
        (["The Lowland Gazette"], [], "The Lowland Gazette"),
        (["LOWLAND HERALD"], ["Support the Lowland Herald today."], "Lowland Herald"),
        (["Lowland Student – the newspaper of the union"], [], "Lowland Student"),
        (["L'Écho du Val - English pages"], [], "L'Écho du Val"),
        (["The Lowland Courier"], ["© Courier Group Holdings 2013. All rights reserved."], "The Lowland Courier"),
        (["Home > World"], ["© 2016 Lowland Telegraph. All rights reserved."], "Lowland Telegraph"),
        (["Council votes"], [], None),
    ],
)
def test_a_masthead_wins_against_an_owner(top: list[str], lines: list[str], outlet: str | None) -> None:
    assert outlet_of(lines, top) == outlet


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("5. Oktober 2021", "2021-10-05"),
        ("Publié le 14 août 2018 à 07h30", "2018-08-14"),
        ("17 de noviembre de 2022", "2022-11-17"),
        ("Hulyo 18, 2022", "2022-07-18"),
        ("2023年9月28日", "2023-09-28"),
        ("٧ مايو ٢٠٢٤", "2024-05-07"),
        ("29th January 2016", "2016-01-29"),
        ("Updated 4 May 2020 | Published 3 May 2020", "2020-05-03"),
        ("03.04.2020", "2020-04-03"),
    ],
)
def test_dates_of_many_languages_are_read(line: str, day: str) -> None:
    assert date_in(line) == day


def test_the_date_of_an_update_counts_only_alone() -> None:
    assert date_of(["Updated: 24 May 2019", "First published: 22 May 2019"]) == "2019-05-22"
    assert date_of(["Updated: 24 May 2019"]) == "2019-05-24"


@pytest.mark.parametrize(
    ("lines", "language", "day"),
    [
        (["03/04/2020"], "es", "2020-04-03"),
        (["03/04/2020"], "en", None),
        (["03/04/2020"], "en-gb", "2020-04-03"),
        (["03/04/2020"], "en-us", "2020-03-04"),
        (["03/04/2020 10:15 BST"], "en", "2020-04-03"),
        (["03/04/2020 10:15 EST"], "en", "2020-03-04"),
        (["03/04/2020", "Updated 28/04/2020"], "en", "2020-04-03"),
        (["03/04/2020", "Updated 04/28/2020"], "en", "2020-03-04"),
    ],
)
def test_the_order_of_day_and_month_comes_from_language_or_context(
    lines: list[str], language: str, day: str | None
) -> None:
    assert date_in(lines[0], day_first_in(lines, language)) == day


def test_the_order_of_day_and_month_comes_from_dates_spelled_out() -> None:
    assert day_first_in(["03/04/2020"], "en", "It sank on 1 April 2020, the crew said.") is True
    assert day_first_in(["03/04/2020"], "en", "It sank on March 1, the crew said.") is False


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: How much sleep does your teenager need?",
        "Related: The bridge that nobody ordered",
        "相关阅读：地铁运营时间延长",
        "Free bulletin: the week in science, in five minutes. Sign up",
        "Our Friday letter brings you the best of the week, and you can leave whenever you like.",
        "Never miss an issue: have it pushed through your door for £1.20 a week. Call 01632 960 555",
        "Are you a teacher? Tell us what you think: letters@post.example",
        "NEWS   SPORT   MONEY   TRAVEL",
        "首页 要闻 社会 体育",
    ],
)
def test_offers_and_teasers_are_furniture(line: str) -> None:
    (segment,) = segments_of(line)
    assert traits_of(segment).furniture


@pytest.mark.parametrize(
    "line",
    [
        "He asked: what will become of the ferry?",
        "Tickets cost £3 a week, the owners said.",
        "Anyone with information is asked to call the harbour police on 01632 960 555.",
        "Background checks: what the ministry did not do.",
    ],
)
def test_what_only_resembles_an_offer_is_kept(line: str) -> None:
    (segment,) = segments_of(line)
    assert not traits_of(segment).furniture


@pytest.mark.parametrize(
    "line",
    [
        "Ada Vale is the Post's world editor.",
        "The Lowland Post is a member of the Independent Press Council.",
        "This article was amended on 5 May 2021 to correct the number of boats.",
        "This story was produced in partnership with the River Fund.",
    ],
)
def test_notes_about_author_outlet_and_article_are_put_aside(line: str) -> None:
    segments = segments_of(BODY + "\n" + line)
    found = put_aside(segments, [("body", MAIN_TEXT)] * 3, "The Lowland Post", "Ada Vale")
    assert found == [("body", MAIN_TEXT), ("body", MAIN_TEXT), ("boilerplate", COLOPHON)]


@pytest.mark.parametrize(
    "line", ["Ilka Brandt is the mayor of Velden and a former editor.", "—", "Ada", "The author —"]
)
def test_news_about_a_person_and_lines_of_few_words_stay(line: str) -> None:
    segments = segments_of(BODY + "\n" + line)
    assert put_aside(segments, [("body", MAIN_TEXT)] * 3, "The Lowland Post", "Ada Vale") == [("body", MAIN_TEXT)] * 3
