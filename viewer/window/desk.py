"""Where the open story meets the library: what the reader does is done in both, and kept at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from viewer.analysis.corrections import Corrections
from viewer.analysis.model import SentenceRef
from viewer.article.messages import Message
from viewer.article.model import Article, ParagraphKind
from viewer.article.sameness import content_key
from viewer.library import Change, Library, Note
from viewer.library.notes.versions import Exchange
from viewer.window.keeping import keep
from viewer.window.notes.desk import NoteDesk
from viewer.window.story import OpenStory

Result = TypeVar("Result")

NOT_KEPT = Message(
    "There is no library here, so notes, titles and corrections cannot be kept; start the viewer with --library."
)
NO_STORY = Message("There is no story to rename; open an article first.")


class Desk(QObject):
    """The verbs of the reader. A change that cannot be kept is told, and not done."""

    told = Signal(object)  # Message: something could not be kept
    story_opened = Signal()
    kinds_changed = Signal()  # the comparison must be made anew

    def __init__(self, story: OpenStory, library: Library | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.story = story
        self.library = library
        self.story_id: str | None = None
        self._refreshing = False
        self.notes = NoteDesk(self)
        story.articles_changed.connect(self._keep_order)

    # Stories

    def open_articles(self, articles: Sequence[Article], title: str = "") -> None:
        """Show articles as a story; the story of exactly these articles, where the library has it already."""
        self.story_id = None
        self._refreshing = True
        self.story.set_articles(_distinct(articles), title or (articles[0].title if articles else ""))
        self._refreshing = False
        self.keep_story()
        self.story_opened.emit()

    def keep_story(self, title: str = "") -> None:
        """Put the open story into the library, or join what the library knows of it."""
        self.story.title = title or self.story.title
        library = self.library
        if library is None or self.story_id is not None or not self.story.articles:
            return
        articles = self.story.articles
        self.keep(lambda: self._find_or_make_story(library, articles))
        self.refresh()

    def _find_or_make_story(self, library: Library, articles: Sequence[Article]) -> None:
        for article in articles:
            library.add_article(article, source_of(article), content_key(article))
        identities = [article.id for article in articles]
        for known in library.stories():
            if sorted(known.articles) == sorted(identities):
                self.story_id = library.open_story(known.id).id
                return
        self.story_id = library.create_story(self.story.title, identities).id

    def open_kept(self, story_id: str) -> None:
        """Open a story of the library as the reader left it."""
        library = self.library
        if library is None:
            return
        record = self.keep(lambda: library.open_story(story_id))
        if record is None:
            return
        articles = self.keep(lambda: _current_articles(library, record.articles))
        if articles is None:
            return
        self.story_id = story_id
        self._refreshing = True
        self.story.set_articles(articles, record.title)
        self._refreshing = False
        self.refresh()
        self.story_opened.emit()

    def close_story(self) -> None:
        """Show no story; what is kept of it stays in the library."""
        self.story_id = None
        self._refreshing = True
        self.story.set_articles(())
        self._refreshing = False

    def add_article(self, article: Article) -> bool:
        """Put one more article into the open story; return False where it is in it already."""
        library = self.library
        if library is not None:
            self.keep(lambda: library.add_article(article, source_of(article), content_key(article)))
        added = self.story.add_article(article)
        if added:
            self.refresh()
        return added

    def exchange(self, article_id: str, new: Article) -> Exchange | None:
        """Let a new version stand in the place of an article; return what became of the notes on it."""
        library, story_id = self.library, self.story_id
        if library is None or story_id is None:
            self.told.emit(NOT_KEPT)
            return None
        done = self.keep(lambda: library.exchange_article(story_id, article_id, new, source_of(new)))
        self.refresh()
        return done

    def rename(self, title: str) -> None:
        """Give the story another title."""
        library, story_id = self.library, self.story_id
        if library is None or story_id is None:
            self.told.emit(NOT_KEPT if library is None else NO_STORY)
        elif title.strip():
            self.keep(lambda: library.rename_story(story_id, title.strip()))
            self.refresh()

    def keep_position(self, position: dict[str, Any]) -> None:
        """Keep where the reader is, for the next time this story is opened."""
        library, story_id = self.library, self.story_id
        if library is not None and story_id is not None:
            self.keep(lambda: library.keep_position(story_id, position))

    def position(self) -> dict[str, Any]:
        """Return where the reader was when the story was last left."""
        library, story_id = self.library, self.story_id
        if library is None or story_id is None:
            return {}
        return self.keep(lambda: library.story(story_id).position) or {}

    def _keep_order(self) -> None:
        library, story_id = self.library, self.story_id
        if self._refreshing or library is None or story_id is None:
            return
        order = [self.story.articles[index].id for index in self.story.order]

        def keep() -> None:
            known = library.story(story_id).articles
            # An article in the trash has no pane, and keeps its membership for the day it comes back.
            hidden = [identity for identity in known if identity not in order and not library.has_article(identity)]
            if order + hidden != list(known):
                library.set_order(story_id, order + hidden)

        self.keep(keep)

    # Corrections

    def set_kind(self, article: int, paragraph: int, kind: ParagraphKind) -> None:
        """Turn a paragraph into article text or boilerplate; the comparison follows."""
        library = self.library
        if library is None:
            self.told.emit(NOT_KEPT)
            return
        identity = self.story.articles[article].id
        self.keep(lambda: library.set_kind(identity, paragraph, kind))
        self.refresh()

    def correct_fact(self, article_id: str, name: str, value: str | None) -> None:
        """Let the reader's title, outlet, byline or date of an article count; None: not known."""
        library = self.library
        if library is None:
            self.told.emit(NOT_KEPT)
            return
        self.keep(lambda: library.correct_facts(article_id, **{name: value}))
        self.refresh()

    def correct(self, corrections: Corrections, command: str) -> bool:
        """Make these the corrections of the story, which wins over the machine; return whether they are kept."""
        library, story_id = self.library, self.story_id
        if library is None or story_id is None:
            self.told.emit(NOT_KEPT)
            return False
        articles = [article.id for article in self.story.articles]
        self.keep(lambda: library.correct_story(story_id, corrections, command, articles))
        self.refresh()
        return self.story.corrections == corrections

    # Notes

    def note(self, note_id: str) -> Note | None:
        """Return a note of the open story."""
        return next((note for note in self.story.notes if note.id == note_id), None)

    def article_of_note(self, note: Note) -> int | None:
        """Return the article of the open story that the first passage of a note stands in."""
        return self.article_index(note.passages[0].article)

    def article_index(self, article_id: str) -> int | None:
        """Return the place of an article in the open story, None where it is not open."""
        return next((i for i, article in enumerate(self.story.articles) if article.id == article_id), None)

    # Undo

    def undo(self) -> str | None:
        """Take the last change back; return its name, None if there is none.

        That the open story was made is not taken back: the reader is in it.
        """
        return self._step(lambda library: None if self._made_here(library.next_undo()) else library.undo())

    def _made_here(self, change: Change | None) -> bool:
        return change is not None and change.command == "create_story" and (self.story_id,) in change.keys("stories")

    def redo(self) -> str | None:
        """Do the last change again that was taken back; return its name, None if there is none."""
        return self._step(lambda library: library.redo())

    def _step(self, step: Callable[[Library], Change | None]) -> str | None:
        library = self.library
        change = self.keep(lambda: step(library)) if library is not None else None
        if change is None:
            return None
        self.refresh()
        return change.command

    def refresh(self) -> None:
        """Show the open story as the library has it: its articles, their paragraphs, corrections and notes."""
        library, story_id = self.library, self.story_id
        if library is None or story_id is None:
            return
        self._refreshing = True
        self.keep(lambda: self._refresh_story(library, story_id))
        self._refreshing = False

    def _refresh_story(self, library: Library, story_id: str) -> None:
        if not library.has_story(story_id):
            self.close_story()
            return
        record = library.story(story_id)
        self.story.title = record.title
        self._refresh_articles(library, [identity for identity in record.articles if library.has_article(identity)])
        self.story.set_corrections(library.story_corrections(story_id, record.articles))
        self.notes.reload()

    def _refresh_articles(self, library: Library, identities: Sequence[str]) -> None:
        changed = sorted(identities) != sorted(article.id for article in self.story.articles)
        if changed:
            self.story.set_articles(_current_articles(library, identities), self.story.title)
        place = {article.id: index for index, article in enumerate(self.story.articles)}
        self.story.set_order([place[identity] for identity in identities])
        for index, article in enumerate(self.story.articles):
            wanted = library.current_article(article.id)
            if wanted.paragraphs != article.paragraphs:
                self.story.replace_article(index, wanted)
                changed = True
            elif _facts(wanted) != _facts(article):
                self.story.correct_article(index, wanted)
        if changed:
            self.kinds_changed.emit()

    def keep(self, change: Callable[[], Result]) -> Result | None:
        """Do something with the library; what goes wrong is told, and None is returned."""
        return keep(self.library, change, self.told.emit)


def _current_articles(library: Library, identities: Sequence[str]) -> list[Article]:
    """Return articles as the reader corrected them, without those in the trash."""
    return [library.current_article(identity) for identity in identities if library.has_article(identity)]


def _facts(article: Article) -> tuple[str | None, ...]:
    return article.title, article.outlet, article.byline, article.published


def source_of(article: Article) -> bytes | None:
    """Return the bytes an article was read from, so that a better reader can read it again; None for pasted text."""
    if article.path is None:
        return None
    try:
        return Path(article.path).read_bytes()
    except OSError:
        return None  # moved or removed since it was read; its text is kept all the same


def passage_of(story: OpenStory, ref: SentenceRef) -> tuple[int, int, int]:
    """Return article, start and end of a sentence."""
    assert story.comparison is not None
    sentence = story.comparison.sentences[ref.article][ref.sentence]
    return ref.article, sentence.start, sentence.end


def _distinct(articles: Sequence[Article]) -> list[Article]:
    return list({article.id: article for article in articles}.values())
