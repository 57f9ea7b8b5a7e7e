"""A page saved with everything in one MHTML file."""

from __future__ import annotations

from itertools import islice

from viewer.article.files.decoding import decode
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.page.reading import article_of_page
from viewer.article.problems import ReadProblem
from viewer.article.readers.mailtree import ERRORS, parsed, payload

NO_PAGE = Message("This MHTML file holds no page. Save the page again, as HTML or as text.")
_MOST_PARTS = 2000


def article_of_mhtml(data: bytes) -> Article:
    """Return the article in the first page of an MHTML file; raise ReadProblem where there is none."""
    page = _first_page(data)
    if page is None:
        raise ReadProblem(NO_PAGE)
    decoded = decode(page)
    return article_of_page(decoded.text, decoded.warnings)


def _first_page(data: bytes) -> bytes | None:
    message = parsed(data)
    try:
        for part in islice(message.walk(), _MOST_PARTS):
            if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
                page = payload(part)
                return page if page.strip() else None
    except ERRORS:
        return None
    return None
