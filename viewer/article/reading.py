"""The way in: a file, a text or a page becomes an article or several, or a ReadProblem says why not.

Plain text is read without any library, so that a window may do it itself; other formats load theirs when needed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from viewer.article.files.budget import Budget
from viewer.article.files.formats import format_of
from viewer.article.files.opening import bytes_of, opened, shown
from viewer.article.limits import WINDOW_BYTES
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.problems import ReadProblem
from viewer.article.readers.bundles import (
    NAMED,
    NO_ARTICLES,
    Found,
    Part,
    Piece,
    Unread,
    articles_in_archive,
    articles_of,
    kind_of,
)
from viewer.article.text.plain import Stated, article_of_text

FIRST_OF_SEVERAL = "{name} holds more than one article; this is the first. Import the file to get all of them."


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: its articles, and one sentence for each part of it that could not be read."""

    articles: tuple[Found, ...]
    problems: tuple[Message, ...]


def read_article(path: str | os.PathLike[str]) -> Article:
    """Return the article in a file, the first that can be read where there are several; its warnings say so then.

    Raise ReadProblem, and nothing else, where there is none.
    """
    place, problem = Path(path), None
    pieces = articles_in(place)
    for piece in pieces:
        if isinstance(piece, Unread):
            problem = problem or Unread(shown(place) + piece.origin.removeprefix(place.name), piece.reason).message
        elif piece.whole or not any(isinstance(other, Found) for other in pieces):
            return piece.article
        else:
            more = Message(FIRST_OF_SEVERAL, name=shown(place))
            return replace(piece.article, warnings=(more, *piece.article.warnings))
    raise ReadProblem(problem or Message(NAMED, where=shown(place), what=NO_ARTICLES))


def read_articles(path: str | os.PathLike[str]) -> Reading:
    """Return all articles in a file, and one sentence for each part of it that could not be read; never raises."""
    pieces = list(articles_in(path))
    return Reading(
        tuple(piece for piece in pieces if isinstance(piece, Found)),
        tuple(piece.message for piece in pieces if isinstance(piece, Unread)),
    )


def articles_in(path: str | os.PathLike[str]) -> Iterator[Piece]:
    """Yield the articles in a file one after another, so that a large archive need not be in memory; never raises.

    What cannot be read comes as ``Unread``, in its place among the others.
    """
    place = Path(path)
    for piece in _pieces(place):
        yield replace(piece, article=replace(piece.article, path=str(place))) if isinstance(piece, Found) else piece


def _pieces(place: Path) -> Iterator[Piece]:
    label = shown(Path(place.name))
    try:
        with opened(place) as file:
            if file.read(2) == b"PK":
                from viewer.article.files.archive import Archive

                # Only documents are read whole; of an archive, one member after the other.
                budget = Budget()
                archive = Archive(file, budget)
                if kind_of(archive) == "zip":
                    yield from articles_in_archive(Part(label, place.name, b""), archive, budget)
                    return
            file.seek(0)
            data = bytes_of(file, place)
        for piece in articles_of(Part(label, place.name, data), Budget()):
            yield replace(piece, whole=True) if isinstance(piece, Found) and piece.source is data else piece
    except ReadProblem as problem:
        yield Unread(label, problem.message)


def article_from_text(text: str, title: str | None = None) -> Article:
    """Return the article in a text; a ``title`` that the text lacks becomes its first paragraph. Raises ReadProblem."""
    return article_of_text(text, Stated(title=title))


def article_from_html(html: str) -> Article:
    """Return the article in the source of a web page. Raises ReadProblem."""
    from viewer.article.page.reading import article_of_page

    return article_of_page(html)


def is_plain_text_file(path: str | os.PathLike[str]) -> bool:
    """Whether a file is plain text small enough for the window to read it itself, without a worker process."""
    place = Path(path)
    try:
        if place.stat().st_size > WINDOW_BYTES or not place.is_file():
            return False
        with place.open("rb") as file:
            start = file.read(4096)
    except OSError:
        return False
    return format_of(place.name, start) == "text"
