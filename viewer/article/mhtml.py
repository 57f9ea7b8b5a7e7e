"""A page saved with everything in one MHTML file."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from itertools import islice

from viewer.article.decoding import decode
from viewer.article.html_page import article_of_page
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.problems import ReadProblem

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
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        for part in islice(message.walk(), _MOST_PARTS):
            if isinstance(part, EmailMessage) and part.get_content_type() in {"text/html", "application/xhtml+xml"}:
                payload = part.get_payload(decode=True)
                return payload if isinstance(payload, bytes) and payload.strip() else None
    except (ValueError, LookupError, AttributeError, TypeError, IndexError, RecursionError):
        return None  # The parser of mail raises many things on damaged headers.
    return None
