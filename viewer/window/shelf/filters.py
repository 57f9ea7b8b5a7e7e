"""What narrows a list of articles: outlets, dates, languages, tags, as quiet chips that say what they let through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.library import Facets, Query
from viewer.window.icons import icon
from viewer.window.labels import plain_label
from viewer.window.panes.pane import date_text
from viewer.window.shelf.chooser import Choice, Chooser
from viewer.window.shelf.dates import no_date, typed_range
from viewer.window.shelf.words import column_title, language_name, number, tr
from viewer.window.texts import said
from viewer.window.theme import Theme

_MOST_YEARS = 12
_SORTS = ("added", "title", "outlet", "published", "words", "language", "notes")


class FilterBar(QWidget):
    """The chips above the list. It shows a query and tells the one that is wanted; it holds no truth of its own."""

    wanted = Signal(object)
    """A Query with other filters."""
    sort_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query = Query()
        self.facets_of: Callable[[], Facets] = lambda: Facets((), (), (), None, None)
        self._chips = {
            "outlets": self._chip(tr("Outlet"), partial(self._choose, "outlets", tr("Outlets to show"))),
            "dates": self._chip(tr("Date"), self._choose_dates),
            "languages": self._chip(tr("Language"), partial(self._choose, "languages", tr("Languages to show"))),
            "tags": self._chip(tr("Tag"), partial(self._choose, "tags", tr("Tags to show"))),
        }
        self.clear_button = QPushButton(tr("Show all again"))
        self.clear_button.setProperty("role", "link")
        self.clear_button.clicked.connect(self.clear)
        self.sort_button = QPushButton()
        self.sort_button.setProperty("role", "quiet")
        self.sort_button.clicked.connect(self.choose_sort)
        self.count = plain_label("small")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(6)
        for chip in self._chips.values():
            row.addWidget(chip)
        row.addWidget(self.clear_button)
        row.addStretch(1)
        row.addWidget(self.count)
        row.addWidget(self.sort_button)
        self.setAccessibleName(tr("Filters"))
        self.apply_theme(theme)
        self.show_query(self.query)

    def _chip(self, name: str, choose: object) -> QPushButton:
        chip = QPushButton(name)
        chip.setCheckable(True)
        chip.clicked.connect(lambda: chip.setChecked(not chip.isChecked()))  # the query decides, not the click
        chip.clicked.connect(choose)
        return chip

    def chip(self, name: str) -> QPushButton:
        """Return the chip of ``outlets``, ``dates``, ``languages`` or ``tags``."""
        return self._chips[name]

    # What is shown

    def show_query(self, query: Query) -> None:
        """Show what a query lets through."""
        self.query = query
        self._label("outlets", tr("Outlet"), list(query.outlets))
        self._label("languages", tr("Language"), [language_name(tag) for tag in query.languages])
        self._label("tags", tr("Tag"), list(query.tags))
        dates = _dates_text(query)
        self._label("dates", tr("Date"), [dates] if dates else [])
        self.clear_button.setVisible(is_narrow(query))
        self.sort_button.setText(tr("Sorted by {column}").format(column=column_title(query.sort).lower()))
        self.sort_button.setToolTip(tr("Sort by another column (Alt+1 to Alt+6 in the table)"))

    def _label(self, name: str, title: str, values: list[str]) -> None:
        chip = self._chips[name]
        more = f" +{len(values) - 1}" if len(values) > 1 else ""
        chip.setText(f"{title}: {_short(values[0])}{more}" if values else title)
        chip.setChecked(bool(values))
        told = ", ".join(values) or tr("all")
        chip.setToolTip(f"{title}: {told}")
        chip.setAccessibleName(tr("Filter {name}: {told}").format(name=title, told=told))

    def show_count(self, text: str) -> None:
        """Say how many articles there are."""
        self.count.setText(text)

    # What is asked

    def _choose(self, name: str, title: str) -> None:
        values: tuple[tuple[str, int], ...] = getattr(self.facets_of(), name)
        shown = language_name if name == "languages" else str
        choices = [Choice(value, shown(value) or tr("No outlet"), number(count)) for value, count in values]
        chooser = Chooser(title, choices, self, many=True, ticked=getattr(self.query, name))
        chooser.chosen.connect(lambda keys: self.wanted.emit(replace(self.query, **{name: keys})))
        chooser.open()

    def _choose_dates(self) -> None:
        menu = QMenu(self)
        menu.addAction(tr("Any date"), lambda: self._take_dates(None, None))
        for year in _years(self.facets_of()):
            menu.addAction(year, partial(self._take_dates, f"{year}-01-01", f"{year}-12-31"))
        menu.addSeparator()
        menu.addAction(tr("From … to …"), self._ask_for_dates)
        chip = self._chips["dates"]
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _ask_for_dates(self) -> None:
        asked = DateRange(self.query.since, self.query.until, self)
        asked.chosen.connect(self._take_dates)
        asked.open()

    def _take_dates(self, since: str | None, until: str | None) -> None:
        self.wanted.emit(replace(self.query, since=since or None, until=until or None))

    def choose_sort(self) -> None:
        """Show by which columns the list can be sorted."""
        menu = QMenu(self)
        for name in _SORTS:
            action = menu.addAction(column_title(name), partial(self.sort_wanted.emit, name))
            action.setCheckable(True)
            action.setChecked(name == self.query.sort)
        menu.popup(self.sort_button.mapToGlobal(self.sort_button.rect().bottomLeft()))

    def clear(self) -> None:
        """Let everything through again."""
        self.wanted.emit(without_filters(self.query))

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for chip in self._chips.values():
            chip.setIcon(icon("chevron-down", theme, 12))
        self.sort_button.setIcon(icon("move-vertical", theme, 14))


class DateRange(QDialog):
    """Two lines for the first and the last day; a year or a month will do."""

    chosen = Signal(object, object)
    """First and last day, ISO 8601 or None."""

    def __init__(self, since: str | None, until: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Dates to show"))
        self.since, self.until = QLineEdit(since or ""), QLineEdit(until or "")
        self.problem = plain_label("small")
        self.problem.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 16)
        for name, line in ((tr("From"), self.since), (tr("To"), self.until)):
            line.setAccessibleName(name)
            line.setPlaceholderText(tr("2025, March 2025, 4 March 2025"))
            layout.addWidget(plain_label("small", name))
            layout.addWidget(line)
        layout.addWidget(self.problem)
        buttons = QDialogButtonBox()
        show = buttons.addButton(tr("Show"), QDialogButtonBox.ButtonRole.AcceptRole)
        show.setProperty("role", "primary")
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.resize(340, 200)

    def _take(self) -> None:
        found: list[str | None] = []
        for line, end in ((self.since, 0), (self.until, 1)):
            typed = line.text().strip()
            days = typed_range(typed) if typed else None
            if typed and days is None:
                self.problem.setText(said(no_date(typed)))
                line.setFocus()
                return
            found.append(days[end] if days else None)
        self.accept()
        self.chosen.emit(*found)


def is_narrow(query: Query) -> bool:
    """Return whether filters keep anything back."""
    return bool(query.outlets or query.languages or query.tags or query.since or query.until)


def without_filters(query: Query) -> Query:
    """Return the query with no filter on."""
    return replace(query, outlets=(), languages=(), tags=(), since=None, until=None)


def _dates_text(query: Query) -> str:
    since, until = query.since, query.until
    if since and until and since.endswith("-01-01") and until == f"{since[:4]}-12-31":
        return since[:4]
    if since and until:
        return date_text(since) if since == until else f"{date_text(since)} – {date_text(until)}"
    if since:
        return tr("from {day}").format(day=date_text(since))
    return tr("to {day}").format(day=date_text(until)) if until else ""


def _years(facets: Facets) -> list[str]:
    oldest, newest = (facets.oldest or "")[:4], (facets.newest or "")[:4]
    if not (oldest.isdigit() and newest.isdigit()):
        return []
    return [str(year) for year in range(int(newest), int(oldest) - 1, -1)][:_MOST_YEARS]


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"
