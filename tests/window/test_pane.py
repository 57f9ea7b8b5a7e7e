from __future__ import annotations

import pytest
from fakes import article_of, long_article
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.article.model import Article
from viewer.window.panes.document import Type
from viewer.window.panes.layers import Layer, Span
from viewer.window.panes.painting import Marks
from viewer.window.panes.pane import ArticlePane, date_text
from viewer.window.theme import theme

LEFT = Qt.MouseButton.LeftButton
LIGHT = theme("light")


def pane_of(qtbot: QtBot, article: Article, width: int = 600) -> ArticlePane:
    pane = ArticlePane(LIGHT, Type())
    qtbot.addWidget(pane)
    pane.resize(width, 400)
    pane.show_article(article, set(), "B")
    pane.show()
    qtbot.waitExposed(pane)
    QApplication.processEvents()
    return pane


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2025-03-04", "4 Mar 2025"),
        ("2025-12-31T23:59:00+01:00", "31 Dec 2025"),
        (None, "date not given"),
        ("spring 2025", "spring 2025"),
    ],
)
def test_dates_are_said_in_words(published: str | None, words: str) -> None:
    assert date_text(published) == words


def test_only_the_body_is_counted() -> None:
    page = article_of(("A headline", "title"), ("Share this", "boilerplate"), ("Three words here.", "body"))
    assert page.word_count == 3


def test_the_head_says_what_is_shown(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, long_article(4, 3, outlet="The Post"))
    assert pane.head.letter.text() == "B"
    assert pane.head.outlet.text() == "THE POST"
    assert "4 Mar 2025" in pane.head.meta.text()
    assert pane.accessibleName().startswith("B: The Post. Headline 4.")
    pane.show_counts(7, 2)
    assert "2 matched" in pane.head.meta.text()
    assert "7 shared names" in pane.accessibleName()


def test_an_outlet_that_is_not_given_is_said_to_be(qtbot: QtBot) -> None:
    assert pane_of(qtbot, article_of(("Words.", "body"), outlet=None)).head.outlet.text() == "OUTLET NOT GIVEN"


def test_the_headline_comes_into_the_head_once_it_has_left_the_text(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, long_article(1, 20))
    assert not pane.head.headline.isVisible()
    pane.text.scroll_to(400)
    assert pane.head.headline.isVisible()
    assert pane.head.headline.text() == "Headline 1"
    pane.text.scroll_to(0)
    assert not pane.head.headline.isVisible()


def test_a_text_without_a_headline_has_it_in_the_head_always(qtbot: QtBot) -> None:
    assert pane_of(qtbot, article_of(("Words.", "body"))).head.headline.isVisible()


@pytest.mark.parametrize("words", ["<b>bold</b>", "<img src='file:///etc/hostname'>", "a\u202efdp.exe"])
def test_markup_in_a_headline_is_words(qtbot: QtBot, words: str) -> None:
    pane = pane_of(qtbot, article_of((words, "title"), ("Words.", "body"), outlet=words))
    assert pane.head.headline.textFormat() == Qt.TextFormat.PlainText
    assert pane.head.outlet.textFormat() == Qt.TextFormat.PlainText


def test_a_ghost_says_its_words_at_its_height(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, long_article(1, 3), 220)
    pane.ghost.show_at(120.0, "no match found in this article (threshold 70)")
    assert pane.ghost.isVisible()
    assert pane.ghost.y() == 116
    assert pane.ghost.height() > 30, "narrow panes break the line"
    image = pane.ghost.grab().toImage()
    assert len({image.pixelColor(x, y).rgb() for x in range(200) for y in range(40)}) > 2


def ruler_rows(pane: ArticlePane, role: str) -> list[int]:
    image, color = pane.ruler.grab().toImage(), LIGHT[role].rgb()
    return [
        y for y in range(image.height()) if any(image.pixelColor(x, y).rgb() == color for x in range(image.width()))
    ]


def test_the_ruler_shows_marks_where_they_are_in_the_text(qtbot: QtBot) -> None:
    page = long_article(1, 30)
    pane = pane_of(qtbot, page)
    half = len(page.text) // 2
    assert ruler_rows(pane, "person.pen") == []
    pane.set_marks(Marks(entities=Layer([Span(half, half + 5, "e", "person")]), labels=frozenset({"person"})))
    rows = ruler_rows(pane, "person.pen")
    assert rows
    assert abs(rows[0] - pane.ruler.height() / 2) < 6
    pane.set_marks(Marks(entities=Layer([Span(half, half + 5, "e", "person")])))
    assert ruler_rows(pane, "person.pen") == []


def test_a_click_or_drag_on_the_ruler_goes_there(qtbot: QtBot) -> None:
    page = long_article(1, 40)
    pane = pane_of(qtbot, page)
    ruler = pane.ruler
    qtbot.mousePress(ruler, LEFT, pos=QPoint(5, ruler.height() // 2))
    middle = (pane.text.top_offset() + pane.text.bottom_offset()) / 2
    assert abs(middle - len(page.text) / 2) < 500
    qtbot.mouseMove(ruler, QPoint(5, ruler.height() + 50))
    assert pane.text.bottom_offset() >= len(page.text) - 5
    qtbot.mouseMove(ruler, QPoint(5, -50))
    qtbot.mouseRelease(ruler, LEFT, pos=QPoint(5, 0))
    assert pane.text.scroll_value == 0


def test_every_place_of_the_ruler_leads_somewhere(qtbot: QtBot) -> None:
    body = [(f"{n} " + "words " * 80, "body") for n in range(10)]
    page = article_of(("Headline", "title"), *body[:5], ("Menu", "boilerplate"), *body[5:])  # type: ignore[arg-type]
    pane = pane_of(qtbot, page)
    seen = []
    for y in range(0, pane.ruler.height(), 3):
        qtbot.mouseClick(pane.ruler, LEFT, pos=QPoint(5, y))
        seen.append(pane.text.scroll_value)
    assert seen == sorted(seen)
    assert seen[-1] > 200


def test_colours_and_size_change_together(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, long_article(1, 3))
    dark = theme("dark")
    pane.apply_look(dark, Type(20))
    image = pane.grab().toImage()
    assert image.pixelColor(3, pane.height() - 3).rgb() == dark["pane"].rgb()
