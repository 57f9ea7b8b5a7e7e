"""The graded examples of this folder, all written for this project: sentence pairs, pages, page heads, languages.

The half ``dev`` is for learning and tuning, the half ``held`` only for measuring.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parent

Half = Literal["dev", "held"]
PageFormat = Literal["text", "html"]
PairKind = Literal[
    "verbatim",
    "edited",
    "trimmed",
    "merged",
    "split",
    "reworded",
    "quote_reframed",
    "other_number",
    "other_name",
    "other_day",
    "negation",
    "same_template",
    "same_topic",
    "shared_phrase",
    "short_inside_long",
]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences or headlines of one topic, how they are related, and whether they state the same."""

    id: str
    topic: str
    kind: PairKind
    a: str
    b: str
    same: bool
    half: Half


@dataclass(frozen=True, slots=True)
class WirePair:
    """Two sentences of ordinary news writing, mostly on one event, and how far they say the same.

    ``grade`` is 4 for the same information in other words, 3 for the same statement with a minor detail more, less or
    different, 2 for the same event where a side says something important that the other does not, 1 for other facts of
    the same story, 0 for another story. ``same`` holds for the grades 3 and 4.
    """

    id: str
    topic: str
    event: str
    a: str
    b: str
    grade: int
    same: bool
    half: Half


@dataclass(frozen=True, slots=True)
class CommentPage:
    """A saved page with readers' comments: the lines of the article's body and the lines that are boilerplate.

    Lines are in page order and without the white space around them. Title, byline, date and standfirst are in neither.
    """

    path: Path
    half: Half
    body: tuple[str, ...]
    boilerplate: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageHead:
    """A page and what it states about itself; None where it does not say.

    ``published`` is an ISO 8601 date, or date-time where the page gives the hour, with an offset where it gives one.
    The authors in ``byline`` are joined by " and ".
    """

    id: str
    format: PageFormat
    source: str
    title: str
    outlet: str | None
    byline: str | None
    published: str | None
    half: Half


@dataclass(frozen=True, slots=True)
class LanguageSample:
    """Two articles on one event in a language other than English.

    ``matches`` are sentences of the first and the second article that state the same. ``quotes``, with their marks,
    and ``boilerplate`` lines are given for each article.
    """

    language: str
    paths: tuple[Path, Path]
    matches: tuple[tuple[str, str], ...]
    quotes: tuple[tuple[str, ...], tuple[str, ...]]
    boilerplate: tuple[tuple[str, ...], tuple[str, ...]]

    def text(self, article: int) -> str:
        """Return the page dump of the first (0) or the second (1) article."""
        return self.paths[article].read_text(encoding="utf-8")


def load_pairs() -> list[Pair]:
    """Read all graded sentence pairs, both halves."""
    return [Pair(**{**row, "same": bool(row["same"])}) for row in _rows("pairs.jsonl")]


def load_wire_pairs() -> list[WirePair]:
    """Read all graded pairs of newswire sentences, both halves."""
    return [WirePair(**{**row, "same": bool(row["same"])}) for row in _rows("wire_pairs.jsonl")]


def load_comment_pages() -> list[CommentPage]:
    """Read all pages with readers' comments, both halves."""
    return [_comment_page(key) for key in sorted((FOLDER / "comments").glob("*.json"))]


def load_page_heads() -> list[PageHead]:
    """Read all page heads, both halves."""
    return [PageHead(**row) for row in _rows("metadata.jsonl")]


def load_language_samples() -> list[LanguageSample]:
    """Read the samples in other languages than English."""
    return [_language_sample(key) for key in sorted((FOLDER / "languages").glob("*.json"))]


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def _comment_page(key: Path) -> CommentPage:
    data = json.loads(key.read_text(encoding="utf-8"))
    page = next(path for path in (key.with_suffix(".txt"), key.with_suffix(".html")) if path.exists())
    return CommentPage(page, data["half"], tuple(data["body"]), tuple(data["boilerplate"]))


def _language_sample(key: Path) -> LanguageSample:
    data = json.loads(key.read_text(encoding="utf-8"))
    first, second = (key.with_name(name) for name in data["articles"])
    quotes, boilerplate = ((tuple(lines[0]), tuple(lines[1])) for lines in (data["quotes"], data["boilerplate"]))
    matches = tuple((a, b) for a, b in data["matches"])
    return LanguageSample(data["language"], (first, second), matches, quotes, boilerplate)
