from __future__ import annotations

import pytest

from viewer.analysis.clauses import clauses
from viewer.analysis.matching import match_sentences
from viewer.analysis.reasons import reason
from viewer.analysis.words import words_of

TRIMMED = "The ferry to Sandholm will sail again on Friday."
LONG = "The ferry to Sandholm will sail again on Friday, and the crew of the tug that struck it has been sent home."


def explained(a: str, b: str) -> str:
    return str(reason(a, words_of(a), b, words_of(b)))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("The dam broke.", "the dam broke", "all 3 words agree"),
        (
            "The storm killed 40 people in the north.",
            "The storm killed 14 people in the north.",
            "7 of 8 words agree; the numbers differ: 40 and 14",
        ),
        ("The vote is on Monday.", "The vote is on Friday.", "4 of 5 words agree; the days differ: Monday and Friday"),
        (
            "On stage Ada Quill sang.",
            "On stage Ben Harl sang.",
            "3 of 5 words agree; the names differ: Ada, Quill and Ben, Harl",
        ),
        ("They have agreed to pay.", "They have not agreed to pay.", "only one of the two says “not”"),
        (TRIMMED, LONG, "all 9 words of the shorter sentence stand in the longer one"),
        ("The US army left the harbour.", "The United States army left the harbour.", "5 of 7 words agree"),
    ],
)
def test_the_reason_says_what_agrees_and_which_facts_differ(a: str, b: str, expected: str) -> None:
    assert expected in explained(a, b)


def test_a_quotation_in_another_frame_is_named() -> None:
    quote = "“nobody in this valley will drink that water while I live”"
    a = f"Standing by the pump in the rain, the old reeve told a crowd of angry farmers from the hills: {quote}."
    b = f"Asked about the plan on local radio yesterday morning, Ilse Brandt, who leads the council, said {quote}."
    assert explained(a, b) == "11 words of a quotation agree; the words around it differ"


def test_a_sentence_matches_the_clause_of_a_longer_one_lower_than_its_like() -> None:
    b = "Sailings of the ferry to Sandholm will start again on Friday."
    (inside,) = match_sentences([b], [LONG], 0)
    (alike,) = match_sentences([b], [TRIMMED], 0)
    assert 70 <= inside[2] < alike[2]


def test_clauses_are_told_from_the_whole() -> None:
    assert list(clauses("The dam broke.")) == []
    assert next(clauses(LONG)) == "The ferry to Sandholm will sail again on Friday"


def test_small_words_alone_make_no_match() -> None:
    a, b = "“There is no question of that,” he said.", "There is no question in her mind that it is so."
    assert match_sentences([a], [b]) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("British troops left the base.", "UK troops left the base."),
        ("The United Nations sent a doctor.", "The UN sent a doctor."),
    ],
)
def test_a_country_and_its_people_are_one_word(a: str, b: str) -> None:
    (pair,) = match_sentences([a], [b], 0)
    assert pair[2] >= 90


def test_a_quotation_that_opens_or_closes_the_sentence_is_told_as_one() -> None:
    a = "“But nine winters is too long to mend a bridge and it is not too long to wait and see."
    b = "‘Nine winters is too long to mend a bridge,’ said Orla Denholm, who has run the ferry since 2016."
    assert explained(a, b) == "9 words of a quotation agree; the words around it differ"
