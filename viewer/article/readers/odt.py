"""An OpenDocument text (.odt) becomes an article: its visible text in order, without comments and tracked deletions."""

from __future__ import annotations

from collections.abc import Mapping

from viewer.article.files.archive import Archive
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.problems import ReadProblem
from viewer.article.readers.xmltext import Facts, Handler, attribute, read_xml
from viewer.article.text.plain import Stated
from viewer.article.text.written import Lines, Role, TooLong, article_of_lines, cut_short, told

_CONTENT = "content.xml"
_META = "meta.xml"
_UNSEEN = frozenset(
    {"tracked-changes", "annotation", "forms", "sequence-decls", "note-citation", "script", "table-of-content"}
    | {"hidden-text", "desc", "title"}
)
_MOST_SPACES = 100
_CAPTIONS = frozenset({"Caption", "Illustration", "Figure", "Drawing"})


def article_of_odt(archive: Archive) -> Article:
    """Return the article in an OpenDocument text; raise ReadProblem where it is damaged, harmful or without text."""
    lines = Lines()
    reader = _Body(lines)
    warnings: tuple[Message, ...] = ()
    try:
        read_xml(archive.read(_CONTENT), reader)
    except TooLong:
        warnings = (cut_short(),)
    return article_of_lines(lines.all, _properties(archive), warnings, pictures=reader.pictures)


def _properties(archive: Archive) -> Stated:
    facts = Facts()
    if _META in archive:
        try:
            read_xml(archive.read(_META, 100_000), facts)
        except ReadProblem:
            return Stated()  # The text does not depend on it.
    author = facts.first("initial-creator", "creator")
    return told(facts.first("title"), None, author, facts.first("creation-date", "date"), facts.first("language"))


class _Body(Handler):
    """Gathers the paragraphs of a document."""

    def __init__(self, lines: Lines) -> None:
        self.pictures = False
        self._lines = lines
        self._parents: dict[str, str] = {}
        self._open: list[tuple[Role, list[str]]] = []
        self._unseen = 0
        self._body = 0
        self._items = 0
        self._notes = 0

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if self._unseen or (self._body and name in _UNSEEN):
            self._unseen += 1
        elif name == "style":
            self._parents[attribute(attributes, "name") or ""] = attribute(attributes, "parent-style-name") or ""
        elif name == "body":
            self._body += 1
        elif self._body:
            self._enter_body(name, attributes)

    def _enter_body(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in ("p", "h"):
            self._open.append((self._role(name, attribute(attributes, "style-name") or ""), []))
        elif name == "list-item":
            self._items += 1
        elif name == "note-body":
            self._notes += 1
        elif name == "image":
            self.pictures = True
        elif self._open:
            self._open[-1][1].append(_space(name, attributes))

    def _role(self, name: str, style: str) -> Role:
        style = (self._parents.get(style) or style).replace("_20_", " ")
        if style == "Title":
            return "title"
        if name == "h" or style.startswith("Heading"):
            return "heading"
        if style in _CAPTIONS:
            return "caption"
        return "item" if self._items else "text"

    def leave(self, name: str) -> None:
        """Take the end of an element."""
        if self._unseen:
            self._unseen -= 1
        elif not self._body:
            return
        elif name in ("p", "h") and self._open:
            role, parts = self._open.pop()
            self._lines.add("".join(parts), role, note=bool(self._notes))
        elif name == "list-item":
            self._items -= 1
        elif name == "note-body":
            self._notes -= 1
        elif name == "body":
            self._body -= 1

    def text(self, text: str) -> None:
        """Take text."""
        if self._open and not self._unseen:
            self._open[-1][1].append(text.replace("\n", " "))


def _space(name: str, attributes: Mapping[str, str]) -> str:
    """Return the white space that an element stands for."""
    if name == "s":
        count = attribute(attributes, "c") or "1"
        return " " * min(int(count), _MOST_SPACES) if count.isascii() and count.isdigit() and len(count) < 9 else " "
    return {"tab": "\t", "line-break": "\n"}.get(name, "")
