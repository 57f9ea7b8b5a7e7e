from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.helpers import analysis, article
from viewer.analysis.entities import story_entities
from viewer.analysis.model import Entity
from viewer.article.model import Article

Story = list[tuple[str, dict[str, str]]]


def entities(*texts: tuple[str, dict[str, str]]) -> tuple[Entity, ...]:
    articles = [article(text) for text, _ in texts]
    return story_entities(articles, [analysis(a, names) for a, (_, names) in zip(articles, texts, strict=True)])


def forms(found: tuple[Entity, ...], name: str) -> set[str]:
    (entity,) = [e for e in found if e.name == name]
    return {mention.text for mention in entity.mentions}


def named(found: tuple[Entity, ...]) -> set[str]:
    return {entity.name for entity in found}


def test_surname_is_the_full_name_across_articles() -> None:
    found = entities(
        ("Fair\n\nMayor Orla Denholm came. Then Denholm left.", {"Orla Denholm": "person"}),
        ("Fair\n\nDenholm's speech was short.", {}),
    )
    (entity,) = [e for e in found if e.shared]
    assert (entity.name, entity.label, entity.articles) == ("Orla Denholm", "person", (0, 1))
    assert forms(found, "Orla Denholm") == {"Orla Denholm", "Denholm"}
    assert dict(entity.links).keys() == {"Denholm"}


def test_two_people_of_one_surname_stay_two() -> None:
    found = entities(
        (
            "Fair\n\nOrla Denholm met Jonas Denholm. Denholm spoke.",
            {"Orla Denholm": "person", "Jonas Denholm": "person"},
        ),
    )
    assert {"Orla Denholm", "Jonas Denholm"} <= named(found)
    assert forms(found, "Orla Denholm") == {"Orla Denholm"}


def test_titles_and_determiners_do_not_make_another_name() -> None:
    found = entities(
        ("Fair\n\nSecretary of State Orla Denholm came.", {"Secretary of State Orla Denholm": "person"}),
        ("Fair\n\nOrla Denholm came.", {"Orla Denholm": "person"}),
    )
    assert [e.name for e in found if e.shared] == ["Orla Denholm"]


def test_family_name_first() -> None:
    found = entities(("Fair\n\nHan Weiming came. Han smiled.", {"Han Weiming": "person", "Han": "person"}))
    assert forms(found, "Han Weiming") == {"Han Weiming", "Han"}


def test_countries_go_by_all_their_names_and_peoples_are_their_own() -> None:
    found = entities(
        ("Trade\n\nThe U.S. and the DPRK met. American envoys spoke for us.", {}),
        ("Trade\n\nNorth Korea met the United States.", {}),
    )
    shared = {e.name: {m.text for m in e.mentions} for e in found if e.shared}
    assert shared == {"United States": {"U.S.", "United States"}, "North Korea": {"DPRK", "North Korea"}}
    assert next(e.label for e in found if e.name == "American") == "group"


def test_the_north_is_a_country_only_where_it_is_plain() -> None:
    plain = entities(("Talks\n\nNorth Korea spoke. The North will meet the South.", {}))
    assert forms(plain, "North Korea") == {"North Korea", "North"}
    other = entities(("Snow\n\nThe North of England froze. The South did not.", {}))
    assert "North Korea" not in named(other)


def test_acronyms_from_initials_and_parentheses() -> None:
    found = entities(
        ("Sea\n\nThe Harbour Pilots Guild (HPG) struck.", {"Harbour Pilots Guild": "organisation"}),
        ("Sea\n\nThe HPG struck.", {"HPG": "organisation"}),
    )
    assert forms(found, "Harbour Pilots Guild") == {"Harbour Pilots Guild", "HPG"}


def test_short_acronyms_and_hyphens_are_no_link() -> None:
    found = entities(
        ("Sea\n\nThe AP said so. The U.N. met.", {"AP": "organisation", "U.N.": "organisation"}),
        ("Sea\n\nAsia-Pacific trade grew. Kim Jong-un spoke.", {"Asia-Pacific": "place", "Kim Jong-un": "person"}),
    )
    assert not any(e.shared for e in found)


def test_spelling_variants_of_different_articles() -> None:
    found = entities(
        ("Talks\n\nKim Jung Un spoke.", {"Kim Jung Un": "person"}),
        ("Talks\n\nKim Jong-un spoke.", {"Kim Jong-un": "person"}),
    )
    assert [len(e.mentions) for e in found if e.shared] == [2]


