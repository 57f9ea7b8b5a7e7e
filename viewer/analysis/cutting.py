"""Names that ran on in one article and stand clean elsewhere in the story: *Named Maurice Cheeks*."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from viewer.analysis.gazetteer import common_first_names, name_words
from viewer.analysis.names import known, name_key
from viewer.analysis.record import Analysis, RawMention
from viewer.article.model import Article

_WORD = re.compile(r"\S+")


def clean(articles: Sequence[Article], analyses: Sequence[Analysis], small: Set[str]) -> list[Analysis]:
    """Return the analyses with names cut to the person that the story names elsewhere.

    Only words up to one that is no name are cut off: *Mary Ann Smith* is not *Ann Smith*.
    """
    people = {
        key
        for article, analysis in zip(articles, analyses, strict=True)
        for mention in analysis.mentions
        if mention.label == "person" and " " in (key := name_key(article.text[mention.start : mention.end]))
    }
    surnames = Counter(key.rpartition(" ")[2] for key in people)
    known_as = people | {word for word, bearers in surnames.items() if bearers > 1}
    return [
        replace(analysis, mentions=tuple(_cut(article.text, mention, known_as, small) for mention in analysis.mentions))
        for article, analysis in zip(articles, analyses, strict=True)
    ]


def _cut(text: str, mention: RawMention, people: Set[str], small: Set[str]) -> RawMention:
    words = list(_WORD.finditer(text, mention.start, mention.end))
    for number in range(1, len(words)):
        start = words[number].start()
        before = words[number - 1].group().casefold()
        if name_key(text[start : mention.end]) in people and _is_no_name(before, small, alone=number == len(words) - 1):
            return mention._replace(start=start, label="person")
    return mention


def _is_no_name(word: str, small: Set[str], *, alone: bool) -> bool:
    """Whether a word before a known name is not part of it; before a surname ``alone`` it might be a first name."""
    if word in name_words().particles:
        return False
    if alone:
        return word in small and word not in common_first_names()
    return word in small or known(word) is not None or (word.endswith("ed") and word not in common_first_names())
