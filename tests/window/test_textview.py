from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import WORDS, article_of, long_article
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QPainter, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.article.model import Article
from viewer.window.panes.document import PaneDocument, Type
from viewer.window.panes.layers import Layer, Span
from viewer.window.panes.painting import Edge, Marks
from viewer.window.panes.textview import ArticleText
from viewer.window.theme import UNDERLINES, theme

LEFT = Qt.MouseButton.LeftButton
LIGHT = theme("light")
SENTENCE = "The council of Nordholm voted on Tuesday, and Ines Falk spoke."
PAGE = article_of(("Headline", "title"), (SENTENCE, "body"), ("Menu", "boilerplate"), ("The end of it.", "body"))

View = Callable[[Article], ArticleText]


@pytest.fixture
def view(qtbot: QtBot) -> View:
    def make(article: Article) -> ArticleText:
        text = ArticleText(LIGHT, Type())
        qtbot.addWidget(text)
        text.resize(600, 400)
        text.show_article(article, set())
        text.show()
        qtbot.waitExposed(text)
        QApplication.processEvents()
        return text

    return make


def span(article: Article, words: str, key: str | int, role: str) -> Span:
    start = article.text.index(words)
    return Span(start, start + len(words), key, role)


def picture(text: ArticleText) -> QImage:
    return text.viewport().grab().toImage()


def count(text: ArticleText, words: Span, color: QColor) -> int:
    """Count the pixels of a colour in and just under the rectangles of a range."""
    image, found = picture(text), 0
    for rect in text.geometry_of_text.rects(words.start, words.end):
        area = rect.translated(0, -text.scroll_value).adjusted(-3, 0, 3, 4).toAlignedRect()
        for y in range(area.top(), area.bottom()):
            found += sum(image.pixelColor(x, y).rgb() == color.rgb() for x in range(area.left(), area.right()))
    return found


def place_of(text: ArticleText, offset: int) -> QPoint:
    rect = text.geometry_of_text.rects(offset, offset + 1)[0]
    return QPoint(round(rect.left() + rect.width() * 0.25), round(rect.center().y() - text.scroll_value))


def test_the_ground_is_the_colour_of_the_pane_and_is_painted_whole(view: View) -> None:
    text = view(PAGE)
    assert text.viewport().testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    image = picture(text)
    assert image.pixelColor(2, image.height() - 2).rgb() == LIGHT["pane"].rgb()


def test_a_marked_name_has_its_fill_until_its_kind_is_switched_off(view: View) -> None:
    text = view(PAGE)
    name = span(PAGE, "Ines Falk", "e1", "person")
    assert count(text, name, LIGHT["person.fill"]) == 0
    text.set_marks(Marks(entities=Layer([name]), labels=frozenset({"person"})))
    assert count(text, name, LIGHT["person.fill"]) > 100
    assert count(text, span(PAGE, "council", 0, ""), LIGHT["person.fill"]) == 0
    text.set_marks(Marks(entities=Layer([name]), labels=frozenset({"place"})))
    assert count(text, name, LIGHT["person.fill"]) == 0


def test_a_name_that_is_lit_shows_although_its_kind_is_off(view: View) -> None:
    text = view(PAGE)
    name = span(PAGE, "Ines Falk", "e1", "person")
    text.set_marks(Marks(entities=Layer([name]), entity="e1"))
    assert count(text, name, LIGHT["entity.current"]) > 100


def test_a_mark_is_painted_where_the_word_is_after_astral_characters(view: View) -> None:
    page = article_of(("Headline", "title"), ("😀🚀 𝔸𝔹 Ines Falk herself spoke.", "body"))
    text = view(page)
    name = span(page, "Falk", "e1", "person")
    text.set_marks(Marks(entities=Layer([name]), labels=frozenset({"person"})))
    assert count(text, name, LIGHT["person.fill"]) > 30
    assert count(text, span(page, "spoke", 0, ""), LIGHT["person.fill"]) == 0


