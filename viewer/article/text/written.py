"""What a word processor wrote becomes an article: paragraphs with their roles, and what the document says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from viewer.article import reasons
from viewer.article.canonical import canonical
from viewer.article.limits import TEXT_CHARACTERS
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.problems import ReadProblem
from viewer.article.text.dates import date_in
from viewer.article.text.headline import repeats_headline
from viewer.article.text.plain import Stated, article_of_text

Role = Literal["text", "title", "heading", "item", "caption"]

PICTURES_ONLY = Message(
    "This document holds pictures only, no text that can be read. Run text recognition on it first."
)
NO_WORDS = Message("There is no text in this document. Choose a file with text in it.")

_MOST_LINES = 60_000
_TITLE_REACH = 12
_NO_TITLE = re.compile(
    r"(?i)^(?:microsoft word\b.*|untitled.*|document ?\d*|.*\.(?:docx?|pdf|odt|rtf|indd|qxp|pages|txt))$"
)
_NO_AUTHOR = re.compile(
    r"(?i)^(?:python-docx|(?:microsoft )?office(?: user)?|user|admin\w*|unknown|unbekannt|windows.user|owner|author"
    r"|apache poi|un-named|calibre.*|[\w.+-]+@[\w.-]+)$"
)
_LONGEST_FACT = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a document and what the document says it is."""

    text: str
    role: Role = "text"


class TooLong(Exception):
    """More text than one article may have: what was gathered so far is the article."""


class Lines:
    """Gathers the paragraphs of a document; raises TooLong where it has more of them than any article."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.notes: list[Line] = []
        self._characters = 0

    def add(self, text: str, role: Role = "text", *, note: bool = False) -> None:
        """Add a paragraph, or a footnote, which comes after the text; empty ones are dropped."""
        text = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
        if not text:
            return
        (self.notes if note else self.lines).append(Line(text, role))
        self._characters += len(text)
        if self._characters > TEXT_CHARACTERS or len(self.lines) + len(self.notes) > _MOST_LINES:
            raise TooLong

    @property
    def all(self) -> list[Line]:
        """The paragraphs in the order in which they are read."""
        return [*self.lines, *self.notes]


def article_of_lines(
    lines: Sequence[Line], told: Stated, warnings: tuple[Message, ...] = (), *, pictures: bool = False
) -> Article:
    """Return the article in the paragraphs of a document; ``told`` is what its properties say.

    The text wins over the properties, which programs fill in: their author is often the owner of the computer, their
    date that of saving. Raise ReadProblem where there is no text; ``pictures`` says that there are pictures.
    """
    if not lines:
        raise ReadProblem(PICTURES_ONLY if pictures else NO_WORDS)
    title = _title(lines, told)
    text = "\n\n".join(f"• {line.text}" if line.role == "item" else line.text for line in lines)
    article = article_of_text(text, Stated(title=title, language=told.language), warnings)
    article = _with_captions(article, frozenset(canonical(line.text) for line in lines if line.role == "caption"))
    has_headline = any(paragraph.kind == "title" for paragraph in article.paragraphs)
    return replace(
        article,
        title=article.title if has_headline else _usable(told.title, _NO_TITLE) or article.title,
        outlet=article.outlet or _usable(told.outlet, _NO_AUTHOR),
        byline=article.byline or _usable(told.byline, _NO_AUTHOR),
        published=article.published or told.published,
    )


def cut_short() -> Message:
    """Return the warning for a document that is longer than any article."""
    return Message(reasons.CUT_SHORT, limit=TEXT_CHARACTERS)


def told(
    title: str | None, outlet: str | None, byline: str | None, published: str | None, language: str | None = None
) -> Stated:
    """Return what the properties of a document say, in order: white space, dates and language tags as articles have."""
    tag = (language or "").strip().replace("_", "-")
    known = re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag)
    return Stated(
        title=_fact(title),
        outlet=_fact(outlet),
        byline=_fact(byline),
        published=date_in(published[:_LONGEST_FACT]) if published else None,
        language=tag.partition("-")[0].lower() if known and tag.lower() != "und" else None,
    )


def _fact(value: str | None) -> str | None:
    return " ".join(canonical(value[:_LONGEST_FACT]).split()) or None if value else None


def _usable(value: str | None, useless: re.Pattern[str]) -> str | None:
    return value if value and not useless.match(value) else None


def _title(lines: Sequence[Line], told: Stated) -> str | None:
    """Return the headline: the paragraph set as title, the one that the properties name, or the first heading."""
    marked = next((line.text for line in lines if line.role == "title"), None)
    if marked:
        return " ".join(marked.split())
    named = _usable(told.title, _NO_TITLE)
    first = list(lines[:_TITLE_REACH])
    if named and any(repeats_headline(line.text, named) for line in first):
        return named
    return next((" ".join(line.text.split()) for line in first if line.role == "heading"), None)


def _with_captions(article: Article, captions: frozenset[str]) -> Article:
    """Return the article with the paragraphs that the document sets as captions turned into such."""
    if not captions:
        return article
    paragraphs = tuple(
        replace(paragraph, kind="caption", why=reasons.PICTURE)
        if paragraph.kind == "body" and article.text[paragraph.start : paragraph.end] in captions
        else paragraph
        for paragraph in article.paragraphs
    )
    return replace(article, paragraphs=paragraphs) if any(p.kind == "body" for p in paragraphs) else article


def joined(texts: Iterable[str]) -> str | None:
    """Return names with commas between them, None where there are none."""
    return ", ".join(dict.fromkeys(text.strip() for text in texts if text.strip())) or None
