"""A saved RSS or Atom feed: one article for each entry that carries its full text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html import escape
from html.entities import name2codepoint

from viewer.article.files.budget import Budget
from viewer.article.limits import FEED_ENTRIES
from viewer.article.messages import Message
from viewer.article.page.reading import article_of_page_bytes
from viewer.article.page.scan import plain_words
from viewer.article.problems import ReadProblem
from viewer.article.readers.bundles import Found, Part, Piece, Unread
from viewer.article.readers.made_page import page_of
from viewer.article.readers.xmltext import Handler, attribute, read_xml
from viewer.article.text.dates import date_in
from viewer.article.text.plain import Stated
from viewer.article.text.written import joined, told

NO_ENTRIES = Message("This feed has no entries. Save it again, or save the articles themselves.")
SUMMARIES = (
    "{count} of the {all} entries of this feed hold only a summary and were left out. Save those pages themselves."
)
MORE_ENTRIES = Message("This feed has more than {most} entries; the rest was left out.", most=FEED_ENTRIES)

_FEWEST_WORDS = 50
_TEASER_END = re.compile(r"(?i)(?:\.\.\.|…|\[(?:\.\.\.|…)\]|(?:read|continue|more)\b[^.!?]{0,40})[\s»→>]*$")
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,20});")
_XML_ENTITIES = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_ENTRIES = frozenset({"item", "entry"})
_CONTENT = ("encoded", "content", "content_html", "body", "description", "summary")
_FIELDS = frozenset(
    {*_CONTENT, "title", "creator", "author", "pubDate", "published", "issued", "updated", "date", "name"}
)
_MOST_FIELD = 4_000_000


@dataclass(slots=True)
class _Entry:
    fields: dict[str, list[str]] = field(default_factory=dict)

    def first(self, *names: str) -> str | None:
        return next((values[0] for name in names if (values := self.fields.get(name))), None)


class _Enough(Exception):
    """The feed has more entries than are read."""


def articles_of_feed(part: Part, budget: Budget) -> Iterator[Piece]:
    """Yield the articles of a feed; raise ReadProblem where it is damaged or has no entry."""
    reader = _Reader()
    more = False
    try:
        read_xml(_ENTITY.sub(_numbered, part.data), reader, lenient=True)
    except _Enough:
        more = True
    if not reader.entries:
        raise ReadProblem(NO_ENTRIES)
    summaries = 0
    for entry in reader.entries:
        content = _full_text(entry)
        if content is None:
            summaries += 1
        else:
            yield _piece(part.origin, content, _stated(entry, reader))
    if summaries:
        yield Unread(part.origin, Message(SUMMARIES, count=summaries, all=len(reader.entries)))
    if more:
        yield Unread(part.origin, MORE_ENTRIES)


def _piece(origin: str, content: str, stated: Stated) -> Piece:
    page = page_of(content, stated)
    label = f"{origin}: {(stated.title or 'entry')[:80]}"
    try:
        return Found(article_of_page_bytes(page), label, page)
    except ReadProblem as problem:
        return Unread(label, problem.message)


def _numbered(found: re.Match[bytes]) -> bytes:
    """Replace the named entities of HTML, which XML does not know and feeds use all the same."""
    if found[1] in _XML_ENTITIES:
        return found[0]
    code = name2codepoint.get(found[1].decode("ascii"))
    return b"&#%d;" % code if code else found[0]


def _full_text(entry: _Entry) -> str | None:
    """Return the longest text of an entry, as HTML, None where all of it is a summary."""
    best, best_words = None, 0
    for name in _CONTENT:
        for value in entry.fields.get(name, ()):
            words = plain_words(value).strip()
            count = len(words.split())
            if count > best_words and not (name in ("description", "summary") and _TEASER_END.search(words[-80:])):
                best, best_words = value, count
    return best if best_words >= _FEWEST_WORDS else None


def _stated(entry: _Entry, reader: _Reader) -> Stated:
    date = entry.first("pubDate", "published", "issued", "date", "updated")
    names = (entry.fields.get("creator") or entry.fields.get("name") or entry.fields.get("author") or [])[:5]
    title = plain_words(entry.first("title") or "")
    return told(title, reader.title, joined(map(_person, names)), _day(date), reader.language)


def _person(author: str) -> str:
    """Return the name of an author, whom RSS gives as ``address (name)``."""
    found = re.fullmatch(r"\s*\S+@\S+\s*\((.{1,200})\)\s*", author)
    return found[1] if found else "" if "@" in author else plain_words(author)


def _day(date: str | None) -> str | None:
    if not date:
        return None
    try:
        return parsedate_to_datetime(date.strip()[:100]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return date_in(date[:100])


class _Reader(Handler):
    """Gathers the title and language of a feed and the fields of its entries."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.language: str | None = None
        self.entries: list[_Entry] = []
        self._entry: _Entry | None = None
        self._depth = 0
        self._entry_depth = 0
        self._field: str | None = None
        self._field_depth = 0
        self._markup = self._escaped = False
        self._parts: list[str] = []
        self._size = 0

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        self._depth += 1
        if self._depth == 1:
            self.language = attribute(attributes, "lang")
        if self._field is not None and self._markup:
            self._tag(f"<{name}>")
        elif name in _ENTRIES and self._entry is None:
            if len(self.entries) >= FEED_ENTRIES:
                raise _Enough
            self._entry, self._entry_depth = _Entry(), self._depth
            self.entries.append(self._entry)
        elif name in _FIELDS if self._entry is not None else name in ("title", "language"):
            self._begin(name, attributes)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("type", "")
        self._field, self._field_depth = name, self._depth
        self._markup = kind in ("xhtml", "application/xhtml+xml")
        # Atom says of each text whether it is HTML; the texts of RSS are HTML.
        self._escaped = kind in ("text", "text/plain") and name in _CONTENT
        self._parts, self._size = [], 0

    def _tag(self, tag: str) -> None:
        if tag not in ("<div>", "</div>"):
            self._parts.append(tag)

    def leave(self, name: str) -> None:
        """Take the end of an element."""
        if self._field is not None and self._depth == self._field_depth:
            self._keep(self._field, "".join(self._parts))
            self._field = None
        elif self._field is not None and self._markup:
            self._tag(f"</{name}>")
        elif self._entry is not None and self._depth == self._entry_depth:
            self._entry = None
        self._depth -= 1

    def _keep(self, name: str, value: str) -> None:
        value = value.strip()
        if not value:
            return
        if self._entry is not None:
            if self._escaped:
                value = "".join(f"<p>{escape(line)}</p>" for line in value.split("\n") if line.strip())
            self._entry.fields.setdefault(name, []).append(value)
        elif name == "title":
            self.title = self.title or plain_words(value)
        else:
            self.language = value

    def text(self, text: str) -> None:
        """Take text."""
        if self._field is None:
            return
        self._size += len(text)
        if self._size <= _MOST_FIELD:
            self._parts.append(escape(text) if self._markup else text)
