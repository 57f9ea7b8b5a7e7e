"""Copy a passage so that it can be found again: with outlet, headline, date and paragraph."""

from __future__ import annotations

from viewer.article.model import Article
from viewer.window.panes.pane import date_text


def cited(article: Article, start: int, end: int) -> str:
    """Return a passage in quotation marks, and on a second line where it stands."""
    words = " ".join(article.text[start:end].split())
    return f"“{words}”\n— {source_line(article, start)}"


def source_line(article: Article, start: int) -> str:
    """Return where a passage stands: outlet, headline, date and paragraph."""
    parts = [article.outlet, f"“{article.title}”", date_text(article.published), place_words(article, start)]
    return ", ".join(part for part in parts if part)


def place_words(article: Article, offset: int) -> str:
    """Return where an offset is as a reader counts: the headline, or the number of the body paragraph."""
    number = 0
    for paragraph in article.paragraphs:
        number += paragraph.kind == "body"
        if paragraph.start <= offset < paragraph.end:
            return (
                f"¶{number}" if paragraph.kind == "body" else {"title": "headline"}.get(paragraph.kind, paragraph.kind)
            )
    return ""
