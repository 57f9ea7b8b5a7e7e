from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.merging import merge_packs
from tests.benchmarks.packed_story import ARTICLES, note, pack
from viewer.library.sharing.merging import (
    agreement,
    edited_in_two_places,
    hand_in_of,
    merge_all,
    merged,
    moment,
    passages_on,
)
from viewer.library.sharing.plain_notes import note_to_json

LATER = "2026-12-01T08:00:00+01:00"


def handed_in(author: str = "Ada", count: int = 2, **changed: Any) -> Any:
    notes = tuple(note_to_json(note(number, author)) for number in range(count))
    return hand_in_of(pack(**{"kind": "hand-in", "author": author, "notes": notes, **changed}), "story")


def test_the_same_pack_twice_changes_nothing() -> None:
    first = handed_in()
    assert merged([], first).change == "new"
    assert merged([first], handed_in()) == merged([first], first)
    assert merged([first], first).change == "same"
    kept, changes = merge_all([], [first, first, handed_in("Grace")])
    assert changes == ("new", "same", "new")
    assert merge_all(kept, [first, handed_in("Grace")]) == (kept, ("same", "same"))


def test_a_newer_one_of_the_same_author_and_story_replaces() -> None:
    first, second = handed_in(), handed_in(count=3, stamp=LATER)
    assert first.id == second.id
    assert merged([first], second) == merged([first, handed_in("Grace")], second)
    assert (merged([first], second).kept, merged([first], second).change) == (second, "newer")
    assert (merged([second], first).kept, merged([second], first).change) == (second, "older")


def test_authors_and_origins_stay_apart() -> None:
    ids = {handed_in().id, handed_in("Grace").id, handed_in(origin="another").id, handed_in("").id}
    ids.add(hand_in_of(pack(author="Ada"), "story", "key").id)
    assert len(ids) == 5


def test_newer_is_told_by_the_moment_not_by_its_spelling() -> None:
    assert moment("2026-11-30T08:30:00+01:00") < moment("2026-11-30T08:00:00Z") == moment("2026-11-30T08:00:00")
    assert moment("") < moment("1900-01-01")


def said(key: str, text: str, modified: str = "2026-11-30T08:00:00") -> dict[str, Any]:
    return {"id": key, "text": text, "modified": modified}


COMMON = [said("n", "old")]


@pytest.mark.parametrize(
    ("mine", "theirs", "texts"),
    [
        pytest.param([said("n", "old")], [said("n", "old", LATER)], ["old"], id="nothing changed"),
        pytest.param([said("n", "mine")], [said("n", "old")], ["mine"], id="changed here"),
        pytest.param([said("n", "old")], [said("n", "theirs")], ["theirs"], id="changed there"),
        pytest.param([said("n", "both")], [said("n", "both")], ["both"], id="changed in the same way"),
        pytest.param([said("n", "mine")], [said("n", "theirs")], ["mine", "theirs"], id="changed in two places"),
        pytest.param([], [said("n", "old")], [], id="deleted here"),
        pytest.param([said("n", "old")], [], [], id="deleted there"),
        pytest.param([], [said("n", "theirs")], ["theirs"], id="deleted here, changed there"),
        pytest.param([said("n", "mine")], [], ["mine"], id="changed here, deleted there"),
        pytest.param([*COMMON, said("a", "x")], [*COMMON, said("b", "y")], ["old", "x", "y"], id="added"),
    ],
)  # fmt: skip
def test_a_note_edited_in_two_places_is_shown_twice(mine: Any, theirs: Any, texts: list[str]) -> None:
    both = edited_in_two_places(COMMON, mine, theirs)
    assert [one["text"] for one in both.notes] == texts
    assert len({one["id"] for one in both.notes}) == len(texts)
    assert len(both.twice) == (texts == ["mine", "theirs"])
    again = edited_in_two_places(theirs, both.notes, theirs)
    assert again.notes == both.notes


def test_merging_the_same_change_again_makes_no_third_version() -> None:
    mine, theirs = [said("n", "mine")], [said("n", "theirs")]
    both = edited_in_two_places(COMMON, mine, theirs)
    assert edited_in_two_places(COMMON, both.notes, theirs).notes == both.notes


passages = st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40), st.sampled_from("abc")), max_size=12)


@given(passages)
def test_segments_say_for_every_letter_who_marked_it(marked: list[tuple[int, int, str]]) -> None:
    segments = agreement(marked, 30)
    told = {place: authors for start, end, authors in segments for place in range(start, end)}
    for place in range(-5, 40):
        authors = {author for start, end, author in marked if start <= place < end}
        assert told.get(place, ()) == (tuple(sorted(authors)) if 0 <= place < 30 else ())
    assert all(start < end for start, end, _ in segments)
    assert all(not (a[1] == b[0] and a[2] == b[2]) for a, b in pairwise(segments))


def test_passages_of_hand_ins_are_those_that_stand_in_the_text() -> None:
    first, second = handed_in("Ada", 1), handed_in("", 1)
    lost = replace(second, notes=({"passages": [{**second.notes[0]["passages"][0], "state": "orphan"}]},))
    assert passages_on([first, second], ARTICLES[0].id) == [(10, 40, "Ada"), (10, 40, second.id)]
    assert passages_on([lost], ARTICLES[0].id) == []


def test_thirty_packs_are_merged_in_two_seconds() -> None:
    assert merge_packs().holds
