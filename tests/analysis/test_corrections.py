"""What the reader says wins over the machine: each correction by itself."""

from __future__ import annotations

import json
from dataclasses import replace

from corrected import (
    ARTICLES,
    LINK,
    corrected,
    machine,
    mentions_of,
    named,
    parts,
)

from viewer.analysis import edits
from viewer.analysis.corrections import NO_CORRECTIONS
from viewer.analysis.lookup import Lookup
from viewer.analysis.model import (
    Sentence,
    SentenceRef,
    Settings,
    from_cache,
    to_cache,
)
from viewer.analysis.selection import select


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
