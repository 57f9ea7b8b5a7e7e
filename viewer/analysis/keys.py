"""The names under which results are kept: they say everything that a result depends on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256

from viewer.analysis.model import Settings
from viewer.analysis.pipeline import analysis_version
from viewer.article.model import Article


def analysis_key(article: Article) -> str:
    """Return the name under which the analysis of an article is kept: its text, paragraph kinds and the version."""
    kinds = " ".join(paragraph.kind for paragraph in article.paragraphs)
    return f"analysis:{analysis_version(article.language)}:{article.id}:{_digest(kinds)}"


def comparison_key(articles: Sequence[Article], settings: Settings) -> str:
    """Return the name under which the comparison of articles is kept; the threshold plays no part in it."""
    parts = [analysis_key(article) for article in articles]
    return f"comparison:{_digest(json.dumps([parts, settings.min_words]))}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()[:16]
