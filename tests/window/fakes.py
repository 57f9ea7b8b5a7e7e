"""What the tests of the window's core share: articles of many shapes, a strip on the screen, a worker that obeys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from stubs import WHY, sample_story

from viewer.analysis.model import Comparison, Match, Mention, Sentence, SentenceRef, Settings, to_cache
from viewer.article.messages import Message
from viewer.article.model import PARAGRAPH_KINDS, Article, Paragraph, ParagraphKind
from viewer.window.panes.document import Type
from viewer.window.panes.strip import PaneStrip
from viewer.window.story import OpenStory
from viewer.window.theme import theme

WORDS = (
    "On Tuesday the council of Nordholm voted to rebuild the harbour wall, and nobody on the square was surprised; "
    "the boats lay idle, the gulls did not. "
)


def article_of(*paragraphs: tuple[str, ParagraphKind], outlet: str | None = "The Post") -> Article:
    """Return an article of paragraphs with their kinds."""
    spans: list[Paragraph] = []
    text = ""
    for words, kind in paragraphs:
        text += "\n\n" if text else ""
        spans.append(Paragraph(len(text), len(text) + len(words), kind, WHY))
        text += words
    title = next((words for words, kind in paragraphs if kind == "title"), "No headline")
    return Article(text, title, tuple(spans), outlet=outlet, published="2025-03-04", language="en")


def long_article(number: int, paragraphs: int = 40, outlet: str | None = None) -> Article:
    """Return an article of many screens; ``number`` makes its text its own."""
    body = [(f"{number}.{index} {WORDS * 3}".strip(), "body") for index in range(paragraphs)]
    return article_of((f"Headline {number}", "title"), *body, outlet=outlet or f"Outlet {number}")  # type: ignore[arg-type]


def compared(
    articles: Sequence[Article], pairs: Sequence[tuple[tuple[int, int], tuple[int, int], float]]
) -> Comparison:
    """Return a comparison with a sentence for each paragraph that is no furniture, and these pairs of them."""
    return Comparison(
        settings=Settings(),
        articles=tuple(articles),
        sentences=tuple(
            tuple(Sentence(p.start, p.end, i) for i, p in enumerate(known.paragraphs) if p.kind != "boilerplate")
            for known in articles
        ),
        entities=(),
        pairs=tuple(
            Match(SentenceRef(*a), SentenceRef(*b), score, "edited", (), Message("They agree."))
            for a, b, score in pairs
        ),
        runs=(),
        quotes=(),
        warnings=(),
    )


def long_story(
    count: int = 3, paragraphs: int = 40, pairs: Sequence[tuple[tuple[int, int], tuple[int, int], float]] = ()
) -> OpenStory:
    """Return a story of long articles with these matches."""
    story = OpenStory()
    articles = [long_article(number, paragraphs) for number in range(count)]
    story.set_articles(articles, "Long")
    story.set_comparison(compared(articles, pairs))
    return story


def strip_of(qtbot: QtBot, story: OpenStory | None = None, *, animated: bool = False) -> PaneStrip:
    """Return a strip of panes on the (offscreen) screen."""
    strip = PaneStrip(story or sample_story(), theme("light"), Type())
    strip.animated = animated
    qtbot.addWidget(strip)
    strip.resize(1200, 500)
    strip.show()
    qtbot.waitExposed(strip)
    QApplication.processEvents()
    return strip


def characters(extra: str = "") -> st.SearchStrategy[str]:
    """Return characters that a canonical text can hold, the awkward ones often."""
    awkward = st.sampled_from(
        "ae .’“é\u0301\u0308😀𝔸👩🏽\u200d🚀אבשלוםمرحبا日本語\u202e\u2066\ufdd0\ufffc\U0001f1e9" + extra
    )
    letters = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))
    return awkward | letters


@st.composite
def articles(draw: st.DrawFn, most: int = 6) -> Article:
    """Make articles of any characters, with paragraphs of every kind."""
    count = draw(st.integers(1, most))
    words = st.text(characters("\n"), min_size=1, max_size=60)
    kinds = st.sampled_from(PARAGRAPH_KINDS)
    return article_of(*[(draw(words), draw(kinds)) for _ in range(count)])


@dataclass
class FakeWorker:
    """Stands in for the worker: keeps what is asked until the test answers it."""

    asked: dict[int, tuple[dict[str, Any], Callable[[dict[str, Any]], None], Callable[[Message], None]]] = field(
        default_factory=dict
    )
    cancelled: list[int] = field(default_factory=list)
    last: int = 0

    def ask(self, request: dict[str, Any], done: Any, failed: Any, limit: int = 0) -> int:
        self.last += 1
        self.asked[self.last] = (request, done, failed)
        return self.last

    def cancel(self, number: int) -> None:
        self.asked.pop(number, None)
        self.cancelled.append(number)

    def answer(self, number: int | None = None) -> dict[str, Any]:
        """Answer a job (the oldest by default) as the worker would, and return its request."""
        request, done, _failed = self.asked.pop(min(self.asked) if number is None else number)
        if request["do"] == "analyse":
            done({"analysis": {"of": Article.from_json(request["article"]).id}, "version": "1"})
        elif request["do"] == "compare":
            known = [Article.from_json(data) for data in request["articles"]]
            done({"comparison": to_cache(compared(known, [])), "analyses": {}})
        else:
            done({"article": long_article(self.last, 2).to_json()})
        return request

    def fail(self, words: str = "It broke.") -> None:
        """Let the oldest job fail."""
        _request, _done, failed = self.asked.pop(min(self.asked))
        failed(Message(words))


__all__ = [
    "FakeWorker",
    "Mention",
    "article_of",
    "articles",
    "characters",
    "compared",
    "long_article",
    "long_story",
    "strip_of",
]
