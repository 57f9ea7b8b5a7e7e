"""Names that ran on in one article and stand clean elsewhere in the story: *Named Maurice Cheeks*."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from viewer.analysis.gazetteer import common_first_names
from viewer.analysis.names import known, name_key
from viewer.analysis.record import Analysis, RawMention
from viewer.article.model import Article

_WORD = re.compile(r"\S+")


def clean(articles: Sequence[Article], analyses: Sequence[Analysis], small: Set[str]) -> list[Analysis]:
    """Return the analyses with names cut to the person that the story names elsewhere.

    Only words up to one that is no name are cut off: *Mary Ann Smith* is not *Ann Smith*.
    """
    people = {
        name_key(article.text[mention.start : mention.end])
        for article, analysis in zip(articles, analyses, strict=True)
        for mention in analysis.mentions
        if mention.label == "person"
    }
    return [
        replace(analysis, mentions=tuple(_cut(article.text, mention, people, small) for mention in analysis.mentions))
        for article, analysis in zip(articles, analyses, strict=True)
    ]


def _cut(text: str, mention: RawMention, people: Set[str], small: Set[str]) -> RawMention:
    words = list(_WORD.finditer(text, mention.start, mention.end))
    for number in range(1, len(words) - 1):
        start = words[number].start()
        before = words[number - 1].group().casefold()
        if (before in small or _is_participle(before) or known(before)) and name_key(
            text[start : mention.end]
        ) in people:
            return mention._replace(start=start, label="person")
    return mention


def _is_participle(word: str) -> bool:
    return word.endswith("ed") and len(word) > len("need") and word not in common_first_names()
