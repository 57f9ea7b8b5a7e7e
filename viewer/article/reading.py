"""The way in: a file, a text or a page becomes an article, or a ReadProblem says why not.

Plain text is read without any library, so that a window may do it itself; pages and Markdown load theirs when needed.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from viewer.article.decoding import decode
from viewer.article.files import format_of, read_bytes
from viewer.article.limits import WINDOW_BYTES
from viewer.article.model import Article
from viewer.article.plain_text import Stated, article_of_text


def read_article(path: str | os.PathLike[str]) -> Article:
    """Return the article in a file of plain text, Markdown or HTML.

    Raise ReadProblem, and nothing else, where there is none.
    """
    place = Path(path)
    data = read_bytes(place)
    kind = format_of(place, data)
    if kind == "html":
        from viewer.article.html_page import article_of_page_bytes

        article = article_of_page_bytes(data)
    elif kind == "mhtml":
        from viewer.article.mhtml import article_of_mhtml

        article = article_of_mhtml(data)
    else:
        decoded = decode(data)
        if kind == "markdown":
            from viewer.article.markdown_file import article_of_markdown

            article = article_of_markdown(decoded.text, decoded.warnings)
        else:
            article = article_of_text(decoded.text, warnings=decoded.warnings)
    return replace(article, path=str(place))


def article_from_text(text: str, title: str | None = None) -> Article:
    """Return the article in a text; a ``title`` that the text lacks becomes its first paragraph. Raises ReadProblem."""
    return article_of_text(text, Stated(title=title))


def article_from_html(html: str) -> Article:
    """Return the article in the source of a web page. Raises ReadProblem."""
    from viewer.article.html_page import article_of_page

    return article_of_page(html)


def is_plain_text_file(path: str | os.PathLike[str]) -> bool:
    """Whether a file is plain text small enough for the window to read it itself, without a worker process."""
    place = Path(path)
    try:
        if place.stat().st_size > WINDOW_BYTES or not place.is_file():
            return False
        with place.open("rb") as file:
            start = file.read(4096)
    except OSError:
        return False
    return format_of(place, start) == "text"
