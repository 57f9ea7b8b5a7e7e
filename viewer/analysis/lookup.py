"""Find things in a comparison quickly: what is at a place, what belongs to a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property

from viewer.analysis.model import Comparison, Entity, Group, Match, Mention, Sentence, SentenceRef


class Lookup:
    """Indices over one comparison, each made when it is first asked for."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison

    @cached_property
    def _matches(self) -> dict[SentenceRef, list[Match]]:
        found: dict[SentenceRef, list[Match]] = defaultdict(list)
        for match in sorted(self.comparison.matches, key=lambda m: -m.score):
            found[match.a].append(match)
            found[match.b].append(match)
        return dict(found)

    @cached_property
    def _rejected(self) -> dict[SentenceRef, list[SentenceRef]]:
        from viewer.analysis.verdicts import verdicts  # the first text is painted without it

        found: dict[SentenceRef, list[SentenceRef]] = defaultdict(list)
        for (a, b), verdict in sorted(verdicts(self.comparison).items()):
            if verdict == "rejected":
                found[a].append(b)
                found[b].append(a)
        return dict(found)

    @cached_property
    def _groups(self) -> dict[SentenceRef, Group]:
        found: dict[SentenceRef, Group] = {}
        # A sentence may stand in a second, smaller group too; the larger one is its own.
        for group in sorted(self.comparison.groups, key=lambda group: -len(group.members)):
            for ref in group.members:
                found.setdefault(ref, group)
        return found

    @cached_property
    def _starts(self) -> list[list[int]]:
        return [[sentence.start for sentence in sentences] for sentences in self.comparison.sentences]

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The entities by id."""
        return {entity.id: entity for entity in self.comparison.entities}

    @cached_property
    def shared(self) -> frozenset[str]:
        """The ids of the entities that two or more articles mention."""
        return frozenset(entity.id for entity in self.comparison.entities if entity.shared)

    @cached_property
    def _mentions(self) -> list[list[tuple[int, int, Entity]]]:
        found: list[list[tuple[int, int, Entity]]] = [[] for _ in self.comparison.articles]
        for entity in self.comparison.entities:
            for mention in entity.mentions:
                found[mention.article].append((mention.start, mention.end, entity))
        for mentions in found:
            mentions.sort(key=lambda item: item[:2])
        return found

    def mentions(self, article: int) -> list[tuple[int, int, Entity]]:
        """Return ``(start, end, entity)`` of every mention in an article, in text order."""
        return self._mentions[article]

    def matches(self, ref: SentenceRef) -> list[Match]:
        """Return the matches of a sentence, best first."""
        return self._matches.get(ref, [])

    def rejected(self, ref: SentenceRef) -> list[SentenceRef]:
        """Return the sentences that the reader says do not match this one, in order."""
        return self._rejected.get(ref, [])

    def group(self, ref: SentenceRef | None) -> Group | None:
        """Return the group that a sentence belongs to."""
        return self._groups.get(ref) if ref is not None else None

    def sentence(self, ref: SentenceRef) -> Sentence:
        """Return the place of a sentence."""
        return self.comparison.sentences[ref.article][ref.sentence]

    def sentence_at(self, article: int, offset: int) -> SentenceRef | None:
        """Return the sentence that holds a code point of an article; None between sentences."""
        index = bisect_right(self._starts[article], offset) - 1
        if index < 0 or offset >= self.comparison.sentences[article][index].end:
            return None
        return SentenceRef(article, index)

    def sentence_from(self, article: int, offset: int) -> SentenceRef | None:
        """Return the sentence at or next after a code point; None at the end of the article."""
        found = self.sentence_at(article, offset)
        if found is not None:
            return found
        index = bisect_right(self._starts[article], offset)
        return SentenceRef(article, index) if index < len(self._starts[article]) else None

    def counterparts(self, ref: SentenceRef) -> dict[int, SentenceRef]:
        """Return, for each other article that has one, the sentence that says the same: the best match first.

        Where a sentence has no direct match in an article, another member of its group stands in.
        """
        found: dict[int, SentenceRef] = {}
        for match in self.matches(ref):
            other = match.other(ref)
            found.setdefault(other.article, other)
        group = self.group(ref)
        for member in group.members if group else ():
            if member.article != ref.article:
                found.setdefault(member.article, member)
        return found

    def match_between(self, one: SentenceRef, other: SentenceRef) -> Match | None:
        """Return the match of two sentences, if they match."""
        return next((match for match in self.matches(one) if match.other(one) == other), None)

    def mention_at(self, article: int, offset: int) -> tuple[Mention, Entity] | None:
        """Return the mention at a code point of an article, and its entity, shared or not."""
        mentions = self._mentions[article]
        index = bisect_right(mentions, offset, key=lambda item: item[0])
        for start, end, entity in reversed(mentions[max(0, index - 4) : index]):
            if start <= offset < end:
                return next(m for m in self.mentions_of(entity, article) if m.start == start), entity
        return None

    def mentions_of(self, entity: Entity, article: int) -> list[Mention]:
        """Return the mentions of an entity in one article, in text order."""
        return [mention for mention in entity.mentions if mention.article == article]

    def paragraph_number(self, ref: SentenceRef) -> int:
        """Return the number of a sentence's paragraph as a reader counts: body paragraphs from 1, the headline 0."""
        article = self.comparison.articles[ref.article]
        index = self.sentence(ref).paragraph
        return sum(paragraph.kind == "body" for paragraph in article.paragraphs[: index + 1])
