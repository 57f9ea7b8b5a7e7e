"""Dates as articles state them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

_MONTHS = (
    "january jan januar janvier enero gennaio janeiro januari enero ene genn январь января يناير",
    "february feb februar février févr fév febrero febbraio febbr fevereiro fev februari pebrero февраля فبراير",
    "march mar märz mrz mars marzo março maart marso марта مارس",
    "april apr avril avr abril abr aprile abril апреля أبريل ابريل",
    "may mai mayo maggio magg mag maio mei maj mayo мая مايو",
    "june jun juni juin junio giugno giu junho hunyo июня يونيو",
    "july jul juli juillet juil julio luglio lug julho hulyo июля يوليو",
    "august aug août agosto ago agosto augustus augusti agosto августа أغسطس اغسطس",
    "september sep sept septembre septiembre settembre sett set setembro setyembre сентября سبتمبر",
    "october oct oktober okt octobre octubre ottobre ott outubro out oktubre октября أكتوبر اكتوبر",
    "november nov novembre noviembre novembro nobyembre ноября نوفمبر",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro disyembre декабря ديسمبر",
)
_MONTH = r"(?P<month{0}>[^\W\d_]{{3,10}})\.?"
_DATE = (
    r"(?P<year1>(?:19|20)\d\d)[-/.年] ?(?P<month1>\d{1,2})[-/.月] ?(?P<day1>\d{1,2})(?!\d)日?"
    r"|\b" + _MONTH.format(2) + r" (?P<day2>\d{1,2})(?:st|nd|rd|th)?,? (?P<year2>(?:19|20)\d\d)\b"
    r"|\b(?P<day3>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[ -](?:de |of )?"
    + _MONTH.format(3)
    + r",?[ -](?:de )?(?P<year3>(?:19|20)\d\d)\b"
    r"|\b(?P<day4>\d{1,2})(?P<mark>[./-])(?P<month4>\d{1,2})[./-](?P<year4>(?:19|20)\d\d)\b"
)
TIME_OF_DAY = (
    r"(?i)\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b\d{1,2}\s?h(?:\s?\d\d)?\b"
    r"|\b\d{1,2}:\d\d Uhr|\b(?-i:[A-Z]{1,4}T)\b|\bGMT\S*|\bUTC\S*"
)
_LATER = (
    r"(?i)\b(?:updated?|modified|amended|corrected|aktualisiert|mis à jour|modifié|actualizado|aggiornato)\b"
    r"\W*(?:on|at|le|am|el|il)?\s*$"
)
_LATER_REACH = 30
_DAY_OF_MONTH = r"\b\d{1,2}(?:st|nd|rd|th|\.)? (?:de )?([^\W\d_]{3,10})|\b([^\W\d_]{3,10})\.? \d{1,2}\b"
_OTHER_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@lru_cache(maxsize=1)
def _month_numbers() -> dict[str, int]:
    return {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}


def date_in(text: str, day_first: bool | None = None) -> str | None:
    """Return the first full date in ``text`` as ISO 8601, a date of an update only where there is no other.

    ``day_first`` says in which order two numbers and a year with slashes are written; without it such a date counts
    only where its order is certain.
    """
    if not text.isascii():
        text = text.translate(_OTHER_DIGITS)
    if "20" not in text and "19" not in text:
        return None
    update = None
    for found in re.finditer(_DATE, text):
        day = _date_of({name: value for name, value in found.groupdict().items() if value}, day_first)
        if day and not re.search(_LATER, text[max(0, found.start() - _LATER_REACH) : found.start()]):
            return day
        update = update or day
    return update


def names_month(text: str) -> bool:
    """Whether a day of a month stands in the text, with or without a year."""
    return next(_days_of_months(text), None) is not None


def spells_day_first(text: str) -> bool | None:
    """Whether most days of months that a text spells out are like *3 May*, not *May 3*; None where it has none."""
    orders = list(_days_of_months(text))
    return None if not orders else 2 * sum(orders) > len(orders)


def _days_of_months(text: str) -> Iterator[bool]:
    """Yield for each day of a month in the text whether the day stands first."""
    for found in re.finditer(_DAY_OF_MONTH, text):
        if (found[1] or found[2]).lower() in _month_numbers():
            yield bool(found[1])


def is_update(text: str) -> bool:
    """Whether the only date of a line is said to be that of a later change."""
    found = re.search(_DATE, text)
    return bool(found and re.search(_LATER, text[max(0, found.start() - _LATER_REACH) : found.start()]))


def without_dates(text: str) -> str:
    """Return ``text`` with its dates and times of day taken out."""
    if not text.isascii():
        text = text.translate(_OTHER_DIGITS)
    return re.sub(TIME_OF_DAY, " ", re.sub(_DATE, " ", text))


def _date_of(parts: dict[str, str], day_first: bool | None) -> str | None:
    form = next(iter(parts))[-1]
    year, month, day = int(parts["year" + form]), parts["month" + form], int(parts["day" + form])
    if form == "4":
        return _numeric(day, int(month), year, True if parts["mark"] == "." else day_first)
    number = int(month) if month.isdigit() else _month_numbers().get(month.lower())
    return _iso(year, number, day) if number else None


def _numeric(first: int, second: int, year: int, day_first: bool | None) -> str | None:
    """Return the date of two numbers and a year: only where their order is certain or known."""
    if first > 12 or first == second or (day_first and second <= 12):
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 or day_first is False else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
