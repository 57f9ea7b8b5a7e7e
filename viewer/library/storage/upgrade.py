"""Row changes of older schemas, from the journal or the log, as rows of today's tables."""

from __future__ import annotations

import json
from typing import Any

from viewer.article.model import Article
from viewer.library.storage.changes import RowChange, Values
from viewer.library.storage.store import utc_now

SCHEMA = 2
"""The schema whose rows the journal records now."""
_PLACE = ("article", "start", "end", "exact", "prefix", "suffix")


def upgraded(row: RowChange, schema: int) -> list[RowChange]:
    """Return what a row change of a schema means today."""
    return from_1_to_2(row) if schema < SCHEMA else [row]


def from_1_to_2(row: RowChange) -> list[RowChange]:
    """Part an article from its text, and a note from its passage."""
    if row.table == "articles":
        return _parted(row, "texts", {"article": row.key.get("id")}, _article)
    if row.table == "notes":
        return _parted(row, "passages", {"note": row.key.get("id"), "number": 0}, _note)
    return [row]


def _parted(row: RowChange, table: str, key: Values, part: Any) -> list[RowChange]:
    sides = [(None, None) if side is None else part(side) for side in (row.before, row.after)]
    (mine, theirs), (mine_after, theirs_after) = sides
    changes = [RowChange(row.table, row.key, mine, mine_after)]
    if theirs or theirs_after:
        changes.append(RowChange(table, key, theirs, theirs_after))
    return [change for change in changes if change.before != change.after]


def _article(values: Values) -> tuple[Values, Values | None]:
    mine = {name: value for name, value in values.items() if name not in ("json", "source")}
    if "json" not in values:
        return mine, None
    return {**mine, "words": listed_words(values["json"])}, {"json": values["json"]}


def _note(values: Values) -> tuple[Values, Values | None]:
    mine = {name: value for name, value in values.items() if name not in _PLACE}
    if "colour" in mine:
        mine["category"] = mine.pop("colour")
    if "deleted" in mine:
        mine["trashed"] = utc_now() if mine.pop("deleted") else None
    place = {name: values[name] for name in _PLACE if name in values}
    return mine, place or None


def listed_words(article: str) -> int:
    """Return the number of words of an article, given as its JSON, for the list of articles."""
    return Article.from_json(json.loads(article)).word_count
