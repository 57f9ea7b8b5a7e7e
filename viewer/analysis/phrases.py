"""Runs of words that two articles share, wherever they stand: shown for what they are, not as matching statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from viewer.analysis.gazetteer import name_words
from viewer.analysis.model import Entity, Passage, Phrase, Sentence, SentenceRef
from viewer.analysis.rarity import CONTENT, rarity
from viewer.analysis.words import Word, words_of
from viewer.article.model import Article

_RUN = 3
"""Content words in a row that make a phrase."""
_BEYOND_NAMES = 2
"""Of them so many that belong to no name: *US Secretary of State John Kerry* is no phrase."""
_COMMONEST = 40
"""A run that stands in more places than this is furniture."""


@dataclass(frozen=True, slots=True)
class _Content:
    """The content words of one sentence: their positions among all its words, and which of them are names."""

    ref: SentenceRef
    words: Sequence[Word]
    places: Sequence[int]
    named: Sequence[bool]

    def form(self, place: int) -> str:
        return self.words[self.places[place]].form

    def gap(self, place: int) -> list[str]:
        """Return the small words between two content words."""
        return [word.form for word in self.words[self.places[place] + 1 : self.places[place + 1]]]


def shared_runs(
    articles: Sequence[Article], sentences: Sequence[Sequence[Sentence]], entities: Sequence[Entity]
) -> tuple[Phrase, ...]:
    """Return the runs of at least three content words that sentences of two articles share, in reading order.

    One small word may be missing between two of them: *China has (an) enormous ability*.
    """
    contents = [
        _content(article, SentenceRef(number, index), sentence, named)
        for number, (article, listed) in enumerate(zip(articles, sentences, strict=True))
        for named in [_named_places(number, entities)]
        for index, sentence in enumerate(listed)
    ]
    index: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, content in enumerate(contents):
        for place in range(len(content.places) - _RUN + 1):
            index[tuple(content.form(place + step) for step in range(_RUN))].append((number, place))
    found: set[tuple[Passage, Passage, SentenceRef, SentenceRef]] = set()
    for places in index.values():
        if 1 < len(places) <= _COMMONEST:
            found.update(_runs_at(contents, places))
    return tuple(Phrase((a, b), (one, other)) for a, b, one, other in sorted(_longest(found)))


def _named_places(number: int, entities: Sequence[Entity]) -> set[int]:
    return {
        place
        for entity in entities
        for mention in entity.mentions
        if mention.article == number
        for place in range(mention.start, mention.end)
    }


def _content(article: Article, ref: SentenceRef, sentence: Sentence, named: set[int]) -> _Content:
    words = words_of(article.text, sentence.start, sentence.end)
    places = [place for place, word in enumerate(words) if rarity(word.form) >= CONTENT]
    lists = name_words()
    dull = lists.titles | lists.days_and_months
    return _Content(ref, words, places, [words[p].start in named or words[p].form in dull for p in places])


def _runs_at(
    contents: Sequence[_Content], places: Sequence[tuple[int, int]]
) -> Iterator[tuple[Passage, Passage, SentenceRef, SentenceRef]]:
    for position, (first, at) in enumerate(places):
        for second, there in places[position + 1 :]:
            a, b = contents[first], contents[second]
            if a.ref.article != b.ref.article:
                run = _extended(a, b, at, there)
                if run is not None:
                    yield run


def _extended(
    a: _Content, b: _Content, at: int, there: int
) -> tuple[Passage, Passage, SentenceRef, SentenceRef] | None:
    """Grow a run in both directions; give it if enough of it is more than names."""
    low = 0
    while at - low > 0 and there - low > 0 and _agree(a, b, at - low - 1, there - low - 1):
        low += 1
    high = 0
    limit = min(len(a.places) - at, len(b.places) - there) - 1
    while high < limit and _agree(a, b, at + high, there + high):
        high += 1
    if high + low + 1 < _RUN or sum(not named for named in a.named[at - low : at + high + 1]) < _BEYOND_NAMES:
        return None
    return _passage(a, at - low, at + high), _passage(b, there - low, there + high), a.ref, b.ref


def _agree(a: _Content, b: _Content, at: int, there: int) -> bool:
    """Whether two neighbouring content words agree with nearly the same small words between them."""
    if a.form(at) != b.form(there) or a.form(at + 1) != b.form(there + 1):
        return False
    return Indel.distance(a.gap(at), b.gap(there)) <= 1


def _passage(content: _Content, first: int, last: int) -> Passage:
    return Passage(
        content.ref.article, content.words[content.places[first]].start, content.words[content.places[last]].end
    )


def _longest(
    found: set[tuple[Passage, Passage, SentenceRef, SentenceRef]],
) -> Iterator[tuple[Passage, Passage, SentenceRef, SentenceRef]]:
    """Leave out what is part of a longer run of the same two sentences."""
    together: dict[tuple[SentenceRef, SentenceRef], list[tuple[Passage, Passage, SentenceRef, SentenceRef]]]
    together = defaultdict(list)
    for run in found:
        together[run[2], run[3]].append(run)
    for runs in together.values():
        kept: list[tuple[Passage, Passage, SentenceRef, SentenceRef]] = []
        for run in sorted(runs, key=lambda r: (r[0].start - r[0].end, r)):
            if not any(_within(run[0], other[0]) or _within(run[1], other[1]) for other in kept):
                kept.append(run)
        yield from kept


def _within(one: Passage, other: Passage) -> bool:
    return other.start <= one.start and one.end <= other.end
