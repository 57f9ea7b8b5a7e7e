"""Names that go short with *the*: *the Pavilion* for *Pavilion Hotel*, *the Corps*, and storms by their name alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from viewer.analysis.capitals import capital_runs
from viewer.analysis.gazetteer import name_words
from viewer.analysis.labels import kind_of
from viewer.analysis.links import Links, Name
from viewer.analysis.names import known, name_key
from viewer.article.messages import Message
from viewer.article.model import Article

_STREAMS = frozenset({"river", "creek"})
_STORM = re.compile(
    r"(?:(?:sub)?tropical )?(?:storm|hurricane|typhoon|cyclone|depression) (?P<name>[^\W\d_]+)$", re.IGNORECASE
)
_SHORTEST, _LONGEST = 3, 12
_MOST = 20


def link_shortened(names: Mapping[str, Name], links: Links, articles: Sequence[Article]) -> None:
    """Link what the story calls *the Pavilion*, *the Pav* or *the Corps* to the one longer name that it shortens."""
    _link_storms(names, links)
    _link_companies(names, links)
    longer = _longer(names)
    with_the = _with_the(articles) if longer else frozenset()
    for name in names.values():
        longs = longer.get(name.key.partition(" ")[0], [])
        if name.key not in with_the or name.label == "group" or known(name.key) is not None or len(longs) > _MOST:
            continue
        targets = {links.resolve(long.key, None): long for long in longs if _shortens(name, long)}
        if len(targets) == 1:
            ((target, long),) = targets.items()
            why = Message("“the {form}” is short for “{name}”", form=name.form, name=long.form)
            links.add(name.key, target, why)


def _link_companies(names: Mapping[str, Name], links: Links) -> None:
    """*Osmund* is *Osmund Energy*: the first word of one organisation whose other words do not say whose it is."""
    longer: dict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        if len(name.words) > 1:
            longer[name.words[0]].append(name)
    for name in names.values():
        if name.label != "organisation" or len(name.words) > 1 or known(name.key) is not None or name.key.isupper():
            continue
        targets = {links.resolve(long.key, None): long for long in longer[name.key] if long.key != name.key}
        if len(targets) == 1 and _is_company(long := next(iter(targets.values()))):
            why = Message("“{form}” is “{name}” in short: no other name begins so", form=name.form, name=long.form)
            links.add(name.key, long.key, why)


def _is_company(name: Name) -> bool:
    words = name.words
    return name.label == "organisation" and len(words) == 2 and kind_of(words) is None and words[-1].isalpha()


def _longer(names: Mapping[str, Name]) -> dict[str, list[Name]]:
    """Return the longer names by what the short ones begin with: a word, or three and more letters of the first."""
    longer: dict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        words = name.words
        if len(words) < 2 or name.label == "person":
            continue
        if words[-1] in name_words().venues | _STREAMS:
            for letters in {*range(_SHORTEST, min(_LONGEST, len(words[0]))), len(words[0])}:
                longer[words[0][:letters]].append(name)
        if name.label == "organisation" and "of" in words[1:]:
            longer[words[words.index("of", 1) - 1]].append(name)
    return longer


def _shortens(name: Name, long: Name) -> bool:
    words = long.words
    if name.words == words[:-1] and words[-1] in name_words().venues | _STREAMS:
        return True
    if len(name.words) > 1:
        return False
    word = name.words[0]
    if words[-1] in name_words().venues and words[0].startswith(word):
        return True
    of = words.index("of") if "of" in words else 0
    return bool(of) and words[of - 1] == word and word not in name_words().never_alone and not word[-1].isdigit()


def _with_the(articles: Sequence[Article]) -> frozenset[str]:
    """Return the normal forms that stand behind *the* in at least half of the places where they stand alone."""
    alone, the = Counter[str](), Counter[str]()
    for article in articles:
        text = article.text
        for start, end in capital_runs(text, 0, len(text)):
            key = name_key(text[start:end])
            alone[key] += 1
            the[key] += text[start : start + 4] == "The " or text[max(0, start - 4) : start].lower() == "the "
    return frozenset(key for key, count in alone.items() if count <= 2 * the[key])


def _link_storms(names: Mapping[str, Name], links: Links) -> None:
    """*Tropical Storm Ida* and *Hurricane Ida* are one storm, which goes by *Ida* too."""
    storms: dict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        found = _STORM.fullmatch(name.key)
        if found is not None:
            storms[found["name"]].append(name)
    for word, same in storms.items():
        first = max(same, key=lambda name: (name.count, name.key))
        single = names.get(word)
        for name in [*same, *([single] if single is not None else [])]:
            why = Message("“{form}” and “{name}” are one storm", form=name.form, name=first.form)
            links.add(name.key, first.key, why)
