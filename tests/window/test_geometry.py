from __future__ import annotations

from itertools import pairwise

import pytest
from fakes import article_of, articles, long_article
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viewer.article.model import Article
from viewer.window.panes.document import PaneDocument, Type, fold_text
from viewer.window.panes.geometry import Geometry
from viewer.window.theme import theme

PAGE = article_of(
    ("Home", "boilerplate"),
    ("Headline", "title"),
    ("Some 😀 words.", "body"),
    ("Share", "boilerplate"),
    ("End.", "body"),
)
QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def document_of(article: Article, *, unfolded: bool = False, width: float = 300.0) -> PaneDocument:
    runs = set(range(len(article.paragraphs))) if unfolded else set()
    document = PaneDocument(article, runs, Type(), theme("light"))
    document.qt.setTextWidth(width)
    return document


def shown(article: Article, *, unfolded: bool) -> list[int]:
    return [
        offset
        for paragraph in article.paragraphs
        if unfolded or paragraph.kind != "boilerplate"
        for offset in range(paragraph.start, paragraph.end)
    ]


@QUICK
@given(articles(), st.booleans())
def test_offsets_become_positions_and_offsets_again(article: Article, unfolded: bool) -> None:
    document = document_of(article, unfolded=unfolded)
    assert document.qt.blockCount() == len(document.blocks)
    for offset in shown(article, unfolded=unfolded):
        position = document.position(offset)
        assert position is not None
        assert document.offset(position) == offset


@QUICK
@given(articles(), st.booleans())
def test_every_position_of_the_document_has_an_offset(article: Article, unfolded: bool) -> None:
    document = document_of(article, unfolded=unfolded)
    found = [document.offset(position) for position in range(document.qt.characterCount())]
    assert all(0 <= offset <= len(article.text) for offset in found)
    assert found == sorted(found)


def test_folded_text_and_gaps_have_no_position() -> None:
    document = document_of(PAGE)
    assert document.position(PAGE.text.index("Home")) is None
    assert document.position(PAGE.text.index("Share") + 2) is None
    assert document.position(PAGE.text.index("Headline") - 1) is None
    gap = PAGE.text.index("Some") - 1
    assert document.position(gap) is None
    assert document_of(PAGE, unfolded=True).position(PAGE.text.index("Share") + 2) is not None


@QUICK
@given(articles(), st.booleans())
def test_fractions_grow_with_the_text_and_lead_back(article: Article, unfolded: bool) -> None:
    document = document_of(article, unfolded=unfolded)
    fractions = [document.fraction(offset) for offset in range(len(article.text) + 1)]
    assert all(earlier <= later for earlier, later in pairwise(fractions))
    assert fractions[0] >= 0.0
    assert fractions[-1] <= 1.0
    for offset in shown(article, unfolded=unfolded):
        assert abs(document.offset_at_fraction(document.fraction(offset)) - offset) <= 1
    assert document.offset_at_fraction(0.0) == article.paragraphs[0].start
    assert 0 <= document.offset_at_fraction(1.0) <= len(article.text)


@QUICK
@given(articles(), st.booleans(), st.integers(40, 900))
def test_rectangles_lie_inside_their_blocks(article: Article, unfolded: bool, width: int) -> None:
    document = document_of(article, unfolded=unfolded, width=width)
    geometry = Geometry(document)
    for number, block in enumerate(document.blocks):
        rect = geometry.block_rect(number)
        for found in geometry.rects(block.start, block.end):
            assert rect.top() - 8 <= found.top()
            assert found.bottom() <= rect.bottom() + 8
            assert found.width() > 0


@QUICK
@given(articles(), st.data())
def test_folded_text_has_no_extent_and_shown_words_have_one(article: Article, data: st.DataObject) -> None:
    geometry = Geometry(document_of(article))
    for paragraph in article.paragraphs:
        extent = geometry.extent(paragraph.start, paragraph.end)
        if paragraph.kind == "boilerplate":
            assert extent is None
        elif any(char.isascii() and char.isalpha() for char in article.text[paragraph.start : paragraph.end]):
            assert extent is not None
            assert extent[0] < extent[1]
    offset = data.draw(st.integers(0, len(article.text)))
    assert -8 <= geometry.top(offset) <= geometry.document.qt.size().height()


