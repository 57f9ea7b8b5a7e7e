"""Pages in shapes that news sites have, all made up: boxes inside the text, furniture around it, heads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.growth import LINEAR, growth
from viewer.article.model import Article
from viewer.article.reading import article_from_html, article_from_text, read_article
from viewer.article.text.bylines import byline_of
from viewer.article.text.headline import find_headline
from viewer.article.text.segments import segments_of
from viewer.article.text.traits import traits_of

FOLDER = Path(__file__).parent / "shapes"
FIRST = "The ferry stayed in port on Monday because its crew had voted to stop work for three days."
SECOND = "Nobody in the town could say when it would cross the river again, the owners said."
THIRD = "A second vote is planned for the week after, when the harbour board meets in the school."
FOURTH = "The board runs two older boats, but neither of them may carry cars or anybody in the dark."


def body(article: Article) -> list[str]:
    """Return the texts of the body paragraphs."""
    pairs = enumerate(article.paragraphs)
    return [article.paragraph_text(index) for index, paragraph in pairs if paragraph.kind == "body"]


def dump(*paragraphs: str) -> Article:
    """Read paragraphs with empty lines between them."""
    return article_from_text("\n\n".join(paragraphs))


@pytest.mark.parametrize(
    ("name", "count", "first", "last"),
    [
        ("harbour.txt", 9, "Union says strike", "We cannot wait"),
        ("stadium.txt", 6, "TOLLIVER, Ohio", "Opponents said"),
        ("ballgame.txt", 7, "BRISBY", "Ferro's walk"),
        ("pipeline.txt", 6, "COLDWATER", "The fish have been"),
        ("letter.md", 8, "I went to the council", "So who wins?"),
        ("ferry.html", 12, "Islanders will have", "The board will hold"),
        ("hens.html", 7, "A woman who spent", "The court did not order"),
        ("final.html", 9, "Catcher who led", "Game 2"),
        ("verge.html", 11, "Councils that mow", "The study is published"),
        ("bees.txt", 7, "Councils that mow", "The study is published"),
    ],
)
def test_only_the_text_is_body(name: str, count: int, first: str, last: str) -> None:
    found = body(read_article(FOLDER / name))
    assert len(found) == count
    assert found[0].startswith(first)
    assert found[-1].lstrip('“"•- ').startswith(last)


@pytest.mark.parametrize(
    ("name", "title", "outlet", "byline", "published"),
    [
        ("harbour.txt", "Port workers reject pay offer for third time", "Harbour Times", "Orla Fenn", "2024-02-14"),
        ("ballgame.txt", "Walk-off walk sends Hornets to the final", "County Line Sports", "Del Ramos", "2022-08-18"),
        ("letter.md", "The stadium nobody asked for", "Curb Letter", "Lena Ruck", "2024-06-09"),
        ("final.html", "Hornets reach final on walk-off walk", "County Line", "Del Ramos", "2022-08-18"),
        ("warning.html", "Red warning as Storm Gerda nears", "Metroweather", "Isla Munro", "2023-01-26"),
    ],
)
def test_heads_are_read(name: str, title: str, outlet: str, byline: str, published: str) -> None:
    article = read_article(FOLDER / name)
    assert (article.title, article.outlet, article.byline, article.published) == (title, outlet, byline, published)


@pytest.mark.parametrize(
    "box",
    [
        "Related stories\nBridge toll to rise in spring\nSeal pup found on slipway",
        "Most read in Harbour\n1  Bridge toll to rise in spring\n2  Seal pup found on slipway",
        "More on the strike\n\nBridge toll to rise in spring\n\nSeal pup found on slipway",
        "Love the island?\nSign up for our morning letter\nSent before the first boat",
        "Bridge toll to rise again in spring\nSeal pup is found on the slipway\nWhy lighthouses are painted in stripes",
        "Timetable of the winter\nLowport 06.10 08.10 10.10\nHighport 07.00 09.00 11.00",
    ],
)
def test_a_box_inside_the_text_is_put_aside_and_the_text_goes_on(box: str) -> None:
    assert body(dump("Ferry stays in port", FIRST, SECOND, box, THIRD, FOURTH)) == [FIRST, SECOND, THIRD, FOURTH]


@pytest.mark.parametrize(
    "lines",
    [
        "Robert Lind, 83, of Ferry Street\nDenise May, 52, of Dock Lane\nAda Orr, 71, of Dock Lane",
        "Coffee\nRope\nTwo new piles",
    ],
)
def test_a_list_that_the_text_tells_stays(lines: str) -> None:
    article = dump("Ferry stays in port", FIRST, SECOND, lines, THIRD, FOURTH)
    assert body(article) == [FIRST, SECOND, *lines.split("\n"), THIRD, FOURTH]


def test_short_halves_around_a_box_are_both_text() -> None:
    article = dump("Ferry stays in port", FIRST, SECOND, "Advertisement", "Read also", "Toll to rise", THIRD, FOURTH)
    assert body(article) == [FIRST, SECOND, THIRD, FOURTH]


def test_another_story_below_the_links_is_not_followed() -> None:
    other = "Cinema tickets will cost more from Easter."
    article = dump("Ferry stays in port", FIRST, SECOND, THIRD, "Trending now", "Cinema prices", other, "Cafe shuts")
    assert body(article) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    [
        "BET £5 GET £20 with SureHorse. Over 18s only. 18+",
        "Video: divers at the pier (2:05)",
        "6 min read",
        "14° Light showers",
        "High tides at Lowport: HW 04.10 16.32, wind westerly",
        "NORTHGAS 88.10 +1.4%",
        "SPONSORED Ropes that last, from Tully & Sons",
        "All our pictures of the pier →",
        "Tips: desk@lowport.example",
        "Enjoyed this? Pass it on to a friend.",
        "Good reporting needs journalists. Support them from £2.",
        "3 of 12",
    ],
)
def test_notices_are_furniture(line: str) -> None:
    assert traits_of(segments_of(line)[0]).furniture


@pytest.mark.parametrize(
    "line",
    [
        "Heat hits 40°C in the valley",
        "PROMOTED to the First Division in May, the club has won twice since.",
        "Worried? Call the county before you drink the water, the mayor said.",
        "Revenue: £3.2m (+4%)",
        "« On verra demain »",
        "He put £20 on the grey and lost it before the second fence.",
        "The winner finished in 2:05 and did not look tired.",
        "Police asked witnesses to get in touch.",
    ],
)
def test_lines_that_look_like_notices_are_not(line: str) -> None:
    assert not traits_of(segments_of(line)[0]).furniture


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("EXCLUSIVE By Ada Vale, Crime Reporter, and LPA", "Ada Vale and LPA"),
        ("Ada Vale Court reporter", "Ada Vale"),
        ("By Ada Vale, Legal Affairs Editor", "Ada Vale"),
    ],
)
def test_offices_are_no_part_of_the_names(line: str, names: str) -> None:
    assert byline_of([line]) == names


@pytest.mark.parametrize("line", ["Ada Vale in Lowport, Norland", "Lowport Press Agency and Argus staff"])
def test_places_and_newsrooms_beside_the_date_are_bylines(line: str) -> None:
    article = dump("Ferry stays in port", line, "9 March 2025", FIRST, SECOND)
    assert [paragraph.kind for paragraph in article.paragraphs[:3]] == ["title", "byline", "dateline"]


def test_a_longer_line_below_the_headline_is_not_the_headline() -> None:
    head, dek = "Ferry stays in port after vote", "Crew says three days are the least that it can do. More are planned"
    segments = segments_of("\n\n".join(["The Argus", head, dek, "By Ada Vale", FIRST, SECOND]))
    assert find_headline(segments, [traits_of(segment) for segment in segments], 4) == 1


def test_the_author_at_the_end_is_not_text() -> None:
    article = dump(
        "Ferry stays in port",
        "By Ada Vale",
        FIRST,
        SECOND,
        THIRD,
        "Ada Vale sailed for nine years and still gets sick.",
    )
    assert body(article) == [FIRST, SECOND, THIRD]


def test_a_list_in_markdown_needs_no_empty_line_before_it(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    path.write_text(f"# Ferry stays in port\n\n{FIRST}\n\n**What it needs**\n- new rope\n- two piles\n\n{SECOND}\n")
    assert [line.lstrip("• ") for line in body(read_article(path))][1:4] == ["What it needs", "new rope", "two piles"]


def test_front_matter_may_describe_the_author_and_name_the_blog(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    path.write_text(f"---\nblog: Lowport Log\nauthor:\n  name: Ada Vale\nposted: 2024-05-06\n---\n# Ferry\n\n{FIRST}\n")
    article = read_article(path)
    assert (article.outlet, article.byline, article.published) == ("Lowport Log", "Ada Vale", "2024-05-06")


def test_a_word_for_furniture_in_the_class_of_the_article_itself_says_nothing() -> None:
    text = "".join(f"<p>{line}</p>" for line in (FIRST, SECOND, THIRD, FOURTH) * 2)
    article = article_from_html(
        f"<html><body><div class='post tag-related promo'><h1>Ferry</h1>{text}</div></body></html>"
    )
    assert len(body(article)) == 8


@pytest.mark.parametrize(
    "piece", ["Related\nA link to something else\n", "Sign up for our letter\n\n", f"Read also\n\n{FIRST}\n\n"]
)
def test_four_times_the_boxes_take_about_four_times_as_long(piece: str) -> None:
    small, large = (f"{FIRST}\n\n{SECOND}\n\n" + piece * times for times in (400, 1600))
    assert growth(article_from_text, small, large) < LINEAR


def test_a_longer_summary_of_another_story_is_not_followed() -> None:
    other = (
        "Cinema tickets will cost more from Easter because films have become longer, the owner of the Rex announced."
    )
    article = dump("Ferry stays in port", FIRST, SECOND, THIRD, "Trending now", "Cinema prices", other, "Cafe shuts")
    assert body(article) == [FIRST, SECOND, THIRD]


def test_the_name_of_another_story_above_read_more_is_no_text() -> None:
    lines = [FIRST, SECOND, "Harbour dues have never been higher", "Read more", THIRD, FOURTH]
    article = article_from_text("\n".join(["Ferry stays in port", "By Ada Vale", *lines]))
    assert body(article) == [FIRST, SECOND, THIRD, FOURTH]


def test_initials_of_the_desk_end_a_sentence() -> None:
    assert traits_of(segments_of(f"{FIRST} /abc")[0]).prose


@pytest.mark.parametrize(
    "call", ["What do you think? Have your say in the comments", "Join the conversation in the comments below"]
)
def test_the_text_goes_on_behind_an_invitation_to_comment(call: str) -> None:
    assert body(dump("Ferry stays in port", FIRST, SECOND, call, THIRD, FOURTH)) == [FIRST, SECOND, THIRD, FOURTH]
