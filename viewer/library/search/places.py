"""Where the terms of a search stand in a text: by the same words as the index, in one pass where letters are plain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from viewer.library.search.terms import Term, wanted
from viewer.library.search.tokens import LONGEST, Token, plain, tokens

Span = tuple[int, int]


class Finder:
    """Finds the wanted terms of a search in paragraphs."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = wanted(terms)
        self._patterns = [_pattern(term) for term in self._terms if all(word.isascii() for word in term.words)]

    def in_paragraphs(self, text: str, paragraphs: Sequence[Span]) -> list[list[Span]]:
        """Return for each paragraph the ranges of ``text`` in which terms stand, in order, without overlap."""
        whole = plain(text)
        if whole.isascii():
            found = _shared_out(_merged(self._in_plain(whole)), paragraphs)
            if found is not None:
                return found
        return [self.places(text, start, end) for start, end in paragraphs]

    def places(self, text: str, start: int = 0, end: int | None = None) -> list[Span]:
        """Return the ranges of ``text[start:end]``, one paragraph, in which terms stand, in order, without overlap."""
        part = plain(text[start:end])
        if part.isascii():
            found = self._in_plain(part)
        else:
            words = tokens(part)
            found = sorted(span for term in self._terms for span in token_places(words, term))
        return [(first + start, last + start) for first, last in _merged(found)]

    def _in_plain(self, text: str) -> list[Span]:
        text = text.lower()
        return sorted(match.span() for pattern in self._patterns for match in pattern.finditer(text))


def _shared_out(found: Sequence[Span], paragraphs: Sequence[Span]) -> list[list[Span]] | None:
    """Return the ranges by paragraph; None where one goes across the end of a paragraph."""
    shared: list[list[Span]] = [[] for _ in paragraphs]
    place = 0
    for start, end in found:
        while place < len(paragraphs) and paragraphs[place][1] <= start:
            place += 1
        if place == len(paragraphs) or start < paragraphs[place][0] or end > paragraphs[place][1]:
            return None
        shared[place].append((start, end))
    return shared


def fits(parts: Sequence[Sequence[Token]], terms: Sequence[Term]) -> bool:
    """Return whether paragraphs hold all the wanted terms and none that is excluded, as the index would say."""
    return all(any(_holds(part, term) for part in parts) != term.excluded for term in terms)


def token_places(words: Sequence[Token], term: Term) -> Iterator[Span]:
    """Give the ranges in which a term stands among the words of a paragraph, in order, without overlap."""
    forms = [word.form for word in words]
    size, last, done = len(term.words), term.words[-1], 0
    for first in _starts(forms, term):
        end = first + size - 1
        if first < done or end >= len(forms) or forms[first:end] != list(term.words[:-1]):
            continue
        if forms[end] == last or (term.begun and forms[end].startswith(last)):
            token, done = words[end], end + 1
            # Of a pair of which only the first character was asked for, only that one is shown.
            yield words[first].start, token.start + 1 if token.paired and term.begun else token.end


def _holds(words: Sequence[Token], term: Term) -> bool:
    return next(token_places(words, term), None) is not None


def _pattern(term: Term) -> re.Pattern[str]:
    """Return a pattern that finds a term in lower-case ASCII as :func:`token_places` does among its words."""
    # Longer words are cut in the index.
    words = [word + "[a-z0-9]*" if len(word) == LONGEST else word for word in term.words]
    if term.begun:
        words[-1] += "[a-z0-9]*"
    # The first word stands first, and not what may be before it: so the engine looks for its letters, which is quick.
    words[0] = f"{term.words[0]}(?<![a-z0-9]{term.words[0]}){words[0][len(term.words[0]) :]}"
    return re.compile(f"{'[^a-z0-9]+'.join(words)}(?![a-z0-9])")


def _starts(forms: Sequence[str], term: Term) -> Iterator[int]:
    first = term.words[0]
    if len(term.words) == 1 and term.begun:
        yield from (place for place, form in enumerate(forms) if form.startswith(first))
        return
    place = -1
    for _ in range(forms.count(first)):
        place = forms.index(first, place + 1)
        yield place


def _merged(found: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
        else:
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
    return kept
