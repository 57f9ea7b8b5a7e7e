"""Which names of a story mean the same: normal forms become entities. Wrong links are worse than missing ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from rapidfuzz import fuzz

from viewer.analysis.clubs import link_clubs
from viewer.analysis.gazetteer import first_names, known_names, name_words
from viewer.analysis.links import Links, Name, form_of
from viewer.analysis.names import is_acronym, known, name_key
from viewer.analysis.shortened import link_shortened
from viewer.analysis.surnames import link_long_surnames, link_surnames
from viewer.article.messages import Message
from viewer.article.model import Article

_DIRECTIONS = frozenset("north south east west northern southern eastern western upper lower little new".split())
_MOST_ALIKE = 150
_SPELLING = str.maketrans({"z": "s"})


def link(names: Mapping[str, Name], pairs: Iterable[tuple[str, str]], articles: Sequence[Article]) -> Links:
    """Link the normal forms of the articles of a story. ``pairs`` are (long, short) forms that one sets equal."""
    links = Links()
    _link_known(names, links)
    people = [name for name in names.values() if name.label == "person" and len(name.words) > 1 and not known(name.key)]
    _link_middle_names(people, links)
    _link_first_names(people, links)
    for long, short in pairs:
        links.add(short, long, Message("an article writes “{long} ({short})”", long=form_of(names, long), short=short))
    _link_acronyms(names, links)
    _link_endings(names, links)
    _link_origins(names, links)
    _link_landmarks(names, links)
    _link_canonical_origins(names, links)
    link_clubs(names, links, articles)
    link_shortened(names, links, articles)
    _link_last_words(names, links)
    _link_spellings(names, links)
    link_long_surnames(names, people, links)
    link_surnames(names, people, links, len(articles))
    return links


def _link_known(names: Mapping[str, Name], links: Links) -> None:
    for key, target, why in _known_links():
        if key not in names or names[key].label != "person":
            links.add(key, target, why)


@cache
def _known_links() -> tuple[tuple[str, str, Message], ...]:
    return tuple(
        (
            name_key(form),
            name_key(entry.name),
            Message("“{form}” is another name of “{name}”", form=form, name=entry.name),
        )
        for entry in known_names()
        for form in entry.forms
    )


def _link_middle_names(people: Sequence[Name], links: Links) -> None:
    """*Hillary Rodham Clinton* is *Hillary Clinton*, unless two people differ in the middle or in *Jr* alone."""
    ends: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for person in people:
        ends[person.words[0], person.words[-1]].append(person)
    for same in ends.values():
        middles = {" ".join(person.words[1:-1]) for person in same} - {""}
        plain = min(same, key=lambda person: (len(person.words), person.key))
        if len(middles) > 1 and not _initials_agree(middles):
            continue
        if len({person.suffix for person in same} - {""}) > 1:
            continue
        for person in same:
            why = Message("“{form}” has the same first and last name as “{name}”", form=person.form, name=plain.form)
            links.add(person.key, plain.key, why)


def _link_first_names(people: Sequence[Name], links: Links) -> None:
    """*Mo Cheeks* is *Maurice Cheeks*, if only one person of that surname goes by such a first name."""
    by_surname: dict[str, list[Name]] = defaultdict(list)
    for person in people:
        by_surname[person.words[-1]].append(person)
    for same in by_surname.values():
        for person in same:
            full = first_names().get(person.words[0], frozenset())
            targets = {links.resolve(other.key, None) for other in same if other.words[0] in full}
            if len(targets) == 1:
                target = targets.pop()
                why = Message("“{form}” is short for “{name}”", form=person.form, name=_form_of(same, target))
                links.add(person.key, target, why)


def _form_of(names: Iterable[Name], key: str) -> str:
    return next((name.form for name in names if name.key == key), key)


def _initials_agree(middles: set[str]) -> bool:
    return len({middle[0] for middle in middles}) == 1 and any(len(middle) == 1 for middle in middles)


def _link_acronyms(names: Mapping[str, Name], links: Links) -> None:
    """*GM* is *General Motors* when exactly one name of the story has those initials."""
    initials: dict[str, set[str]] = defaultdict(set)
    for name in names.values():
        if name.label != "person" and len(name.form.split()) > 1:
            for letters in _initials(name.form) | _initials(_with_full_origin(name.form)):
                initials[letters].add(links.resolve(name.key, None))
    for name in names.values():
        short = name.key
        if not short.isupper() or known(short) or len(short) < 2 or not is_acronym(name.form):
            continue
        long = initials.get(short, set())
        if len(long) == 1:
            target = next(iter(long))
            if len(short) > 2 or _same_kind(names.get(target), name):
                why = Message("“{form}” are the initials of “{name}”", form=name.form, name=form_of(names, target))
                links.add(short, target, why)


def _same_kind(long: Name | None, short: Name) -> bool:
    return long is not None and long.label == short.label and bool(long.articles & short.articles)


def _initials(form: str) -> set[str]:
    words = [word for word in form.replace("’", "'").split() if word[0].isalpha()]
    small = name_words().acronym_small
    content = [word for word in words if word.casefold() not in small]
    if len(content) < 2 or not all(word[0].isupper() for word in content):
        return set()
    return {"".join(word[0] for word in content), "".join(word[0].upper() for word in words)}


def _link_endings(names: Mapping[str, Name], links: Links) -> None:
    """*Chrysler LLC* is *Chrysler*."""
    suffixes = name_words().organisation_suffixes
    for name in names.values():
        words = name.form.split()
        while len(words) > 1 and words[-1].casefold().strip(",").replace(".", "") in suffixes:
            words = words[:-1]
        short = name_key(" ".join(words))
        if short != name.key and short in names and names[short].label in ("organisation", "other"):
            links.add(name.key, short, Message("“{form}” adds only the kind of company", form=name.form))


def _link_origins(names: Mapping[str, Name], links: Links) -> None:
    """*US Supreme Court* is *Supreme Court*, *Bloomington Sam’s Club* is *Sam’s Club*, if no other place’s is named."""
    longer: dict[str, set[str]] = defaultdict(set)
    for name in names.values():
        words = name.form.split()
        for used in range(1, min(3, len(words) - 1)):
            if _is_origin(name_key(" ".join(words[:used])), names):
                longer[name_key(" ".join(words[used:]))].add(name.key)
    for short, longs in longer.items():
        if len(longs) == 1 and short in names and names[short].label == "organisation":
            target = next(iter(longs))
            why = Message(
                "“{form}” is “{name}” without its place", form=form_of(names, short), name=form_of(names, target)
            )
            links.add(short, target, why)


def _is_origin(key: str, names: Mapping[str, Name]) -> bool:
    entry = known(key)
    if entry is not None:
        return entry.label in ("place", "group")
    return key in names and names[key].label == "place"


def _link_landmarks(names: Mapping[str, Name], links: Links) -> None:
    """*Aoraki Mount Cook* is *Mount Cook*: what stands before the word for a landmark adds a second name."""
    for name in names.values():
        words = name.key.split()
        first = next((place for place, word in enumerate(words) if place and word in name_words().landmarks), 0)
        short = " ".join(words[first:])
        if first and short in names and len(words) - first == 2 and words[first - 1] not in _DIRECTIONS:
            why = Message("“{form}” ends with “{name}”", form=name.form, name=names[short].form)
            links.add(name.key, short, why)


def _link_canonical_origins(names: Mapping[str, Name], links: Links) -> None:
    """*U.S. Air Force* is *United States Air Force*, and *USAF* its initials."""
    for name in names.values():
        full = _with_full_origin(name.form)
        if full != name.form:
            why = Message("“{form}” is “{name}” with the country in short", form=name.form, name=full)
            links.add(name.key, name_key(full), why)


def _with_full_origin(form: str) -> str:
    """Return *United States Air Force* for *U.S. Air Force*."""
    first, _, rest = form.partition(" ")
    origin = known(name_key(first))
    return f"{origin.name} {rest}" if rest and origin is not None and origin.label == "place" else form


def _link_last_words(names: Mapping[str, Name], links: Links) -> None:
    """*Chargers* is *San Diego Chargers*, *Sukanya* is *INS Sukanya*: the last word of one name of a team or a ship."""
    vessels = name_words().vessels
    longer: dict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        words = name.key.split()
        if len(words) > 1 and name.label != "event":
            place = " ".join(words[:-1])
            ship = not vessels.isdisjoint(words[:-1]) or (words[-1] in names and _is_model(words[-1]))
            if ship or _is_team(name, names) or (name.label == "organisation" and _is_place(place, names)):
                longer[words[-1]].append(name)
    for word, longs in longer.items():
        single = names.get(word)
        ships = _is_model(word) or all(not vessels.isdisjoint(name.words[:-1]) for name in longs)
        if (
            known(word)
            or (single is None and not ships and not _is_team(longs[0], names))
            or (len(longs) > 1 and not ships)
        ):
            continue
        target = min(longs, key=lambda name: (len(name.words), name.key))
        for name in [*longs, *([single] if single and single.label != "person" else [])]:
            why = Message("“{form}” and “{name}” end alike, and no other name does", form=name.form, name=target.form)
            links.add(name.key, target.key, why)
        if single is None and not ships:
            form = target.form.split()[-1]
            why = Message("“{form}” and “{name}” end alike, and no other name does", form=form, name=target.form)
            links.add(word, target.key, why)


def _is_place(key: str, names: Mapping[str, Name]) -> bool:
    entry = known(key)
    return entry.label == "place" if entry is not None else key in names and names[key].label == "place"


def teams(names: Mapping[str, Name]) -> list[Name]:
    """Return the names of teams that the last word alone names too: *San Diego Chargers*, *Boston Red Sox*."""
    return [name for name in names.values() if _is_team(name, names)]


def _is_team(name: Name, names: Mapping[str, Name]) -> bool:
    words = name.words
    if len(words) < 2 or name.label not in ("organisation", "place") or not words[-1].endswith(("s", "x")):
        return False
    lists = name_words()
    return words[-1] not in lists.never_alone | lists.place_heads and _is_place(" ".join(words[:-1]), names)


def _is_model(word: str) -> bool:
    return any(char.isdigit() for char in word) and any(char.isalpha() for char in word)


def _link_spellings(names: Mapping[str, Name], links: Links) -> None:
    """*Kim Jong Un* is *Kim Jung Un*: nearly the same letters, and no article uses both."""
    listed = [name for name in names.values() if len(name.key) >= 6 and not known(name.key) and not name.key.isupper()]
    for one, other in _alike(listed):
        if not one.articles & other.articles and _is_spelling(one, other):
            small, large = sorted((one, other), key=lambda name: (name.count, name.key))
            why = Message("“{form}” is nearly spelt like “{name}”", form=small.form, name=large.form)
            links.add(small.key, large.key, why)


def _alike(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Give the pairs of names that begin alike or share a word; what very many names share tells nothing."""
    together: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        for mark in {name.key.replace(" ", "")[:3], *(f" {word}" for word in name.words)}:
            together[mark].append(name)
    seen: set[tuple[str, str]] = set()
    for alike in together.values():
        for one, other in combinations(alike, 2) if len(alike) <= _MOST_ALIKE else ():
            pair = (one.key, other.key) if one.key < other.key else (other.key, one.key)
            if pair not in seen:
                seen.add(pair)
                yield one, other


