"""One article saved twice is one: whatever stood around it, however it was typeset."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.article import documents as make
from tests.article.pdf_writer import Line, pdf, set_in_columns, shown
from viewer.article.model import Article, Paragraph
from viewer.article.readers.bundles import article_of
from viewer.article.reading import article_from_html, article_from_text, read_articles
from viewer.article.reasons import MAIN_TEXT
from viewer.article.sameness import content_key, nearly_same

PLAIN = "\n\n".join([make.HEADLINE, make.BYLINE, *make.PARAGRAPHS])
TYPED = PLAIN.replace("“", '"').replace("”", '"').replace("’", "'")


def paragraphs_of(*texts: str, title: str = "") -> Article:
    """Return an article of body paragraphs, put together without judgement."""
    text, paragraphs = "", []
    for part in texts:
        paragraphs.append(Paragraph(len(text), len(text) + len(part), "body", MAIN_TEXT))
        text += part + "\n\n"
    return Article(text, title, tuple(paragraphs))


@pytest.mark.parametrize(
    "other",
    [
        article_from_text(TYPED),
        article_from_text(PLAIN.replace("; ", " – ").replace("nine days", "nine  days")),
        article_from_text(
            f"The Arlen Courier\n\nHome | News | Sport\n\n{PLAIN}\n\nRead more: Ten things to do\n\nShare this"
        ),
        article_from_html(make.page(make.HEADLINE.upper())),
        article_of("rtf", make.rtf("".join(make.rtf_text(line) + r"\par " for line in TYPED.split("\n\n")))),
    ],
)
def test_the_same_text_with_other_furniture_and_other_marks_has_the_same_key(other: Article) -> None:
    article = article_from_text(PLAIN)
    assert other.id != article.id
    assert content_key(other) == content_key(article)
    assert nearly_same(other, article)


def test_one_article_in_every_format_is_one(tmp_path: Path) -> None:
    lines = PLAIN.split("\n\n")
    html = make.page(make.HEADLINE, lines[1:])
    columns = set_in_columns(lines[2:], columns=2, characters=44, lines_high=14)
    head = [Line(50, 760, make.HEADLINE, 18), Line(50, 735, make.BYLINE)]
    files = {
        "a.txt": PLAIN.encode(),
        "a.md": f"# {make.HEADLINE}\n\n{PLAIN.partition(chr(10))[2]}".encode(),
        "a.html": html.encode(),
        "a.docx": make.docx("".join(map(make.word_paragraph, lines))),
        "a.odt": make.odt("".join(f"<text:p>{line}</text:p>" for line in lines)),
        "a.rtf": make.rtf("".join(make.rtf_text(line) + r"\par " for line in lines)),
        "a.pdf": pdf([shown([*(head if number == 0 else []), *page]) for number, page in enumerate(columns)]),
        "a.epub": make.epub(["".join(f"<{'p' if n else 'h1'}>{line}</p>" for n, line in enumerate(lines))]),
        "a.eml": make.mail(make.HEADLINE, "Maren Holt <m@x.example>", "\n\n".join(lines[1:])).as_bytes(),
        "a.rss": f"<rss><channel><item><title>{make.HEADLINE}</title><description>"
        f"{escape(''.join(f'<p>{line}</p>' for line in lines[1:]))}</description></item></channel></rss>".encode(),
        "a.mhtml": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
        + html.encode(),
    }
    path = tmp_path / "all.zip"
    path.write_bytes(make.zipped(files))
    found = read_articles(path)
    assert found.problems == ()
    keys = {entry.origin.removeprefix("all.zip: ")[:6]: content_key(entry.article) for entry in found.articles}
    assert len(keys) == len(files)
    assert {name for name, key in keys.items() if key != keys["a.txt"]} == set()
    assert {entry.article.byline for entry in found.articles} == {"Maren Holt"}


def test_another_text_or_headline_has_another_key() -> None:
    article = article_from_text(PLAIN)
    assert content_key(article_from_text(PLAIN.replace("812", "813"))) != content_key(article)
    assert content_key(replace(article, title="Strike goes on")) != content_key(article)
    assert content_key(paragraphs_of("b", title="a")) != content_key(paragraphs_of("a b"))


def test_a_corrected_edition_is_nearly_the_same_and_another_report_is_not() -> None:
    article = article_from_text(PLAIN)
    assert nearly_same(article, article_from_text(PLAIN.replace("812", "813")))
    assert nearly_same(article, article_from_text(PLAIN + "\n\nThe ferry was not on strike on Thursday."))
    assert not nearly_same(article, article_from_text("\n\n".join([make.HEADLINE, *make.PARAGRAPHS[:3]])))
    assert not nearly_same(article, article_from_text("\n\n".join([*make.PARAGRAPHS[:2], *["Nobody said why."] * 9])))
    assert not nearly_same(paragraphs_of("Two words"), paragraphs_of("Three other words"))


WORDS = st.lists(st.text("abcdäöéßñ19", min_size=1, max_size=8), min_size=1, max_size=40)
SETTING = st.sampled_from([" ", "  ", " – ", ", ", "\n", " “", "” ", ". ", " \u00a0", " (", "\t"])


@given(words=WORDS, marks=st.lists(SETTING, min_size=40, max_size=40), upper=st.booleans())
def test_no_typesetting_changes_the_key(words: list[str], marks: list[str], upper: bool) -> None:
    typeset = "".join(word + mark for word, mark in zip(words, marks, strict=False))
    typeset = typeset.upper() if upper else typeset
    assert content_key(paragraphs_of(typeset, title="A b")) == content_key(paragraphs_of(" ".join(words), title="a B."))


@given(words=WORDS, place=st.integers(0, 39))
def test_dividing_a_text_differently_does_not_change_the_key(words: list[str], place: int) -> None:
    whole = paragraphs_of(" ".join(words))
    assert content_key(paragraphs_of(" ".join(words[:place]), " ".join(words[place:]))) == content_key(whole)


@settings(max_examples=50)
@given(words=WORDS, change=st.sampled_from(["x", "99", "zz"]), place=st.integers(0, 39))
def test_another_word_changes_the_key(words: list[str], change: str, place: int) -> None:
    place %= len(words)
    changed = [*words[:place], words[place] + change, *words[place + 1 :]]
    assert content_key(paragraphs_of(" ".join(changed))) != content_key(paragraphs_of(" ".join(words)))


@given(one=WORDS, other=WORDS)
def test_being_nearly_the_same_goes_both_ways(one: list[str], other: list[str]) -> None:
    first, second = paragraphs_of(" ".join(one)), paragraphs_of(" ".join(other))
    assert nearly_same(first, first)
    assert nearly_same(first, second) is nearly_same(second, first)
