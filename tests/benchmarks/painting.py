"""How long frames, toggles and ribbons take, beside the plain thing."""

from __future__ import annotations

import random

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QTextEdit

from tests.benchmarks.figures import Figure, interleaved, milliseconds
from tests.benchmarks.texts import article_of, marked_comparison
from viewer.app import make_application
from viewer.window.fonts import serif
from viewer.window.panes.document import Type
from viewer.window.panes.layers import entity_layer, sentence_layer, visible_labels
from viewer.window.panes.painting import Marks
from viewer.window.panes.ribbon_shapes import Ribbon, paint_ribbons
from viewer.window.panes.textview import ArticleText
from viewer.window.story import OpenStory
from viewer.window.theme import theme

_SIZE = (520, 900)
_ROUNDS = 80


def _marked_view(words: int, marks: int) -> ArticleText:
    make_application()
    article = article_of(words)
    story = OpenStory()
    story.articles, story.order = (article, article), [0, 1]
    story.set_comparison(marked_comparison(article, marks))
    view = ArticleText(theme("light"), Type())
    view.resize(*_SIZE)
    view.show_article(article, set())
    view.show()
    view.set_marks(
        Marks(
            sentences=sentence_layer(story, 0),
            entities=entity_layer(story, 0),
            labels=visible_labels(frozenset()),
        )
    )
    view.story = story  # keeps the layers' story alive
    return view


def _plain_view(words: int) -> QTextEdit:
    view = QTextEdit()
    view.setReadOnly(True)
    view.setFont(serif(16))
    view.setPlainText(article_of(words).text)
    view.resize(*_SIZE)
    view.show()
    return view


def _frame(view: QTextEdit, at: list[int]) -> None:
    """Scroll by three lines, a notch of the mouse wheel, and paint the whole viewport."""
    bar = view.verticalScrollBar()
    at[0] = (at[0] + 75) % max(1, bar.maximum())
    bar.setValue(at[0])
    view.viewport().grab()


def frame() -> Figure:
    """A frame with 27,000 marks in 100,000 words ÷ a frame of a plain QTextEdit with the same words."""
    marked, plain = _marked_view(100_000, 27_000), _plain_view(100_000)
    count = len(marked.marks.entities.spans) + len(marked.marks.sentences.spans)
    here, there = [0], [0]
    value = interleaved(lambda: _frame(marked, here), lambda: _frame(plain, there), _ROUNDS)
    return Figure(value, 1.3, f"{count} marks")


def toggle() -> Figure:
    """Switch a kind of mark and paint, with 30,000 ÷ with 300 marks."""
    many, few = _marked_view(100_000, 30_000), _marked_view(100_000, 300)
    for view in (many, few):
        view.scroll_to(20_000)
    return Figure(interleaved(lambda: _switch(many), lambda: _switch(few), _ROUNDS), 1.6)


def _switch(view: ArticleText) -> None:
    view.marks.labels = view.marks.labels ^ {"place"}
    view.viewport().grab()


def ribbons() -> Figure:
    """The gutter with 200 bands ÷ with 10 bands, which QPainter fills."""
    make_application()
    few, many = _bands(10), _bands(200)
    picture = QImage(96, 900, QImage.Format.Format_RGB32)
    value = interleaved(lambda: _gutter(picture, many), lambda: _gutter(picture, few), _ROUNDS)
    absolute = milliseconds(lambda: _gutter(picture, many))
    return Figure(value, 3.0, f"200 bands: {absolute:.1f} ms")


def _bands(count: int) -> list[Ribbon]:
    chance = random.Random(7)
    found = []
    for _ in range(count):
        left, right = chance.uniform(0, 860), chance.uniform(0, 860)
        color = QColor(chance.choice(("#1f66ad", "#b1450f")))
        found.append(Ribbon((left, left + 40), (right, right + 40), color, strong=True))
    return found


def _gutter(picture: QImage, bands: list[Ribbon]) -> None:
    painter = QPainter(picture)
    paint_ribbons(painter, bands, QRectF(0, 0, 96, 900))
    painter.end()
