"""Two to six news articles side by side, with what they share marked in the text.

The names below are the public interface. They are imported on first use, so that ``import viewer`` costs nothing:
a window that shows a story already analysed must not wait for the language pipeline.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.analysis.compare import compare
    from viewer.analysis.grouping import group_stories
    from viewer.analysis.matching import match_sentences
    from viewer.analysis.model import Comparison, Settings
    from viewer.article.model import Article, Paragraph
    from viewer.article.problems import ReadProblem
    from viewer.article.reading import article_from_html, article_from_text, read_article, read_articles

__version__ = "0.1.0"

_HOME = {
    "Article": "viewer.article.model",
    "Paragraph": "viewer.article.model",
    "ReadProblem": "viewer.article.problems",
    "article_from_html": "viewer.article.reading",
    "article_from_text": "viewer.article.reading",
    "read_article": "viewer.article.reading",
    "read_articles": "viewer.article.reading",
    "Comparison": "viewer.analysis.model",
    "Settings": "viewer.analysis.model",
    "compare": "viewer.analysis.compare",
    "group_stories": "viewer.analysis.grouping",
    "match_sentences": "viewer.analysis.matching",
}

__all__ = [
    "Article",
    "Comparison",
    "Paragraph",
    "ReadProblem",
    "Settings",
    "__version__",
    "article_from_html",
    "article_from_text",
    "compare",
    "group_stories",
    "match_sentences",
    "read_article",
    "read_articles",
]


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'viewer' has no attribute {name!r}")
