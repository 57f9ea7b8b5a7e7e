"""An EPUB: one article, or one for each chapter where its chapters are articles, as in a magazine."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from viewer.article.files.archive import Archive
from viewer.article.files.decoding import decode
from viewer.article.limits import CHAPTERS
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.page.blocks import Block, blocks_of
from viewer.article.page.reading import article_of_page
from viewer.article.page.scan import Source, plain_words, scanned
from viewer.article.page.tree import tree_of
from viewer.article.problems import ReadProblem
from viewer.article.readers.bundles import Found, Part, Piece, Unread
from viewer.article.readers.xmltext import DOCTYPE, Facts, Handler, attribute, read_xml
from viewer.article.text.plain import Stated
from viewer.article.text.written import Line, Lines, TooLong, article_of_lines, cut_short, joined, told

NO_BOOK = Message("This book is damaged: it does not say where its text is. Get a new copy of it.")
MISSING = "{count} of the {all} chapters of this book could not be read."

_CONTAINER = "META-INF/container.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_CHAPTER = re.compile(
    r"(?i)^(?:(?:chapter|part|book|prologue|epilogue|kapitel|teil|chapitre|cap[ií]tulo)\b|[ivxlc\d]+\.?$)"
)
_FEWEST_WORDS = 60
_WORD_CHARACTERS = 6
_MOST_SOURCE = 12_000_000
_MOST_WORDS = 6_000


@dataclass(frozen=True, slots=True)
class _Chapter:
    name: str
    source: Source

    @property
    def words(self) -> int:
        """About how many words it has."""
        return self.source.held // _WORD_CHARACTERS


def articles_of_epub(part: Part, archive: Archive) -> Iterator[Piece]:
    """Yield the articles of a book; raise ReadProblem where it is damaged, harmful or without text."""
    package = _package(archive)
    chapters, missing = _chapters(archive, package)
    if missing and not chapters:
        raise ReadProblem(Message(MISSING, count=missing, all=missing))
    articles = _separate(chapters, package.stated)
    if articles:
        for chapter, article in zip(chapters, articles, strict=True):
            if article is not None:
                yield Found(article, f"{part.origin}: {article.title[:80]}", chapter.source.html.encode())
    else:
        warnings = (Message(MISSING, count=missing, all=len(chapters) + missing),) if missing else ()
        yield Found(_whole(chapters, package, warnings), part.origin, part.data)
        return
    if missing:
        yield Unread(part.origin, Message(MISSING, count=missing, all=len(chapters) + missing))


class _Package(Handler):
    """Gathers the facts, the files and the order of a book."""

    def __init__(self) -> None:
        self.facts = Facts()
        self.files: dict[str, tuple[str, str]] = {}
        self.spine: list[str] = []
        self.root = ""
        self.pictures = False

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        self.facts.enter(name, attributes)
        if name == "item" and len(self.files) <= 2 * CHAPTERS:
            self.files[attributes.get("id", "")] = (attributes.get("href", ""), attributes.get("media-type", ""))
            self.pictures = self.pictures or attributes.get("media-type", "").startswith("image/")
        elif name == "itemref" and len(self.spine) < CHAPTERS and attributes.get("linear") != "no":
            self.spine.append(attributes.get("idref", ""))

    def leave(self, name: str) -> None:
        """Take the end of an element."""
        self.facts.leave(name)

    def text(self, text: str) -> None:
        """Take text."""
        self.facts.text(text)

    @property
    def stated(self) -> Stated:
        """What the book says of itself."""
        facts = self.facts
        author = joined(facts.values.get("creator", ())[:5])
        return told(
            facts.first("title"), facts.first("publisher"), author, facts.first("date"), facts.first("language")
        )

    def pages(self) -> list[str]:
        """Return the names of its pages in reading order."""
        found = [self.files[ref] for ref in self.spine if ref in self.files]
        names = [unquote(href.partition("#")[0]) for href, kind in found if kind in _PAGES]
        return list(dict.fromkeys(posixpath.normpath(posixpath.join(self.root, name)) for name in names))


class _Container(Handler):
    """Finds the file that describes the book."""

    def __init__(self) -> None:
        self.path: str | None = None

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if name == "rootfile" and self.path is None:
            self.path = attribute(attributes, "full-path")


def _package(archive: Archive) -> _Package:
    container = _Container()
    read_xml(archive.read(_CONTAINER, 100_000), container)
    if container.path is None or container.path not in archive:
        raise ReadProblem(NO_BOOK)
    package = _Package()
    read_xml(archive.read(container.path, 5_000_000), package)
    package.root = posixpath.dirname(container.path)
    return package


def _chapters(archive: Archive, package: _Package) -> tuple[list[_Chapter], int]:
    """Return the pages of a book that hold text, and how many could not be read."""
    chapters: list[_Chapter] = []
    missing = held = 0
    for name in package.pages():
        if held > _MOST_SOURCE:
            missing += 1
            continue
        try:
            html = decode(archive.read(name)).text
            if "<!ENTITY" in html[:20_000]:
                raise ReadProblem(DOCTYPE)
            source = scanned(html)
        except ReadProblem:
            missing += 1
        else:
            held += len(source.html)
            if source.held:
                chapters.append(_Chapter(name, source))
    return chapters, missing


def _separate(chapters: list[_Chapter], stated: Stated) -> list[Article | None]:
    """Return the article of each chapter, None for a chapter without one; empty where the chapters are no articles.

    They are where most long ones have a headline of their own and say who wrote them or when, and none is too long.
    """
    long = [chapter for chapter in chapters if chapter.words >= _FEWEST_WORDS]
    if len(long) < 2 or any(chapter.words > _MOST_WORDS for chapter in long):
        return []
    articles: list[Article | None] = []
    known = 0
    for chapter in chapters:
        article = _article(chapter, stated) if chapter.words >= _FEWEST_WORDS else None
        articles.append(article)
        known += article is not None and _is_signed(article)
    if known * 2 <= len(long):
        return []
    return [_completed(article, stated) if article is not None else None for article in articles]


def _article(chapter: _Chapter, stated: Stated) -> Article | None:
    try:
        return article_of_page(chapter.source.html, (), Stated(language=stated.language))
    except ReadProblem:
        return None


def _is_signed(article: Article) -> bool:
    return not _CHAPTER.match(article.title) and bool(article.byline or article.published)


def _completed(article: Article, stated: Stated) -> Article:
    """Return an article of a magazine with the magazine as its outlet and its date, where it has none of its own."""
    return replace(
        article, outlet=article.outlet or stated.outlet or stated.title, published=article.published or stated.published
    )


def _whole(chapters: list[_Chapter], package: _Package, warnings: tuple[Message, ...]) -> Article:
    lines = Lines()
    try:
        for chapter in chapters:
            for line in _lines(chapter.source):
                lines.add(line.text, line.role)
    except TooLong:
        warnings = (*warnings, cut_short())
    return article_of_lines(lines.all, package.stated, warnings, pictures=package.pictures)


def _lines(source: Source) -> list[Line]:
    tree = None if source.hostile or source.deep else tree_of(source.html)
    if tree is None:
        return [Line(text) for text in plain_words(source.html).split("\n") if text.strip()]
    return [_line(block) for block in blocks_of(tree)]


def _line(block: Block) -> Line:
    if {"h1", "h2"} & set(block.inside):
        return Line(block.text, "heading")
    if "figcaption" in block.inside:
        return Line(block.text, "caption")
    return Line(block.text, "item" if "li" in block.inside else "text")