def test_words_stand_one_after_another() -> None:
    geometry = Geometry(document_of(article_of(("one 😀 two three", "body")), width=600))
    text = geometry.document.article.text
    lefts = [geometry.rects(text.index(word), text.index(word) + len(word)) for word in text.split()]
    assert [len(rects) for rects in lefts] == [1, 1, 1, 1]
    assert all(first[0].right() <= second[0].left() + 0.5 for first, second in pairwise(lefts))


def test_a_sentence_over_several_lines_has_a_rectangle_for_each() -> None:
    geometry = Geometry(document_of(article_of(("many words " * 20, "body")), width=200))
    rects = geometry.rects(0, len(geometry.document.article.text))
    assert len(rects) == geometry.document.qt.firstBlock().layout().lineCount()
    assert all(first.bottom() <= second.top() + 1 for first, second in pairwise(rects))
    assert geometry.extent(0, 5) == (rects[0].top(), rects[0].bottom())


def test_a_word_right_to_left_is_found_where_it_stands() -> None:
    words = "אחת שתיים שלוש"
    geometry = Geometry(document_of(article_of((words, "body")), width=400))
    first = geometry.rects(0, 3)[0]
    last = geometry.rects(words.index("שלוש"), len(words))[0]
    assert first.left() > last.right() > last.left() + 20
    assert first.right() > 300, "a paragraph that runs to the left begins at the right"


@pytest.mark.parametrize(
    "words",
    ["abc אחת 12 שתיים def", "שלום abc 12 עולם", "مرحبا بالعالم", "x שתיים", "abc \u200fdef", "one \ufe8d\ufe91 two"],
)
def test_no_two_words_stand_in_one_place_where_text_runs_both_ways(words: str) -> None:
    geometry = Geometry(document_of(article_of((words, "body")), width=400))
    places = [geometry.rects(words.index(word), words.index(word) + len(word)) for word in words.split()]
    for number, rects in enumerate(places):
        assert rects
        others = [rect for other in places[:number] + places[number + 1 :] for rect in other]
        assert not any(rect.adjusted(0.5, 0, -0.5, 0).intersects(other) for rect in rects for other in others)
    line = geometry.document.qt.firstBlock().layout().lineAt(0).naturalTextRect()
    spaces = words.count(" ") * 6
    assert sum(rect.width() for rects in places for rect in rects) >= line.width() - spaces


def test_what_is_kept_is_forgotten_with_the_width() -> None:
    article = long_article(1, 3)
    document = document_of(article, width=600)
    geometry = Geometry(document)
    before = geometry.extent(len(article.text) - 3, len(article.text))
    document.qt.setTextWidth(200)
    geometry.forget()
    after = geometry.extent(len(article.text) - 3, len(article.text))
    assert before is not None
    assert after is not None
    assert after[0] > before[0]


def test_the_line_of_folded_text_is_its_fold_line() -> None:
    geometry = Geometry(document_of(PAGE))
    number = next(
        i for i, block in enumerate(geometry.document.blocks) if block.kind == "fold" and block.paragraph == 3
    )
    assert geometry.top(PAGE.text.index("Share") + 1) == geometry.block_rect(number).top()


@pytest.mark.parametrize(("count", "words"), [(1, "1 furniture line"), (3, "3 furniture lines")])
@pytest.mark.parametrize(("unfolded", "verb"), [(False, "show"), (True, "hide")])
def test_a_fold_line_says_what_it_hides_and_what_a_click_does(
    count: int, words: str, unfolded: bool, verb: str
) -> None:
    article = article_of(*[("Menu", "boilerplate")] * count)  # type: ignore[list-item]
    assert words in fold_text(document_of(article, unfolded=unfolded).blocks[0])
    assert verb in fold_text(document_of(article, unfolded=unfolded).blocks[0])


@pytest.mark.parametrize("size", [13.0, 16.0, 34.0])
def test_the_headline_is_larger_and_small_print_smaller_than_the_text(size: float) -> None:
    type_ = Type(size)
    assert type_.size("title") > type_.size("body") > type_.size("byline") >= 10
