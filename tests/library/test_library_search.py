from __future__ import annotations

from pathlib import Path

import pytest
from library_state import Sample, make_article

from viewer.library import Hits, Library, Query


def found(library: Library, text: str) -> list[str]:
    """The words that are marked, in the order of the hits."""
    hits = library.search(text)
    return [
        passage.snippet[start:end] for one in hits.articles for passage in one.passages for start, end in passage.marks
    ]


@pytest.fixture
def towns(library: Library) -> Library:
    library.add_article(make_article("The mayor of Köln opened the co-op.\nShe don't mind.", "A co-op opens"))
    library.add_article(make_article("Der Bürgermeister eröffnete die Straße.", "Straße"))
    library.add_article(make_article("東京2024年の計画。\n北京很大。", "東京"))
    library.add_article(make_article("สวัสดีชาวโลก", "Thai"))
    return library


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("köln ", ["Köln"], id="word"),
        pytest.param("KOLN ", ["Köln"], id="without accents"),
        pytest.param("mayor koln ", ["mayor", "Köln"], id="all words"),
        pytest.param("mayor straße ", [], id="not all words"),
        pytest.param("may", ["mayor"], id="the last word is only begun"),
        pytest.param("may ", [], id="a space ends a word"),
        pytest.param("ma* op* ", ["mayor", "opened", "op"], id="beginnings"),
        pytest.param('"mayor of ', ["mayor of"], id="open phrase"),
        pytest.param('"of mayor"', [], id="phrase in another order"),
        pytest.param("“mayor o", ["mayor of"], id="typographic marks"),
        pytest.param('"op she"', [], id="no phrase across paragraphs"),
        pytest.param("co-op ", ["co-op"], id="hyphen"),
        pytest.param("don't ", ["don't"], id="apostrophe"),
        pytest.param("strasse ", ["Straße"], id="one letter as two"),
        pytest.param("mayor -koln ", [], id="excluded"),
        pytest.param("mayor -kol", ["mayor"], id="an excluded word is never only begun"),
        pytest.param("東", ["東"], id="one character"),
        pytest.param("東京 ", ["東京"], id="two characters"),
        pytest.param("京2024", ["京2024"], id="characters and digits"),
        pytest.param("京很大 ", ["京很大"], id="three characters"),
        pytest.param("京東 ", [], id="characters in another order"),
        pytest.param("ชาว ", ["ชาว"], id="Thai"),
    ],
)
def test_words_are_found_as_they_were_typed(towns: Library, typed: str, expected: list[str]) -> None:
    assert found(towns, typed) == expected


_ODD = (
    *("", " ", "-", "*", '"', '""', "-x", "a AND", "NEAR(a b)", "body: x", "{body} : x", "a^b", "(", "a OR b NOT"),
    *("'; DROP TABLE articles", "\0", "a" * 5000, "a " * 5000, '"' * 999, "-" * 99, "ﷺ ½ ㎏", "？！。", "\ud800"),
)


@pytest.mark.parametrize("typed", _ODD)
def test_nothing_typed_is_an_error(towns: Library, typed: str) -> None:
    for query in (Query(), Query(words=typed), Query(words=typed, furniture=True)):
        assert isinstance(towns.search(typed, query), Hits)
        assert len(towns.article_page(query)) == towns.article_count(query)


def test_a_hit_says_where_it_stands(sample: Sample) -> None:
    hits = sample.library.search("mayor ")
    assert hits.total == 3
    for one in hits.articles:
        article = sample.library.article(one.listed.id)
        (passage,) = one.passages
        assert one.count == 1
        assert article.text[passage.start : passage.end] == "mayor"
        assert passage.paragraph == 2
        assert passage.snippet == "Nobody was hurt, said the mayor."
        assert passage.marks == ((26, 31),)


def test_all_places_are_counted_and_the_first_are_shown(library: Library) -> None:
    library.add_article(make_article("\n".join(["one town " + "and more " * 40 + "town"] * 4)))
    (one,) = library.search("town ").articles
    assert one.count == 8
    assert [passage.paragraph for passage in one.passages] == [1, 1, 2]
    assert one.passages[1].snippet.startswith("…")


def test_the_best_comes_first(library: Library) -> None:
    library.add_article(make_article("A long report about the ferry and the town and the lake.", "Rain"))
    library.add_article(make_article("A short report.", "The ferry"))
    library.add_article(make_article("The ferry, the ferry and again the ferry.", "Ships"))
    titles = [one.listed.title for one in library.search("ferry ").articles]
    assert titles == ["The ferry", "Ships", "Rain"]
    (headed,) = (one for one in library.search("ferry ").articles if one.listed.title == "The ferry")
    assert headed.headline == ((4, 9),)
    assert headed.count == 0


