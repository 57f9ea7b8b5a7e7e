from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.article.messages import Message
from viewer.article.model import Article, Paragraph
from viewer.library.notes.notes import Note, passage_of
from viewer.library.notes.palettes import Category
from viewer.report.note_sheet import Sheet
from viewer.report.notes_files import to_csv, to_markdown, to_page

WHY = Message("test")
TEXT = "Ferry stays in port\n\nBy A. Writer\n\nThe crew voted on Monday.\n\nNobody *knew* for how long. <b>"
ARTICLE = Article(
    TEXT,
    "Ferry stays in port",
    (
        Paragraph(0, 19, "title", WHY),
        Paragraph(21, 33, "byline", WHY),
        Paragraph(35, 60, "body", WHY),
        Paragraph(62, len(TEXT), "body", WHY),
    ),
    outlet="Harbour Post",
    published="2026-11-30",
)
CATEGORY = Category("c1", "Leading words", "#8a3ffc", "L", "dashed")
SECOND = passage_of(ARTICLE.id, TEXT, 62, len(TEXT))
NOTE = Note("n", "s", (passage_of(ARTICLE.id, TEXT, 39, 49), SECOND), "c1", "Who *voted*?", ("vote",), "t", "Ada")
ACTIVE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "' onload='x", "javascript:x"]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "\n=1", "\0=1", "＝1", " \t@x"]


def sheet(note: Note = NOTE, title: str = "Ferry", category: Category = CATEGORY, article: Article = ARTICLE) -> Sheet:
    return Sheet(title, [note], {article.id: article}, [category], {"t": "Mark three words that judge."})


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_table_has_a_row_for_each_passage() -> None:
    first, second = rows(to_csv(sheet()))
    assert first == {
        "note": "1",
        "passage": "1",
        "outlet": "Harbour Post",
        "headline": "Ferry stays in port",
        "published": "30 November 2026",
        "place": "¶1",
        "words": "crew voted",
        "category": "Leading words",
        "letter": "L",
        "text": "Who *voted*?",
        "tags": "vote",
        "task": "Mark three words that judge.",
        "author": "Ada",
        "state": "placed",
        "created": "",
        "modified": "",
    }
    assert (second["note"], second["passage"], second["place"]) == ("1", "2", "¶2")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    note = Note("n", "s", NOTE.passages, text, text, (text,), None, text, False, text, text)
    for row in rows(to_csv(sheet(note, category=Category(text, text, "", text, "")))):
        for cell in row.values():
            assert cell[:1] not in "=+-@\t\r\n\0＝＋－＠" or not cell, cell
            assert not cell.lstrip().startswith(("=", "+", "-", "@")), cell


@given(st.lists(st.text(max_size=20), min_size=5, max_size=5))
def test_any_text_makes_a_table_of_the_same_form(texts: list[str]) -> None:
    note = Note("n", "s", NOTE.passages, "c1", texts[0], (texts[1],), None, texts[2], False, texts[3], texts[4])
    assert len(rows(to_csv(sheet(note)))) == 2


def test_markdown_shows_the_words_as_they_are() -> None:
    text = to_markdown(sheet())
    assert text.startswith("# Notes: Ferry\n\n## 1. L · Leading words\n\n> crew voted\n>\n> — Harbour Post, “Ferry")
    assert "> Nobody \\*knew\\* for how long. \\<b\\>\n" in text
    assert "30 November 2026, ¶2" in text
    assert text.endswith("Who *voted*?\n\n*Task: Mark three words that judge.*\n\n*Tags: vote*\n\n*By Ada*\n")


@pytest.mark.parametrize(
    "text", ["- a", "1. a", "# a", "> a", "= a", "a\n- b\n2) c", "<script>", "| a | b |", "[a](b)"]
)
def test_words_of_an_article_are_never_markup(text: str) -> None:
    from markdown import markdown

    article = Article(text, text, (), outlet=text)
    note = Note("n", "s", (passage_of(article.id, text, 0, len(text)),), "c1", "")
    html = markdown(to_markdown(sheet(note, title=text, article=article)))
    assert not re.search(r"<(?!/?(?:p|h1|h2|blockquote|em|br|strong)\b)", html), html


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def page(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Page()
    parser.feed(html)
    return parser.found


def test_the_page_shows_each_note_with_letter_line_outlet_date_and_paragraph() -> None:
    html = to_page(sheet())
    for shown in (
        *("crew voted", "Harbour Post · Ferry stays in port · 30 November 2026 · ¶1", ">L</span>", "Leading words"),
        *("<em>voted</em>", "border-left-style: dashed", "#8a3ffc", "Task: Mark three words", "By Ada", "1 note<"),
    ):
        assert shown in html


def test_an_orphan_says_that_it_is_lost() -> None:
    from dataclasses import replace

    lost = replace(NOTE, passages=(replace(SECOND, state="orphan"),))
    assert "no longer found in the text" in to_page(sheet(lost))
    assert "no longer found in the text" in to_markdown(sheet(lost))
    assert rows(to_csv(sheet(lost)))[0]["state"] == "orphan"


@pytest.mark.parametrize("text", ACTIVE)
def test_nothing_in_any_field_becomes_active(text: str) -> None:
    article = Article(text, text, (), outlet=text, published=text)
    passage = passage_of(article.id, text, 0, len(text))
    note = Note(text, text, (passage,), text, text, (text,), text, text, False, text, text)
    category = Category(text, text, f"red;{text}", text, text)
    html = to_page(Sheet(text, [note], {article.id: article}, [category], {text: text}))
    plain = [tag for tag, _ in page(to_page(Sheet("x", [NOTE], {}, [])))]
    for tag, attributes in page(html):
        assert tag in {*plain, "a", "div", "em"}, tag
        assert set(attributes) <= set("class style dir lang charset http-equiv content name href rel".split())
        assert "url(" not in (attributes.get("style") or "")
    assert "49" not in re.sub(r"<style>.*</style>", "", html, flags=re.S)
    assert not [
        value for tag, found in page(html) if tag != "meta" for value in found.values() if "script" in (value or "")
    ]


def test_the_page_forbids_everything_but_its_own_style() -> None:
    policies = [found["content"] for tag, found in page(to_page(sheet())) if "http-equiv" in found]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]
    assert not [tag for tag, _ in page(to_page(sheet())) if tag in ("script", "link", "img", "iframe")]
