"""Every place where a text names something already known: one pass over the words, whatever the number of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from viewer.analysis.names import TOKEN, singular_model

_SILENT = frozenset(".-'’‐‑")
_NOT_AFTER = frozenset("sea seas times daily post airlines airways university institute bank herald".split())


class Token(NamedTuple):
    """A word of a text in the form that names are searched by, and its place."""

    form: str
    start: int
    end: int


class Found(NamedTuple):
    """A name found in a text: its place and the normal form it was filed under."""

    start: int
    end: int
    key: str


def search_tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of ``text[start:end]``; points, hyphens and apostrophes inside names do not count."""
    return [
        Token(singular_model(found.group().replace(".", "").casefold()), found.start(), found.end())
        for found in TOKEN.finditer(text, start, end)
        if found.group() not in _SILENT
    ]


@lru_cache(maxsize=20_000)
def _token_forms(name: str) -> tuple[str, ...]:
    return tuple(token.form for token in search_tokens(name, 0, len(name)))


class NameTrie:
    """Names by their words; a search takes time in the length of text and longest name, not in their number."""

    def __init__(self) -> None:
        self._root: dict[str, dict[str, object]] = {}
        self._keys: dict[int, list[tuple[str, str]]] = {}

    def add(self, name: str, key: str) -> None:
        """File ``name`` under ``key``."""
        node: dict[str, object] = self._root  # type: ignore[assignment]
        for form in _token_forms(name):
            node = node.setdefault(form, {})  # type: ignore[assignment]
        if node is not self._root:
            forms = self._keys.setdefault(id(node), [])
            if (name, key) not in forms:
                forms.append((name, key))

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[Found]:
        """Give the longest name at each place of a text, from left to right, without overlaps."""
        place = 0
        while place < len(tokens):
            found, used = self._longest(text, tokens, place)
            if found is not None:
                yield found
            place += used

    def _longest(self, text: str, tokens: Sequence[Token], place: int) -> tuple[Found | None, int]:
        node: dict[str, object] = self._root  # type: ignore[assignment]
        best, used = None, 1
        for index in range(place, len(tokens)):
            following = node.get(tokens[index].form)
            if following is None:
                break
            node = following  # type: ignore[assignment]
            for name, key in self._keys.get(id(node), ()):
                start, end = tokens[place].start, tokens[index].end
                if _is_written_as(text[start:end], name):
                    best, used = Found(start, end, key), index - place + 1
                    break
        return best, used


def _is_written_as(words: str, name: str) -> bool:
    """Whether ``words`` begins as a name does: capitals where ``name`` has them, an acronym in capitals throughout."""
    if name.isupper() and len(name) <= 6:
        return words.isupper() and ("." in name or "." not in words or len(words) > 2)
    return words[:1].isupper() or not name[:1].isupper()


def is_part_of_longer_name(text: str, end: int) -> bool:
    """Whether the word after a place belongs to another name: *China Daily*, *South China Sea*."""
    rest = text[end : end + 14]
    return (
        rest[:1] == " " and rest[1:2].isupper() and rest[1:].split(maxsplit=1)[0].strip(".,’'").casefold() in _NOT_AFTER
    )
