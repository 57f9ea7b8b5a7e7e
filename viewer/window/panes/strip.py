"""The panes side by side: which articles have one, and what a click in one of them does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from viewer.analysis.model import SentenceRef
from viewer.window.panes.alignment import letter
from viewer.window.panes.document import Type
from viewer.window.panes.pane import LEAST_WIDTH, ArticlePane
from viewer.window.panes.pane_marks import PaneMarks
from viewer.window.panes.panes import Panes
from viewer.window.panes.ribbons import RibbonHandle
from viewer.window.panes.together import Together
from viewer.window.story import OpenStory
from viewer.window.theme import Theme


class PaneStrip(QSplitter):
    """Shows the articles of the open story, each in a pane, with ribbons between neighbours."""

    menu_wanted = Signal(object, QPoint, int)  # article id, global place, offset
    edge_clicked = Signal(object)  # ids of the notes whose edge was clicked, in a tuple
    words_selected = Signal(object)  # ArticlePane: the mouse let go of a selection in it
    article_closed = Signal()  # by the button of its pane: the comparison must be made anew

    def __init__(self, story: OpenStory, theme: Theme, size: Type, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.story = story
        self._theme, self._size = theme, size
        self._panes = Panes(story)
        self.together = Together(story, self._panes, self)
        self._marks = PaneMarks(story, self._panes, self._handles, self)
        self.setChildrenCollapsible(False)
        self.setOpaqueResize(True)
        story.articles_changed.connect(self._show_articles)
        story.paragraphs_changed.connect(self._show_again)
        story.comparison_changed.connect(self._comparison_changed)
        story.sentence_chosen.connect(self._sentence_chosen)
        self._show_articles()

    @property
    def following(self) -> bool:
        """Whether all panes move when the reader scrolls one."""
        return self.together.following

    @following.setter
    def following(self, on: bool) -> None:
        self.together.following = on

    @property
    def animated(self) -> bool:
        """Whether panes glide into line; else they jump."""
        return self.together.animated

    @animated.setter
    def animated(self, on: bool) -> None:
        self.together.animated = on

    def createHandle(self) -> QSplitterHandle:
        handle = RibbonHandle(self, self._theme)
        handle.is_lit = self._marks.is_lit
        handle.place_of = self._place_of
        handle.ties = self._marks.ties
        handle.link_clicked.connect(lambda link: self.story.choose_sentence(link.left))
        return handle

    # Panes

    @property
    def panes(self) -> list[ArticlePane]:
        """The panes from left to right."""
        return self._panes.shown

    def pane_of(self, article: int) -> ArticlePane | None:
        """Return the pane of an article, None while it waits."""
        return self._panes.of(article)

    def article_of(self, pane: ArticlePane) -> int:
        """Return the article that a pane shows."""
        return self._panes.article(pane)

    def _show_articles(self) -> None:
        for pane in self._panes.take_unwanted():
            self.together.stop()
            pane.setParent(None)
            pane.deleteLater()
        widths = self.sizes() if self.count() == len(self.story.shown) else []
        for place, article in enumerate(self.story.shown):
            pane = self._ready_pane(article)
            if self.widget(place) is not pane:
                self.insertWidget(place, pane)
            pane.head.letter.setText(letter(self.story, article))
            pane.set_ruler_side(left=place == 0 and len(self.story.shown) > 1)
            self.setStretchFactor(place, 1)
        self.setSizes(widths if widths else [1000] * len(self.story.shown))
        self._fit_handles()
        self._show_marks()

    def _ready_pane(self, article: int) -> ArticlePane:
        """Return the pane of an article as it is now, made where there is none."""
        known = self.story.articles[article]
        pane = self._panes.of(article)
        if pane is None:
            pane = self._new_pane(known.id)
            self._panes.add(article, pane)
            self._show_pane(article)
        elif (pane.article, pane.unfolded) != (known, self._unfolded(article)):
            self._show_pane(article)
        return pane

    def _new_pane(self, identity: str) -> ArticlePane:
        pane = ArticlePane(self._theme, self._size)
        text = pane.text
        pane.close_wanted.connect(lambda: self._close(pane))
        pane.entered.connect(lambda: self.together.lead(pane))
        pane.head.dropped.connect(lambda place: self._drop(pane, place))
        text.offset_clicked.connect(lambda offset: self._clicked(pane, offset))
        text.offset_hovered.connect(lambda offset: self._hovered(pane, offset))
        text.edge_hovered.connect(self._hover_edges)
        text.edge_clicked.connect(self.edge_clicked)
        text.words_selected.connect(lambda: self.words_selected.emit(pane))
        text.fold_clicked.connect(lambda first: self.story.toggle_fold(self.article_of(pane), first))
        text.menu_wanted.connect(lambda place, offset: self.menu_wanted.emit(identity, place, offset))
        text.moved.connect(lambda: self._moved(pane))
        return pane

    def _close(self, pane: ArticlePane) -> None:
        self.story.remove_article(self.article_of(pane))
        self.article_closed.emit()

    def _show_pane(self, article: int) -> None:
        pane = self.pane_of(article)
        if pane is not None:
            pane.show_article(self.story.articles[article], self._unfolded(article), letter(self.story, article))

    def _unfolded(self, article: int) -> set[int]:
        return {first for index, first in self.story.unfolded if index == article}

    def _show_again(self, article: int) -> None:
        self.together.forget_maps()
        self._show_pane(article)
        self._show_marks()

    def _drop(self, pane: ArticlePane, place: QPoint) -> None:
        x = self.mapFromGlobal(place).x()
        target = sum(x > other.geometry().center().x() for other in self.panes if other is not pane)
        self.story.move_article(self.article_of(pane), target)

    def apply_look(self, theme: Theme, size: Type) -> None:
        """Take other colours and another size of type."""
        self._theme, self._size = theme, size
        for pane in self._panes.all:
            pane.apply_look(theme, size)
        for handle in self._handles():
            handle.theme = theme
        self._show_marks()

    # Marks and places

    def _comparison_changed(self) -> None:
        self.together.hide_ghosts()
        self._show_marks()

    def _show_marks(self) -> None:
        self.together.forget_maps()
        self._marks.show()

    def show_finds(self, hits: Sequence[tuple[int, int, int]], current: tuple[int, int, int] | None) -> None:
        """Mark the places found (article, start, end) and the current one among them."""
        self._marks.show_finds(hits, current)

    def show_place(self, article: int, start: int, end: int) -> None:
        """Bring a range into view, a third of the way down, unfolding what hides it."""
        pane = self.pane_of(article)
        if pane is None:
            self.story.move_article(article, 0)
            pane = self.pane_of(article)
        if pane is None:
            return
        self._unfold(article, start)
        extent = pane.text.extent(start, max(end, start + 1))
        height = pane.text.viewport().height()
        if extent is not None and not (
            pane.text.scroll_value + 8 <= extent[0] and extent[1] <= pane.text.scroll_value + height - 8
        ):
            pane.text.scroll_to(extent[0] - height * 0.3)

    def _unfold(self, article: int, offset: int) -> None:
        pane = self.pane_of(article)
        if pane is None:
            return
        document = pane.text.geometry_of_text.document
        for block in document.blocks:
            if block.kind == "fold" and block.folded:
                last = self.story.articles[article].paragraphs[block.paragraph + block.count - 1]
                if block.start <= offset < last.end:
                    self.story.toggle_fold(article, block.paragraph)
                    return

    # What the reader does in a pane

    def _clicked(self, pane: ArticlePane, offset: int) -> None:
        if self.story.lookup is None:
            return
        self.together.lead(pane)
        ref = self.story.lookup.sentence_at(self.article_of(pane), offset)
        if ref is not None:
            self.story.choose_sentence(ref)

    def _hover_edges(self, note_ids: tuple[str, ...]) -> None:
        if note_ids or self.story.annotations.hover:
            self.story.annotations.hover_notes(note_ids[:1])

    def _hovered(self, pane: ArticlePane, offset: int) -> None:
        if offset >= 0 and pane.text.marks.notes.spans:
            spans = pane.text.marks.notes.within(offset, offset + 1)
            shortest = sorted(spans, key=lambda span: (span.end - span.start, span))[:1]
            self.story.annotations.hover_notes(str(span.key) for span in shortest)
        if self.story.lookup is None:
            return
        ref = self.story.lookup.sentence_at(self.article_of(pane), offset) if offset >= 0 else None
        self.story.hover_sentence(ref if ref is not None and self.story.is_matched(ref) else None)

    def _sentence_chosen(self) -> None:
        self._marks.refresh()
        self.together.hide_ghosts()
        if self.story.current is not None:
            self.together.bring_into_line(self.story.current)

    def _moved(self, pane: ArticlePane) -> None:
        self._marks.update_handles()
        self.together.moved(pane)

    # Handles

    def _handles(self) -> list[RibbonHandle]:
        handles = [self.handle(place) for place in range(1, self.count())]
        return [handle for handle in handles if isinstance(handle, RibbonHandle)]

    def _place_of(self, pane: ArticlePane, sentence: int) -> tuple[int, int]:
        return self._panes.place(SentenceRef(self.article_of(pane), sentence))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_handles()
        super().resizeEvent(event)

    def _fit_handles(self) -> None:
        panes = len(self.story.shown)
        gutters = max(1, panes - 1)
        left = (self.width() - panes * LEAST_WIDTH) // gutters  # ribbons take no room that the panes need
        width = max(26, min(96, round(self.width() * 0.12 / gutters), left))
        if width != self.handleWidth():
            self.setHandleWidth(width)
