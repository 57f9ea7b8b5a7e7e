"""A PDF becomes an article: its columns in reading order, its paragraphs whole, its page furniture left out."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, PyPdfError

from viewer.article.limits import PDF_PAGES, TEXT_CHARACTERS
from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.pdf.layout import Block, blocks_of_pages
from viewer.article.pdf.runs import PageRuns, Work, runs_of
from viewer.article.problems import ReadProblem
from viewer.article.text.plain import Stated
from viewer.article.text.written import PICTURES_ONLY, Line, article_of_lines, cut_short, told

BROKEN = Message("This PDF is damaged. Get a new copy of it, or save its text.")
LOCKED = Message("This PDF is locked with a password. Save it without one first.")
HARMFUL = Message("This PDF unpacks to far more than an article holds, so it was not read.")
NO_LETTERS = Message("The letters of this PDF cannot be told: it does not say which they are. Copy its text by hand.")
SOME_LETTERS = Message("Some letters of this PDF cannot be told. Compare the text with the original.")
SOME_PICTURES = "{count} of the {all} pages of this PDF hold pictures only; their text was not read."
MORE_PAGES = Message("This PDF has more than {most} pages; the rest was left out. Cut out the article.", most=PDF_PAGES)
BROKEN_PAGES = "{count} of the {all} pages of this PDF are damaged and were left out."

_OPERATIONS = 120_000
_HEADLINE = 1.25
_HEADING = 1.12
_HEADLINE_WORDS = range(2, 41)
_HEADLINE_CHOICE = 4
_HEADING_WORDS = 30
_UNKNOWN_SHARE = 0.02
_MOSTLY_UNKNOWN = 0.3
_BULLET = re.compile(r"^[•◦▪‣●○■]\s*")
# Browsers and print dialogues date a PDF by when it was printed.
_PRINTED = re.compile(r"(?i)mozilla|chrom|skia|safari|quartz|webkit|wkhtml|cups|print|ghostscript|firefox|edge")
_ERRORS = (
    *(PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError),
    *(OverflowError, NotImplementedError, ZeroDivisionError, EOFError, OSError, StopIteration),
)


def article_of_pdf(data: bytes) -> Article:
    """Return the article in a PDF; raise ReadProblem where it is damaged, locked, harmful or without text."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with _limited():
        reader = _opened(data)
        pages, warnings = _pages(reader)
        facts = _facts(reader)
    lines = _lines(blocks_of_pages([page.runs for page in pages]))
    pictures = any(page.pictures for page in pages)
    unknown = sum(page.unknown for page in pages)
    shown = sum(len(line.text) for line in lines)
    if unknown > _MOSTLY_UNKNOWN * (shown + unknown):
        raise ReadProblem(NO_LETTERS)
    if unknown > _UNKNOWN_SHARE * shown:
        warnings = (*warnings, SOME_LETTERS)
    return article_of_lines(lines, facts, warnings, pictures=pictures)


@contextmanager
def _limited() -> Iterator[None]:
    """Let pypdf unpack no more than an article can need."""
    with apply_configuration(
        zlib_maximum_output_length=20_000_000,
        lzw_maximum_output_length=20_000_000,
        run_length_maximum_output_length=20_000_000,
        array_based_stream_maximum_output_length=20_000_000,
        stream_decoding_work_maximum_length=60_000_000,
        stream_parsing_work_maximum_count=300_000,
        page_tree_maximum_entries=20_000,
        page_tree_maximum_page_entries=20_000,
    ):
        yield


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadProblem(LOCKED)
    except DependencyError as error:
        raise ReadProblem(LOCKED) from error
    except _ERRORS as error:
        raise ReadProblem(BROKEN) from error
    return reader


def _pages(reader: PdfReader) -> tuple[list[PageRuns], tuple[Message, ...]]:
    """Return the text of the pages, and warnings for those that could not be read."""
    work = Work(_OPERATIONS)
    found: list[PageRuns] = []
    damaged = characters = 0
    warnings: list[Message] = []
    count = _count(reader)
    for number in range(min(count, PDF_PAGES)):
        try:
            page = runs_of(reader.pages[number], work)
        except _ERRORS:
            damaged += 1
            continue
        found.append(page)
        characters += sum(len(run.text) for run in page.runs)
        if work.operations < 0 or characters > TEXT_CHARACTERS:
            warnings.append(cut_short())
            break
    if not found:
        raise ReadProblem(BROKEN)
    if damaged:
        warnings.append(Message(BROKEN_PAGES, count=damaged, all=count))
    if count > PDF_PAGES:
        warnings.append(MORE_PAGES)
    return found, (*warnings, *_scanned(found))


def _count(reader: PdfReader) -> int:
    try:
        return len(reader.pages)
    except _ERRORS as error:
        raise ReadProblem(BROKEN) from error


def _scanned(pages: Sequence[PageRuns]) -> tuple[Message, ...]:
    """Return a warning where some pages are pictures of text; raise ReadProblem where all are."""
    bare = sum(1 for page in pages if not page.runs and page.pictures)
    if bare and not any(page.runs for page in pages):
        raise ReadProblem(PICTURES_ONLY)
    return (Message(SOME_PICTURES, count=bare, all=len(pages)),) if bare else ()


def _lines(blocks: Sequence[Block]) -> list[Line]:
    """Return the paragraphs with their roles: letters larger than those of the text make headings."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        sizes[round(block.size * 2) / 2] += len(block.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    headline = _headline(blocks, usual)
    return [_line(block, usual, headline) for block in blocks]


def _headline(blocks: Sequence[Block], usual: float) -> Block | None:
    """Return the headline: the largest letters of the first page, unless they only name the paper."""
    large = [
        block
        for block in blocks
        if block.page == 0 and block.size >= _HEADLINE * usual and len(block.text.split()) in _HEADLINE_WORDS
    ]
    long = [block for block in large if len(block.text.split()) >= _HEADLINE_CHOICE]
    return max(long or large, key=lambda block: block.size, default=None)


def _line(block: Block, usual: float, headline: Block | None) -> Line:
    if block is headline:
        return Line(block.text, "title")
    if _BULLET.match(block.text):
        return Line(_BULLET.sub("", block.text), "item")
    if block.size >= _HEADING * usual and len(block.text.split()) <= _HEADING_WORDS:
        return Line(block.text, "heading")
    return Line(block.text)


def _facts(reader: PdfReader) -> Stated:
    try:
        info = reader.metadata
        if info is None:
            return Stated()
        made_by = f"{info.get('/Creator', '')} {info.get('/Producer', '')}"
        created = None if _PRINTED.search(made_by[:500]) else info.creation_date
        title, author = info.title, info.author
    except _ERRORS:
        return Stated()
    day = created.date().isoformat() if isinstance(created, datetime) else None
    return told(title, None, author, day)