def dashes_under(text: ArticleText, words: Span, color: QColor) -> tuple[bool, ...]:
    image = picture(text)
    rect = text.geometry_of_text.rects(words.start, words.end)[0].toAlignedRect()
    rows = range(rect.bottom() - 4, rect.bottom() + 4)

    def inked(x: int) -> bool:
        return any(abs(image.pixelColor(x, y).lightness() - color.lightness()) < 40 for y in rows)

    return tuple(inked(x) for x in range(rect.left() + 2, rect.right() - 2))


def test_kinds_differ_without_their_colours(view: View) -> None:
    page = article_of(("Headline", "title"), ("iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii", "body"))
    text = view(page)
    seen = set()
    for label in UNDERLINES:
        name = span(page, "i" * 32, "e1", label)
        text.set_marks(Marks(entities=Layer([name]), labels=frozenset({label})))
        seen.add(dashes_under(text, name, LIGHT[f"{label}.pen"]))
    assert len(seen) == len(UNDERLINES)


def darkest(text: ArticleText, words: Span) -> int:
    image = picture(text)
    area = text.geometry_of_text.rects(words.start, words.end)[0].toAlignedRect()
    return min(
        image.pixelColor(x, y).lightness()
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
    )


def test_only_here_dims_what_has_a_match_and_nothing_else(view: View) -> None:
    text = view(PAGE)
    matched, alone = span(PAGE, SENTENCE, 1, "match"), span(PAGE, "The end of it.", 2, "")
    before = darkest(text, matched), darkest(text, alone)
    text.set_marks(Marks(sentences=Layer([matched]), only_here=True))
    assert darkest(text, matched) > before[0] + 60
    assert darkest(text, alone) == before[1]


def test_a_matched_sentence_has_a_bar_towards_its_counterpart(view: View) -> None:
    text = view(PAGE)
    matched = span(PAGE, SENTENCE, 1, "match")
    text.set_marks(Marks(sentences=Layer([matched]), edges={1: Edge(right="match.moved", beyond="C")}))
    image = picture(text)
    extent = text.extent(matched.start, matched.end)
    assert extent is not None
    y = round((extent[0] + extent[1]) / 2)
    assert image.pixelColor(1, y).rgb() == LIGHT["pane"].rgb()
    assert image.pixelColor(image.width() - 2, round(extent[1]) - 3).rgb() == LIGHT["match.moved"].rgb()


@pytest.mark.parametrize("words", ["council", "Ines", "spoke"])
@pytest.mark.parametrize("before", ["", "😀 ", "e\u0301 ", "👩🏽\u200d🚀𝔸 "])
def test_a_click_tells_the_code_point_under_it(qtbot: QtBot, view: View, before: str, words: str) -> None:
    page = article_of(("Head 😀 line", "title"), (before + SENTENCE, "body"))
    text = view(page)
    offset = page.text.index(words)
    with qtbot.waitSignal(text.offset_clicked) as clicked:
        qtbot.mouseClick(text.viewport(), LEFT, pos=place_of(text, offset))
    assert clicked.args == [offset]
    with qtbot.waitSignal(text.offset_hovered) as hovered:
        qtbot.mouseMove(text.viewport(), place_of(text, offset + 1))
    assert hovered.args == [offset + 1]


def test_a_click_beside_the_text_tells_nothing(qtbot: QtBot, view: View) -> None:
    text = view(PAGE)
    with qtbot.assertNotEmitted(text.offset_clicked):
        qtbot.mouseClick(text.viewport(), LEFT, pos=QPoint(300, 390))


def test_dragging_selects_and_is_no_click(qtbot: QtBot, view: View) -> None:
    page = article_of(("Headline", "title"), ("😀 " + SENTENCE, "body"))
    text = view(page)
    start = page.text.index("council")
    with qtbot.assertNotEmitted(text.offset_clicked):
        qtbot.mousePress(text.viewport(), LEFT, pos=place_of(text, start))
        qtbot.mouseMove(text.viewport(), place_of(text, start + 7))
        qtbot.mouseRelease(text.viewport(), LEFT, pos=place_of(text, start + 7))
    assert text.selected_range() == (start, start + 7)


