"""Who says a quotation, and with which verb: rules over the words around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from viewer.analysis.gazetteer import quote_words
from viewer.analysis.quotes import quotations
from viewer.analysis.record import RawMention, RawQuote
from viewer.analysis.scare import is_no_speech, is_scare_quote
from viewer.analysis.sources import Source, SourceFinder
from viewer.analysis.unnamed import put_by
from viewer.article.model import Article, Paragraph

_REACH = 240
"""Characters around a quotation in which its speaker is looked for."""
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt|Fr|Jr|Sr))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Maj|Sgt|Del|Rev|Cpl|Pvt|Adm|Hon))"
    r"(?<!\b(?:Capt|Prof|Insp|Supt))[.!?][”\"’]?\s+(?=[A-Z“\"])"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to\b|\b[Ii]n the words of\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_INVERTS = frozenset(",”\"’'»–—-?!")
"""Before these a verb comes first: *“…,” said Kerry*."""
_TAKES_HEARER = frozenset({"told", "tells", "reassured", "informed"})
"""Behind these stands who listens: *the baker, 55, told the Gazette*."""
_QUOTED_OBJECT = re.compile(r"\bquot(?:ed|es|ing) (?P<who>\w+(?: \w+)?) as\b")
_BETWEEN = re.compile(
    r"[\s,]*(?:(?:has|have|had|also|then|later|once|again|now|never|even|would|was|is|who|and|[a-z]+ly)\s+){0,3}$"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A speaker and the verb that goes with the quotation."""

    source: Source
    verb: str | None


def raw_quotes(article: Article, mentions: Sequence[RawMention]) -> tuple[RawQuote, ...]:
    """Return the quotations of an article with speaker and reporting verb where they were found."""
    spans = quotations(article)
    finder = SourceFinder(article.text, mentions, spans)
    starts = [start for start, _ in spans]
    result: list[RawQuote] = []
    last: _Found | None = None
    before: Paragraph | None = None
    for paragraph in article.paragraphs:
        inside = spans[bisect_left(starts, paragraph.start) : bisect_left(starts, paragraph.end)]
        if paragraph.kind in ("body", "title"):
            speakers = _paragraph_speakers(article.text, paragraph, inside, finder)
            if inside and not any(speakers):
                speakers = _carried(article.text, paragraph, before, inside, last, finder)
            for span, speaker in zip(inside, speakers, strict=True):
                result.append(_raw(span, speaker, finder, result[-1] if result else None))
                last = speaker or last
            before = paragraph
    return tuple(result)


def _raw(span: tuple[int, int], found: _Found | None, finder: SourceFinder, before: RawQuote | None) -> RawQuote:
    if found is None:
        return RawQuote(*span)
    source = found.source
    name = finder.antecedent(source, _named_speaker(before)) if source.pronoun else finder.holder(source)
    unnamed = finder.unnamed_antecedent(source, name) if source.pronoun else finder.introduced(source)
    if unnamed is not None:
        source, name = unnamed, finder.holder(unnamed)
    place = (name.start, name.end) if name else (-1, -1)
    return RawQuote(*span, source.start, source.end, *place, verb=found.verb)


def _named_speaker(quote: RawQuote | None) -> Source | None:
    """Return the place where the speaker of the quotation before was named."""
    if quote is None or quote.speaker_start < 0:
        return None
    if quote.name_start >= 0:
        return Source(quote.name_start, quote.name_end, 0)
    return Source(quote.speaker_start, quote.speaker_end, 0)


def _paragraph_speakers(
    text: str, paragraph: Paragraph, spans: Sequence[tuple[int, int]], finder: SourceFinder
) -> list[_Found | None]:
    """Find the speaker of each quotation by the words beside it, then by its neighbours in the paragraph."""
    found: list[_Found | None] = []
    said = [not is_no_speech(text, span) for span in spans]
    for number, (start, end) in enumerate(spans):
        left = spans[number - 1][1] if number else paragraph.start
        right = spans[number + 1][0] if number + 1 < len(spans) else paragraph.end
        near = max(left, start - _REACH), min(right, end + _REACH)
        found.append(_beside(text, (start, end), *near, finder) if said[number] else None)
    for number in range(1, len(found)):
        found[number] = found[number] or found[number - 1]
    for number in range(len(found) - 2, -1, -1):
        found[number] = found[number] or found[number + 1]
    rest = [speaker or _in_sentence(text, paragraph, span, finder) for speaker, span in zip(found, spans, strict=True)]
    return [speaker if speech else None for speaker, speech in zip(rest, said, strict=True)]


def _beside(text: str, span: tuple[int, int], left: int, right: int, finder: SourceFinder) -> _Found | None:
    start = span[0]
    before = _sentence_before(text, left, start)
    after = _sentence_after(text, span, right)
    if _is_inside(text, span):
        source = finder.leading(before, start)
        leading = _Found(source, None) if source and source.rank == 0 else None
        return _in_lead(text, before, start, finder) or leading or _in_tail(text, *after, finder)
    if text[before:start].rstrip().endswith((":", ",")) or not after[1] > after[0]:
        return _in_lead(text, before, start, finder) or _in_tail(text, *after, finder)
    return _in_tail(text, *after, finder) or _in_lead(text, before, start, finder)


