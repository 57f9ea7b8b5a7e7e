"""Clubs that play for a town: *Alderby Town* in full, *Town* alone, and *Alderby* of its side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from viewer.analysis.gazetteer import name_words
from viewer.analysis.links import Links, Name
from viewer.analysis.names import known, name_key
from viewer.article.messages import Message
from viewer.article.model import Article

_HEAD = re.compile(r" (?P<head>[A-Z]\w+)(?!\w)(?! [A-Z][a-z])", re.UNICODE)
_ALONE = re.compile(
    r"(?:(?<=[a-z] )|(?<=[.!?:”’\"\n] )|(?<=\n)|(?<=: ))(?<!the )(?<!The )(?P<head>Town|City|County|TOWN|CITY|COUNTY)"
    r"(?= (?:were|are|have|had|act|sacked|lost|won|beat|drew|face|play|played|at|in|on|to|with|after|fans|boss|captain|"
    r"manager|player|players|striker|RATINGS)\b|[,.])"
)
_SIDE = r"(?P<{name}>[A-Z]\w+(?: [A-Z]\w+)?)"
_PLAYS = re.compile(
    rf"\b{_SIDE.format(name='subject')}(?=(?:['’]s)? (?:have|were|are|face|lost|won|beat|drew|dismiss|dismissed"
    r"|sack|sacked|act|play|played|host|hosted|travel|v|vs|squad|side|players?|fans|boss|striker|goalkeeper|manager)\b)"
    rf"|\b(?:v|vs|versus|beat|beating|top-flight|facing|thrashed) {_SIDE.format(name='other')}\b"
    rf"|\b{_SIDE.format(name='owner')}['’]s \w+-goal\b"
)


def with_club(text: str, start: int, end: int) -> int:
    """Return the end of *Alderby Town*, where the pipeline found *Alderby*."""
    found = _HEAD.match(text, end)
    if found is None or " " in text[start:end] or not text[start].isupper():
        return end
    return found.end() if found["head"].casefold() in name_words().clubs else end


def club_words(articles: Sequence[Article]) -> frozenset[str]:
    """Return those of *town*, *city* and *county* that a story writes alone with a capital, as of a club."""
    return frozenset(found["head"].casefold() for article in articles for found in _ALONE.finditer(article.text))


def is_club(name: Name, alone: frozenset[str]) -> bool:
    """Whether a name is a club's; *City* in it says so only where the story calls it *City* too."""
    words = name.words
    lists = name_words()
    if len(words) < 2 or words[-1] not in lists.clubs or known(name.key) is not None:
        return False
    return words[-1] not in lists.ambiguous_clubs or words[-1] in alone


def link_clubs(names: Mapping[str, Name], links: Links, articles: Sequence[Article]) -> None:
    """*Town* is *Alderby Town* if no other club is called so, and *Alderby* where the article writes of its side."""
    alone = club_words(articles)
    clubs = [name for name in names.values() if is_club(name, alone)]
    heads = Counter(club.words[-1] for club in clubs)
    homes = Counter(" ".join(club.words[:-1]) for club in clubs)
    playing = [_playing(article.text) for article in articles] if clubs else []
    for club in clubs:
        word, place = club.words[-1], " ".join(club.words[:-1])
        if word in names and heads[word] == 1:
            why = Message("“{form}” is {name}: no other club here ends so", form=names[word].form, name=club.form)
            links.add(word, club.key, why)
        if place in names and homes[place] == 1:
            form = names[place].form
            why = Message("“{form}” is {name} here: the article writes of its side", form=form, name=club.form)
            for number, sides in enumerate(playing):
                if place in sides:
                    links.add(place, club.key, why, number)


def _playing(text: str) -> frozenset[str]:
    """Return, as normal forms, what a text writes of as of a side that plays."""
    found = (name for match in _PLAYS.finditer(text) for name in match.groups() if name)
    return frozenset(name_key(name) for name in found)
