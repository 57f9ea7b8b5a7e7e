"""One statement, several wordings: groups of sentences that match each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from viewer.analysis.model import Group, Match, SentenceRef

Pair = frozenset[SentenceRef]

MOST_MEMBERS = 24
"""A statement in more wordings than this is a formula; groups stop growing, and so does the work of comparing them."""


def statement_groups(matches: Sequence[Match], similar: Collection[Pair]) -> tuple[Group, ...]:
    """Group the matched sentences by mutual similarity, strongest matches first.

    Two groups become one where at least half of their pairs of sentences match and all of them are ``similar`` (scored
    at all, if below the threshold), so that a chain of pairs (a like b, b like c, a unlike c) cannot drift into one
    group. Sentences of one article come together where they match a sentence elsewhere (one sentence split in two).
    A sentence whose only matches are in groups it does not belong to makes a group with the best of them. Groups come
    in reading order of their first member.
    """
    ordered = sorted(matches, key=lambda match: (-match.score, match.a, match.b))
    matched = {frozenset((match.a, match.b)) for match in matches}
    home: dict[SentenceRef, list[SentenceRef]] = {}
    for match in ordered:
        left, right = home.get(match.a, [match.a]), home.get(match.b, [match.b])
        if left is not right and _belong_together(left, right, matched, similar):
            left.extend(right)
            for ref in left:
                home[ref] = left
    for match in ordered:
        for ref in (match.a, match.b):
            if ref not in home:
                home[ref] = [match.a, match.b]
    unique = sorted({id(members): sorted(members) for members in home.values()}.values())
    return tuple(Group(f"g{number}", tuple(members)) for number, members in enumerate(unique, start=1))


def _belong_together(
    left: list[SentenceRef], right: list[SentenceRef], matched: Collection[Pair], similar: Collection[Pair]
) -> bool:
    if len(left) + len(right) > MOST_MEMBERS:
        return False
    crossing = [frozenset((a, b)) for a in left for b in right if a.article != b.article]
    linked = sum(pair in matched for pair in crossing)
    return linked * 2 >= len(crossing) > 0 and all(pair in similar for pair in crossing)
