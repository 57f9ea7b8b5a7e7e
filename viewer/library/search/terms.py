"""What a reader types into the search, as terms: words, phrases, beginnings of words, and what is excluded.

No sign has a meaning but quotation marks, an asterisk after a word and a minus before one; nothing typed is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from viewer.library.search.tokens import Token, tokens

MOST_TERMS = 100
"""Terms of a search that are looked at; more are not typed, they come from pasted text."""

_QUOTES = '"“”„«»'
_TERM = re.compile(
    rf"(?P<minus>(?<!\S)-)?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<close>[{_QUOTES}]|$)|(?P<word>[^\s{_QUOTES}]+))"
)


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a row, the last of them perhaps only begun; ``excluded`` articles that hold them are not wanted."""

    words: tuple[str, ...]
    begun: bool = False
    excluded: bool = False


def parse(text: str, *, typing: bool = True) -> tuple[Term, ...]:
    """Return the terms of what a reader typed; with ``typing`` a last word without a space after it is only begun."""
    found = [_term(match, typing and match.end() == len(text)) for match in _TERM.finditer(text)]
    return tuple(dict.fromkeys(term for term in found[:MOST_TERMS] if term is not None))


def wanted(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms that are not excluded."""
    return tuple(term for term in terms if not term.excluded)


def expression(terms: Sequence[Term], columns: str) -> str:
    """Return the terms as a query of FTS5 over some columns; needs a term that is not excluded."""
    sought = " AND ".join(map(_quoted, wanted(terms)))
    if unwanted := " OR ".join(excluded(terms)):
        return f"{{{columns}}} : (({sought}) NOT ({unwanted}))"
    return f"{{{columns}}} : ({sought})"


def excluded(terms: Iterable[Term]) -> list[str]:
    """Return the terms that are excluded, each as a query of FTS5."""
    return [_quoted(term) for term in terms if term.excluded]


def _term(match: re.Match[str], last: bool) -> Term | None:
    phrase, word = match["phrase"], match["word"]
    words = tokens(phrase if word is None else word)
    if not words:
        return None
    excluded = match["minus"] is not None
    open_end = not match["close"] if word is None else True
    begun = (word or "").rstrip(".,;:!?)").endswith("*") or (last and open_end and not excluded)
    if words[-1].paired:
        words, begun = _open_run(words)
    return Term(tuple(token.form for token in words), begun, excluded)


def _open_run(words: list[Token]) -> tuple[list[Token], bool]:
    """Let a run in a script without spaces go on: its last character stands in a pair, alone it begins one."""
    lone = words[-1].end - words[-1].start == 1
    if lone and len(words) > 1 and words[-2].paired and words[-2].end == words[-1].end:
        return words[:-1], False
    return words, lone


def _quoted(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.begun else "")
