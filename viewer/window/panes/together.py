"""How panes move together: the wordings of a statement come to one height, and panes follow the one that leads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal
from PySide6.QtWidgets import QWidget

from viewer.analysis.model import SentenceRef
from viewer.article.messages import Message
from viewer.window import texts
from viewer.window.panes.alignment import ORDER, Link, links_between
from viewer.window.panes.following import Anchor, HeightMap, common_height, reading_line
from viewer.window.panes.pane import ArticlePane
from viewer.window.panes.panes import Panes
from viewer.window.story import OpenStory

GLIDE = 160
"""How long panes take to come into line, in milliseconds."""
TRUSTED_CHAIN = 0.3


def ghost_text(threshold: int, *, rejected: bool = False) -> Message:
    """Return the words of the line that stands where a match would be, or where the reader rejected one."""
    if rejected:
        return Message("no match in this article: you rejected one")
    return Message("no match found in this article (threshold {threshold})", threshold=threshold)


class Together(QObject):
    """Scrolls panes: all to the current sentence, or those that follow after the one in which the reader moves."""

    order_guessed = Signal(bool)  # following: too few matches in order, so the panes follow by proportion

    def __init__(self, story: OpenStory, panes: Panes, strip: QWidget) -> None:
        super().__init__(strip)
        self.following = False
        self.animated = True
        self._story, self._panes, self._strip = story, panes, strip
        self._leader: ArticlePane | None = None
        self._maps: dict[tuple[str, str], HeightMap] = {}
        self._glide: QVariantAnimation | None = None
        self._gliding = False

    # Into line

    def bring_into_line(self, ref: SentenceRef) -> None:
        """Bring the counterpart of a sentence in every pane to one height, or say that there is none."""
        comparison, lookup = self._story.comparison, self._story.lookup
        leader = self._panes.of(ref.article)
        tops = self._tops(ref)
        if comparison is None or lookup is None or leader is None or leader not in tops:
            return
        view = leader.text.viewport().height()
        here = tops[leader] - leader.text.scroll_value
        in_view = 8 <= here <= view - 80
        height = common_height(here if in_view else view * 0.3, list(tops.values()))
        rejected = {other.article for other in lookup.rejected(ref)}
        for pane in self._panes.shown:
            article = self._panes.article(pane)
            if pane not in tops and comparison.sentences[article]:
                words = ghost_text(self._story.settings.threshold, rejected=article in rejected)
                pane.ghost.show_at(height, texts.said(words))
        if len(tops) > 1 or not in_view:
            self._glide_to({pane: top - height for pane, top in tops.items()})
        leader.text.place_caret(self._panes.place(ref)[0])

    def _tops(self, ref: SentenceRef) -> dict[ArticlePane, float]:
        """Return where a sentence and its counterparts begin in the documents of their panes."""
        if self._story.lookup is None:
            return {}
        tops = {}
        for article, member in {ref.article: ref, **self._story.lookup.counterparts(ref)}.items():
            pane, extent = self._panes.of(article), self._panes.extent(member)
            if pane is not None and extent is not None:
                tops[pane] = extent[0]
        return tops

    def hide_ghosts(self) -> None:
        """Take the lines away that stand where a match would be."""
        for pane in self._panes.all:
            pane.ghost.hide()

    def _glide_to(self, goals: dict[ArticlePane, float]) -> None:
        self.stop()
        starts = {pane: pane.text.scroll_value for pane in goals}
        if not self.animated or not self._strip.isVisible():
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

    def stop(self) -> None:
        """Let panes that glide stand where they are."""
        if self._glide is not None:
            self._glide.stop()
            self._glide.deleteLater()
            self._glide = None

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

    # Following

    def lead(self, pane: ArticlePane) -> None:
        """Let the others follow this pane, where they follow at all."""
        self._leader = pane

    def moved(self, pane: ArticlePane) -> None:
        """Take note that a pane was scrolled, by the reader or by this object."""
        if self._gliding:
            return
        self.hide_ghosts()
        if self.following and pane is self._leader:
            with self._moving_by_ourselves():
                self._follow(pane)

    def forget_maps(self) -> None:
        """Forget which height stands beside which: the matches or the layout have changed."""
        self._maps.clear()

    def _follow(self, leader: ArticlePane) -> None:
        view = leader.text.viewport().height()
        text = leader.text.document().size().height()
        line = reading_line(leader.text.scroll_value, view, text)
        for pane in self._panes.shown:
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
        if self._story.comparison is not None:
            links = links_between(self._story.comparison, self._panes.article(leader), self._panes.article(follower))
        anchors = []
        for link in links:
            left, right = self._panes.extent(link.left), self._panes.extent(link.right)
            if left is not None and right is not None:
                anchors.append(Anchor(left[0], right[0], link.match.score))
        trusted = sum(link.role == ORDER for link in links) >= TRUSTED_CHAIN * len(links)
        self.order_guessed.emit(not trusted)
        ends = (leader.text.document().size().height(), follower.text.document().size().height())
        return HeightMap(anchors if trusted else [], *ends)
