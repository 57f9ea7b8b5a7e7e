"""A saved web page becomes an article: all its visible text, with the article marked in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from viewer.article import reasons
from viewer.article.canonical import canonical
from viewer.article.files.decoding import decode
from viewer.article.limits import EXTRACTED_CHARACTERS, PARAGRAPHS
from viewer.article.messages import Message
from viewer.article.model import Article, Paragraph, ParagraphKind
from viewer.article.page.blocks import Block, blocks_of
from viewer.article.page.extraction import extracted_text
from viewer.article.page.facts import PageFacts, facts_of, outlet_beside
from viewer.article.page.kinds import PageText, headline_of, kinds_of_page
from viewer.article.page.scan import Source, plain_words, scanned
from viewer.article.page.tree import tree_of
from viewer.article.text.bylines import byline_of
from viewer.article.text.colophon import put_aside
from viewer.article.text.headline import made_up_title
from viewer.article.text.kinds import kinds_of
from viewer.article.text.language import UNKNOWN, language_of
from viewer.article.text.metadata import date_of, day_first_in, outlet_of
from viewer.article.text.plain import Stated, article_of_text, within_limit
from viewer.article.text.segments import Segment, divided
from viewer.article.text.traits import ends_sentence

_LEAST_SHOWN = 0.25
_LEAST_SHOWN_OF_DEEP = 0.9
_FULLY_SHOWN = 0.7
_MISSING_CHARACTERS = 500
_PROSE_CHARACTERS = 80
_NO_FACTS = PageFacts()
_NOTHING = Stated()


def article_of_page_bytes(data: bytes) -> Article:
    """Return the article in the bytes of a page; raise ReadProblem where there is none."""
    decoded = decode(data)
    return article_of_page(decoded.text, decoded.warnings)


def article_of_page(html: str, warnings: tuple[Message, ...] = (), stated: Stated = _NOTHING) -> Article:
    """Return the article in the source of a page; raise ReadProblem where there is none.

    ``stated`` is what came with the page, as a mail with its headers; it wins over what the page says.
    """
    source = scanned(_without_surrogates(html))
    tree = None if source.hostile else tree_of(source.html)
    if tree is None:
        return _article_of_words(source, warnings, _with(stated, _NO_FACTS))
    facts = _with(stated, facts_of(tree))
    blocks = blocks_of(tree)
    if _lost_text(blocks, source):
        return _article_of_words(source, warnings, facts)
    page, warnings = _laid_out(blocks, (*warnings, *_partly_shown(blocks, source)))
    if not page.segments:
        return _article_of_words(source, warnings, facts)
    slow = len(source.html) > EXTRACTED_CHARACTERS or len(page.segments) > PARAGRAPHS
    return _article(page, facts, "" if slow else extracted_text(tree), warnings)


def _with(stated: Stated, facts: PageFacts) -> PageFacts:
    return replace(
        facts,
        titles=(stated.title, *facts.titles) if stated.title else facts.titles,
        outlet=stated.outlet or facts.outlet,
        byline=stated.byline or facts.byline,
        published=stated.published or facts.published,
        language=facts.language or stated.language,
    )


def _without_surrogates(html: str) -> str:
    return html.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _article_of_words(source: Source, warnings: tuple[Message, ...], facts: PageFacts = _NO_FACTS) -> Article:
    """Return the article in the plain words of a page whose tree would lose text."""
    from html import unescape

    words = "\n".join(line.strip() for line in unescape(plain_words(source.html)).split("\n"))
    words = re.sub(r"\n{3,}", "\n\n", words)
    stated = Stated(None, facts.outlet, facts.byline, facts.published, None)
    return article_of_text(words, stated, (*warnings, reasons.DAMAGED))


def _lost_text(blocks: Sequence[Block], source: Source) -> bool:
    """Whether the tree shows far less than the source holds: the parser dropped text without a word."""
    shown = sum(len(block.text) for block in blocks)
    least = _LEAST_SHOWN_OF_DEEP if source.deep else _LEAST_SHOWN
    return shown < least * source.held and source.held - shown > _MISSING_CHARACTERS


def _partly_shown(blocks: Sequence[Block], source: Source) -> tuple[Message, ...]:
    """Return a warning where a good deal of the page's text is hidden, by the page or by the parser."""
    share = sum(len(block.text) for block in blocks) / max(source.held, 1)
    missing = source.held * (1 - share)
    if share >= _FULLY_SHOWN or missing <= _MISSING_CHARACTERS:
        return ()
    return (Message(reasons.PARTLY_SHOWN, share=round(100 * share)),)


