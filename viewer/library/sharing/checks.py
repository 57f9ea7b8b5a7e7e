"""What others' packs may say: every part is checked before anything is made of it, and refused with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NoReturn

from viewer.article.limits import PARAGRAPHS, TEXT_CHARACTERS
from viewer.article.messages import Message
from viewer.article.model import PARAGRAPH_KINDS, Article
from viewer.article.problems import ReadProblem

ID_CHARACTERS = 100
TITLE_CHARACTERS = 2_000
NOTE_CHARACTERS = 200_000
NAME_CHARACTERS = 200
MOST_NOTES = 20_000
MOST_PASSAGES = 500
MOST_TAGS = 200
MOST_CATEGORIES = 60
MOST_TASKS = 500
MOST_CORRECTIONS = 50_000
MOST_WARNINGS = 50

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_STATES = ("placed", "moved", "orphan")
_ARTICLE_KEYS = frozenset("text title paragraphs outlet byline published language path warnings".split())
_NOTE_KEYS = frozenset("id category text tags task author filled created modified passages".split())
_PASSAGE_KEYS = frozenset("article start end exact prefix suffix state number tray".split())
_CATEGORY_KEYS = frozenset("id name colour letter line".split())

WRONG = "This pack says something that cannot be in {where}, so nothing of it was taken. Ask for a new one."


def refuse(where: str) -> NoReturn:
    """Raise the problem that a part of a pack is not what it should be."""
    raise ReadProblem(Message(WRONG, where=where))


def text_of(value: Any, limit: int, where: str) -> str:
    """Return a string of at most ``limit`` characters, without control characters but tab and line feed."""
    if not isinstance(value, str) or len(value) > limit or _CONTROLS.search(value):
        refuse(where)
    return value


def list_of(value: Any, limit: int, where: str) -> list[Any]:
    """Return a list of at most ``limit`` members."""
    if not isinstance(value, list) or len(value) > limit:
        refuse(where)
    return value


def object_of(value: Any, keys: frozenset[str], where: str) -> dict[str, Any]:
    """Return an object with exactly these keys."""
    if not isinstance(value, dict) or value.keys() != keys:
        refuse(where)
    return value


def count_of(value: Any, limit: int, where: str) -> int:
    """Return a whole number from 0 to ``limit``."""
    if type(value) is not int or not 0 <= value <= limit:
        refuse(where)
    return value


def moment_of(value: Any, where: str) -> str:
    """Return a moment in ISO 8601, or an empty string."""
    text = text_of(value, 40, where)
    try:
        return text if not text or datetime.fromisoformat(text) else ""
    except ValueError:
        refuse(where)


def article_of(value: Any, article_id: str) -> Article:
    """Return an article whose id is that of its own text."""
    where = f"article {article_id}"
    data = object_of(value, _ARTICLE_KEYS, where)
    text = text_of(data["text"], TEXT_CHARACTERS, where)
    text_of(data["title"], TITLE_CHARACTERS, where)
    for key in ("outlet", "byline", "published"):
        if data[key] is not None:
            text_of(data[key], TITLE_CHARACTERS, where)
    if not _LANGUAGE.fullmatch(text_of(data["language"], 40, where)) or data["path"] is not None:
        refuse(where)
    _paragraphs(list_of(data["paragraphs"], PARAGRAPHS, where), len(text), where)
    for warning in list_of(data["warnings"], MOST_WARNINGS, where):
        _message(warning, where)
    article = Article.from_json(data)
    if article.id != article_id:
        refuse(where)
    return article


def without_traces(article: Article) -> dict[str, Any]:
    """Return an article as plain data without the path it came from and without messages that name files."""
    paragraphs = tuple(replace(p, why=Message(str(p.why))) if p.why.args else p for p in article.paragraphs)
    warnings = tuple(warning for warning in article.warnings if not warning.args)
    return replace(article, path=None, paragraphs=paragraphs, warnings=warnings).to_json()


def note_of(value: Any, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return a note as plain data whose passages are where it says, in the texts that are known."""
    data = object_of(value, _NOTE_KEYS, "a note")
    where = "a note"
    for key, limit in (("id", ID_CHARACTERS), ("category", ID_CHARACTERS), ("text", NOTE_CHARACTERS)):
        text_of(data[key], limit, where)
    text_of(data["author"], NAME_CHARACTERS, where)
    if data["task"] is not None:
        text_of(data["task"], ID_CHARACTERS, where)
    if not data["id"] or type(data["filled"]) is not bool:
        refuse(where)
    for key in ("created", "modified"):
        moment_of(data[key], where)
    for tag in list_of(data["tags"], MOST_TAGS, where):
        text_of(tag, NAME_CHARACTERS, where)
    numbers = [_passage(one, texts) for one in list_of(data["passages"], MOST_PASSAGES, where)]
    if not numbers or len(set(numbers)) < len(numbers):
        refuse(where)
    return data