def test_first_names_of_one_letter_apart_are_two_people() -> None:
    found = entities(
        ("Fair\n\nJohn Marsh came.", {"John Marsh": "person"}), ("Fair\n\nJoan Marsh came.", {"Joan Marsh": "person"})
    )
    assert not any(e.shared for e in found)


def test_a_name_missed_in_one_article_is_searched_there() -> None:
    found = entities(
        ("Fair\n\nThe Brackwater Estuary froze.", {"Brackwater Estuary": "place"}),
        ("Fair\n\nIce on the Brackwater Estuary; no brackwater estuary was ever so white.", {}),
    )
    (entity,) = found
    assert [m.article for m in entity.mentions] == [0, 1]


def test_boilerplate_has_no_mentions_and_captions_have() -> None:
    first = article("Fair\n\nOrla Denholm came.")
    second = article("Rain\n\nIt fell.\n\nOrla Denholm.\n\nOrla Denholm shop", kinds={2: "caption", 3: "boilerplate"})
    (entity,) = story_entities([first, second], [analysis(first, {"Orla Denholm": "person"}), analysis(second, {})])
    assert [m.start for m in entity.mentions if m.article == 1] == [second.paragraphs[2].start]


def test_a_glued_name_keeps_its_word_and_shows_its_two_names() -> None:
    made = article("Talks\n\nSpokeswoman HanWeiming spoke.")
    (entity,) = story_entities([made], [analysis(made, {"HanWeiming": "person"})])
    assert (entity.name, entity.mentions[0].text) == ("Han Weiming", "HanWeiming")


PARTS = st.sampled_from(
    [
        "Orla Denholm",
        "Denholm",
        "Jonas Marsh",
        "Marsh",
        "the U.S.",
        "China",
        "the North",
        "North Korea",
        "said",
        "Saturday.",
    ]
)


