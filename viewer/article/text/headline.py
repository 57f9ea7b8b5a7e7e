"""The headline of a text dump is found among the short lines before the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from viewer.article.text.bylines import says_author
from viewer.article.text.furniture import words_of
from viewer.article.text.metadata import is_masthead, names_outlet
from viewer.article.text.segments import Segment
from viewer.article.text.traits import Traits

_REACH = 40
_LONGEST = 30
_DISTANCE_COST = 0.35
_REPEAT_BONUS = 4.0
_FALLBACK_WORDS = 12
_FULL_HEADLINE = 4
_ABOVE = 2
_BELOW = 8
_BELOW_BYLINE_COST = 3.0
_ABOVE_BYLINE_BONUS = 2.0


def words_key(text: str) -> str:
    """Return ``text`` as compared with other headlines: its words only."""
    return " ".join(words_of(text))


def find_headline(segments: Sequence[Segment], traits: Sequence[Traits], first_body: int) -> int | None:
    """Return the index of the headline before the first body paragraph, None where there is none."""
    repeats = Counter(words_key(segment.content) for segment in segments if len(segment.content) < 300)
    best, best_score = None, 0.0
    start = max(0, first_body - _REACH)
    below_byline = False
    for index in range(start, first_body):
        score = _score(segments, traits, index, first_body, repeats) - _BELOW_BYLINE_COST * below_byline
        below_byline = below_byline or (traits[index].byline and best is not None)
        if score > best_score:
            best, best_score = index, score
    if best == 1 and start == 0 and _opens_the_page(segments, traits, first_body, repeats):
        return 0  # a second headline stands below it
    above = None if best is None else best - 1
    if best is not None and above is not None and above >= start and _is_dek(segments, traits, best):
        heads = _stands_alone(segments, traits, above)
        if heads and _score(segments, traits, above, first_body, repeats) >= _FULL_HEADLINE:
            return above
    return best


def _is_dek(segments: Sequence[Segment], traits: Sequence[Traits], index: int) -> bool:
    """Whether a line can be a second headline: longer than the line above it, set off from it and from the text."""
    longer = traits[index].words > traits[index - 1].words
    return longer and segments[index].gap == segments[index - 1].gap and not segments[index].bullet


def _stands_alone(segments: Sequence[Segment], traits: Sequence[Traits], index: int) -> bool:
    """Whether a line could be a headline by its length, and the line above it is no headline of another story."""
    if traits[index].words < _FULL_HEADLINE + 1 or segments[index].bullet or "  " in segments[index].content:
        return False
    above = traits[index - 1] if index else None
    return above is None or above.furniture or above.words <= _FULL_HEADLINE or segments[index].gap > 0


def _opens_the_page(
    segments: Sequence[Segment], traits: Sequence[Traits], first_body: int, repeats: Counter[str]
) -> bool:
    """Whether the very first line can be a headline of its own right: nothing but a headline stands above another."""
    return traits[0].words >= _FULL_HEADLINE and _score(segments, traits, 0, first_body, repeats) >= _FULL_HEADLINE


def _score(
    segments: Sequence[Segment], traits: Sequence[Traits], index: int, first_body: int, repeats: Counter[str]
) -> float:
    segment, trait = segments[index], traits[index]
    if not 2 <= trait.words <= _LONGEST or trait.furniture or trait.caption or trait.byline or trait.dateline:
        return 0.0
    if trait.tail_heading or trait.comment_heading or segment.content.endswith((":", ",", "…", "...")):
        return 0.0
    if index <= _ABOVE and is_masthead(segment.content):
        return 0.0
    score = min(trait.words, 9) - 8.0 * trait.weak_share
    score -= 4.0 * (trait.sentence and segment.content.endswith(".")) + 3.0 * bool(segment.bullet)
    score -= 2.0 * _crowded(segments, index)
    if repeats[words_key(segment.content)] > 1 and not segment.content.endswith("."):
        score += _REPEAT_BONUS
    dated = index + 1 < first_body and traits[index + 1].dateline
    if dated or (index + 1 < first_body and traits[index + 1].byline):
        named = says_author(segment.content, words_of(segment.content), beside_date=bool(index) and dated)
        score += -_ABOVE_BYLINE_BONUS if named and index else _ABOVE_BYLINE_BONUS
    between = sum(
        1 for other in traits[index + 1 : first_body] if not (other.byline or other.dateline or other.caption)
    )
    score -= _DISTANCE_COST * between
    return score / 2 if index <= _ABOVE and names_outlet(segment.content) else score


def _crowded(segments: Sequence[Segment], index: int) -> bool:
    """Whether short lines stand directly above and below: a list, no headline."""
    above = index > 0 and segments[index].gap == 0
    below = index + 1 < len(segments) and segments[index + 1].gap == 0
    return above and below


def author_lines(segments: Sequence[Segment], traits: Sequence[Traits], title: int | None) -> frozenset[int]:
    """Return the indices of lines beside the headline that name the authors and nothing else shows it."""
    if title is None:
        return frozenset()
    found = set()
    below = False  # whether the way from the headline is free of prose
    for index in range(max(0, title - _ABOVE), min(title + _BELOW, len(segments))):
        trait = traits[index]
        below = (below or index == title + 1) and not (index > title + 1 and traits[index - 1].prose)
        if index == title or trait.furniture or trait.caption or trait.dateline or segments[index].bullet:
            continue
        beside_date = any(traits[i].dateline for i in (index - 1, index + 1) if 0 <= i < len(traits))
        words = words_of(segments[index].content) if trait.words <= _LONGEST else []
        if (below or beside_date) and says_author(segments[index].content, words, beside_date=beside_date):
            found.add(index)
    return frozenset(found)


def repeats_headline(text: str, headline: str) -> bool:
    """Whether ``text`` is the headline again, as a whole."""
    return bool(headline) and words_key(text) == words_key(headline)


def made_up_title(text: str) -> str:
    """Return the first words of a text that has no headline, as its name."""
    words = text.split()
    title = " ".join(words[:_FALLBACK_WORDS])[:120]
    return title + "…" if len(words) > _FALLBACK_WORDS else title
