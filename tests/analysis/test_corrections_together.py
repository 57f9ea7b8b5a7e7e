"""Whatever the reader says, in whatever order, and until it is taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from corrected import (
    ARTICLES,
    all_mentions,
    corrected,
    machine,
    parts,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.analysis import edits
from viewer.analysis.corrections import NO_CORRECTIONS, Corrections
from viewer.analysis.lookup import Lookup
from viewer.analysis.model import (
    Comparison,
    Entity,
    Mention,
    SentenceRef,
)

Act = Callable[[Comparison, int, int], Corrections]


def _entity(comparison: Comparison, number: int) -> Entity:
    known = (*comparison.entities, *comparison.hidden)
    return known[number % len(known)]


def _mention(comparison: Comparison, number: int, other: int) -> Mention:
    mentions = _entity(comparison, number).mentions
    return mentions[other % len(mentions)]


def _merge(comparison: Comparison, number: int, other: int) -> Corrections:
    one, two = _entity(comparison, number), _entity(comparison, other)
    return comparison.corrections if one is two else edits.merge(comparison, one, two)


def _judge(comparison: Comparison, number: int, other: int) -> Corrections:
    a, b = (SentenceRef(0, number % 4), SentenceRef(1 + other % 2, other % 3))
    return edits.judge(comparison, a, b, ("rejected", "confirmed", None)[number % 3])  # type: ignore[arg-type]


ACTS: dict[str, Act] = {
    "judge": _judge,
    "rename": lambda c, n, o: edits.rename(c, _entity(c, n), f"Name {o}"),
    "relabel": lambda c, n, o: edits.relabel(c, _entity(c, n), ("person", "group")[o % 2]),  # type: ignore[arg-type]
    "hide": lambda c, n, o: edits.hide(c, _entity(c, n)),
    "show": lambda c, n, o: edits.show(c, c.hidden[:1]),
    "merge": _merge,
    "form": lambda c, n, o: edits.take_out_form(c, _entity(c, n), _mention(c, n, o).text),
    "mention": lambda c, n, o: edits.take_out_mention(c, _mention(c, n, o)),
    "restore": lambda c, n, o: edits.restore(c, _entity(c, n)),
    "speaker": lambda c, n, o: edits.set_speaker(c, c.quotes[n % 2], _entity(c, o) if o % 3 else None),
    "no speaker": lambda c, n, o: edits.restore_speaker(c, c.quotes[n % 2]),
}
SAID = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 11), st.integers(0, 11)), max_size=12)


def after_all(said: list[tuple[str, int, int]]) -> Comparison:
    comparison = machine()
    for name, number, other in said:
        comparison = corrected(comparison, ACTS[name](comparison, number, other))
    return comparison


@settings(max_examples=60, deadline=None)
@given(SAID)
def test_corrections_made_step_by_step_are_those_made_at_once_and_once_more(said: list[tuple[str, int, int]]) -> None:
    after = after_all(said)
    assert corrected(machine(), after.corrections) == after
    assert corrected(after, after.corrections) == after


@settings(max_examples=60, deadline=None)
@given(SAID, st.randoms())
def test_corrections_come_back_from_plain_data_in_any_order(said: list[tuple[str, int, int]], chance: object) -> None:
    after = after_all(said)
    entries = json.loads(json.dumps(list(after.corrections.entries())))
    chance.shuffle(entries)  # type: ignore[attr-defined]
    assert Corrections.of(entries) == after.corrections
    assert corrected(machine(), Corrections.of(entries)) == after


@settings(max_examples=60, deadline=None)
@given(SAID)
def test_nothing_is_lost_but_by_hiding_and_everything_can_be_taken_back(said: list[tuple[str, int, int]]) -> None:
    after = after_all(said)
    assert all_mentions(after) == all_mentions(machine())
    ids = [entity.id for entity in (*after.entities, *after.hidden)]
    assert len(ids) == len(set(ids))
    shown = {entity.id for entity in after.entities}
    assert {quote.speaker for quote in after.quotes} <= shown | {None}
    for entity in (*after.entities, *after.hidden):
        named_otherwise = {mention.text for mention in entity.mentions} - {entity.name}
        assert named_otherwise == {form for form, _ in entity.links}, "every other form has its reason"
    for _ in range(len(said) + 1):
        for entity in (*after.entities, *after.hidden):
            if edits.is_corrected(after, entity):
                after = corrected(after, edits.restore(after, entity))
                break
    assert after.entities == machine().entities
    assert after.hidden == ()


@settings(max_examples=60, deadline=None)
@given(SAID)
def test_no_rejected_pair_is_in_one_group_and_every_confirmed_one_is(said: list[tuple[str, int, int]]) -> None:
    after = after_all(said)
    for match in after.matches:
        if match.confirmed:
            assert any({match.a, match.b} <= set(group.members) for group in after.groups)
        assert match.b not in Lookup(after).rejected(match.a)
    lookup = Lookup(after)
    for group in after.groups:
        for ref in group.members:
            assert not set(lookup.rejected(ref)) & set(group.members)


@settings(max_examples=60, deadline=None)
@given(SAID)
def test_new_ids_and_another_order_of_the_articles_change_nothing(said: list[tuple[str, int, int]]) -> None:
    after, before = after_all(said), machine()
    other = {0: 2, 1: 1, 2: 0}

    def turned(mention: Mention) -> Mention:
        return mention._replace(article=other[mention.article])

    entities = tuple(
        replace(e, id=f"n{number}", mentions=tuple(sorted(map(turned, e.mentions))))
        for number, e in enumerate(reversed(before.entities))
    )
    again = replace(
        before, articles=ARTICLES[::-1], sentences=before.sentences[::-1], entities=entities, pairs=(), quotes=()
    )
    told = {(name, frozenset(map(turned, mentions))) for name, mentions in parts(after)}
    assert parts(corrected(again, after.corrections)) == told


@pytest.mark.parametrize("entry", [("tone", [1], True), ("mood", None, None)])
def test_kinds_of_a_newer_version_are_passed_over(entry: tuple[str, object, object]) -> None:
    assert Corrections.of([entry]) == NO_CORRECTIONS