@settings(max_examples=60)
@given(st.lists(st.lists(PARTS, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=3))
def test_mentions_are_their_words_and_order_does_not_matter(bodies: list[str]) -> None:
    names = {"Orla Denholm": "person", "Jonas Marsh": "person"}
    articles = [article(f"Title {k}\n\n{body}") for k, body in enumerate(bodies)]
    found = story_entities(articles, [analysis(a, names) for a in articles])
    for entity in found:
        for mention in entity.mentions:
            assert articles[mention.article].text[mention.start : mention.end] == mention.text
    turned = articles[::-1]
    assert _sets(found, articles) == _sets(story_entities(turned, [analysis(a, names) for a in turned]), turned)


def _sets(found: tuple[Entity, ...], articles: list[Article]) -> set[frozenset[tuple[str, int, int]]]:
    return {frozenset((articles[m.article].text, m.start, m.end) for m in e.mentions) for e in found}


def test_an_occupation_does_not_make_another_name() -> None:
    found = entities(
        ("Fair\n\nComedian Orla Denholm came.", {"Comedian Orla Denholm": "person"}),
        ("Fair\n\nOrla Denholm came.", {"Orla Denholm": "person"}),
    )
    assert [e.name for e in found if e.shared] == ["Orla Denholm"]


def test_the_place_before_an_organisation_may_be_left_out() -> None:
    names = {"Marlow Sam's Club": "organisation", "Sam's Club": "organisation", "Marlow": "place"}
    found = entities(
        ("Fair\n\nA car hit her at the Marlow Sam's Club.", names),
        ("Fair\n\nThe Sam's Club in Marlow shut.", names),
    )
    (club,) = [e for e in found if "Club" in e.name]
    assert club.shared
    assert {form for form, _ in club.links} <= {"Sam's Club", "Marlow Sam's Club"}


def test_two_places_keep_their_organisations_apart() -> None:
    found = entities(
        ("Fair\n\nMarlow City Council met.", {"Marlow City Council": "organisation", "Marlow": "place"}),
        ("Fair\n\nHarrow City Council met.", {"Harrow City Council": "organisation", "Harrow": "place"}),
        ("Fair\n\nThe City Council met.", {"City Council": "organisation", "Harrow": "place", "Marlow": "place"}),
    )
    assert not [e for e in found if e.shared and "Council" in e.name]


def test_a_landmark_goes_by_two_names() -> None:
    found = entities(
        ("Fair\n\nHe climbed Aoraki Mount Cook.", {"Aoraki Mount Cook": "place"}),
        ("Fair\n\nHe climbed Mount Cook.", {"Mount Cook": "place"}),
    )
    (entity,) = [e for e in found if e.shared]
    assert {m.text for m in entity.mentions} == {"Aoraki Mount Cook", "Mount Cook"}
    assert len(entity.links) == 1


def test_an_administration_is_not_its_leader() -> None:
    found = entities(
        ("Fair\n\nThe Denholm administration paid.", {"Denholm administration": "organisation"}),
        ("Fair\n\nOrla Denholm came.", {"Orla Denholm": "person"}),
    )
    assert not [entity for entity in found if entity.shared]


def test_a_team_goes_by_its_last_word() -> None:
    found = entities(
        ("Fair\n\nThe Harrowick Otters won in Harrowick.", {"Harrowick Otters": "organisation", "Harrowick": "place"}),
        ("Fair\n\nLater the Otters lost.", {}),
    )
    assert forms(found, "Harrowick Otters") == {"Harrowick Otters", "Otters"}
    (entity,) = [e for e in found if e.name == "Harrowick Otters"]
    assert "end alike" in str(entity.explain("Otters"))


def test_a_word_that_is_also_written_small_is_no_team() -> None:
    found = entities(
        ("Fair\n\nThe Harrowick Otters won in Harrowick.", {"Harrowick Otters": "organisation", "Harrowick": "place"}),
        ("Fair\n\nOtters are rare. We love otters.", {}),
    )
    assert forms(found, "Harrowick Otters") == {"Harrowick Otters"}


def test_a_surname_of_several_words() -> None:
    people = {"Pieter van der Berg": "person", "van der Berg": "person"}
    found = entities(("Fair\n\nPieter van der Berg came. Then van der Berg left.", people))
    assert forms(found, "Pieter van der Berg") == {"Pieter van der Berg", "van der Berg"}
    assert "surname" in str(found[0].explain("van der Berg"))


def test_a_family_name_that_stands_first_is_searched() -> None:
    found = entities(
        ("Fair\n\nZhang Meilin came.", {"Zhang Meilin": "person"}),
        ("Fair\n\nOnly Zhang stayed.", {}),
    )
    assert forms(found, "Zhang Meilin") == {"Zhang Meilin", "Zhang"}


def test_capitals_inside_sentences_of_two_articles_are_a_name() -> None:
    found = entities(("Fair\n\nThey use the Wavebox at home.", {}), ("Fair\n\nNobody likes the Wavebox.", {}))
    assert [(entity.name, entity.shared) for entity in found] == [("Wavebox", True)]


def test_capitals_that_are_also_written_small_are_no_name() -> None:
    assert entities(("Fair\n\nThey met the Mayor.", {}), ("Fair\n\nNobody likes the Mayor. A mayor!", {})) == ()


def test_a_surname_with_a_hyphen() -> None:
    people = {"Ida Ashe-Clark": "person", "Ashe-Clark": "organisation"}
    found = entities(("Fair\n\nIda Ashe-Clark came. Later Ashe-Clark left.", people))
    assert forms(found, "Ida Ashe-Clark") == {"Ida Ashe-Clark", "Ashe-Clark"}


def test_father_and_son_of_one_name_stay_two() -> None:
    people = {"Kofi Tolley Sr.": "person", "Kofi Tolley Jr.": "person"}
    assert named(entities(("Fair\n\nKofi Tolley Sr. met Kofi Tolley Jr. there.", people))) == people.keys()


def test_junior_is_the_same_person_elsewhere() -> None:
    found = entities(
        ("Fair\n\nKofi Tolley Jr. came.", {"Kofi Tolley Jr.": "person"}),
        ("Fair\n\nKofi Tolley came.", {"Kofi Tolley": "person"}),
    )
    assert [entity.shared for entity in found] == [True]


def test_forms_of_one_name_say_what_they_are() -> None:
    found = entities(
        ("Fair\n\nThe EPA met Orla Denholm. EPA staff came.", {"EPA": "organisation", "Orla Denholm": "person"}),
        ("Fair\n\nThe Environmental Protection Agency met Dame Orla Denholm.", {"Dame Orla Denholm": "person"}),
    )
    reasons = {form: str(why) for entity in found for form, why in entity.links}
    assert reasons == {
        "Environmental Protection Agency": "“Environmental Protection Agency” is another name of “EPA”",
        "Dame Orla Denholm": "“Dame Orla Denholm” is “Orla Denholm” with a title",
    }
