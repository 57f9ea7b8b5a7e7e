"""Names in short: families, clubs, venues, companies, storms, and which of several people of one surname is meant."""

from __future__ import annotations

import pytest

from tests.analysis.helpers import analysis, article
from viewer.analysis.entities import story_entities
from viewer.analysis.labels import relabelled
from viewer.analysis.mentions import raw_mentions
from viewer.analysis.model import Entity
from viewer.analysis.people import families, is_human
from viewer.analysis.pipeline import ENGLISH
from viewer.analysis.record import RawMention


def entities(*texts: tuple[str, dict[str, str]]) -> tuple[Entity, ...]:
    articles = [article(f"Fair\n\n{text}") for text, _ in texts]
    return story_entities(articles, [analysis(a, names) for a, (_, names) in zip(articles, texts, strict=True)])


def forms(found: tuple[Entity, ...], name: str) -> set[str]:
    (entity,) = [e for e in found if e.name == name]
    return {mention.text for mention in entity.mentions}


def why(found: tuple[Entity, ...], name: str, form: str) -> str:
    (entity,) = [e for e in found if e.name == name]
    return str(dict(entity.links)[form])


COUPLE = {"Orla Denholm": "person", "Jonas Denholm": "person", "Denholm": "person"}


def test_a_title_tells_wife_from_husband() -> None:
    found = entities(
        ("Jonas Denholm met his wife, Orla Denholm. Mrs Denholm spoke, and Mr Denholm did not.", COUPLE),
    )
    assert "Denholm" in forms(found, "Orla Denholm")
    assert "Denholm" in forms(found, "Jonas Denholm")
    assert "by the title" in why(found, "Orla Denholm", "Denholm")


def test_a_title_that_fits_nobody_named_in_full_stays_apart() -> None:
    names = {"Peter Denholm": "person", "Paul Denholm": "person", "Denholm": "person"}
    found = entities(
        ("Peter Denholm met Paul Denholm.", names),
        ("Peter Denholm came. Mrs Denholm came too, and Mr Denholm spoke.", names),
        ("Peter Denholm left.", names),
        ("Peter Denholm is back.", names),
    )
    assert [e.articles for e in found if e.name == "Denholm"] == [(1,)]
    assert "Denholm" in forms(found, "Peter Denholm")


def test_a_surname_is_whom_alone_the_article_has_named_so_far() -> None:
    found = entities(("Orla Denholm came. Denholm spoke. Later Jonas Denholm came. Denholm left.", COUPLE))
    (orla,) = [e for e in found if e.name == "Orla Denholm"]
    assert [mention.text for mention in orla.mentions] == ["Orla Denholm", "Denholm"]
    assert "so far" in why(found, "Orla Denholm", "Denholm")
    assert forms(found, "Jonas Denholm") == {"Jonas Denholm"}


def test_the_chief_bearer_of_a_surname_is_meant_by_it_alone() -> None:
    chief = {"Orla Denholm": "person", "Denholm": "person"}
    found = entities(
        ("Jonas Denholm met Orla Denholm. Denholm spoke.", COUPLE),
        ("Orla Denholm came.", chief),
        ("Orla Denholm left.", chief),
    )
    assert forms(found, "Orla Denholm") == {"Orla Denholm", "Denholm"}


FOOTBALL = {"Harwell Rovers": "organisation", "Rovers": "person", "Harwell": "place", "Orbury": "place"}


def test_a_club_goes_by_its_last_word_and_by_its_town_where_it_plays() -> None:
    found = entities(
        ("Harwell Rovers won. Rovers have four points.", FOOTBALL),
        ("It ended Orbury v Harwell, a draw.", FOOTBALL),
        ("The bakery in Harwell is shut.", FOOTBALL),
    )
    assert forms(found, "Harwell Rovers") == {"Harwell Rovers", "Rovers", "Harwell"}
    assert [e.articles for e in found if e.name == "Harwell"] == [(2,)]
    assert "its side" in why(found, "Harwell Rovers", "Harwell")


def test_a_city_is_no_club_unless_it_is_called_city_alone() -> None:
    names = {"Orbury City": "place", "Orbury": "place"}
    apart = entities(("Orbury City is old. Orbury have a mayor.", names))
    assert {"Orbury City", "Orbury"} <= {e.name for e in apart}
    club = entities(("Orbury City were late. City were beaten. Orbury have a mayor.", names))
    assert "Orbury" in forms(club, "Orbury City")


