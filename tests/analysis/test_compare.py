from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.analysis.helpers import SEEDS, analysis, article, needs_seeds
from viewer.analysis.compare import compare, compare_analyses
from viewer.analysis.grouping import group_stories
from viewer.analysis.model import Comparison, SentenceRef, Settings, from_cache, to_cache
from viewer.analysis.pairing import described
from viewer.analysis.pipeline import pipeline_for
from viewer.analysis.record import Analysis
from viewer.analysis.selection import select
from viewer.analysis.words import words_of
from viewer.article.model import Article

needs_english = pytest.mark.skipif(pipeline_for("en") is None, reason="the English pipeline is not installed")

FIRST = """River floods Harrow

The Tern river rose by two metres overnight and flooded 40 houses in Harrow, the fire service said.

Mayor Orla Denholm called the dyke “a disgrace to this county and to everyone who signed for it”.

The dyke has an enormous capacity to hold water, engineers claimed last year."""
SECOND = """Harrow under water

The river Tern rose two metres overnight and flooded 14 houses in Harrow, the fire service said.

“It is a disgrace to this county and to everyone who signed for it,” Denholm told reporters.

Yes.

Nobody doubts that the dyke has enormous capacity, but its gates were left open on Sunday."""
NAMES = {"Orla Denholm": "person", "Denholm": "person", "Harrow": "place", "Tern": "place"}


@pytest.fixture
def compared() -> Comparison:
    articles = [article(FIRST), article(SECOND)]
    return compare_analyses(articles, [analysis(a, NAMES) for a in articles])


def text_of(comparison: Comparison, member: tuple[int, int, int]) -> str:
    number, start, end = member
    return comparison.articles[number].text[start:end]


def test_matches_carry_kind_runs_and_reason(compared: Comparison) -> None:
    pairs = {compared.sentence_text(p.a)[:9]: p for p in compared.pairs}
    flood = pairs["The Tern "]
    assert flood.kind == "edited"
    assert "40" in flood.why
    assert "14" in flood.why
    for pair in compared.pairs:
        left, right = compared.articles[pair.a.article].text, compared.articles[pair.b.article].text
        for run in pair.same:
            assert [w.form for w in words_of(left[run.a_start : run.a_end])] == [
                w.form for w in words_of(right[run.b_start : run.b_end])
            ]


def test_a_quotation_in_another_frame_matches(compared: Comparison) -> None:
    assert any("disgrace" in compared.sentence_text(m.a) for m in compared.matches)


def test_a_shared_run_is_a_phrase_although_a_small_word_is_missing(compared: Comparison) -> None:
    found = [[text_of(compared, member) for member in phrase.members] for phrase in compared.phrases]
    assert ["dyke has an enormous capacity", "dyke has enormous capacity"] in found


def test_names_alone_are_no_phrase() -> None:
    articles = [
        article("A\n\nOn Monday Mayor Orla Denholm came."),
        article("B\n\nA storm hit Mayor Orla Denholm hard."),
    ]
    found = compare_analyses(articles, [analysis(a, NAMES) for a in articles])
    assert found.runs == ()


def test_moving_the_threshold_recomputes_nothing_and_hides_phrases_of_matches(compared: Comparison) -> None:
    low, high = (select(compared, Settings(threshold=t)) for t in (40, 100))
    assert set(high.matches) <= set(compared.matches) <= set(low.matches)
    assert low.pairs is compared.pairs
    assert len(high.phrases) >= len(low.phrases)


def test_very_short_sentences_do_not_match() -> None:
    articles = [article("A\n\nYes. The fair is over now."), article("B\n\nYes. The fair is over now.")]
    found = compare_analyses(articles, [analysis(a, {}) for a in articles])
    assert [found.sentence_text(m.a) for m in found.matches] == ["The fair is over now."]
    assert [m.kind for m in found.matches] == ["verbatim"]


def test_an_article_with_itself_is_verbatim_throughout() -> None:
    articles = [article(FIRST), article(FIRST)]
    found = compare_analyses(articles, [analysis(a, NAMES) for a in articles])
    own = [m for m in found.matches if m.a.sentence == m.b.sentence]
    assert len(own) == len(found.sentences[0])
    assert {(m.kind, m.score) for m in own} == {("verbatim", 100.0)}


def test_the_cache_loses_nothing(compared: Comparison) -> None:
    data = json.loads(json.dumps(to_cache(compared)))
    again = select(from_cache(data, compared.articles), compared.settings)
    assert again == compared
    assert to_cache(again) == to_cache(compared)


def test_one_article_works_and_the_dictionary_is_json() -> None:
    made = article(FIRST)
    found = compare_analyses([made], [analysis(made, NAMES)])
    assert found.matches == ()
    assert json.loads(json.dumps(found.to_dict()))["schema"] == 1


def test_no_article_gives_an_empty_comparison() -> None:
    assert compare([]).entities == ()


