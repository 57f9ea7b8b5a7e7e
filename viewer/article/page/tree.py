"""The source of a page becomes a tree."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring


def tree_of(html: str) -> HtmlElement | None:
    """Return the tree of a page, None where it holds no element. Nothing is fetched, no limit of the parser lifted."""
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True, remove_comments=True)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
