"""The recogniser taken step by step finds what spaCy's own loop finds, and nothing idle is run before it."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.analysis.pipeline import ENGLISH, load_pipeline, named_spans
from viewer.analysis.recogniser import recognised, without_idle_parts
from viewer.article.reading import article_from_text

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
Spans = list[list[tuple[int, int, str]]]


def spans_of_spacy(texts: Sequence[str]) -> Spans:
    docs = load_pipeline(ENGLISH).pipe(texts, batch_size=max(1, len(texts)))
    return [[(name.start_char, name.end_char, name.label_) for name in doc.ents] for doc in docs]


def paragraphs() -> list[str]:
    articles = [article_from_text(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.rglob("*.txt"))]
    return [article.paragraph_text(place) for article in articles for place in range(len(article.paragraphs))]


def test_the_names_of_whole_articles_are_those_of_spacy() -> None:
    texts = paragraphs()
    found = list(named_spans(ENGLISH, texts))
    assert found == spans_of_spacy(texts)
    assert sum(map(len, found)) > 200


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60) | st.sampled_from(["", " ", "Ida Rehn of Wrayburn", "U.S. Navy\n"]), max_size=6))
def test_the_names_of_any_texts_are_those_of_spacy(texts: list[str]) -> None:
    assert list(named_spans(ENGLISH, texts)) == spans_of_spacy(texts)


def test_nothing_computed_is_held_on_to() -> None:
    texts = paragraphs()[:40]
    list(named_spans(ENGLISH, texts))
    gc.collect()
    gc.disable()
    tracemalloc.start()
    try:
        for _ in range(4):
            list(named_spans(ENGLISH, texts))
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        gc.enable()
    assert held < peak / 4


def test_only_the_recogniser_runs() -> None:
    assert load_pipeline(ENGLISH).pipe_names == ["ner"]


def test_what_another_part_listens_to_stays() -> None:
    from spacy.lang.en import English

    pipeline = English()
    pipeline.add_pipe("tok2vec")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
    tagger = pipeline.add_pipe("tagger", config={"model": {"tok2vec": listener}})
    tagger.add_label("NN")  # type: ignore[attr-defined]
    pipeline.initialize()
    assert without_idle_parts(pipeline).pipe_names == ["tok2vec", "tagger"]
    pipeline.remove_pipe("tagger")
    assert without_idle_parts(pipeline).pipe_names == []


@pytest.mark.parametrize("texts", [[], ["Ida Rehn came.", "She left."]])
def test_a_pipeline_with_other_parts_runs_as_it_is(texts: list[str]) -> None:
    from spacy.lang.en import English

    pipeline = English()
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Ida Rehn"}])  # type: ignore[attr-defined]
    assert [len(doc.ents) for doc in recognised(pipeline, texts)] == [1, 0][: len(texts)]
