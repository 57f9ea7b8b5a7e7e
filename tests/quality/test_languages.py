"""Articles in languages without a pipeline: what must be found in them all the same."""

from __future__ import annotations

import pytest

from tests.quality.data import LanguageSample, load_language_samples
from viewer import Comparison, compare, read_article

_NAMES = {"de": {"Torben Wiechert", "Rabenau"}, "es": {"San Telmo"}, "fr": {"Montrevel"}, "tl": {"San Isidro"}}
_MOST_FALSE = 3
"""Matches beyond those of the key that a pair of articles may have: its sentences are few, the key is not complete."""


@pytest.fixture(scope="module", params=load_language_samples(), ids=lambda sample: sample.language)
def compared(request: pytest.FixtureRequest) -> tuple[LanguageSample, Comparison]:
    sample = request.param
    return sample, compare([read_article(path) for path in sample.paths])


def _plain(text: str) -> str:
    return " ".join(text.split())


def test_the_language_is_recognised(compared: tuple[LanguageSample, Comparison]) -> None:
    sample, found = compared
    assert {article.language.split("-")[0] for article in found.articles} == {sample.language}


def test_every_match_is_found(compared: tuple[LanguageSample, Comparison]) -> None:
    sample, found = compared
    pairs = {(_plain(found.sentence_text(m.a)), _plain(found.sentence_text(m.b))) for m in found.matches}
    wanted = {(_plain(a), _plain(b)) for a, b in sample.matches}
    assert wanted <= pairs
    assert len(pairs) <= len(wanted) + _MOST_FALSE


def test_every_quotation_is_found_and_nothing_else(compared: tuple[LanguageSample, Comparison]) -> None:
    sample, found = compared
    for number, wanted in enumerate(sample.quotes):
        text = found.articles[number].text
        assert [_plain(text[q.start : q.end]) for q in found.quotes if q.article == number] == list(map(_plain, wanted))


def test_names_found_by_their_capitals_are_shared(compared: tuple[LanguageSample, Comparison]) -> None:
    sample, found = compared
    shared = {entity.name for entity in found.entities if entity.shared}
    assert _NAMES.get(sample.language, set()) <= shared
    assert not shared & {"Hemos", "Nous", "Mas", "Lunes", "Wir", "Die"}
