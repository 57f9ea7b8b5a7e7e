from __future__ import annotations

from dataclasses import replace

import pytest
from stubs import comparison, sample_articles

from viewer.analysis.lookup import Lookup
from viewer.analysis.model import SentenceRef, Settings
from viewer.analysis.selection import select
from viewer.window.wordings.wording import Wording, build_ladder, group_around, mark_words, nearest_below


def marked(*texts: str) -> list[str]:
    """Each sentence in an article of its own, with brackets around the runs that differ."""
    refs = [SentenceRef(index, 0) for index in range(len(texts))]
    words = mark_words(dict(zip(refs, texts, strict=True)))
    shown = []
    for ref in refs:
        row = Wording(ref, "", 1, words[ref], None)
        text, at, out = row.text, 0, ""
        for start, end in row.boxes():
            out += f"{text[at:start]}[{text[start:end]}]"
            at = end
        shown.append(out + text[at:])
    return shown


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["He said no.", "He said no."], ["He said no.", "He said no."], id="the same"),
        pytest.param(["He SAID no.", "he said No"], ["He SAID no.", "he said No"], id="case and end"),
        pytest.param(["It’s “new”", 'It\'s "new"'], ["It’s “new”", 'It\'s "new"'], id="quotes"),
        pytest.param(["a well–known man", "a well-known man"], ["a well–known man", "a well-known man"], id="dashes"),
        pytest.param(["costs 14 euros", "costs 16 euros"], ["costs [14] euros", "costs [16] euros"], id="numbers"),
        pytest.param(["up 5% today", "up 5 today"], ["up [5%] today", "up [5] today"], id="percent is no punctuation"),
        pytest.param(["the big old wall", "the wall"], ["the [big old] wall", "the wall"], id="boxes join"),
        pytest.param(["a b", "c d"], ["[a b]", "[c d]"], id="nothing in common"),
        pytest.param(["Oslo – the mayor", "Oslo the mayor"], ["Oslo – the mayor", "Oslo the mayor"], id="lone dash"),
        pytest.param(["– the mayor", "the mayor"], ["[–] the mayor", "the mayor"], id="dash in front"),
        pytest.param(["the\n  wall", "the wall"], ["the wall", "the wall"], id="white space"),
        pytest.param(["北京很大", "北京大"], ["北京[很]大", "北京大"], id="no spaces"),
        pytest.param(["a b c", "a b", "a c"], ["a [b c]", "a [b]", "a [c]"], id="common to all three"),
        pytest.param(["A😀 b", "A😀 c"], ["A😀 [b]", "A😀 [c]"], id="astral"),
        pytest.param(["", "a"], ["", "[a]"], id="empty"),
    ],
)
def test_words_that_not_all_wordings_have_are_marked(texts: list[str], expected: list[str]) -> None:
    assert marked(*texts) == expected


def test_two_sentences_of_one_article_count_together() -> None:
    one, first, second = SentenceRef(0, 0), SentenceRef(1, 0), SentenceRef(1, 1)
    words = mark_words({one: "He came and he left.", first: "He came.", second: "He left."})
    assert [word.text for word in words[one] if word.differs] == ["and"]
    assert not any(word.differs for ref in (first, second) for word in words[ref])


def sample_lookup() -> Lookup:
    return Lookup(select(comparison(sample_articles()), Settings()))


def test_a_ladder_lists_the_wordings_in_screen_order_with_their_places() -> None:
    lookup = sample_lookup()
    ladder = build_ladder(lookup, lookup.comparison.groups[1], [2, 0, 1], SentenceRef(0, 2))
    assert [(row.outlet, row.paragraph) for row in ladder.rows] == [
        ("Island Ferry News", 2),
        ("The Harbour Post", 2),
        ("Morning Chronicle", 2),
    ]
    assert [row.match.score if row.match else None for row in ladder.rows] == [78.2, None, 81.0]
    assert ladder.absent == ()


def test_a_ladder_names_the_articles_that_have_no_wording() -> None:
    lookup = sample_lookup()
    ladder = build_ladder(lookup, lookup.comparison.groups[0], [0, 1, 2])
    assert ladder.absent == (2,)
    assert ladder.rows[0].match is None


def test_an_article_without_a_pane_has_no_row() -> None:
    lookup = sample_lookup()
    ladder = build_ladder(lookup, lookup.comparison.groups[1], [1, 2])
    assert [row.ref.article for row in ladder.rows] == [1, 2]
    assert ladder.rows[1].match is not None
    assert ladder.rows[1].match.score == 71.5


def test_a_matched_sentence_outside_all_groups_stands_with_its_matches() -> None:
    lookup = Lookup(replace(sample_lookup().comparison, groups=()))
    group = group_around(lookup, SentenceRef(1, 2))
    assert group is not None
    assert group.members == (SentenceRef(0, 2), SentenceRef(1, 2), SentenceRef(2, 2))
    assert group_around(lookup, SentenceRef(2, 1)) is None


@pytest.mark.parametrize(
    ("threshold", "ref", "score"),
    [
        (70, SentenceRef(2, 1), 52.0),
        (70, SentenceRef(2, 3), None),
        (70, None, 52.0),
        (90, None, 86.4),
        (45, None, None),
    ],
)
def test_the_nearest_pair_is_the_best_below_the_threshold(
    threshold: int, ref: SentenceRef | None, score: float | None
) -> None:
    found = nearest_below(select(comparison(sample_articles()), Settings(threshold)), ref)
    assert (found.score if found else None) == score