def test_filters_narrow_a_search(sample: Sample) -> None:
    library, one = sample.library, sample.articles[0]
    library.set_tags(one, ["river"])
    assert library.search("mayor ", Query(tags=("river",))).total == 1
    assert library.search("mayor ", Query(story=sample.story.id)).total == 3
    assert library.search("mayor ", Query(story="none")).total == 0
    assert library.search("mayor ", Query(outlets=("The Paper",), languages=("en",))).total == 3
    assert library.search("mayor ", Query(since="2024-05-02")).total == 0
    assert library.search("mayor ", Query(since="2024-05-01", until="2024-05-01")).total == 3


def test_what_is_in_no_story_or_in_the_trash_is_listed(sample: Sample) -> None:
    library, (one, two, three) = sample.library, sample.articles
    library.set_order(sample.story.id, [one, two])
    assert [listed.id for listed in library.article_page(Query(story=""))] == [three]
    library.delete_story(sample.story.id)
    assert library.article_count(Query(story="")) == 3
    library.trash_articles([two])
    assert [listed.id for listed in library.article_page(Query(trashed=True, sort="title"))] == [two]
    assert library.article_count(Query(trashed=True)) == 1
    assert library.article_count(Query(trashed=True, outlets=("Other",))) == 0
    assert library.article_count() == 2


def test_furniture_is_searched_when_asked_for(sample: Sample) -> None:
    library, one = sample.library, sample.articles[0]
    library.set_kind(one, 1, "boilerplate")
    assert library.search("mayor ").total == 2
    hits = library.search("mayor ", Query(furniture=True))
    assert hits.total == 3
    assert all(found.count == 1 for found in hits.articles)
    library.undo()
    assert library.search("mayor ").total == 3


def test_notes_are_found_by_text_quote_and_tag(sample: Sample) -> None:
    library, story = sample.library, sample.story
    note = library.add_note(story.id, sample.articles[1], 4, 10, "a", "Who closed it?", tags=("later",))
    for typed in ("closed ", "bridge ", "later ", "who later "):
        (hit,) = library.search(typed).notes
        assert (hit.note, hit.story, hit.article) == (note.id, story.id, sample.articles[1])
    assert library.search("clos").notes[0].marks == ((4, 10),)
    library.edit_note(note.id, "Who opened it?")
    assert library.search("closed ").notes == ()
    library.undo()
    assert len(library.search("closed ").notes) == 1
    library.delete_note(note.id)
    assert library.search("closed ").notes == ()


def test_what_lies_in_the_trash_is_not_found(sample: Sample) -> None:
    sample.library.trash_articles(sample.articles[:2])
    assert sample.library.search("mayor ").total == 1
    sample.library.undo()
    assert sample.library.search("mayor ").total == 3


def test_a_corrected_headline_is_found(sample: Sample) -> None:
    sample.library.correct_facts(sample.articles[0], title="Ferry instead")
    (one,) = sample.library.search("ferry ").articles
    assert one.listed.title == "Ferry instead"
    assert one.headline == ((0, 5),)


def test_without_a_full_text_index_texts_are_read(towns: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    indexed = {typed: towns.search(typed) for typed in ("mayor ", "mayor -koln ", '"mayor of', "東", "co-op ")}
    for module in ("search", "listing", "where_else"):
        monkeypatch.setattr(f"viewer.library.search.{module}.has_index", lambda connection: False)
    for typed, hits in indexed.items():
        slow = towns.search(typed)
        assert slow.articles == hits.articles
        assert slow.total == hits.total
        assert "FTS5" in str(slow.told)
        assert towns.article_count(Query(words=typed)) == hits.total


def test_a_library_without_an_index_gets_one(sample: Sample, path: Path) -> None:
    note = sample.library.add_note(sample.story.id, sample.articles[1], 4, 10, "a", "Who?")
    before = sample.library.search("mayor ")
    sample.library.close()
    import sqlite3

    connection = sqlite3.connect(path)
    for table in ("found", "found_notes", "listing"):
        connection.execute(f"DROP TABLE {table}")
    connection.commit()
    connection.close()
    with Library.open(path) as reopened:
        assert reopened.article_count() == 3
        assert reopened.search("mayor ") == before
        assert [hit.note for hit in reopened.search("who ").notes] == [note.id]
