from __future__ import annotations

import pytest
from fakes import article_of, articles
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from viewer.article.model import PARAGRAPH_KINDS, Article
from viewer.window.panes.blocks import Block, fold_runs, lay_out, shown_text

PAGE = article_of(
    ("Home", "boilerplate"),
    ("News", "boilerplate"),
    ("Headline", "title"),
    ("By Ann Tolley", "byline"),
    ("Words.", "body"),
    ("Share this", "boilerplate"),
    ("More words.", "body"),
)


def kinds(blocks: list[Block]) -> list[str]:
    return [block.kind for block in blocks]


def test_furniture_is_folded_behind_one_line_for_each_run() -> None:
    blocks = lay_out(PAGE, ())
    assert kinds(blocks) == ["fold", "title", "byline", "body", "fold", "body"]
    assert [(fold.paragraph, fold.count, fold.folded) for fold in fold_runs(blocks)] == [(0, 2, True), (5, 1, True)]


def test_an_unfolded_run_keeps_its_line_and_shows_its_paragraphs() -> None:
    blocks = lay_out(PAGE, {0})
    assert kinds(blocks) == ["fold", "boilerplate", "boilerplate", "title", "byline", "body", "fold", "body"]
    assert [fold.folded for fold in fold_runs(blocks)] == [False, True]


def test_a_run_is_known_by_its_first_paragraph_only() -> None:
    assert kinds(lay_out(PAGE, {1, 2, 99})) == kinds(lay_out(PAGE, ()))


def test_an_article_of_nothing_but_furniture_is_one_line() -> None:
    assert kinds(lay_out(article_of(("Menu", "boilerplate"), ("Share", "boilerplate")), ())) == ["fold"]


@given(articles(), st.booleans())
def test_every_character_is_shown_once_or_folded(article: Article, unfolded: bool) -> None:
    wanted = set(range(len(article.paragraphs))) if unfolded else set()
    shown = [0] * len(article.text)
    for block in lay_out(article, wanted):
        for offset in range(block.start, block.end):
            shown[offset] += 1
    for paragraph in article.paragraphs:
        once = 1 if unfolded or paragraph.kind != "boilerplate" else 0
        assert shown[paragraph.start : paragraph.end] == [once] * (paragraph.end - paragraph.start)
    assert sum(shown) == sum(p.end - p.start for p in article.paragraphs if unfolded or p.kind != "boilerplate")


def test_lines_of_a_wrapped_paragraph_flow_together() -> None:
    line = "a line of more than fifty characters, as a mail or a dump has it"
    assert shown_text(f"{line}\n{line}\nend", "body") == f"{line} {line} end"
    assert shown_text("Item one\nItem two", "body") == "Item one\u2028Item two"
    assert shown_text(f"{line}\n{line}", "boilerplate") == f"{line}\u2028{line}"


def test_characters_that_reorder_text_are_made_visible() -> None:
    assert shown_text("a\u202efdp.exe\u2066\u2069", "body") == "a◊fdp.exe◊◊"


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60), st.sampled_from(PARAGRAPH_KINDS))
def test_a_paragraph_keeps_its_length_and_its_block(text: str, kind: str) -> None:
    shown = shown_text(text, kind)  # type: ignore[arg-type]
    assert len(shown) == len(text)
    document = QTextDocument()
    document.setPlainText(shown)
    assert document.blockCount() == 1
    assert document.characterCount() - 1 == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("char", ["\r", "\n", "\u2029", "\ufdd0", "\ufdd1", "\x00"])
def test_no_character_breaks_a_block(char: str) -> None:
    document = QTextDocument()
    document.setPlainText(shown_text(f"a{char}b", "body"))
    assert document.blockCount() == 1
    assert document.characterCount() == 4
