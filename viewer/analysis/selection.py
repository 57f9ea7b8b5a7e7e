"""What the threshold and the reader's rejections leave of the scored pairs: quick, and nothing is compared again."""

from __future__ import annotations

from collections.abc import Collection

from viewer.analysis.groups import statement_groups
from viewer.analysis.model import Anchor, Comparison, Match, Settings, with_selection
from viewer.analysis.words import words_of

Rejection = frozenset[Anchor]
"""The two sentences of a match that the reader rejected."""


def select(comparison: Comparison, settings: Settings, rejected: Collection[Rejection] = ()) -> Comparison:
    """Return the comparison at ``settings.threshold`` without the rejected matches and those of very short sentences.

    Groups are built again from the matches that stay; a shared run of words is a phrase only where its sentences do
    not match.
    """
    kept = [pair for pair in comparison.pairs if _may_match(comparison, pair, settings, rejected)]
    matches = tuple(pair for pair in kept if pair.score >= settings.threshold)
    matched_pairs = {frozenset((match.a, match.b)) for match in matches}
    phrases = tuple(run for run in comparison.runs if frozenset(run.sentences) not in matched_pairs)
    groups = statement_groups(matches, {frozenset((pair.a, pair.b)) for pair in kept})
    return with_selection(comparison, settings, matches, phrases, groups)


def _may_match(comparison: Comparison, pair: Match, settings: Settings, rejected: Collection[Rejection]) -> bool:
    ends = (pair.a, pair.b)
    if rejected and frozenset(map(comparison.anchor, ends)) in rejected:
        return False
    return all(_has_words(comparison.sentence_text(ref), settings.min_words) for ref in ends)


def _has_words(text: str, least: int) -> bool:
    """Whether a sentence has so many words. In a script without spaces two characters count as one."""
    if len(text.split()) >= least:
        return True
    return not text.isascii() and sum(word.end - word.start == 1 for word in words_of(text)) >= 2 * least
