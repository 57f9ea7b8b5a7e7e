"""What the reader corrected in the comparison of one story: data that outlives every new analysis.

The machine's ids and names change when its rules do; the texts never change. So everything is named by places in them:
a sentence or a quotation by article id, start and end (code points), an entity by its first mention in each article
that names it. :mod:`viewer.analysis.places` finds again what a better analysis has moved a little. What cannot be
found, because its article is not in the story now, waits and does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from viewer.analysis.model import EntityLabel

Anchor = tuple[str, int, int]
"""A sentence, mention or quotation named for good: article id, start, end."""
Pair = frozenset[Anchor]
"""Two sentences of different articles."""
Verdict = Literal["rejected", "confirmed"]
Part = Literal["all", "form", "mention"]
Entry = tuple[str, Any, Any]
"""A correction as plain JSON data: what kind it is, what it is about, and what the reader said."""


class EntityRef(NamedTuple):
    """An entity named for good: the one the machine finds at most of these ``mentions``.

    A ``part`` is an entity that the reader took out of it: all mentions of one ``form``, or the one ``mention`` given.
    """

    mentions: tuple[Anchor, ...]
    part: Part = "all"
    form: str = ""

    def to_json(self) -> list[Any]:
        """Return the reference as plain data."""
        return [[list(anchor) for anchor in self.mentions], self.part, self.form]

    @classmethod
    def from_json(cls, data: Any) -> EntityRef:
        """Make the reference that :meth:`to_json` described."""
        mentions, part, form = data
        return cls(tuple(_anchor(anchor) for anchor in mentions), part, form)


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections of a story. Each says one thing about one target, so their order plays no part.

    ``matches`` rejects or confirms pairs of sentences. ``apart`` are the forms and mentions that are someone else,
    ``merged`` says which entity is the same as which other, whose name it takes. ``names``, ``labels`` and ``hidden``
    are about an entity as it stands then. ``speakers`` says who speaks a quotation; None: nobody who is named.
    """

    matches: Mapping[Pair, Verdict] = field(default_factory=dict)
    apart: frozenset[EntityRef] = frozenset()
    merged: Mapping[EntityRef, EntityRef] = field(default_factory=dict)
    names: Mapping[EntityRef, str] = field(default_factory=dict)
    labels: Mapping[EntityRef, EntityLabel] = field(default_factory=dict)
    hidden: frozenset[EntityRef] = frozenset()
    speakers: Mapping[Anchor, EntityRef | None] = field(default_factory=dict)

    @property
    def about_entities(self) -> tuple[object, ...]:
        """Everything but the matches: comparisons for which this is equal have the same entities and speakers."""
        return self.apart, self.merged, self.names, self.labels, self.hidden, self.speakers

    # What the reader says; None and False leave it to the machine again

    def with_match(self, pair: Iterable[Anchor], verdict: Verdict | None) -> Corrections:
        """Reject or confirm a match."""
        return replace(self, matches=_put(self.matches, frozenset(pair), verdict))

    def with_apart(self, part: EntityRef, apart: bool = True) -> Corrections:
        """Make a form or a mention an entity of its own."""
        return replace(self, apart=_toggled(self.apart, part, apart))

    def with_merged(self, one: EntityRef, into: EntityRef | None) -> Corrections:
        """Make ``one`` the same as another entity."""
        return replace(self, merged=_put(self.merged, one, into))

    def with_name(self, entity: EntityRef, name: str | None) -> Corrections:
        """Give an entity another name."""
        return replace(self, names=_put(self.names, entity, name))

    def with_label(self, entity: EntityRef, label: EntityLabel | None) -> Corrections:
        """Give an entity another kind."""
        return replace(self, labels=_put(self.labels, entity, label))

    def with_hidden(self, entity: EntityRef, hidden: bool = True) -> Corrections:
        """Hide an entity everywhere."""
        return replace(self, hidden=_toggled(self.hidden, entity, hidden))

    def with_speaker(self, quote: Anchor, speaker: EntityRef | None) -> Corrections:
        """Say who speaks a quotation; None: nobody who is named."""
        return replace(self, speakers={**self.speakers, quote: speaker})

    def without_speaker(self, quote: Anchor) -> Corrections:
        """Leave the speaker of a quotation to the machine again."""
        return replace(self, speakers=_put(self.speakers, quote, None))

    def without_entities(self, entities: Iterable[EntityRef]) -> Corrections:
        """Take back everything that was said about these entities; speakers stay."""
        gone = frozenset(entities)
        return replace(
            self,
            apart=self.apart - gone,
            merged={one: into for one, into in self.merged.items() if one not in gone},
            names={entity: name for entity, name in self.names.items() if entity not in gone},
            labels={entity: label for entity, label in self.labels.items() if entity not in gone},
            hidden=self.hidden - gone,
        )

    # Plain data

    def entries(self) -> Iterator[Entry]:
        """Give each correction as plain JSON data, by which :meth:`of` makes the same corrections again."""
        for pair, verdict in self.matches.items():
            yield "match", [list(anchor) for anchor in sorted(pair)], verdict
        for part in self.apart:
            yield "apart", part.to_json(), True
        for one, into in self.merged.items():
            yield "merged", one.to_json(), into.to_json()
        for entity, name in self.names.items():
            yield "name", entity.to_json(), name
        for entity, label in self.labels.items():
            yield "label", entity.to_json(), label
        for entity in self.hidden:
            yield "hidden", entity.to_json(), True
        for quote, speaker in self.speakers.items():
            yield "speaker", list(quote), {"entity": None if speaker is None else speaker.to_json()}

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Corrections:
        """Make corrections of plain data; kinds that this version does not know are passed over."""
        said: dict[str, list[tuple[Any, Any]]] = {}
        for kind, target, value in entries:
            said.setdefault(kind, []).append((target, value))
        ref = EntityRef.from_json
        return cls(
            matches={frozenset(map(_anchor, pair)): verdict for pair, verdict in said.get("match", ())},
            apart=frozenset(ref(part) for part, _ in said.get("apart", ())),
            merged={ref(one): ref(into) for one, into in said.get("merged", ())},
            names={ref(entity): name for entity, name in said.get("name", ())},
            labels={ref(entity): label for entity, label in said.get("label", ())},
            hidden=frozenset(ref(entity) for entity, _ in said.get("hidden", ())),
            speakers={
                _anchor(quote): None if value["entity"] is None else ref(value["entity"])
                for quote, value in said.get("speaker", ())
            },
        )


NO_CORRECTIONS = Corrections()

KINDS = ("match", "apart", "merged", "name", "label", "hidden", "speaker")
"""The kinds of entries that :meth:`Corrections.entries` gives."""

Key = TypeVar("Key")
Value = TypeVar("Value")


def _put(said: Mapping[Key, Value], key: Key, value: Value | None) -> Mapping[Key, Value]:
    rest = {known: old for known, old in said.items() if known != key}
    return rest if value is None else {**rest, key: value}


def _toggled(said: frozenset[Key], key: Key, on: bool) -> frozenset[Key]:
    return said | {key} if on else said - {key}


def _anchor(data: Any) -> Anchor:
    article, start, end = data
    return article, start, end
