"""Which sentence pairs of a story are kept: all of a few, of a crowd of equal ones the nearest."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.analysis.helpers import article
from viewer.analysis.groups import MOST_MEMBERS
from viewer.analysis.model import Match, Sentence
from viewer.analysis.pairing import story_pairs
from viewer.article.model import Article

SAID = "The mayor of Selby would not comment."


def pairs(*texts: list[str]) -> tuple[Match, ...]:
    """Return the pairs of two articles that consist of these sentences."""
    articles: list[Article] = []
    sentences: list[list[Sentence]] = []
    for listed in texts:
        found, start = [], 0
        for text in listed:
            found.append(Sentence(start, start + len(text), 0))
            start += len(text) + 1
        articles.append(article(" ".join(listed)))
        sentences.append(found)
    (matches,) = story_pairs(articles, sentences)
    return matches


@pytest.mark.parametrize(("ours", "theirs"), [(1, 1), (2, 1), (2, 3), (1, MOST_MEMBERS)])
def test_a_sentence_that_stands_twice_matches_each_time(ours: int, theirs: int) -> None:
    found = pairs([SAID] * ours, [SAID] * theirs)
    assert [(m.a.sentence, m.b.sentence) for m in found] == [(i, j) for i in range(ours) for j in range(theirs)]
    assert {m.score for m in found} == {100.0}


def test_of_a_crowd_every_sentence_keeps_its_nearest_partners() -> None:
    count = 10 * MOST_MEMBERS
    found = pairs([SAID] * count, [SAID] * count)
    assert all(abs(m.a.sentence - m.b.sentence) <= MOST_MEMBERS for m in found)
    partners = Counter(m.a.sentence for m in found), Counter(m.b.sentence for m in found)
    for side in partners:
        assert set(side) == set(range(count))
        assert max(side.values()) <= MOST_MEMBERS


@pytest.mark.parametrize("many", [MOST_MEMBERS + 1, 200])
def test_no_sentence_of_a_crowd_is_left_without_a_partner(many: int) -> None:
    assert {m.b.sentence for m in pairs([SAID], [SAID] * many)} == set(range(many))
    assert {m.a.sentence for m in pairs([SAID] * many, [SAID] * 3)} == set(range(many))


def test_a_better_match_is_kept_before_a_nearer_one() -> None:
    other = SAID.replace("would not", "did not want to")
    found = pairs([other, *[SAID] * 3], [SAID] * (2 * MOST_MEMBERS) + [other])
    assert [m.b.sentence for m in found if m.a.sentence == 0 and m.score == 100.0] == [2 * MOST_MEMBERS]
