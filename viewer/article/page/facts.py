"""Headline, outlet, byline, date and language as the head of a page and its structured data state them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from viewer.article.canonical import canonical
from viewer.article.text.dates import date_in
from viewer.article.text.furniture import words_of

_ARTICLE_TYPE = re.compile(r"article|posting|report", re.I)
_MOST_JSON = 500_000
_MOST_NODES = 20_000
_TITLE_BARS = (" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ")
_BARS = r"\s+[|–—•·»:-]+\s+"
_BYLINE_START = re.compile(r"(?:written |reported |posted |story )?by:?\s+", re.I)
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
)
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:app:name:iphone")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of its article.

    ``titles`` are all forms of its headline, best first; ``region`` is a language tag that names a country too.
    """

    titles: tuple[str, ...] = ()
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    region: str | None = None


def facts_of(tree: HtmlElement) -> PageFacts:
    """Return what the head and the structured data of a page say of its article."""
    metas = _metas(tree)
    data = _article_data(tree)
    head_title = _clean(" ".join(str(part) for part in tree.xpath("//head/title[1]//text()")))
    outlet = _first(metas, _OUTLETS[:1]) or _name(data.get("publisher")) or _first(metas, _OUTLETS[1:])
    title, suffix = _parted(head_title or "")
    titles = [_clean(data.get("headline")), metas.get("og:title"), metas.get("twitter:title"), title, head_title]
    return PageFacts(
        titles=tuple(dict.fromkeys(name for name in titles if name)),
        outlet=(outlet or suffix or "").lstrip("@") or None,
        byline=_byline(_name(data.get("author")) or _first(metas, _AUTHORS) or _marked_author(tree)),
        published=_published(tree, metas, data),
        language=_language(tree, metas),
        region=tag if (tag := _stated_language(tree, metas)) and "-" in tag else None,
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        value = _clean(meta.get("content"))
        if name and value:
            found.setdefault(name.lower(), value)
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas and not metas[name].startswith("http")), None)


def _clean(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    text = " ".join(canonical(value[:2000]).split())
    return text or None


def _article_data(tree: HtmlElement) -> dict[str, Any]:
    """Return the first article among the page's JSON-LD objects, empty where there is none."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        source = (script.text or "").strip()
        if not 0 < len(source) <= _MOST_JSON:
            continue
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _objects(data):
            if _ARTICLE_TYPE.search(str(node.get("@type", ""))[:200]) and "headline" in node:
                return node
    return {}


def _objects(data: object) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON value, outer ones first, up to a limit."""
    waiting, seen = [data], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, (dict, list)))
        elif isinstance(node, list):
            waiting.extend(value for value in node if isinstance(value, (dict, list)))


def _name(value: object) -> str | None:
    """Return the names in a JSON-LD value: a text, an object with a name, or a list of either."""
    if isinstance(value, list):
        names = [name for item in value[:5] if (name := _name(item))]
        return ", ".join(names) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    text = _clean(value)
    return text if text and len(text) <= _LONGEST_NAME and not text.startswith("http") else None


def _parted(title: str) -> tuple[str | None, str | None]:
    """Divide the title of a page into headline and outlet: the shorter part after the last bar is the outlet."""
    for bar in _TITLE_BARS:
        head, found, tail = title.rpartition(bar)
        if found and 1 <= len(words_of(tail)) <= 5 and len(words_of(head)) >= 3:
            return head.strip(), tail.strip()
    return title or None, None


def outlet_beside(titles: tuple[str, ...], headline: str) -> str | None:
    """Return what stands before or behind the headline in the title of a page: the name of its outlet."""
    for title in titles:
        before, found, behind = title.partition(headline)
        rest = (before or behind).strip(" :|-–—·•»") if found and not (before and behind) else ""
        parts = [part for part in re.split(_BARS, rest) if 1 <= len(words_of(part)) <= 5]
        if parts:
            return parts[0] if before else parts[-1]
    return None


def _byline(name: str | None) -> str | None:
    if not name or len(name) > _LONGEST_NAME or "@" in name:
        return None
    return _BYLINE_START.sub("", name, count=1).strip() or None


def _marked_author(tree: HtmlElement) -> str | None:
    """Return the names in the first element that the page marks as the author, and in those beside it."""
    marked = tree.xpath("//*[@itemprop='author' or contains(concat(' ', @rel, ' '), ' author ')][normalize-space()]")
    if not marked:
        return None
    beside = [element for element in marked[:5] if element.getparent() is marked[0].getparent()]
    names = [name for element in beside if (name := _clean(" ".join(map(str, element.xpath(".//text()")))))]
    return " and ".join(dict.fromkeys(names)) or None


def _published(tree: HtmlElement, metas: dict[str, str], data: dict[str, Any]) -> str | None:
    values = [data.get("datePublished"), *(metas.get(name) for name in _PUBLISHED)]
    values.extend(
        element.get("datetime")
        for element in tree.xpath(
            "(//article//time[@datetime] | //time[@pubdate] | //h1/following::time[@datetime])[1]"
        )
    )
    return next((day for value in values if isinstance(value, str) and (day := date_in(value[:200]))), None)


def _language(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    tag = (_stated_language(tree, metas) or "").partition("-")[0]
    return tag or None


def _stated_language(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    """Return the language tag that a page states, with its region, in small letters."""
    root = tree.getroottree().getroot()
    value = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or metas.get("og:locale") or ""
    tag = value.strip().lower().replace("_", "-")
    return tag if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", tag) else None
