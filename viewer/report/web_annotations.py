"""Notes as W3C Web Annotations, and Web Annotations of any tool as notes.

Each note is one Annotation with a target for each passage. What the model has no word for is said with keys that are
IRIs of our own, which JSON-LD allows in any object and other tools pass over. Offsets are code points, as the model
asks. An article is named ``urn:x-viewer:article:ID`` where ID are the first 16 hexadecimal digits of the SHA-256 of its
text: whoever has the text can check the name, and nothing needs to be fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any
from urllib.parse import quote, unquote

from viewer.library.notes.anchoring import Placed, find_again
from viewer.library.notes.notes import Note, Passage, passage_of
from viewer.report.annotation_reading import (
    Bodies,
    bodies_of,
    count_of,
    creator_of,
    listed,
    moment_of,
    source_of,
    words_of_target,
)

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""Names the model; it is a literal and never fetched."""

_URN = "urn:x-viewer:"
_ARTICLE, _NOTE, _STORY, _TASK = (f"{_URN}{kind}:" for kind in ("article", "note", "story", "task"))
_STATE, _NUMBER, _TRAY, _FILLED = (f"{_URN}{key}" for key in ("state", "number", "tray", "filled"))


def to_annotations(notes: Iterable[Note], story_id: str, title: str) -> dict[str, Any]:
    """Return the notes of a story as an AnnotationCollection with one page, plain data for JSON.

    A creator is given only for notes that have an author, as a nickname.
    """
    items = [annotation(note) for note in notes]
    collection = _urn(_STORY, story_id)
    page = {
        "id": f"{collection}:page-1",
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
        "items": items,
    }
    about = {"@context": CONTEXT, "id": collection, "type": "AnnotationCollection", "label": title}
    return {**about, "total": len(items), "first": page}


def annotation(note: Note) -> dict[str, Any]:
    """Return one note as an Annotation without a context of its own."""
    found: dict[str, Any] = {
        "id": _urn(_NOTE, note.id),
        "type": "Annotation",
        "motivation": "commenting" if note.text else "highlighting",
        "body": list(_bodies(note)),
        "target": [_target(passage) for passage in note.passages],
        "created": note.created,
        "modified": note.modified,
        _FILLED: note.filled,
    }
    if note.author:
        found["creator"] = {"type": "Person", "nickname": note.author}
    return {key: value for key, value in found.items() if value not in ("", [], False)}


def from_annotations(data: Any, texts: Mapping[str, str], story_id: str) -> list[Note]:
    """Return the notes in an Annotation, a list, a page or a collection of them.

    ``texts`` are those of the story's articles by id. Passages that our own export wrote come back as they were; any
    other is placed by :func:`find_again`, or becomes an orphan of the first article. Annotations without a quote are
    passed over. The same annotation always gives the same note id.
    """
    notes = [_note(one, texts, story_id) for one in annotations_in(data)]
    return [note for note in notes if note.passages]


def annotations_in(data: Any) -> list[dict[str, Any]]:
    """Return the Annotation objects in what was read."""
    if isinstance(data, list):
        return [found for one in data for found in annotations_in(one)]
    if not isinstance(data, dict):
        return []
    kinds = listed(data.get("type"))
    if "AnnotationCollection" in kinds:
        return annotations_in(data.get("first"))
    if "AnnotationPage" in kinds:
        return annotations_in(data.get("items"))
    return [data] if "Annotation" in kinds else []


def _urn(kind: str, name: str) -> str:
    return kind + quote(name, safe="")


def _named(kind: str, iri: Any) -> str | None:
    """Return the name in an IRI of ours, None for any other."""
    return unquote(iri.removeprefix(kind)) if isinstance(iri, str) and iri.startswith(kind) else None


def _bodies(note: Note) -> Iterable[dict[str, Any]]:
    if note.text:
        yield _textual("commenting", note.text, format="text/markdown")
    if note.category:
        yield _textual("classifying", note.category)
    for tag in note.tags:
        yield _textual("tagging", tag)
    if note.task is not None:
        yield {"type": "SpecificResource", "purpose": "replying", "source": _urn(_TASK, note.task)}


def _textual(purpose: str, value: str, **more: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, **more}


def _target(passage: Passage) -> dict[str, Any]:
    around = {"prefix": passage.prefix, "suffix": passage.suffix}
    words = {"type": "TextQuoteSelector", "exact": passage.exact, **{k: v for k, v in around.items() if v}}
    place = {"type": "TextPositionSelector", "start": passage.start, "end": passage.end}
    more: dict[str, Any] = {} if passage.state == "placed" else {_STATE: passage.state}
    if passage.tray is not None:
        more[_TRAY] = passage.tray
    source = _urn(_ARTICLE, passage.article)
    return {"type": "SpecificResource", "source": source, "selector": [words, place], _NUMBER: passage.number, **more}


def _note(data: dict[str, Any], texts: Mapping[str, str], story_id: str) -> Note:
    bodies = bodies_of(data)
    iri = data.get("id")
    own = _named(_NOTE, iri)
    passages = tuple(_passages(listed(data.get("target")), texts))
    return Note(
        id=own or sha256(repr(iri if isinstance(iri, str) else data).encode("utf-8", "replace")).hexdigest()[:32],
        story=story_id,
        passages=passages,
        category=bodies.category,
        text=bodies.text,
        tags=bodies.tags,
        task=_task(bodies),
        author=creator_of(data.get("creator")),
        filled=data.get(_FILLED) is True,
        created=moment_of(data.get("created")),
        modified=moment_of(data.get("modified")) or moment_of(data.get("created")),
    )


def _task(bodies: Bodies) -> str | None:
    found = (_named(_TASK, source) for source in bodies.sources)
    return next((task for task in found if task is not None), None)


def _passages(targets: Sequence[Any], texts: Mapping[str, str]) -> Iterable[Passage]:
    taken: set[int] = set()
    for target in targets:
        quoted = words_of_target(target)
        if quoted is None:
            continue
        passage = _placed(quoted, target, texts)
        number = count_of(target.get(_NUMBER))
        if number is None or number in taken:
            number = max(taken, default=-1) + 1
        taken.add(number)
        yield replace(passage, number=number, tray=count_of(target.get(_TRAY)))


def _placed(quoted: Passage, target: Mapping[str, Any], texts: Mapping[str, str]) -> Passage:
    article = _named(_ARTICLE, source_of(target))
    state = target.get(_STATE, "placed")
    own = replace(quoted, article=article or "", state=state if state in ("moved", "orphan") else "placed")
    if article is not None and (
        article not in texts or own.state == "orphan" or texts[article][own.start : own.end] == own.exact
    ):
        return own
    return _sought(own, {article: texts[article]} if article is not None else texts)


def _sought(passage: Passage, texts: Mapping[str, str]) -> Passage:
    """Return a passage in the one text where its place is certain, else as an orphan of the first text."""
    found = [(article, find_again([passage], None, text)[0]) for article, text in texts.items()]
    places = [(article, one) for article, one in found if isinstance(one, Placed)]
    if len(places) != 1:
        return replace(passage, article=passage.article or next(iter(texts), ""), state="orphan")
    article, place = places[0]
    return passage_of(article, texts[article], place.start, place.end)
