from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.helpers import article
from tests.growth import LINEAR, growth
from viewer.analysis.sentences import article_sentences, split_sentences

CASES = [
    ("plain", ["The fair closed early.", "Rain had come."]),
    ("country with points", ["He lives in the U.S. and likes it.", "Sino-U.S. ties are good."]),
    ("country at the end", ["He moved to the U.S.", "He liked it."]),
    ("initials", ["J. K. Marsh and N. Korea met.", "They talked."]),
    ("titles", ["Mr. Dale met Dr. Oyelaran.", "Gov. Reyes came too."]),
    ("that is", ["It is, i.e. North Dale agreed, over."]),
    ("decimals", ["Prices rose 3.5 percent.", "Then they fell."]),
    ("dates", ["The vote is on Feb. 20 at noon.", "Doors open at 5 p.m.", "The hall is small."]),
    ("figure first", ["It was 1999.", "20 people came."]),
    ("ellipsis inside", ["They waited … and waited.", "Nobody came."]),
    ("quote closes after the stop", ["“It is over.”", "She left."]),
    ("question in a quotation", ["“Is it over?” Dale asked.", "Nobody knew."]),
    ("marks", ["Really?!", "Yes!", "Fine."]),
    ("company", ["Harrow Inc. said so.", "Harrow Inc.", "The firm grew."]),
    ("brackets", ["(He left.)", "Then it rained."]),
    ("Chinese", ["他说。", "她走了！", "真的？"]),
    ("Spanish", ["¿Qué pasa?", "¡Nada!", "Él dijo."]),
    ("French", ["« C’est vrai. »", "Il part."]),
    ("Arabic", ["هل جاء؟", "نعم جاء."]),
    ("Hindi", ["वह आया।", "वह गया।"]),
]


@pytest.mark.parametrize(("name", "sentences"), CASES, ids=[name for name, _ in CASES])
def test_splits(name: str, sentences: list[str]) -> None:
    text = "".join(sentences) if name == "Chinese" else " ".join(sentences)
    assert [text[a:b] for a, b in split_sentences(text)] == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It stood there last April.He said so.", ["It stood there last April.", "He said so."]),
        (
            'It was so last April."The fact is, it fell," she said.',
            ["It was so last April.", '"The fact is, it fell," she said.'],
        ),
        ("Ask at www.Foo.Com or Booking.Com today.", ["Ask at www.Foo.Com or Booking.Com today."]),
        ("Version 2.0 and U.S.Army stay whole.", ["Version 2.0 and U.S.Army stay whole."]),
    ],
)
def test_glued_sentences_are_split_without_touching_the_text(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text)] == sentences


@given(st.text(alphabet=st.sampled_from("aB .!?…\"“”'’»«)(。؟\n\u00a0I1U.S"), max_size=80))
def test_spans_are_ordered_and_cover_all_that_is_not_space(text: str) -> None:
    spans = split_sentences(text)
    covered = {place for start, end in spans for place in range(start, end)}
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in spans)
    assert {place for place, char in enumerate(text) if not char.isspace()} <= covered


def test_title_is_one_sentence_and_only_title_and_body_have_sentences() -> None:
    made = article(
        "Rain. Wind.\n\nIt fell. It stayed.\n\nA caption.\n\nShare this.", kinds={2: "caption", 3: "boilerplate"}
    )
    assert [made.text[s.start : s.end] for s in article_sentences(made)] == ["Rain. Wind.", "It fell.", "It stayed."]
    assert [s.paragraph for s in article_sentences(made)] == [0, 1, 1]


@pytest.mark.parametrize("unit", [".", '."', "a.B", "U.S. ", '"A."B', "Mr. ", "!?”"])
def test_time_grows_with_the_length_only(unit: str) -> None:
    assert growth(split_sentences, unit * 4_000, unit * 16_000) < LINEAR
