from __future__ import annotations

import pytest

from viewer.analysis.groups import statement_groups
from viewer.analysis.model import Entity, Match, SentenceRef
from viewer.article.messages import Message

A0, A1, B0, B1, C0, C1 = (SentenceRef(article, number) for article in range(3) for number in range(2))


def match(a: SentenceRef, b: SentenceRef, score: float) -> Match:
    return Match(a, b, score, "edited", (), Message("table"))


@pytest.mark.parametrize(
    ("matches", "only_similar", "groups"),
    [
        ([], [], []),
        ([(A0, B0, 90)], [], [(A0, B0)]),
        ([(A0, B0, 90), (B0, C0, 80), (A0, C0, 75)], [], [(A0, B0, C0)]),
        ([(A0, B0, 90), (B0, C0, 80)], [(A0, C0)], [(A0, B0, C0)]),
        ([(A0, B0, 90), (B0, C0, 80)], [], [(A0, B0), (B0, C0)]),
        ([(A0, B0, 90), (A0, B1, 80)], [], [(A0, B0, B1)]),
        ([(A0, C0, 96), (A0, B1, 86), (A1, B1, 82)], [], [(A0, C0), (A1, B1)]),
        ([(A0, B0, 90), (C0, B1, 90)], [], [(A0, B0), (B1, C0)]),
    ],
    ids="none, pair, all match, chain of similar, chain that drifts, split, headline and lead, two pairs".split(", "),
)
def test_groups_come_from_mutual_similarity(matches, only_similar, groups):
    found = [match(*row) for row in matches]
    similar = {frozenset(row[:2]) for row in [*matches, *only_similar]}
    assert [group.members for group in statement_groups(found, similar)] == groups


def test_groups_are_numbered_in_reading_order():
    found = [match(A1, B0, 99), match(A0, B1, 71)]
    named = {group.id: group.members for group in statement_groups(found, {frozenset((m.a, m.b)) for m in found})}
    assert named == {"g1": (A0, B1), "g2": (A1, B0)}


def test_a_match_and_a_link_explain_themselves_in_one_sentence():
    entity = Entity("e1", "Ada Ferris", "person", (), (("Ferris", Message("The only person of that surname here.")),))
    assert match(A0, B0, 90).explain() == "table"
    assert entity.explain("Ferris") == "The only person of that surname here."
    assert entity.explain("Ada Ferris") == "“Ada Ferris” is the name itself."
