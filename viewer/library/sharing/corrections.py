"""Corrections that came in a pack, as rows of the library: only those that are what they say about these texts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, get_args

from viewer.analysis.corrections import Part, Verdict
from viewer.analysis.model import EntityLabel
from viewer.article.model import PARAGRAPH_KINDS, Article
from viewer.library.corrections import FACTS, FACTS_KIND, PARAGRAPH_KIND, STORY_KIND, correction_key

OF_STORY = "story"
"""The kind, in a pack, of what a reader corrected in a story; its target begins with what kind it is of there."""
_LONGEST = 500
_MOST_MENTIONS = 1000

Articles = Mapping[str, Article]
Row = tuple[str, str, str]


def correction_rows(story_id: str, articles: Articles, entries: Iterable[tuple[str, Any, Any]]) -> Iterator[Row]:
    """Give kind, target and value, as the table keeps them, of each correction that holds for these articles.

    What a newer version knows, and what is not about these texts, is passed over.
    """
    for kind, target, value in entries:
        if kind == OF_STORY and _is_of_story(target, value, articles):
            yield STORY_KIND + story_id, correction_key(target), json.dumps(value, sort_keys=True)
        elif kind == PARAGRAPH_KIND and _is_paragraph(target, value, articles):
            yield kind, correction_key(target), json.dumps(value)
        elif kind == FACTS_KIND and _are_facts(target, value, articles):
            yield kind, correction_key(target), json.dumps(value, sort_keys=True)


def _is_of_story(target: Any, value: Any, articles: Articles) -> bool:
    if not (isinstance(target, list) and len(target) == 2 and isinstance(target[0], str)):
        return False
    check = _CHECKS.get(target[0])
    return check is not None and check(target[1], value, articles)


def _is_paragraph(target: Any, value: Any, articles: Articles) -> bool:
    if not (isinstance(target, list) and len(target) == 2 and value in PARAGRAPH_KINDS):
        return False
    article = articles.get(target[0]) if isinstance(target[0], str) else None
    return article is not None and type(target[1]) is int and 0 <= target[1] < len(article.paragraphs)


def _are_facts(target: Any, value: Any, articles: Articles) -> bool:
    if not (isinstance(target, str) and target in articles and isinstance(value, dict)):
        return False
    titled = "title" not in value or bool(value["title"])
    return titled and all(name in FACTS and (said is None or _is_name(said)) for name, said in value.items())


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST


def _is_anchor(value: Any, articles: Articles) -> bool:
    if not (isinstance(value, list) and len(value) == 3 and isinstance(value[0], str) and value[0] in articles):
        return False
    start, end = value[1:]
    return type(start) is int and type(end) is int and 0 <= start < end <= len(articles[value[0]].text)


def _is_entity(value: Any, articles: Articles) -> bool:
    if not (isinstance(value, list) and len(value) == 3 and isinstance(value[0], list)):
        return False
    mentions, part, form = value
    known = 0 < len(mentions) <= _MOST_MENTIONS and all(_is_anchor(mention, articles) for mention in mentions)
    return known and part in get_args(Part) and _is_name(form)


def _is_pair(target: Any, value: Any, articles: Articles) -> bool:
    both = isinstance(target, list) and len(target) == 2 and all(_is_anchor(one, articles) for one in target)
    return both and target[0] != target[1] and value in get_args(Verdict)


def _is_marked(target: Any, value: Any, articles: Articles) -> bool:
    return value is True and _is_entity(target, articles)


def _is_speaker(target: Any, value: Any, articles: Articles) -> bool:
    if not (isinstance(value, dict) and value.keys() == {"entity"} and _is_anchor(target, articles)):
        return False
    return value["entity"] is None or _is_entity(value["entity"], articles)


_CHECKS: Mapping[str, Callable[[Any, Any, Articles], bool]] = {
    "match": _is_pair,
    "apart": _is_marked,
    "hidden": _is_marked,
    "merged": lambda target, value, articles: _is_entity(target, articles) and _is_entity(value, articles),
    "name": lambda target, value, articles: _is_entity(target, articles) and _is_name(value),
    "label": lambda target, value, articles: _is_entity(target, articles) and value in get_args(EntityLabel),
    "speaker": _is_speaker,
}
