"""What the reader may say about a comparison: each function returns the story's corrections with one thing more."""

from __future__ import annotations

from collections.abc import Iterable

from viewer.analysis.corrections import Corrections, EntityRef, Verdict
from viewer.analysis.model import Comparison, Entity, EntityLabel, Mention, Quote, SentenceRef
from viewer.analysis.places import Places
from viewer.analysis.repair import Repair


def judge(comparison: Comparison, a: SentenceRef, b: SentenceRef, verdict: Verdict | None) -> Corrections:
    """Reject or confirm the match of two sentences; None leaves it to the machine again."""
    pair = frozenset((comparison.anchor(a), comparison.anchor(b)))
    return comparison.corrections.with_match(pair, verdict)


def rename(comparison: Comparison, entity: Entity, name: str) -> Corrections:
    """Give an entity another name."""
    return comparison.corrections.with_name(_own(comparison, entity), name)


def relabel(comparison: Comparison, entity: Entity, label: EntityLabel) -> Corrections:
    """Give an entity another kind."""
    return comparison.corrections.with_label(_own(comparison, entity), label)


def hide(comparison: Comparison, entity: Entity) -> Corrections:
    """Take an entity out of everything but the list of hidden ones."""
    return comparison.corrections.with_hidden(_own(comparison, entity))


def show(comparison: Comparison, entities: Iterable[Entity]) -> Corrections:
    """Bring hidden entities back."""
    corrections, repair = comparison.corrections, _repair(comparison)
    for entity in entities:
        for ref in repair.refs(entity)[1]:
            corrections = corrections.with_hidden(ref, False)
    return corrections


def merge(comparison: Comparison, one: Entity, into: Entity) -> Corrections:
    """Say that an entity is the same as another, whose name it takes."""
    repair = _repair(comparison)
    return comparison.corrections.with_merged(repair.refs(one)[0], repair.refs(into)[0])


def take_out_form(comparison: Comparison, entity: Entity, form: str) -> Corrections:
    """Say that a form of an entity is someone else."""
    repair = _repair(comparison)
    return _apart(comparison, repair, repair.forms(entity, form))


def take_out_mention(comparison: Comparison, mention: Mention) -> Corrections:
    """Say that this one mention of an entity is someone else."""
    repair = _repair(comparison)
    return _apart(comparison, repair, (repair.alone(mention),))


def restore(comparison: Comparison, entity: Entity) -> Corrections:
    """Take back everything that was said about an entity."""
    return comparison.corrections.without_entities(_repair(comparison).refs(entity)[1])


def is_corrected(comparison: Comparison, entity: Entity) -> bool:
    """Whether the reader said anything about an entity."""
    said = comparison.corrections
    known = said.apart or said.merged or said.names or said.labels or said.hidden
    return bool(known) and bool(_repair(comparison).refs(entity)[1])


def set_speaker(comparison: Comparison, quote: Quote, speaker: Entity | None) -> Corrections:
    """Say who speaks a quotation; None: nobody who is named."""
    ref = None if speaker is None else _own(comparison, speaker)
    return restore_speaker(comparison, quote).with_speaker(comparison.place(quote), ref)


def restore_speaker(comparison: Comparison, quote: Quote) -> Corrections:
    """Leave the speaker of a quotation to the machine again."""
    said = Places((known, known) for known in comparison.corrections.speakers)
    known = said.at(comparison.place(quote), 0.5)
    return comparison.corrections if known is None else comparison.corrections.without_speaker(known)


def has_speaker_corrected(comparison: Comparison, quote: Quote) -> bool:
    """Whether the reader said who speaks a quotation."""
    return restore_speaker(comparison, quote) is not comparison.corrections


def _repair(comparison: Comparison) -> Repair:
    return Repair(comparison.found or comparison, comparison.corrections)


def _own(comparison: Comparison, entity: Entity) -> EntityRef:
    return _repair(comparison).refs(entity)[0]


def _apart(comparison: Comparison, repair: Repair, parts: Iterable[EntityRef]) -> Corrections:
    """Make parts entities of their own; one that was apart and the same as another is not the same any more."""
    corrections = comparison.corrections
    for part in parts:
        known = repair.same(part, corrections.apart)
        for one in repair.same(part, corrections.merged):
            corrections = corrections.with_merged(one, None)
        corrections = corrections if known else corrections.with_apart(part)
    return corrections
