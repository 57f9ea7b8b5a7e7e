"""What the W3C Web Annotation data model demands with MUST, checked on plain data; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from viewer.article.messages import Message
from viewer.report.annotation_reading import count_of, listed

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_MOTIVATIONS = frozenset(
    (
        "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating "
        "questioning replying tagging"
    ).split()
)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_MOMENT = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_SETS = ("Choice", "Composite", "List", "Independents")
_VALUED = ("FragmentSelector", "CssSelector", "XPathSelector")

Problems = Iterator[Message]
_Data = Mapping[str, Any]


def check(data: Any) -> list[Message]:
    """Return what in an Annotation, AnnotationPage or AnnotationCollection breaks a MUST of the model; none is well.

    Each message says where: ``first.items[2].target[0]``.
    """
    if not isinstance(data, dict):
        return [Message("The whole is not an object.")]
    problems = list(_context(data))
    kinds = listed(data.get("type"))
    if "AnnotationCollection" in kinds:
        return [*problems, *_collection(data)]
    if "AnnotationPage" in kinds:
        return [*problems, *_page(data, "page")]
    return [*problems, *_annotation(data, "annotation")]


def _context(data: _Data) -> Problems:
    if _CONTEXT not in listed(data.get("@context")):
        yield Message("@context does not name {context}.", context=_CONTEXT)


def _collection(data: _Data) -> Problems:
    yield from _one_iri(data, "id", "collection")
    yield from _count(data, "total", "collection")
    first = data.get("first")
    if isinstance(first, dict):
        yield from _page(first, "first")
    elif first is not None:
        yield from _one_iri(data, "first", "collection")
    elif data.get("total"):
        yield _says("collection", "has annotations, but no first page")


def _page(data: _Data, where: str) -> Problems:
    yield from _one_iri(data, "id", where)
    if "AnnotationPage" not in listed(data.get("type")):
        yield _says(where, "is not of the type AnnotationPage")
    yield from _count(data, "startIndex", where)
    items = data.get("items")
    if not isinstance(items, list):
        yield _says(where, "has no list of items")
        return
    for index, one in enumerate(items):
        yield from _annotation(one, f"{where}.items[{index}]")


def _annotation(data: Any, where: str) -> Problems:
    if not isinstance(data, dict):
        yield _says(where, "is not an object")
        return
    yield from _one_iri(data, "id", where)
    if "Annotation" not in listed(data.get("type")):
        yield _says(where, "is not of the type Annotation")
    yield from _motivation(data, "motivation", where)
    for key in ("created", "modified", "generated"):
        yield from _moment(data, key, where)
    if "bodyValue" in data:
        yield from _one_string(data, "bodyValue", where)
        if "body" in data:
            yield _says(where, "has both body and bodyValue")
    for index, body in enumerate(listed(data.get("body"))):
        yield from _resource(body, f"{where}.body[{index}]")
    targets = listed(data.get("target"))
    if not targets:
        yield _says(where, "has no target")
    for index, target in enumerate(targets):
        yield from _resource(target, f"{where}.target[{index}]")


def _resource(data: Any, where: str) -> Problems:
    if isinstance(data, str):
        if not _IRI.fullmatch(data):
            yield _says(where, "is not an IRI")
        return
    if not isinstance(data, dict):
        yield _says(where, "is neither an IRI nor an object")
        return
    kinds = listed(data.get("type"))
    yield from _motivation(data, "purpose", where)
    for key in ("created", "modified"):
        yield from _moment(data, key, where)
    if "SpecificResource" in kinds or "source" in data:
        yield from _specific(data, where)
    elif "TextualBody" in kinds or "value" in data:
        yield from _textual(data, where)
    elif any(kind in _SETS for kind in kinds):
        yield from _set(data, where)
    else:
        yield from _one_iri(data, "id", where)


def _specific(data: _Data, where: str) -> Problems:
    source = data.get("source")
    if isinstance(source, (list, type(None))):
        yield _says(where, "has not exactly one source")
    else:
        yield from _resource(source, f"{where}.source")
    for index, selector in enumerate(listed(data.get("selector"))):
        yield from _selector(selector, f"{where}.selector[{index}]")


def _textual(data: _Data, where: str) -> Problems:
    yield from _one_string(data, "value", where)
    languages = [data[key] for key in ("language", "processingLanguage") if key in data]
    for language in (tag for one in languages for tag in listed(one)):
        if not isinstance(language, str) or not _TAG.fullmatch(language):
            yield _says(where, "has a language that is no BCP 47 tag")
    if data.get("textDirection") not in (None, "ltr", "rtl", "auto"):
        yield _says(where, "has a textDirection other than ltr, rtl or auto")


def _set(data: _Data, where: str) -> Problems:
    items = listed(data.get("items"))
    if not items:
        yield _says(where, "has no items")
    for index, item in enumerate(items):
        yield from _resource(item, f"{where}.items[{index}]")


def _selector(data: Any, where: str) -> Problems:
    if isinstance(data, str):
        if not _IRI.fullmatch(data):
            yield _says(where, "is not an IRI")
        return
    kinds = listed(data.get("type")) if isinstance(data, dict) else []
    if not kinds:
        yield _says(where, "has no type")
        return
    for kind in kinds:
        yield from _SELECTORS.get(kind, _nothing)(data, where)
    if "refinedBy" in data:
        yield from _selector(data["refinedBy"], f"{where}.refinedBy")


def _quote(data: _Data, where: str) -> Problems:
    yield from _one_string(data, "exact", where)
    for key in ("prefix", "suffix"):
        if key in data:
            yield from _one_string(data, key, where)


def _position(data: _Data, where: str) -> Problems:
    start, end = count_of(data.get("start")), count_of(data.get("end"))
    for key, offset in (("start", start), ("end", end)):
        if offset is None:
            yield _says(where, f"has a {key} that is no whole number from 0")
    if start is not None and end is not None and start > end:
        yield _says(where, "ends before it starts")


def _range(data: _Data, where: str) -> Problems:
    for key in ("startSelector", "endSelector"):
        if not isinstance(data.get(key), dict):
            yield _says(where, f"has not exactly one {key}")
        else:
            yield from _selector(data[key], f"{where}.{key}")


def _valued(data: _Data, where: str) -> Problems:
    yield from _one_string(data, "value", where)


def _nothing(_data: _Data, _where: str) -> Problems:
    yield from ()


_SELECTORS: dict[Any, Callable[[_Data, str], Problems]] = {
    "TextQuoteSelector": _quote,
    "TextPositionSelector": _position,
    "DataPositionSelector": _position,
    "RangeSelector": _range,
    **dict.fromkeys(_VALUED, _valued),
}


def _motivation(data: _Data, key: str, where: str) -> Problems:
    for motivation in listed(data.get(key)):
        if not isinstance(motivation, str) or not (motivation in _MOTIVATIONS or _IRI.fullmatch(motivation)):
            yield _says(where, f"has a {key} that is neither one of the model nor an IRI")


def _moment(data: _Data, key: str, where: str) -> Problems:
    if key in data and not (isinstance(data[key], str) and _MOMENT.fullmatch(data[key])):
        yield _says(where, f"has a {key} that is no moment with a time zone (xsd:dateTime)")


def _count(data: _Data, key: str, where: str) -> Problems:
    if key in data and count_of(data[key]) is None:
        yield _says(where, f"has a {key} that is no whole number from 0")


def _one_iri(data: _Data, key: str, where: str) -> Problems:
    value = data.get(key)
    if not isinstance(value, str) or not _IRI.fullmatch(value):
        yield _says(where, f"has not exactly one IRI as {key}")


def _one_string(data: _Data, key: str, where: str) -> Problems:
    if not isinstance(data.get(key), str):
        yield _says(where, f"has not exactly one string as {key}")


def _says(where: str, what: str) -> Message:
    return Message("{where} {what}.", where=where, what=what)