def _is_spelling(one: Name, other: Name) -> bool:
    if one.label != other.label or any(char.isdigit() for char in one.key + other.key):
        return False
    left, right = one.key.translate(_SPELLING), other.key.translate(_SPELLING)
    if left == right or left.replace(" ", "") == right.replace(" ", ""):
        return True
    ours, theirs = left.split(), right.split()
    if len(ours) != len(theirs) or fuzz.ratio(left, right) < (82 if len(ours) > 1 else 85):
        return False
    if len(ours) == 1:
        return one.label in ("person", "place") and left[0] == right[0] and len(left) >= 6
    differing = [place for place, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b]
    if len(differing) != 1:
        return False
    a, b = ours[differing[0]], theirs[differing[0]]
    if one.label == "person" and differing[0] == len(ours) - 1 and a[:4] == b[:4] and abs(len(a) - len(b)) == 1:
        return a.startswith(b) or b.startswith(a)  # Rait, Raite
    return _is_word_variant(a, b, person=one.label == "person", middle=len(ours) > 2)


def _is_word_variant(a: str, b: str, *, person: bool, middle: bool) -> bool:
    """Whether two words are one in two spellings; short first names (*John*, *Joan*) are not."""
    if a.rstrip("s") == b.rstrip("s") and not person:
        return True
    if person and middle:
        return fuzz.ratio(a, b) >= 70
    return min(len(a), len(b)) >= 6 and fuzz.ratio(a, b) >= 83
