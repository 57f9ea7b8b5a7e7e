"""The entities of a story: every article's names linked, then searched for in every article's text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from viewer.analysis.bearers import BearerFinder
from viewer.analysis.capitals import small_words
from viewer.analysis.cutting import clean
from viewer.analysis.gazetteer import known_names
from viewer.analysis.linking import link, teams
from viewer.analysis.links import Links, Name
from viewer.analysis.model import Entity, EntityLabel, Mention
from viewer.analysis.names import known, name_key, person_name, says_nothing, split_glued
from viewer.analysis.record import Analysis, RawMention
from viewer.analysis.search import Found, NameTrie, Token, is_part_of_longer_name, search_tokens
from viewer.analysis.surnames import surnames
from viewer.analysis.unmarked import with_unmarked
from viewer.article.messages import Message
from viewer.article.model import Article

_SEARCHED = ("title", "caption", "body")
_PARENTHESIS = re.compile(r"\s?\((?:the )?(?P<short>[A-Z][A-Z.&]{1,7})s?\)")
_HALVES = re.compile(
    r"\b(?:[Tt]he (?P<half>North|South)|(?P<first>North|South) and (?:the )?(?P<second>North|South))\b"
)
_ROAD = re.compile(r" \d{1,3}\b(?![,.]?\d| (?:per|million|billion))")
_HALF_NAMES = {"North": "north korea", "South": "south korea"}
_NO_HALF_AFTER = re.compile(r"(?:['’]s)?[ -](?:[A-Z]|of |and South [A-Z]|and North [A-Z])")


_LABEL_ORDER: tuple[EntityLabel, ...] = ("person", "place", "organisation", "group", "event", "other")
"""Of labels with as many votes the first wins."""


class _Place(NamedTuple):
    """A name at a place of an article: ``key`` is its normal form, before linking."""

    start: int
    end: int
    key: str
    found_by_search: bool


def story_entities(articles: Sequence[Article], analyses: Sequence[Analysis]) -> tuple[Entity, ...]:
    """Return the entities of the articles of one story, in the order in which the articles name them first."""
    small = small_words(*(article.text for article in articles))
    analyses = with_unmarked(articles, clean(articles, analyses, small), small)
    labels = _labels(articles, analyses)
    names = _names(articles, analyses, labels)
    links = link(names, list(_parentheses(articles, analyses, labels)), articles)
    trie = _story_trie(names, labels, small)
    tokens = [[search_tokens(a.text, p.start, p.end) for p in a.paragraphs if p.kind in _SEARCHED] for a in articles]
    places = [
        _places(article, analysis, names, trie, words)
        for article, analysis, words in zip(articles, analyses, tokens, strict=True)
    ]
    halves = _halves(articles, places)
    bearers = BearerFinder(names, links, articles, places)
    told: dict[str, dict[str, Message]] = defaultdict(dict)
    members: dict[str, list[tuple[Mention, str]]] = defaultdict(list)
    for index, found in enumerate(places):
        for place in _merged(found, halves[index]):
            text = articles[index].text[place.start : place.end]
            borne = bearers.find(index, place.start, place.end, place.key)
            target = borne[0] if borne is not None else links.resolve(place.key, index)
            members[target].append((Mention(index, place.start, place.end, text), place.key))
            if borne is not None:
                told[target][text] = borne[1]
    return tuple(_entities(members, names, links, told))


def _key_of(text: str, label: EntityLabel) -> str:
    key = name_key(text)
    if label == "person" or (label == "other" and known(key) is None):
        bare = name_key(person_name(text))
        return bare if not says_nothing(bare) else key
    return key if known(key) is not None else name_key(split_glued(text))


def _labels(articles: Sequence[Article], analyses: Sequence[Analysis]) -> dict[str, EntityLabel]:
    """Let all places of a name vote on what it is; the name lists know better."""
    votes: dict[str, Counter[EntityLabel]] = defaultdict(Counter)
    for article, analysis in zip(articles, analyses, strict=True):
        for mention in analysis.mentions:
            votes[_key_of(article.text[mention.start : mention.end], mention.label)][mention.label] += 1
    labels: dict[str, EntityLabel] = {}
    for key, count in votes.items():
        entry = known(key)
        best = max(_LABEL_ORDER, key=lambda label: count[label])
        labels[key] = entry.label if entry is not None and best != "person" else best
    return labels


def _is_sure(article: Article, mention: RawMention, labels: Mapping[str, EntityLabel], body: set[str]) -> bool:
    """Whether a name stands on its own: in a headline of capitals only names that a body has too are sure."""
    title = next((p for p in article.paragraphs if p.kind == "title" and p.start <= mention.start < p.end), None)
    return title is None or _key_of(article.text[mention.start : mention.end], mention.label) in body


def _body_keys(articles: Sequence[Article], analyses: Sequence[Analysis]) -> set[str]:
    keys: set[str] = set()
    for article, analysis in zip(articles, analyses, strict=True):
        titles = [(p.start, p.end) for p in article.paragraphs if p.kind == "title"]
        for mention in analysis.mentions:
            if not any(start <= mention.start < end for start, end in titles):
                keys.add(_key_of(article.text[mention.start : mention.end], mention.label))
    return keys


def _names(
    articles: Sequence[Article], analyses: Sequence[Analysis], labels: Mapping[str, EntityLabel]
) -> dict[str, Name]:
    body = _body_keys(articles, analyses)
    names: dict[str, Name] = {}
    for index, (article, analysis) in enumerate(zip(articles, analyses, strict=True)):
        for mention in analysis.mentions:
            if not _is_sure(article, mention, labels, body):
                continue
            text = " ".join(article.text[mention.start : mention.end].split())
            key = _key_of(text, mention.label)
            name = names.setdefault(key, Name(key, labels[key]))
            name.forms[person_name(text) if name.label == "person" else text] += 1
            name.articles.add(index)
    return names


def _parentheses(
    articles: Sequence[Article], analyses: Sequence[Analysis], labels: Mapping[str, EntityLabel]
) -> Iterator[tuple[str, str]]:
    """Give (long, short) where an article writes *Long Name (LN)*."""
    for article, analysis in zip(articles, analyses, strict=True):
        for mention in analysis.mentions:
            found = _PARENTHESIS.match(article.text, mention.end)
            long = article.text[mention.start : mention.end]
            if found and " " in long and long[0] == found["short"][0]:
                yield _key_of(long, mention.label), name_key(found["short"])


@cache
def _known_forms() -> tuple[tuple[str, str], ...]:
    return tuple((form, name_key(form)) for entry in known_names() for form in entry.forms)


def _story_trie(names: Mapping[str, Name], labels: Mapping[str, EntityLabel], small: Set[str]) -> NameTrie:
    """File every known name of the lists, every name of the story, and the words that stand for one alone."""
    trie = NameTrie()
    for form, key in _known_forms():
        if labels.get(key) != "person":
            trie.add(form, key)
    for name in names.values():
        for form in name.forms:
            trie.add(form, name.key)
    alone = [word for word, _ in surnames(name for name in names.values() if name.label == "person")]
    alone += [team.form.split()[-1] for team in teams(names) if team.words[-1] not in small]
    for word in alone:
        key = name_key(word)
        if known(key) is None:
            trie.add(word, key)
    return trie


def _places(
    article: Article,
    analysis: Analysis,
    names: Mapping[str, Name],
    trie: NameTrie,
    tokens: Sequence[Sequence[Token]],
) -> list[_Place]:
    marked = [(m, _key_of(article.text[m.start : m.end], m.label)) for m in analysis.mentions]
    places = [
        _Place(m.start, m.end, key, False)
        for m, key in marked
        if key in names and not _is_road(article.text, m.start, m.end)
    ]
    for words in tokens:
        for found in trie.find(article.text, words):
            if not _is_doubtful(article.text, found):
                places.append(_Place(found.start, found.end, found.key, True))
    return places


def _is_doubtful(text: str, found: Found) -> bool:
    """Whether a known name is part of another: *South China Sea*."""
    part = is_part_of_longer_name(text, found.end) or _is_road(text, found.start, found.end)
    return known(found.key) is not None and part


def _is_road(text: str, start: int, end: int) -> bool:
    """Whether the name of the country is a road's: *U.S. 21*."""
    return text[start:end] in ("US", "U.S.") and _ROAD.match(text, end) is not None


