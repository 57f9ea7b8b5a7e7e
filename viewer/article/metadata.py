"""Outlet, byline and date as the lines around a text dump state them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from viewer.article.dates import date_in, without_dates
from viewer.article.furniture import furniture, outlet_words, words_of

_SOURCE = (
    r"(?i)\b(?:source|publication|outlet|newspaper|publisher)\s*[:：]\s*\(?\s*(\S[^|)\]\n:：]{1,60}?)"
    r"(?=\s*(?:[|)\]\n]|(?:Time|Date|Author|Editor|Reporter|Published|Updated|Views?|Hits)\s*[:：]|$))"
)
_AUTHOR = (
    r"(?i)\b(?:author|reporter|writer|by)\s*[:：]\s*(\S[^|)\]\n:：]{1,80}?)"
    r"(?=\s*(?:[|()\[\]\n]|(?:Source|Time|Date|Editor|Published|Updated)\s*[:：]|$))"
)
_BY = r"(?i)(?:(?:written|reported|posted|story|words|compiled|text) )?(?:by|von|par|por):? +(.+)"
_NAME_RUN = (
    r"(?:\b[Tt]he )?\b[A-Z][\w’'&-]*(?:\.\w+)*"
    r"(?: (?:of|de|da|del|do|and|&|on|for)(?: the)?(?= [A-Z])| [A-Z][\w’'&-]*(?:\.\w+)*)*"
)
_CUE = (
    r"(?i)(?:\b(?:from|to|keep|contact|of|by|at|support|supporting|visit|via|with|app|on|follow|read|reading|in)"
    r"|©|\(c\)|copyright|(?:19|20)\d\d,?)\s*(?:the )?$"
)
_HOLDER = (
    r"(?i)(?:©|\(c\)|copyright)[\s©]*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d|present))?,?\s*)?(?:by )?"
    r"([^.|,©]{3,60})"
)
_NO_OUTLET = frozenset(
    {"facebook", "twitter", "instagram", "youtube", "google", "whatsapp", "linkedin", "pinterest", "flipboard"}
    | {"reddit", "telegram", "viber", "apple", "android", "disqus", "wordpress", "gmail", "getty", "reuters", "afp"}
    | {"ap", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)


def outlet_of(lines: Sequence[str]) -> str | None:
    """Return the outlet that the lines around the text name: as the source, in a copyright note, or in promotion."""
    for line in lines:
        found = re.search(_SOURCE, line) if ":" in line or "：" in line else None
        if found:
            name = _cleaned(found[1])
            if name:
                return name
    return _most_named(lines) or _copyright_holder(lines)


def _cleaned(name: str) -> str | None:
    name = name.strip(" \t.,;:-–—|()[]").removesuffix("'s").removesuffix("’s").rstrip("'’")
    return name if 2 <= len(name) <= 60 and any(character.isalpha() for character in name) else None


def _most_named(lines: Iterable[str]) -> str | None:
    """Return the name that promotion and notices speak of most, where it looks like that of an outlet."""
    counts: Counter[str] = Counter()
    for line in lines:
        for name in _cued_names(line):
            counts[name] += 1
    scores = {name: _outlet_score(name, count) for name, count in counts.items()}
    best = max(scores, key=lambda name: (scores[name], len(name)), default=None)
    return best if best and scores[best] >= 2 else None


def _cued_names(line: str) -> list[str]:
    """Return the names in a line that follow a word such as *from*, *keep* or *©*."""
    if not _is_sentence_case(line):
        return []
    names = []
    for found in re.finditer(_NAME_RUN, line[:2000]):
        name = _cleaned(found[0])
        cued = found.start() > 0 and re.search(_CUE, line[max(0, found.start() - 24) : found.start()])
        if name and cued:
            names.append(_article_cut(name))
    return names


def _is_sentence_case(line: str) -> bool:
    """Whether small words prevail: in a line all of capitals every word looks like a name."""
    words = line.split()
    small = sum(1 for word in words if word[0].islower())
    return small * 3 >= len(words) or "©" in line


def _article_cut(name: str) -> str:
    """Drop a small *the*; a capital *The* is part of the name."""
    return name[4:] if name.startswith("the ") else name


def _outlet_score(name: str, count: int) -> int:
    words = words_of(name)
    if not words or _NO_OUTLET.intersection(words) or furniture().whole("whole", words):
        return 0
    hints = len(outlet_words().intersection(words)) > 0
    return count + 2 * hints - (len(words) == 1)


def _copyright_holder(lines: Iterable[str]) -> str | None:
    for line in lines:
        found = re.search(_HOLDER, line)
        if found and ("©" in line or "opyright" in line[:30]):
            name = _cleaned(
                re.sub(r"^copyright\s+|\s+(?:19|20)\d\d$|\b(?:all rights|inc|llc|ltd)\b.*", "", found[1], flags=re.I)
            )
            if name and name[0].isupper() and len(name.split()) <= 6:
                return name
    return None


def byline_of(lines: Iterable[str]) -> str | None:
    """Return the author that the byline paragraphs name, without *By*."""
    for line in lines:
        labelled = re.search(_AUTHOR, line)
        if labelled:
            return _author(labelled[1])
        found = re.match(_BY, line)
        if found:
            return _author(found[1])
    return None


def _author(stated: str) -> str | None:
    """Return the name at the start of what follows *By*: dates, addresses and offices come after a bar or a gap."""
    return _cleaned(re.split(r"\s+[-–—|•·]+(?:\s|$)|\s{2,}|\s*\S+@", without_dates(stated).strip(), maxsplit=1)[0])


def date_of(lines: Iterable[str]) -> str | None:
    """Return the first full date that the lines state."""
    return next((day for line in lines if (day := date_in(line))), None)
