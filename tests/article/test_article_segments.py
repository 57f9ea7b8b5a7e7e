from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.article.canonical import canonical
from viewer.article.limits import PARAGRAPH_CHARACTERS
from viewer.article.text.segments import segments_of

WRAPPED = """\
The ferry stayed in port on Monday because its crew had voted to stop work
for three days, and nobody in the town could say when it would cross the
river again.
The ministry said it would answer before the weekend and asked passengers to
take the long way round over the old bridge at Lower Lake, which is open to
all traffic.
Nobody took it.
"""


def texts(text: str) -> list[str]:
    return [segment.text for segment in segments_of(text)]


def test_empty_lines_divide_paragraphs() -> None:
    assert texts("One.\n\nTwo.\n\n\n   Three.  \n") == ["One.", "Two.", "Three."]


def test_without_empty_lines_each_line_is_a_paragraph() -> None:
    long = "A sentence about the river that goes on for quite a while so that no screen could hold it, said the crew."
    assert texts(f"{long}\n{long}\nShort.\n{long}") == [long, long, "Short.", long]


def test_hard_wrapped_lines_are_put_together() -> None:
    assert [text.split()[0] for text in texts(WRAPPED)] == ["The", "The", "Nobody"]
    assert texts(WRAPPED)[0].endswith("river again.")


def test_a_headline_above_wrapped_lines_stays_alone() -> None:
    assert texts("Ferry stays in port\nBy Nele Farrow\n" + WRAPPED)[:2] == ["Ferry stays in port", "By Nele Farrow"]


def test_list_marks_and_indents_are_told() -> None:
    first, second = segments_of("  • tolk\n\n    an answer")
    assert (first.bullet, first.content, first.indent, first.listed) == ("•", "tolk", 2, True)
    assert (second.bullet, second.indent, second.gap) == ("", 4, 1)


def test_a_line_of_a_million_characters_is_divided_after_sentences() -> None:
    line = "The ferry stayed in port. " * 40_000
    pieces = segments_of(line)
    assert all(len(piece.text) <= PARAGRAPH_CHARACTERS and piece.text.endswith(".") for piece in pieces)


def test_an_unbroken_line_is_divided_too() -> None:
    assert max(len(text) for text in texts("x" * 1_000_000)) <= PARAGRAPH_CHARACTERS


@given(st.text(alphabet=st.sampled_from("ab. \n\t•*1)"), max_size=400))
def test_every_visible_character_is_in_one_paragraph_in_order(raw: str) -> None:
    text = canonical(raw)
    position = 0
    for segment in segments_of(text):
        assert not text[position : segment.start].strip()
        assert segment.text == text[segment.start : segment.end]
        assert segment.text == segment.text.strip()
        assert segment.text
        position = segment.end
    assert not text[position:].strip()
