"""Outlet and date as the lines around a text dump state them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from viewer.article.text.dates import date_in, is_update, spells_day_first
from viewer.article.text.furniture import furniture, outlet_words, words_of

_SOURCE = (
    r"(?i)\b(?:source|publication|outlet|newspaper|publisher)\s*[:：]\s*\(?\s*(\S[^|)\]\n:：]{1,60}?)"
    r"(?=\s*(?:[|)\]\n]|(?:Time|Date|Author|Editor|Reporter|Published|Updated|Views?|Hits)\s*[:：]|$))"
)
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
_BARS = r"\s+[-–—|•·:›>]\s+|\s*\|\s*|\s{2,}|:\s+(?=[a-z])"
_NUMERIC = r"(?<![\d/-])(\d{1,2})[/-](\d{1,2})[/-](?:19|20)\d\d\b"
_ZONES = r"\b(?:BST|GMT|IST|CES?T|[ECMP][SD]?T)\b"
_DAY_FIRST_ZONES = frozenset({"BST", "GMT", "IST", "CET", "CEST"})
_MONTH_FIRST_REGIONS = frozenset({"us", "ph"})
_TOP_LINES = 8
_MASTHEAD_WORDS = 6
_LOOKED_AT = 2000
_ARTICLES = frozenset(
    {"the", "le", "la", "les", "el", "los", "der", "die", "das", "il", "lo", "de", "het", "ang", "o", "a"}
)
_OUTLET_ENDS = ("报", "報", "网", "網", "周刊", "新闻", "新聞", "电视台", "新聞網", "新聞社")
_PUBLISHING = frozenset(
    {"published", "posted", "publié", "publiée", "publicado", "veröffentlicht", "erschienen", "pubblicato", "edition"}
)
_NO_OUTLET = frozenset(
    {"facebook", "twitter", "instagram", "youtube", "google", "whatsapp", "linkedin", "pinterest", "flipboard"}
    | {"reddit", "telegram", "viber", "apple", "android", "disqus", "wordpress", "gmail", "getty", "reuters", "afp"}
    | {"ap", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)


def outlet_of(lines: Sequence[str], top: Sequence[str] = ()) -> str | None:
    """Return the outlet that a page names: as the source, at its ``top``, in promotion, or in a copyright note.

    ``lines`` are those around the text, ``top`` those above the headline. A legal owner loses against a masthead.
    """
    for line in lines:
        found = re.search(_SOURCE, line) if ":" in line or "：" in line else None
        if found:
            name = _cleaned(found[1])
            if name:
                return name
    return _masthead(top, lines) or _most_named(lines) or _copyright_holder(lines)


def _masthead(top: Sequence[str], lines: Sequence[str]) -> str | None:
    """Return the name above the headline that looks most like that of an outlet."""
    best, best_score = None, 1
    for index, line in enumerate(top[:_TOP_LINES]):
        name = masthead_name(line)
        score = _masthead_score(name, index, top, lines) if name else 0
        if score > best_score:
            best, best_score = name, score
    return _spelled_small(best, lines) if best else None


def masthead_name(line: str) -> str | None:
    """Return what stands before the first bar or dash of a line, where it could be the name of an outlet."""
    name = re.split(_BARS, line.strip(), maxsplit=1)[0].strip()
    words = words_of(name)
    if line.count(" / ") > 1 or len(re.split(r"\s{2,}", line.strip())) > 2:
        return None
    if not 1 <= len(words) <= _MASTHEAD_WORDS or len(name) > 60 or not name[0].isalpha() or name[0].islower():
        return None
    if name.endswith((".", "!", "?", ":", ",", "…")) or date_in(line) or furniture().whole("whole", words):
        return None
    return None if furniture().opens("strong", words) or _NO_OUTLET.issuperset(words) else name


def is_masthead(line: str) -> bool:
    """Whether a line names an outlet and says beside a bar or dash what it is: such a line is no headline."""
    name = masthead_name(line)
    rest = words_of(line)[len(words_of(name)) :] if name else []
    return len(rest) > 1 and rest[0] in _ARTICLES and _names_outlet(" ".join(rest))


def names_outlet(line: str) -> bool:
    """Whether a short line, up to a bar or dash, sounds like the name of an outlet."""
    name = masthead_name(line)
    return bool(name) and _names_outlet(name or "")


def _masthead_score(name: str, index: int, top: Sequence[str], lines: Sequence[str]) -> int:
    words = words_of(name)
    below = words_of(top[index + 1]) if index + 1 < len(top) else []
    score = 2 * (_names_outlet(name) or is_masthead(top[index]))
    score += (
        (index == 0)
        + (words[0] in _ARTICLES or words[0][:2] == "l'")
        + (furniture().whole("whole", below) or len(below) > 3)
    )
    return score + 2 * any(name != line and _names(line, words) for line in lines)


def _names(line: str, words: list[str]) -> bool:
    """Whether a line speaks of an outlet: by its whole name, or by the last word of it with *the*."""
    text = f" {' '.join(words_of(line[:_LOOKED_AT]))} "
    return (len(words) > 1 and f" {' '.join(words)} " in text) or (len(words[-1]) > 3 and f" the {words[-1]} " in text)


def _names_outlet(name: str) -> bool:
    words = words_of(name.replace("’", " ").replace("'", " "))
    return not outlet_words().isdisjoint(words) or name.endswith(_OUTLET_ENDS)


def _spelled_small(name: str, lines: Sequence[str]) -> str:
    """Return a name in capitals as it is spelled elsewhere on the page."""
    if not name.isupper():
        return name
    key = name.casefold()
    places = ((line, line.casefold().find(key)) for line in lines if len(line.casefold()) == len(line))
    found = (line[at : at + len(name)] for line, at in places if at >= 0)
    return next((form for form in found if form[0].isupper() and not form.isupper()), name)


def _cleaned(name: str) -> str | None:
    name = name.strip(" \t.,;:-–—|()[]").removesuffix("'s").removesuffix("’s").rstrip("'’")
    return name if 2 <= len(name) <= 60 and "@" not in name and any(character.isalpha() for character in name) else None


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


def date_of(lines: Iterable[str], day_first: bool | None = None) -> str | None:
    """Return the first full date that the lines state; that of an update only where there is no other."""
    update = None
    for line in lines:
        day = date_in(line, day_first)
        if day and not is_update(line):
            return day
        update = update or day
    return update


def publishing_lines(above: Iterable[str], below: Iterable[str]) -> list[str]:
    """Return the lines of a page without a dateline that may still date the article.

    Above the text that is any line; below it only one that speaks of publishing, for events are announced there too.
    """
    return [*above, *(line for line in below if not _PUBLISHING.isdisjoint(words_of(line[:_LOOKED_AT])))]


def day_first_in(lines: Iterable[str], language: str, text: str = "") -> bool | None:
    """Return whether numbers like 3/4/2020 name the day first, None where nothing tells.

    The language tells, with its region; else a date whose order is certain, a time zone, or how ``text`` spells dates.
    """
    stated = [line[:_LOOKED_AT] for line in lines]
    numbers = [found for line in stated for found in re.finditer(_NUMERIC, line)]
    if not numbers:
        return None
    if not language.lower().startswith(("en", "und")):
        return True
    for found in numbers:
        if max(int(found[1]), int(found[2])) > 12:
            return int(found[1]) > int(found[2])
    region = language.lower().partition("-")[2]
    if region:
        return region not in _MONTH_FIRST_REGIONS
    zone = next((named[0] for line in stated if (named := re.search(_ZONES, line))), None)
    return zone in _DAY_FIRST_ZONES if zone else spells_day_first(text)
