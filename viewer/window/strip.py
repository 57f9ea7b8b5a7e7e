"""The panes side by side: which articles have one, what is marked in them, and how they move together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEasingCurve, QPoint, QVariantAnimation, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from viewer.analysis.model import SentenceRef
from viewer.article.messages import Message
from viewer.window.alignment import Link, Links, letter, pane_marks, refresh_marks
from viewer.window.document import Type
from viewer.window.following import Anchor, HeightMap, common_height, reading_line
from viewer.window.layers import Span
from viewer.window.pane import ArticlePane
from viewer.window.ribbons import RibbonHandle
from viewer.window.story import OpenStory
from viewer.window.theme import Theme

GLIDE = 160
"""How long panes take to come into line, in milliseconds."""
TRUSTED_CHAIN = 0.3


def ghost_text(threshold: int) -> Message:
    """Return the words of the line that stands where a match would be."""
    return Message("no match found in this article (threshold {threshold})", threshold=threshold)


class PaneStrip(QSplitter):
    """Shows the articles of the open story, each in a pane, with ribbons between neighbours."""

    menu_wanted = Signal(object, QPoint, int)  # article id, global place, offset
    order_guessed = Signal(bool)  # following: too few matches in order, so the panes follow by proportion

    def __init__(self, story: OpenStory, theme: Theme, size: Type, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.story = story
        self.following = False
        self.animated = True
        self._theme, self._size = theme, size
        self._panes: dict[str, ArticlePane] = {}
        self._leader: ArticlePane | None = None
        self._maps: dict[tuple[str, str], HeightMap] = {}
        self._links = Links(story)
        self._glide: QVariantAnimation | None = None
        self._gliding = False
        self.setChildrenCollapsible(False)
        self.setOpaqueResize(True)
        story.articles_changed.connect(self._show_articles)
        story.paragraphs_changed.connect(self._show_again)
        story.comparison_changed.connect(self.show_marks)
        story.notes_changed.connect(self.show_marks)
        for changed in (story.labels_changed, story.only_here_changed, story.hovered, story.entity_chosen):
            changed.connect(self._refresh_marks)
        story.sentence_chosen.connect(self._sentence_chosen)
        self._show_articles()

    def createHandle(self) -> QSplitterHandle:
        handle = RibbonHandle(self, self._theme)
        handle.is_lit = self._is_lit
        handle.place_of = self._place_of
        handle.link_clicked.connect(lambda link: self.story.choose_sentence(link.left))
        return handle

    # Panes

    @property
    def panes(self) -> list[ArticlePane]:
        """The panes from left to right."""
        return [self._panes[self.story.articles[article].id] for article in self.story.shown]

    def pane_of(self, article: int) -> ArticlePane | None:
        """Return the pane of an article, None while it waits."""
        return self._panes.get(self.story.articles[article].id)

    def article_of(self, pane: ArticlePane) -> int:
        """Return the article that a pane shows."""
        return next(i for i, article in enumerate(self.story.articles) if article.id == pane.article.id)

    def _show_articles(self) -> None:
        wanted = {self.story.articles[article].id for article in self.story.shown}
        for identity in set(self._panes) - wanted:
            pane = self._panes.pop(identity)
            pane.setParent(None)
            pane.deleteLater()
        widths = self.sizes() if self.count() == len(wanted) else []
        for place, article in enumerate(self.story.shown):
            identity = self.story.articles[article].id
            if identity not in self._panes:
                self._panes[identity] = self._new_pane(identity)
                self._show_pane(article)
            pane = self._panes[identity]
            if self.widget(place) is not pane:
                self.insertWidget(place, pane)
            pane.head.letter.setText(letter(self.story, article))
            pane.set_ruler_side(left=place == 0 and len(self.story.shown) > 1)
            self.setStretchFactor(place, 1)
        self.setSizes(widths if widths else [1000] * len(wanted))
        self._fit_handles()
        self.show_marks()

    def _new_pane(self, identity: str) -> ArticlePane:
        pane = ArticlePane(self._theme, self._size)
        text = pane.text
        pane.close_wanted.connect(lambda: self.story.remove_article(self.article_of(pane)))
        pane.entered.connect(lambda: self._lead(pane))
        pane.head.dropped.connect(lambda place: self._drop(pane, place))
        text.offset_clicked.connect(lambda offset: self._clicked(pane, offset))
        text.offset_hovered.connect(lambda offset: self._hovered(pane, offset))
        text.fold_clicked.connect(lambda first: self.story.toggle_fold(self.article_of(pane), first))
        text.menu_wanted.connect(lambda place, offset: self.menu_wanted.emit(identity, place, offset))
        text.moved.connect(lambda: self._moved(pane))
        return pane

    def _show_pane(self, article: int) -> None:
        pane = self.pane_of(article)
        if pane is not None:
            unfolded = {first for index, first in self.story.unfolded if index == article}
            pane.show_article(self.story.articles[article], unfolded, letter(self.story, article))

    def _show_again(self, article: int) -> None:
        self._maps.clear()
        self._show_pane(article)
        self.show_marks()

    def _drop(self, pane: ArticlePane, place: QPoint) -> None:
        x = self.mapFromGlobal(place).x()
        target = sum(x > other.geometry().center().x() for other in self.panes if other is not pane)
        self.story.move_article(self.article_of(pane), target)

    def apply_look(self, theme: Theme, size: Type) -> None:
        """Take other colours and another size of type."""
        self._theme, self._size = theme, size
        for pane in self._panes.values():
            pane.apply_look(theme, size)
        for handle in self._handles():
            handle.theme = theme
        self._maps.clear()
        self.show_marks()

    # Marks

    def show_marks(self) -> None:
        """Mark everything anew: the comparison, the notes or the order have changed."""
        self._links = Links(self.story)
        self._maps.clear()
        for pane in self._panes.values():
            article = self.article_of(pane)
            marks = pane_marks(self.story, self._links, article)
            marks.finds, marks.find = pane.text.marks.finds, pane.text.marks.find
            pane.set_marks(marks)
            self._show_counts(pane, article)
        panes = self.panes
        for place, handle in enumerate(self._handles()):
            handle.left, handle.right = panes[place], panes[place + 1]
            handle.links = self._links.between[place] if place < len(self._links.between) else ()
            handle.update()

    def _show_counts(self, pane: ArticlePane, article: int) -> None:
        if self.story.comparison is None:
            pane.show_counts(None, None)
        else:
            marks = pane.text.marks
            pane.show_counts(len(marks.entities.spans), len(marks.sentences.spans))

    def _refresh_marks(self) -> None:
        for pane in self._panes.values():
            refresh_marks(self.story, self.article_of(pane), pane.text.marks)
            pane.text.viewport().update()
            pane.ruler.refresh()
        self._update_handles()

    def show_finds(self, hits: list[tuple[int, int, int]], current: tuple[int, int, int] | None) -> None:
        """Mark the places found (article, start, end) and the current one among them."""
        from viewer.window.layers import Layer

        for pane in self._panes.values():
            article = self.article_of(pane)
            spans = [Span(start, end, number, "find") for number, (at, start, end) in enumerate(hits) if at == article]
            pane.text.marks.finds = Layer(spans)
            pane.text.marks.find = next((s for s in spans if current == (article, s.start, s.end)), None)
            pane.text.viewport().update()
            pane.ruler.refresh()

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

    # Moving together

    def _clicked(self, pane: ArticlePane, offset: int) -> None:
        if self.story.lookup is None:
            return
        self._lead(pane)
        ref = self.story.lookup.sentence_at(self.article_of(pane), offset)
        if ref is not None:
            self.story.choose_sentence(ref)

    def _hovered(self, pane: ArticlePane, offset: int) -> None:
        if self.story.lookup is None:
            return
        ref = self.story.lookup.sentence_at(self.article_of(pane), offset) if offset >= 0 else None
        self.story.hover_sentence(ref if ref is not None and self.story.is_matched(ref) else None)

    def _sentence_chosen(self) -> None:
        self._refresh_marks()
        for pane in self._panes.values():
            pane.ghost.hide()
        if self.story.current is not None and self.story.lookup is not None:
            self.bring_into_line(self.story.current)

    def bring_into_line(self, ref: SentenceRef) -> None:
        """Bring the counterpart of a sentence in every pane to one height, or say that there is none."""
        lookup = self.story.lookup
        leader = self.pane_of(ref.article)
        if lookup is None or leader is None:
            return
        refs = {ref.article: ref, **lookup.counterparts(ref)}
        tops: dict[ArticlePane, float] = {}
        for article, member in refs.items():
            pane = self.pane_of(article)
            extent = pane.text.extent(*self._place(member)) if pane else None
            if pane is not None and extent is not None:
                tops[pane] = extent[0]
        if leader not in tops:
            return
        view = leader.text.viewport().height()
        here = tops[leader] - leader.text.scroll_value
        wanted = here if 8 <= here <= view - 80 else view * 0.3
        height = common_height(wanted, list(tops.values()))
        words = str(ghost_text(self.story.settings.threshold))
        for pane in self.panes:
            if pane not in tops:
                pane.ghost.show_at(height, words)
        if len(tops) > 1 or not 8 <= here <= view - 80:
            self._glide_to({pane: top - height for pane, top in tops.items()})
        leader.text.place_caret(self._place(ref)[0])

    def _glide_to(self, goals: dict[ArticlePane, float]) -> None:
        if self._glide is not None:
            self._glide.stop()
        starts = {pane: pane.text.scroll_value for pane in goals}
        if not self.animated or not self.isVisible():
            self._scroll_between(starts, goals, 1.0)
            return
        glide = QVariantAnimation(self)
        glide.setDuration(GLIDE)
        glide.setStartValue(0.0)
        glide.setEndValue(1.0)
        glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        glide.valueChanged.connect(lambda part: self._scroll_between(starts, goals, part))
        self._glide = glide
        glide.start()

    def _scroll_between(self, starts: dict[ArticlePane, int], goals: dict[ArticlePane, float], part: float) -> None:
        with self._moving_by_ourselves():
            for pane, goal in goals.items():
                pane.text.scroll_to(starts[pane] + (goal - starts[pane]) * part)

    @contextmanager
    def _moving_by_ourselves(self) -> Iterator[None]:
        """While the program scrolls, no pane leads another and ghost lines stay."""
        before, self._gliding = self._gliding, True
        try:
            yield
        finally:
            self._gliding = before

    def _lead(self, pane: ArticlePane) -> None:
        self._leader = pane

    def _moved(self, pane: ArticlePane) -> None:
        self._update_handles()
        if self._gliding:
            return
        for other in self._panes.values():
            other.ghost.hide()
        if self.following and pane is self._leader:
            with self._moving_by_ourselves():
                self._follow(pane)

    def _follow(self, leader: ArticlePane) -> None:
        view = leader.text.viewport().height()
        text = leader.text.document().size().height()
        line = reading_line(leader.text.scroll_value, view, text)
        for pane in self.panes:
            if pane is not leader:
                height = self._map(leader, pane)(leader.text.scroll_value + line)
                pane.text.scroll_to(height - line)

    def _map(self, leader: ArticlePane, follower: ArticlePane) -> HeightMap:
        key = (leader.article.id, follower.article.id)
        if key not in self._maps:
            self._maps[key] = self._new_map(leader, follower)
        return self._maps[key]

    def _new_map(self, leader: ArticlePane, follower: ArticlePane) -> HeightMap:
        links: list[Link] = []
        if self.story.comparison is not None:
            from viewer.window.alignment import links_between

            links = links_between(self.story.comparison, self.article_of(leader), self.article_of(follower))
        anchors = []
        for link in links:
            left, right = leader.text.extent(*self._place(link.left)), follower.text.extent(*self._place(link.right))
            if left is not None and right is not None:
                anchors.append(Anchor(left[0], right[0], link.match.score))
        trusted = sum(link.role == "match.order" for link in links) >= TRUSTED_CHAIN * len(links)
        self.order_guessed.emit(not trusted)
        ends = (leader.text.document().size().height(), follower.text.document().size().height())
        return HeightMap(anchors if trusted else [], *ends)

    # Handles

    def _handles(self) -> list[RibbonHandle]:
        handles = [self.handle(place) for place in range(1, self.count())]
        return [handle for handle in handles if isinstance(handle, RibbonHandle)]

    def _update_handles(self) -> None:
        for handle in self._handles():
            handle.update()

    def _is_lit(self, link: Link) -> bool:
        return any(
            ref is not None and (link.left == ref or link.right == ref)
            for ref in (self.story.current, self.story.hover)
        )

    def _place_of(self, pane: ArticlePane, sentence: int) -> tuple[int, int]:
        return self._place(SentenceRef(self.article_of(pane), sentence))

    def _place(self, ref: SentenceRef) -> tuple[int, int]:
        assert self.story.comparison is not None
        sentence = self.story.comparison.sentences[ref.article][ref.sentence]
        return sentence.start, sentence.end

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_handles()
        super().resizeEvent(event)

    def _fit_handles(self) -> None:
        gutters = max(1, len(self.story.shown) - 1)
        width = min(96, max(26, round(self.width() * 0.12 / gutters)))
        if width != self.handleWidth():
            self.setHandleWidth(width)
