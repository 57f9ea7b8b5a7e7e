"""Words as written come out the same, whichever of the quick ways finds them."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from viewer.analysis.words import WORD, raw_words, raw_words_of, words_of

SIGNS = "aB9. ,:'’“”—-_é中\u00a0sS"


@given(st.text(alphabet=SIGNS, max_size=40))
@example("U.S. officials, the 1890s, 2nd, 1,200.50 and 7JN2")
@example("the mayor's “plan’s end”—it’S 's")
@example("'s")
def test_raw_words_are_the_words_without_their_places(text: str) -> None:
    places = [(word.start, word.end) for word in words_of(text)]
    assert raw_words(text) == [text[start:end] for start, end in places]


def test_names_that_begin_with_united_come_as_initials() -> None:
    assert raw_words("The United States and the United Nations, not United Airlines") == (
        ["The", "US", "and", "the", "UN", "not", "United", "Airlines"]
    )


@given(st.text(alphabet="ab1. ", max_size=30))
def test_texts_of_plain_letters_have_the_words_of_any_text(text: str) -> None:
    assert raw_words(text) == WORD.findall(text)


@given(st.lists(st.text(alphabet=SIGNS + "\0\n", max_size=30), max_size=6))
@example(["one\0two", "", "U.S. and é", "1,200 men"])
def test_many_texts_have_the_words_of_each_alone(texts: list[str]) -> None:
    assert raw_words_of(texts) == [raw_words(text) for text in texts]
