"""Whom an article means by *the mayor*, *the club* or *the teacher*: a person, a body, or somebody without a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from viewer.analysis.bodies import BodyFinder
from viewer.analysis.gazetteer import quote_words
from viewer.analysis.names import person_name
from viewer.analysis.record import RawMention
from viewer.analysis.unnamed import is_anonymous

_ROLE_BEFORE = re.compile(r"(?P<role>\w+)(?: of (?:the )?[A-Z]\w+)?,? $")
_REACH = 600
_MOST_WORDS = 3


class HolderFinder:
    """Finds in one article whom words for an office or a body stand for; ``subjects`` are people without a name."""

    def __init__(self, text: str, mentions: Sequence[RawMention], subjects: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._subjects = subjects
        self._bodies = BodyFinder(text, mentions)
        self._holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for role, place in self._named(mentions):
            self._holders[role].append(place)

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the name of whom the article calls *the mayor*, where it says *the mayor, Ines Duarte*."""
        words = self._text[start:end].casefold().split()
        if words[0] not in ("the", "a"):
            return None
        lists = quote_words()
        roles = [word for word in words if word in lists.roles]
        if roles and roles[-1] in lists.bodies:
            bodies = (self._bodies.find(word, start) for word in words if word in lists.bodies)
            body = next((found for found in bodies if found is not None), None)
            return (body.start, body.end) if body is not None else None
        if words[0] == "a" or self.introduced(start, end) is not None:
            return None
        return next((found for role in roles if (found := self._last(role, start)) is not None), None)

    def introduced(self, start: int, end: int) -> tuple[int, int] | None:
        """Return somebody without a name to whom *the teacher* goes back: *One teacher, who did not wish to be named*.

        It is the last subject without a name before it, of the same office or anonymous in the same paragraph.
        """
        words = self._text[start:end].casefold().split()
        if words[0] != "the" or len(words) > _MOST_WORDS:
            return None
        number = bisect_left(self._subjects, (start, 0)) - 1
        if number < 0 or self._subjects[number][0] < start - _REACH:
            return None
        left, right = self._subjects[number]
        holder = self._last(words[-1], start)
        if holder is not None and left < holder[0] < start:
            return None
        if is_anonymous(self._text, right) and "\n" not in self._text[right:start]:
            return left, right
        before = self._text[left:right].casefold().split()
        same = before[0] != "the" and words[-1] in {word.removesuffix("s") for word in before}
        return (left, right) if same else None

    def _last(self, role: str, place: int) -> tuple[int, int] | None:
        """Return who was last named with an office before a place, else who is first."""
        holders = self._holders.get(role)
        return holders[max(0, bisect_left(holders, (place, 0)) - 1)] if holders else None

    def _named(self, mentions: Sequence[RawMention]) -> Iterator[tuple[str, tuple[int, int]]]:
        for mention in mentions:
            if mention.label == "person":
                bare = mention.end - len(person_name(self._text[mention.start : mention.end]))
                before = _ROLE_BEFORE.search(self._text[max(0, bare - 50) : bare])
                if before is not None and before["role"].casefold() in quote_words().roles:
                    yield before["role"].casefold(), (mention.start, mention.end)