def _is_inside(text: str, span: tuple[int, int]) -> bool:
    """Whether a clause goes on behind a quotation: *he blasted the “unacceptable” raids of …*."""
    following = text[span[1] : span[1] + 2]
    return text[span[1] - 2].isalnum() and following[:1] == " " and following[1:].islower()


def _sentence_before(text: str, left: int, start: int) -> int:
    """Return where the sentence begins in which a quotation stands."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text, left, start + 1)]
    return ends[-1] if ends else left


def _sentence_after(text: str, span: tuple[int, int], right: int) -> tuple[int, int]:
    """Return the rest of the sentence after a quotation: nothing if the quotation ends the sentence."""
    end = span[1]
    inner = text[span[0] : end].rstrip("”\"’'»")[-1:]
    rest = text[end:right].lstrip()
    if inner in ".!?…" and rest[:1].isupper() and inner == "." and text[end - 2 : end - 1] == ".":
        return end, end
    if text[end : end + 1] in ".!?":
        return end, end
    stop = _SENTENCE_END.search(text, end, right)
    return end, stop.start() + 1 if stop else right


def _in_tail(text: str, start: int, end: int, finder: SourceFinder) -> _Found | None:
    """Find the speaker after a quotation: *said Kerry*, *Kerry said*, *according to Kerry*."""
    according = _ACCORDING.search(text, start, min(end, start + 60))
    if according and next(_verbs(text, start, according.start()), None) is None:
        source = finder.first(according.end(), end)
        return _Found(source, None) if source else None
    quoted = _QUOTED_OBJECT.search(text, start, end)
    if quoted:
        source = finder.first(*quoted.span("who"))
        if source:
            return _Found(source, "quoted")
    put = put_by(text, start, end)
    if put:
        return _Found(finder.first(*put) or Source(*put, 2), "put")
    for place, verb in _verbs(text, start, end):
        follower = None if verb in _TAKES_HEARER else finder.follower(place.end(), min(end, place.end() + 120), verb)
        subject = finder.subject_before(start, place.start())
        if follower is not None and (subject is None or subject.rank > 2) and _inverts(text, place.start()):
            return _Found(follower, verb)
        if subject is not None and text[start : subject.start].count(",") <= 1:
            return _Found(subject, verb)
        break
    return None


def _inverts(text: str, verb: int) -> bool:
    return text[max(0, verb - 3) : verb].rstrip()[-1:] in _INVERTS


def _in_lead(text: str, start: int, end: int, finder: SourceFinder) -> _Found | None:
    """Find the speaker before a quotation: *Kerry said that “…”*, *according to Kerry, “…”*."""
    verbs = list(_verbs(text, start, end))
    quoted = _QUOTED_OBJECT.search(text, start, end)
    if quoted and (source := finder.first(*quoted.span("who"))):
        return _Found(source, verbs[-1][1])
    for place, verb in reversed(verbs):
        subject = finder.subject_before(start, place.start())
        if subject is not None:
            clause = finder.clause_before(subject.end, place.start())
            near = _BETWEEN.match(text, subject.end, clause) is not None
            return _Found(subject if near else finder.leading(start, place.start()) or subject, verb)
    according = _ACCORDING.search(text, start, end)
    if according:
        source = finder.first(according.end(), end)
        if source:
            return _Found(source, None)
    return None


def _in_sentence(text: str, paragraph: Paragraph, span: tuple[int, int], finder: SourceFinder) -> _Found | None:
    """Take the first person of the sentence around a quotation of a few words, or of the sentence before it."""
    if is_scare_quote(text, span):
        return None
    first = max(paragraph.start, span[0] - _REACH)
    start = _sentence_before(text, first, span[0])
    source = finder.leading(start, span[0])
    if source is None:
        source = finder.leading(*_sentence_after(text, span, min(paragraph.end, span[1] + _REACH)))
    if source is None and not text[start : span[0]].strip():
        source = finder.leading(_sentence_before(text, first, start - 1), start)
    return _Found(source, None) if source else None


def _verbs(text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], str]]:
    verbs = quote_words().verbs
    for found in _WORD.finditer(text, start, end):
        word = found.group()
        if word in verbs:
            yield found, word


def _carried(
    text: str,
    paragraph: Paragraph,
    before: Paragraph | None,
    spans: Sequence[tuple[int, int]],
    last: _Found | None,
    finder: SourceFinder,
) -> list[_Found | None]:
    """Carry a speaker over from the paragraph before: *Kerry said:*, or a quotation that goes on."""
    speaker: _Found | None = None
    opens = not text[paragraph.start : spans[0][0]].strip()
    if before is not None and opens:
        lead = text[before.start : before.end].rstrip()
        if lead.endswith(":"):
            start = _sentence_before(text, max(before.start, before.end - _REACH), before.end)
            speaker = _in_lead(text, start, before.end, finder)
            if speaker is None and (source := finder.leading(start, before.end)):
                speaker = _Found(source, None)
        speaker = speaker or last
    return [speaker for _ in spans]
