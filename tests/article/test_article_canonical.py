from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.article.canonical import canonical


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("a\u00a0b\u202fc\u3000d", "a b c d"),
        ("\ufeffwo\u200brd\u2060 sof\u00adt", "word soft"),
        ("e\u0301", "é"),
        ("a\x00\x07b\x1b[0m\x7f\x9d", "ab[0m"),
        ("a\tb", "a\tb"),
        ("x\ud800y", "x\ufffdy"),
        ("a\u202eb\u2066c\u2069", "a\u202eb\u2066c\u2069"),
        ("latin\u200dletters\u200c", "latinletters"),
        ("می\u200cشود", "می\u200cشود"),
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_each_oddity_has_one_plain_form(raw: str, clean: str) -> None:
    assert canonical(raw) == clean


@given(st.text())
def test_a_second_time_changes_nothing(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once


@given(st.text(alphabet="a\u0301\u0323\u200b\u200c\u200d\u00a0\r\n\ud800\u05b0م\u0653", max_size=80))
def test_a_second_time_changes_nothing_among_marks_and_joiners(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    once.encode("utf-8")


def test_a_flood_of_combining_marks_is_cut() -> None:
    flooded = "a" + "\u0301\u0323" * 200_000 + " end"
    text = canonical(flooded)
    assert len(text) < 60
    assert text.endswith(" end")