def _little_recognised(lines: _Lines) -> bool:
    """Whether most of the page's prose was put aside by its place: the article may be among it."""
    pairs = zip(lines.page.segments, lines.kinds, strict=True)
    aside = [segment.text for segment, (_, why) in pairs if why == reasons.NOT_EXTRACTED]
    prose = sum(len(text) for text in aside if len(text) >= _PROSE_CHARACTERS and ends_sentence(text))
    body = sum(map(len, lines.of("body")))
    return prose > _MISSING_CHARACTERS and body < _LEAST_SHOWN * (body + prose)


def _laid_out(blocks: Sequence[Block], warnings: tuple[Message, ...]) -> tuple[PageText, tuple[Message, ...]]:
    """Return the canonical text of the blocks, one empty line between them, with the range of each."""
    texts = [canonical(block.text).strip() for block in blocks]
    kept = [(block, text) for block, text in zip(blocks, texts, strict=True) if text]
    text, warnings = within_limit("\n\n".join(text for _, text in kept), warnings)
    segments: list[Segment] = []
    owners: list[Block] = []
    position = 0
    for block, content in kept:
        for start, end in divided(text, position, min(position + len(content), len(text))):
            segments.append(Segment(start, end, text[start:end], 0, "", 1))
            owners.append(block)
        position += len(content) + 2
    return PageText(text, segments, owners), warnings


def _article(page: PageText, facts: PageFacts, extracted: str, warnings: tuple[Message, ...]) -> Article:
    found = kinds_of_page(page, facts, extracted)
    if found is None:
        known = headline_of(page, facts, len(page.segments) - 1)
        by_rules = kinds_of(page.segments, None if known is None else page.segments[known].text)
        kinds, headline = by_rules.kinds, by_rules.headline
        if not by_rules.recognised:
            warnings = (*warnings, reasons.NO_BODY)
    else:
        kinds, headline = found
    lines = _Lines(page, kinds)
    title = _title(page, headline, facts) or made_up_title(lines.of("body", "boilerplate")[0])
    outlet = facts.outlet or outlet_beside(facts.titles, title) or outlet_of(lines.of("boilerplate", "byline"))
    byline = facts.byline or byline_of(lines.of("byline"), lines.of("dateline"))
    lines = _Lines(page, put_aside(page.segments, kinds, outlet, byline))
    if _little_recognised(lines):
        warnings = (*warnings, reasons.LITTLE_RECOGNISED)
    language, dated = _language(lines, facts), lines.of("dateline", "byline")
    return Article(
        text=page.text,
        title=title,
        paragraphs=tuple(
            Paragraph(segment.start, segment.end, kind, why)
            for segment, (kind, why) in zip(page.segments, lines.kinds, strict=True)
        ),
        outlet=outlet,
        byline=byline,
        published=facts.published or date_of(dated, day_first_in(dated, facts.region or language, page.text)),
        language=language,
        warnings=warnings,
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    page: PageText
    kinds: Sequence[tuple[ParagraphKind, Message]]

    def of(self, *kinds: str) -> list[str]:
        pairs = zip(self.page.segments, self.kinds, strict=True)
        return [segment.text for segment, (kind, _) in pairs if kind in kinds]


def _title(page: PageText, headline: int | None, facts: PageFacts) -> str | None:
    if headline is not None:
        return page.segments[headline].text
    return facts.titles[0] if facts.titles else None


def _language(lines: _Lines, facts: PageFacts) -> str:
    """Return the language of the body; what the page claims counts only where the text does not tell."""
    told = language_of(" ".join(lines.of("body")))
    return facts.language or UNKNOWN if told == UNKNOWN else told
