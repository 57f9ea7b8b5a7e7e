from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.anchoring import MOST_LOST, anchoring_time, trials
from tests.benchmarks.text_passages import CONTEXT, Quoted
from viewer.library.notes.anchoring import Found, Orphan, Placed, find_again

VOTE = "The council voted 7 to 2 on Monday to close the swimming bath on Tern Street."
OTHER = "The council voted 6 to 3 on Thursday to close the swimming bath on Tern Street."
BEFORE = "Residents had waited outside since noon with towels around their necks."
AFTER = "Nobody on the benches clapped when the result was read out by the clerk."
END = "The bath was opened in 1935 and paid for by the workers of the yard."


def selector(text: str, exact: str, nth: int = 0) -> Quoted:
    start = -1
    for _ in range(nth + 1):
        start = text.index(exact, start + 1)
    end = start + len(exact)
    return Quoted(start, end, exact, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def found(old: str, new: str, exact: str, known: bool = True) -> Found:
    return find_again([selector(old, exact)], old if known else None, new)[0]


def words(one: Found, text: str) -> str | None:
    return text[one.start : one.end] if isinstance(one, Placed) else None


def text(*sentences: str) -> str:
    return " ".join(sentences)


OLD = text(BEFORE, VOTE, AFTER, END)


@pytest.mark.parametrize(
    ("new", "exact", "expected"),
    [
        pytest.param(OLD, "voted 7 to 2", "voted 7 to 2", id="unchanged"),
        pytest.param("Late news.\n\n" + OLD, "7", "7", id="paragraph before"),
        pytest.param(text(END, BEFORE, AFTER, VOTE), "voted 7 to 2", "voted 7 to 2", id="whole sentence moved"),
        pytest.param(
            text(BEFORE, VOTE.replace("Monday", "Tuesday"), AFTER, END), "voted 7 to 2", "voted 7 to 2", id="edited"
        ),
        pytest.param(
            text(BEFORE, VOTE.replace(" 7 ", " 8 "), AFTER, END),
            VOTE,
            VOTE.replace(" 7 ", " 8 "),
            id="figure changed in place",
        ),
        pytest.param(text(BEFORE, AFTER, END, OTHER), VOTE, None, id="deleted while a look-alike came elsewhere"),
        pytest.param(text(BEFORE, AFTER, END, OTHER), "The council voted", None, id="equal words of a look-alike"),
        pytest.param(
            text(BEFORE, OTHER, VOTE.replace("Monday", "Friday"), AFTER, END),
            "council voted",
            None,
            id="two in its place",
        ),
        pytest.param(text(BEFORE, AFTER, END), VOTE, None, id="deleted"),
        pytest.param(text(BEFORE, VOTE.replace(" 7 ", " 8 "), AFTER, END), "7", None, id="its one word replaced"),
        pytest.param("", VOTE, None, id="nothing left"),
        pytest.param(OLD.upper(), "voted 7 to 2", "VOTED 7 TO 2", id="capitals"),
        pytest.param(
            OLD.replace(" Nobody", "\n\nNobody"),
            "Tern Street. Nobody",
            "Tern Street.\n\nNobody",
            id="new paragraph inside",
        ),
    ],
)
def test_passages_are_placed_only_where_they_are_certain(new: str, exact: str, expected: str | None) -> None:
    assert words(found(OLD, new, exact), new) == expected


def test_of_two_look_alikes_in_the_old_text_the_one_left_keeps_its_own_notes() -> None:
    old, new = text(BEFORE, VOTE, OTHER, AFTER, END), text(BEFORE, OTHER, AFTER, END)
    notes = [selector(old, "The council voted", nth) for nth in (0, 1)]
    deleted, kept = find_again(notes, old, new)
    assert isinstance(deleted, Orphan)
    assert kept == Placed(len(BEFORE) + 1, len(BEFORE) + 1 + len("The council voted"))


def test_a_sentence_that_stands_twice_is_told_by_its_neighbours() -> None:
    old = text(BEFORE, VOTE, AFTER, END, VOTE)
    notes = [selector(old, VOTE, nth) for nth in (0, 1)]
    new = text("He waited.", BEFORE, VOTE, AFTER, END, VOTE)
    assert [words(one, new) for one in find_again(notes, old, new)] == [VOTE, VOTE]
    first, second = find_again(notes, old, new)
    assert isinstance(first, Placed)
    assert isinstance(second, Placed)
    assert first.end < second.start


def test_signs_at_the_ends_of_a_passage_stay_with_it() -> None:
    old = text(BEFORE, f"“{VOTE}”", AFTER)
    new = text(AFTER, BEFORE, f"“{VOTE}”")
    assert words(found(old, new, f"“{VOTE}”"), new) == f"“{VOTE}”"
    assert words(found(old, new, "ouncil vot"), new) == "ouncil vot"
    assert words(found(old, old + " More.", "”"), old + " More.") == "”"


def test_an_orphan_has_the_two_likeliest_places_the_better_first() -> None:
    nearer = VOTE.replace("Monday", "Friday")
    new = text(BEFORE, OTHER, AFTER, END, nearer)
    orphan = found(text(AFTER, VOTE, BEFORE, END), new, VOTE)
    assert isinstance(orphan, Orphan)
    places = [new[one.start : one.end] for one in orphan.candidates]
    assert places == [nearer.rstrip("."), OTHER.rstrip(".")]
    assert orphan.candidates[0].score > orphan.candidates[1].score > 0.3


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        (Quoted(0, 0, VOTE, "", ""), VOTE),
        (Quoted(0, 0, "the", "", ""), None),
        (Quoted(0, 0, "Tern Street", "", ""), None),
        (Quoted(OLD.index("noon"), OLD.index("noon") + 4, "noon", "", ""), "noon"),
        (Quoted(0, 0, "the", "to close ", " swimming bath on"), "the"),
        (
            Quoted(
                0,
                0,
                "close the old swimming bath on Tern Street",
                "voted 7 to 2 on Monday to ",
                ". Nobody on the benches clapped",
            ),
            "close the swimming bath on Tern Street",
        ),
        (Quoted(0, 0, "the", "quite different ", " words around it"), None),
        (Quoted(0, 0, "nowhere to be found here", "", ""), None),
        (Quoted(0, 0, "", "", ""), None),
    ],
)
def test_quotes_alone_are_placed_where_words_and_surroundings_leave_one_place(
    quote: Quoted, expected: str | None
) -> None:
    assert words(find_again([quote], None, OLD)[0], OLD) == expected


