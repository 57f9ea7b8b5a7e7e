"""The matches that the reader rejected or confirmed, and the groups that confirmed ones make."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from viewer.analysis.corrections import Verdict
from viewer.analysis.model import Comparison, Group, Match, SentenceRef
from viewer.analysis.places import Places
from viewer.article.messages import Message

Refs = tuple[SentenceRef, SentenceRef]
"""Two sentences, that of the earlier article first."""

_CONFIRMED = "confirmed by you; {why}"
CERTAIN = 100.0
"""The score of a match that the reader confirmed."""


def verdicts(comparison: Comparison) -> dict[Refs, Verdict]:
    """Return what the reader said about pairs of sentences; a pair with an article that is not here is passed over."""
    said = comparison.corrections.matches
    if not said:
        return {}
    places = Places(
        ((article.id, sentence.start, sentence.end), SentenceRef(index, number))
        for index, article in enumerate(comparison.articles)
        for number, sentence in enumerate(comparison.sentences[index])
    )
    known: dict[Refs, Verdict] = {}
    for pair in sorted(said, key=sorted):
        refs = sorted(ref for anchor in pair if (ref := places.at(anchor, 0.5)) is not None)
        if len(refs) == 2 and refs[0].article != refs[1].article:
            known.setdefault((refs[0], refs[1]), said[pair])
    return known


def confirmed_matches(comparison: Comparison, said: Mapping[Refs, Verdict]) -> tuple[Match, ...]:
    """Return the matches that the reader confirmed, in reading order, all with the highest score."""
    wanted = [refs for refs, verdict in said.items() if verdict == "confirmed"]
    scored = {(pair.a, pair.b): pair for pair in comparison.pairs} if wanted else {}
    found = (scored.get(refs) or _described(comparison, refs) for refs in sorted(wanted))
    return tuple(
        replace(match, score=CERTAIN, why=Message(_CONFIRMED, why=match.why), confirmed=True) for match in found
    )


def _described(comparison: Comparison, refs: Refs) -> Match:
    from viewer.analysis.pairing import (
        described,
    )  # numpy comes with it, which a story without such matches need not pay
    from viewer.analysis.words import words_of

    texts = [comparison.articles[ref.article].text for ref in refs]
    places = [comparison.sentences[ref.article][ref.sentence] for ref in refs]
    left, right = (words_of(text, place.start, place.end) for text, place in zip(texts, places, strict=True))
    return described(*refs, CERTAIN, (texts[0], texts[1]), (left, right))


def with_confirmed(
    groups: tuple[Group, ...], confirmed: Sequence[Match], rejected: Collection[Refs]
) -> tuple[Group, ...]:
    """Return the groups with those made one that a confirmed match ties together.

    Where the reader rejected a pair between the two, the confirmed match is a group by itself.
    """
    if not confirmed:
        return groups
    listed = [set(group.members) for group in groups]
    for match in confirmed:
        parts = [_largest(listed, ref) for ref in (match.a, match.b)]
        joined = parts[0] | parts[1]
        if any(a in joined and b in joined for a, b in rejected):
            listed.append({match.a, match.b})
        else:
            listed = [members for members in listed if members not in parts] + [joined]
    return tuple(Group(f"g{n}", tuple(members)) for n, members in enumerate(sorted(map(sorted, listed)), start=1))


def _largest(groups: Sequence[set[SentenceRef]], ref: SentenceRef) -> set[SentenceRef]:
    return max((members for members in groups if ref in members), key=len, default={ref})