def _merged(places: list[_Place], halves: list[_Place]) -> Iterator[_Place]:
    """Give the places without overlaps: the longest wins, of equals the one that the search found."""
    taken_to = -1
    waiting: _Place | None = None
    for place in sorted([*places, *halves], key=lambda p: (p.start, -p.end, not p.found_by_search)):
        if waiting is not None and place.start < taken_to:
            if place.end - place.start > waiting.end - waiting.start:
                waiting, taken_to = place, place.end
            continue
        if waiting is not None:
            yield waiting
        waiting, taken_to = place, place.end
    if waiting is not None:
        yield waiting


def _halves(articles: Sequence[Article], places: Sequence[Sequence[_Place]]) -> list[list[_Place]]:
    """Find *the North* and *the South* in articles that name North Korea, in a story that names both Koreas."""
    keys = [{_country_key(place.key) for place in found} for found in places]
    result: list[list[_Place]] = []
    for article, mentioned in zip(articles, keys, strict=True):
        found = list(_half_places(article)) if "north korea" in mentioned else []
        result.append(found)
    return result


def _country_key(key: str) -> str:
    entry = known(key)
    return name_key(entry.name) if entry is not None else key


def _half_places(article: Article) -> Iterator[_Place]:
    for paragraph in article.paragraphs:
        if paragraph.kind not in _SEARCHED:
            continue
        for found in _HALVES.finditer(article.text, paragraph.start, paragraph.end):
            if _NO_HALF_AFTER.match(article.text, found.end()):
                continue
            for group in ("half", "first", "second"):
                if found[group]:
                    yield _Place(found.start(group), found.end(group), _HALF_NAMES[found[group]], True)


