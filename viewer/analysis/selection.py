"""What the threshold and the reader's rejections leave of the scored pairs: quick, and nothing is compared again."""

from __future__ import annotations

from collections.abc import Collection

from viewer.analysis.groups import statement_groups
from viewer.analysis.model import Anchor, Comparison, Settings, with_selection

Rejection = frozenset[Anchor]
"""The two sentences of a match that the reader rejected."""


def select(comparison: Comparison, settings: Settings, rejected: Collection[Rejection] = ()) -> Comparison:
    """Return the comparison at ``settings.threshold`` without the rejected matches and those of very short sentences.

    Groups are built again from the matches that stay; a shared run of words is a phrase only where its sentences do
    not match.
    """
    matches = tuple(
        match
        for match in comparison.pairs
        if match.score >= settings.threshold
        and (not rejected or frozenset((comparison.anchor(match.a), comparison.anchor(match.b))) not in rejected)
        and all(len(comparison.sentence_text(ref).split()) >= settings.min_words for ref in (match.a, match.b))
    )
    matched_pairs = {frozenset((match.a, match.b)) for match in matches}
    phrases = tuple(run for run in comparison.runs if frozenset(run.sentences) not in matched_pairs)
    return with_selection(comparison, settings, matches, phrases, statement_groups(matches))
