from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.helpers import analysis, article
from tests.growth import LINEAR, growth
from viewer.analysis.compare import compare_analyses
from viewer.analysis.model import Comparison
from viewer.analysis.quotes import quotations


def spans(body: str) -> list[str]:
    made = article(f"Title\n\n{body}")
    return [made.text[a:b] for a, b in quotations(made)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('"Go home," she said.', ['"Go home,"']),
        ("“Go home,” she said.", ["“Go home,”"]),
        ("« Rentrez », dit-elle.", ["« Rentrez »"]),
        ("„Geht heim“, sagte sie.", ["„Geht heim“"]),
        ("»Geht heim«, sagte sie.", ["»Geht heim«"]),
        ("「帰れ」と言った。", ["「帰れ」"]),
        ("It was a ‘huge mistake’ to go.", ["‘huge mistake’"]),
        ("It was a 'huge mistake' to go.", ["'huge mistake'"]),
        ("“He told me ‘go home’ twice,” she said.", ["“He told me ‘go home’ twice,”"]),
        ("The workers' rights and the town's debt aren't quotations.", []),
        ("Rock 'n' roll in the '90s.", []),
        ("He is 6'2\" tall.", []),
        ('"One." "Two," she said.', ['"One."', '"Two,"']),
    ],
)
def test_marks_of_many_kinds(body: str, found: list[str]) -> None:
    assert spans(body) == found


def test_a_quotation_over_two_paragraphs_gives_a_span_for_each() -> None:
    assert spans("“It rose.\n\n“It fell,” she said.") == ["“It rose.", "“It fell,”"]


@given(st.text(alphabet=st.sampled_from("ab “”\"'’‘«».,A\n"), max_size=60))
def test_spans_are_inside_and_apart(body: str) -> None:
    made = article(f"Title\n\n{body}")
    found = quotations(made)
    assert all(0 <= a < b <= len(made.text) for a, b in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@pytest.mark.parametrize("unit", ["“", '"', "'a ", "‘a b ", "” “"])
def test_time_grows_with_the_length_only(unit: str) -> None:
    small, large = (article("Title\n\n" + unit * count) for count in (4_000, 16_000))
    assert growth(quotations, small, large) < LINEAR


PEOPLE = {
    "Orla Denholm": "person",
    "Denholm": "person",
    "Jonas Marsh": "person",
    "Marsh": "person",
    "Reuters": "organisation",
}


def spoken(body: str) -> Comparison:
    made = article(f"Title\n\n{body}")
    return compare_analyses([made], [analysis(made, PEOPLE)])


@pytest.mark.parametrize(
    ("body", "speaker", "verb"),
    [
        ("“Go home,” said Orla Denholm.", "Orla Denholm", "said"),
        ("“Go home,” Orla Denholm said on Monday.", "Orla Denholm", "said"),
        ("Orla Denholm warned: “Go home.”", "Orla Denholm", "warned"),
        ("Orla Denholm told Jonas Marsh that it was “a huge mistake”.", "Orla Denholm", "told"),
        ("“Go home,” Orla Denholm told Marsh, according to Reuters.", "Orla Denholm", "told"),
        ("“Go home now,” according to Reuters.", "Reuters", None),
        ("Orla Denholm spoke. “Go home,” she said.", "Orla Denholm", "said"),
        ("“Go home,” said Orla Denholm. “It will rain all night.”", "Orla Denholm", "said"),
        ("Orla Denholm said:\n\n“Go home before the rain.”", "Orla Denholm", "said"),
        ("Orla Denholm came. Reuters quoted her as saying, “Go home now.”", "Orla Denholm", "saying"),
    ],
)
def test_speaker_and_verb(body: str, speaker: str, verb: str | None) -> None:
    found = spoken(body)
    last = found.quotes[-1]
    assert next((e.name for e in found.entities if e.id == last.speaker), None) == speaker
    assert (last.verb, last.named) == (verb, True)
    assert last.speaker_start is not None
    assert found.articles[0].text[last.speaker_start : last.speaker_end] == last.speaker_text


def test_officials_have_no_name() -> None:
    (quote,) = spoken("“The bridge is closed,” two officials said.").quotes
    assert (quote.speaker, quote.speaker_text, quote.verb, quote.named) == (None, "two officials", "said", False)


def test_nobody_near_means_nobody() -> None:
    (quote,) = spoken("A sign read “closed for the season and for good”.").quotes
    assert quote.speaker is None
    assert not quote.named
