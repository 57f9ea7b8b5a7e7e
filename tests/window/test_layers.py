from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from stubs import sample_notes, sample_story

from viewer.analysis.model import SentenceRef
from viewer.window.panes.layers import (
    EMPTY,
    Layer,
    Span,
    entity_layer,
    note_layer,
    own_sentences,
    sentence_layer,
    visible_labels,
)

SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda at: Span(at[0], at[0] + at[1], "k", "r")), max_size=15
)


@given(SPANS, st.integers(0, 40), st.integers(1, 15))
def test_within_is_what_touches_the_range(spans: list[Span], start: int, length: int) -> None:
    end = start + length
    assert list(Layer(spans).within(start, end)) == sorted(s for s in spans if s.start < end and s.end > start)


def test_nothing_is_within_an_empty_layer() -> None:
    assert list(EMPTY.within(0, 100)) == []


def words(article: int, layer: Layer) -> list[str]:
    return [sample_story().articles[article].text[span.start : span.end] for span in layer.spans]


def test_sentences_are_marked_that_have_a_match() -> None:
    story = sample_story()
    assert [span.key for span in sentence_layer(story, 0).spans] == [1, 2, 3]
    assert [span.key for span in sentence_layer(story, 2).spans] == [2]
    story.set_threshold(50)
    assert [span.key for span in sentence_layer(story, 2).spans] == [1, 2]


def test_only_shared_names_are_marked() -> None:
    story = sample_story()
    found = words(2, entity_layer(story, 2))
    assert "Ines Falk" in found
    assert "Jonas Brandt" not in found


def test_before_the_comparison_only_notes_are_marked() -> None:
    story = sample_story(compared=False)
    assert sentence_layer(story, 0) is EMPTY
    assert entity_layer(story, 0) is EMPTY
    assert own_sentences(story, SentenceRef(0, 1), 0) is None
    story.set_notes(sample_notes(story))
    assert words(0, note_layer(story, 0)) == ["would cost 14 million euros", "About 200 residents"]
    assert [span.role for span in note_layer(story, 1).spans] == ["b"]


def test_a_sentence_is_marked_in_its_own_article() -> None:
    story = sample_story()
    found = own_sentences(story, SentenceRef(0, 1), 0)
    assert found is not None
    assert story.articles[0].text[found.start : found.end] == story.articles[0].paragraph_text(1)
    assert own_sentences(story, SentenceRef(0, 1), 1) is None
    assert own_sentences(story, None, 0) is None


def test_hidden_kinds_are_not_visible() -> None:
    assert visible_labels(frozenset({"person"})) == {"place", "organisation", "group", "event", "other"}
