"""Numbers and times of an import in words."""

from __future__ import annotations

_MINUTE = 60
_HOUR = 60 * _MINUTE
_SOON = 8


def articles_of(number: int) -> str:
    """Return *1 article*, *2 articles*."""
    return "1 article" if number == 1 else f"{number:,} articles"


def remaining(seconds: float | None) -> str:
    """Return how long it will take, roughly, as people say it; nothing where it is not known."""
    if seconds is None or seconds <= 0:
        return ""
    if seconds < _SOON:
        return "a few seconds left"
    if seconds < _MINUTE - 5:
        return f"about {round(seconds / 5) * 5} seconds left"
    if seconds < 1.5 * _MINUTE:
        return "about a minute left"
    if seconds < _HOUR - 5 * _MINUTE:
        return f"about {round(seconds / _MINUTE)} minutes left"
    if seconds < 1.5 * _HOUR:
        return "about an hour left"
    return f"about {round(seconds / _HOUR)} hours left"
