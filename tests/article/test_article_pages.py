from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.article import reasons
from viewer.article.model import Article
from viewer.article.page.scan import plain_words
from viewer.article.problems import ReadProblem
from viewer.article.reading import article_from_html, read_article

FOLDER = Path(__file__).parent / "pages"
LETTERS = {"title": "T", "byline": "W", "dateline": "D", "caption": "C", "body": "B", "boilerplate": "-"}
PARAGRAPH = "<p>The minister said on Tuesday that the bridge would open in the spring, and nobody disagreed.</p>"


def kinds(article: Article) -> str:
    return "".join(LETTERS[paragraph.kind] for paragraph in article.paragraphs)


def facts(article: Article) -> tuple[str, str | None, str | None, str | None, str]:
    return article.title, article.outlet, article.byline, article.published, article.language


def test_a_daily_with_structured_data_caption_comments_and_related_links() -> None:
    article = read_article(FOLDER / "daily.html")
    assert kinds(article) == "---" + "TWDC" + "BBBBBB" + "-" + "BB" + "-" * 9
    assert facts(article) == (
        "Ferry crews vote to strike over bridge plan",
        "The Osterby Argus",
        "Nele Farrow",
        "2022-05-17",
        "en",
    )
    assert "never see" not in article.text
    assert "color: red" not in article.text


def test_an_old_page_of_tables_and_line_breaks_in_windows_1252() -> None:
    article = read_article(FOLDER / "tables.html")
    assert kinds(article) == "-TWD" + "BBBBB" + "-"
    assert facts(article) == ("Reactor talks go into the night", "Lowland Daily", "Maro Lind", "2021-03-11", "en")
    assert "“We have water and biscuits for a week,”" in article.text
    assert "café" in article.text


def test_a_german_portal_with_embedded_data() -> None:
    article = read_article(FOLDER / "portal.html")
    assert kinds(article) == "---" + "TW" + "BBB" + "-" + "B" + "---"
    assert facts(article) == (
        "Bürger fordern Licht: Streit um das Kraftwerk",
        "Seebote",
        "Petra Ohlin",
        "2021-03-12",
        "de",
    )


def test_a_magazine_whose_text_stands_in_several_blocks() -> None:
    article = read_article(FOLDER / "magazine.html")
    assert kinds(article) == "-T-" + "BB-BB-BB" + "-"
    assert facts(article) == ("The town that counted cars", "Lomme Review", None, None, "en")


def test_the_same_page_saved_as_mhtml(tmp_path: Path) -> None:
    page = (FOLDER / "daily.html").read_text(encoding="utf-8")
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Subject"] = "Ferry crews vote"
    message.set_content("not this")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    path = tmp_path / "ferry.mhtml"
    path.write_bytes(bytes(message))
    saved, plain = read_article(path), read_article(FOLDER / "daily.html")
    assert (saved.text, kinds(saved), facts(saved)) == (plain.text, kinds(plain), facts(plain))


def test_mhtml_without_a_page(tmp_path: Path) -> None:
    path = tmp_path / "empty.mhtml"
    path.write_text("MIME-Version: 1.0\nContent-Type: text/plain\n\nnothing here", encoding="utf-8")
    with pytest.raises(ReadProblem, match="holds no page"):
        read_article(path)


@pytest.mark.parametrize("html", ["", "<html></html>", "<script>x</script>", "<p>&nbsp;&#8203;</p>", "<!-- -->"])
def test_a_page_without_words(html: str) -> None:
    with pytest.raises(ReadProblem, match="no text"):
        article_from_html(html)


def test_text_that_the_tree_would_lose_is_shown_with_a_warning() -> None:
    article = article_from_html("<html><body>" + PARAGRAPH + "<div>" * 600 + PARAGRAPH * 20 + "</div>" * 600)
    assert article.text.count("the bridge would open") == 21
    assert reasons.DAMAGED in article.warnings


def test_one_huge_paragraph_is_not_lost() -> None:
    article = article_from_html("<p>" + "word " * 1_900_000 + "</p>")
    assert len(article.text) > 1_900_000
    assert any("longer than" in warning for warning in article.warnings)


def test_a_huge_embedded_picture_hides_nothing() -> None:
    article = article_from_html('<img src="data:image/png;base64,' + "A" * 12_000_000 + '">' + PARAGRAPH * 5)
    assert article.text.count("the bridge would open") == 5
    assert article.warnings == ()


def test_too_long_a_page_is_refused() -> None:
    with pytest.raises(ReadProblem, match="longer than 10 million"):
        article_from_html("<p>a</p>" * 1_300_000)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + PARAGRAPH,
        "<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">" + PARAGRAPH,
        "<!--" * 100_000 + PARAGRAPH,
        "<" * 200_000 + PARAGRAPH,
        "<b>" * 20_000 + PARAGRAPH,
        "<svg>" * 20_000 + "</svg>" + PARAGRAPH,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + PARAGRAPH,
    ],
    ids=["nesting", "attributes", "open comments", "signs", "inline nesting", "open pictures", "deep data"],
)
def test_hostile_pages_are_read_quickly_and_keep_their_words(html: str) -> None:
    start = time.perf_counter()
    article = article_from_html(html)
    assert time.perf_counter() - start < 10
    assert "the bridge would open" in article.text


def test_plain_words_take_out_tags_and_silent_elements_only() -> None:
    html = "<p>One <b>bold</b> word</p><script>if (a < b) x()</script ><P>5 < 6 and 7 > 3<!-- no --> end"
    assert plain_words(html).split() == ["One", "bold", "word", "5", "<", "6", "and", "7", ">", "3", "end"]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div>", "</div>", "<h1>", "<li>", "<br>", "<a href='x'>", "<!--", "-->", "<td>"]
        )
        | st.text(max_size=20),
        max_size=30,
    ).map("".join)
)
def test_any_page_is_covered_or_a_problem(html: str) -> None:
    try:
        article = article_from_html(html)
    except ReadProblem:
        return
    position = 0
    for paragraph in article.paragraphs:
        assert not article.text[position : paragraph.start].strip()
        position = paragraph.end
    assert not article.text[position:].strip()


def test_text_that_the_page_hides_is_counted_in_a_warning() -> None:
    hidden = '<div style="display: none">' + PARAGRAPH * 10 + "</div>"
    (warning,) = article_from_html("<h1>Bridge to open</h1>" + PARAGRAPH * 8 + hidden).warnings
    assert "percent of the text" in warning


def test_prose_put_aside_by_its_place_is_mentioned(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [" ".join(f"Word{number}x{place}" for place in range(12)) + " was said." for number in range(30)]
    first = " ".join(lines[:2])
    monkeypatch.setattr("viewer.article.page.reading.extracted_text", lambda tree: first)
    rest = "".join(f"<div class='c{number}'>{line}</div>" for number, line in enumerate(lines[2:]))
    article = article_from_html(f"<article><p>{first}</p></article>{rest}")
    assert article.warnings == (reasons.LITTLE_RECOGNISED,)


def test_where_extraction_fails_the_rules_for_plain_text_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viewer.article.page.reading.extracted_text", lambda tree: "")
    article = read_article(FOLDER / "magazine.html")
    assert article.title == "The town that counted cars"
    assert kinds(article).count("B") == 8
