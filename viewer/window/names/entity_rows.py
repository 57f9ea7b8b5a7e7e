"""Which entities a list shows, in which order, and how often each article names them. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from viewer.analysis.model import Comparison, Entity, EntityLabel, Mention


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity with its number of mentions in each article of the comparison."""

    entity: Entity
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """The number of mentions in all articles."""
        return len(self.entity.mentions)

    @property
    def shared(self) -> bool:
        """Whether two or more articles mention the entity."""
        return sum(count > 0 for count in self.counts) > 1


def entity_rows(comparison: Comparison) -> list[EntityRow]:
    """Return a row for every entity, those with most mentions first."""
    rows = [EntityRow(entity, _counts(entity, len(comparison.articles))) for entity in comparison.entities]
    return sorted(rows, key=lambda row: (-row.total, row.entity.name.casefold(), row.entity.id))


def _counts(entity: Entity, articles: int) -> tuple[int, ...]:
    found = [0] * articles
    for mention in entity.mentions:
        found[mention.article] += 1
    return tuple(found)


def wanted_rows(
    rows: Sequence[EntityRow], words: str, hidden: Collection[EntityLabel], *, single: bool
) -> list[EntityRow]:
    """Return the rows whose name or one of whose forms contains ``words``, without the hidden kinds.

    ``single`` lets in the entities of one article only.
    """
    looked_for = words.casefold().strip()
    return [
        row
        for row in rows
        if row.entity.label not in hidden
        and (single or row.shared)
        and (not looked_for or any(looked_for in name for name in _names(row.entity)))
    ]


def _names(entity: Entity) -> Iterator[str]:
    yield entity.name.casefold()
    yield from {mention.text.casefold() for mention in entity.mentions}


def named_as(entity: Entity) -> list[tuple[str, int]]:
    """Return the forms under which an entity is named, with their numbers, the commonest first."""
    forms = Counter(" ".join(mention.text.split()) for mention in entity.mentions)
    return sorted(forms.items(), key=lambda item: (-item[1], item[0]))


def in_screen_order(entity: Entity, order: Sequence[int]) -> list[Mention]:
    """Return the mentions of an entity as a reader meets them, article by article from left to right."""
    place = {article: number for number, article in enumerate(order)}
    return sorted(
        (mention for mention in entity.mentions if mention.article in place),
        key=lambda mention: (place[mention.article], mention.start),
    )