def _entities(
    members: Mapping[str, list[tuple[Mention, str]]],
    names: Mapping[str, Name],
    links: Links,
    told: Mapping[str, Mapping[str, Message]],
) -> Iterator[Entity]:
    ordered = sorted(members.items(), key=lambda item: min(mention[:2] for mention, _ in item[1]))
    for number, (key, found) in enumerate(ordered, start=1):
        mentions = tuple(sorted(mention for mention, _ in found))
        name, label = _name_and_label(key, found, names)
        yield Entity(
            f"e{number}",
            name,
            label,
            mentions,
            tuple(_reasons(name, found, links, told.get(key, {}))),
        )


def _name_and_label(
    key: str, found: Sequence[tuple[Mention, str]], names: Mapping[str, Name]
) -> tuple[str, EntityLabel]:
    entry = known(key)
    listed = names.get(key)
    if entry is not None and (listed is None or listed.label != "person"):
        forms = Counter(mention.text for mention, _ in found)
        common = max(sorted(forms), key=lambda form: (forms[form], len(form)))
        return entry.name if entry.label == "place" else common, entry.label
    linked = [names[form] for _, form in found if form in names]
    if listed is None and linked:
        listed = max(linked, key=lambda name: (name.count, name.key))
    if listed is not None:
        return split_glued(listed.form), listed.label
    forms = Counter(mention.text for mention, _ in found)
    return max(sorted(forms), key=lambda form: (forms[form], len(form))), "other"


def _reasons(
    name: str, found: Sequence[tuple[Mention, str]], links: Links, borne: Mapping[str, Message]
) -> Iterator[tuple[str, Message]]:
    told: set[str] = {name}
    for mention, key in found:
        if mention.text in told:
            continue
        told.add(mention.text)
        why = borne.get(mention.text) or links.why(key, mention.article)
        if why is None and mention.text in _HALF_NAMES:
            why = Message("“the {form}” is {name}, which the article names too", form=mention.text, name=name)
        yield mention.text, why or _same_name(mention.text, name)


def _same_name(form: str, name: str) -> Message:
    """Say why two forms that no link joins are one name: both are listed, or a title, or the spelling."""
    entry = known(name_key(form))
    if entry is not None and entry == known(name_key(name)) and name_key(form) != name_key(name):
        return Message("“{form}” is another name of “{name}”", form=form, name=name)
    if name_key(form) != name_key(name) and name_key(person_name(form)) == name_key(name):
        return Message("“{form}” is “{name}” with a title", form=form, name=name)
    return Message("“{form}” is “{name}” in another spelling", form=form, name=name)
