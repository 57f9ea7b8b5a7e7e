"""Dates as people type them: a day, a month, a year. No Qt."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from viewer.article.messages import Message
from viewer.article.text.dates import date_in

WHAT_IS_A_DATE = "“{typed}” is no date that can be understood; type one like 2025-03-04 or 4 March 2025."


def typed_day(text: str) -> str | None:
    """Return a typed date as ISO 8601; None where nothing, or nothing that can be understood, was typed.

    A date-time in ISO 8601 is kept as it is.
    """
    words = " ".join(text.split())
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?", words):
        return words if _is_day(words[:10]) else None
    found = date_in(words)
    return found if found is not None or re.search(r"\d{4}", words) else None


def typed_range(text: str) -> tuple[str, str] | None:
    """Return first and last day of a typed year, month or day, both ISO 8601; None for anything else."""
    words = " ".join(text.split())
    if re.fullmatch(r"\d{4}", words) and words >= "0001":
        return f"{words}-01-01", f"{words}-12-31"
    month = re.fullmatch(r"(\d{4})-(\d\d?)", words)
    if month is not None:
        return _month(int(month[1]), int(month[2]))
    day = date_in(words)
    if day is not None:
        return day, day
    named = date_in(f"1 {words}")
    return _month(int(named[:4]), int(named[5:7])) if named is not None else None


def no_date(text: str) -> Message:
    """Return the sentence for something typed that is no date."""
    return Message(WHAT_IS_A_DATE, typed=text.strip())


def _month(year: int, month: int) -> tuple[str, str] | None:
    if not 1 <= month <= 12 or year < 1:
        return None
    return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
