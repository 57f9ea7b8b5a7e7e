"""The visible text of a page in page order, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "svg", "math", "iframe", "object", "embed"}
    | {"canvas", "audio", "video", "select", "option", "datalist", "textarea", "input", "map", "dialog"}
)
_BLOCK = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"}
    | {"h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol"}
    | {"p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
    | {"ul"}
)
_NOTABLE = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "li", "figcaption", "figure", "nav", "footer"}
    | {"header", "aside", "blockquote", "p", "td", "form", "article", "main", "time"}
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A visible paragraph of a page: its text, the names of the notable elements around it, their classes and ids.

    ``linked`` is the share of its characters that stand in links. ``place`` names the blocks around it with their
    classes: the paragraphs of one article share it.
    """

    text: str
    inside: tuple[str, ...]
    marks: str
    linked: float
    place: str


class _Walk:
    """Goes through a tree without recursion and gathers text until a block begins or ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._link_characters = 0
        self._inside: list[str] = []
        self._marks: list[str] = []
        self._places: list[str] = []
        self._links = 0
        self._preformatted = 0

    def run(self, root: HtmlElement) -> list[Block]:
        """Return the blocks below ``root``."""
        stack: list[tuple[HtmlElement, Iterator[HtmlElement] | None]] = [(root, None)]
        while stack:
            element, children = stack[-1]
            if children is None:
                if not self._enter(element):
                    stack.pop()
                    self._text(element.tail)
                    continue
                children = iter(element)
                stack[-1] = (element, children)
            child = next(children, None)
            if child is None:
                stack.pop()
                self._leave(element)
                self._text(element.tail if stack else None)
            else:
                stack.append((child, None))
        self._flush()
        return self.blocks

    def _enter(self, element: HtmlElement) -> bool:
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN or is_hidden(element):
            return False
        if tag in _BLOCK or tag == "br":
            self._flush()
        if tag in _BLOCK:
            self._places.append(f"{tag}.{element.get('class', '')}")
        if tag in _NOTABLE:
            self._inside.append(tag)
        self._marks.append(
            f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}".strip().lower()
        )
        self._links += tag == "a"
        self._preformatted += tag == "pre"
        if tag == "time" and self._parts:
            self._parts.append(" ")  # Pages set a date apart from the name before it by style alone.
        self._text(element.text)
        return True

    def _leave(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCK:
            self._flush()
            self._places.pop()
        if tag in _NOTABLE:
            self._inside.pop()
        self._marks.pop()
        self._links -= tag == "a"
        self._preformatted -= tag == "pre"

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._preformatted and "\n" in text:
            for line in text.split("\n"):
                self._parts.append(line)
                self._flush()
            return
        self._parts.append(text)
        if self._links:
            self._link_characters += len(text.strip())

    def _flush(self) -> None:
        if self._parts:
            text = _SPACE.sub(" ", "".join(self._parts)).strip()
            if text:
                marks = " ".join(mark for mark in self._marks[-6:] if mark)
                linked = self._link_characters / len(text)
                self.blocks.append(
                    Block(text, tuple(self._inside[-8:]), marks[:400], min(linked, 1.0), ">".join(self._places[-4:]))
                )
        self._parts.clear()
        self._link_characters = 0


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element is kept from sight by its own attributes."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN_STYLE.search(style[:2000]))


def blocks_of(root: HtmlElement) -> list[Block]:
    """Return the visible paragraphs of a page in page order."""
    return _Walk().run(root)
