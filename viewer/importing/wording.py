"""Numbers and times of an import in words."""

from __future__ import annotations

from viewer.article.messages import Message

_MINUTE = 60
_HOUR = 60 * _MINUTE
_SOON = 8

NOTHING = Message("")


def articles_of(number: int) -> Message:
    """Return *1 article*, *2 articles*."""
    return Message("1 article") if number == 1 else Message("{count} articles", count=counted(number))


def counted(number: int) -> str:
    """Return a number as it is written: *12*, *1,200*."""
    return f"{number:,}"


def remaining(seconds: float | None) -> Message:
    """Return how long it will take, roughly, as people say it; nothing where it is not known."""
    if seconds is None or seconds <= 0:
        return NOTHING
    if seconds < _SOON:
        return Message("a few seconds left")
    if seconds < _MINUTE - 5:
        return Message("about {count} seconds left", count=round(seconds / 5) * 5)
    if seconds < 1.5 * _MINUTE:
        return Message("about a minute left")
    if seconds < _HOUR - 5 * _MINUTE:
        return Message("about {count} minutes left", count=round(seconds / _MINUTE))
    if seconds < 1.5 * _HOUR:
        return Message("about an hour left")
    return Message("about {count} hours left", count=round(seconds / _HOUR))
