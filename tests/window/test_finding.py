from __future__ import annotations

import pytest
from stubs import article, sample_articles

from tests.growth import LINEAR, growth
from viewer.window.finding import Hit, find, fold


def found(text: str, words: str, *, whole: bool = False) -> list[str]:
    known = article(["", text], None)
    return [known.text[start:end] for _, start, end in find([known], [0], words, whole=whole)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param("The Wall, the wall", "wall", ["Wall", "wall"], id="case"),
        pytest.param("Café cafe CAFÉ", "cafe", ["Café", "cafe", "CAFÉ"], id="accents in the text"),
        pytest.param("cafe", "café", ["cafe"], id="accents in the words"),
        pytest.param("cafe\u0301s", "café", ["cafe\u0301"], id="combining mark belongs to the hit"),
        pytest.param("“No,” she said", '"no,"', ["“No,”"], id="quotes"),
        pytest.param("it’s", "it's", ["it’s"], id="apostrophe"),
        pytest.param("well–known", "well-known", ["well–known"], id="dash"),
        pytest.param("the\n  wall", "the wall", ["the\n  wall"], id="line break"),
        pytest.param("14\u00a0million", "14 million", ["14\u00a0million"], id="no-break space"),
        pytest.param("Straße", "strasse", ["Straße"], id="one character becomes two"),
        pytest.param("wait…", "...", ["…"], id="ellipsis"),
        pytest.param("wait…", ".", ["…"], id="one hit per character"),
        pytest.param("😀 wall 😀", "wall", ["wall"], id="astral"),
        pytest.param("aaaa", "aa", ["aa", "aa"], id="hits do not overlap"),
        pytest.param("co\u00adoperate", "cooperate", ["co\u00adoperate"], id="soft hyphen"),
        pytest.param("anything", "   ", [], id="white space alone"),
        pytest.param("a.b (c)", "(c)", ["(c)"], id="no pattern language"),
        pytest.param("北京很大", "京很", ["京很"], id="no spaces"),
    ],
)
def test_words_are_found_as_a_reader_would_find_them(text: str, words: str, expected: list[str]) -> None:
    assert found(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("wall walls wallpaper", "wall", 1),
        ("re-wall, wall.", "wall", 2),
        ("(wall)", "(wall)", 1),
        ("x“wall”x", "“wall”", 1),
        ("U.S. USA", "U.S.", 1),
    ],
)
def test_whole_words_stand_alone(text: str, words: str, expected: int) -> None:
    assert len(found(text, words, whole=True)) == expected


def test_hits_come_in_the_order_of_the_screen_and_only_from_shown_articles() -> None:
    articles = sample_articles()
    hits = find(articles, [2, 0], "nordholm")
    assert [hit.article for hit in hits] == [2, 0]
    assert all(articles[hit.article].text[hit.start : hit.end] == "Nordholm" for hit in hits)
    assert isinstance(hits[0], Hit)


def test_the_time_grows_no_faster_than_the_text() -> None:
    def search(text: str) -> None:
        fold.cache_clear()
        assert found(text, "needle é")

    text = "Ein Satz mit é und “Zeichen” wie needle é. " * 2500
    assert growth(search, text, text * 4) < LINEAR
