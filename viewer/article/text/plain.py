"""Plain text, typed, pasted or dumped from a page, becomes an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from viewer.article import reasons
from viewer.article.canonical import canonical
from viewer.article.limits import LINES, TEXT_CHARACTERS
from viewer.article.messages import Message
from viewer.article.model import Article, Paragraph
from viewer.article.problems import ReadProblem
from viewer.article.text.bylines import byline_of
from viewer.article.text.colophon import put_aside
from viewer.article.text.headline import made_up_title, repeats_headline
from viewer.article.text.kinds import Kinds, kinds_of
from viewer.article.text.language import language_of
from viewer.article.text.metadata import date_of, day_first_in, outlet_of, publishing_lines
from viewer.article.text.segments import Segment, segments_of

EMPTY = Message("There is no text here. Choose a file with text in it, or paste some.")
_FIRST_PARAGRAPHS = 12
_DATED_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Stated:
    """What the source says of itself outside the text; it wins over what the text is read to say."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None


def article_of_text(text: str, stated: Stated = Stated(), warnings: tuple[Message, ...] = ()) -> Article:
    """Return the article in ``text``; raise ReadProblem where there is nothing to read."""
    text, warnings = _within_lines(*within_limit(text, warnings))
    text, warnings = within_limit(canonical(text), warnings)
    segments = segments_of(text)
    if not segments:
        raise ReadProblem(EMPTY)
    title = canonical(stated.title).strip() if stated.title else ""
    if title and not any(repeats_headline(segment.content, title) for segment in segments[:_FIRST_PARAGRAPHS]):
        text = f"{title}\n\n{text}"
        return _article(text, [_title_segment(title), *_moved(segments, len(title) + 2)], title, stated, warnings)
    return _article(text, segments, title, stated, warnings)


def within_limit(text: str, warnings: tuple[Message, ...]) -> tuple[str, tuple[Message, ...]]:
    """Cut a text that is too long, and say so."""
    if len(text) <= TEXT_CHARACTERS:
        return text, warnings
    cut = text.rfind("\n", TEXT_CHARACTERS // 2, TEXT_CHARACTERS)
    text = text[: cut if cut > 0 else TEXT_CHARACTERS]
    return text, tuple(dict.fromkeys((*warnings, Message(reasons.CUT_SHORT, limit=TEXT_CHARACTERS))))


def _within_lines(text: str, warnings: tuple[Message, ...]) -> tuple[str, tuple[Message, ...]]:
    """Cut a text of more lines than any article has, and say so: a paragraph takes far more memory than its letters."""
    if text.count("\n") <= LINES:
        return text, warnings
    return "\n".join(text.split("\n", LINES)[:LINES]), (*warnings, Message(reasons.TOO_MANY_LINES, limit=LINES))


def _title_segment(title: str) -> Segment:
    return Segment(0, len(title), title, 0, "", 0)


def _moved(segments: Sequence[Segment], by: int) -> list[Segment]:
    return [Segment(s.start + by, s.end + by, s.text, s.indent, s.bullet, s.gap) for s in segments]


def _article(text: str, segments: list[Segment], title: str, stated: Stated, warnings: tuple[Message, ...]) -> Article:
    found = kinds_of(segments, title or None)
    outlet = stated.outlet or outlet_of(_outlet_lines(segments, found), _top(segments, found))
    byline = stated.byline or byline_of(_lines(segments, found, "byline"), _lines(segments, found, "dateline"))
    found = replace(found, kinds=put_aside(segments, found.kinds, outlet, byline))
    language = stated.language or language_of(" ".join(_lines(segments, found, "body")))
    dated = _lines(segments, found, "dateline", "byline")
    return Article(
        text=text,
        title=title or _found_title(segments, found),
        paragraphs=tuple(
            Paragraph(segment.start, segment.end, kind, why)
            for segment, (kind, why) in zip(segments, found.kinds, strict=True)
        ),
        outlet=outlet,
        byline=byline,
        published=stated.published or _published(segments, found, dated, language),
        language=language,
        warnings=warnings if found.recognised else (*warnings, reasons.NO_BODY),
    )


def _published(segments: Sequence[Segment], found: Kinds, dated: Sequence[str], language: str) -> str | None:
    """Return the date that the datelines state, else one among the other lines around the text."""
    day_first = day_first_in(dated, language, " ".join(segment.text for segment in segments))
    day = date_of(dated, day_first)
    if day:
        return day
    aside = [i for i, (kind, _) in enumerate(found.kinds) if kind == "boilerplate" and i not in found.comments]
    first = next((i for i, (kind, _) in enumerate(found.kinds) if kind == "body"), 0)
    short = [i for i in aside if len(segments[i].text) <= _DATED_LENGTH]
    above, below = ([segments[i].text for i in short if (i < first) == side] for side in (True, False))
    return date_of(publishing_lines(above, below), day_first)


def _found_title(segments: Sequence[Segment], found: Kinds) -> str:
    if found.headline is not None:
        return " ".join(segments[found.headline].content.split())
    return made_up_title(_lines(segments, found, "body")[0])


def _outlet_lines(segments: Sequence[Segment], found: Kinds) -> list[str]:
    """Return what may name the outlet: labels beside the headline, and the page's own notices and promotion."""
    return [
        segment.text
        for segment, (kind, why) in zip(segments, found.kinds, strict=True)
        if kind in ("byline", "dateline") or why == reasons.FURNITURE
    ]


def _top(segments: Sequence[Segment], found: Kinds) -> list[str]:
    """Return the lines above the headline, where the page has one."""
    return [segment.text for segment in segments[: found.headline or 0]]


def _lines(segments: Sequence[Segment], found: Kinds, *kinds: str) -> list[str]:
    """Return the texts of the paragraphs of these kinds, reader comments left out."""
    return [
        segment.text
        for index, segment in enumerate(segments)
        if found.kinds[index][0] in kinds and index not in found.comments
    ]
