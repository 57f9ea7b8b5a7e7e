from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.analysis import scoring, threads
from viewer.analysis.matching import match_sentences, quoted_parts

WORDS = st.sampled_from(
    "the mayor opened closed bridge river Dale Harrow 12 40 not on Monday Tuesday market, “trade” of".split()
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@given(SENTENCES, SENTENCES)
def test_the_score_is_symmetric(a: str, b: str) -> None:
    assert [s for _, _, s in match_sentences([a], [b], 0)] == [s for _, _, s in match_sentences([b], [a], 0)]


@given(st.lists(SENTENCES, min_size=1, max_size=6))
def test_a_sentence_matches_itself_with_100(texts: list[str]) -> None:
    found = {(i, j): score for i, j, score in match_sentences(texts, list(texts), 0)}
    assert all(found[k, k] == 100.0 for k in range(len(texts)))


@settings(max_examples=40)
@given(st.lists(SENTENCES, min_size=2, max_size=6))
def test_the_same_list_twice_gives_each_pair_once(texts: list[str]) -> None:
    pairs = match_sentences(texts, texts, 0)
    assert all(i < j for i, j, _ in pairs)
    assert len({(i, j) for i, j, _ in pairs}) == len(pairs)
    apart = {(i, j): s for i, j, s in match_sentences(texts, list(texts), 0) if i < j}
    assert {(i, j): s for i, j, s in pairs} == apart


@given(SENTENCES, SENTENCES, st.lists(SENTENCES, max_size=5))
def test_other_sentences_do_not_change_a_score(a: str, b: str, others: list[str]) -> None:
    alone = match_sentences([a], [b], 0)
    among = [(i, j, s) for i, j, s in match_sentences([a, *others], [b, *others], 0) if (i, j) == (0, 0)]
    assert alone == among


def test_case_quotes_dashes_and_space_do_not_count() -> None:
    a = "“We are done,” the Mayor said – twice."
    b = '"We are done,"  the mayor said -- twice.'
    assert match_sentences([a], [b]) == [(0, 0, 100.0)]


def test_the_threshold_cuts() -> None:
    a = ["The river rose by two metres overnight, officials said."]
    b = ["Officials said the river rose two metres overnight.", "A cat sat on the wall."]
    assert [(i, j) for i, j, _ in match_sentences(a, b, 50)] == [(0, 0)]
    assert match_sentences(a, b, 101) == []


def test_other_figures_in_the_same_words_stay_below_the_default() -> None:
    a = "The storm killed 40 people in the northern province on Monday."
    b = "The storm killed 14 people in the northern province on Monday."
    (pair,) = match_sentences([a], [b], 0)
    assert 50 <= pair[2] < 70


def test_a_quotation_matches_in_another_frame() -> None:
    quote = "nobody in this valley will drink that water while I live"
    a = f"Standing by the pump, the reeve told a crowd of farmers: “{quote}.”"
    b = f"Asked about the plan on local radio, Ilse Brandt said “{quote}”, to cheers."
    assert [(i, j) for i, j, _ in match_sentences([a], [b])] == [(0, 0)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He said “one two three four five six” twice.", ["one two three four five six"]),
        ('one two three four five six," he said.', ["one two three four five six,"]),
        ("He said: “One two three four five six", ["One two three four five six"]),
        ("He said “no” twice, and then he went home again.", []),
    ],
)
def test_quotations_inside_a_sentence(text: str, parts: list[str]) -> None:
    assert list(quoted_parts(text)) == parts


@pytest.mark.parametrize("texts", [[], [""], ["", "", "…"], ["!?", "a"]])
def test_empty_input_gives_no_match(texts: list[str]) -> None:
    assert match_sentences(texts, list(texts), 70) == [(i, j, 100.0) for i, j, _ in [(1, 1, 0)] if texts == ["!?", "a"]]


def test_long_lists_agree_with_short_ones() -> None:
    texts = [
        f"The {name} of {place} opened on day {day}."
        for day in range(20)
        for name in ("fair", "dam")
        for place in "abcd"
    ]
    found = {(i, j): s for i, j, s in match_sentences(texts, texts, 60)}
    assert found
    sample = list(found.items())[::97]
    assert all(match_sentences([texts[i]], [texts[j]], 0)[0][2] == score for (i, j), score in sample)


@pytest.mark.parametrize("cores", [1, 2])
def test_pairs_scored_in_parts_score_the_same(cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        f"{start} {name} bridge over the river {verb} on {day} after {count} people complained."
        for start, name in (("The", "Harrow"), ("“The", "Dale"), ("Officials said the", "Dale"))
        for verb in ("opened", "did not open")
        for day in ("Monday", "Tuesday")
        for count in (12, 40)
    ]
    whole = match_sentences(texts, texts, 0)
    monkeypatch.setattr(scoring, "_ALONE", 3)
    monkeypatch.setattr(scoring, "_TOGETHER", 7)
    monkeypatch.setattr(threads, "CORES", cores)
    assert match_sentences(texts, texts, 0) == whole
    assert len({score for _, _, score in whole}) > 3


def test_neither_matching_nor_compare_imports_spacy() -> None:
    code = (
        "import sys, viewer, viewer.analysis.compare\n"
        "viewer.match_sentences(['a b c'], ['a b c'])\n"
        "viewer.analysis.compare.analysis_version()\n"
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
