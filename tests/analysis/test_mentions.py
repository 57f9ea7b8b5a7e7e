from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.helpers import article
from viewer.analysis.analyse import analyse
from viewer.analysis.mentions import LONGEST_PIECE, LONGEST_RUN, pieces, raw_mentions
from viewer.analysis.names import name_key, person_name, says_nothing, split_glued, trimmed
from viewer.analysis.pipeline import ENGLISH, analysis_version, pipeline_for, pipeline_problems
from viewer.analysis.record import Analysis
from viewer.analysis.sentences import article_sentences

needs_english = pytest.mark.skipif(pipeline_for("en") is None, reason="the English pipeline is not installed")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Harbour", "Harbour"),
        ("Denholm's", "Denholm"),
        ("“Denholm”", "Denholm"),
        ("U.S.", "U.S."),
        ("Denholm.", "Denholm"),
    ],
)
def test_a_name_is_trimmed(text: str, name: str) -> None:
    start, end = trimmed(text, 0, len(text))
    assert text[start:end] == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("Park Geun-Hye", "park geun-hye"),
        ("the Harbour", "Harbour"),
        ("Mt. Dale", "Mount Dale"),
        ("A320s", "A320"),
    ],
)
def test_one_normal_form(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("US", "us"), ("AP", "Asia-Pacific"), ("John Marsh", "Joan Marsh")])
def test_different_normal_forms(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("US Secretary of State Orla Denholm", "Orla Denholm"),
        ("President Park Geun-Hye", "Park Geun-Hye"),
        ("Mr. Denholm", "Denholm"),
        ("Denholm", "Denholm"),
    ],
)
def test_titles_go(text: str, name: str) -> None:
    assert person_name(text) == name


@pytest.mark.parametrize(
    ("word", "name"), [("HanWeiming", "Han Weiming"), ("McDonald", "McDonald"), ("YouTube", "YouTube")]
)
def test_glued_names(word: str, name: str) -> None:
    assert split_glued(word) == name


@pytest.mark.parametrize("word", ["saturday", "april", "2013", "state", "secretary of state", "x"])
def test_words_that_are_no_names(word: str) -> None:
    assert says_nothing(word)


@given(st.text(alphabet=st.sampled_from("a ("), max_size=400), st.integers(0, 60))
def test_pieces_cover_the_text_and_stay_short(text: str, repeats: int) -> None:
    text = text + "(" * repeats * 50 + " word" * repeats * 40
    found = list(pieces(text, 0, len(text)))
    assert "".join(text[a:b] for a, b in found) == text
    assert all(b - a <= LONGEST_PIECE for a, b in found)
    assert all(len(run) <= LONGEST_RUN + 1 for a, b in found for run in text[a:b].split())


def test_capitals_serve_where_there_is_no_pipeline() -> None:
    made = article("Titel\n\nGestern kam Orla Denholm nach Brackwater.", language="xx")
    names = [made.text[m.start : m.end] for m in raw_mentions(made, article_sentences(made), None)]
    assert "Orla Denholm" in names
    assert "Gestern" not in names


def test_without_a_pipeline_a_warning_says_what_would_help() -> None:
    found = analyse(article("Titre\n\nOrla Denholm est venue hier.", language="xx"))
    assert [warning.args["language"] for warning in found.warnings] == ["xx"]
    assert found.version.endswith("+rules")


@needs_english
def test_an_analysis_survives_json() -> None:
    found = analyse(article('Fair\n\nMayor Orla Denholm said "the fair is over" in Paris.'))
    assert Analysis.from_json(found.to_json()) == found
    assert found.version == analysis_version("en")
    assert {mention.label for mention in found.mentions} >= {"person", "place"}


@needs_english
def test_days_and_bare_titles_are_no_names() -> None:
    made = article("Fair\n\nOn Saturday in April the Secretary of State met Orla Denholm of Harrow on Sunday.")
    names = {made.text[m.start : m.end] for m in analyse(made).mentions}
    assert not names & {"Saturday", "April", "State", "Secretary of State", "Sunday"}


@needs_english
def test_runs_of_signs_do_not_slow_the_pipeline_down() -> None:
    found = analyse(article("Fair\n\n" + "(" * 20_000 + " Orla Denholm came to Paris."))
    assert any(mention.label == "place" for mention in found.mentions)


@needs_english
def test_the_english_pipeline_is_the_official_one() -> None:
    assert pipeline_problems() == []


def test_a_missing_pipeline_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viewer.analysis.pipeline.find_spec", lambda name: None)
    (problem,) = pipeline_problems()
    assert ENGLISH in problem
