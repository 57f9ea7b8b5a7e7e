"""A Word document (.docx) becomes an article: its visible text in order, without headers, footers and comments."""

from __future__ import annotations

from collections.abc import Mapping

from viewer.article.files.archive import Archive
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.problems import ReadProblem
from viewer.article.readers.xmltext import Facts, Handler, attribute, read_xml
from viewer.article.text.plain import Stated
from viewer.article.text.written import Lines, Role, TooLong, article_of_lines, cut_short, told

_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_PROPERTIES = "docProps/core.xml"
# What was taken out or moved away under "track changes", the old form of what is there twice, and field codes.
_UNSEEN = frozenset({"del", "moveFrom", "Fallback", "delText", "instrText", "pPrChange", "rPrChange"})
_PICTURES = frozenset({"drawing", "pict", "object"})
_NEW_PAGE = ("page", "column")
_ELSEWHERE = frozenset({"altChunk", "subDoc"})
_OFF = ("0", "false", "off", "none")


PARTS_ELSEWHERE = Message("Part of this document lies in a file inside it and was not read. Compare with the original.")


def article_of_docx(archive: Archive) -> Article:
    """Return the article in a Word document; raise ReadProblem where it is damaged, harmful or without text."""
    lines, reader = Lines(), None
    styles = _Styles()
    if _STYLES in archive:
        read_xml(archive.read(_STYLES), styles)
    reader = _Body(lines, styles.roles)
    warnings: tuple[Message, ...] = ()
    try:
        read_xml(archive.read(_DOCUMENT), reader)
        for name in _NOTES:
            if name in archive:
                read_xml(archive.read(name), _Body(lines, styles.roles, notes=True))
    except TooLong:
        warnings = (cut_short(),)
    if reader.elsewhere:
        warnings = (*warnings, PARTS_ELSEWHERE)
    return article_of_lines(lines.all, _properties(archive), warnings, pictures=reader.pictures)


def _properties(archive: Archive) -> Stated:
    facts = Facts()
    if _PROPERTIES in archive:
        try:
            read_xml(archive.read(_PROPERTIES, 100_000), facts)
        except ReadProblem:
            return Stated()  # The text does not depend on it.
    return told(facts.first("title"), None, facts.first("creator"), facts.first("created"), facts.first("language"))


class _Styles(Handler):
    """Tells the role of each style by its name, which is English in every edition of Word; its id is not."""

    def __init__(self) -> None:
        self.roles: dict[str, Role] = {}
        self._style: str | None = None

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take a style or its name."""
        if name == "style":
            self._style = attribute(attributes, "styleId")
        elif name == "name" and self._style:
            role = _role_of((attribute(attributes, "val") or "").lower())
            if role:
                self.roles[self._style] = role

    def leave(self, name: str) -> None:
        """End a style."""
        if name == "style":
            self._style = None


def _role_of(style: str) -> Role | None:
    if style == "title":
        return "title"
    if style.startswith("heading"):
        return "heading"
    if style.startswith("list"):
        return "item"
    return "caption" if style == "caption" else None


class _Paragraph:
    """A paragraph that is being read; those of a text box lie inside another."""

    __slots__ = ("parts", "role")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.role: Role = "text"


class _Body(Handler):
    """Gathers the paragraphs of the body of a document, or of its notes."""

    def __init__(self, lines: Lines, styles: Mapping[str, Role], *, notes: bool = False) -> None:
        self.pictures = self.elsewhere = False
        self._lines = lines
        self._styles = styles
        self._notes = notes
        self._open: list[_Paragraph] = []
        self._unseen = 0
        self._properties = 0
        self._hidden = False
        self._in_text = False

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if self._unseen or name in _UNSEEN or self._is_separator(name, attributes):
            self._unseen += 1
        elif name == "p":
            self._open.append(_Paragraph())
        elif name == "pPr":
            self._properties += 1
        elif name in _PICTURES:
            self.pictures = True
        elif name in _ELSEWHERE:
            self.elsewhere = True
        elif self._open:
            self._enter_inside(name, attributes)

    def _enter_inside(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._properties:
            self._take_property(name, attributes)
        elif name == "r":
            self._hidden = False
        elif name == "vanish":
            self._hidden = attribute(attributes, "val") not in _OFF
        elif name == "t":
            self._in_text = not self._hidden
        elif name == "tab":
            self._open[-1].parts.append("\t")
        elif name == "noBreakHyphen":
            self._open[-1].parts.append("-")
        elif name in ("br", "cr") and attribute(attributes, "type") not in _NEW_PAGE:
            self._open[-1].parts.append("\n")

    def _take_property(self, name: str, attributes: Mapping[str, str]) -> None:
        paragraph = self._open[-1]
        if name == "pStyle":
            paragraph.role = self._styles.get(attribute(attributes, "val") or "", paragraph.role)
        elif name == "numPr" and paragraph.role == "text":
            paragraph.role = "item"

    def _is_separator(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Whether this is no footnote but the line above the footnotes."""
        return self._notes and name in ("footnote", "endnote") and attribute(attributes, "type") is not None

    def leave(self, name: str) -> None:
        """Take the end of an element."""
        if self._unseen:
            self._unseen -= 1
        elif name == "p" and self._open:
            paragraph = self._open.pop()
            self._lines.add("".join(paragraph.parts), paragraph.role, note=self._notes)
        elif name == "pPr":
            self._properties -= 1
        elif name == "t":
            self._in_text = False

    def text(self, text: str) -> None:
        """Take text."""
        if self._in_text and self._open and not self._unseen:
            self._open[-1].parts.append(text.replace("\n", " "))
