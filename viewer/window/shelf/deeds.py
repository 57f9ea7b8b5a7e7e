"""What can be done on the library page, by key, menu, button or drag: open, add, take out, make, trash, rename, tag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from viewer.article.messages import Message
from viewer.library import Listed, Note
from viewer.window.shelf.chooser import Choice, Chooser
from viewer.window.shelf.hits import HitRow
from viewer.window.shelf.places import Place
from viewer.window.shelf.proposals import Proposal
from viewer.window.shelf.shelf import listed_ids
from viewer.window.shelf.words import articles_text, story_dates, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from viewer.window.shelf.page import LibraryPage

_CHOOSE_FIRST = Message("Choose one or more articles in the list first.")
_NO_STORY_HERE = Message("Choose a story at the left first; then articles can be taken out of it.")
_SEVERAL = Message("Choose one article to correct; its facts stand at the right.")
_LATER = Qt.ConnectionType.QueuedConnection
"""A list must not change while the line that was edited in it is being closed."""
Where = tuple[str, int, int]
"""Article, and a range in its text."""


class Deeds(QObject):
    """Does what the page is asked for, with what is chosen on it."""

    story_wanted = Signal(str, object)
    """A story to open, and where in it (article, start, end; None: where the reader left it)."""
    articles_wanted = Signal(object, object)
    """Articles (their ids) to open as a story, and where."""
    note_wanted = Signal(object)
    """A Note to go to, in its story."""

    def __init__(self, page: LibraryPage, actions: dict[str, QAction]) -> None:
        super().__init__(page)
        self.page, self.shelf, self._actions = page, page.shelf, actions
        page.table.opened.connect(self.open_chosen)
        page.table.trashed.connect(self.trash)
        page.table.rows.renamed.connect(self._correct_headline, _LATER)
        page.table.customContextMenuRequested.connect(self._table_menu)
        page.places.opened.connect(self._open_place)
        page.places.trashed.connect(self._trash_place)
        page.places.customContextMenuRequested.connect(self._place_menu)
        page.places.places.renamed.connect(self.shelf.rename_story, _LATER)
        page.places.places.dropped.connect(self._dropped)
        page.hits.opened.connect(self.open_hit)
        page.proposed.accepted.connect(self._accept)
        page.trash.taken_back.connect(self.shelf.take_back)
        page.preview.fact_corrected.connect(self._correct)
        page.preview.tags_set.connect(self._set_tags)
        page.preview.card_kept.connect(self.shelf.keep_card)
        page.preview.story_wanted.connect(lambda story: self.story_wanted.emit(story, None))
        page.preview.note_wanted.connect(self.note_wanted)

    # What is chosen

    def _rows(self) -> list[Listed]:
        """Return the chosen articles; that of the chosen hit while hits are shown."""
        page = self.page
        if page.search_is_on:
            row = page.hits.current()
            return [row.listed] if row is not None and row.listed is not None else []
        return page.table.chosen_rows()

    def _some(self) -> list[Listed]:
        rows = self._rows()
        if not rows:
            self.page.line.say(_CHOOSE_FIRST)
        return rows

    # Open

    def open_chosen(self) -> None:
        """Open the chosen article in its story, or several side by side."""
        rows = self._some()
        place = self.page.places.place
        if len(rows) > 1:
            self.articles_wanted.emit(listed_ids(rows), None)
        elif rows and place.story is not None and not self.page.search_is_on:
            self.story_wanted.emit(place.story, (rows[0].id, 0, 0))
        elif rows:
            self._open_article(rows[0].id, (rows[0].id, 0, 0))

    def _open_article(self, article: str, where: Where) -> None:
        """Open an article in the open story or the one last opened of those that hold it; else alone."""
        stories = [identity for identity, _ in self.shelf.read(lambda library: library.stories_of(article), ())]
        here = self.shelf.desk.story_id
        if stories:
            self.story_wanted.emit(here if here in stories else stories[0], where)
        else:
            self.articles_wanted.emit([article], where)

    def _open_place(self, place: Place) -> None:
        if place.story is not None:
            self.story_wanted.emit(place.story, None)
        else:
            self.page.table.setFocus()

    def open_hit(self, row: HitRow) -> None:
        """Open a hit in its story, marked; a note where it stands."""
        if row.note is not None:
            note_id = row.note.note
            note = self.shelf.read(lambda library: library.note(note_id), None)
            if isinstance(note, Note):
                self.note_wanted.emit(note)
        elif row.listed is not None:
            start, end = (row.hit.start, row.hit.end) if row.hit is not None else (0, 0)
            self._open_article(row.listed.id, (row.listed.id, start, end))

    # Stories

    def add_to_story(self) -> None:
        """Ask which story the chosen articles are to be added to; a title that none has makes a new one."""
        rows = self._some()
        if not rows:
            return
        cards = self.shelf.read(lambda library: library.story_cards(), ())
        choices = [Choice(card.id, card.title, story_dates(card) or articles_text(card.articles)) for card in cards]
        titles = {card.id: card.title for card in cards}
        title = tr("Add {articles} to a story").format(articles=articles_text(len(rows)))
        chooser = Chooser(title, choices, self.page, new=tr("New story “{words}”"))
        chooser.chosen.connect(lambda keys: self.shelf.add_to_story(keys[0], titles[keys[0]], listed_ids(rows)))
        chooser.made.connect(lambda words: self._make(words, listed_ids(rows)))
        chooser.open()

    def take_out(self) -> None:
        """Take the chosen articles out of the story whose articles are listed."""
        place, rows = self.page.places.place, self._rows()
        if place.story is None or not rows:
            self.page.line.say(_NO_STORY_HERE)
        else:
            self.shelf.take_out(place.story, place.title, listed_ids(rows))

    def make_story(self) -> None:
        """Make a story of the chosen articles; its title is the first headline, ready to be typed over."""
        rows = self._some()
        if rows:
            self._make(rows[0].title, listed_ids(rows), rename=True)

    def _make(self, title: str, articles: Sequence[str], *, rename: bool = False) -> None:
        made = self.shelf.make_story(title, articles)
        if made is not None and rename:
            self.page.browsing.show_counts()
            self.page.places.choose("story", made)
            self.page.places.setFocus()
            self.page.places.rename()

    def _accept(self, proposal: Proposal) -> None:
        self.shelf.make_story(proposal.title, listed_ids(proposal.articles))

    def _dropped(self, place: Place, articles: Sequence[str]) -> None:
        if place.story is not None:
            self.shelf.add_to_story(place.story, place.title, articles)
        elif place.kind == "trash":
            self.shelf.trash_articles(articles)
        elif place.kind == "head":
            first = self.shelf.read(lambda library: library.listed(articles[0]), None)
            if first is not None:
                self._make(first.title, articles, rename=True)

    # Articles

    def trash(self) -> None:
        """Put the chosen articles into the trash, or the chosen story where the list at the left has the keyboard."""
        if self.page.places.hasFocus():
            self._trash_place(self.page.places.place)
        else:
            rows = self._some()
            self.shelf.trash_articles(listed_ids(rows))

    def _trash_place(self, place: Place) -> None:
        if place.story is not None:
            self.shelf.trash_story(place.story, place.title)

    def edit_facts(self) -> None:
        """Put the keyboard into the facts of the chosen article."""
        if self.page.preview.article is None:
            self.page.line.say(_SEVERAL)
        else:
            sheet = self.page.preview.facts
            sheet.outlet.setFocus()
            sheet.outlet.selectAll()

    def edit_tags(self) -> None:
        """Put the keyboard into the tags of the chosen article."""
        if self.page.preview.article is None:
            self.page.line.say(_SEVERAL)
        else:
            self.page.preview.tags.setFocus()

    def show_card(self) -> None:
        """Show the card of the outlet of the chosen article."""
        if self.page.preview.article is None:
            self.page.line.say(_SEVERAL)
        elif self.page.preview.article.outlet:
            self.page.preview.show_page("card")
            self.page.preview.card.lines["owner"].setFocus()

    def _correct_headline(self, article: str, title: str) -> None:
        self.shelf.correct_fact(article, "title", title)

    def _correct(self, name: str, value: str | None) -> None:
        if self.page.preview.article is not None:
            self.shelf.correct_fact(self.page.preview.article.id, name, value)

    def _set_tags(self, tags: Sequence[str]) -> None:
        if self.page.preview.article is not None:
            self.shelf.set_tags(self.page.preview.article.id, tags)

    # Menus

    def _table_menu(self, place: QPoint) -> None:
        table = self.page.table
        menu = QMenu(self.page)
        menu.addAction(tr("Open"), self.open_chosen)
        menu.addSeparator()
        for name in ("add_to_story", "new_story", "take_out"):
            menu.addAction(self._actions[name])
        menu.addSeparator()
        edit = menu.addAction(tr("Edit the headline"), table.edit_headline)
        edit.setEnabled(table.chosen_count() == 1 and self.shelf.writable)
        for name in ("edit_facts", "edit_tags", "outlet_card"):
            menu.addAction(self._actions[name])
        menu.addSeparator()
        menu.addAction(tr("Put into the trash"), self.trash).setEnabled(self.shelf.writable)
        menu.popup(table.viewport().mapToGlobal(place))

    def _place_menu(self, where: QPoint) -> None:
        view = self.page.places
        place = view.places.rows[view.indexAt(where).row()] if view.indexAt(where).isValid() else view.place
        if place.story is None:
            return
        view.choose("story", place.story)
        menu = QMenu(self.page)
        menu.addAction(tr("Open"), lambda: self._open_place(place))
        menu.addAction(tr("Rename"), view.rename).setEnabled(self.shelf.writable)
        menu.addAction(tr("Put into the trash"), lambda: self._trash_place(place)).setEnabled(self.shelf.writable)
        menu.popup(view.viewport().mapToGlobal(where))
