"""Each paragraph of a text dump gets its kind.

The main text is the run of paragraphs with the largest sum of weights: prose weighs as much as it has words, furniture
and stray lines weigh against it. Inside the run only clear furniture is put aside: to drop a sentence of the article is
worse than to keep a line of the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from viewer.article import reasons
from viewer.article.limits import PARAGRAPHS
from viewer.article.messages import Message
from viewer.article.model import ParagraphKind
from viewer.article.text.announced import announced_indices
from viewer.article.text.comments import comment_indices
from viewer.article.text.headline import author_lines, find_headline, repeats_headline
from viewer.article.text.reach import Reach
from viewer.article.text.segments import Segment
from viewer.article.text.traits import Traits, traits_of

_MOST_WORDS = 80
_FURNITURE_WEIGHT = -14.0
_COMMENT_WEIGHT = -40.0
_TAIL_WEIGHT = -30.0
_STRAY_WEIGHT = -7.0
_SHORT_WEIGHT = -2.0
_OFF_INDENT = 0.5
_LONG_WORDS = 12
_PLAIN_WORDS = 8
_HEADING_WORDS = 6
_STANDFIRST_WORDS = 7
_BEFORE = 4
_BEHIND = 3


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kind and reason of every paragraph, the index of the headline, and whether any body was found."""

    kinds: list[tuple[ParagraphKind, Message]]
    headline: int | None
    comments: frozenset[int]
    recognised: bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Page:
    segments: Sequence[Segment]
    traits: Sequence[Traits]
    comments: frozenset[int]
    announced: frozenset[int]
    indent: int


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Found:
    """The body with its first and last index, the index of the headline and its words, the lines that name authors."""

    body: frozenset[int]
    first: int
    last: int
    title: int | None
    headline: str
    authors: frozenset[int]

    def beside(self, index: int) -> bool:
        """Whether a paragraph lies between the headline and the end of the text, or just outside of it."""
        first = self.first if self.title is None else min(self.title, self.first)
        return first - _BEFORE <= index <= self.last + _BEHIND


def kinds_of(segments: Sequence[Segment], headline: str | None = None) -> Kinds:
    """Return the kinds of the paragraphs of a dump; ``headline`` is the title where it is known already."""
    if len(segments) > PARAGRAPHS:
        return Kinds([("body", reasons.ONLY_TEXT)] * len(segments), None, frozenset(), recognised=False)
    traits = [traits_of(segment) for segment in segments]
    comments = comment_indices(segments, traits)
    page = _Page(
        segments, traits, comments, announced_indices(segments, traits), _main_indent(segments, traits, comments)
    )
    start, stop = _main_run(page)
    body = {index for index in range(start, stop) if _belongs(page, index)}
    body -= _closing_appeal(page, body)
    if not body:
        return _all_body(page, headline)
    first = min(body)
    title = _given_headline(segments, headline, first) if headline else find_headline(segments, traits, first)
    text = headline or (segments[title].content if title is not None else "")
    body |= _standfirst(page, title, first)
    authors = author_lines(segments, traits, title)
    body = (body - authors) or body
    found = _Found(frozenset(body), min(body), max(body), title, text, authors)
    kinds = [_kind(page, found, index) for index in range(len(segments))]
    if not any(kind == "body" for kind, _ in kinds):
        return _all_body(page, headline)
    return Kinds(kinds, title, comments, recognised=True)


def _main_indent(segments: Sequence[Segment], traits: Sequence[Traits], comments: frozenset[int]) -> int:
    """Return the indent at which most words of prose stand."""
    words: Counter[int] = Counter()
    for index, (segment, trait) in enumerate(zip(segments, traits, strict=True)):
        if trait.prose and trait.words >= _LONG_WORDS and index not in comments:
            words[segment.indent] += trait.words
    return words.most_common(1)[0][0] if words else 0


def _weight(page: _Page, index: int) -> float:
    """Return how much a paragraph speaks for (above 0) or against (below) lying inside the main text."""
    trait = page.traits[index]
    at_home = page.segments[index].indent == page.indent
    if index in page.comments:
        return _COMMENT_WEIGHT
    if trait.tail_heading or trait.comment_heading:
        return _TAIL_WEIGHT
    if trait.furniture:
        return _FURNITURE_WEIGHT
    if trait.caption or trait.byline or trait.dateline:
        return _SHORT_WEIGHT
    if trait.prose:
        return min(trait.words, _MOST_WORDS) * (1.0 if at_home else _OFF_INDENT)
    if trait.sentence:
        return trait.words / 2 if at_home else _SHORT_WEIGHT
    if trait.words >= 2 * _LONG_WORDS and at_home:
        return trait.words / 2
    return _SHORT_WEIGHT if at_home and not page.segments[index].bullet else _STRAY_WEIGHT


