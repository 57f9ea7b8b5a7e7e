"""The words that may name a speaker: names, pronouns, and people without a name (*two officials*)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from viewer.analysis.gazetteer import name_words, quote_words
from viewer.analysis.holders import HolderFinder
from viewer.analysis.model import EntityLabel
from viewer.analysis.record import RawMention
from viewer.analysis.unnamed import after_verb, described, is_plural, possessed, speaking, subjects

_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|him|her|them|[Ii]t)\b(?!['’])")
_WORD = re.compile(r"\w+")
_SINGULAR = frozenset({"he", "she", "him", "her"})
_LEFT_WORDS = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Ss]ome|[Ss]everal|[Aa]nother|[Mm]any|[Hh]is|[Hh]er|[Tt]heir|[Tt]wo|[Tt]hree|[Tt]his)\s+)"
    r"(?:(?!(?:for|of|at|from|in|with|and|to|on)\s)[\w’'-]+\s+){0,3}$"
)
_OBJECTS = frozenset({"him", "her", "them"})
_AGED = re.compile(r"\b[Tt]he \d{1,3}-year-old\b")
_NEXT_WORDS = re.compile(r"(?: [a-z][\w-]*){1,5}")
_OF = re.compile(r" of (?:the )?[A-Z]\w+(?: [A-Z]\w+)?")
_SENTENCE_START = re.compile(
    r"[.!?:”\"\n]\s*(?:(?:His|Her|Their|Its|Our|My)\s(?:[a-z][\w-]*\s){1,3})?(?:[A-Z]\w+\s){0,3}$"
)
_RELATIVE = re.compile(r", who\b[^.;:\n“”\"]{1,120}, $")
"""*A polite man, who said that I could not use his name, told me*: who speaks stands before the clause."""
_APPOSED = re.compile(r"[^,.;:\n]{0,60}, ")
_BY_ROLE = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y)|['’]s?) (?:[\w-]+ ){0,4}[\w-]+, (?:[A-Z]\w+ ){0,3}$"
)
"""*the runner-up, Hal Prentice, was …*: the words before the comma say what the person is."""
_LED = re.compile(r"(?:^|[.!?:”\"\n]\s*)[A-Z][\w-]* (?:\d+ )?(?P<words>(?:[a-z][\w-]* ){1,2})$")
_INTRODUCED = re.compile(r"\b(?:was|were|is|are) (?:[a-z][\w-]* ){0,4}$")
_NEXT_WORD = re.compile(r"\s(?:\w+ly\s)?(?P<word>[a-z]+)")
_AUXILIARIES = frozenset({"is", "was", "has", "had", "will", "would", "did", "does"})
_UNNAMED = 2
_RANKS = {"person": 0, "place": 4}
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")


@dataclass(frozen=True, slots=True)
class Source:
    """A place that may name a speaker. ``rank`` tells people (0) from pronouns, people without name and the rest."""

    start: int
    end: int
    rank: int
    pronoun: bool = False


class SourceFinder:
    """Finds in stretches of one text who may speak there."""

    def __init__(self, text: str, mentions: Sequence[RawMention], quotations: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._mentions = sorted(mentions)
        self._starts = [mention.start for mention in self._mentions]
        self._quotations = quotations
        self._openings = [start for start, _ in quotations]
        self._pronouns = [found.span() for found in _PRONOUN.finditer(text)]
        self._pronouns = sorted([*self._pronouns, *possessed(text)])
        aged = [(found.start(), self._aged_end(found.end())) for found in _AGED.finditer(text)]
        self._aged = sorted([*aged, *described(text)])
        self._unnamed = list(speaking(text))
        self._subjects = subjects(text)
        roles = quote_words().roles
        places = [found.span() for found in _WORD.finditer(text) if found.group().casefold() in roles]
        starts = {start for start, _ in places}
        self._roles = [(start, end) for start, end in places if end + 1 not in starts]
        self._holders = HolderFinder(text, self._mentions, self._subjects)

    def all(self, start: int, end: int) -> list[Source]:
        """Return all that may speak in a stretch, in text order."""
        named = [
            Source(m.start, m.end, _RANKS.get(m.label, 3))
            for m in self._between(start, end)
            if m.end <= end and _may_speak(m.label) and not _POSSESSIVE.match(self._text, m.end)
        ]
        if any(source.rank == 0 for source in named):
            named = [source for source in named if source.rank != 4]
        taken = {place for source in named for place in range(source.start, source.end)}
        people = [Source(*place, 1, True) for place in _inside(self._aged, start, end)]
        taken.update(place for source in people for place in range(source.start, source.end))
        others = [Source(*place, 1, True) for place in _inside(self._pronouns, start, end)]
        others += [Source(*place, 2) for place in _inside(self._unnamed, start, end)]
        others += self._roles_between(start, end)
        others = [source for source in others if source.end - 1 not in taken]
        within = {place for source in others for place in range(source.start, source.end)}
        named = [source for source in named if source.rank == 0 or source.start not in within]
        return sorted([*named, *people, *others], key=lambda s: (s.start, s.rank))

    def _roles_between(self, start: int, end: int) -> list[Source]:
        unnamed = _inside(self._unnamed, start, end)
        found = (self._role_at(*place, start) for place in _inside(self._roles, start, end))
        return [source for source in found if not any(left <= source.start < right for left, right in unnamed)]

    def follower(self, start: int, end: int, verb: str) -> Source | None:
        """Return who follows a verb that stands before its subject: *said Kerry*, *said one season-ticket holder*."""
        first = self.first(start, end)
        place = after_verb(self._text, start, end) if verb in quote_words().speech else None
        if place is None:
            return first
        if first is not None and first.rank in (0, 2):
            named_in = first.start < place[1]
            introduced = first.rank == 0 and _APPOSED.fullmatch(self._text, place[1], first.start) is not None
            if named_in or introduced:
                return first
        return Source(*place, 2)

    def first(self, start: int, end: int) -> Source | None:
        """Return who is named first, a person before the role or organisation that introduces the name."""
        sources = self.all(start, end)
        if not sources:
            return None
        head = sources[0]
        for source in sources[1:]:
            if head.rank > 0 and not head.pronoun and source.rank == 0 and self._is_title(head.end, source.start):
                return source
        return head

    def subject_before(self, start: int, verb: int) -> Source | None:
        """Return who stands nearest before a verb; a name before its apposition (*Kerry, the secretary, said*)."""
        verb = self.clause_before(start, verb)
        sources = [source for source in self.all(start, verb) if self._is_no_object(source)]
        if not sources:
            return None
        nearest = sources[-1]
        people = [source for source in sources if source.rank == 0]
        if nearest.rank >= 2 and people and "," in self._text[people[-1].end : nearest.end]:
            return people[-1]
        return nearest

    def clause_before(self, start: int, verb: int) -> int:
        """Return where a relative clause between a subject and its verb begins, else where the verb does."""
        clause = _RELATIVE.search(self._text, start, verb)
        return clause.start() if clause is not None else verb

    def leading(self, start: int, end: int) -> Source | None:
        """Return the subject of a sentence: its first person or pronoun, else the first that may speak."""
        sources = self.all(start, end)
        subjects = [source for source in sources if self._is_no_object(source)] or sources
        people = [source for source in subjects if source.rank <= 1]
        return next(iter(people or subjects), None)

    def antecedent(self, pronoun: Source, speaker: Source | None) -> Source | None:
        """Return whom *he* or *she* means: the last subject or ``speaker`` before it, else the last person named."""
        words = self._text[pronoun.start : pronoun.end].lower()
        if words not in _SINGULAR and not words.startswith(("the ", "his")):
            return None
        chosen = [Source(m.start, m.end, 0) for m in self._last_person(pronoun.start)]
        if speaker is not None and speaker.start < pronoun.start:
            chosen.append(speaker)
        return max(chosen, key=lambda source: source.start, default=None)

    def unnamed_antecedent(self, pronoun: Source, name: Source | None) -> Source | None:
        """Return who without a name begins a sentence of the paragraph before *he* or *she*, behind the last name."""
        if self._text[pronoun.start : pronoun.end].lower() not in _SINGULAR | {"they"}:
            return None
        start = self._text.rfind("\n", max(0, pronoun.start - 600), pronoun.start) + 1
        several = self._text[pronoun.start : pronoun.end].lower() == "they"
        found = _inside(self._subjects, max(start, name.start if name else 0), pronoun.start)
        found = [place for place in found if is_plural(self._text[place[0] : place[1]]) == several]
        return Source(*found[-1], 2) if found else None

    def _last_person(self, place: int) -> list[RawMention]:
        """Return whom a pronoun would mean: the last subject of the nearest paragraph that has one, else the last."""
        people = [m for m in self._between(max(0, place - 1_200), place) if m.label == "person"]
        people = [m for m in people if not self._is_quoted(m.start)]
        end = place
        while people and end > people[0].start:
            start = max(people[0].start, self._text.rfind("\n", people[0].start, end) + 1)
            here = [m for m in people if start <= m.start < end]
            chosen = [m for m in here if self._is_subject(m)]
            if chosen:
                return chosen[-1:]
            end = start - 1
        return people[-1:]

    def holder(self, source: Source) -> Source | None:
        """Return whom the article calls *the mayor*, where it says *the mayor, Ines Duarte*, or *the club*."""
        found = self._holders.find(source.start, source.end) if source.rank == _UNNAMED else None
        return Source(*found, 0) if found is not None else None

    def introduced(self, source: Source) -> Source | None:
        """Return somebody without a name whom the article has introduced and now calls *the teacher*."""
        found = self._holders.introduced(source.start, source.end) if source.rank == _UNNAMED else None
        return Source(*found, _UNNAMED) if found is not None else None

    def _is_quoted(self, place: int) -> bool:
        number = bisect_right(self._openings, place) - 1
        return number >= 0 and place < self._quotations[number][1]

    def _between(self, start: int, end: int) -> Sequence[RawMention]:
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _role_at(self, role: int, end: int, start: int) -> Source:
        left = _LEFT_WORDS.search(self._text[max(start, role - 60) : role])
        of = _OF.match(self._text, end)
        return Source(role - (len(left.group()) if left else 0), of.end() if of else end, 2)

    def _is_title(self, start: int, end: int) -> bool:
        between = self._text[start:end]
        return len(between) < 50 and not any(sign in between for sign in ".;:") and between.count(",") <= 1

    def _aged_end(self, end: int) -> int:
        """Return the end of *the 69-year-old former candidate*: what stands before the verb."""
        after = _NEXT_WORDS.match(self._text, end)
        words = after.group().split() if after is not None else []
        verb = next((place for place, word in enumerate(words) if word in quote_words().verbs), 0)
        return end + sum(len(word) + 1 for word in words[:verb])

    def _is_no_object(self, source: Source) -> bool:
        if source.pronoun and self._text[source.start : source.end] in _OBJECTS:
            return False
        return not self._is_object(source)

    def _is_object(self, source: Source) -> bool:
        words = re.sub(
            r"\b(?:the|an?|his|her|their)\s+$", "", self._text[max(0, source.start - 16) : source.start]
        ).split()
        return bool(words) and words[-1] in (
            "to",
            "with",
            "of",
            "by",
            "for",
            "against",
            "at",
            "about",
            "from",
            "in",
            "on",
        )

    def _is_subject(self, mention: RawMention) -> bool:
        lead = self._text[max(0, mention.start - 40) : mention.start]
        if not lead.strip() or _SENTENCE_START.search(lead) or _INTRODUCED.search(lead):
            return True
        following = _NEXT_WORD.match(self._text, mention.end)
        if following is not None and (following["word"] in quote_words().verbs or following["word"] in _AUXILIARIES):
            return True
        if self._text[mention.end : mention.end + 1] == "," and _BY_ROLE.search(lead):
            return True
        led = _LED.search(lead) if self._text[mention.end : mention.end + 1] == "," else None
        return led is not None and not any(_is_of_clause(word) for word in led["words"].split())


def _is_of_clause(word: str) -> bool:
    """Whether a word before a name shows that it is no office: *Nobody saw*, *Club of*."""
    lists = name_words()
    return word in lists.always_small or word in lists.acronym_small or word in quote_words().verbs or word[-2:] == "ed"


def _inside(places: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    """Return those of the places in text order that lie between ``start`` and ``end``."""
    last = bisect_left(places, (end, 0))
    return places[bisect_left(places, (start, 0)) : last - 1 if last and places[last - 1][1] > end else last]


def _may_speak(label: EntityLabel) -> bool:
    return label in ("person", "organisation", "group", "place", "other")