def palette_of(value: Any) -> dict[str, Any]:
    """Return a palette as plain data; an empty object is none."""
    where = "the palette"
    if value == {}:
        return {}
    data = object_of(value, frozenset(("id", "name", "categories")), where)
    for key in ("id", "name"):
        text_of(data[key], NAME_CHARACTERS, where)
    for category in list_of(data["categories"], MOST_CATEGORIES, where):
        for part in object_of(category, _CATEGORY_KEYS, where).values():
            text_of(part, NAME_CHARACTERS, where)
    return data


def tasks_of(value: Any) -> tuple[dict[str, Any], ...]:
    """Return tasks as plain data: id, question and place."""
    where = "the tasks"
    tasks = list_of(value, MOST_TASKS, where)
    for task in tasks:
        data = object_of(task, frozenset(("id", "question", "place")), where)
        text_of(data["id"], ID_CHARACTERS, where)
        text_of(data["question"], NOTE_CHARACTERS, where)
        count_of(data["place"], MOST_TASKS * 10, where)
    if len({task["id"] for task in tasks}) < len(tasks):
        refuse(where)
    return tuple(tasks)


def corrections_of(value: Any) -> tuple[tuple[str, Any, Any], ...]:
    """Return corrections: of a kind, about a target, with a value (target and value: plain JSON data)."""
    where = "the corrections"
    found = []
    for entry in list_of(value, MOST_CORRECTIONS, where):
        kind, target, said = list_of(entry, 3, where) if isinstance(entry, list) and len(entry) == 3 else refuse(where)
        found.append((text_of(kind, ID_CHARACTERS, where), target, said))
    return tuple(found)


def _paragraphs(paragraphs: list[Any], length: int, where: str) -> None:
    before = 0
    for paragraph in paragraphs:
        if not isinstance(paragraph, list) or len(paragraph) != 4:
            refuse(where)
        start, end, kind, why = paragraph
        start, end = count_of(start, length, where), count_of(end, length, where)
        if not before <= start <= end or kind not in PARAGRAPH_KINDS:
            refuse(where)
        _message(why, where)
        before = end


def _message(value: Any, where: str) -> None:
    # With arguments it would be filled in as a format, and formats can ask for gigabytes.
    data = object_of(value, frozenset(("template", "args")), where)
    text_of(data["template"], NAME_CHARACTERS * 5, where)
    if data["args"] != {}:
        refuse(where)


def _passage(value: Any, texts: Mapping[str, str]) -> int:
    where = "a passage of a note"
    data = object_of(value, _PASSAGE_KEYS, where)
    article = text_of(data["article"], ID_CHARACTERS, where)
    start, end = (count_of(data[key], TEXT_CHARACTERS, where) for key in ("start", "end"))
    for key in ("exact", "prefix", "suffix"):
        text_of(data[key], TEXT_CHARACTERS, where)
    if data["state"] not in _STATES or start > end:
        refuse(where)
    text = texts.get(article)
    if text is not None and data["state"] != "orphan" and (end > len(text) or text[start:end] != data["exact"]):
        refuse(where)
    if data["tray"] is not None:
        count_of(data["tray"], MOST_NOTES * MOST_PASSAGES, where)
    return count_of(data["number"], 10**9, where)
