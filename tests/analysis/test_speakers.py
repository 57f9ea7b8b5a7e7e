from __future__ import annotations

import pytest

from tests.analysis.helpers import analysis, article
from tests.analysis.speakers.cases import cases, mistakes
from tests.growth import LINEAR, growth
from viewer.analysis.pipeline import pipeline_for
from viewer.analysis.scare import is_no_speech, is_scare_quote

needs_english = pytest.mark.skipif(pipeline_for("en") is None, reason="the English pipeline is not installed")


@needs_english
@pytest.mark.parametrize(("half", "floor"), [("open", 0.95), ("blind", 0.8)])
def test_most_hand_made_quotations_have_the_right_speaker(half: str, floor: float) -> None:
    found = [(case, mistakes(case)) for case in cases(half)]
    wrong = [line for _, lines in found for line in lines]
    right = 1 - len(wrong) / sum(len(case.quotes) for case, _ in found)
    assert right >= floor, "\n".join(wrong) if half == "open" else f"{right:.3f}"


def test_there_are_enough_cases_and_half_of_the_first_are_blind() -> None:
    assert len(cases("blind")) >= 40
    assert len(cases("open")) >= 40


PEOPLE = {"Orla Denholm": "person", "Jonas Marsh": "person"}


def speakers(body: str) -> list[tuple[str, str]]:
    """Return, for each quotation, the words that name its speaker and the name that these stand for."""
    made = article(f"Title\n\n{body}")
    return [
        (made.text[q.speaker_start : q.speaker_end], made.text[q.name_start : q.name_end])
        for q in analysis(made, PEOPLE).quotes
    ]


def test_an_age_stands_for_the_person_spoken_of() -> None:
    found = speakers("Orla Denholm left.\n\n“We were told,” the 71-year-old former mayor said.")
    assert found == [("the 71-year-old former mayor", "Orla Denholm")]


def test_she_is_the_subject_of_the_nearest_paragraph() -> None:
    found = speakers("Jonas Marsh left.\n\nAmong them was retired nurse Orla Denholm. “I saw it,” she said.")
    assert found == [("she", "Orla Denholm")]


def test_what_she_said_is_hers() -> None:
    found = speakers("Orla Denholm kept a list. Her line about it is on a mug: “Count twice, shout once.”")
    assert found == [("Her", "Orla Denholm")]


def test_the_company_is_the_one_that_the_article_is_about() -> None:
    text = "Title\n\nOsmund Energy paid. Osmund said little. Fell Bakers left. “We respect it,” the firm said."
    made = article(text)
    (quote,) = analysis(made, {"Osmund Energy": "organisation", "Fell Bakers": "organisation"}).quotes
    assert made.text[quote.name_start : quote.name_end] == "Osmund Energy"


def test_who_listens_does_not_speak() -> None:
    text = "Orla Denholm left.\n\n“I would walk there,” the ex-keeper, 55, told Jonas Marsh."
    assert speakers(text) == [("the ex-keeper", "Orla Denholm")]


def test_her_is_no_subject() -> None:
    assert speakers("A council officer, who kept her name out of it, told me: “It is in a drawer.”")[0][0] == (
        "A council officer"
    )


def test_the_clause_around_a_quotation_comes_before_the_one_behind_it() -> None:
    assert speakers("Orla Denholm attacked the “reckless” plan of Jonas Marsh and warned the town.")[0][0] == (
        "Orla Denholm"
    )


def test_an_office_is_held_by_whom_the_article_names_with_it() -> None:
    found = speakers("Secretary of State Orla Denholm came. “It rained,” the Secretary of State said.")
    assert found == [("the Secretary of State", "Orla Denholm")]


@pytest.mark.parametrize(
    ("before", "quotation", "after"),
    [
        ("Her third novel, ", "“The Long Weir”", ", is out."),
        ("Neighbours mind the so-called ", "“ghost shops”", "."),
        ("The word ", "“green”", " is on every page."),
        ("The album was entitled ", "“Low Water”", "."),
        ("The boat, called ", "“Patience”", ", sank."),
        ("He wore a hat that said ", "“Not Now”", "."),
        ("A banner reading ", "“Give us back our beach and our sunsets before it is too late”", " hung there."),
        ("Residents were told to ", "“stay indoors and shut every window”", "."),
    ],
)
def test_titles_and_words_spoken_of(before: str, quotation: str, after: str) -> None:
    assert is_no_speech(before + quotation + after, (len(before), len(before + quotation)))


@pytest.mark.parametrize(
    ("before", "quotation"),
    [
        ("She called the plan ", "“a long goodbye”"),
        ("In what he called ", "“a clear threat”"),
        ("She said: ", "“Go.”"),
        ("A reader of her novel said: ", "“It made me cry!”"),
    ],
)
def test_speech_is_no_title(before: str, quotation: str) -> None:
    assert not is_no_speech(before + quotation, (len(before), len(before + quotation)))


def test_scare_quotes_are_small_words_after_a_determiner() -> None:
    text = "They mind the “party houses” by the sea. He spoke of “a wall of water”."
    first, second = text.index("“"), text.rindex("“")
    assert is_scare_quote(text, (first, text.index("”") + 1))
    assert not is_scare_quote(text, (second, text.rindex("”") + 1))


def test_time_grows_with_the_length_only() -> None:
    text = "Orla Denholm said the “big plan” was off. He said “no”. The clerk left. "
    small, large = (article("Title\n\n" + text * count) for count in (200, 800))
    assert growth(lambda made: analysis(made, PEOPLE), small, large) < LINEAR
