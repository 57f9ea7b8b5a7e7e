"""What a list of notes on paper says of each note: its category, and where each passage stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from viewer.article.model import Article
from viewer.library.notes.notes import Note, Passage
from viewer.library.notes.palettes import Category

NO_CATEGORY = Category("", "No category", "#555555", "·", "solid")
_LINES = {"dashed": "dashed", "dotted": "dotted", "dash-dot": "double", "long": "dashed", "dash-dot-dot": "ridge"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage as it is cited: its words, its article, the place in words, and whether it is still there."""

    words: str
    outlet: str
    headline: str
    published: str
    place: str
    lost: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A note as it is listed. ``number`` counts from 1; ``border`` is the CSS line that stands for its category."""

    number: int
    note: Note
    category: Category
    border: str
    task: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The notes of a story with all that is needed to list them. ``tasks`` are questions by their id."""

    title: str
    notes: Sequence[Note]
    articles: Mapping[str, Article]
    categories: Sequence[Category] = ()
    tasks: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> Iterable[Line]:
        """Return the notes in the order given."""
        known = {category.id: category for category in self.categories}
        for number, note in enumerate(self.notes, 1):
            category = known.get(note.category) or _unknown(note.category)
            quotations = tuple(_quotation(passage, self.articles.get(passage.article)) for passage in note.passages)
            task = self.tasks.get(note.task or "", "")
            yield Line(number, note, category, _LINES.get(category.line, "solid"), task, quotations)


def place_of(article: Article, offset: int) -> str:
    """Return where an offset is as a reader counts: ``¶3`` for the third paragraph of the text, or its kind."""
    number = 0
    for paragraph in article.paragraphs:
        number += paragraph.kind == "body"
        if paragraph.start <= offset < paragraph.end:
            kind = "headline" if paragraph.kind == "title" else paragraph.kind
            return f"¶{number}" if paragraph.kind == "body" else kind
    return ""


def day_of(published: str | None) -> str:
    """Return the day an article was published as readers write it, with its own words where it is no date."""
    if published is None:
        return "date not given"
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{day.day} {day:%B %Y}"


def _unknown(category: str) -> Category:
    return Category(category, category, NO_CATEGORY.colour, category[:1].upper(), "solid") if category else NO_CATEGORY


def _quotation(passage: Passage, article: Article | None) -> Quotation:
    lost = passage.state == "orphan"
    if article is None:
        return Quotation(passage.exact, "", "", "", "", lost)
    place = "" if lost else place_of(article, passage.start)
    return Quotation(passage.exact, article.outlet or "", article.title, day_of(article.published), place, lost)
