"""Spans of one article that seem to be names: from a language pipeline, or from capitals where there is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from viewer.analysis.capitals import capital_runs
from viewer.analysis.clubs import with_club
from viewer.analysis.gazetteer import name_words, quote_words
from viewer.analysis.labels import relabelled
from viewer.analysis.model import EntityLabel, Sentence
from viewer.analysis.names import is_glued, known, name_key, person_name, says_nothing, trimmed
from viewer.analysis.overlooked import overlooked, surnames_of
from viewer.analysis.people import families
from viewer.analysis.pipeline import ENGLISH, named_spans, pipeline_for
from viewer.analysis.record import RawMention
from viewer.article.model import Article

LONGEST_PIECE = 2_000
"""Characters a pipeline gets at once: its memory grows with them."""
LONGEST_RUN = 200
"""Characters without a space that a pipeline gets: its tokenizer is quadratic in them."""

_LABELS: dict[str, EntityLabel] = {
    "PERSON": "person",
    "PER": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organisation",
    "NORP": "group",
    "EVENT": "event",
    "PRODUCT": "other",
    "LAW": "other",
    "WORK_OF_ART": "other",
    "MISC": "other",
}
_LETTER = re.compile(r"[^\W\d_]")
_FEWEST_LETTERS = 12
"""One character in so many is a letter, at least, where there is something to read."""
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")
_GLUED_WORD = re.compile(r"(?<![\w-])[A-Z][a-z]{1,9}[A-Z][a-z]{3,}(?!\w)")
_AFTER_PREPOSITION = re.compile(r"\b(?:[Ii]n|[Nn]ach|[Aa]us|[Bb]ei|[Uu]m|[Vv]on|[Dd]urch) (?P<place>[^\W\d_]+)(?!\w)")
_OPENING_MARKS = tuple('“„«‹"‘:¿¡—–')
_RELATION = re.compile(r"(?:Sino|Anglo|Franco|Russo|Indo|Euro|Afro|Austro|Greco|Non|Anti|Pro)[-‐‑]", re.IGNORECASE)
_MODEL = re.compile(r" (?:[A-Z]{1,2}-?\d{1,4}[A-Za-z]?|7[0-9]7)s?(?![\w.,-]*\d)\b")
_PART = re.compile(r"[^\n\t]+")
_PART_OF_PEOPLE = re.compile(r"(?:(?! and )[^\n\t])+")
_NEXT_WORD = re.compile(r" (?P<word>[a-z]+)\b")
_WHEREABOUTS = re.compile(r"(?<=\w) (?:on|at|in|near) (?=[A-Z]|the [A-Z])")
_MOST_WORDS = 8
_ENGLISH_WORDS = frozenset("the of and to in a that is was for on with as by at from said he his".split())
_MARKED = ("caption", "body", "title")


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut ``text[start:end]`` where a pipeline needs it: into parts of bounded length, without endless runs."""
    cuts = [start, *(found.end() for found in _LONG_RUN.finditer(text, start, end)), end]
    for left, right in pairwise(cuts):
        while right - left > LONGEST_PIECE:
            middle = _cut(text, left + LONGEST_PIECE // 2, left + LONGEST_PIECE)
            yield left, middle
            left = middle
        if left < right:
            yield left, right


def _cut(text: str, start: int, end: int) -> int:
    """Return where to cut ``text[start:end]``: behind a sentence, else behind a word, else at its end."""
    for mark in (". ", " "):
        place = text.rfind(mark, start, end)
        if place >= 0:
            return place + len(mark)
    return end


def is_prose(piece: str) -> bool:
    """Whether a piece may hold a name: a capital, or a script without capitals, and not nearly nothing but signs."""
    letters = len(_LETTER.findall(piece))
    return letters > 1 and letters * _FEWEST_LETTERS > len(piece) and any(map(_may_begin_name, piece))


def _may_begin_name(char: str) -> bool:
    return char.isupper() or (char.isalpha() and char.lower() == char.upper())


def looks_english(text: str) -> bool:
    """Whether the commonest English words are frequent in a text whose language is not told."""
    words = text[:5_000].lower().split()
    return sum(word in _ENGLISH_WORDS for word in words) * 8 > len(words)


def pipeline_of(article: Article) -> str | None:
    """Return the name of the pipeline that finds the names of an article, None where capitals must do."""
    language = article.language
    if language == "und" and looks_english(article.text):
        language = "en"
    return pipeline_for(language)


def raw_mentions(article: Article, sentences: Sequence[Sentence], pipeline: str | None) -> tuple[RawMention, ...]:
    """Return the names found in title, captions and body of an article, in text order, without overlaps."""
    spans = [(p.start, p.end) for p in article.paragraphs if p.kind in _MARKED]
    if pipeline is None:
        found = list(_capitalised(article, spans, sentences))
    else:
        found = list(_from_pipeline(article, spans, pipeline))
    if pipeline in (None, ENGLISH):
        found.extend(_glued(article.text, spans))
    kept = _without_overlaps(found)
    if pipeline == ENGLISH:
        kept = relabelled(article.text, kept)
        kept = sorted([*kept, *overlooked(article.text, spans, kept)])
        kept = _without_overlaps([*kept, *families(article.text, spans, surnames_of(article.text, kept))])
    return tuple(kept)


def _from_pipeline(article: Article, spans: Iterable[tuple[int, int]], pipeline: str) -> Iterator[RawMention]:
    cuts = (
        (left, article.text[left:right]) for start, end in spans for left, right in pieces(article.text, start, end)
    )
    places = [(left, piece) for left, piece in cuts if is_prose(piece)]
    once = list(dict.fromkeys(piece for _, piece in places))
    found = dict(zip(once, named_spans(pipeline, once), strict=True))
    for offset, piece in places:
        for start, end, label in found[piece]:
            if label in _LABELS:
                yield from _repaired(article.text, offset + start, offset + end, _LABELS[label])


def _repaired(text: str, start: int, end: int, label: EntityLabel) -> Iterator[RawMention]:
    """Trim a name, drop what cannot be one, and cut a name that runs over a line break or joins two people."""
    for part in (_PART_OF_PEOPLE if label == "person" else _PART).finditer(text, start, end):
        left, right = trimmed(text, *part.span())
        right = _without_whereabouts(text, left, _without_half_word(text, left, right))
        name = text[left:right]
        if not _may_be_name(name):
            continue
        if label == "person":
            bare = person_name(name)
            if says_nothing(name_key(bare)):
                continue
        yield _completed(text, left, right, label)


def _completed(text: str, left: int, right: int, label: EntityLabel) -> RawMention:
    """Return the name with a word after it that makes it another, or without the words of an office."""
    model = _MODEL.match(text, right) if label == "organisation" else None
    if model is not None:  # Airbus A380 is not Airbus
        return RawMention(left, model.end(), "other", "pipeline")
    club = with_club(text, left, right)
    if club > right:
        return RawMention(left, club, "place" if label == "place" else "organisation", "pipeline")
    led = _NEXT_WORD.match(text, right) if label == "person" else None
    if led is not None and led["word"] in name_words().led_groups:  # the Obama administration is not Obama
        return RawMention(left, led.end(), "organisation", "pipeline")
    if led is not None and led["word"] in name_words().place_heads and text[max(0, left - 4) : left] == "the ":
        return RawMention(left, right, "place", "pipeline")  # the Diaoyutai guesthouse
    end = _without_office(text, left, right) or _without_small_word(text, left, right, label)
    if end is not None:
        origin = known(name_key(text[left:end]))
        return RawMention(left, end, origin.label if origin else label, "pipeline")
    return RawMention(left, right, label, "pipeline")


def _without_office(text: str, start: int, end: int) -> int | None:
    """Return the end of the country in *U.S. Surgeon General*: an office is no name, the country before it is one."""
    words = text[start:end].split()
    origin = known(name_key(words[0]))
    if len(words) < 2 or origin is None or origin.label not in ("place", "group"):
        return None
    lists = name_words()
    offices = lists.titles | lists.occupations
    rest = [word.casefold().strip(".,") for word in words[1:]]
    if rest[-1] in lists.departments or not all(word in offices or word in lists.title_joins for word in rest):
        return None
    return start + len(words[0])


def _without_small_word(text: str, start: int, end: int, label: EntityLabel) -> int | None:
    """Return the end of the known name in *the Pacific five* times."""
    name = text[start:end]
    first, _, last = name.rpartition(" ")
    if label == "organisation" or not last.islower() or known(name_key(name)) or known(name_key(first)) is None:
        return None
    return start + len(first)


def _without_half_word(text: str, start: int, end: int) -> int:
    """Return the end of the name in *Harbour Cup quarter-final*, of which the pipeline took the first half."""
    last = text.rfind(" ", start, end)
    return last if last >= 0 and text[end : end + 1] == "-" and text[last + 1 : end].islower() else end


def _without_whereabouts(text: str, start: int, end: int) -> int:
    """Return the end of the name in *Pavilion Hotel on the Esplanade*."""
    place = _WHEREABOUTS.search(text, start, end)
    if place is None:
        return end
    head = text[start : place.start()].rpartition(" ")[2].casefold()
    return place.start() if head in name_words().venues else end


def _may_be_name(name: str) -> bool:
    return (
        1 <= len(name.split()) <= _MOST_WORDS
        and any(map(_may_begin_name, name))
        and not says_nothing(name_key(name))
        and not (name.endswith("s") and name.casefold() in quote_words().roles)
        and not _RELATION.match(name)
    )


def _glued(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[RawMention]:
    for start, end in spans:
        for found in _GLUED_WORD.finditer(text, start, end):
            if is_glued(found.group()):
                yield RawMention(found.start(), found.end(), "person", "glued")


def _without_overlaps(mentions: list[RawMention]) -> list[RawMention]:
    """Keep the longer of two overlapping names; a glued name keeps its own word."""
    kept: list[RawMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.start - m.end, m.source)):
        if kept and mention.start < kept[-1].end:
            if mention.source == "glued" or mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
        else:
            kept.append(mention)
    return kept


def _capitalised(
    article: Article, spans: Sequence[tuple[int, int]], sentences: Sequence[Sentence]
) -> Iterator[RawMention]:
    """Give the runs of capitalised words, without the word that has its capital from the beginning of a sentence.

    A single word at such a place is a name only if it is one elsewhere too. German writes every noun with a capital:
    there a single word is a name only where it stands twice as places do (*in Rabenau*).
    """
    text = article.text
    firsts = {sentence.start for sentence in sentences} | {start for start, _ in spans}
    runs = [_without_first_word(text, *run, firsts) for span in spans for run in capital_runs(text, *span)]
    inside = Counter(text[start:end] for start, end in runs if not opens(text, start, firsts))
    places = Counter(found["place"] for found in _AFTER_PREPOSITION.finditer(text))
    for start, end in runs:
        name = text[start:end]
        if not name or not _may_be_name(name) or name.casefold() in name_words().determiners:
            continue
        if " " not in name and article.language.startswith("de"):
            if places[name] > 1:
                yield RawMention(start, end, "place", "capitals")
        elif " " in name or inside[name]:
            yield RawMention(start, end, "other", "capitals")


def opens(text: str, place: int, firsts: Collection[int]) -> bool:
    """Whether a word begins a sentence or a quotation: its capital says nothing."""
    return place in firsts or text[max(0, place - 2) : place].strip()[-1:] in _OPENING_MARKS


def _without_first_word(text: str, start: int, end: int, firsts: Collection[int]) -> tuple[int, int]:
    """Return a run of capitals without a first word that is none: *Für Torben Wiechert*."""
    first, _, rest = text[start:end].partition(" ")
    if opens(text, start, firsts) and first.casefold() in name_words().first_words:
        return end - len(rest), end
    return start, end
