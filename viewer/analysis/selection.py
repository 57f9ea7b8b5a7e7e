"""What the threshold and the reader's rejections leave of the scored pairs: quick, and nothing is compared again."""

from __future__ import annotations

from collections.abc import Collection

from viewer.analysis.groups import statement_groups
from viewer.analysis.model import Anchor, Comparison, SentenceRef, Settings, with_selection

Rejection = frozenset[Anchor]
"""The two sentences of a match that the reader rejected."""


def select(comparison: Comparison, settings: Settings, rejected: Collection[Rejection] = ()) -> Comparison:
    """Return the comparison at ``settings.threshold`` without the rejected matches and those of very short sentences.

    Groups are built again from the matches that stay; a shared run of words is a phrase only where its sentences do
    not match.
    """
    short = _short_sentences(comparison, settings.min_words)
    kept = [
        pair
        for pair in comparison.pairs
        if pair.a not in short
        and pair.b not in short
        and (not rejected or frozenset((comparison.anchor(pair.a), comparison.anchor(pair.b))) not in rejected)
    ]
    matches = tuple(pair for pair in kept if pair.score >= settings.threshold)
    matched_pairs = {frozenset((match.a, match.b)) for match in matches}
    phrases = tuple(run for run in comparison.runs if frozenset(run.sentences) not in matched_pairs)
    groups = statement_groups(matches, {frozenset((pair.a, pair.b)) for pair in kept})
    return with_selection(comparison, settings, matches, phrases, groups)


def _short_sentences(comparison: Comparison, min_words: int) -> frozenset[SentenceRef]:
    paired = {ref for pair in comparison.pairs for ref in (pair.a, pair.b)}
    return frozenset(ref for ref in paired if not _has_words(comparison.sentence_text(ref), min_words))


def _has_words(text: str, least: int) -> bool:
    """Whether a sentence has so many words. In a script without spaces two characters count as one."""
    if len(text.split(None, least)) >= least:
        return True
    if text.isascii():
        return False
    from viewer.analysis.words import words_of  # the window selects before it has need of words

    return sum(word.end - word.start == 1 for word in words_of(text)) >= 2 * least
