from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.article.model import Article
from viewer.library.notes.notes import Note, Passage, passage_of
from viewer.library.sharing.strict_json import dumps, loads
from viewer.report.annotation_check import check
from viewer.report.web_annotations import CONTEXT, annotation, annotations_in, from_annotations, to_annotations

TEXT = "The ferry stayed in port on Monday. Its crew had voted 7 to 2 to stop work. 😀 Nobody could say for how long."
ARTICLE = Article(TEXT, "Ferry", ())
OTHER = Article("A second report says nothing of the kind, and says it at length.", "Second", ())
TEXTS = {ARTICLE.id: TEXT, OTHER.id: OTHER.text}
NOTE = Note(
    "a" * 32,
    "story",
    (passage_of(ARTICLE.id, TEXT, 36, 50), passage_of(OTHER.id, OTHER.text, 2, 8)),
    "leading",
    "Who *counted*?",
    ("vote", "figures"),
    "task1",
    "Ada",
    True,
    "2026-11-30T08:00:00.123+00:00",
    "2026-11-30T09:00:00.000+00:00",
)

characters = st.characters(exclude_categories=["Cs"])
words = st.text(characters, min_size=1, max_size=30)
moments = st.datetimes(timezones=st.timezones()).map(lambda at: at.isoformat(timespec="milliseconds")) | st.just("")
passages = st.builds(
    Passage,
    article=words,
    start=st.integers(0, 50),
    end=st.integers(51, 99),
    exact=words,
    prefix=st.text(characters, max_size=64),
    suffix=st.text(characters, max_size=64),
    state=st.sampled_from(["placed", "moved", "orphan"]),
    tray=st.none() | st.integers(0, 9),
)
notes = st.builds(
    Note,
    id=words,
    story=st.just("story"),
    passages=st.lists(passages, min_size=1, max_size=3).map(
        lambda found: tuple(replace(p, number=2 * n) for n, p in enumerate(found))
    ),
    category=st.text(characters, max_size=9),
    text=st.text(characters),
    tags=st.lists(words, max_size=3).map(tuple),
    task=st.none() | words,
    author=st.text(characters, max_size=200),
    filled=st.booleans(),
    created=moments,
    modified=moments,
)


@given(st.lists(notes, max_size=3))
def test_a_round_trip_loses_nothing(given_notes: list[Note]) -> None:
    given_notes = [n if n.modified else replace(n, modified=n.created) for n in given_notes]
    data = loads(dumps(to_annotations(given_notes, "story", "A story")))
    assert from_annotations(data, {}, "story") == given_notes


@given(st.lists(notes, max_size=3))
def test_what_is_exported_keeps_every_must(given_notes: list[Note]) -> None:
    seconds = [replace(n, created=_full(n.created), modified=_full(n.modified)) for n in given_notes]
    assert check(to_annotations(seconds, "story", "A story")) == []


def _full(moment: str) -> str:
    """Leave out time zones of other centuries with seconds in them, which no library writes."""
    return "" if moment.count(":") > 3 else moment


def test_each_note_is_one_annotation_with_a_target_for_each_passage() -> None:
    data = annotation(NOTE)
    assert data["type"] == "Annotation"
    assert data["motivation"] == "commenting"
    assert data["creator"] == {"type": "Person", "nickname": "Ada"}
    assert [body["purpose"] for body in data["body"]] == ["commenting", "classifying", "tagging", "tagging", "replying"]
    first, second = data["target"]
    assert first["source"] == f"urn:x-viewer:article:{ARTICLE.id}"
    words, place = first["selector"]
    assert words == {
        "type": "TextQuoteSelector",
        "exact": "Its crew had v",
        "prefix": TEXT[:36],
        "suffix": TEXT[50:114],
    }
    assert place == {"type": "TextPositionSelector", "start": 36, "end": 50}
    assert second["selector"][0]["exact"] == "second"


def test_nobody_is_named_who_gave_no_name() -> None:
    assert "creator" not in annotation(replace(NOTE, author=""))


def test_the_context_is_named_once_as_a_string() -> None:
    data = to_annotations([NOTE], "story", "A story")
    assert data["@context"] == CONTEXT
    assert "@context" not in data["first"]
    assert data["total"] == 1


def foreign(target: Any, **more: Any) -> dict[str, Any]:
    return {"@context": CONTEXT, "id": "https://notes.example/1", "type": "Annotation", "target": target, **more}


def quote(exact: str, **more: Any) -> dict[str, Any]:
    return {"source": "https://news.example/ferry", "selector": {"type": "TextQuoteSelector", "exact": exact, **more}}


REFINED = {"type": "TextQuoteSelector", "exact": "Nobody could say for how"}


@pytest.mark.parametrize(
    ("target", "place", "state"),
    [
        pytest.param(quote("Its crew had voted"), (ARTICLE.id, "Its crew had voted"), "placed", id="quote alone"),
        pytest.param(quote("7", prefix="had voted ", suffix=" to 2 to stop"), (ARTICLE.id, "7"), "placed", id="word"),
        pytest.param(quote("says"), (ARTICLE.id, "says"), "orphan", id="twice in one text"),
        pytest.param(quote("not to be found"), (ARTICLE.id, "not to be found"), "orphan", id="nowhere"),
        pytest.param(
            {**quote("says nothing of the kind"), "source": f"urn:x-viewer:article:{OTHER.id}"},
            (OTHER.id, "says nothing of the kind"),
            "placed",
            id="our article without offsets",
        ),
        pytest.param(
            {"source": "x:y", "selector": {"type": "FragmentSelector", "value": "p", "refinedBy": REFINED}},
            (ARTICLE.id, "Nobody could say for how"),
            "placed",
            id="refined",
        ),
    ],
)
def test_foreign_annotations_are_placed_where_their_quote_is_certain(
    target: dict[str, Any], place: tuple[str, str], state: str
) -> None:
    (note,) = from_annotations(foreign(target), TEXTS, "story")
    (passage,) = note.passages
    assert (passage.article, passage.exact, passage.state) == (*place, state)
    if state == "placed":
        assert TEXTS[passage.article][passage.start : passage.end] == passage.exact


