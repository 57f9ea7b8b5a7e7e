"""The source of a page is looked over in linear time, before any tree is made of it and without one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from viewer.article.limits import HTML_CHARACTERS, NESTING, TAG_CHARACTERS, TEXT_CHARACTERS
from viewer.article.messages import Message
from viewer.article.problems import ReadProblem

_DATA_ADDRESS = re.compile(r"data:[a-z0-9.+-]*/?[a-z0-9.+-]*[;,][^\"'()<>\s]{64,}", re.I)
_TAG_NAME = re.compile(r"/?[a-z][a-z0-9:-]*", re.I)
_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "textarea", "select", "title"})
_UNCLOSED = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    | {"p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "time", "u", "var", "wbr", "del"}
)
_MOST_HELD = TEXT_CHARACTERS + 500_000
_LONGEST_TEXT = 9_000_000
_WILD_NESTING = 2_000
_MOST_OPEN_COMMENTS = 1_000

TOO_LARGE = Message(
    "This page is longer than {limit} million characters. Save only the article, or its text.",
    limit=HTML_CHARACTERS // 1_000_000,
)


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a page without its embedded data, and what a look over it told.

    ``hostile``: making a tree of it could take minutes. ``deep``: a tree of it may lack text. ``held`` counts the
    characters of its text, white space between words included.
    """

    html: str
    hostile: bool
    deep: bool
    held: int


class _Piece(NamedTuple):
    """Text from ``start`` to ``tag``, and the tag from there to ``end``; no name for comments and silent elements."""

    start: int
    tag: int
    end: int
    name: str


def scanned(html: str) -> Source:
    """Take embedded data out of a page and see whether a tree can be made of it; a ReadProblem if it is too long.

    What lies behind more text than an article may have is cut off, since nothing would be shown of it.
    """
    html = _DATA_ADDRESS.sub("data:,", html) if "data:" in html else html
    if len(html) > HTML_CHARACTERS:
        raise ReadProblem(TOO_LARGE)
    depth = deepest = held = 0
    hostile = html.count("<!--") - html.count("-->") > _MOST_OPEN_COMMENTS
    for start, tag, end, name in _pieces(html):
        if end - tag > TAG_CHARACTERS or tag - start > _LONGEST_TEXT:
            hostile = True
        if tag > start:
            held += len(html[start:tag].strip())
        if held > _MOST_HELD:
            html = html[:end]
            break
        if name.startswith("/"):
            depth = max(0, depth - (name[1:] not in _UNCLOSED))
        elif name and name not in _UNCLOSED and html[end - 2] != "/":
            depth += 1
            deepest = max(deepest, depth)
    return Source(html, hostile or deepest > _WILD_NESTING, deepest > NESTING, held)


def _pieces(html: str) -> Iterator[_Piece]:
    """Yield the tags of a page, each with the text before it; the last piece has no tag."""
    closings = _Closings(html)
    start, tag = 0, html.find("<")
    while tag >= 0:
        found = _TAG_NAME.match(html, tag + 1)
        if not found and not html.startswith(("<!", "<?", "</"), tag):
            tag = html.find("<", tag + 1)
            continue
        name = found[0].lower() if found else ""
        if html.startswith("<!--", tag):
            end = tag + 4
            after = max(end, closings.after("-->", end))
        else:
            end = after = html.find(">", tag) + 1
            if not end:
                break
            if name in _SILENT:
                after, name = max(end, closings.after(rf"</{name}\s*>?", end)), ""
        yield _Piece(start, tag, end, name)
        start, tag = after, html.find("<", after)
    yield _Piece(start, len(html), len(html), "")


class _Closings:
    """Finds what ends comments and silent elements, and never seeks twice what is not there."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._missing: set[str] = set()

    def after(self, pattern: str, start: int) -> int:
        """Return the index after the next match of ``pattern`` in any case, -1 where there is none."""
        if pattern in self._missing:
            return -1
        found = re.compile(pattern, re.I).search(self._html, start)
        if not found:
            self._missing.add(pattern)
            return -1
        return found.end()


def plain_words(html: str) -> str:
    """Return the words of a page by dropping its tags, in linear time: what no tree can be made of is still shown."""
    parts: list[str] = []
    for start, tag, _, name in _pieces(html):
        parts.append(html[start:tag])
        if name and name.lstrip("/") not in _INLINE:
            parts.append("\n")
    return "".join(parts)
