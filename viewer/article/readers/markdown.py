"""A Markdown file, with or without front matter, becomes an article: its visible words, without its marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from viewer.article.canonical import canonical
from viewer.article.limits import MARKDOWN_CHARACTERS
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.page.blocks import Block, blocks_of
from viewer.article.page.tree import tree_of
from viewer.article.text.dates import date_in
from viewer.article.text.plain import Stated, article_of_text

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_ALIAS = re.compile(r"(?:^|[\s\[{,:-])[&*][^\s,\[\]{}]")
_LIST_AFTER_TEXT = re.compile(r"^((?![ \t]*(?:[-*+]|\d+[.)])[ \t])\S[^\n]*)\n(?=[-*+] \S)", re.M)
_MOST_FRONT = 20_000
_MOST_WORK = 2_000_000
_NESTING = re.compile(r"^[ \t>*+-]{60,}", re.M)
_OUTLET_KEYS = (
    *(
        "outlet",
        "source",
        "publication",
        "publisher",
        "site",
        "site_name",
        "sitename",
        "newspaper",
        "magazine",
        "paper",
    ),
    *("blog", "journal", "newsletter", "channel"),
)
_BYLINE_KEYS = ("byline", "author", "authors", "by", "writer", "writers", "reporter", "reporters", "creator")
_DATE_KEYS = (
    *("date", "published", "publication_date", "pubdate", "pub_date", "date_published", "publish_date"),
    *("published_at", "posted", "created"),
)

BAD_FRONT = Message("The front matter of this file could not be understood and was left out. Check its YAML.")
PLAIN_MARKDOWN = Message("This Markdown is too long or too deeply nested to be rendered, so it is shown as plain text.")


def article_of_markdown(text: str, warnings: tuple[Message, ...] = ()) -> Article:
    """Return the article in Markdown; raise ReadProblem where it holds no text."""
    stated, source, more = _front_matter(canonical(text))
    warnings = (*warnings, *more)
    if _hostile(source):
        return article_of_text(source, stated, (*warnings, PLAIN_MARKDOWN))
    blocks = _visible_blocks(source)
    if blocks is None:
        return article_of_text(source, stated, (*warnings, PLAIN_MARKDOWN))
    heading = next((block.text for block in blocks if "h1" in block.inside), None)
    stated = replace(stated, title=stated.title or heading)
    return article_of_text("\n\n".join(map(_line, blocks)) or (stated.title or ""), stated, warnings)


def _front_matter(text: str) -> tuple[Stated, str, tuple[Message, ...]]:
    """Return what the front matter states, the text after it, and a warning where it cannot be understood."""
    text = text.lstrip("\n")
    found = _FRONT.match(text[: _MOST_FRONT + 10])
    if not found:
        return Stated(), text, ()
    source = found[1]
    if _ALIAS.search(re.sub(r"\"[^\"\n]*\"|'[^'\n]*'", "", source)):
        return Stated(), text[found.end() :], (BAD_FRONT,)
    values = _yaml_values(source)
    if values is None:
        return Stated(), text[found.end() :], (BAD_FRONT,)
    return _stated(values), text[found.end() :], ()


def _yaml_values(source: str) -> Mapping[str, Any] | None:
    import frontmatter
    import yaml

    try:
        values = frontmatter.loads(f"---\n{source}---\n").metadata
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, AttributeError, OverflowError):
        return None
    return {str(name).lower(): value for name, value in values.items()} or None


def _stated(values: Mapping[str, Any]) -> Stated:
    return Stated(
        title=_words(values, "title", "headline"),
        outlet=_words(values, *_OUTLET_KEYS),
        byline=_words(values, *_BYLINE_KEYS),
        published=_day(values),
        language=_tag(_words(values, "language", "lang", "locale")),
    )


def _words(values: Mapping[str, Any], *names: str) -> str | None:
    for name in names:
        value = values.get(name)
        if isinstance(value, list):
            value = ", ".join(filter(None, map(_name, value[:10])))
        value = _name(value) or value
        if isinstance(value, (str, int)) and str(value).strip():
            return " ".join(canonical(str(value)).split())[:500]
    return None


def _name(value: object) -> str | None:
    """Return a text as it is, and the name of somebody who is described by several fields."""
    if isinstance(value, Mapping):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _day(values: Mapping[str, Any]) -> str | None:
    for name in _DATE_KEYS:
        value = values.get(name)
        if isinstance(value, datetime):
            return value.date().isoformat()
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str) and (day := date_in(value[:200])):
            return day
    return None


def _tag(language: str | None) -> str | None:
    return (
        language.replace("_", "-")
        if language and re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", language)
        else None
    )


def _hostile(source: str) -> bool:
    """Whether rendering would take long: the work grows with the square of the brackets in a block, and with depth."""
    if len(source) > MARKDOWN_CHARACTERS or _NESTING.search(source):
        return True
    return sum((block.count("[") + block.count("<")) ** 2 for block in source.split("\n\n")) > _MOST_WORK


def _visible_blocks(source: str) -> list[Block] | None:
    """Return the visible paragraphs of rendered Markdown, None where it cannot be rendered."""
    from markdown import markdown

    source = _LIST_AFTER_TEXT.sub(r"\1\n\n", source)  # A list needs no empty line before it, as in most dialects.
    try:
        html = markdown(source, extensions=["tables", "fenced_code", "sane_lists", "footnotes"])
    except (RecursionError, ValueError, IndexError, AttributeError, AssertionError):
        return None
    tree = tree_of(html) if html.strip() else None
    return [] if tree is None else blocks_of(tree)


def _line(block: Block) -> str:
    """Return the text of a block, with a list mark where it is a list item."""
    return f"• {block.text}" if "li" in block.inside and "h2" not in block.inside else block.text
