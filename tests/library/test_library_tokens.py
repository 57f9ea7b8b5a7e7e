from __future__ import annotations

import sqlite3
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from viewer.library.search.places import Finder, fits, token_places
from viewer.library.search.terms import Term, expression, parse, wanted
from viewer.library.search.tokens import LONGEST, form, forms, line_of, plain, sort_key, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The co-op's 12,000 members", ["the", "co", "op", "s", "12", "000", "members"]),
        ("“Köln” — Łódź, Ærø", ["koln", "lodz", "aero"]),
        ("cafe\u0301 CAFÉ", ["cafe", "cafe"]),
        ("Straße", ["strasse"]),
        ("Καλημέρα Йод", ["καλημερα", "иод"]),
        ("مُحَمَّد می\u200cخواهم", ["محمد", "میخواهم"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("東京2024年", ["東京", "京", "2024", "年"]),
        ("สวัสดี", ["สว", "วั", "ัส", "สด", "ดี", "ี"]),
        ("한국어를", ["한국어를"]),
        ("ﬁne ½ ㎏", ["fine", "12"]),
        ("a" * 100, ["a" * LONGEST]),
        ("snake_case", ["snake", "case"]),
        ("😀 … ", []),
    ],
)
def test_words_are_compared_in_one_form(text: str, expected: list[str]) -> None:
    assert forms(text) == expected
    assert [token.form for token in tokens(text)] == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["Äpfel", "apple", "“Apple” pie", "Banana"],
        ["Ærø", "AFP", "Ägypten"],
        ["10 dead", "a", "B", "…"],
    ],
)
def test_titles_are_sorted_as_people_sort(expected: list[str]) -> None:
    assert sorted({*expected}, key=lambda text: sort_key(text) or "") == expected


def test_nothing_is_sorted_by_nothing() -> None:
    assert sort_key(None) is None
    assert sort_key("  ") is None


_LETTERS = "abA1 -'\"“”*.\n\u0301éßøﬁ½東京ส\u0e31हि\u093f\u200cم\u064e😀_"
_TEXT = st.one_of(st.text(_LETTERS, max_size=40), st.text("ab \n-", max_size=40), st.text(max_size=12))
_TYPED = st.one_of(st.text(_LETTERS, max_size=12), st.text('ab -"*', max_size=12))


@given(_TEXT)
def test_words_are_plain_for_the_index_and_stand_where_they_say(text: str) -> None:
    found = tokens(text)
    assert forms(text) == [token.form for token in found]
    assert len(plain(text)) == len(text)
    for token in found:
        assert token.form
        assert not any(
            character.isspace() or (character.isascii() and not character.isalnum()) for character in token.form
        )
        assert form(text[token.start : token.end]) == token.form
    assert [token.start for token in found] == sorted({token.start for token in found})


@given(st.lists(st.one_of(_TEXT, st.text("ab \x1f", max_size=6)), max_size=5))
@example(["Two words", "", "more", "café", "Ærø", "plain again", "a" * 100])
def test_a_line_of_several_texts_has_the_words_of_each(texts: list[str]) -> None:
    parted = [part.split() for part in line_of(texts, "¶").split("¶")]
    assert parted == ([forms(text) for text in texts] or [[]])


@given(_TEXT, _TYPED)
@example("a a a", '"a a"')
@example("“a” b", "a b ")
def test_quick_and_slow_ways_find_the_same_places(text: str, typed: str) -> None:
    terms = wanted(parse(typed))
    spans = sorted(span for term in terms for span in token_places(tokens(text), term))
    covered = {place for start, end in spans for place in range(start, end)}
    found = Finder(terms).places(text)
    assert {place for start, end in found for place in range(start, end)} == covered
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@given(st.lists(_TEXT.filter(str.strip), min_size=1, max_size=3), _TYPED)
def test_a_text_is_searched_as_its_paragraphs_are(parts: list[str], typed: str) -> None:
    finder = Finder(parse(typed))
    paragraphs, start = [], 0
    for part in parts:
        paragraphs.append((start, start + len(part)))
        start += len(part) + 2
    text = "\n\n".join(parts)
    assert finder.in_paragraphs(text, paragraphs) == [finder.places(text, start, end) for start, end in paragraphs]


@given(st.lists(_TEXT, max_size=3), _TYPED)
def test_the_index_finds_what_is_shown(parts: list[str], typed: str) -> None:
    terms = parse(typed)
    if not wanted(terms):
        return
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5(body, content='', tokenize='ascii', prefix='1 2 3')")
    connection.execute(
        "INSERT INTO found (rowid, body) VALUES (1, ?)", (" ¶ ".join(" ".join(forms(p)) for p in parts),)
    )
    rows = connection.execute("SELECT rowid FROM found WHERE found MATCH ?", (expression(terms, "body"),)).fetchall()
    connection.close()
    assert bool(rows) == fits([tokens(part) for part in parts], terms)
    if rows:
        assert any(Finder(terms).places(part) for part in parts)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("two words", [Term(("two",)), Term(("words",), begun=True)]),
        ("two words ", [Term(("two",)), Term(("words",))]),
        ('"two words"', [Term(("two", "words"))]),
        ('"two wor', [Term(("two", "wor"), begun=True)]),
        ("wor* x ", [Term(("wor",), begun=True), Term(("x",))]),
        ("a -b", [Term(("a",)), Term(("b",), excluded=True)]),
        ('a -"b c"', [Term(("a",)), Term(("b", "c"), excluded=True)]),
        ("a-b ", [Term(("a", "b"))]),
        ("the the ", [Term(("the",))]),
        ("東京都 ", [Term(("東京", "京都"))]),
        ("東 ", [Term(("東",), begun=True)]),
        ("“” - * ", []),
    ],
)
def test_what_is_typed_becomes_terms(typed: str, expected: list[Term]) -> None:
    assert list(parse(typed)) == expected


def test_marks_of_all_scripts_belong_to_words() -> None:
    for code in (*range(0x300, 0x1F00), *range(0x1AB0, 0x1B00)):
        mark = chr(code)
        if unicodedata.category(mark)[0] == "M" and not tokens(mark):
            assert [(token.start, token.end) for token in tokens(f"a{mark}b")] == [(0, 3)]
