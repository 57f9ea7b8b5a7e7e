"""One statement, several wordings: groups of sentences that match each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from viewer.analysis.model import Group, Match, SentenceRef


def statement_groups(matches: Sequence[Match]) -> tuple[Group, ...]:
    """Group the matched sentences by mutual similarity, strongest matches first.

    A sentence joins a group only if it matches at least half of the members outside its own article, so that a chain
    of pairs (a like b, b like c, a unlike c) cannot drift into one group. A member of the same article is let in when
    it matches a member elsewhere (one sentence split in two). Groups come in reading order of their first member.
    """
    neighbours: dict[SentenceRef, set[SentenceRef]] = defaultdict(set)
    for match in matches:
        neighbours[match.a].add(match.b)
        neighbours[match.b].add(match.a)
    home: dict[SentenceRef, list[SentenceRef]] = {}
    for match in sorted(matches, key=lambda m: (-m.score, m.a, m.b)):
        left, right = home.get(match.a, [match.a]), home.get(match.b, [match.b])
        if left is not right and _belong_together(left, right, neighbours):
            left.extend(right)
            for ref in left:
                home[ref] = left
    unique = {id(members): sorted(members) for members in home.values()}
    ordered = sorted(unique.values())
    return tuple(Group(f"g{number}", tuple(members)) for number, members in enumerate(ordered, start=1))


def _belong_together(
    left: list[SentenceRef], right: list[SentenceRef], neighbours: dict[SentenceRef, set[SentenceRef]]
) -> bool:
    crossing = [(a, b) for a in left for b in right if a.article != b.article]
    linked = sum(b in neighbours[a] for a, b in crossing)
    return linked * 2 >= len(crossing) > 0
