"""Grouping into stories: the sparse search finds what a full table of similarities finds."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.helpers import article
from viewer.analysis import neighbours
from viewer.analysis.bags import Floats
from viewer.analysis.grouping import beside_neighbours, group_stories
from viewer.analysis.linkage import linked
from viewer.analysis.neighbours import Pairs, similar_pairs
from viewer.analysis.telling import Vectors, vectors_of


def one(first: int, last: int) -> Floats:
    return np.ones((1, 1))


def sparse(table: Floats) -> Pairs:
    i, j = np.nonzero(table)
    return Pairs(i, j, table[i, j], len(table))


def by_the_book(table: Floats, threshold: float) -> list[list[int]]:
    """Join the two most similar groups again and again, each average counted anew."""
    groups = [[number] for number in range(len(table))]
    while len(groups) > 1:
        averages = {
            (a, b): float(table[np.ix_(groups[a], groups[b])].mean()) for a in range(len(groups)) for b in range(a)
        }
        a, b = max(averages, key=lambda pair: averages[pair])
        if averages[a, b] < threshold:
            break
        groups[b] += groups.pop(a)
    return sorted(sorted(group) for group in groups)


def random_table(count: int, seed: int, share: float) -> Floats:
    """Return symmetric similarities, in clusters, of which some are missing."""
    values = np.random.default_rng(seed)
    home = values.integers(0, max(1, count // 3), count)
    table = values.random((count, count)) * (0.2 + 0.6 * (home[:, None] == home))
    table *= values.random((count, count)) < share
    table = np.triu(table, 1)
    return np.asarray(table + table.T)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 24), st.integers(0, 10_000), st.sampled_from([0.2, 0.6, 1.0]), st.sampled_from([0.05, 0.2, 0.4]))
def test_groups_are_those_of_average_linkage_by_the_book(count: int, seed: int, share: float, threshold: float) -> None:
    table = random_table(count, seed, share)
    assert linked(sparse(table), threshold) == by_the_book(table, threshold)


def test_equal_similarities_end_too() -> None:
    table = np.ones((6, 6)) - np.eye(6)
    assert linked(sparse(table), 0.5) == [[0, 1, 2, 3, 4, 5]]
    assert linked(sparse(table), 1.1) == [[0], [1], [2], [3], [4], [5]]


def some_vectors(count: int, seed: int) -> Vectors:
    values = np.random.default_rng(seed)
    table = values.random((count, 40)) * (values.random((count, 40)) < 0.2)
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    rows, columns = np.nonzero(table)
    return Vectors(rows, columns, table[rows, columns], count)


@pytest.mark.parametrize("cells", [0, 150, 100_000])
@pytest.mark.parametrize("block", [1, 100, 100_000])
def test_similarities_are_the_products_of_all_vectors(monkeypatch: pytest.MonkeyPatch, cells: int, block: int) -> None:
    monkeypatch.setattr(neighbours, "_DENSE", cells)
    monkeypatch.setattr(neighbours, "_CELLS", block)
    vectors = some_vectors(30, 5)
    table = np.zeros((30, 40))
    table[vectors.rows, vectors.columns] = vectors.values
    expected = table @ table.T
    np.fill_diagonal(expected, 0)
    found = similar_pairs(vectors, one)
    full = np.zeros((30, 30))
    full[found.i, found.j] = found.values
    assert np.allclose(full, expected, atol=1e-6)
    assert (np.diff(found.i) >= 0).all()


def test_of_many_articles_the_most_similar_pairs_are_kept() -> None:
    vectors = some_vectors(200, 7)
    everything = similar_pairs(vectors, one)
    some = similar_pairs(vectors, one, most=4_000)
    assert 3_000 <= len(some.i) <= 5_000
    assert some.values.min() == pytest.approx(np.sort(everything.values)[-len(some.i)])


def test_an_article_is_measured_by_its_nearest() -> None:
    table = np.zeros((4, 4))
    table[0, 1] = table[1, 0] = 0.6
    table[2, 3] = table[3, 2] = 0.3
    found = beside_neighbours(sparse(table))
    assert found.values.tolist() == pytest.approx([0.6 / 0.7, 0.6 / 0.7, 0.5, 0.5])


def test_figures_and_names_tell_of_an_event_small_words_do_not() -> None:
    texts = [
        "The mayor of Selby paid 4,200 crowns.",
        "It was the one of the two.",
        "Selby paid 4,200 crowns to a firm.",
    ]
    vectors = vectors_of([article(text) for text in texts])
    lengths = np.sqrt(np.bincount(vectors.rows, vectors.values**2, 3))
    assert lengths[0] > 0.9
    table = np.zeros((3, int(vectors.columns.max()) + 1))
    table[vectors.rows, vectors.columns] = vectors.values
    assert (table @ table.T)[0, 2] > 5 * (table @ table.T)[0, 1]


def test_articles_without_words_stand_alone() -> None:
    assert group_stories([article("…"), article("—"), article("…")]) == [[0], [1], [2]]


def test_many_articles_group_as_few_do(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(4)
    words = ["".join(chance.choices("abcdefghiklmnoprstu", k=7)) for _ in range(600)]
    articles = []
    for _ in range(40):
        telling = chance.sample(words, 30)
        articles += [article(" ".join(chance.sample(telling, 20) + chance.sample(words, 10))) for _ in range(3)]
    expected = group_stories(articles)
    assert [len(group) for group in expected] == [3] * 40
    monkeypatch.setattr(neighbours, "_DENSE", 500)
    assert group_stories(articles) == expected
