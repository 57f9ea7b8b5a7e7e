"""XML from outside is read piece by piece: no tree, no entities, no document type, nothing fetched."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from viewer.article.messages import Message
from viewer.article.problems import ReadProblem

BROKEN = Message("The inside of this document is damaged. Open it in the program it was made with and save it again.")
DOCTYPE = Message("This document declares entities, as only harmful ones do, so it was not read.")
_CHUNK = 65_536


class Handler:
    """Is told of the elements and the text of an XML document in turn; names come without their namespace."""

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""

    def leave(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take text between two tags."""


class _Target:
    """What lxml calls; it stops at a document type, where entities would be declared."""

    def __init__(self, handler: Handler, *, doctype_allowed: bool) -> None:
        self._handler = handler
        self._doctype_allowed = doctype_allowed
        self.data = handler.text

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._handler.enter(local(tag), attributes)

    def end(self, tag: str) -> None:
        self._handler.leave(local(tag))

    def doctype(self, name: str, public: str, system: str) -> None:
        if not self._doctype_allowed:
            raise ReadProblem(DOCTYPE)

    def close(self) -> None:
        """Return nothing: the handler has it all."""


def read_xml(data: bytes, handler: Handler, *, lenient: bool = False) -> None:
    """Tell ``handler`` of everything in an XML document; raise ReadProblem where it is damaged or has a document type.

    ``lenient`` reads on after errors, and lets a document type without entities pass, as old feeds have one.
    """
    plain = data[:1_000_000].replace(b"\0", b"")  # UTF-16 hides its letters between them.
    if b"<!ENTITY" in plain or (not lenient and b"<!DOCTYPE" in plain):
        raise ReadProblem(DOCTYPE)
    parser = etree.XMLParser(
        target=_Target(handler, doctype_allowed=lenient),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
        recover=lenient,
    )
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        parser.close()
    except (etree.XMLSyntaxError, etree.ParserError, ValueError, LookupError, AssertionError) as error:
        raise ReadProblem(BROKEN) from error


def local(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def attribute(attributes: Mapping[str, str], name: str) -> str | None:
    """Return the value of an attribute in whatever namespace."""
    return next((value for key, value in attributes.items() if local(key) == name), None)


class Facts(Handler):
    """Gathers the texts of the elements of a small document of properties, by name."""

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = {}
        self._parts: list[str] = []

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin a new text."""
        self._parts = []

    def leave(self, name: str) -> None:
        """Keep the text of the element that ends."""
        value = "".join(self._parts).strip()
        if value and sum(map(len, self.values.values())) < 100:
            self.values.setdefault(name, []).append(value[:1000])
        self._parts = []

    def text(self, text: str) -> None:
        """Take text."""
        self._parts.append(text)

    def first(self, *names: str) -> str | None:
        """Return the first text under the first of the names that has one."""
        return next((self.values[name][0] for name in names if name in self.values), None)
