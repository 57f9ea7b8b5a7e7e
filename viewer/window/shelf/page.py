"""The library page: places and stories at the left, articles or hits in the middle, the chosen article at the right."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from viewer.library import Listed, OutletCard, Query
from viewer.window.empty import EmptyState
from viewer.window.message_bar import MessageBar
from viewer.window.shelf.browsing import Browsing
from viewer.window.shelf.facts import FactLine, FactText
from viewer.window.shelf.filters import FilterBar
from viewer.window.shelf.head import LibraryHead
from viewer.window.shelf.hits import HitRow, HitView
from viewer.window.shelf.line import LibraryLine
from viewer.window.shelf.places import PlaceModel, PlaceView
from viewer.window.shelf.preview import Preview
from viewer.window.shelf.proposed import ProposedPage
from viewer.window.shelf.rows import ArticleRows
from viewer.window.shelf.searching import Searching
from viewer.window.shelf.shelf import Shelf
from viewer.window.shelf.table import ArticleTable
from viewer.window.shelf.trash import TrashPage
from viewer.window.shelf.words import articles_text, counted, tr
from viewer.window.theme import Theme

_PAUSE = 40
"""Milliseconds a row is chosen before it is previewed, so that holding an arrow key stays quick."""
_LEFT, _RIGHT = 264, 400
_NARROW_LEFT, _NARROW_RIGHT = 228, 340
_NARROW = 1500


class LibraryPage(QWidget):
    """Puts the parts together and keeps them in step; what the reader does goes through the shelf."""

    back_wanted = Signal()

    def __init__(self, shelf: Shelf, theme: Theme, menu: QMenu, tools: list[tuple[QAction, str]]) -> None:
        super().__init__()
        self.shelf, self._theme = shelf, theme
        self.stale = False
        self.head = LibraryHead(theme, menu, tools)
        self.messages = MessageBar(theme)
        self.places = PlaceView(PlaceModel(), theme)
        self.filters = FilterBar(theme)
        self.table = ArticleTable(ArticleRows(), theme)
        self.hits = HitView(theme)
        self.proposed = ProposedPage(theme)
        self.trash = TrashPage(theme)
        self.empty = EmptyState(theme)
        self.preview = Preview(theme, shelf.desk.story.annotations.category)
        self.line = LibraryLine(theme)
        self.browsing = Browsing(shelf, self.places, self.filters, self.table, self)
        self.searching = Searching(self.head.field, self.hits, self.browsing, self)
        self._shown: Listed | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._preview_now)
        self._arrange()
        self._connect()
        self.setAccessibleName(tr("Library"))

    def _arrange(self) -> None:
        self.middle = QStackedWidget()
        self.middle.addWidget(self.table)
        self.middle.addWidget(self.hits)
        self.middle.addWidget(self.empty)
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.middle, 1)
        self.center = QStackedWidget()
        self.center.addWidget(listing)
        self.center.addWidget(self.proposed)
        self.center.addWidget(self.trash)
        self.parts = QSplitter()
        self.parts.setProperty("role", "thin")
        self.parts.setHandleWidth(1)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(self.places)
        self.parts.addWidget(self.center)
        self.parts.addWidget(self.preview)
        self.parts.setStretchFactor(1, 1)
        self.preview.setMinimumWidth(280)
        self.places.setMinimumWidth(180)
        self.center.setMinimumWidth(360)
        whole = self.column = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.messages)
        whole.addWidget(self.parts, 1)
        whole.addWidget(self.line)
        self._fit()

    def _fit(self) -> None:
        """Give the parts their widths for the width of the window."""
        narrow = self.width() < _NARROW
        left, right = (_NARROW_LEFT, _NARROW_RIGHT) if narrow else (_LEFT, _RIGHT)
        self.parts.setSizes([left, max(360, self.width() - left - right), right])

    def _connect(self) -> None:
        self.head.back_wanted.connect(self.back_wanted)
        self.places.chosen.connect(self._show_place)
        self.browsing.listed.connect(self._show_list)
        self.searching.searched.connect(self._show_search)
        self.table.chosen.connect(self._chosen)
        self.table.previewed.connect(lambda: self.preview.text.setFocus())
        self.hits.chosen.connect(self._preview_hit)
        self.proposed.article_chosen.connect(self._preview_soon)
        self.empty.acted.connect(self.browsing.clear_filters)
        self.shelf.changed.connect(self.refresh)
        self.shelf.said.connect(self.line.say)

    # What is shown

    def enter(self) -> None:
        """Show the library as it is now, with the keyboard in the list."""
        self.show_library()
        if not self.places.currentIndex().isValid():
            self._fit()
            self.places.choose("all")  # lists the articles
        elif self.stale:
            self.refresh()
        else:
            self.browsing.show_stories()
        self.stale = False
        if not self.search_is_on:
            self.table.setFocus()

    def show_library(self) -> None:
        """Say which library is open, and what may be done in it."""
        library = self.shelf.library
        path = str(library.path) if library is not None else ""
        title = tr("Library") if library is None or _is_default(path) else library.path.stem
        self.head.show_library(title, _place_text(path), path, read_only=self.shelf.read_only)
        self.head.show_story(self.shelf.desk.story.title)
        self.preview.set_writable(self.shelf.writable)
        self.proposed.writable = self.trash.writable = self.shelf.writable

    def start_again(self) -> None:
        """Show another library from its beginning."""
        self.head.field.clear()
        self.proposed.show_idle()
        self.show_library()
        self.places.choose("all")
        self.browsing.show_query(Query())

    def refresh(self) -> None:
        """Show what the library has now."""
        self.show_library()
        if self.search_is_on:
            self.searching.run()
        self.browsing.refresh()
        if self.places.place.kind == "trash":
            self._show_trash()
        if self._shown is not None:
            self._preview_soon(self._shown)

    @property
    def search_is_on(self) -> bool:
        """Whether hits are shown, or would be if there were any."""
        return bool(self.searching.words)

    @property
    def proposals_are_shown(self) -> bool:
        """Whether the page of proposed stories is shown."""
        return self.center.currentWidget() is self.proposed

    def _show_keys(self) -> None:
        if self.search_is_on:
            keys = tr("↓ hits   ·   Enter open   ·   Esc back   ·   “words in a row”   ·   F1 keys")
        elif self.proposals_are_shown:
            keys = tr("Enter make it a story   ·   M make one   ·   Delete take out   ·   F2 rename   ·   F1 keys")
        elif self.center.currentWidget() is self.trash:
            keys = tr("Enter take back   ·   Ctrl+Z undo   ·   F1 keys")
        else:
            keys = tr("Enter open   ·   Ctrl+J add to a story   ·   Ctrl+N new story   ·   F2 rename   ·   F1 keys")
        self.line.show_keys(keys)
        self.filters.sort_button.setVisible(not self.search_is_on)

    def _show_place(self) -> None:
        kind = self.places.place.kind
        if self.search_is_on:
            self.head.field.clear()
        self.center.setCurrentIndex({"proposed": 1, "trash": 2}.get(kind, 0))
        if kind == "trash":
            self._show_trash()
        elif kind != "proposed":
            self.browsing.show_place()
        self._show_keys()

    def _show_trash(self) -> None:
        self.trash.show_items(self.shelf.read(lambda library: library.trash(), ()))
        self._preview_nothing(0)

    def _show_list(self, any_listed: bool) -> None:
        if self.search_is_on:
            return
        if not any_listed:
            self.empty.show_state(self.browsing.emptiness())
        self.middle.setCurrentWidget(self.table if any_listed else self.empty)
        self._chosen()

    def _show_search(self) -> None:
        hits = self.searching.hits
        self._show_keys()
        if not self.search_is_on:
            self.filters.show_count(articles_text(self.browsing.count))
            self._show_list(bool(self.browsing.count))
            return
        self.center.setCurrentIndex(0)
        found = bool(hits.articles or hits.notes)
        if not found:
            self.empty.show_state(self.searching.emptiness())
        self.filters.show_count(self.searching.told())
        self.middle.setCurrentWidget(self.hits if found else self.empty)
        if hits.articles:
            self._preview_soon(hits.articles[0].listed)
        else:
            self._preview_nothing(0)

    # The preview

    def _chosen(self) -> None:
        count = self.table.chosen_count()
        self.line.show_chosen("" if count < 2 else counted(count, "{count} chosen", "{count} chosen"))
        if count == 1:
            self._preview_soon(self.table.current())
        else:
            self._preview_nothing(count)

    def _preview_nothing(self, chosen: int) -> None:
        self._shown = None
        self._soon.stop()
        self.preview.show_nothing(chosen)

    def _preview_soon(self, row: Listed | None) -> None:
        self._shown = row
        self._soon.start()

    def _preview_now(self) -> None:
        if self._shown is None:
            return
        identity = self._shown.id
        row = self.shelf.read(lambda library: library.listed(identity), self._shown)
        article = self.shelf.current_article(row.id)
        if article is None:
            self.preview.show_nothing(0)
            return
        outlet = article.outlet or ""
        stories = self.shelf.read(lambda library: library.stories_of(row.id), ())
        card = self.shelf.read(lambda library: library.outlet_card(outlet), OutletCard(outlet))
        self.preview.show_article(row, article, stories, self.shelf.notes_on(row.id), card)
        found = self.searching.hits.articles
        if found and found[0].listed.id == row.id and found[0].passages:
            self.preview.show_place(found[0].passages[0].start, found[0].passages[0].end)

    def _preview_hit(self, row: HitRow) -> None:
        listed = row.listed
        if listed is None:
            return
        self._shown = listed
        self._soon.stop()
        self._preview_now()
        if row.hit is not None:
            self.preview.show_place(row.hit.start, row.hit.end)

    # Ways out

    def leave(self) -> bool:
        """Take one step back: what is being typed, then the search; return whether there was any."""
        focus = QApplication.focusWidget()
        if isinstance(focus, (FactLine, FactText)) and focus.take_back():
            return True
        if self.messages.notice is not None:
            self.messages.dismiss()
            return True
        if self.head.field.text():
            self.searching.end()
            self.table.setFocus()
            return True
        if focus is not None and focus is not self.table and self.isAncestorOf(focus) and focus is not self.places:
            self.table.setFocus()
            return True
        return False

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for part in (
            self.head,
            self.messages,
            self.places,
            self.filters,
            self.table,
            self.hits,
            self.proposed,
            self.trash,
            self.empty,
            self.preview,
            self.line,
        ):
            part.apply_theme(theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme["pane"])


def _is_default(path: str) -> bool:
    from viewer.library.safety.opening import default_path

    return path == str(default_path().absolute())


def _place_text(path: str) -> str:
    """Return the folder of a library, the reader's own home shortened."""
    from pathlib import Path

    if not path:
        return ""
    folder, home = Path(path).parent, Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
