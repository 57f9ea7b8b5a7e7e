"""Single articles are read as their keys say, at least as often as the floors demand: measured on the held halves."""

from __future__ import annotations

import pytest

from . import reading_score as reading
from .data import LanguageSample, load_language_samples

SAMPLES = load_language_samples()
HELD_HEADS = {"title": 12, "outlet": 11, "byline": 12, "published": 12}


def test_no_line_of_an_article_is_taken_for_a_comment() -> None:
    assert [reading.comments(half).lost for half in ("dev", "held")] == [0, 0]


def test_comments_are_put_aside() -> None:
    assert reading.comments("dev").kept_share <= 0.02
    assert reading.comments("held").kept_share <= 0.06
    assert reading.total([reading.comments("dev"), reading.comments("held")]).kept_share <= 0.03


def test_heads_of_pages_used_for_tuning_are_read() -> None:
    right, count = reading.heads("dev")
    assert {name: right[name] >= 0.9 * count for name in reading.FIELDS} == dict.fromkeys(reading.FIELDS, True)


@pytest.mark.parametrize("field", reading.FIELDS)
def test_heads_of_held_pages_are_read(field: str) -> None:
    right, _ = reading.heads("held")
    assert right[field] >= HELD_HEADS[field]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.language)
def test_furniture_in_other_languages_is_put_aside_and_nothing_else(sample: LanguageSample) -> None:
    lines = reading.language_lines(sample)
    assert (lines.lost, lines.kept) == (0, 0)


def test_titles_in_other_languages_are_found() -> None:
    assert reading.languages_told() == 2 * len(SAMPLES)


def test_names_of_authors_are_compared_as_a_set() -> None:
    assert reading.names_in("Ada Vale and Bo Lind") == reading.names_in("Bo Lind, ADA VALE")
    assert reading.names_in(None) == frozenset()


def test_lines_of_a_key_are_found_in_order_of_the_page() -> None:
    read = reading.ReadLines(("Share", "A ferry sank.", "Share"), ("boilerplate", "body", "title"))
    assert read.kinds_of(["Share", "Share", "Nowhere"]) == ["boilerplate", "title", ""]
    assert read.kinds_of(["ferry  sank."]) == ["body"]
