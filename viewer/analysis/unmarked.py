"""Names that the pipeline finds in no article of a story, although several articles write them alike, with capitals."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from viewer.analysis.capitals import capital_runs
from viewer.analysis.mentions import opens
from viewer.analysis.names import known, name_key, says_nothing
from viewer.analysis.record import Analysis, RawMention
from viewer.article.model import Article

_MOST_WORDS = 3


def with_unmarked(articles: Sequence[Article], analyses: Sequence[Analysis], small: Set[str]) -> list[Analysis]:
    """Return the analyses with the capitalised words that stand inside sentences of two or more articles.

    What the story also writes small is no name; nor is what a name already covers.
    """
    found = [list(_runs(article, analysis, small)) for article, analysis in zip(articles, analyses, strict=True)]
    holders: dict[str, set[int]] = defaultdict(set)
    for index, runs in enumerate(found):
        for key, _ in runs:
            holders[key].add(index)
    result: list[Analysis] = []
    for runs, analysis in zip(found, analyses, strict=True):
        names = [RawMention(*span, "other", "capitals") for key, span in runs if len(holders[key]) > 1]
        result.append(replace(analysis, mentions=tuple(sorted([*analysis.mentions, *names]))) if names else analysis)
    return result


def _runs(article: Article, analysis: Analysis, small: Set[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give the normal form and the place of each run of capitals that no name of the article touches."""
    text = article.text
    firsts = {sentence.start for sentence in analysis.sentences}
    starts = [mention.start for mention in analysis.mentions]
    for paragraph in article.paragraphs:
        if paragraph.kind != "body":
            continue
        for start, end in capital_runs(text, paragraph.start, paragraph.end):
            before = bisect_right(starts, end - 1) - 1
            if before >= 0 and analysis.mentions[before].end > start:
                continue
            key = name_key(text[start:end])
            if not opens(text, start, firsts) and _may_be_name(key, small):
                yield key, (start, end)


def _may_be_name(key: str, small: Set[str]) -> bool:
    words = key.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and len(key) > 2
        and words[-1].casefold() not in small
        and known(key) is None
        and not says_nothing(key)
    )
