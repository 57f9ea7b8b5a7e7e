"""Places of a quoted passage in a text by its words and the text around it, and how alike they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from viewer.library.notes.alignment import Vocabulary, Worded, line_of

if TYPE_CHECKING:
    from viewer.library.notes.anchoring import Selector

_MOST_PLACES = 50
_MOST_WORDS = 60
"""Of longer quotes only the first words are looked for: the work grows with the product of the lengths."""
_ALONE_WORDS = 4
_SIDE_WORDS = 3
_FRAME_WORDS = 4
_FRAMED = 0.8
_LEAST = 0.3
_QUOTE, _SIDE = 0.6, 0.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where an orphan may belong, code points, with a score from 0 to 1 for its words and surroundings."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Quote:
    """The words of a passage and of the text before and after it, one character each."""

    exact: str
    prefix: str
    suffix: str


class Quotes:
    """Looks for quoted passages in one text."""

    def __init__(self, text: Worded, vocabulary: Vocabulary) -> None:
        self._text = text
        self._vocabulary = vocabulary

    def place(self, selector: Selector) -> tuple[int, int] | None:
        """Return the only place that quote and surroundings allow, None where there is none or there are several."""
        if not selector.exact.strip():
            return None
        if not selector.prefix and not selector.suffix:
            return self._place_alone(selector)
        quote = self._quote(selector)
        places = list(self._places(quote.exact)) if quote.exact else []
        sides = [(place, *self._sides(quote, place)) for place in places]
        held = [place for place, before, after in sides if self._holds(quote, place, before, after)]
        if len(held) == 1:
            return self._range(selector, held[0], len(quote.exact))
        return self._framed(quote) if not places else None

    def candidates(self, selector: Selector) -> tuple[Candidate, ...]:
        """Return the two best places that do not overlap."""
        quote = self._quote(selector)
        if not quote.exact:
            return ()
        found = sorted(self._likely(quote), key=lambda candidate: (-candidate.score, candidate.start))
        best = found[:1] + [other for other in found if found[0].end <= other.start or other.end <= found[0].start][:1]
        return tuple(candidate for candidate in best if candidate.score >= _LEAST)

    def _place_alone(self, selector: Selector) -> tuple[int, int] | None:
        """Return the place of a quote without surroundings: where its offsets say, or the only one there is."""
        if self._text.text[selector.start : selector.end] == selector.exact:
            return selector.start, selector.end
        place = self._text.text.find(selector.exact)
        if place < 0 or self._text.text.find(selector.exact, place + 1) >= 0:
            return None
        if len(line_of(selector.exact, self._vocabulary)) < _ALONE_WORDS:
            return None
        return place, place + len(selector.exact)

    def _quote(self, selector: Selector) -> _Quote:
        # The outermost word of a prefix or suffix may be the half of one.
        prefix, suffix = selector.prefix, selector.suffix
        first, last = prefix.find(" ") if prefix[:1].isalnum() else 0, suffix.rfind(" ")
        prefix = prefix[max(first, 0) :]
        suffix = suffix[:last] if suffix[-1:].isalnum() and last > 0 else suffix
        return _Quote(*(line_of(part, self._vocabulary) for part in (selector.exact, prefix, suffix)))

    def _places(self, words: str) -> Iterator[int]:
        place = self._text.line.find(words)
        for _ in range(_MOST_PLACES):
            if place < 0:
                return
            yield place
            place = self._text.line.find(words, place + 1)

    def _sides(self, quote: _Quote, place: int) -> tuple[int, int]:
        """Return how many words before and after a place are those of the quote."""
        line, end = self._text.line, place + len(quote.exact)
        before = line[max(0, place - len(quote.prefix)) : place]
        after = line[end : end + len(quote.suffix)]
        return _shared(before[::-1], quote.prefix[::-1]), _shared(after, quote.suffix)

    def _holds(self, quote: _Quote, place: int, before: int, after: int) -> bool:
        """Whether the words on both sides of a place are those of the quote, at least the nearest three."""
        text_begins, text_ends = place == before, place + len(quote.exact) + after == len(self._text.line)
        return (before >= min(_SIDE_WORDS, len(quote.prefix)) or text_begins) and (
            after >= min(_SIDE_WORDS, len(quote.suffix)) or text_ends
        )

    def _framed(self, quote: _Quote) -> tuple[int, int] | None:
        """Return the place of an edited quote between the text before and after it, if both stand there once."""
        line = self._text.line
        if min(len(quote.prefix), len(quote.suffix)) < _FRAME_WORDS:
            return None
        if line.count(quote.prefix) != 1 or line.count(quote.suffix) != 1:
            return None
        start, end = line.find(quote.prefix) + len(quote.prefix), line.find(quote.suffix)
        if start >= end or Levenshtein.normalized_similarity(line[start:end], quote.exact) < _FRAMED:
            return None
        return self._text.words[start].start, self._text.words[end - 1].end

    def _range(self, selector: Selector, place: int, words: int) -> tuple[int, int]:
        """Return the range of so many words, with the signs around them that the quote has as well."""
        text = self._text.text
        first, last = self._text.words[place], self._text.words[place + words - 1]
        near = text.find(selector.exact, max(0, first.start - len(selector.exact)), last.end + len(selector.exact))
        if 0 <= near <= first.end and near + len(selector.exact) >= last.start:
            return near, near + len(selector.exact)
        return first.start, last.end

    def _likely(self, quote: _Quote) -> Iterator[Candidate]:
        exact = quote.exact[:_MOST_WORDS]
        for place in self._places(exact):
            yield self._candidate(quote, place, place + len(exact))
        for pattern, before in ((exact, 0), (quote.prefix + exact + quote.suffix, len(quote.prefix))):
            for start, end in self._nearest(pattern):
                yield self._candidate(
                    quote, start + before, max(end - len(pattern) + before, start + before) + len(exact)
                )

    def _nearest(self, pattern: str) -> Iterator[tuple[int, int]]:
        """Yield the nearest place of a run of words, and the nearest on both sides of it."""
        line = self._text.line
        best = _window(pattern, line)
        if best is None:
            return
        yield best
        for start, part in ((0, line[: best[0]]), (best[1], line[best[1] :])):
            other = _window(pattern, part)
            if other is not None:
                yield start + other[0], start + other[1]

    def _candidate(self, quote: _Quote, start: int, end: int) -> Candidate:
        line = self._text.line
        start = max(0, min(start, len(line) - 1))
        end = max(start + 1, min(end, len(line)))
        score = _QUOTE * Levenshtein.normalized_similarity(quote.exact[:_MOST_WORDS], line[start:end])
        before, after = line[max(0, start - len(quote.prefix)) : start], line[end : end + len(quote.suffix)]
        score += _SIDE * Levenshtein.normalized_similarity(quote.prefix, before)
        score += _SIDE * Levenshtein.normalized_similarity(quote.suffix, after)
        return Candidate(self._text.words[start].start, self._text.words[end - 1].end, round(score, 3))


def _shared(one: str, other: str) -> int:
    """Return with how many equal words both begin."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _window(pattern: str, line: str) -> tuple[int, int] | None:
    """Return the part of a line that is nearest to a pattern, None where they share nothing."""
    if not line or not pattern:
        return None
    found = fuzz.partial_ratio_alignment(pattern, line)
    if found is None or not found.score:
        return None
    return (found.dest_start, found.dest_end) if len(pattern) <= len(line) else (0, len(line))
