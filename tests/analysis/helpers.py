"""Articles and comparisons for the tests of this folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from viewer.analysis.record import Analysis, RawMention
from viewer.analysis.sentences import article_sentences
from viewer.analysis.speakers import raw_quotes
from viewer.article.messages import Message
from viewer.article.model import Article, Paragraph, ParagraphKind

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the three seed pages are not beside this checkout")

_WHY = Message("a test said so")
_BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*")


def article(text: str, *, kinds: dict[int, ParagraphKind] | None = None, **facts: str | None) -> Article:
    """Make an article of blocks between blank lines: the first is the title, the others are body."""
    kinds = kinds or {}
    paragraphs = tuple(
        Paragraph(
            block.start(), block.start() + len(block.group().rstrip()), kinds.get(k, "body" if k else "title"), _WHY
        )
        for k, block in enumerate(_BLOCK.finditer(text))
    )
    title = text[paragraphs[0].start : paragraphs[0].end] if paragraphs else ""
    return Article(text=text, title=title, paragraphs=paragraphs, **{"language": "en", **facts})  # type: ignore[arg-type]


def analysis(made: Article, names: dict[str, str]) -> Analysis:
    """Analyse an article with given names (words to label) in place of a language pipeline."""
    mentions = tuple(
        sorted(
            RawMention(found.start(), found.end(), label, "pipeline")  # type: ignore[arg-type]
            for name, label in names.items()
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", made.text)
        )
    )
    return Analysis(made.id, "test", made.language, article_sentences(made), mentions, raw_quotes(made, mentions))
