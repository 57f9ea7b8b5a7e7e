"""What a name is – person, place, organisation – where the words in it and around it know better than the pipeline."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set

from viewer.analysis.gazetteer import common_first_names, name_words
from viewer.analysis.model import EntityLabel
from viewer.analysis.names import is_acronym, known, name_key, person_name
from viewer.analysis.people import is_human
from viewer.analysis.record import RawMention

_LOCAL = re.compile(
    r"(?P<before>\w+)?\s*\b(?:(?P<at>at)|[Aa]t|[Ii]n|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]cross|[Tt]hroughout|[Aa]round)"
    r"(?P<the>\s+the)?\s+$"
)
_SETTLEMENT = re.compile(
    r"\b(?:villages?|towns?|city|cities|ports?|islands?|suburbs?|hamlets?|provinces?|districts?|regions?|resorts?|municipality)"
    r" of\s+$"
)
_THE = re.compile(r"\b[Tt]he\s+$")
_TRUST = frozenset("confidence trust faith belief interest believe believed believes".split())
_AIMS = frozenset("angry mad furious anger fury look looks laugh laughs shout shouts shot shots dig swipe".split())
_POSSESSIVE = re.compile(r"['’]")
_GOVERNED = re.compile(
    r" (?:council|councillors?|residents?|police|town|city|borough|county|harbou?r|airport|beach|seafront|waterfront)\b"
    r"|['’]s (?:residents?|villagers|townspeople|inhabitants|fishermen|mayor|harbou?r|airport|seafront|waterfront)\b"
)
_CAPITAL = re.compile(r"\b[A-Z]\w+")
_LAST_WORD = re.compile(r"(\w+)\.?\s+$")
_CONTEXT = 30


def relabelled(text: str, mentions: Sequence[RawMention]) -> list[RawMention]:
    """Return the names of one article, each with the label that all its places in the article speak for."""
    places: dict[str, list[RawMention]] = defaultdict(list)
    for mention in mentions:
        places[_key(text, mention)].append(mention)
    full = _first_full_names(text, mentions)
    words = Counter(_CAPITAL.findall(text))
    relatives = _surnames(places)
    labels = {key: _label(text, key, found, full, words, relatives) for key, found in places.items()}
    return [mention._replace(label=labels[_key(text, mention)] or mention.label) for mention in mentions]


def _surnames(places: Mapping[str, Sequence[RawMention]]) -> frozenset[str]:
    """Return the surnames of those whom the pipeline takes for people, wherever they stand."""
    return frozenset(
        words[-1]
        for key, found in places.items()
        if len(words := key.split()) > 1 and all(mention.label == "person" for mention in found)
    )


def _key(text: str, mention: RawMention) -> str:
    return name_key(person_name(text[mention.start : mention.end]))


def _first_full_names(text: str, mentions: Sequence[RawMention]) -> dict[str, int]:
    """Return the surnames of the article and where each is first given with a first name."""
    first: dict[str, int] = {}
    for mention in mentions:
        words = _key(text, mention).split()
        if len(words) > 1 and (mention.label == "person" or _has_first_name(words)):
            first.setdefault(words[-1], mention.start)
    return first


def _has_first_name(words: Sequence[str]) -> bool:
    return 1 < len(words) < 4 and words[0] in common_first_names() and kind_of(words) is None


def _label(
    text: str,
    key: str,
    found: Sequence[RawMention],
    full: Mapping[str, int],
    capitals: Mapping[str, int],
    relatives: Set[str],
) -> EntityLabel | None:
    """Return what the places of one name in an article are, or None where the pipeline is left to say."""
    words = key.split()
    entry = known(key)
    if not words or entry is not None:
        return "event" if entry is not None and entry.label == "event" else None
    votes = Counter(mention.label for mention in found)
    said, _ = votes.most_common(1)[0]
    local = sum(_is_local(text, mention) for mention in found)
    if len(words) > 1:
        kind = kind_of(words)
        if kind is not None and said != "event":
            return kind
        if said != "person" and _is_persons(text, words, found, relatives):
            return "person"
        if _has_first_name(words):
            return "person" if said == "place" or _is_called_by_surname(text, found, capitals) else None
    elif words[0] in full:
        return "person" if not local and full[words[0]] < found[0].start and not is_acronym(key) else None
    if said == "person":
        return None if _is_titled(text, found) else _impersonal(text, found, local)
    if len(words) == 1 and local and 2 * local >= len(found) and not is_acronym(key):
        return "place"
    return None


def _is_persons(text: str, words: Sequence[str], found: Sequence[RawMention], relatives: Set[str]) -> bool:
    """Whether two or three words are a person's name: one of a family, or one with an age or an office."""
    if len(words) > 3 or not all(word.isalpha() for word in words):
        return False
    if words[-1] in relatives and known(words[0]) is None:
        return True
    return any(is_human(text, mention) for mention in found)


def _impersonal(text: str, found: Sequence[RawMention], local: int) -> EntityLabel | None:
    """Return what a name is that the pipeline took for a person's, if it stands where a person's does not."""
    if local:
        return "place"
    the = all(_THE.search(text, max(0, mention.start - _CONTEXT), mention.start) for mention in found)
    return "organisation" if the else None


def _is_called_by_surname(text: str, found: Sequence[RawMention], capitals: Mapping[str, int]) -> bool:
    name = text[found[0].start : found[0].end]
    return capitals.get(name.rsplit(maxsplit=1)[-1], 0) > len(found)


def kind_of(words: Sequence[str]) -> EntityLabel | None:
    """Return what a name says itself that it is: *Mount Cook* is a place, *Harbour Council* an organisation."""
    lists = name_words()
    if len(words) < 2:
        return None
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    if head in lists.organisation_heads:
        return "organisation"
    if head in lists.event_heads:
        return "event"
    return "place" if head in lists.place_heads or words[0] in lists.landmarks else None


def _is_local(text: str, mention: RawMention) -> bool:
    before = _LOCAL.search(text, max(0, mention.start - _CONTEXT), mention.start)
    if _GOVERNED.match(text, mention.end) or _SETTLEMENT.search(text, max(0, mention.start - _CONTEXT), mention.start):
        return True
    if before is None or _POSSESSIVE.match(text, mention.end) or (before["the"] and mention.label != "person"):
        return False
    word = (before["before"] or "").casefold()
    return word not in _TRUST and not (before["at"] and (word.endswith("ed") or word in _AIMS))


def _is_titled(text: str, found: Sequence[RawMention]) -> bool:
    titles = name_words().titles
    for mention in found:
        before = _LAST_WORD.search(text, max(0, mention.start - _CONTEXT), mention.start)
        if person_name(text[mention.start : mention.end]) != text[mention.start : mention.end]:
            return True
        if before is not None and before[1][0].isupper() and before[1].casefold() in titles:
            return True
    return False
