"""Articles of the library on their way from one place of the window to another."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData

ARTICLES = "application/x-viewer-articles"
"""The type of dragged articles: their ids, as JSON."""


def article_data(identities: Sequence[str]) -> QMimeData:
    """Return articles as something that can be dragged."""
    data = QMimeData()
    data.setData(ARTICLES, json.dumps(list(identities)).encode("utf-8"))
    return data


def dragged_articles(data: QMimeData) -> list[str]:
    """Return the ids of the articles that are dragged; none where something else is."""
    if not data.hasFormat(ARTICLES):
        return []
    try:
        found = json.loads(bytes(data.data(ARTICLES).data()))
    except ValueError:
        return []  # another program may name its data as we do
    return [str(identity) for identity in found] if isinstance(found, list) else []
