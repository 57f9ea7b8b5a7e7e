"""Dates as articles state them."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero",
            "february feb februar février febrero",
            "march mar märz mars marzo",
            "april apr avril abril",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet julio",
            "august aug août agosto",
            "september sep sept septembre septiembre",
            "october oct oktober octobre octubre okt",
            "november nov novembre noviembre",
            "december dec dezember décembre diciembre dez",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month{0}>[A-Za-zäûéÄ]{{3,10}})\.?"
_DATE = (
    r"(?P<year1>(?:19|20)\d\d)[-/.](?P<month1>\d{1,2})[-/.](?P<day1>\d{1,2})(?!\d)"
    r"|\b" + _MONTH.format(2) + r" (?P<day2>\d{1,2})(?:st|nd|rd|th)?,? (?P<year2>(?:19|20)\d\d)\b"
    r"|\b(?P<day3>\d{1,2})(?:st|nd|rd|th|\.)?[ -](?:de |of )?"
    + _MONTH.format(3)
    + r",?[ -](?:de )?(?P<year3>(?:19|20)\d\d)\b"
    r"|\b(?P<day4>\d{1,2})[./](?P<month4>\d{1,2})[./](?P<year4>(?:19|20)\d\d)\b"
)
_TIME_OF_DAY = (
    r"(?i)\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b[A-Z]{1,4}T\b|\bGMT\S*|\bUTC\S*"
)


def date_in(text: str) -> str | None:
    """Return the first full date in ``text`` as ISO 8601, None where there is none or it can be read two ways."""
    if "20" not in text and "19" not in text:
        return None
    for found in re.finditer(_DATE, text):
        day = _date_of({name: value for name, value in found.groupdict().items() if value})
        if day:
            return day
    return None


def without_dates(text: str) -> str:
    """Return ``text`` with its dates and times of day taken out."""
    return re.sub(_TIME_OF_DAY, " ", re.sub(_DATE, " ", text))


def _date_of(parts: dict[str, str]) -> str | None:
    form = next(iter(parts))[-1]
    year, month, day = int(parts["year" + form]), parts["month" + form], int(parts["day" + form])
    if form == "4":
        return _numeric(day, int(month), year)
    number = int(month) if month.isdigit() else _MONTHS.get(month.lower())
    return _iso(year, number, day) if number else None


def _numeric(first: int, second: int, year: int) -> str | None:
    """Return the date of two numbers and a year: only where their order is certain."""
    if first > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
