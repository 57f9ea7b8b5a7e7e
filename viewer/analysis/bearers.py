"""Which of several people of one surname *Mr Denholm*, *Mrs Denholm* and *Denholm* are at a place of an article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from viewer.analysis.gazetteer import common_first_names, female_first_names
from viewer.analysis.links import Links, Name
from viewer.article.messages import Message
from viewer.article.model import Article

_TITLE = re.compile(r"\b(?P<title>Mr|Mrs|Ms|Miss)\.? $")
_WOMEN = re.compile(
    r"\b(?:wife|widow|mother|mum|daughter|sister|aunt|grandmother|niece|spokeswoman|chairwoman|she|her)\b"
)
_MEN = re.compile(r"\b(?:husband|widower|father|dad|son|brother|uncle|grandfather|nephew|spokesman|chairman|he|his)\b")
_NEAR = 60
_MOST_BEARERS = 12
_MOST_PLACES = 5


class BearerFinder:
    """Finds the person whom a surname means at a place, in a story where several people bear the surname.

    A title tells, else that only one of them was named before in the article. Places are asked for in text order.
    """

    def __init__(
        self,
        names: Mapping[str, Name],
        links: Links,
        articles: Sequence[Article],
        places: Iterable[Iterable[tuple[int, int, str, bool]]],
    ) -> None:
        self._articles = articles
        self._places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for article, found in enumerate(places):
            for start, end, key, *_ in found:
                if len(self._places[key]) < _MOST_PLACES:
                    self._places[key].append((article, start, end))
        bearers: dict[str, dict[str, Name]] = defaultdict(dict)
        for name in names.values():
            if name.label == "person" and len(name.words) > 1:
                bearers[name.words[-1]][links.resolve(name.key, None)] = name
        self._bearers = {surname: people for surname, people in bearers.items() if 1 < len(people) <= _MOST_BEARERS}
        self._seen: dict[tuple[int, str], set[str]] = defaultdict(set)
        self._links = links
        self._women: dict[str, bool | None] = {}

    def find(self, article: int, start: int, end: int, key: str) -> tuple[str, Message] | None:
        """Return the normal form that the surname ``key`` at a place stands for, and why; None if that is not sure."""
        people = self._bearers.get(key)
        if people is None:
            surname = key.rpartition(" ")[2]
            if surname in self._bearers:
                self._seen[article, surname].add(self._links.resolve(key, article))
            return None
        text = self._articles[article].text
        word = start + text[start:end].rfind(" ") + 1
        title = _TITLE.search(text, max(0, word - 8), word)
        if title is None:
            return self._by_order(article, key, text[start:end])
        return self._by_title(article, key, title["title"], text[word:end])

    def _by_order(self, article: int, key: str, form: str) -> tuple[str, Message] | None:
        """Return the only bearer of a surname whom the article has named so far, where no link tells."""
        seen = self._seen[article, key] & self._bearers[key].keys()
        if len(seen) != 1 or self._links.resolve(key, article) != key:
            return None
        (target,) = seen
        name = self._bearers[key][target].form
        template = "“{form}” is {name}, whom alone of that surname the article has named so far"
        return target, Message(template, form=form, name=name)

    def _by_title(self, article: int, key: str, title: str, surname: str) -> tuple[str, Message] | None:
        """Return the only bearer whom a title fits; nobody named in full, if it does not fit whom a link would tell."""
        people, wanted, form = self._bearers[key], title != "Mr", f"{title} {surname}"
        fitting = [target for target, person in people.items() if self._is_woman(person) is wanted]
        if not fitting:
            fitting = [target for target, person in people.items() if self._is_woman(person) is None]
        chosen = [target for target in fitting if article in people[target].articles] or fitting
        if len(chosen) == 1:
            why = Message("“{form}” can only be {name} here, by the title", form=form, name=people[chosen[0]].form)
            return chosen[0], why
        linked = people.get(self._links.resolve(key, article))
        if linked is None or self._is_woman(linked) is not (not wanted):
            return None
        return key, Message("“{form}” is nobody whom the articles name in full", form=form)

    def _is_woman(self, person: Name) -> bool | None:
        """Whether a person is a woman, by first name, else by the words beside the name; None where nothing tells."""
        if person.key not in self._women:
            self._women[person.key] = self._told(person)
        return self._women[person.key]

    def _told(self, person: Name) -> bool | None:
        first = person.words[0]
        if first in common_first_names() or first in female_first_names():
            return first in female_first_names()
        told = (
            _told_beside(self._articles[article].text, start, end) for article, start, end in self._places[person.key]
        )
        return next((answer for answer in told if answer is not None), None)


def _told_beside(text: str, start: int, end: int) -> bool | None:
    line_end = text.find("\n", end)
    near = text[end : min(end + _NEAR, line_end if line_end >= 0 else len(text))].split(".")[0]
    before = text[max(0, start - _NEAR // 2) : start].rsplit("\n", 1)[-1].rsplit(".", 1)[-1]
    for words in (before[before.rfind(" ", 0, -1) + 1 :] if before.endswith((" ", ", ")) else "", near):
        woman, man = _WOMEN.search(words), _MEN.search(words)
        if woman or man:
            return bool(woman and (man is None or woman.start() < man.start()))
    return None
