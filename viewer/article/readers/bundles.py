"""One file may hold several articles: an archive, a feed, a mail with attachments, a book of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from viewer.article.files.budget import Budget
from viewer.article.files.decoding import decode
from viewer.article.files.formats import Format, format_of, is_beside_articles
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.problems import ReadProblem
from viewer.article.text.plain import article_of_text

if TYPE_CHECKING:  # A window that reads only plain text does not pay for what reads zip files.
    from viewer.article.files.archive import Archive

NO_ARTICLES = Message("There are no articles in this archive. Choose the articles themselves.")
NO_DOCUMENT = Message("This office document is no text. Save its text as a text document.")
TOO_DEEP = Message("This is an archive inside an archive inside an archive, so it was left out. Unpack it first.")
NO_MEMORY = Message("This needs more memory than one article may take. Cut out the article first.")
NAMED = "{where}: {what}"
_OTHER_OFFICE = ("xl/workbook.xml", "ppt/presentation.xml", "content.xml")
_DOCUMENTS: dict[str, Format] = {
    "word/document.xml": "docx",
    "META-INF/container.xml": "epub",
}
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"


@dataclass(frozen=True, slots=True)
class Found:
    """An article that a file holds.

    ``origin`` says where in words, such as ``stories.zip: a/page.html``. ``source`` are the bytes it was read from, and
    from which it can be read again; ``whole`` says that they are those of the file itself. ``share`` (0-1) is how much
    of the file has been read with it.
    """

    article: Article
    origin: str
    source: bytes
    whole: bool = False
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that is no article, and why; ``share`` (0-1) is how much of the file has been read with it."""

    origin: str
    reason: Message
    share: float = 1.0

    @property
    def message(self) -> Message:
        """One sentence that names the part."""
        return self.reason if self.origin in self.reason else Message(NAMED, where=self.origin, what=self.reason)


Piece = Found | Unread


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes with a name that may hold articles, and how many archives and mails they lie in."""

    origin: str
    name: str
    data: bytes
    archives: int = 0
    mails: int = 0


def articles_of(part: Part, budget: Budget) -> Iterator[Piece]:
    """Yield the articles in some bytes, and what could not be read of them; never raises."""
    try:
        yield from _articles_of(part, budget)
    except ReadProblem as problem:
        yield Unread(part.origin, problem.message)
    except (MemoryError, RecursionError):
        yield Unread(part.origin, NO_MEMORY)


def _articles_of(part: Part, budget: Budget) -> Iterator[Piece]:
    kind = format_of(part.name, part.data)
    if part.data.startswith(b"PK"):
        from viewer.article.files.archive import Archive

        archive = Archive(BytesIO(part.data), budget)
        kind = kind_of(archive)
        if kind == "zip":
            yield from articles_in_archive(part, archive, budget)
        else:
            yield from _DOCUMENT_READERS[kind](part, archive)
    elif kind in _SEVERAL:
        yield from _SEVERAL[kind](part, budget)
    else:
        yield Found(article_of(kind, part.data), part.origin, part.data)


def kind_of(archive: Archive) -> Format:
    """Return what a zip file is by what lies in it; raise ReadProblem for an office document that is no text."""
    if "mimetype" in archive and archive.read("mimetype", 1000).strip().startswith(_ODT_TYPE):
        return "odt"
    for name, kind in _DOCUMENTS.items():
        if name in archive:
            return kind
    if any(name in archive for name in _OTHER_OFFICE) and not any(name.endswith(".html") for name in archive.names):
        raise ReadProblem(NO_DOCUMENT)
    return "zip"


def articles_in_archive(part: Part, archive: Archive, budget: Budget) -> Iterator[Piece]:
    """Yield the articles in a zip file, in the order of their names; raise ReadProblem where there is none."""
    if part.archives > 1:
        raise ReadProblem(TOO_DEEP)
    for name, reason in archive.refused:
        yield Unread(f"{part.origin}: {name}", reason)
    known = frozenset(name.lower() for name in archive.names)
    names = sorted(name for name in archive.names if not is_beside_articles(tuple(name.split("/")), known))
    budget.take(0, members=len(names))
    if not names and not archive.refused:
        raise ReadProblem(NO_ARTICLES)
    for number, name in enumerate(names, 1):
        for piece in _articles_of_member(part, archive, name, budget):
            yield replace(piece, share=number / len(names))


def _articles_of_member(part: Part, archive: Archive, name: str, budget: Budget) -> Iterator[Piece]:
    origin = f"{part.origin}: {name}"
    try:
        data = archive.read(name)
    except ReadProblem as problem:
        yield Unread(origin, problem.message)
    else:
        yield from articles_of(Part(origin, name, data, part.archives + 1, part.mails), budget)


def article_of(kind: Format, data: bytes) -> Article:
    """Return the article in bytes of a format that holds one; raise ReadProblem where there is none."""
    return _SINGLE.get(kind, _text)(data)  # What is an office document by its name only is refused as no text.


def _text(data: bytes) -> Article:
    decoded = decode(data)
    return article_of_text(decoded.text, warnings=decoded.warnings)


def _markdown(data: bytes) -> Article:
    from viewer.article.readers.markdown import article_of_markdown

    decoded = decode(data)
    return article_of_markdown(decoded.text, decoded.warnings)


def _html(data: bytes) -> Article:
    from viewer.article.page.reading import article_of_page_bytes

    return article_of_page_bytes(data)


def _mhtml(data: bytes) -> Article:
    from viewer.article.readers.mhtml import article_of_mhtml

    return article_of_mhtml(data)


def _rtf(data: bytes) -> Article:
    from viewer.article.readers.rtf import article_of_rtf

    return article_of_rtf(data)


def _pdf(data: bytes) -> Article:
    from viewer.article.pdf.reading import article_of_pdf

    return article_of_pdf(data)


def _feed(part: Part, budget: Budget) -> Iterator[Piece]:
    from viewer.article.readers.feed import articles_of_feed

    return articles_of_feed(part, budget)


def _mail(part: Part, budget: Budget) -> Iterator[Piece]:
    from viewer.article.readers.mail import articles_of_mail

    return articles_of_mail(part, budget)


def _docx(part: Part, archive: Archive) -> Iterator[Piece]:
    from viewer.article.readers.docx import article_of_docx

    yield Found(article_of_docx(archive), part.origin, part.data)


def _odt(part: Part, archive: Archive) -> Iterator[Piece]:
    from viewer.article.readers.odt import article_of_odt

    yield Found(article_of_odt(archive), part.origin, part.data)


def _epub(part: Part, archive: Archive) -> Iterator[Piece]:
    from viewer.article.readers.epub import articles_of_epub

    return articles_of_epub(part, archive)


_SINGLE: Mapping[Format, Callable[[bytes], Article]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "mhtml": _mhtml,
    "rtf": _rtf,
    "pdf": _pdf,
}
_SEVERAL: Mapping[Format, Callable[[Part, Budget], Iterator[Piece]]] = {"feed": _feed, "mail": _mail}
_DOCUMENT_READERS: Mapping[Format, Callable[[Part, Archive], Iterator[Piece]]] = {
    "docx": _docx,
    "odt": _odt,
    "epub": _epub,
}