def test_a_passage_whose_offsets_do_not_fit_the_old_text_is_sought_by_its_quote() -> None:
    wrong = Quoted(3, 9, VOTE, "", "")
    assert words(find_again([wrong], OLD, OLD)[0], OLD) == VOTE


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .\n漢“é😀", max_size=200), st.text(alphabet="ab .\n漢“é😀", max_size=200), st.data())
def test_any_text_gives_ranges_inside_it(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(0, len(old) - 1)))
    end = data.draw(st.integers(start, len(old)))
    passage = Quoted(start, end, old[start:end], old[:start], old[end:])
    for one in (*find_again([passage], old, new), *find_again([passage], None, new)):
        places = [(one.start, one.end)] if isinstance(one, Placed) else [(c.start, c.end) for c in one.candidates]
        assert all(0 <= first < last <= len(new) or start == end for first, last in places)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_unchanged_text_keeps_every_passage(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(OLD) - 2))
    end = data.draw(st.integers(start + 1, len(OLD)))
    passage = Quoted(start, end, OLD[start:end], "", "")
    if OLD[start:end].strip():
        assert find_again([passage], OLD, OLD) == [Placed(start, end)]


def test_no_note_moves_to_a_wrong_place_in_a_thousand_edits() -> None:
    counts: Counter[str] = trials(1_000, first_seed=90_000)
    assert counts["wrong"] == 0
    assert counts["lost"] <= MOST_LOST * (counts["lost"] + counts["right"])


def test_quotes_alone_go_wrong_in_less_than_one_of_two_hundred() -> None:
    counts = trials(300, known=False, first_seed=90_000)
    assert counts["wrong"] <= 0.005 * counts["right"]


def test_two_hundred_notes_are_found_while_nobody_notices() -> None:
    assert anchoring_time().value <= 50
