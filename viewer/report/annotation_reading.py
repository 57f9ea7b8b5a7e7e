"""The parts of a Web Annotation of any tool, whichever of the forms that the model allows they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from viewer.library.notes.notes import Passage

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Bodies:
    """What an annotation says: its text, category and tags, and the resources it points to."""

    text: str
    category: str
    tags: tuple[str, ...]
    sources: tuple[str, ...]


def listed(value: Any) -> list[Any]:
    """Return one or many as a list; None is none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def bodies_of(data: Mapping[str, Any]) -> Bodies:
    """Return what the bodies of an annotation say."""
    texts: list[str] = []
    categories: list[str] = []
    tags: list[str] = []
    sources: list[str] = []
    if isinstance(data.get("bodyValue"), str):
        texts.append(data["bodyValue"])
    for body in listed(data.get("body")):
        if isinstance(body, str):
            sources.append(body)
            continue
        if not isinstance(body, dict):
            continue
        purposes, value = listed(body.get("purpose")), body.get("value")
        if isinstance(source_of(body), str):
            sources.append(source_of(body))
        elif isinstance(value, str):
            kinds = {"classifying": categories, "tagging": tags}
            kept = next((kinds[purpose] for purpose in purposes if purpose in ("classifying", "tagging")), texts)
            kept.append(_plain(value) if body.get("format") == "text/html" else value)
    # A note has one category: what else an annotation was classified as is a tag.
    return Bodies("\n\n".join(texts), *_first(categories), tuple(categories[1:] + tags), tuple(sources))


def creator_of(value: Any) -> str:
    """Return the nickname or name of an annotation's creator, an empty string where none is given."""
    for creator in listed(value):
        if isinstance(creator, dict):
            names = [name for key in ("nickname", "name") for name in listed(creator.get(key))]
            found = next((name for name in names if isinstance(name, str) and name), None)
            if found is not None:
                return found[:_LONGEST_NAME]
    return ""


def moment_of(value: Any) -> str:
    """Return a moment in ISO 8601 as it is given, an empty string for anything else."""
    if not isinstance(value, str):
        return ""
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return ""
    return value


def source_of(resource: Any) -> Any:
    """Return the IRI that a resource is about, None where it has none."""
    source = resource.get("source") if isinstance(resource, dict) else resource
    return source.get("id") if isinstance(source, dict) else source


def words_of_target(target: Any) -> Passage | None:
    """Return quote and offsets of a target, without an article; None where it quotes nothing."""
    if not isinstance(target, dict):
        return None
    selectors = [found for one in listed(target.get("selector")) for found in _chain(one)]
    words = next((one for one in selectors if "TextQuoteSelector" in listed(one.get("type"))), None)
    if words is None or not isinstance(words.get("exact"), str) or not words["exact"]:
        return None
    place = next((one for one in selectors if "TextPositionSelector" in listed(one.get("type"))), {})
    start, end = count_of(place.get("start")) or 0, count_of(place.get("end")) or 0
    if start > end:
        start = end = 0
    prefix, suffix = (words[key] if isinstance(words.get(key), str) else "" for key in ("prefix", "suffix"))
    return Passage("", start, end, words["exact"], prefix, suffix)


def _chain(selector: Any) -> list[dict[str, Any]]:
    """Return a selector and those that refine it."""
    found = []
    while isinstance(selector, dict):
        found.append(selector)
        selector = selector.get("refinedBy")
    return found


def count_of(value: Any) -> int | None:
    """Return a whole number from 0, None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _first(values: list[str]) -> tuple[str]:
    return (values[0] if values else "",)


def _plain(html: str) -> str:
    """Return the words of a body in HTML: what other tools wrote is never shown as a page."""
    from html import unescape

    import nh3

    return unescape(nh3.clean(html, tags=set())).strip()
