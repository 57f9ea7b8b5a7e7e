"""The actions of the library, and the way between its page and the open story; the page is made when it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QTimer
from PySide6.QtWidgets import QMenu

from viewer.article.messages import Message
from viewer.window.actions import ACTIONS, WHILE_PRESENTING

if TYPE_CHECKING:
    from viewer.article.model import Article
    from viewer.library import Library, Note
    from viewer.window.main_window import MainWindow
    from viewer.window.shelf.deeds import Deeds, Where
    from viewer.window.shelf.hits import HitRow
    from viewer.window.shelf.page import LibraryPage

_NO_SENTENCE = Message("Click a sentence or select words first, then press L to see where else they stand.")
_NO_LIBRARY = Message("There is no library here to look in; start the viewer with --library.")
_NO_ARTICLE = Message("Open an article first; then its outlet, headline, byline and date can be corrected.")
_WRITING = {"new_story", "add_to_story", "take_out", "import_files", "import_folder", "undo", "redo"}
_TOOLS = (("open_library", "folder-open"), ("next_theme", "sun-moon"))


class LibraryCommands(QObject):
    """What the reader does with the library, on one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.page: LibraryPage | None = None
        self.deeds: Deeds | None = None

    # Between the two pages

    @property
    def showing(self) -> bool:
        """Whether the library is shown, and not the open story."""
        return self.page is not None and self.window.pages.currentWidget() is self.page

    def toggle_library(self) -> None:
        """Show the library, or the open story again."""
        if self.showing:
            self.show_story()
        else:
            self.show_library()

    def show_library(self) -> LibraryPage:
        """Show the library page; it is made the first time."""
        page = self.page or self._make_page()
        self.window.pages.setCurrentWidget(page)
        self.enable_actions()
        self.place_strip()
        page.enter()
        return page

    def place_strip(self) -> None:
        """Show how far an import is on the page that is shown, above the line at its bottom."""
        strip = self.window.imports.strip
        if strip is not None:
            page = self.page if self.showing else None
            column, line = (self.window.column, self.window.status) if page is None else (page.column, page.line)
            column.insertWidget(column.indexOf(line), strip)

    def show_story(self) -> None:
        """Show the open story."""
        if self.showing:
            self.window.pages.setCurrentIndex(0)
            self.enable_actions()
            self.place_strip()
            self.window.return_focus()

    def _make_page(self) -> LibraryPage:
        from viewer.window.menus import fill_menu
        from viewer.window.shelf.deeds import Deeds
        from viewer.window.shelf.page import LibraryPage
        from viewer.window.shelf.proposing import Proposing
        from viewer.window.shelf.shelf import Shelf

        window = self.window
        shelf, names = Shelf(window.desk, window), window.actions_by_name
        menu = QMenu(window)
        fill_menu(menu, names)
        page = self.page = LibraryPage(shelf, window.theme, menu, [(names[name], picture) for name, picture in _TOOLS])
        deeds = self.deeds = Deeds(page, names)
        proposing = Proposing(shelf, page.proposed, page)
        proposing.failed.connect(window.warn)
        page.back_wanted.connect(self.show_story)
        deeds.story_wanted.connect(self.open_story)
        deeds.articles_wanted.connect(self._open_articles)
        deeds.note_wanted.connect(self._open_note)
        window.pages.addWidget(page)
        return page

    def enable_actions(self) -> None:
        """Let only those actions have their keys that work on the page that is shown, and in this library."""
        here = "library" if self.showing else "story"
        presenting = self.window.presenting
        for spec in ACTIONS:
            there = spec.name in WHILE_PRESENTING if presenting else spec.where in ("both", here)
            self.window.actions_by_name[spec.name].setEnabled(there and not self._only_read(spec.name))

    def _only_read(self, name: str) -> bool:
        library = self.window.desk.library
        return library is not None and library.read_only and name in _WRITING

    def leave(self) -> bool:
        """Take one step back on the library page, at last to the open story; return whether it is shown."""
        if not self.showing or self.page is None:
            return False
        if not self.page.leave() and self.window.story.articles:
            self.show_story()
        return True

    # Open

    def open_story(self, story: str, where: Where | None) -> None:
        """Open a story where the reader left it, or at a place of one of its articles."""
        if story != self.window.desk.story_id:
            self.window.open_kept(story)
        self.show_story()
        self._go_to(where)

    def _open_articles(self, articles: Sequence[str], where: Where | None) -> None:
        """Open articles of the library as a story."""
        library = self.window.desk.library
        found = [article for article in map(self._article, articles) if article is not None]
        if library is None or not found:
            return
        self.window.leave_story()
        self.window.desk.open_articles(found, found[0].title)
        self.window.marking.run()
        self.show_story()
        self._go_to(where)

    def _article(self, identity: str) -> Article | None:
        return self.page.shelf.current_article(identity) if self.page is not None else None

    def _open_note(self, note: Note) -> None:
        self.open_story(note.story, None)
        QTimer.singleShot(0, self, lambda: self.window.show_note(note.id))

    def _go_to(self, where: Where | None) -> None:
        """Bring a place into view and mark it, after the panes are where the reader left them."""
        if where is not None:
            QTimer.singleShot(0, self, lambda: self._show_place(*where))

    def _show_place(self, identity: str, start: int, end: int) -> None:
        story = self.window.story
        article = next((i for i, known in enumerate(story.articles) if known.id == identity), None)
        if article is None:
            return
        if end > start:
            self.window.strip.show_finds([(article, start, end)], (article, start, end))
            self.window.strip.show_place(article, start, end)
        elif self.window.strip.pane_of(article) is None:
            story.move_article(article, 0)
        pane = self.window.strip.pane_of(article)
        if pane is not None:
            pane.text.setFocus()
            pane.text.place_caret(start)

    def take_files(self, data: QMimeData) -> bool:
        """Bring dropped files into the library while its page is shown; return whether they were taken."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if not self.showing or not paths:
            return False
        self.window.imports.import_paths(paths)
        return True

    def add_dropped(self, articles: Sequence[str]) -> None:
        """Put dragged articles beside the open ones."""
        found = [article for article in map(self._article, articles) if article is not None]
        if not self.window.story.articles or self.window.sample_open:
            self._open_articles(articles, None)
            return
        for article in found:
            self.window.desk.add_article(article)
        self.window.marking.run()

    # The actions

    def search_library(self) -> None:
        """Put the keyboard into the search of the library."""
        field = self.show_library().head.field
        field.setFocus()
        field.selectAll()

    def open_library(self) -> None:
        """Ask for another library."""
        from viewer.window.shelf.opening import ask_for_library

        ask_for_library(self.window)

    def new_story(self) -> None:
        """Make a story of the chosen articles."""
        self._do(lambda deeds: deeds.make_story())

    def add_to_story(self) -> None:
        """Add the chosen articles to a story."""
        self._do(lambda deeds: deeds.add_to_story())

    def take_out(self) -> None:
        """Take the chosen articles out of the story."""
        self._do(lambda deeds: deeds.take_out())

    def edit_tags(self) -> None:
        """Edit the tags of the chosen article."""
        self._do(lambda deeds: deeds.edit_tags())

    def outlet_card(self) -> None:
        """Show the card of the outlet of the chosen article."""
        self._do(lambda deeds: deeds.show_card())

    def _do(self, deed: Callable[[Deeds], None]) -> None:
        if self.deeds is not None:
            deed(self.deeds)

    def edit_facts(self) -> None:
        """Correct outlet, headline, byline and date: of the chosen article, or of that with the keyboard."""
        if self.showing:
            self._do(lambda deeds: deeds.edit_facts())
            return
        pane = self.window.current_pane()
        if pane is None:
            self.window.tell(_NO_ARTICLE)
        else:
            from viewer.window.shelf.opening import ask_for_facts

            ask_for_facts(self.window, self.window.strip.article_of(pane))

    def where_else(self) -> None:
        """List the sentences of other articles that say nearly the same as the current one."""
        passage = self.window.notes.passage()
        library = self.window.desk.library
        if library is None or passage is None:
            self.window.tell(_NO_LIBRARY if library is None else _NO_SENTENCE)
            return
        from viewer.window.shelf.opening import show_elsewhere

        show_elsewhere(self.window, library, *passage, self._open_hit)

    def _open_hit(self, row: HitRow) -> None:
        self.show_library()
        if self.deeds is not None:
            self.deeds.open_hit(row)

    def undo(self) -> bool:
        """Take back the last change of the list of proposals, while it is shown; return whether that was all.

        An accepted proposal comes back into the list, and its story is still to be taken back.
        """
        page, library = self.page, self.window.desk.library
        if page is None or library is None or not self.showing or not page.proposals_are_shown:
            return False
        if not page.proposed.proposals.last_was_accepted:
            return page.proposed.undo()
        last = self.window.desk.keep(library.next_undo)
        if last is not None and last.command == "create_story":
            page.proposed.undo()
        return False

    # Which library is open

    def meet(self, library: Library) -> None:
        """Show that this library is open now."""
        self._show_title(library)
        self.enable_actions()
        if self.page is not None:
            self.page.start_again()

    def _show_title(self, library: Library) -> None:
        from viewer.library.safety.opening import default_path

        title = QCoreApplication.translate("MainWindow", "Article comparison")
        if library.path != default_path().absolute():
            title = f"{library.path.stem} – {title}"
        if library.read_only:
            title = QCoreApplication.translate("MainWindow", "{title} (read only)").format(title=title)
        self.window.setWindowTitle(title)

    def refresh(self) -> None:
        """Show what the library has now, at once or when the page is shown again."""
        if self.showing and self.page is not None:
            self.page.refresh()
        elif self.page is not None:
            self.page.stale = True
