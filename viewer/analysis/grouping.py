"""Which articles report one event: what they tell of, beside their nearest neighbours, dates where they are given."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from viewer.analysis.bags import Floats
from viewer.analysis.linkage import linked
from viewer.analysis.neighbours import Pairs, similar_pairs
from viewer.analysis.telling import vectors_of
from viewer.article.model import Article

THRESHOLD = 0.23
"""Similarity from which two groups are one story: a proposal, the reader decides."""
_NEAREST = 3
_ANYWAY = 0.5
"""A pair is measured by how similar both are to their nearest, and to this anyway: where much is alike, as on one
subject, articles on one event are more so; and an article that is like none is not made like one."""
_FAR = 14
"""Days between two dates from which on articles hardly report one event."""
_DOUBT = 0.3
"""Stated dates are often those of the page: they weigh little."""


def group_stories(articles: Sequence[Article]) -> list[list[int]]:
    """Return the articles grouped into stories: lists of positions, each in order, by their first article.

    Up to 2,000 articles each two are compared; of more only the most similar pairs count, so that memory is bounded.
    """
    if not articles:
        return []
    pairs = similar_pairs(vectors_of(articles), _nearness(articles))
    return linked(beside_neighbours(pairs), THRESHOLD)


def beside_neighbours(pairs: Pairs) -> Pairs:
    """Return the pairs with each similarity divided by that of both articles to their nearest neighbours."""
    order = np.lexsort((-pairs.values, pairs.i))
    row = pairs.i[order]
    starts = np.flatnonzero(np.diff(row, prepend=-1))
    rank = np.arange(len(row)) - np.repeat(starts, np.diff(starts, append=len(row)))
    nearest = order[rank < _NEAREST]
    usual = np.bincount(pairs.i[nearest], pairs.values[nearest], pairs.count) / _NEAREST
    values = pairs.values / ((usual[pairs.i] + usual[pairs.j]) / 2 + _ANYWAY)
    return Pairs(pairs.i, pairs.j, values, pairs.count)


def _nearness(articles: Sequence[Article]) -> Callable[[int, int], Floats]:
    """Return what gives a factor for articles with all after them: less than 1 where their dates are far apart."""
    days = np.array([_day(article.published) for article in articles])

    def factors(first: int, last: int) -> Floats:
        apart = np.abs(days[first:last, None] - days[None, first:])
        factor = np.ones(apart.shape)
        far = apart > _FAR  # never where a day is not known
        factor[far] = np.maximum(0.4, _FAR / apart[far]) ** _DOUBT
        return factor

    return factors


def _day(published: str | None) -> float:
    try:
        return float(date.fromisoformat((published or "")[:10]).toordinal())
    except ValueError:
        return math.nan
