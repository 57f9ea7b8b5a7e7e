"""Feeds, mails and books: files that may hold several articles."""

from __future__ import annotations

from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest

from tests.article import documents as make
from viewer.article.problems import ReadProblem
from viewer.article.reading import Reading, read_article, read_articles

FULL = "".join(f"<p>{escape(text)}</p>" for text in make.PARAGRAPHS)
OTHER = (
    "A late frost has damaged about a third of the apple blossom in the Loden valley, growers said on Tuesday.",
    "The regional growers' council put the loss at 2 million crowns and asked for help from the emergency fund.",
    "“Two nights at minus four, and the buds were open,” said Hanna Lind, who farms twelve hectares near Loden.",
)
OTHER_HEADLINE = "Frost takes a third of the apple blossom"


def reading(tmp_path: Path, name: str, data: bytes | str) -> Reading:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_articles(path)


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Arlen Courier</title><language>en-gb</language><image><title>logo</title></image>
<item><title>{make.HEADLINE} &amp; more</title><dc:creator>Maren Holt</dc:creator>
<pubDate>Thu, 12 Mar 2026 18:30:00 +0100</pubDate><description>Dock workers return &#8230;</description>
<content:encoded><![CDATA[{FULL}<img src="https://tracker.example/x.gif">]]></content:encoded></item>
<item><title>Only a teaser</title>
<description>&lt;p&gt;The mayor said &nbsp;this week&hellip;&lt;/p&gt;</description></item>
<item><title>{OTHER_HEADLINE}</title><author>lind@courier.example (Hanna Lind)</author>
<description>{escape("".join(f"<p>{text}</p>" for text in OTHER))}</description></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="text">The Arlen Courier</title>
<entry><title type="html">Harbour workers vote to end &lt;i&gt;nine-day&lt;/i&gt; strike</title>
<author><name>Maren Holt</name><email>m@courier.example</email></author><published>2026-03-12T18:30:00Z</published>
<updated>2026-03-13T08:00:00Z</updated><summary>Dock workers return.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{FULL}</div></content></entry></feed>"""


def test_each_entry_of_a_feed_with_its_full_text_is_an_article(tmp_path: Path) -> None:
    found = reading(tmp_path, "courier.xml", RSS)
    first, second = (entry.article for entry in found.articles)
    assert first.title == f"{make.HEADLINE} & more"
    assert (first.outlet, first.byline, first.published) == ("The Arlen Courier", "Maren Holt", "2026-03-12")
    assert first.text == "\n\n".join([f"{make.HEADLINE} & more", *make.PARAGRAPHS])
    assert (second.title, second.byline) == (OTHER_HEADLINE, "Hanna Lind")
    assert [p.kind for p in second.paragraphs] == ["title", "body", "body", "body"]
    assert found.articles[1].origin == f"courier.xml: {OTHER_HEADLINE}"
    assert found.problems == (
        "courier.xml: 1 of the 3 entries of this feed hold only a summary and were left out. Save those pages "
        "themselves.",
    )


def test_the_source_of_an_entry_can_be_read_again(tmp_path: Path) -> None:
    entry = reading(tmp_path, "courier.rss", RSS).articles[0]
    again = reading(tmp_path, "entry", entry.source).articles[0].article
    assert (again.text, again.title, again.outlet, again.byline) == (
        entry.article.text,
        entry.article.title,
        entry.article.outlet,
        entry.article.byline,
    )


def test_atom_with_markup_of_its_own(tmp_path: Path) -> None:
    (entry,) = reading(tmp_path, "courier", ATOM).articles
    article = entry.article
    assert (article.title, article.outlet, article.byline) == (make.HEADLINE, "The Arlen Courier", "Maren Holt")
    assert (article.published, article.language) == ("2026-03-12", "en")
    assert article.text == "\n\n".join([make.HEADLINE, *make.PARAGRAPHS])


def test_a_damaged_feed_gives_what_is_there(tmp_path: Path) -> None:
    cut = RSS[: RSS.index("<item><title>Frost") + 60].replace("utf-8", "UTF-8")
    assert [entry.article.title for entry in reading(tmp_path, "a.xml", cut).articles] == [f"{make.HEADLINE} & more"]
    (problem,) = reading(tmp_path, "a.xml", "<rss><channel><title>x</title></channel></rss>").problems
    assert "no entries" in problem


def test_a_mail_with_an_article_in_its_text(tmp_path: Path) -> None:
    text = "\n\n".join(make.PARAGRAPHS)
    message = make.mail(f"[News] {make.HEADLINE}", "The Arlen Courier <news@courier.example>", text)
    path = tmp_path / "strike.eml"
    path.write_bytes(message.as_bytes())
    article = read_article(path)
    assert (article.title, article.outlet, article.published) == (make.HEADLINE, "The Arlen Courier", "2026-03-12")
    assert article.byline is None
    body = [article.text[p.start : p.end] for p in article.paragraphs if p.kind == "body"]
    assert body == list(make.PARAGRAPHS)


def test_who_passes_a_mail_on_is_not_its_author(tmp_path: Path) -> None:
    text = "\n\n".join(make.PARAGRAPHS)
    message = make.mail(f"Re: Fwd: {make.HEADLINE}", "Jo Verne <jo@school.example>", text)
    (entry,) = reading(tmp_path, "a.eml", message.as_bytes()).articles
    assert (entry.article.title, entry.article.byline, entry.article.published) == (make.HEADLINE, None, None)
    quoted = "---------- Forwarded message ---------\nFrom: The Arlen Courier <news@courier.example>\n"
    quoted += f"Date: Thu, Mar 12, 2026 at 6:30 PM\nSubject: {make.HEADLINE}\nTo: <jo@school.example>\n\n\n"
    message = make.mail(f"Fwd: {make.HEADLINE}", "Jo Verne <jo@school.example>", quoted + text)
    (entry,) = reading(tmp_path, "a.eml", message.as_bytes()).articles
    article = entry.article
    assert (article.title, article.outlet, article.published) == (make.HEADLINE, "The Arlen Courier", "2026-03-12")
    assert article.byline is None
    body = [article.text[p.start : p.end] for p in article.paragraphs if p.kind == "body"]
    assert body == list(make.PARAGRAPHS)


def test_the_page_of_a_mail_is_taken_before_its_plain_text(tmp_path: Path) -> None:
    message = make.mail(make.HEADLINE, "Maren Holt <m@x.example>", "See the page.", make.page(make.HEADLINE))
    (entry,) = reading(tmp_path, "strike", message.as_bytes()).articles
    assert (entry.article.title, entry.article.byline, entry.whole) == (make.HEADLINE, "Maren Holt", True)
    assert entry.article.text == "\n\n".join([make.HEADLINE, *make.PARAGRAPHS])


def test_articles_attached_to_a_mail(tmp_path: Path) -> None:
    message = make.mail("Two articles for Monday", "Jo Verne <jo@school.example>", "Please read these.")
    message.add_attachment(
        make.page(make.HEADLINE).encode(), maintype="text", subtype="html", filename="../strike.html"
    )
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    message.add_attachment(make.docx(""), maintype="application", subtype="x", filename="empty.docx")
    message.add_attachment(make.mail(OTHER_HEADLINE, "Hanna Lind <h@x.example>", "\n\n".join(OTHER)))
    found = reading(tmp_path, "monday.eml", message.as_bytes())
    assert [(entry.origin, entry.article.title) for entry in found.articles] == [
        ("monday.eml: strike.html", make.HEADLINE),
        ("monday.eml: 3", OTHER_HEADLINE),
    ]
    (problem,) = found.problems
    assert problem.startswith("monday.eml: empty.docx: There is no text")


def test_mails_in_mails_only_so_deep(tmp_path: Path) -> None:
    message = make.mail("Innermost", "A <a@x.example>", "\n\n".join(OTHER))
    for depth in range(5):
        outer = EmailMessage()
        outer["Subject"] = f"Level {depth}"
        outer.set_content("Look inside.")
        outer.add_attachment(message)
        message = outer
    found = reading(tmp_path, "deep.eml", message.as_bytes())
    assert found.articles == ()
    assert "too deep" in found.problems[0]


def test_flowed_lines_of_a_mail_are_put_together(tmp_path: Path) -> None:
    wrapped = "\n\n".join(text.replace(" in ", " in \n").replace(" of ", " of \n") for text in make.PARAGRAPHS)
    message = make.mail(make.HEADLINE, "Maren Holt <m@x.example>", wrapped + "\n\n-- \nSent from my phone\n")
    (entry,) = reading(tmp_path, "a.eml", message.as_bytes()).articles
    assert all(text in entry.article.text for text in make.PARAGRAPHS)


METADATA = (
    "<dc:title>The Arlen Quarterly</dc:title><dc:creator>Maren Holt</dc:creator>"
    "<dc:publisher>Arlen Press</dc:publisher><dc:date>2026-03-12</dc:date><dc:language>en-GB</dc:language>"
)


def test_a_book_is_one_article(tmp_path: Path) -> None:
    chapters = [
        f"<h1>Chapter {n}</h1>" + "".join(f"<p>{text}</p>" for text in texts)
        for n, texts in enumerate((make.PARAGRAPHS, OTHER), start=1)
    ]
    (entry,) = reading(tmp_path, "book.epub", make.epub(["<p>Contents</p>", *chapters], METADATA)).articles
    assert entry.whole
    article = entry.article
    assert (article.byline, article.published, article.outlet) == ("Maren Holt", "2026-03-12", "Arlen Press")
    texts = [article.text[p.start : p.end] for p in article.paragraphs]
    assert [text for text in texts if text in (*make.PARAGRAPHS, *OTHER)] == [*make.PARAGRAPHS, *OTHER]


def test_the_chapters_of_a_magazine_are_articles(tmp_path: Path) -> None:
    chapters = [
        f"<h1>{title}</h1><p>By {name}</p>" + "".join(f"<p>{text}</p>" for text in texts)
        for title, name, texts in (
            (make.HEADLINE, "Maren Holt", make.PARAGRAPHS),
            (OTHER_HEADLINE, "Hanna Lind", (*OTHER, *OTHER[:1])),
        )
    ]
    data = make.epub(["<h1>In this issue</h1>", *chapters], METADATA)
    found = reading(tmp_path, "quarterly.epub", data)
    assert [(entry.article.title, entry.article.byline) for entry in found.articles] == [
        (make.HEADLINE, "Maren Holt"),
        (OTHER_HEADLINE, "Hanna Lind"),
    ]
    assert {entry.article.outlet for entry in found.articles} == {"Arlen Press"}
    assert {entry.article.published for entry in found.articles} == {"2026-03-12"}
    assert found.problems == ()


def test_a_chapter_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    body = "<h1>Chapter 1</h1>" + "".join(f"<p>{text}</p>" for text in make.PARAGRAPHS)
    entity = '<!DOCTYPE html [<!ENTITY x "y">]><html><body>&x;</body></html>'
    data = make.epub([body, "x"], METADATA, **{"OEBPS/text/chapter 1.xhtml": entity})
    (entry,) = reading(tmp_path, "a.epub", data).articles
    assert "1 of the 2 chapters of this book could not be read." in entry.article.warnings


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"META-INF/container.xml": "<container/>"}, "does not say where its text is"),
        ({"META-INF/container.xml": '<!DOCTYPE x><container><rootfile full-path="a"/></container>'}, "entities"),
        ({"META-INF/container.xml": '<c><rootfile full-path="../../etc/passwd"/></c>'}, "does not say"),
    ],
)
def test_a_damaged_book(tmp_path: Path, members: dict[str, str], said: str) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(make.zipped(members))
    with pytest.raises(ReadProblem, match=said):
        read_article(path)
