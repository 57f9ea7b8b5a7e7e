from __future__ import annotations

import re

import pytest

from tests.analysis.helpers import analysis, article
from viewer.analysis.cutting import clean
from viewer.analysis.gazetteer import known_names
from viewer.analysis.labels import kind_of, relabelled
from viewer.analysis.model import EntityLabel
from viewer.analysis.names import known, name_key, trimmed
from viewer.analysis.overlooked import overlooked
from viewer.analysis.record import RawMention


def marked(text: str, names: dict[str, EntityLabel]) -> list[RawMention]:
    """Return every place of the given names in a text, with their labels."""
    return sorted(
        RawMention(found.start(), found.end(), label, "pipeline")
        for name, label in names.items()
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    )


def labels(text: str, **names: EntityLabel) -> dict[str, EntityLabel]:
    """Return what the given names (underscores for spaces) are after relabelling."""
    found = relabelled(text, marked(text, {name.replace("_", " "): label for name, label in names.items()}))
    return {text[m.start : m.end]: m.label for m in found}


def test_a_name_where_only_places_stand_is_no_person() -> None:
    assert labels("They met in Orlbridge on Monday.", Orlbridge="person") == {"Orlbridge": "place"}
    assert labels("The pool at Upper Stoke costs more.", Upper_Stoke="person") == {"Upper Stoke": "place"}


def test_what_a_settlement_goes_by_is_a_place() -> None:
    assert labels("The truce village of Orlbridge is empty.", Orlbridge="person") == {"Orlbridge": "place"}
    assert labels("The sea wall of Orlbridge harbour broke.", Orlbridge="organisation") == {"Orlbridge": "place"}
    assert labels("Orlbridge's fishermen stayed ashore.", Orlbridge="organisation") == {"Orlbridge": "place"}
    assert labels("The mayor of Tolley waved.", Tolley="person") == {"Tolley": "person"}


def test_confidence_in_somebody_is_no_place() -> None:
    assert labels("They lost confidence in Tolley.", Tolley="person") == {"Tolley": "person"}
    assert labels("They shouted at Tolley.", Tolley="person") == {"Tolley": "person"}
    assert labels("He said in Tolley's defence that it rained.", Tolley="person") == {"Tolley": "person"}
    assert labels("A house in Mr Tolley, so to speak.", Mr_Tolley="person") == {"Mr Tolley": "person"}


def test_a_surname_is_a_person_after_the_full_name() -> None:
    text = "Hanna Brandt came. Brandt sang. The Brandt plan failed."
    assert labels(text, Hanna_Brandt="person", Brandt="organisation")["Brandt"] == "person"


def test_a_town_with_a_namesake_stays_a_place() -> None:
    text = "Hanna Lindau came. The fair in Lindau was full."
    assert labels(text, Hanna_Lindau="person", Lindau="place")["Lindau"] == "place"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Harbour Town Council", "organisation"),
        ("Ministry of Salt", "organisation"),
        ("Tern Street", "place"),
        ("Bay of Herons", "place"),
        ("Mount Dale", "place"),
        ("Friends of Tern Street", None),
        ("Harbour Film Festival", "event"),
        ("Council", None),
        ("Orla Denholm", None),
    ],
)
def test_a_name_may_say_what_it_is(name: str, kind: EntityLabel | None) -> None:
    assert kind_of(name_key(name).split()) == kind


def test_feasts_are_events_and_states_places() -> None:
    assert {"Easter", "Christmas"} <= {entry.name for entry in known_names() if entry.label == "event"}
    entry = known(name_key("Calif."))
    assert entry is not None
    assert (entry.name, entry.label) == ("California", "place")


def found_between(text: str, names: dict[str, EntityLabel]) -> dict[str, EntityLabel]:
    """Return the names that are overlooked beside the given ones, and what they are."""
    return {text[m.start : m.end]: m.label for m in overlooked(text, [(0, len(text))], marked(text, names))}


def test_a_surname_and_a_speaker_are_not_overlooked() -> None:
    text = "Tess Quillan came early. Later Quillan sang, said Rep. Dov Harel. The Zenbox said no."
    assert found_between(text, {"Tess Quillan": "person"}) == {
        "Quillan": "person",
        "Dov Harel": "person",
        "Zenbox": "other",
    }


def test_what_the_article_writes_small_is_no_overlooked_name() -> None:
    assert found_between("Officials said little. The officials left.", {}) == {}


def test_a_name_is_cut_to_the_person_named_elsewhere() -> None:
    one, other = article("Fair\n\nOrla Denholm came."), article("Fair\n\nNamed Orla Denholm coach of the year.")
    analyses = [analysis(one, {"Orla Denholm": "person"}), analysis(other, {"Named Orla Denholm": "other"})]
    (mention,) = clean([one, other], analyses, frozenset())[1].mentions
    assert other.text[mention.start : mention.end] == "Orla Denholm"
    assert mention.label == "person"


def test_a_longer_first_name_is_not_cut() -> None:
    one, other = article("Fair\n\nAnn Denholm came."), article("Fair\n\nMary Ann Denholm came.")
    analyses = [analysis(one, {"Ann Denholm": "person"}), analysis(other, {"Mary Ann Denholm": "person"})]
    (mention,) = clean([one, other], analyses, frozenset())[1].mentions
    assert other.text[mention.start : mention.end] == "Mary Ann Denholm"


@pytest.mark.parametrize(
    ("text", "name"), [("Evansworth 91-73", "Evansworth"), ("ERA 's", "ERA"), ("Denholm’s", "Denholm")]
)
def test_scores_and_endings_are_no_part_of_a_name(text: str, name: str) -> None:
    start, end = trimmed(text, 0, len(text))
    assert text[start:end] == name
