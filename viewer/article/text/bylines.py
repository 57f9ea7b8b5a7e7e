"""Who wrote an article, as the lines beside its headline say it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from viewer.article.text.dates import without_dates
from viewer.article.text.furniture import furniture, outlet_words, words_of

BY_OPENERS = frozenset(
    {"by", "von", "par", "por", "ni", "door", "av", "di", "written", "reported", "posted", "story", "words", "compiled"}
    | {"published", "text", "exclusive"}
)
BY = (
    r"(?i)(?:(?:written|reported|posted|story|words|compiled|published|text|report|interview|exclusive):? )?"
    r"(?:by|von|par|por|ni|door|av|di):? +(\S.*)"
)
_AUTHOR = (
    r"(?i)\b(?:author|reporter|writer|by|autora?|auteur|autore)\s*[:：]\s*(\S[^|)\]\n:：]{1,80}?)"
    r"(?=\s*(?:[|()\[\]\n]|(?:Source|Time|Date|Editor|Published|Updated)\s*[:：]|$))"
)
_TASK = (
    r"(?:(?i:words|text|texte|texto|story|report|reporting|interview|reportage|bericht|byline|written|author|reporter)"
    r"|كتبت?|بقلم)\s*[:：]\s*(\S.*)"
)
CHINESE = r"\w{0,8}(?:记者|記者|作者|撰文|通讯员)\s*[:：]?\s*(\w{2,4}(?:[\s、]+\w{2,4})*)\s*$"
_POSTED = (
    r"(?i)\b(?:first |last |originally )?"
    r"(?:published|updated|posted(?! by)|publié|mis à jour|publicado|veröffentlicht)\b(?: (?:on|at|le|el|am))?\s*:?"
)
_AFTER_NAMES = (
    r"\s+[-–—|•·/]+(?:\s|$)|\s{2,}|\s*\S+@|\s*[|(\[]"
    r"|\s+(?:in|at|for|from|on|à|aus|reports?|writes|berichtet|envoyé)(?:\s|$)"
)
_CONJUNCTION = r"\s+(?:and|&|und|et|y|e|och|og|en|at|with|mit)\s+(?=[^\W\d_])"
_PARTICLES = frozenset(
    {
        "de",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "la",
        "le",
        "di",
        "del",
        "da",
        "dos",
        "du",
        "ter",
        "ten",
        "y",
    }
)
_ROLES = frozenset(
    {"staff", "writer", "writers", "reporter", "reporters", "correspondent", "correspondents", "editor", "editors"}
    | {"bureau", "desk", "columnist", "contributor", "producer", "agency", "agencies", "year", "special", "senior"}
)
_DESKS = frozenset(
    {"redacción", "redaktion", "rédaction", "la rédaction", "redazione", "redação", "staff", "staff writer"}
)
_OFFICES = frozenset({"reporter", "correspondent", "editor", "writer", "columnist", "journalist", "producer"})
_BEATS = frozenset(
    "staff senior special court courts crime political politics health business education science sports sport legal "
    "environment economics technology culture arts local news general assignment chief city county government features "
    "foreign home world security transport community consumer investigations data energy travel affairs public social "
    "deputy".split()
)
_NEWSROOMS = frozenset(
    {"staff", "reporters", "reporter", "correspondent", "correspondents", "agency", "agencies"}
    | {"wire", "press", "service", "bureau", "desk", "team", "newsroom"}
)
_PLACE = r" (?:in|at) (?=[A-Z])"
_EDGES = " \t|,;·•–—-:"
_NAME_WORDS = 5
_LINE_WORDS = 14
_LONGEST = 120


def byline_of(lines: Iterable[str], datelines: Iterable[str] = ()) -> str | None:
    """Return the authors that the byline paragraphs name, without *By*, offices and dates; joined by *and*.

    A dateline names one only with *By* or a label.
    """
    waiting = None
    for line in lines:
        stated = _stated_author(line)
        if stated and (names := names_of(stated)):
            return names
        bare = None if line.startswith("(") else names_of(line)
        waiting = waiting or (bare if bare and (" " in bare or not bare.isascii() or bare.lower() in _DESKS) else None)
    stated = next((author for line in datelines if (author := _stated_author(line))), None)
    return waiting or (names_of(stated) if stated else None)


def _stated_author(line: str) -> str | None:
    """Return what a line names as its author by a label or *By*."""
    labelled = re.search(_AUTHOR, line) if ":" in line or "：" in line else None
    if labelled:
        return labelled[1]
    bare = _bare(line)
    found = re.match(BY, bare) or _task(bare)
    return found[1] if found else None


def _task(bare: str) -> re.Match[str] | None:
    """Return the match of a line that names somebody after a label for what they did."""
    found = re.match(_TASK, bare) if ":" in bare or "：" in bare else None
    return found or (None if bare.isascii() else re.match(CHINESE, bare))


def _bare(line: str) -> str:
    """Return a line without dates, times and the words that go with them."""
    if not any(map(str.isdigit, line)):
        return line.strip(_EDGES)
    return re.sub(_POSTED, " ", without_dates(line)).strip(_EDGES)


def names_of(stated: str) -> str | None:
    """Return the names at the start of what follows *By*: places, offices and addresses come after a mark."""
    head = re.split(_AFTER_NAMES, _bare(stated), maxsplit=1)[0]
    parts = [part.strip() for part in re.split(r"[,;،、]", head[:400])]
    joined = [number for number, part in enumerate(parts) if re.search(_CONJUNCTION, f" {part}")]
    kept = parts[: joined[-1] + 1] if joined else parts[:1]
    names = [
        _without_office(name) for part in kept for name in map(_cleaned, re.split(_CONJUNCTION, f" {part}")) if name
    ]
    line = " and ".join(name for name in names if not _is_role(name)) or " and ".join(names)
    return line if 2 <= len(line) <= _LONGEST else None


def _cleaned(name: str) -> str:
    name = " ".join(name.split()).strip(" \t.,;:-–—|()[]")
    name += "." * name.endswith((" Jr", " Sr"))
    return name.removesuffix("'s").removesuffix("’s") if any(map(str.isalpha, name)) else ""


def _without_office(name: str) -> str:
    """Return a name without the office that stands behind it: *Ada Vale Court Reporter*."""
    words = name.split()
    kept = len(words)
    while kept > 2 and words[kept - 1].lower() in (_OFFICES if kept == len(words) else _BEATS):
        kept -= 1
    return " ".join(words[:kept])


def _is_role(name: str) -> bool:
    return (_ROLES | _BEATS).issuperset(words_of(name))


def says_author(content: str, words: list[str], *, beside_date: bool) -> bool:
    """Whether a line just below the headline says who wrote the article, by a label or by the names alone."""
    if not words or len(words) > _LINE_WORDS or content.endswith(("!", "?", "…", "...")):
        return False
    bare = _bare(content)
    if bare.lower() in _DESKS:
        return True
    task = _task(bare)
    if task:
        return len(task[1].split()) <= 2 * _NAME_WORDS
    reports = re.fullmatch(r"(\S.*?) (?:reports?|berichtet)\.?", bare)
    names = reports[1] if reports else re.split(r"\s+[-–—|•·]+\s+|\s*[|,،]\s*", bare, maxsplit=1)[0]
    if names.isupper() and not beside_date:
        return False
    if beside_date:
        names = re.split(_PLACE, names, maxsplit=1)[0]
        if _is_newsroom(names):
            return True
    if not all(map(_names_person, re.split(_CONJUNCTION, names))):
        return False
    return beside_date or names.isascii() or names.lower() != names


def _is_newsroom(names: str) -> bool:
    """Whether a line ends with what a newsroom or an agency calls itself: *Coast Service and Argus staff*."""
    words = words_of(names)
    if not 2 <= len(words) <= 2 * _NAME_WORDS or words[-1] not in _NEWSROOMS:
        return False
    return all(part[0].isupper() or part in ("and", "&") or part in _NEWSROOMS for part in names.split())


def _names_person(name: str) -> bool:
    """Whether words could be the name of a person: two or more, in capitals where the script has them."""
    parts = name.split()
    words = words_of(name)
    if not 2 <= len(parts) <= _NAME_WORDS or not words or any(map(str.isdigit, name)):
        return False
    if furniture().count("weak", words) or furniture().whole("whole", words) or not outlet_words().isdisjoint(words):
        return False
    if name.endswith(".") and len(words[-1]) > 3:
        return False
    capital = all(not part[0].islower() or part in _PARTICLES or part[:2] in ("d'", "d’") for part in parts)
    return capital and parts[0][0].isalpha()