def _main_run(page: _Page) -> tuple[int, int]:
    """Return the range of the main text: the heaviest run, or the next if that is longer across boxes."""
    weights = [_weight(page, index) for index in range(len(page.segments))]
    reach = Reach(page.segments, page.traits, page.announced, _ends(page), page.indent)
    main = _heaviest_run(weights)
    apart = [0.0 if main[0] <= index < main[1] else weight for index, weight in enumerate(weights)]
    first, second = reach.extended(*main), reach.extended(*_heaviest_run(apart))
    if second[0] < first[1] and first[0] < second[1]:
        return first
    return max(first, second, key=lambda run: sum(max(weight, 0) for weight in weights[slice(*run)]))


def _heaviest_run(weights: Sequence[float]) -> tuple[int, int]:
    """Return the half-open range of the run with the largest sum, (0, 0) where nothing weighs more than nothing."""
    best, best_range, total, start = 0.0, (0, 0), 0.0, 0
    for index, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, index
        total += weight
        if total > best:
            best, best_range = total, (start, index + 1)
    return best_range


def _ends(page: _Page) -> frozenset[int]:
    """Return the lines behind which no article goes on: comments and their headings, not invitations."""
    headings = {i for i, trait in enumerate(page.traits) if trait.comment_heading and trait.words <= _HEADING_WORDS}
    return page.comments | headings


def _belongs(page: _Page, index: int) -> bool:
    """Whether a paragraph inside the run is article text."""
    trait, segment = page.traits[index], page.segments[index]
    if index in page.comments or trait.furniture or trait.tail_heading or trait.comment_heading:
        return False
    if index in page.announced:
        return False
    if trait.caption or trait.byline or trait.dateline:
        return False
    if segment.indent == page.indent or trait.prose:
        return True
    return trait.sentence or trait.words >= _PLAIN_WORDS or bool(segment.bullet)


def _closing_appeal(page: _Page, body: set[int]) -> set[int]:
    """Return the paragraphs at the end of the run that only speak to the reader, around a line that is furniture."""
    about_news = [index for index in body if not page.traits[index].to_reader]
    if not about_news:
        return set()
    start, stop = max(about_news) + 1, min(max(body) + 3, len(page.traits))
    anchor = next((index for index in range(start, stop) if page.traits[index].furniture), None)
    if anchor is None:
        return set()
    return {i for i in body if i >= start and (i > anchor or page.traits[i].words <= _LONG_WORDS)}


def _standfirst(page: _Page, title: int | None, first: int) -> set[int]:
    """Return the lines between headline and text that read like a second headline: they belong to the article."""
    lines = range(first if title is None else title + 1, first)
    return {
        index
        for index in lines
        if page.traits[index].words >= _STANDFIRST_WORDS
        and page.segments[index].indent == page.indent
        and not page.segments[index].bullet
        and _belongs(page, index)
    }


def _given_headline(segments: Sequence[Segment], headline: str, first_body: int) -> int | None:
    for index in range(min(first_body + 1, len(segments))):
        if repeats_headline(segments[index].content, headline):
            return index
    return None


def _all_body(page: _Page, headline: str | None) -> Kinds:
    """Return every paragraph but the headline as body: an article without text is of no use to anybody."""
    kinds: list[tuple[ParagraphKind, Message]] = [("body", reasons.ONLY_TEXT) for _ in page.segments]
    title = None
    if len(kinds) > 1:
        title = _given_headline(page.segments, headline, len(kinds)) if headline else _first_line(page)
    if title is not None:
        kinds[title] = ("title", reasons.HEADLINE)
    return Kinds(kinds, title, frozenset(), recognised=len(page.segments) <= 2)


def _first_line(page: _Page) -> int | None:
    return None if page.traits[0].sentence or page.traits[0].furniture else 0


def _kind(page: _Page, found: _Found, index: int) -> tuple[ParagraphKind, Message]:
    trait, segment = page.traits[index], page.segments[index]
    if index == found.title:
        return "title", reasons.HEADLINE
    if index in page.comments:
        return "boilerplate", reasons.COMMENT
    if repeats_headline(segment.content, found.headline):
        return "boilerplate", reasons.HEADLINE_AGAIN
    if index in found.body:
        return _body_kind(page, index)
    if found.beside(index) and not trait.strong_furniture:
        if trait.byline or index in found.authors:
            return "byline", reasons.SAYS_WHO
        if trait.dateline:
            return "dateline", reasons.SAYS_WHEN
        if trait.caption:
            return "caption", reasons.PICTURE
    if found.first < index < found.last and not trait.furniture:
        return "boilerplate", reasons.UNFINISHED
    return "boilerplate", reasons.FURNITURE if trait.furniture or trait.tail_heading else reasons.OUTSIDE


def _body_kind(page: _Page, index: int) -> tuple[ParagraphKind, Message]:
    if page.traits[index].prose or page.traits[index].sentence:
        return "body", reasons.MAIN_TEXT
    return "body", reasons.LIST_ITEM if page.segments[index].bullet else reasons.SUBHEAD
