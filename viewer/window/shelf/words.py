"""What the library page says about articles and stories, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from viewer.library import Listed, StoryCard
from viewer.window.panes.pane import date_text

_COLUMNS = {
    "title": QT_TRANSLATE_NOOP("Library", "Headline"),
    "outlet": QT_TRANSLATE_NOOP("Library", "Outlet"),
    "published": QT_TRANSLATE_NOOP("Library", "Date"),
    "words": QT_TRANSLATE_NOOP("Library", "Words"),
    "language": QT_TRANSLATE_NOOP("Library", "Language"),
    "notes": QT_TRANSLATE_NOOP("Library", "Notes"),
    "added": QT_TRANSLATE_NOOP("Library", "Date added"),
}
_NAMED_OUTLETS = 2


def tr(text: str) -> str:
    """Return a text of the library page in the reader's language."""
    return QCoreApplication.translate("Library", text)


def column_title(name: str) -> str:
    """Return the title of a column."""
    return tr(str(_COLUMNS[name]))


def language_name(tag: str) -> str:
    """Return the English name of a language, the tag itself where it has none, a dash where it cannot be told."""
    if tag == "und" or not tag:
        return "–"
    language = QLocale(tag).language()
    return tag if language == QLocale.Language.C else QLocale.languageToString(language)


def cell_text(row: Listed, column: str) -> str:
    """Return what a cell of the table says; what is not known is a dash."""
    if column == "published":
        return date_text(row.published) if row.published else "–"
    if column == "language":
        return language_name(row.language)
    if column == "words":
        return number(row.words)
    if column == "notes":
        return str(row.notes) if row.notes else ""
    return str(getattr(row, column) or "–")


def number(count: int) -> str:
    """Return a number with its thousands apart."""
    return f"{count:,}"


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its noun: ``one`` where it is 1, else ``many`` (both with ``{count}``)."""
    return tr(one if count == 1 else many).format(count=number(count))


def articles_text(count: int) -> str:
    """Return how many articles: "1 article", "1,240 articles", "no articles"."""
    return counted(count, "{count} article", "{count} articles") if count else tr("no articles")


def story_line(card: StoryCard) -> str:
    """Return what stands below a story's title: how many articles and notes, from which outlets."""
    parts = [articles_text(card.articles)]
    if card.notes:
        parts.append(counted(card.notes, "{count} note", "{count} notes"))
    if card.outlets:
        parts.append(outlets_text(card.outlets))
    return "  ·  ".join(parts)


def outlets_text(outlets: Sequence[str]) -> str:
    """Return the first outlets by name and how many more there are."""
    named = ", ".join(outlets[:_NAMED_OUTLETS])
    more = len(outlets) - _NAMED_OUTLETS
    return f"{named} +{more}" if more > 0 else named


def story_dates(card: StoryCard) -> str:
    """Return the dates of a story's articles, as one date or from one to another; empty where none is stated."""
    if card.first is None or card.last is None:
        return ""
    first, last = date_text(card.first), date_text(card.last)
    return first if first == last else f"{first} – {last}"


def since(moment: str, now: datetime | None = None) -> str:
    """Return how long ago a UTC moment (ISO 8601) was, in whole days: "today", "yesterday", "3 days ago", a date."""
    try:
        then = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    today: date = (now or datetime.now(UTC)).astimezone().date()
    days = (today - then.astimezone().date()).days
    if days <= 0:
        return tr("today")
    if days == 1:
        return tr("yesterday")
    return tr("{count} days ago").format(count=days) if days < 15 else date_text(then.astimezone().date().isoformat())
