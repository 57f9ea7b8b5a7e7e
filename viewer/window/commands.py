"""What the actions do. Each method carries the name of its row in the table of actions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog

from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.folders import files_of, story_title
from viewer.window.choosing import ask_for_files
from viewer.window.citing import cited
from viewer.window.notes.sharing import packs_among
from viewer.window.undo_names import DONE

if TYPE_CHECKING:
    from viewer.window.main_window import MainWindow

_SAME_TEXT = "{title} is open already."
_NOTHING_TO_COPY = Message("Select words or click a sentence first, then press Ctrl+Shift+C to copy it.")
_NO_PARAGRAPH = Message("Click into a paragraph first, then press B to turn it into furniture or article text.")
_NOTHING_TO_UNDO = Message("There is nothing to undo.")
_NOTHING_TO_REDO = Message("There is nothing to do again.")
_EXCHANGED = "The new version is here; {placed} passages of notes found their places."
_LOST = (
    "The new version is here; {placed} passages of notes found their places, {orphans} wait under “Lost places” until "
    "you choose."
)
_COPIED = Message("Copied, with outlet, date and paragraph.")


class Commands:
    """The reader's commands, on the parts of one window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.story = window.story
        self.desk = window.desk

    # Story

    def open_files(self) -> None:
        """Ask for files and open them as a story."""
        self.open_paths(ask_for_files(self.window, self._tr("Open articles")))

    def open_folder(self) -> None:
        """Ask for a folder and open what is in it."""
        folder = QFileDialog.getExistingDirectory(self.window, self._tr("Open a folder of articles"))
        if folder:
            self.open_paths([Path(folder)])

    def add_files(self) -> None:
        """Ask for files and put them beside the open articles."""
        self.add_paths(ask_for_files(self.window, self._tr("Add an article")))

    def paste_article(self) -> None:
        """Put the text or page on the clipboard beside the open articles."""
        self.take_in(QGuiApplication.clipboard().mimeData())

    def take_in(self, data: QMimeData) -> None:
        """Take what was pasted or dropped: several files are a new story, one text joins the open one.

        Folders, archives and more files than there are panes go into the library.
        """
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        packs = packs_among(paths)
        if packs:
            self.window.sharing.take_in(packs)
            paths = [path for path in paths if path not in packs]
            if not paths:
                return
        if self.window.imports.takes(paths):
            self.window.imports.import_paths(paths)
        elif len(files_of(paths)) > 1:
            self.open_paths(paths)
        else:
            self.window.opening.read_clipboard(data, self._add)

    def open_paths(self, paths: list[Path]) -> None:
        """Open files and folders as a story; packs bring their own."""
        packs = packs_among(paths)
        if packs:
            self.window.sharing.take_in(packs)
        paths = [path for path in paths if path not in packs]
        if paths:
            title = story_title(paths)
            self.window.opening.read(paths, lambda articles: self._open(articles, title))

    def open_sample(self, folder: Path) -> None:
        """Open a sample story, which makes room for the first article the reader brings."""

        def opened(articles: list[Article]) -> None:
            self._open(articles, story_title([folder]))
            self.window.sample_open = True

        self.window.opening.read([folder], opened)

    def add_paths(self, paths: list[Path]) -> None:
        """Put files beside the open articles."""
        if paths:
            self.window.opening.read(paths, self._add)

    def _open(self, articles: list[Article], title: str) -> None:
        if articles:
            self.window.leave_story()
            self.desk.open_articles(articles, title)
            self.window.marking.run()

    def _add(self, articles: list[Article]) -> None:
        if not self.story.articles or self.window.sample_open:
            self._open(articles, "")
            return
        for article in articles:
            if not self.desk.add_article(article):
                self.window.tell(Message(_SAME_TEXT, title=article.title))
        self.window.marking.run()

    def replace_article(self) -> None:
        """Ask for a new version of the current article and let it stand in its place."""
        article = self._article()
        if article is not None:
            name, _ = QFileDialog.getOpenFileName(self.window, self._tr("A new version of this article"))
            if name:
                self.replace_by(article, Path(name))

    def replace_by(self, article: int, path: Path) -> None:
        """Read a new version of an article from a file; the notes on it find their places, or wait to be placed."""
        identity = self.story.articles[article].id

        def read(articles: list[Article]) -> None:
            if articles:
                self._exchange(identity, articles[0])

        self.window.opening.read([path], read)

    def _exchange(self, identity: str, new: Article) -> None:
        exchange = self.desk.exchange(identity, new)
        if exchange is None:
            return
        self.window.marking.run()
        if exchange.orphans:
            self.window.note_pages.show_lost()
            self.window.caution(Message(_LOST, placed=exchange.placed, orphans=exchange.orphans))
        else:
            self.window.tell(Message(_EXCHANGED, placed=exchange.placed))

    def rename_story(self) -> None:
        """Ask for another title."""
        title, chosen = QInputDialog.getText(
            self.window, self._tr("Rename the story"), self._tr("Title:"), text=self.story.title
        )
        if chosen:
            self.desk.rename(title)
            self.window.topbar.refresh()

    def close_article(self) -> None:
        """Take the current article out of the story."""
        article = self._article()
        if article is not None:
            self.story.remove_article(article)
            self.window.marking.run()

    def quit(self) -> None:
        """Close the window; nothing has to be saved."""
        self.window.close()

    # Edit

    def undo(self) -> None:
        """Take the last change back."""
        if self.window.library_commands.undo():
            return
        self._say_step(self.desk.undo(), self._tr("Undone: {0}"), _NOTHING_TO_UNDO)

    def redo(self) -> None:
        """Do the change again that was last taken back."""
        self._say_step(self.desk.redo(), self._tr("Done again: {0}"), _NOTHING_TO_REDO)

    def _say_step(self, command: str | None, words: str, nothing: Message) -> None:
        if command is None:
            self.window.tell(nothing)
        else:
            self.window.topbar.refresh()
            self.window.library_commands.refresh()
            self.window.tell(Message(words.format(DONE.get(command, command.replace("_", " ")))))

    def copy_cited(self) -> None:
        """Copy the selection or the current sentence with outlet, date and paragraph."""
        passage = self.window.notes.passage()
        if passage is None:
            self.window.tell(_NOTHING_TO_COPY)
            return
        article, start, end = passage
        QGuiApplication.clipboard().setText(cited(self.story.articles[article], start, end))
        self.window.tell(_COPIED)

    def turn_paragraph(self) -> None:
        """Turn the current paragraph into furniture, or furniture into article text."""
        article = self._article()
        pane = None if article is None else self.window.strip.pane_of(article)
        if article is None or pane is None:
            self.window.tell(_NO_PARAGRAPH)
        else:
            self.turn_paragraph_at(article, pane.text.caret_offset())

    def turn_paragraph_at(self, article: int, offset: int) -> None:
        """Turn the paragraph that holds a place of an article."""
        for index, paragraph in enumerate(self.story.articles[article].paragraphs):
            if paragraph.start <= offset <= paragraph.end:
                self.desk.set_kind(article, index, "body" if paragraph.kind == "boilerplate" else "boilerplate")
                return
        self.window.tell(_NO_PARAGRAPH)

    def find(self) -> None:
        """Look for words in all articles."""
        self.window.find_bar.enter()

    def find_next(self) -> None:
        """Go to the next place found."""
        self.window.find_bar.step(1)

    def find_previous(self) -> None:
        """Go to the place found before."""
        self.window.find_bar.step(-1)

    # What the commands work on

    def _article(self) -> int | None:
        pane = self.window.current_pane()
        return None if pane is None else self.window.strip.article_of(pane)

    def _tr(self, text: str) -> str:
        return QCoreApplication.translate("Commands", text)
