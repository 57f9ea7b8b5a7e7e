"""Which articles the library page lists: the place, the filters and the order, and what to say where there are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.library import Facets, Library, Listed, Query
from viewer.library.search.listing import Sort
from viewer.window.empty import Emptiness
from viewer.window.shelf.filters import FilterBar, is_narrow, without_filters
from viewer.window.shelf.places import Kind, Place, PlaceView
from viewer.window.shelf.shelf import Shelf
from viewer.window.shelf.table import ArticleTable
from viewer.window.shelf.words import articles_text, tr

_NO_FACETS = Facets((), (), (), None, None)


class Browsing(QObject):
    """Keeps the table in step with the chosen place and the filters."""

    listed = Signal(bool)
    """Other articles are listed; whether there are any."""

    def __init__(
        self, shelf: Shelf, places: PlaceView, filters: FilterBar, table: ArticleTable, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.shelf, self.places, self.filters, self.table = shelf, places, filters, table
        self.query = Query()
        self.count = 0
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(0)
        self._recount.timeout.connect(self.show_counts)
        filters.wanted.connect(self.show_query)
        filters.sort_wanted.connect(table.sort_by)
        filters.facets_of = self.facets
        table.sorted_by.connect(self.sort)

    @property
    def place(self) -> Place:
        """The place whose articles are listed."""
        return self.places.place

    def facets(self) -> Facets:
        """Return what the articles can be filtered by; asked for when a filter is opened."""
        return self.shelf.read(lambda library: library.facets(), _NO_FACETS)

    # What is listed

    def show_place(self) -> None:
        """List the articles of the chosen place, with the filters as they are."""
        kind = self.place.kind
        story = self.place.story if kind == "story" else "" if kind == "loose" else None
        self.show_query(replace(self.query, story=story))

    def show_query(self, query: Query) -> None:
        """List what a query finds, from the top."""
        self.query = query
        self._list()
        self.table.scrollToTop()
        self.table.choose(0)

    def sort(self, name: Sort, descending: bool) -> None:
        """List the same articles in another order."""
        self.show_query(replace(self.query, sort=name, descending=descending))

    def refresh(self) -> None:
        """List what the library has now; what was chosen stays chosen where it still is."""
        current, number = self.table.current(), max(0, self.table.currentIndex().row())
        bar = self.table.verticalScrollBar()
        height = bar.value()
        self._list()
        bar.setValue(height)
        if current is not None and self.count:
            place = self.table.rows.place_of(current.id, number)
            self.table.choose(number if place < 0 else place)

    def _list(self) -> None:
        query = self.query
        self.count = self.shelf.read(lambda library: library.article_count(query), 0)
        self.table.rows.writable = self.shelf.writable
        self.table.rows.show_rows(self.count, self._fetch(query))
        self.table.show_sort(query.sort, query.descending)
        self.filters.show_query(query)
        self.filters.show_count(articles_text(self.count))
        self.listed.emit(bool(self.count))
        self._recount.start()

    def _fetch(self, query: Query) -> Callable[[int, int], tuple[Listed, ...]]:
        return lambda offset, limit: self.shelf.read(lambda library: library.article_page(query, offset, limit), ())

    def emptiness(self) -> Emptiness:
        """Return what to say where no article is listed."""
        if self.shelf.library is None:
            return Emptiness(
                "library", tr("No library is open"), tr("“Open another library…” opens one (Ctrl+Shift+L).")
            )
        if is_narrow(self.query):
            return Emptiness(
                "search", tr("No article passes these filters"), tr("The filters stand above."), tr("Show all again")
            )
        if self.place.kind == "story":
            text = tr("Drag articles from the list onto it, or choose some and press Ctrl+J.")
            return Emptiness("layers", tr("No articles in this story"), text)
        if self.place.kind == "loose":
            text = tr("What you bring in without making a story of it stands here.")
            return Emptiness("file-text", tr("Every article is in a story"), text)
        return Emptiness("library", tr("No articles here yet"), tr("Drop files on this window, or press Ctrl+I."))

    def clear_filters(self) -> None:
        """Let everything through again."""
        self.show_query(without_filters(self.query))

    # The left

    def show_stories(self) -> None:
        """Show the stories and the numbers beside the places, when the event loop is free."""
        self._recount.start()

    def show_counts(self) -> None:
        """Show the stories and the numbers beside the places now."""
        cards = self.shelf.read(lambda library: library.story_cards(), ())
        counts = self.shelf.read(_counts, {})
        kind, story = self.places.place.kind, self.places.place.story
        self.places.places.writable = self.shelf.writable
        self.places.places.show_stories(counts, cards, self.shelf.desk.story_id)
        if not self.places.currentIndex().isValid():
            self.places.choose(kind, story)


def _counts(library: Library) -> dict[Kind, int]:
    return {
        "all": library.article_count(Query()),
        "loose": library.article_count(Query(story="")),
        "trash": len(library.trash()),
    }