@needs_english
def test_a_file_that_cannot_be_read_is_named_and_the_others_compared(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(FIRST, encoding="utf-8")
    steps: list[tuple[int, int]] = []
    found = compare([good, tmp_path / "missing.txt"], progress=lambda done, of: steps.append((done, of)))
    assert len(found.articles) == 1
    (warning,) = [w for w in found.warnings if w.article is None]
    assert "missing.txt" in warning.message
    assert steps[-1] == (2, 2)


def test_kinds_follow_the_words_not_the_letters() -> None:
    def kind(a: str, b: str) -> str:
        return described(SentenceRef(0, 0), SentenceRef(1, 0), 80, (a, b), (words_of(a), words_of(b))).kind

    assert kind("The dyke broke at noon.", "the dyke  broke at noon") == "verbatim"
    assert kind("The old dyke broke at noon.", "The dyke broke at noon today.") == "edited"
    assert kind("At noon water came through.", "The dyke broke when the water came.") == "reworded"


def test_stories_are_told_apart() -> None:
    flood, copy = article(FIRST), article(SECOND)
    trial = article(
        "Verdict in bank trial\n\nA jury in Port Ariel convicted the banker Jonas Marsh of fraud on Friday."
    )
    again = article(
        "Banker Marsh convicted\n\nJonas Marsh, a banker, was found guilty of fraud by a jury in Port Ariel."
    )
    assert group_stories([flood, trial, copy, again]) == [[0, 2], [1, 3]]
    assert group_stories([]) == []
    assert group_stories([flood]) == [[0]]


@pytest.fixture(scope="module")
def seeds() -> Comparison:
    return compare(sorted(SEEDS.glob("*.txt")))


@needs_seeds
@needs_english
class TestSeeds:
    def entity(self, seeds: Comparison, form: str) -> set[tuple[str, tuple[int, ...]]]:
        return {(e.name, e.articles) for e in seeds.entities for m in e.mentions if m.text == form}

    def test_shared_names(self, seeds: Comparison) -> None:
        everywhere = (0, 1, 2)
        assert self.entity(seeds, "Kerry") == self.entity(seeds, "John Kerry") == {("John Kerry", everywhere)}
        for form in ("DPRK", "North Korea", "N. Korea", "Democratic People's Republic of Korea", "North"):
            assert self.entity(seeds, form) == {("North Korea", everywhere)}
        for form in ("ROK", "South Korea", "South"):
            assert self.entity(seeds, form) == {("South Korea", everywhere)}
        for form in ("US", "U.S.", "United States"):
            assert self.entity(seeds, form) == {("United States", everywhere)}
        assert self.entity(seeds, "Xi") == self.entity(seeds, "Xi Jinping") == {("Xi Jinping", (0, 1))}

    def test_what_is_not_shared(self, seeds: Comparison) -> None:
        shared = {e.name for e in seeds.entities if e.shared}
        forms = {m.text for e in seeds.entities for m in e.mentions}
        assert not shared & {"State", "Patriot", "AP", "Asia-Pacific", "Saturday", "U.N.", "Kim Jong-un"}
        assert not forms & {"Saturday", "Friday", "tolindoy", "Guest", "Tibet"}

    def test_headlines_match_and_the_shared_phrase_does_not(self, seeds: Comparison) -> None:
        titles = {(m.a.article, m.b.article) for m in seeds.matches if m.a.sentence == m.b.sentence == 0}
        assert (0, 2) in titles
        phrases = [[text_of(seeds, member) for member in phrase.members] for phrase in seeds.phrases]
        assert ["China has an enormous ability", "China has enormous ability"] in phrases

    def test_speakers(self, seeds: Comparison) -> None:
        names = {e.id: e.name for e in seeds.entities}
        said = {text_of(seeds, (q.article, q.start, q.end))[1:20]: names.get(q.speaker or "") for q in seeds.quotes}
        assert said["China has long been"] == "Hua Chunying"
        assert said["We maintain that th"] == "Yang Jiechi"

    def test_spans_lie_inside_their_articles(self, seeds: Comparison) -> None:
        for entity in seeds.entities:
            for mention in entity.mentions:
                assert text_of(seeds, mention[:3]) == mention.text

    def test_the_threshold_moves_at_once(self, seeds: Comparison) -> None:
        six = compare_analyses(*self.six(seeds))
        best = min(self.seconds(six, threshold) for threshold in (40, 55, 70, 90))
        assert best <= 0.02

    def six(self, seeds: Comparison) -> tuple[list[Article], list[Analysis]]:
        articles = [*seeds.articles, *seeds.articles]
        return articles, [analysis(a, {}) for a in articles]

    def seconds(self, comparison: Comparison, threshold: int) -> float:
        start = time.perf_counter()
        select(comparison, Settings(threshold=threshold))
        return time.perf_counter() - start
