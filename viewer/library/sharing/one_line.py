"""A pack as one line of JSON, on its way from the process that read it to the window."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from viewer.article.model import Article
from viewer.library.sharing.packs import Pack

_PLAIN = ("kind", "title", "origin", "stamp", "created", "author", "palette", "settings")
_LISTS = ("notes", "tasks")


def pack_to_json(pack: Pack) -> dict[str, Any]:
    """Return a pack as plain data for JSON; :func:`pack_from_json` makes the same pack again."""
    return {
        **{name: getattr(pack, name) for name in _PLAIN},
        **{name: list(getattr(pack, name)) for name in _LISTS},
        "articles": [article.to_json() for article in pack.articles],
        "corrections": [list(entry) for entry in pack.corrections],
        "originals": {article: b64encode(data).decode("ascii") for article, data in pack.originals.items()},
    }


def pack_from_json(data: Mapping[str, Any]) -> Pack:
    """Make the pack that :func:`pack_to_json` described."""
    plain: dict[str, Any] = {name: data[name] for name in _PLAIN}
    lists: dict[str, Any] = {name: tuple(data[name]) for name in _LISTS}
    return Pack(
        **plain,
        **lists,
        articles=tuple(map(Article.from_json, data["articles"])),
        corrections=tuple((kind, target, value) for kind, target, value in data["corrections"]),
        originals={article: b64decode(encoded) for article, encoded in data["originals"].items()},
    )
