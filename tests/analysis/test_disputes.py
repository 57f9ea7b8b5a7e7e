"""Facts told differently in the same place, told from what only one of two sentences says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.analysis.disputes import Disputes, disputes
from viewer.analysis.matching import match_sentences
from viewer.analysis.prepared import Reader

FACTS = ["Orla", "Denholm", "Thessaly", "Friday", "Monday", "14", "40", "1,200", "2019", "rose", "the", "in", "about"]


def between(a: str, b: str) -> Disputes:
    reader = Reader()
    return disputes(reader.read([a]).told(0), reader.read([b]).told(0))


def score(a: str, b: str) -> float:
    return match_sentences([a], [b], 0)[0][2]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The fire killed 14 people in the port.", "The fire killed 40 people in the port."),
        ("The vote is on Monday in the town hall.", "The vote is on Friday in the town hall."),
        ("The ferry was built in 1987 by the yard.", "The ferry was built in 1991 by the yard."),
        ("Prices rose by about 14 per cent last year.", "Prices rose by 40 per cent last year."),
    ],
)
def test_another_figure_in_the_same_place_is_a_dispute(a: str, b: str) -> None:
    found = between(a, b)
    assert len(found.figures) == 1
    assert found.share == 1.0
    assert 60 <= score(a, b) < 70


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The fund fell by 1.23 per cent in early trading.", "The fund fell by 1.2 per cent in early trading."),
        ("About 50,000 homes had no power on Friday night.", "Some 48,000 homes had no power on Friday night."),
        ("Four years ago the army rated the dam as unsafe.", "In 2021 the army rated the dam as unsafe."),
        ("The bell rings at 8.30am in all the schools.", "The bell rings at 8:30am in all the schools."),
        ("The fire killed 14 people in the old port.", "The fire killed people in the old port."),
        ("It rained for 3 days before the dam broke.", "It rained hard before the dam broke, for 90 miles around."),
    ],
)
def test_figures_that_may_both_be_right_are_none(a: str, b: str) -> None:
    assert between(a, b).figures == ()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The mayor, Orla Denholm, opened the bridge.", "The mayor, Pavel Sorin, opened the bridge."),
        ("The court in Thessaly freed the captain.", "The court in Brittany freed the captain."),
    ],
)
def test_another_name_in_the_same_place_is_a_dispute(a: str, b: str) -> None:
    assert len(between(a, b).names) == 1
    assert score(a, b) < 70


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Fighting went on near Fallujah on the river.", "Fighting went on near Falluja on the river."),
        ("The head of the ECB spoke late.", "The head of the European Central Bank spoke late."),
        ("He told the Evening Post that he would stay.", "He would stay, he said, whatever Sorin wanted."),
        ("The bridge was opened by Orla Denholm.", "The bridge was opened by the mayor."),
    ],
)
def test_names_that_are_spelled_or_shortened_differently_are_none(a: str, b: str) -> None:
    assert between(a, b).names == ()


def test_a_dispute_among_facts_that_agree_weighs_less() -> None:
    a = "On Monday the 12 crews of Port Elder landed 300 tonnes of herring and 40 tonnes of cod."
    b = "On Monday the 12 crews of Port Elder landed 300 tonnes of herring and 45 tonnes of cod."
    assert 0 < between(a, b).share < 1


def test_the_same_words_told_of_something_else_score_far_lower() -> None:
    a = "Shares of Aldermill rose 3.20, or 4.1 per cent, to 81.40 in the morning."
    b = "Shares of Bresk fell 0.75, or 2.6 per cent, to 27.90 in the morning."
    assert score(a, b) < 60


def test_naming_the_same_person_is_not_saying_the_same() -> None:
    a = "Detective Chief Inspector Shona Kerrigan led the search of the quarry."
    b = "It was Detective Chief Inspector Shona Kerrigan whom the jury laughed with."
    assert score(a, b) < 70


@given(st.lists(st.sampled_from(FACTS), max_size=12), st.lists(st.sampled_from(FACTS), max_size=12))
def test_a_dispute_has_two_sides(one: list[str], other: list[str]) -> None:
    a, b = " ".join(one), " ".join(other)
    assert between(a, a).share == 0.0
    found = between(a, b)
    assert 0.0 <= found.share <= 1.0
    for dispute in (*found.names, *found.figures):
        assert dispute.ours
        assert dispute.theirs
