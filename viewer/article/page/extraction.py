"""Which words of a page are the article's: trafilatura's judgement, and nothing else of it."""

from __future__ import annotations

import logging
from copy import deepcopy

from lxml.html import HtmlElement

from viewer.article.no_socket import no_socket

_FEWEST_CHARACTERS = 200


def extracted_text(tree: HtmlElement) -> str:
    """Return the article text that trafilatura finds, one paragraph a line; empty where it finds none or fails."""
    # Imported here: it takes a third of a second, and a window that only reads plain text never pays for it.
    with no_socket():
        from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = extract(deepcopy(tree), fast=True, include_comments=False)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError, MemoryError):
        return ""  # Odd trees upset it in many ways; the rules for plain text take over.
    return found if found and len(found) >= _FEWEST_CHARACTERS else ""
