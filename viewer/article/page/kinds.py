"""Each block of a page gets its kind: by the extracted text, by the elements around it, and by its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from viewer.article import reasons
from viewer.article.canonical import canonical
from viewer.article.messages import Message
from viewer.article.model import ParagraphKind
from viewer.article.page.blocks import Block
from viewer.article.page.facts import PageFacts
from viewer.article.page.furniture import text_blocks
from viewer.article.text.comments import comment_indices
from viewer.article.text.furniture import words_of
from viewer.article.text.headline import author_lines, words_key
from viewer.article.text.segments import Segment
from viewer.article.text.traits import Traits, traits_of

_RUN = 4
_COVERED = 0.6
_COMMENT_MARK = re.compile(
    r"(?:^|\s)(?:comments?(?:-?(?:list|thread|area|section|body|content|text|wrapper|container|s))?|commentlist|disqus_thread"
    r"|reader-?comments|user-?comments?)(?=\s|$)"
)
_BYLINE_MARK = re.compile(r"byline|author|(?:^|[\s_-])(?:by|credit|writer)(?:$|[\s_-])")
_DATE_MARK = re.compile(
    r"dateline|timestamp|pub-?date|published|post-?date|entry-?date|(?:^|[\s_-])(?:date|time)(?:$|[\s_-])"
)
_CAPTION_MARK = re.compile(r"caption|credit")
_FEWEST_BODY_WORDS = 25
_NEAR = 12
_AROUND = 4
_LINE_WORDS = 20
_LINKED = 0.5
_APART = frozenset({"nav", "footer", "aside", "form", "figcaption"})
_SAME_TITLE = 0.75


@dataclass(frozen=True, slots=True)
class PageText:
    """The canonical text of a page with its paragraphs, and the block that each came from."""

    text: str
    segments: list[Segment]
    blocks: list[Block]


class _Extracted:
    """The extracted text, to be asked whether it holds a paragraph."""

    def __init__(self, text: str) -> None:
        lines = [words_of(canonical(line)) for line in text.split("\n")]
        self._lines = {" ".join(line) for line in lines if line}
        words = [word for line in lines for word in line]
        self._runs = {tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}

    def holds(self, words: Sequence[str]) -> bool:
        """Whether most runs of words of a paragraph are there, or all of a short one as a line of its own."""
        if len(words) < _RUN:
            return " ".join(words) in self._lines
        runs = [tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)]
        return sum(1 for run in runs if run in self._runs) >= _COVERED * len(runs)


def kinds_of_page(
    page: PageText, facts: PageFacts, extracted: str
) -> tuple[list[tuple[ParagraphKind, Message]], int | None] | None:
    """Return the kinds of the paragraphs and the index of the headline; None where too little was extracted."""
    if not extracted:
        return None
    found = _Extracted(extracted)
    traits = [traits_of(segment) for segment in page.segments]
    held = [found.holds(words_of(segment.text)) for segment in page.segments]
    body = {index for index, there in enumerate(held) if there and _is_text(page.blocks[index], traits[index])}
    comments = comment_indices(page.segments, traits)
    body = (body | _overlooked(page, traits, body)) - comments
    body = _without_strays(text_blocks(page.blocks, traits, body) - comments, traits)
    if sum(traits[index].words for index in body) < _FEWEST_BODY_WORDS:
        return None
    headline = headline_of(page, facts, min(body))
    body.discard(-1 if headline is None else headline)
    if not body:
        return None
    kinds = [_kind(page, traits, body, headline, index) for index in range(len(traits))]
    for index in comments - body - ({headline} if headline is not None else set()):
        kinds[index] = "boilerplate", reasons.COMMENT
    authors = author_lines(page.segments, traits, headline)
    start = min(body if headline is None else body | {headline})
    for index in range(max(0, start - _AROUND), min(len(kinds), max(body) + _AROUND + 1)):
        if kinds[index][1] in (reasons.FURNITURE, reasons.NOT_EXTRACTED):
            near = _beside(page.blocks[index], traits[index], index <= start + _NEAR)
            kinds[index] = near or (("byline", reasons.SAYS_WHO) if index in authors else kinds[index])
    return kinds, headline


def _is_text(block: Block, trait: Traits) -> bool:
    """Whether an extracted block may be text: comments, captions and plain furniture never are."""
    if _COMMENT_MARK.search(block.marks) or "figcaption" in block.inside:
        return False
    return not (trait.whole_furniture or trait.byline or trait.dateline)


def _overlooked(page: PageText, traits: Sequence[Traits], body: set[int]) -> set[int]:
    """Return prose that was not extracted but stands in the same blocks as most of what was.

    Losing half of an article without a word is the worst thing a reader of pages can do.
    """
    places = Counter(page.blocks[index].place for index in body if traits[index].prose)
    homes = {place for place, count in places.items() if count > 1 and count * 4 >= sum(places.values())}
    shown = {page.segments[index].text for index in body}
    return {
        index
        for index, block in enumerate(page.blocks)
        if block.place in homes
        and traits[index].prose
        and block.linked < _LINKED
        and page.segments[index].text not in shown
        and not _COMMENT_MARK.search(block.marks)
        and _APART.isdisjoint(block.inside)
    }


def _without_strays(body: set[int], traits: Sequence[Traits]) -> set[int]:
    """Drop short lines before the first and after the last paragraph of prose, and furniture after it."""
    prose = [index for index in body if traits[index].words >= _RUN * 2 and not traits[index].furniture]
    if not prose:
        return body
    first, last = min(prose), max(prose)
    return {
        index
        for index in body
        if first <= index <= last or (traits[index].words >= _RUN and not traits[index].furniture)
    }


def headline_of(page: PageText, facts: PageFacts, first: int) -> int | None:
    """Return which block up to the ``first`` of the text is the headline: one that says what the page calls itself."""
    titles = [frozenset(words_of(title)) for title in facts.titles]
    keys = {words_key(title) for title in facts.titles}
    exact = [i for i in range(first + 1) if words_key(page.segments[i].text) in keys]
    ranked = [i for i in exact if "h1" in page.blocks[i].inside] or exact
    if ranked:
        return ranked[-1]
    parts = [i for i in range(first + 1) if any(_is_part(words_key(page.segments[i].text), key) for key in keys)]
    if parts:
        return parts[-1]
    headings = [i for i in range(first + 1) if {"h1", "h2"}.intersection(page.blocks[i].inside)]
    alike = [i for i in headings if any(_alike(frozenset(words_of(page.segments[i].text)), title) for title in titles)]
    if alike:
        return alike[-1]
    firsts = [i for i in headings if "h1" in page.blocks[i].inside and len(words_of(page.segments[i].text)) > 2]
    return firsts[-1] if firsts else None


def _is_part(part: str, whole: str) -> bool:
    """Whether a line is most of a page's title, as where the outlet's name stands before or behind it."""
    return part.count(" ") >= 2 and len(part) * 2 >= len(whole) and (whole.startswith(part) or whole.endswith(part))


def _alike(words: frozenset[str], title: frozenset[str]) -> bool:
    return len(words) > 2 and len(words & title) >= _SAME_TITLE * max(len(words), len(title) * 0.6)


def _kind(
    page: PageText, traits: Sequence[Traits], body: set[int], headline: int | None, index: int
) -> tuple[ParagraphKind, Message]:
    block, trait = page.blocks[index], traits[index]
    if index == headline:
        return "title", reasons.HEADLINE
    if headline is not None and words_key(page.segments[index].text) == words_key(page.segments[headline].text):
        return "boilerplate", reasons.HEADLINE_AGAIN
    if index in body:
        return "body", reasons.EXTRACTED
    if _COMMENT_MARK.search(block.marks):
        return "boilerplate", reasons.COMMENT
    return "boilerplate", reasons.FURNITURE if trait.furniture else reasons.NOT_EXTRACTED


def _beside(block: Block, trait: Traits, near_headline: bool) -> tuple[ParagraphKind, Message] | None:
    """Return the kind of a line that accompanies the text: caption, byline or dateline, None for other lines."""
    if trait.whole_furniture:
        return None
    if "figcaption" in block.inside or (trait.caption and not trait.strong_furniture):
        return "caption", reasons.PICTURE
    if "figure" in block.inside and _CAPTION_MARK.search(block.marks):
        return "caption", reasons.PICTURE
    if not near_headline or trait.words > _LINE_WORDS:
        return ("byline", reasons.SAYS_WHO) if trait.byline else None
    if trait.byline or (_BYLINE_MARK.search(block.marks) and not trait.sentence):
        return "byline", reasons.SAYS_WHO
    if trait.dateline or ("time" in block.inside and trait.words <= 12):
        return "dateline", reasons.SAYS_WHEN
    return ("dateline", reasons.SAYS_WHEN) if _DATE_MARK.search(block.marks) and _has_digit(block.text) else None


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
