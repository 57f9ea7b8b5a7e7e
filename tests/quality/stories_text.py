"""What a person sees in an article file, found without the program that is being measured."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from lxml import html

_INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "em", "i", "img", "q", "small", "span", "strong", "sub", "sup"}
)
_UNSEEN = frozenset({"head", "script", "style", "template"})
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
_MARKDOWN = (
    (re.compile(r"^(?:#+|>|[-*+]|\d+\.) +"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\*+"), ""),
)


def squeeze(text: str) -> str:
    """Return ``text`` in NFC with every run of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def visible_lines(path: Path) -> list[str]:
    """Return the lines of text a person sees in the file, squeezed, in order; empty lines are left out."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        lines: Iterator[str] = _html_lines(source)
    elif path.suffix == ".md":
        lines = (_without_markdown(line) for line in _FRONT_MATTER.sub("", source).splitlines())
    else:
        lines = iter(source.splitlines())
    return [line for line in map(squeeze, lines) if line]


def _without_markdown(line: str) -> str:
    for pattern, replacement in _MARKDOWN:
        line = pattern.sub(replacement, line)
    return line


def _html_lines(source: str) -> Iterator[str]:
    return iter("".join(_pieces(html.document_fromstring(source))).split("\n"))


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    """Yield the text below an element, with a line feed at both ends of every block."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    edge = "" if element.tag in _INLINE else "\n"
    yield edge + _on_one_line(element.text)
    for child in element:
        yield from _pieces(child)
        yield _on_one_line(child.tail)
    yield edge


def _on_one_line(text: str | None) -> str:
    return (text or "").replace("\n", " ")
