"""The source of a page becomes a tree, after a look at it that takes linear time whatever it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from viewer.article.limits import HTML_CHARACTERS, NESTING, TAG_CHARACTERS
from viewer.article.messages import Message
from viewer.article.problems import ReadProblem

_DATA_ADDRESS = re.compile(r"data:[a-z0-9.+-]*/?[a-z0-9.+-]*[;,][^\"'()<>\s]{64,}", re.I)
_TAG_NAME = re.compile(r"/?[a-z][a-z0-9:-]*", re.I)
_SILENT = re.compile(r"<(script|style|template|noscript|svg|iframe)\b", re.I)
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th tbody thead tfoot option".split()
)
_INNER_LIMIT = 9_000_000

TOO_LARGE = Message(
    "This page is longer than {limit} million characters. Save only the article, or its text.",
    limit=HTML_CHARACTERS // 1_000_000,
)
NOT_PARSED = Message("This page could not be read as HTML. Save the article as plain text and open that.")
DAMAGED = Message("The code of this page is damaged or unusually deep, so only its plain words were read.")


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a page without its embedded data, and whether a tree of it would lose text or take too long."""

    html: str
    hostile: bool


def prepared(html: str) -> Source:
    """Take embedded data out of a page and look for nesting and tags that no tree builder takes well."""
    html = _DATA_ADDRESS.sub("data:,", html) if "data:" in html else html
    if len(html) > HTML_CHARACTERS:
        raise ReadProblem(TOO_LARGE)
    return Source(html, _hostile(html))


def _hostile(html: str) -> bool:
    """Whether tags are nested too deep or too long, or a run of text is longer than the parser keeps."""
    depth = deepest = 0
    position = html.find("<")
    while position >= 0:
        if html.startswith("<!--", position):
            end = html.find("-->", position)
        else:
            end = html.find(">", position)
        if end < 0:
            return len(html) - position > TAG_CHARACTERS
        name = _TAG_NAME.match(html, position + 1)
        if name:
            if end - position > TAG_CHARACTERS:
                return True
            depth = _deeper(html, name[0].lower(), end, depth)
            deepest = max(deepest, depth)
        position = html.find("<", end)
        if position - end > _INNER_LIMIT:
            return True
    return deepest > NESTING or html.count("<!--") > html.count("-->") + 1000


def _deeper(html: str, name: str, end: int, depth: int) -> int:
    if name.startswith("/"):
        return max(0, depth - (name[1:] not in _VOID))
    return depth + (name not in _VOID and html[end - 1] != "/")


def tree_of(html: str) -> HtmlElement | None:
    """Return the tree of a page, None where it holds no element."""
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True, remove_comments=True)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def plain_words(html: str) -> str:
    """Return the words of a page by dropping its tags, in linear time: what no tree can be made of is still shown."""
    parts: list[str] = []
    position = 0
    while position < len(html):
        start = html.find("<", position)
        parts.append(html[position : start if start >= 0 else len(html)])
        if start < 0:
            break
        position = _after_tag(html, start)
        if _TAG_NAME.match(html, start + 1):
            parts.append("\n")
    return "".join(parts)


def _after_tag(html: str, start: int) -> int:
    """Return where the text goes on after the tag, the comment or the silent element that begins at ``start``."""
    if html.startswith("<!--", start):
        end = html.find("-->", start)
        return end + 3 if end >= 0 else start + 4
    silent = _SILENT.match(html, start)
    if silent:
        end = (
            html.lower().find(f"</{silent[1].lower()}", start)
            if len(html) < 1000
            else _find_close(html, silent[1], start)
        )
        start = end if end >= 0 else start
    end = html.find(">", start)
    return end + 1 if end >= 0 else len(html)


def _find_close(html: str, name: str, start: int) -> int:
    found = re.compile(f"</{name}", re.I).search(html, start)
    return found.start() if found else -1
