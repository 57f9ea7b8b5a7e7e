"""The right of the library page: the chosen article, with what is known of it and what was written about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from viewer.article.model import Article
from viewer.library import Category, Listed, Note, OutletCard
from viewer.window.empty import Emptiness, EmptyState
from viewer.window.fonts import sans
from viewer.window.labels import ElidedLabel
from viewer.window.panes.blocks import fold_of
from viewer.window.panes.document import Type
from viewer.window.panes.layers import Layer, Span
from viewer.window.panes.painting import Marks
from viewer.window.panes.textview import ArticleText
from viewer.window.shelf.card import CardSheet
from viewer.window.shelf.facts import FactLine, FactSheet
from viewer.window.shelf.words import articles_text, counted, language_name, since, tr
from viewer.window.text_button import TextButton
from viewer.window.theme import Theme

PageName = Literal["text", "notes", "card"]
_TYPE = Type(15.0)
_MOST_STORIES = 3


class Preview(QWidget):
    """One article to look at and to correct; with several chosen, how many they are and what to do with them."""

    fact_corrected = Signal(str, object)
    tags_set = Signal(object)
    card_kept = Signal(object)
    story_wanted = Signal(str)
    note_wanted = Signal(object)
    """The Note to go to."""

    def __init__(self, theme: Theme, category_of: Callable[[str], Category], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.category_of = theme, category_of
        self.article: Article | None = None
        self._unfolded: set[int] = set()
        self._notes: Sequence[Note] = ()
        self._build()
        self._arrange()
        self.setAccessibleName(tr("Preview"))
        self.show_nothing(0)

    def _build(self) -> None:
        theme = self._theme
        self.facts = FactSheet()
        self.facts.corrected.connect(self.fact_corrected)
        self.meta = ElidedLabel(role="small")
        self.meta.setFont(sans(12))
        self.tags = FactLine(tr("Tags, with commas between them"))
        self.tags.committed.connect(lambda text: self.tags_set.emit(_tags_of(text)))
        self.stories = QWidget()
        self._stories_row = QHBoxLayout(self.stories)
        self._stories_row.setContentsMargins(0, 0, 0, 0)
        self._stories_row.setSpacing(0)
        self.text = ArticleText(theme, _TYPE)
        self.text.fold_clicked.connect(self._toggle_fold)
        self.card = CardSheet()
        self.card.kept.connect(self.card_kept)
        self._note_list = QWidget()
        self._note_column = QVBoxLayout(self._note_list)
        self._note_column.setContentsMargins(6, 8, 6, 8)
        self._no_notes = EmptyState(theme)
        self._no_notes.show_state(
            Emptiness("sticky-note", tr("No notes on this article"), tr("Open it and press N on a sentence."))
        )
        self._nothing = EmptyState(theme)

    def _arrange(self) -> None:
        self._pages = QStackedWidget()
        self._tabs: dict[PageName, QPushButton] = {}
        bar, group = QHBoxLayout(), QButtonGroup(self)
        bar.setContentsMargins(8, 0, 8, 0)
        pages: dict[PageName, QWidget] = {
            "text": self.text,
            "notes": _scroll(self._note_list),
            "card": _scroll(self.card),
        }
        for name, page in pages.items():
            tab = self._tabs[name] = QPushButton()
            tab.setProperty("role", "segment")
            tab.setCheckable(True)
            tab.clicked.connect(partial(self.show_page, name))
            group.addButton(tab)
            bar.addWidget(tab, 1)
            self._pages.addWidget(page)
        head = QVBoxLayout()
        head.setContentsMargins(14, 14, 14, 4)
        head.setSpacing(2)
        for part in (self.facts, self.meta, self.tags, self.stories):
            head.addWidget(part)
        self.meta.setContentsMargins(6, 2, 0, 2)
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(bar)
        column.addWidget(self._pages, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.show_page("text")

    # What is shown

    def show_nothing(self, count: int) -> None:
        """Show that no article, or that several are chosen."""
        self.article = None
        if count > 1:
            state = Emptiness(
                "layers",
                tr("{articles} chosen").format(articles=articles_text(count)),
                tr("Enter opens them side by side. Ctrl+N makes a story of them, Ctrl+J adds them to one."),
            )
        else:
            state = Emptiness("file-text", tr("No article chosen"), tr("Choose one in the list to read it here."))
        self._nothing.show_state(state)
        self._stack.setCurrentIndex(0)

    def show_article(
        self,
        listed: Listed,
        article: Article,
        stories: Sequence[tuple[str, str]],
        notes: Sequence[Note],
        card: OutletCard,
    ) -> None:
        """Show an article with its stories, its notes and the card of its outlet."""
        if self._stack.indexOf(self._whole) < 0:
            self._stack.addWidget(self._whole)  # not before: Qt must lay out no text browser that has no text yet
        other = self.article is None or self.article.id != article.id
        if other:
            self._unfolded = set()
        changed, self.article = article != self.article, article
        self.facts.show_facts(article)
        self.tags.show_value(", ".join(listed.tags))
        self.meta.setText(_meta(listed))
        self._show_stories(stories)
        self._show_notes(notes)
        self.card.show_card(card)
        if changed:
            self.text.show_article(article, self._unfolded)
        if other:
            self.text.scroll_to(0)
        spans = [Span(p.start, p.end, note.id, note.category) for note in notes for p in note.passages_in(article.id)]
        categories = {note.category: self.category_of(note.category) for note in notes}
        self.text.set_marks(Marks(notes=Layer(spans), categories=categories))
        self._tabs["text"].setText(tr("Text"))
        self._tabs["notes"].setText(tr("Notes {count}").format(count=len(notes)) if notes else tr("Notes"))
        self._tabs["card"].setText(tr("Outlet"))
        self._tabs["card"].setEnabled(bool(article.outlet))
        if not article.outlet and self.page == "card":
            self.show_page("text")
        self._stack.setCurrentWidget(self._whole)

    def show_place(self, start: int, end: int) -> None:
        """Show a place of the text, marked, a third of the way down."""
        if self.article is None:
            return
        self.show_page("text")
        fold = fold_of(self.article, start)
        if fold is not None and fold not in self._unfolded:
            self._toggle_fold(fold)
        span = Span(start, end, 0, "find")
        self.text.set_marks(replace(self.text.marks, finds=Layer([span]), find=span))
        extent = self.text.extent(start, max(end, start + 1))
        if extent is not None:
            self.text.scroll_to(extent[0] - self.text.viewport().height() * 0.3)

    def _show_stories(self, stories: Sequence[tuple[str, str]]) -> None:
        _clear(self._stories_row)
        for identity, title in stories[:_MOST_STORIES]:
            button = QPushButton(title.replace("&", "&&"))
            button.setProperty("role", "link")
            button.setToolTip(tr("Open the story “{title}”").format(title=title))
            button.clicked.connect(partial(self.story_wanted.emit, identity))
            button.setMaximumWidth(220)
            self._stories_row.addWidget(button)
        if len(stories) > _MOST_STORIES:
            more = ElidedLabel(tr("and {count} more").format(count=len(stories) - _MOST_STORIES), role="small")
            self._stories_row.addWidget(more)
        self._stories_row.addStretch(1)
        self.stories.setVisible(bool(stories))

    def _show_notes(self, notes: Sequence[Note]) -> None:
        if notes == self._notes and self._note_column.count():
            return
        self._notes = notes
        self._no_notes.setParent(None)
        _clear(self._note_column)
        for note in notes:
            quote = " ".join(note.passages[0].exact.split())
            button = TextButton(self._theme, sans(13))
            button.show_text(f"“{quote[:160]}”" + (f"\n{note.text.strip()[:300]}" if note.text.strip() else ""))
            button.clicked.connect(partial(self.note_wanted.emit, note))
            self._note_column.addWidget(button)
        if notes:
            self._note_column.addStretch(1)
        else:
            self._note_column.addWidget(self._no_notes, 1)
            self._no_notes.show()

    @property
    def page(self) -> PageName:
        """The page that is shown below the facts."""
        return next(name for name, tab in self._tabs.items() if tab.isChecked())

    def show_page(self, name: PageName) -> None:
        """Show the text, the notes or the card of the outlet."""
        self._pages.setCurrentIndex(list(self._tabs).index(name))
        self._tabs[name].setChecked(True)

    def set_writable(self, on: bool) -> None:
        """Let things be corrected, or only read."""
        self.facts.set_writable(on)
        self.card.set_writable(on)
        self.tags.setReadOnly(not on)

    def _toggle_fold(self, paragraph: int) -> None:
        self._unfolded ^= {paragraph}
        if self.article is not None:
            self.text.show_article(self.article, self._unfolded)

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.text.restyle(theme, _TYPE)
        for state in (self._nothing, self._no_notes):
            state.apply_theme(theme)
        for button in self._note_list.findChildren(TextButton):
            button.apply_theme(theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme["pane"])


def _meta(listed: Listed) -> str:
    parts = [counted(listed.words, "{count} word", "{count} words")]
    if listed.language not in ("", "und"):
        parts.append(language_name(listed.language))
    told = since(listed.added)
    if told:
        parts.append(tr("added {when}").format(when=told))
    return "  ·  ".join(parts)


def _tags_of(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for tag in (" ".join(part.split()) for part in text.split(",")) if tag))


def _scroll(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area


def _clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
