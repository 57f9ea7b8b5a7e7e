"""The entities and speakers of a comparison as the reader corrected them.

Each mention belongs to a home: its machine entity, or a part of it that the reader took out. A home may be the same as
another. So every correction says one thing about one home, none depends on the order of the others, and a merge, a
split or a name taken back leaves what the machine found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from viewer.analysis.corrections import Anchor, Corrections, EntityRef, Part
from viewer.analysis.model import Comparison, Entity, Mention, Quote
from viewer.analysis.places import Places
from viewer.article.messages import Message

Value = TypeVar("Value")

_JOINED = "you said that “{form}” is “{name}”"
_RENAMED = "you gave “{form}” the name “{name}”"


class _Home(NamedTuple):
    """An entity of the machine (its position), or the form or the mention (article, start) of it that is apart."""

    entity: int
    part: Part = "all"
    form: str = ""
    mention: tuple[int, int] = (0, 0)


def form_of(mention: Mention) -> str:
    """Return the words of a mention with single spaces: the form under which it names its entity."""
    return " ".join(mention.text.split())


def repaired(found: Comparison, corrections: Corrections) -> Comparison:
    """Return what the machine found with the entities and speakers that the corrections leave.

    Matches stay as they are; entities that nothing was said about are the same objects as before.
    """
    repair = Repair(found, corrections)
    return replace(
        found,
        found=found,
        entities=repair.entities(hidden=False),
        hidden=repair.entities(hidden=True),
        quotes=tuple(repair.quote(quote) for quote in found.quotes),
    )


class Repair:
    """What the corrections mean for what the machine found."""

    def __init__(self, found: Comparison, corrections: Corrections) -> None:
        self._found, self._corrections = found, corrections
        self._held = Places(
            (found.place(mention), (number, mention))
            for number, entity in enumerate(found.entities)
            for mention in entity.mentions
        )
        self._apart = {home for part in corrections.apart if (home := self._part(part)) is not None}
        self._merged = self._of_homes(corrections.merged)
        self._into = {one: home for one, into in self._merged.items() if (home := self._home(into)) is not None}
        self._names = self._at_roots(corrections.names)
        self._labels = self._at_roots(corrections.labels)
        self._hidden = {self._root(home) for ref in corrections.hidden if (home := self._home(ref)) is not None}
        self._speakers = Places((quote, (speaker,)) for quote, speaker in corrections.speakers.items())
        self._number = {entity.id: number for number, entity in enumerate(found.entities)}
        self._made = {_Home(number): entity for number, entity in enumerate(found.entities)}
        self._remake()

    # Where an entity is found again

    def _entity(self, ref: EntityRef) -> int | None:
        """Return the machine's entity that has most of the mentions of a reference."""
        votes = Counter(held[0] for anchor in ref.mentions if (held := self._held.at(anchor)) is not None)
        return votes.most_common(1)[0][0] if votes else None

    def _part(self, ref: EntityRef) -> _Home | None:
        """Return the home that a reference means, apart or not."""
        entity = self._entity(ref)
        if entity is None:
            return None
        if ref.part == "mention":
            held = self._held.at(ref.mentions[0])
            return None if held is None else _Home(entity, "mention", mention=held[1][:2])
        return _Home(entity, ref.part, ref.form)

    def _home(self, ref: EntityRef) -> _Home | None:
        """Return the home that a reference means; the whole entity where the part is not apart any more."""
        home = self._part(ref)
        return home if home is None or home in self._apart or home.part == "all" else _Home(home.entity)

    def _root(self, home: _Home) -> _Home:
        """Follow what is the same as what to its end; a circle, which only a new analysis can close, ends anywhere."""
        passed = [home]
        while (home := self._into.get(home, home)) not in passed:
            passed.append(home)
        return home if home == passed[-1] else min(passed[passed.index(home) :])

    def _of_homes(self, said: Mapping[EntityRef, Value]) -> dict[_Home, Value]:
        """Return what was said by home; where a new analysis made two homes one, the first reference counts."""
        known: dict[_Home, Value] = {}
        for ref in sorted(said):
            if (home := self._home(ref)) is not None:
                known.setdefault(home, said[ref])
        return known

    def _at_roots(self, said: Mapping[EntityRef, Value]) -> dict[_Home, Value]:
        return {home: value for home, value in self._of_homes(said).items() if self._root(home) == home}

    def _home_of(self, number: int, mention: Mention) -> _Home:
        alone = _Home(number, "mention", mention=mention[:2])
        if alone in self._apart:
            return alone
        form = _Home(number, "form", form_of(mention))
        return form if form in self._apart else _Home(number)

    # The entities

    def _remake(self) -> None:
        """Make the entities anew about which something was said; the others, nearly all, stay as they are."""
        homes = [*self._apart, *self._into, *self._into.values(), *self._names, *self._labels]
        members: dict[_Home, list[tuple[Mention, _Home]]] = {}
        for number in sorted({home.entity for home in homes}):
            del self._made[_Home(number)]
            for mention in self._found.entities[number].mentions:
                home = self._home_of(number, mention)
                members.setdefault(self._root(home), []).append((mention, home))
        self._made.update({root: self._make(root, sorted(parts)) for root, parts in members.items()})

    def entities(self, *, hidden: bool) -> tuple[Entity, ...]:
        """Return the hidden or the other entities, in the order in which the articles name them first."""
        made = [entity for root, entity in self._made.items() if (root in self._hidden) == hidden]
        return tuple(sorted(made, key=lambda entity: entity.mentions[0][:2]))

    def _make(self, root: _Home, parts: list[tuple[Mention, _Home]]) -> Entity:
        before = self._found.entities[root.entity]
        homes = Counter(home for _, home in parts)
        lead = root if root in homes else max(sorted(homes), key=lambda home: homes[home])
        name = self._names.get(root) or self._own_name(lead, parts)
        label = self._labels.get(root, self._found.entities[lead.entity].label)
        mentions = tuple(mention for mention, _ in parts)
        if root.part == "all" and (name, label, mentions) == (before.name, before.label, before.mentions):
            return before
        links = tuple(self._links(lead, name, parts).items())
        return Entity(self._identity(root), name, label, mentions, links)

    def _identity(self, root: _Home) -> str:
        identity = self._found.entities[root.entity].id
        suffix = {"all": "", "form": f"/{root.form}", "mention": f"@{root.mention[0]}:{root.mention[1]}"}
        return identity + suffix[root.part]

    def _own_name(self, lead: _Home, parts: list[tuple[Mention, _Home]]) -> str:
        """Return the machine's name, unless the form that it comes from is apart: then the commonest form left."""
        before = self._found.entities[lead.entity]
        left = Counter(form_of(mention) for mention, home in parts if home == lead)
        gone = before.name not in left and before.name in {form_of(mention) for mention in before.mentions}
        return max(sorted(left), key=lambda form: left[form]) if gone or lead.part != "all" else before.name

    def _links(self, lead: _Home, name: str, parts: list[tuple[Mention, _Home]]) -> dict[str, Message]:
        """Say of each form that is not the name itself why it is this entity."""
        links: dict[str, Message] = {}
        known = dict(self._found.entities[lead.entity].links) if lead.part == "all" else {}
        for mention, home in parts:
            form, text = form_of(mention), mention.text
            if home != lead:
                links.setdefault(text, Message(_JOINED, form=form, name=name))
            elif text in known:
                links[text] = known[text]
            elif form != name:
                links.setdefault(text, Message(_RENAMED, form=form, name=name))
        return {text: why for text, why in links.items() if text != name}

    # The speakers

    def quote(self, quote: Quote) -> Quote:
        """Return a quotation with the speaker that the reader gave it, or with the machine's as it is called now."""
        said = self._speakers.at(self._found.place(quote), 0.5)
        if said is None:
            return quote if quote.speaker is None else replace(quote, speaker=self._speaker_now(quote))
        ref = said[0]
        home = None if ref is None else self._home(ref)
        if ref is not None and home is None:
            return quote
        speaker = None if home is None else self._shown(self._root(home))
        known = replace(quote, speaker=speaker, named=home is not None)
        words = self._words_of(quote)
        if words is None or (home is not None and self._root(self._home_of(*words)) == self._root(home)):
            return known
        return replace(known, speaker_text=None, speaker_start=None, speaker_end=None)

    def _words_of(self, quote: Quote) -> tuple[int, Mention] | None:
        """Return the mention in the words that name the speaker, and its entity; None for *he*."""
        if quote.speaker_start is None or quote.speaker_end is None:
            return None
        return self._held.at((self._found.articles[quote.article].id, quote.speaker_start, quote.speaker_end))

    def _speaker_now(self, quote: Quote) -> str | None:
        words = self._words_of(quote)
        number = self._number.get(quote.speaker or "")
        if number is None:
            return None
        home = _Home(number) if words is None or words[0] != number else self._home_of(*words)
        return self._shown(self._root(home))

    def _shown(self, root: _Home) -> str | None:
        return self._made[root].id if root in self._made and root not in self._hidden else None

    # What an edit is about

    def refs(self, entity: Entity) -> tuple[EntityRef, tuple[EntityRef, ...]]:
        """Return the lasting name of an entity, and every reference of the corrections that is about it."""
        root = next(home for home, made in self._made.items() if made.id == entity.id)
        said = self._corrections
        known = {*said.apart, *said.merged, *said.names, *said.labels, *said.hidden}
        homes = {ref: home for ref in known if (home := self._part(ref)) is not None}
        about = tuple(sorted(ref for ref, home in homes.items() if self._root(home) == root))
        own = next((ref for ref in about if homes[ref] == root), None)
        return own or self._fresh(root), about

    def _fresh(self, root: _Home) -> EntityRef:
        mentions = self._found.entities[root.entity].mentions
        if root.part == "mention":
            mention = next(mention for mention in mentions if mention[:2] == root.mention)
            return self.alone(mention)
        return EntityRef(self._first(mentions), root.part, root.form)

    def alone(self, mention: Mention) -> EntityRef:
        """Return the lasting name of a mention that is an entity of its own."""
        return EntityRef((self._found.place(mention),), "mention")

    def forms(self, entity: Entity, form: str) -> tuple[EntityRef, ...]:
        """Return the lasting names of a form of an entity: one for each entity of the machine that is in it."""
        held = [self._held.at(self._found.place(m)) for m in entity.mentions if form_of(m) == form]
        numbers = dict.fromkeys(found[0] for found in held if found is not None)
        return tuple(EntityRef(self._first(self._found.entities[n].mentions), "form", form) for n in numbers)

    def same(self, part: EntityRef, said: Iterable[EntityRef]) -> list[EntityRef]:
        """Return those of the references that mean the same part as this one."""
        home = self._part(part)
        return [ref for ref in said if self._part(ref) == home]

    def _first(self, mentions: Iterable[Mention]) -> tuple[Anchor, ...]:
        """Return the place of the first mention in each article."""
        first: dict[int, Mention] = {}
        for mention in sorted(mentions):
            first.setdefault(mention.article, mention)
        return tuple(sorted(self._found.place(mention) for mention in first.values()))
