"""Names the program knows beforehand: countries, their peoples and capitals, organisations, and words around names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from viewer.analysis.model import EntityLabel
from viewer.data import resource


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the list: its main form, what it is, and every form it goes by."""

    name: str
    label: EntityLabel
    forms: tuple[str, ...]
    country: str | None = None
    """For a people or a capital: the country. They are entities of their own, never the country itself."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words that surround names, all in small letters."""

    determiners: frozenset[str]
    titles: frozenset[str]
    title_joins: frozenset[str]
    days_and_months: frozenset[str]
    organisation_suffixes: frozenset[str]
    acronym_small: frozenset[str]
    never_alone: frozenset[str]
    vessels: frozenset[str]
    occupations: frozenset[str]
    landmarks: frozenset[str]
    place_heads: frozenset[str]
    always_small: frozenset[str]
    event_heads: frozenset[str]
    organisation_heads: frozenset[str]
    led_groups: frozenset[str]
    departments: frozenset[str]
    particles: frozenset[str]
    forms_of_address: frozenset[str]
    family_names_first: frozenset[str]
    first_words: frozenset[str]
    clubs: frozenset[str]
    ambiguous_clubs: frozenset[str]
    venues: frozenset[str]


def _load(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(resource("names", name).read_text(encoding="utf-8"))
    return data


@cache
def name_words() -> NameWords:
    """Return the words that surround names."""
    lists = _load("entity_words.json")["lists"]
    return NameWords(**{name: frozenset(words.split()) for name, words in lists.items()})


@cache
def known_names() -> tuple[Known, ...]:
    """Return every name of the lists."""
    found: list[Known] = []
    for row in _load("entity_countries.json")["countries"]:
        country = row["name"]
        found.append(Known(country, "place", (country, *row["forms"])))
        if row["people"]:
            found.append(Known(row["people"][0], "group", tuple(row["people"]), country))
        if row["capital"]:
            found.append(Known(row["capital"][0], "place", tuple(row["capital"]), country))
    for row in _load("entity_places.json")["places"]:
        found.append(Known(row["name"], "place", (row["name"], *row["forms"])))
    for row in _load("entity_organisations.json")["organisations"]:
        found.append(Known(row["name"], "organisation", (row["name"], *row["forms"])))
    for row in _load("entity_events.json")["events"]:
        found.append(Known(row["name"], "event", (row["name"], *row["forms"])))
    return tuple(found)


@cache
def first_names() -> dict[str, frozenset[str]]:
    """Return the full first names that a short one may stand for: *Mo* for *Maurice*."""
    return {short: frozenset(full.split()) for short, full in _load("entity_first_names.json")["short"].items()}


@cache
def common_first_names() -> frozenset[str]:
    """Return first names that are borne by very many people and are no places."""
    return frozenset(_load("entity_first_names.json")["common"].split())


@cache
def female_first_names() -> frozenset[str]:
    """Return first names that very many women bear, and hardly a man."""
    return frozenset(_load("entity_first_names.json")["female"].split())


@dataclass(frozen=True, slots=True)
class QuoteWords:
    """Words around quotations, all in small letters: verbs, people without name, works, and words that are no speech.

    ``verbs`` go with speech; ``speech`` are those that only who speaks or writes does: *said*, not *showed*.
    """

    verbs: frozenset[str]
    speech: frozenset[str]
    roles: frozenset[str]
    titles_of: frozenset[str]
    no_speech: frozenset[str]
    surfaces: frozenset[str]
    bodies: frozenset[str]


@cache
def quote_words() -> QuoteWords:
    """Return the words around quotations."""
    lists = _load("entity_reporting.json")
    del lists["provenance"]
    return QuoteWords(**{name: frozenset(words.split()) for name, words in lists.items()})
