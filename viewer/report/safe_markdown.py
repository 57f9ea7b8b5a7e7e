"""The Markdown of notes as HTML that can do nothing: no page, picture, script or address of a file comes through.

Notes come from other people's packs too. Python-Markdown takes quadratic time on floods of brackets and marks, and
recurses with nesting, so text that has more of either than anybody writes is shown as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown import Markdown

MOST_CHARACTERS = 20_000
"""Longer notes are cut here, with a sign that they go on."""

TAGS = frozenset("p br hr em strong del code pre blockquote ul ol li h3 h4 h5 h6 a table thead tbody tr th td".split())
"""What may stand in a rendered note."""

_REL = "noopener noreferrer nofollow"
_CUT = " […]"
_MOST_WORK = 200_000
"""The renderer's work grows with the square of the brackets, stars and other marks in a block: so much is allowed."""
_DEEP = re.compile(r"^(?:[ \t]*(?:>|[*+-][ \t]|\d+[.)][ \t])){8,}|^[ \t]{40,}", re.M)
_MARKS = re.compile(r"[\[\]()<>*_`!&\\~#|]|\n")
_BLOCKS = re.compile(r"\n[ \t]*\n")
_LEVELS = {"h1": "h3", "h2": "h4"}
_HEADING = re.compile(r"<(/?)(h[12])>")
_SCHEMES = {"http", "https", "mailto"}
_CONTROLS = {code: None for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n"}


@lru_cache(maxsize=2_000)
def to_html(text: str) -> str:
    """Return the Markdown of a note as safe HTML; linear in the length, at most a few hundredths of a second."""
    text = text.translate(_CONTROLS)
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS].rstrip() + _CUT
    return _cleaned(_plain(text) if _is_flood(text) else _rendered(text))


def _is_flood(text: str) -> bool:
    """Whether the text would take the renderer long, or nest it deep."""
    return bool(_DEEP.search(text)) or sum(len(_MARKS.findall(part)) ** 2 for part in _BLOCKS.split(text)) > _MOST_WORK


def _rendered(text: str) -> str:
    renderer = _renderer()
    try:
        html = renderer.reset().convert(text)
    except (RecursionError, ValueError, IndexError, AttributeError, AssertionError):
        return _plain(text)
    return _HEADING.sub(lambda found: f"<{found[1]}{_LEVELS[found[2]]}>", html)


@lru_cache(maxsize=1)
def _renderer() -> Markdown:
    from markdown import Markdown

    renderer = Markdown(extensions=["tables", "fenced_code", "sane_lists", "nl2br"])
    # HTML inside Markdown stays text: nobody writes notes in it, and looking for its end takes quadratic time.
    renderer.preprocessors.deregister("html_block")
    renderer.inlinePatterns.deregister("html")
    return renderer


def _plain(text: str) -> str:
    paragraphs = (escape(part.strip()) for part in _BLOCKS.split(text))
    return "".join(f"<p>{part}</p>".replace("\n", "<br>") for part in paragraphs if part)


def _cleaned(html: str) -> str:
    import nh3

    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"a": {"href"}},
        url_schemes=_SCHEMES,
        link_rel=_REL,
        attribute_filter=_only_whole_addresses,
    )


def _only_whole_addresses(_tag: str, name: str, value: str) -> str | None:
    """Keep addresses with a scheme: those that begin with two slashes may be opened as files of another computer."""
    if name == "rel":
        return value
    return value if re.match(r"(?:https?://|mailto:)[^\s\\]+\Z", value, re.I) else None
