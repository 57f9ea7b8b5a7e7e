"""Who a single name means: *Kerry* is *John Kerry*, if nobody else is called so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from viewer.analysis.gazetteer import name_words
from viewer.analysis.links import SUFFIXES, Links, Name, form_of
from viewer.analysis.names import known, name_key, person_name
from viewer.article.messages import Message


def link_long_surnames(names: Mapping[str, Name], people: Sequence[Name], links: Links) -> None:
    """*van der Berg* is *Pieter van der Berg*, *Ashe-Clark* is *Ida Ashe-Clark*: if one person of the story ends so."""
    bearers: dict[str, dict[str, Name]] = defaultdict(dict)
    for person in people:
        surname = name_key(long_surname(person.form))
        if surname and surname != person.key:
            bearers[surname][links.resolve(person.key, None)] = person
    for surname, full in bearers.items():
        single = names.get(surname)
        if len(full) == 1 and (single is None or single.label != "place"):
            target, person = next(iter(full.items()))
            form = single.form if single is not None else long_surname(person.form)
            why = Message("“{form}” is the surname of {name}", form=form, name=person.form)
            links.add(surname, target, why)


def long_surname(form: str) -> str:
    """Return a surname of several parts, *van der Berg* or *Ashe-Clark*; empty for any other name."""
    words = [word for word in person_name(form).split() if word.casefold().strip(".,") not in SUFFIXES]
    particles = name_words().particles
    first = next((place for place, word in enumerate(words[:-1]) if place and word.casefold() in particles), 0)
    if first:
        return " ".join(words[first:])
    return words[-1] if len(words) > 1 and "-" in words[-1] else ""


def link_surnames(names: Mapping[str, Name], people: Sequence[Name], links: Links, articles: int) -> None:
    """*Kerry* is *John Kerry*: the only one of that surname in the article, or else in the story."""
    bearers: dict[str, list[Name]] = defaultdict(list)
    for person in people:
        for word in {person.words[0], person.words[-1]}:
            bearers[word].append(person)
    for word, full in bearers.items():
        single = names.get(word)
        label = single.label if single is not None else "other"
        if label != "person" and (known(word) is not None or label == "place"):
            continue
        form = single.form if single is not None else word.title()
        for article in range(articles):
            target = _only_bearer(word, full, article, links)
            if target is not None:
                alone = len({links.resolve(person.key, None) for person in full if article in person.articles}) < 2
                template = "no one else is called so" if alone else "the story names no other of the surname so often"
                why = Message(
                    f"“{{form}}” can only be {{name}} here: {template}", form=form, name=form_of(names, target)
                )
                links.add(word, target, why, article)


def _only_bearer(word: str, full: Sequence[Name], article: int, links: Links) -> str | None:
    """Return the one person that a single name means; the surname of one weighs more than the first name of another."""
    for here in (True, False):
        chosen = [person for person in full if not here or article in person.articles]
        by_surname = [person for person in chosen if person.words[-1] == word]
        targets = {links.resolve(person.key, None) for person in (by_surname or chosen)}
        if len(targets) == 1:
            return targets.pop()
        if targets:
            return _chief_bearer(chosen, [person for person in full if person.words[-1] == word], links)
    return None


def _chief_bearer(here: Sequence[Name], everybody: Sequence[Name], links: Links) -> str | None:
    """Return the one of several people whom the story is about: named in full in three articles for each other's one.

    Of those named in an article only such a one goes there by the surname alone.
    """
    articles: dict[str, set[int]] = defaultdict(set)
    for person in everybody:
        articles[links.resolve(person.key, None)] |= person.articles
    ranked = sorted(articles, key=lambda key: (-len(articles[key]), key))
    if not ranked or len(articles[ranked[0]]) < 3 * max((len(articles[other]) for other in ranked[1:]), default=1):
        return None
    chief = ranked[0]
    return chief if any(links.resolve(person.key, None) == chief for person in here) else None


def surnames(people: Iterable[Name]) -> Iterator[tuple[str, Name]]:
    """Give (word as written, person) for the names by which a person may be called alone."""
    for person in people:
        words = [word for word in person_name(person.form).split() if word.casefold().strip(".") not in SUFFIXES]
        if len(words) > 1 and len(words[-1]) > 1:
            yield words[-1], person
        if surname := long_surname(person.form):
            yield surname, person
        if 1 < len(words) < 4 and words[0].casefold() in name_words().family_names_first:
            yield words[0], person