@pytest.mark.parametrize("short", ["Astoria", "Ast"])
def test_a_venue_goes_short_with_the(short: str) -> None:
    found = entities(
        ("They met in the Astoria Hotel.", {"Astoria Hotel": "organisation"}),
        (f"The fire in the {short} spread.", {short: "other"}),
    )
    assert forms(found, "Astoria Hotel") == {"Astoria Hotel", short}
    assert "short for" in why(found, "Astoria Hotel", short)


def test_a_town_is_not_its_hotel() -> None:
    found = entities(
        ("They met in the Orbury Hotel.", {"Orbury Hotel": "organisation"}),
        ("They came to Orbury by train.", {"Orbury": "place"}),
    )
    assert {"Orbury", "Orbury Hotel"} <= {e.name for e in found}


def test_a_company_goes_by_its_first_word_if_no_other_name_begins_so() -> None:
    names = {"Osmund Energy": "organisation", "Osmund": "organisation"}
    found = entities(("Osmund Energy paid. Osmund said no.", names))
    assert forms(found, "Osmund Energy") == {"Osmund Energy", "Osmund"}
    two = entities(("Osmund Energy paid Osmund Trust. Osmund said no.", {**names, "Osmund Trust": "organisation"}))
    assert forms(two, "Osmund") == {"Osmund"}


def test_a_storm_is_one_whatever_it_has_grown_to() -> None:
    found = entities(
        ("Tropical Storm Odile came.", {"Tropical Storm Odile": "event"}),
        ("Hurricane Odile grew. Then Odile went.", {"Hurricane Odile": "event", "Odile": "person"}),
    )
    (storm,) = [e for e in found if e.shared]
    assert {mention.text for mention in storm.mentions} == {"Tropical Storm Odile", "Hurricane Odile", "Odile"}


def test_a_road_is_not_the_country() -> None:
    assert entities(("They shut U.S. 21 at noon.", {"U.S.": "place"})) == ()


def test_the_family_is_a_group() -> None:
    text = "The Denholms sold it, as the Harrises did."
    found = list(families(text, [(0, len(text))], frozenset({"Denholm", "Harris"})))
    assert [(text[m.start : m.end], m.label) for m in found] == [("Denholms", "group"), ("Harrises", "group")]
    assert list(families("The Harris bakery.", [(0, 18)], frozenset({"Harris"}))) == []


@pytest.mark.parametrize(
    ("text", "human"),
    [
        ("Orla Denholm, the captain, came.", True),
        ("Orla Denholm, 47, came.", True),
        ("Orla Denholm, its chief executive, came.", True),
        ("Orla Denholm, a charity for cats, came.", False),
        ("Orla Denholm, the council's landlord company, came.", False),
        ("Orla Denholm in 1947 came.", False),
    ],
)
def test_an_age_or_an_office_is_a_persons(text: str, human: bool) -> None:
    assert is_human(text, RawMention(0, 12, "organisation", "pipeline")) is human


def test_one_of_a_family_is_a_person() -> None:
    text = "Orla Denholm met Ewan Denholm."
    found = relabelled(text, [RawMention(0, 12, "person", "pipeline"), RawMention(17, 29, "organisation", "pipeline")])
    assert [mention.label for mention in found] == ["person", "person"]


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        ("It is a Brewers' Cup quarter-final here.", "Brewers' Cup quarter", "Brewers' Cup"),
        ("It was the Astoria Hotel on the Parade then.", "Astoria Hotel on the Parade", "Astoria Hotel"),
        ("It was Harwell Albion that won.", "Harwell", "Harwell Albion"),
        ("It was Harwell Albion Hall that fell.", "Harwell", "Harwell"),
    ],
)
def test_a_name_ends_where_it_should(text: str, span: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = article(f"News\n\n{text}")

    def spans(_name: str, texts: list[str]) -> list[list[tuple[int, int, str]]]:
        return [[(p.find(span), p.find(span) + len(span), "ORG")] if span in p else [] for p in texts]

    monkeypatch.setattr("viewer.analysis.mentions.named_spans", spans)
    found = raw_mentions(made, (), ENGLISH)
    assert name in [made.text[m.start : m.end] for m in found]
