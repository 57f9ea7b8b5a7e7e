"""What the threshold and the reader's corrections leave of a comparison: quick, and nothing is compared again."""

from __future__ import annotations

from dataclasses import replace

from viewer.analysis.corrections import NO_CORRECTIONS, Corrections
from viewer.analysis.groups import statement_groups
from viewer.analysis.model import Comparison, SentenceRef, Settings, with_selection
from viewer.analysis.verdicts import confirmed_matches, verdicts, with_confirmed


def select(comparison: Comparison, settings: Settings, corrections: Corrections = NO_CORRECTIONS) -> Comparison:
    """Return the comparison at ``settings.threshold`` as the reader corrected it, without matches of short sentences.

    Rejected matches go, confirmed ones stay at every threshold and length. Groups are built again from the matches that
    stay; a shared run of words is a phrase only where its sentences do not match. Corrections that were applied before
    count no more.
    """
    comparison = _corrected(comparison, corrections)
    said = verdicts(comparison)
    short = _short_sentences(comparison, settings.min_words)
    kept = [
        pair
        for pair in comparison.pairs
        if pair.a not in short and pair.b not in short and (not said or (pair.a, pair.b) not in said)
    ]
    confirmed = confirmed_matches(comparison, said)
    found = tuple(pair for pair in kept if pair.score >= settings.threshold)
    groups = statement_groups(found, {frozenset((pair.a, pair.b)) for pair in kept})
    groups = with_confirmed(groups, confirmed, [refs for refs, verdict in said.items() if verdict == "rejected"])
    matches = tuple(sorted((*found, *confirmed), key=lambda match: (match.a, match.b))) if confirmed else found
    matched_pairs = {frozenset((match.a, match.b)) for match in matches}
    phrases = tuple(run for run in comparison.runs if frozenset(run.sentences) not in matched_pairs)
    return with_selection(comparison, settings, matches, phrases, groups)


def _corrected(comparison: Comparison, corrections: Corrections) -> Comparison:
    """Return the comparison with corrected entities and speakers: those it has already, where the same was said."""
    if comparison.corrections.about_entities != corrections.about_entities:
        comparison = comparison.found or comparison
        if any(corrections.about_entities):
            from viewer.analysis.repair import repaired  # a story in which no name was corrected need not pay for it

            comparison = repaired(comparison, corrections)
    return replace(comparison, corrections=corrections)


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