def test_the_keyboard_selects(qtbot: QtBot, view: View) -> None:
    page = article_of(("Headline", "title"), ("𝔸😀 " + SENTENCE, "body"))
    text = view(page)
    start = page.text.index("council")
    text.place_caret(start)
    assert text.caret_offset() == start
    assert text.selected_range() is None
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
    selected = text.selected_range()
    assert selected is not None
    assert page.text[slice(*selected)].strip() == "council"
    qtbot.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert text.selected_range() == (0, len(page.text))


def test_placing_the_caret_scrolls_nothing(view: View) -> None:
    page = long_article(1, 20)
    text = view(page)
    text.scroll_to(500)
    text.place_caret(3)
    assert text.scroll_value == 500


def fold_place(text: ArticleText) -> QPoint:
    blocks = text.geometry_of_text.document.blocks
    number = next(number for number, block in enumerate(blocks) if block.kind == "fold")
    return QPoint(60, round(text.geometry_of_text.block_rect(number).center().y()) - text.scroll_value)


def test_a_click_on_a_fold_line_asks_for_what_it_hides(qtbot: QtBot, view: View) -> None:
    text = view(PAGE)
    with qtbot.assertNotEmitted(text.offset_clicked), qtbot.waitSignal(text.fold_clicked) as clicked:
        qtbot.mouseClick(text.viewport(), LEFT, pos=fold_place(text))
    assert clicked.args == [2]
    text.show_article(PAGE, {2})
    assert "Menu" in text.toPlainText()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_on_a_fold_line_asks_for_what_it_hides(qtbot: QtBot, view: View, key: Qt.Key) -> None:
    text = view(PAGE)
    text.setFocus()
    text.place_caret(PAGE.text.index("Nordholm"))
    with qtbot.assertNotEmitted(text.fold_clicked):
        qtbot.keyClick(text, key)
    text.place_caret(PAGE.text.index("The end"))
    qtbot.keyClick(text, Qt.Key.Key_Up)
    with qtbot.waitSignal(text.fold_clicked) as pressed:
        qtbot.keyClick(text, key)
    assert pressed.args == [2]


def test_the_menu_is_asked_for_at_the_place_of_the_mouse(qtbot: QtBot, view: View) -> None:
    text = view(PAGE)
    place = place_of(text, PAGE.text.index("Falk"))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, text.viewport().mapToGlobal(place))
    with qtbot.waitSignal(text.menu_wanted) as wanted:
        QApplication.sendEvent(text.viewport(), event)
    assert wanted.args is not None
    assert wanted.args[1] == PAGE.text.index("Falk")


def test_an_article_can_load_nothing(view: View, tmp_path: Path) -> None:
    pixels = QImage(4, 4, QImage.Format.Format_RGB32)
    pixels.fill(Qt.GlobalColor.red)
    assert pixels.save(str(tmp_path / "spy.png"))
    (tmp_path / "spy.css").write_text("body { color: red }", encoding="utf-8")
    text = view(PAGE)
    for kind, name in (("ImageResource", "spy.png"), ("StyleSheetResource", "spy.css"), ("HtmlResource", "spy.css")):
        number = QTextDocument.ResourceType[kind].value
        for url in (QUrl.fromLocalFile(str(tmp_path / name)), QUrl(name), QUrl("https://example.org/" + name)):
            found = text.document().resource(number, url)
            assert isinstance(found, QImage)
            assert found.isNull()


def test_even_markup_in_a_document_of_ours_loads_no_picture(tmp_path: Path) -> None:
    pixels = QImage(40, 40, QImage.Format.Format_RGB32)
    pixels.fill(Qt.GlobalColor.red)
    assert pixels.save(str(tmp_path / "spy.png"))
    document = PaneDocument(PAGE, set(), Type(), LIGHT).qt
    url = QUrl.fromLocalFile(str(tmp_path / "spy.png")).toString()
    document.setHtml(f'<img src="{url}"><img src="{tmp_path / "spy.png"}">')
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    colors = {image.pixelColor(x, y).rgb() for x in range(200) for y in range(200)}
    assert QColor(Qt.GlobalColor.red).rgb() not in colors