@pytest.mark.parametrize(
    ("more", "text", "author"),
    [
        ({"bodyValue": "Well said"}, "Well said", ""),
        ({"body": {"type": "TextualBody", "value": "One"}}, "One", ""),
        ({"body": [{"value": "One", "purpose": "commenting"}, {"value": "Two"}]}, "One\n\nTwo", ""),
        (
            {"body": {"value": "<p onclick='x'>No <script>bad()</script>&amp; page</p>", "format": "text/html"}},
            "No & page",
            "",
        ),
        ({"body": "https://elsewhere.example/", "creator": "https://people.example/1"}, "", ""),
        ({"creator": {"type": "Person", "name": "Grace"}}, "", "Grace"),
        ({"creator": [{"nickname": ["gh", "x"]}], "created": "yesterday"}, "", "gh"),
    ],
)
def test_every_form_of_body_and_creator_is_understood(more: dict[str, Any], text: str, author: str) -> None:
    (note,) = from_annotations(foreign(quote("Its crew had voted"), **more), TEXTS, "story")
    assert (note.text, note.author, note.created) == (text, author, "")


def test_the_same_foreign_annotation_is_the_same_note() -> None:
    one, other = (from_annotations(foreign(quote("Its crew had voted")), TEXTS, story)[0] for story in "ab")
    assert one.id == other.id
    assert len(one.id) == 32


def test_pages_lists_and_collections_are_read() -> None:
    one = foreign(quote("Its crew had voted"))
    page = {"type": "AnnotationPage", "items": [one, one]}
    assert len(annotations_in([one, page])) == 3
    assert len(annotations_in({"type": "AnnotationCollection", "first": page})) == 2
    assert annotations_in({"type": "AnnotationCollection", "first": "https://elsewhere.example/page1"}) == []
    assert annotations_in("text") == []


keys = st.sampled_from("id type body target selector exact source value items first creator purpose".split())
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(characters),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(keys, inner, max_size=5),
        st.fixed_dictionaries({"type": st.just("Annotation"), "target": inner, "body": inner}),
    ),
    max_leaves=12,
)


@given(anything)
def test_nothing_that_is_json_breaks_import_or_check(data: Any) -> None:
    from_annotations(data, TEXTS, "story")
    assert all(str(problem).endswith(".") for problem in check(data))


TARGET = {"source": "x:article", "selector": [{"type": "TextQuoteSelector", "exact": "a"}]}


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        ("text", "whole"),
        ({"@context": "http://other.example"}, "@context"),
        ({"id": None}, "as id"),
        ({"id": ["a:b", "a:c"]}, "as id"),
        ({"type": "Note"}, "type Annotation"),
        ({"target": []}, "no target"),
        ({"target": "no iri"}, "target[0]"),
        ({"target": {**TARGET, "source": None}}, "source"),
        ({"target": {**TARGET, "source": ["a:b"]}}, "source"),
        ({"target": {**TARGET, "selector": {"exact": "a"}}}, "no type"),
        ({"target": {**TARGET, "selector": {"type": "TextQuoteSelector"}}}, "exact"),
        ({"target": {**TARGET, "selector": {"type": "TextQuoteSelector", "exact": "a", "prefix": 1}}}, "prefix"),
        ({"target": {**TARGET, "selector": {"type": "TextPositionSelector", "start": -1, "end": 3}}}, "start"),
        ({"target": {**TARGET, "selector": {"type": "TextPositionSelector", "start": 4, "end": 3}}}, "ends before"),
        ({"target": {**TARGET, "selector": {"type": "FragmentSelector"}}}, "value"),
        ({"target": {**TARGET, "selector": {"type": "RangeSelector", "startSelector": {}}}}, "endSelector"),
        ({"target": {"type": "Choice", "items": []}}, "no items"),
        ({"body": {"type": "TextualBody"}}, "value"),
        ({"body": {"value": "a", "language": "not a tag"}}, "language"),
        ({"body": "a:b", "bodyValue": "a"}, "both"),
        ({"motivation": "shouting"}, "motivation"),
        ({"created": "2026-11-30"}, "created"),
        ({"modified": "2026-11-30T08:00:00"}, "modified"),
    ],
)
def test_the_checker_finds_each_broken_must(broken: Any, where: str) -> None:
    whole = foreign(TARGET, body="https://elsewhere.example/", motivation="linking")
    assert check(whole) == []
    problems = check({**whole, **broken} if isinstance(broken, dict) else broken)
    assert any(where in problem for problem in problems)


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        ({"id": None}, "collection has not"),
        ({"total": "3"}, "total"),
        ({"first": None}, "no first page"),
        ({"first": {"type": "AnnotationPage", "id": "a:b"}}, "no list of items"),
        ({"first": {"type": "Page", "id": "a:b", "items": []}}, "AnnotationPage"),
        ({"first": {"type": "AnnotationPage", "id": "a:b", "items": [3]}}, "first.items[0]"),
    ],
)
def test_the_checker_looks_into_collections(broken: dict[str, Any], where: str) -> None:
    whole = to_annotations([NOTE], "story", "A story")
    assert check(whole) == []
    assert any(where in problem for problem in check({**whole, **broken}))
