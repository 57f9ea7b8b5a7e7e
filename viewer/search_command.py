"""The command that searches the library."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.library import Library


def add_search(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add = parser.add_argument
    add("words", nargs="+", metavar="WORD", help="all of them; bridg* begins a word, “two words” in one is a phrase")
    add("--without", action="append", default=[], metavar="WORD", help="leave out articles that hold it")
    add("--outlet", action="append", default=[], metavar="NAME", help="only articles of this outlet")
    add("--since", type=_day, metavar="DATE", help="only what was published then or later (2024-05-31)")
    add("--until", type=_day, metavar="DATE", help="only what was published then or before")
    add("--furniture", action="store_true", help="search menus and promotion too")
    add("--limit", type=_number, default=100, metavar="N", help="so many articles, the best (100)")


def search(library: Library, arguments: argparse.Namespace) -> None:
    """Print what was found, a line each; remarks go to the error stream."""
    from viewer.library import Query
    from viewer.report.listed import hit_lines, search_remarks, search_words

    outlets = tuple(arguments.outlet)
    query = Query(outlets=outlets, since=arguments.since, until=arguments.until, furniture=arguments.furniture)
    words = search_words(arguments.words, arguments.without)
    hits = library.search(words, query, limit=arguments.limit, passages=_EVERY)
    for line in hit_lines(hits):
        print(line)
    for remark in search_remarks(hits):
        print(remark, file=sys.stderr)


_EVERY = 1_000_000


def _day(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError("a date like 2024-05-31") from None


def _number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= _EVERY:
        raise argparse.ArgumentTypeError("a number from 1")
    return int(text)
