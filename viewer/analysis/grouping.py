"""Which articles report one event: tf-idf of words, lead and names, average linkage, dates where they are given."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np

from viewer.analysis.bags import Floats
from viewer.analysis.rarity import CONTENT, rarity
from viewer.analysis.words import stem, words_of
from viewer.article.model import Article

THRESHOLD = 0.189
"""Similarity from which two groups are one story: a proposal, the reader decides."""
_PARTS = (("words", 0.5), ("lead", 0.25), ("opening", 0.1), ("names", 0.15))
_LEAD = 60
"""Words of the lead: what happened, to whom, where."""
_OPENING = 30
"""Words of title and first sentence: what happened."""
_PRIOR = 10
"""So many articles weigh as much as the table of rarities that ships: a few articles are no statistics."""
_FAR = 14
"""Days between two dates from which on articles hardly report one event."""
_DOUBT = 0.3
"""Stated dates are often those of the page: they weigh little."""
_MOST_WORDS = 3_000


def group_stories(articles: Sequence[Article]) -> list[list[int]]:
    """Return the articles grouped into stories: lists of positions, each in order, by their first article."""
    if not articles:
        return []
    bags = [_bags(article) for article in articles]
    similarity = np.zeros((len(articles), len(articles)))
    for part, weight in _PARTS:
        similarity += weight * _cosines([bag[part] for bag in bags])
    similarity *= _nearness(articles)
    return _linked(similarity)


def _bags(article: Article) -> dict[str, Counter[str]]:
    """Count the telling words of title and body: all, those of the lead, and the names."""
    found: dict[str, Counter[str]] = {part: Counter() for part, _ in _PARTS}
    seen = 0
    for paragraph in article.paragraphs:
        if paragraph.kind not in ("title", "body") or seen > _MOST_WORDS:
            continue
        words = words_of(article.text, paragraph.start, paragraph.end)
        for number, word in enumerate(words):
            if rarity(word.form) < CONTENT:
                continue
            form = stem(word.form)
            found["words"][form] += 1
            if seen + number < _LEAD or paragraph.kind == "title":
                found["lead"][form] += 1
            if seen + number < _OPENING:
                found["opening"][form] += 1
            if number and paragraph.kind == "body" and article.text[word.start].isupper():
                found["names"][form] += 1
        seen += len(words)
    return found


def _cosines(bags: Sequence[Counter[str]]) -> Floats:
    """Return the tf-idf cosine of each two bags."""
    numbers: dict[str, int] = {}
    for bag in bags:
        for form in bag:
            numbers.setdefault(form, len(numbers))
    if not numbers:
        return np.zeros((len(bags), len(bags)))
    holders = Counter(form for bag in bags for form in bag)
    own = len(bags) / (len(bags) + _PRIOR)
    weights = {
        form: own * math.log((len(bags) + 1) / (count + 0.5)) + (1 - own) * rarity(form)
        for form, count in holders.items()
    }
    table = np.zeros((len(bags), len(numbers)), np.float32)
    for row, bag in enumerate(bags):
        for form, count in bag.items():
            table[row, numbers[form]] = (1 + math.log(count)) * max(0.0, weights[form])
    norms = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(norms > 0, norms, 1)
    return (table @ table.T).astype(float)


def _nearness(articles: Sequence[Article]) -> Floats:
    """Return a factor for each two articles: less than 1 where their stated dates are far apart."""
    days = np.array([_day(article.published) for article in articles])
    apart = np.abs(days[:, None] - days[None, :])
    factor = np.where(apart > _FAR, np.maximum(0.4, _FAR / np.maximum(apart, 1)) ** _DOUBT, 1.0)
    return np.where(np.isnan(apart), 1.0, factor)


def _day(published: str | None) -> float:
    try:
        return float(date.fromisoformat((published or "")[:10]).toordinal())
    except ValueError:
        return math.nan


def _linked(similarity: Floats) -> list[list[int]]:
    """Join the two most similar groups, by the average over their articles, until none is similar enough."""
    count = len(similarity)
    groups: list[list[int]] = [[number] for number in range(count)]
    sizes = np.ones(count)
    values = similarity.copy()
    np.fill_diagonal(values, -1.0)
    best = values.argmax(axis=1)
    peaks = values[np.arange(count), best]
    while count > 1:
        one = int(peaks.argmax())
        if peaks[one] < THRESHOLD:
            break
        other = int(best[one])
        merged = (values[one] * sizes[one] + values[other] * sizes[other]) / (sizes[one] + sizes[other])
        merged[[one, other]] = -1.0
        values[one], values[:, one] = merged, merged
        values[other], values[:, other] = -1.0, -1.0
        sizes[one] += sizes[other]
        groups[one], groups[other] = groups[one] + groups[other], []
        peaks[other] = -1.0
        stale = np.flatnonzero((best == one) | (best == other) | (values[:, one] > peaks))
        stale = np.append(stale[peaks[stale] >= 0], one)
        best[stale] = values[stale].argmax(axis=1)
        peaks[stale] = values[stale, best[stale]]
    return sorted(sorted(group) for group in groups if group)
