"""Who speaks the words in quotation marks of a sentence, in words; and who else may. No Qt widgets."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from viewer.analysis.edits import has_speaker_corrected
from viewer.analysis.model import Entity, Quote, SentenceRef
from viewer.window import texts
from viewer.window.story import OpenStory

_NEAR = 6
"""So many people are offered before the list of all names."""
_EXCERPT = 44


def quotes_of(story: OpenStory, ref: SentenceRef | None) -> list[Quote]:
    """Return the quotations that a sentence holds, or a part of."""
    if ref is None or story.comparison is None:
        return []
    sentence = story.comparison.sentences[ref.article][ref.sentence]
    return [
        quote
        for quote in story.comparison.quotes
        if quote.article == ref.article and quote.start < sentence.end and quote.end > sentence.start
    ]


def near_speakers(story: OpenStory, quote: Quote) -> list[Entity]:
    """Return the people and organisations that the article names nearest to a quotation, in the order of the text."""
    if story.comparison is None:
        return []
    far: dict[str, tuple[int, Entity]] = {}
    for entity in story.comparison.entities:
        places = [mention for mention in entity.mentions if mention.article == quote.article]
        if places and (entity.label in ("person", "organisation") or entity.id == quote.speaker):
            distance = min(max(m.start - quote.end, quote.start - m.end, 0) for m in places)
            far[entity.id] = (0 if entity.id == quote.speaker else distance, entity)
    return [entity for _, entity in sorted(far.values(), key=lambda item: item[0])[:_NEAR]]


def spoken_by(story: OpenStory, quote: Quote) -> str:
    """Say who speaks a quotation, by which words of the article, or that the reader says so."""
    comparison, lookup = story.comparison, story.lookup
    if comparison is None or lookup is None:
        return ""
    text = comparison.articles[quote.article].text[quote.start : quote.end]
    words = texts.quoted(text, _EXCERPT)
    entity = lookup.entities.get(quote.speaker or "")
    told = " ".join((quote.speaker_text or "").split())
    if entity is not None:
        said = _tr("{words} — said by {name}").format(words=words, name=entity.name)
    elif told:
        said = _tr("{words} — said by “{told}”, no name of the list").format(words=words, told=told)
    else:
        said = _tr("{words} — nobody is named who says it").format(words=words)
    if has_speaker_corrected(comparison, quote):
        return _tr("{said}: your correction").format(said=said)
    proof = [f"“{part}”" for part in (told if entity is not None else "", quote.verb) if part]
    return f"{said} ({', '.join(proof)})" if proof else said


def _tr(text: str) -> str:
    return QCoreApplication.translate("Speakers", text)
