"""What the reader says wins over the machine: by itself, whatever the order, and until it is taken back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from helpers import article
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.analysis import edits
from viewer.analysis.corrections import NO_CORRECTIONS, Corrections
from viewer.analysis.lookup import Lookup
from viewer.analysis.model import (
    Comparison,
    Entity,
    Match,
    Mention,
    Quote,
    Sentence,
    SentenceRef,
    Settings,
    from_cache,
    to_cache,
)
from viewer.analysis.selection import select
from viewer.analysis.sentences import article_sentences
from viewer.article.messages import Message

NAMES = ("Kerry", "John Kerry", "Wang", "Beijing")
TEXTS = (
    "Talks\n\nJohn Kerry met Wang in Beijing. “We agree,” Kerry said. Wang spoke of 3 days.",
    "More talks\n\nKerry and Wang met for 4 days. In Beijing it rained. “No,” he said.",
    "Rain\n\nIt rained in Beijing. Nobody else was there with John Kerry.",
)
ARTICLES = tuple(article(text) for text in TEXTS)
LINK = Message("“{form}” can only be {name} here: no one else is called so", form="Kerry", name="John Kerry")


def mentions_of(*names: str) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for index, known in enumerate(ARTICLES):
        taken: set[int] = set()
        for name in sorted(names, key=len, reverse=True):
            start = known.text.find(name)
            while start >= 0:
                if not taken & set(range(start, start + len(name))):
                    found.append(Mention(index, start, start + len(name), name))
                    taken |= set(range(start, start + len(name)))
                start = known.text.find(name, start + 1)
    return tuple(sorted(found))


def quote_of(index: int, words: str, speaker: str | None, said_by: str | None) -> Quote:
    text = ARTICLES[index].text
    start = text.index(words)
    if said_by is None:
        return Quote(index, start, start + len(words))
    place = text.index(said_by, start)
    return Quote(
        index, start, start + len(words), speaker, said_by, place, place + len(said_by), "said", speaker is not None
    )


def machine() -> Comparison:
    """What the machine found in the three articles, nothing corrected."""
    found = Comparison(
        settings=Settings(),
        articles=ARTICLES,
        sentences=tuple(article_sentences(known) for known in ARTICLES),
        entities=(
            Entity("e1", "John Kerry", "person", mentions_of("John Kerry", "Kerry"), (("Kerry", LINK),)),
            Entity("e2", "Wang", "person", mentions_of("Wang")),
            Entity("e3", "Beijing", "place", mentions_of("Beijing")),
        ),
        pairs=(
            Match(SentenceRef(0, 1), SentenceRef(1, 1), 82.0, "reworded", (), Message("4 of 7 words agree")),
            Match(SentenceRef(1, 2), SentenceRef(2, 1), 55.0, "edited", (), Message("3 of 4 words agree")),
        ),
        runs=(),
        quotes=(quote_of(0, "“We agree,”", "e1", "Kerry"), quote_of(1, "“No,”", "e2", "he")),
        warnings=(),
    )
    return select(found, Settings())


def named(comparison: Comparison, name: str) -> Entity:
    return next(entity for entity in (*comparison.entities, *comparison.hidden) if entity.name == name)


def corrected(comparison: Comparison, corrections: Corrections) -> Comparison:
    return select(comparison, comparison.settings, corrections)


def parts(comparison: Comparison) -> set[tuple[str, frozenset[Mention]]]:
    return {(entity.name, frozenset(entity.mentions)) for entity in comparison.entities}


def all_mentions(comparison: Comparison) -> Counter[Mention]:
    return Counter(m for entity in (*comparison.entities, *comparison.hidden) for m in entity.mentions)


# One by one


def test_a_rejected_match_is_none_and_the_sentences_say_so() -> None:
    before = machine()
    match = before.matches[0]
    after = corrected(before, edits.judge(before, match.a, match.b, "rejected"))
    assert after.matches == ()
    assert after.groups == ()
    assert Lookup(after).rejected(match.a) == [match.b]
    assert Lookup(after).rejected(match.b) == [match.a]
    assert select(after, Settings(threshold=40), after.corrections).matches == (before.pairs[1],)
    assert corrected(after, edits.judge(after, match.a, match.b, None)) == before


def test_a_confirmed_match_holds_at_every_threshold_and_says_who_confirmed_it() -> None:
    before = machine()
    weak, unscored = before.pairs[1], (SentenceRef(0, 3), SentenceRef(2, 2))
    said = edits.judge(before, weak.a, weak.b, "confirmed")
    said = edits.judge(corrected(before, said), *unscored, "confirmed")
    after = select(before, Settings(threshold=100), said)
    assert [(match.a, match.b, match.score, match.confirmed) for match in after.matches] == [
        (*unscored, 100.0, True),
        (weak.a, weak.b, 100.0, True),
    ]
    assert [match.kind for match in after.matches] == ["reworded", "edited"]
    assert str(after.matches[1].why) == "confirmed by you; 3 of 4 words agree"
    assert {group.members for group in after.groups} == {unscored, (weak.a, weak.b)}
    assert {ref for match in after.matches for ref in (match.a, match.b)} == after.matched
    assert weak in after.pairs


def test_a_confirmed_match_makes_two_groups_one_unless_a_pair_between_them_was_rejected() -> None:
    before = machine()
    a, b, c = SentenceRef(0, 1), SentenceRef(1, 1), SentenceRef(2, 1)
    said = edits.judge(before, b, c, "confirmed")
    assert [group.members for group in corrected(before, said).groups] == [(a, b, c)]
    said = edits.judge(corrected(before, said), a, c, "rejected")
    assert [group.members for group in corrected(before, said).groups] == [(a, b), (b, c)]


def test_what_was_said_last_about_a_match_counts() -> None:
    before = machine()
    match = before.matches[0]
    said = edits.judge(before, match.a, match.b, "rejected")
    said = edits.judge(corrected(before, said), match.b, match.a, "confirmed")
    assert corrected(before, said).matches[0].confirmed


def test_a_new_name_is_explained_by_the_old_one() -> None:
    before = machine()
    after = corrected(before, edits.rename(before, named(before, "Wang"), "Wang Yi"))
    entity = named(after, "Wang Yi")
    assert entity.id == "e2"
    assert str(entity.explain("Wang")) == "you gave “Wang” the name “Wang Yi”"
    again = corrected(after, edits.rename(after, entity, "Minister Wang"))
    assert [e.name for e in again.entities] == ["John Kerry", "Minister Wang", "Beijing"]
    assert len(again.corrections.names) == 1, "one name, not two that contradict each other"


def test_a_hidden_entity_is_nowhere_but_in_the_list_of_hidden_ones() -> None:
    before = machine()
    after = corrected(before, edits.hide(before, named(before, "John Kerry")))
    assert "John Kerry" not in {entity.name for entity in after.entities}
    assert [entity.name for entity in after.hidden] == ["John Kerry"]
    assert after.quotes[0].speaker is None
    assert "e1" not in json.dumps(after.to_dict()["entities"])
    assert corrected(after, edits.show(after, after.hidden)) == before


def test_two_names_of_one_are_one_with_a_reason_and_apart_again() -> None:
    before = machine()
    after = corrected(before, edits.merge(before, named(before, "Wang"), named(before, "John Kerry")))
    entity = named(after, "John Kerry")
    assert set(entity.mentions) == set(mentions_of("John Kerry", "Kerry", "Wang"))
    assert str(entity.explain("Wang")) == "you said that “Wang” is “John Kerry”"
    assert entity.explain("Kerry") == LINK
    assert after.quotes[1].speaker == "e1"
    assert parts(corrected(after, edits.take_out_form(after, entity, "Wang"))) == parts(before)
    assert corrected(after, edits.restore(after, entity)) == before


def test_a_form_can_be_someone_else_and_the_speaker_goes_with_it() -> None:
    before = machine()
    after = corrected(before, edits.take_out_form(before, named(before, "John Kerry"), "Kerry"))
    alone = named(after, "Kerry")
    assert {mention.text for mention in alone.mentions} == {"Kerry"}
    assert alone.label == "person"
    assert alone.links == ()
    assert after.quotes[0].speaker == alone.id
    merged = corrected(after, edits.merge(after, alone, named(after, "Wang")))
    assert {mention.text for mention in named(merged, "Wang").mentions} == {"Kerry", "Wang"}
    again = corrected(merged, edits.take_out_form(merged, named(merged, "Wang"), "Kerry"))
    assert parts(again) == parts(after)
    assert corrected(after, edits.restore(after, alone)) == before


def test_the_form_that_gave_the_name_can_go_too() -> None:
    before = machine()
    after = corrected(before, edits.take_out_form(before, named(before, "John Kerry"), "John Kerry"))
    assert [(e.name, len(e.mentions)) for e in after.entities if e.label == "person"] == [
        ("John Kerry", 2),
        ("Wang", 3),
        ("Kerry", 2),
    ]


def test_a_single_mention_can_be_someone_else() -> None:
    before = machine()
    mention = named(before, "Wang").mentions[1]
    after = corrected(before, edits.take_out_mention(before, mention))
    alone = next(entity for entity in after.entities if entity.mentions == (mention,))
    assert alone.name == "Wang"
    assert len(alone.id) > 2
    joined = corrected(after, edits.merge(after, alone, named(after, "Beijing")))
    assert mention in named(joined, "Beijing").mentions
    assert parts(corrected(joined, edits.take_out_mention(joined, mention))) == parts(after)


def test_another_kind_is_given_and_taken_back() -> None:
    before = machine()
    after = corrected(before, edits.relabel(before, named(before, "Beijing"), "organisation"))
    assert named(after, "Beijing").label == "organisation"
    assert edits.is_corrected(after, named(after, "Beijing"))
    assert not edits.is_corrected(after, named(after, "Wang"))
    assert corrected(after, edits.restore(after, named(after, "Beijing"))) == before


def test_the_reader_says_who_speaks() -> None:
    before = machine()
    first, second = before.quotes
    after = corrected(before, edits.set_speaker(before, first, named(before, "Wang")))
    assert (after.quotes[0].speaker, after.quotes[0].named, after.quotes[0].speaker_text) == ("e2", True, None)
    assert after.quotes[0].verb == "said"
    assert edits.has_speaker_corrected(after, after.quotes[0])
    after = corrected(after, edits.set_speaker(after, second, None))
    assert (after.quotes[1].speaker, after.quotes[1].named, after.quotes[1].speaker_text) == (None, False, "he")
    after = corrected(after, edits.restore_speaker(after, after.quotes[0]))
    assert after.quotes[0] == first
    merged = corrected(after, edits.merge(after, named(after, "John Kerry"), named(after, "Beijing")))
    assert merged.quotes[0].speaker == "e3"


def test_what_the_reader_says_is_no_part_of_the_machines_work_that_is_kept() -> None:
    before = machine()
    after = corrected(before, edits.hide(before, named(before, "Wang")))
    kept = json.loads(json.dumps(to_cache(after)))
    assert corrected(from_cache(kept, ARTICLES), NO_CORRECTIONS) == corrected(before, NO_CORRECTIONS)
    assert corrected(from_cache(kept, ARTICLES), after.corrections).hidden == after.hidden


def test_places_that_an_analysis_moves_a_little_are_found_again() -> None:
    before = machine()
    match = before.matches[0]
    said = edits.judge(before, match.a, match.b, "rejected")
    said = edits.rename(corrected(before, said), named(before, "John Kerry"), "The Secretary")
    said = edits.set_speaker(corrected(before, said), before.quotes[1], None)
    moved = replace(
        before,
        sentences=tuple(tuple(Sentence(s.start, s.end - 1, s.paragraph) for s in rows) for rows in before.sentences),
        entities=tuple(
            replace(e, id=f"x{e.id}", mentions=tuple(m._replace(end=m.end - 1, text=m.text[:-1]) for m in e.mentions))
            for e in before.entities
        ),
        quotes=tuple(replace(q, start=q.start + 1, speaker=q.speaker and f"x{q.speaker}") for q in before.quotes),
    )
    after = corrected(moved, said)
    assert after.matches == ()
    assert after.entities[0].name == "The Secretary"
    assert after.quotes[1].speaker is None


def test_what_is_about_an_article_that_left_waits() -> None:
    before = machine()
    only = {entity.id: entity for entity in before.entities}
    said = edits.hide(before, only["e2"])
    said = edits.judge(corrected(before, said), SentenceRef(0, 1), SentenceRef(1, 1), "confirmed")
    alone = replace(
        before,
        articles=ARTICLES[2:],
        sentences=before.sentences[2:],
        pairs=(),
        quotes=(),
        entities=(replace(only["e3"], mentions=tuple(m._replace(article=0) for m in only["e3"].mentions[2:])),),
    )
    after = corrected(alone, said)
    assert (after.matches, after.hidden) == ((), ())
    assert len(after.entities) == 1


# Whatever the reader does

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