def test_a_picture_named_in_a_text_stays_words(view: View) -> None:
    page = article_of(("Headline", "title"), ('<img src="file:///etc/hostname"> <b>bold</b>', "body"))
    assert '<img src="file:///etc/hostname"> <b>bold</b>' in view(page).toPlainText()


def test_the_place_stays_when_the_size_or_the_colours_change(view: View) -> None:
    page = long_article(1, 30)
    text = view(page)
    text.scroll_to(1500)
    top = text.top_offset()
    text.restyle(theme("dark"), Type(20.0))
    assert abs(text.top_offset() - top) < 120
    text.restyle(LIGHT, Type())
    assert abs(text.top_offset() - top) < 120


def test_a_text_at_its_beginning_stays_there(view: View) -> None:
    text = view(long_article(1, 30))
    for size in (16.0, 20.0, 16.0):
        text.restyle(LIGHT, Type(size))
        assert text.scroll_value <= 4


def test_the_place_stays_when_a_fold_line_is_at_the_top(view: View) -> None:
    body = [(f"{number} {WORDS * 3}".strip(), "body") for number in range(20)]
    page = article_of(("Headline", "title"), *body[:10], ("Menu", "boilerplate"), *body[10:])  # type: ignore[arg-type]
    text = view(page)
    text.scroll_to(text.scroll_value + fold_place(text).y() - 4)
    before = text.scroll_value
    text.restyle(LIGHT, Type())
    assert abs(text.scroll_value - before) <= 1


def test_the_last_sentence_can_stand_at_the_top(view: View) -> None:
    page = long_article(1, 20)
    text = view(page)
    text.scroll_to(1_000_000)
    extent = text.extent(len(page.text) - 2, len(page.text) - 1)
    assert extent is not None
    assert 0 <= extent[0] - text.scroll_value < 60


def test_the_top_and_the_bottom_of_the_view_are_known(view: View) -> None:
    page = long_article(1, 30)
    text = view(page)
    text.scroll_to_offset(page.text.index("7.") if "7." in page.text else 900)
    assert text.top_offset() < text.bottom_offset()
    assert text.extent(text.top_offset(), text.top_offset() + 1) is not None
    assert list(text.visible_blocks())


@pytest.mark.parametrize("words", ["a", "‮evil", "\ufdd0", "שלום עולם", "日本語", "\n", "x" * 5000])
def test_odd_texts_are_shown(view: View, words: str) -> None:
    page = article_of((words, "body"), ("Ines Falk", "body"))
    text = view(page)
    name = span(page, "Ines Falk", "e1", "person")
    text.set_marks(Marks(entities=Layer([name]), labels=frozenset({"person"})))
    text.scroll_to_offset(name.start)
    assert count(text, name, LIGHT["person.fill"]) > 50


def test_the_place_stays_when_the_width_changes(view: View) -> None:
    text = view(long_article(1, 60))
    text.scroll_to(4000)
    top = text.top_offset()
    for width in (*range(590, 300, -7), *range(300, 601, 11), 600):
        text.resize(width, 400)
        assert top - 80 <= text.top_offset() <= top
    assert abs(text.scroll_value - 4000) <= 1


def test_a_text_at_its_beginning_stays_there_when_the_width_changes(view: View) -> None:
    text = view(long_article(1, 60))
    for width in (300, 600, 320, 900):
        text.resize(width, 400)
        assert text.scroll_value == 0


def test_copying_gives_the_words_of_the_article(view: View) -> None:
    text = view(article_of(("Headline", "title"), ("One 😀 line\nof \u202eodd\u202c words", "body")))
    text.selectAll()
    QTest.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Headline\n\nOne 😀 line\nof \u202eodd\u202c words"
