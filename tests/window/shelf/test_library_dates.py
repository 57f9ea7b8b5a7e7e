from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.window.shelf.dates import no_date, typed_day, typed_range


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025-03-04", "2025-03-04"),
        ("4 March 2025", "2025-03-04"),
        ("  March 4,  2025 ", "2025-03-04"),
        ("4.3.2025", "2025-03-04"),
        ("2025-03-04T08:05:00+01:00", "2025-03-04T08:05:00+01:00"),
        ("2025-02-30", None),
        ("2025-02-30T08:05", None),
        ("3/4/2025", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_typed_day(typed: str, day: str | None) -> None:
    assert typed_day(typed) == day


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("February 2023", ("2023-02-01", "2023-02-28")),
        ("4 March 2025", ("2025-03-04", "2025-03-04")),
        ("2025-13", None),
        ("0000", None),
        ("spring", None),
        ("", None),
    ],
)
def test_a_typed_span(typed: str, days: tuple[str, str] | None) -> None:
    assert typed_range(typed) == days


@given(st.text(max_size=40))
def test_nothing_typed_is_an_error(typed: str) -> None:
    typed_day(typed)
    days = typed_range(typed)
    assert days is None or days[0] <= days[1]


@given(st.dates(min_value=__import__("datetime").date(1900, 1, 1), max_value=__import__("datetime").date(2099, 12, 31)))
def test_every_iso_day_is_itself(day) -> None:
    assert typed_day(day.isoformat()) == day.isoformat()
    assert typed_range(day.isoformat()) == (day.isoformat(), day.isoformat())


def test_the_sentence_names_what_was_typed_and_what_to_type() -> None:
    assert "“yesterday”" in no_date(" yesterday ")
    assert "2025-03-04" in no_date("yesterday")
