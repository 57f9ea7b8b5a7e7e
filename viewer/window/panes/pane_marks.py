"""What is marked in the panes and in the gutters between them, kept in step with the open story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.window.notes.ties import Tie
from viewer.window.panes.alignment import Link, Links, pane_marks, refresh_marks, take_notes
from viewer.window.panes.layers import Layer, Span
from viewer.window.panes.pane import ArticlePane
from viewer.window.panes.panes import Panes
from viewer.window.panes.ribbons import RibbonHandle
from viewer.window.story import OpenStory, compared_with

if TYPE_CHECKING:
    from viewer.library.notes.notes import Passage


class PaneMarks(QObject):
    """Marks the panes of the open story and the ribbons between neighbours."""

    def __init__(
        self, story: OpenStory, panes: Panes, handles: Callable[[], list[RibbonHandle]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._story, self._panes, self._handles = story, panes, handles
        for changed in (
            story.labels_changed,
            story.only_here_changed,
            story.hovered,
            story.tied,
            story.entity_chosen,
            story.annotations.chosen_changed,
            story.annotations.hovered,
        ):
            changed.connect(self.refresh)
        story.notes_changed.connect(self.show_notes)
        story.annotations.palette_changed.connect(self.show_notes)
        story.annotations.overlay.changed.connect(self.show_notes)

    def show(self) -> None:
        """Mark everything anew: the comparison, the notes or the order have changed."""
        links = Links(self._story)
        for pane in self._panes.all:
            article = self._panes.article(pane)
            marks = pane_marks(self._story, links, article)
            marks.finds, marks.find = pane.text.marks.finds, pane.text.marks.find
            pane.set_marks(marks)
            self._show_counts(pane)
        panes = self._panes.shown
        for place, handle in enumerate(self._handles()):
            handle.left, handle.right = panes[place], panes[place + 1]
            handle.links = links.between[place] if place < len(links.between) else ()
            handle.update()

    def _show_counts(self, pane: ArticlePane) -> None:
        comparison, article = self._story.comparison, self._panes.article(pane)
        if comparison is None or not comparison.sentences[article] or not compared_with(comparison, article):
            pane.show_counts(None, None)
        else:
            marks = pane.text.marks
            pane.show_counts(len(marks.entities.spans), len(marks.sentences.spans))

    def show_notes(self) -> None:
        """Mark the notes anew, and nothing else: one is made while five hundred are in view."""
        for pane in self._panes.all:
            take_notes(self._story, self._panes.article(pane), pane.text.marks)
            pane.text.viewport().update()
            pane.ruler.refresh()

    def refresh(self) -> None:
        """Show what changes with every step of the reader."""
        for pane in self._panes.all:
            refresh_marks(self._story, self._panes.article(pane), pane.text.marks)
            pane.text.viewport().update()
            pane.ruler.refresh()
        self.update_handles()

    def show_finds(self, hits: Sequence[tuple[int, int, int]], current: tuple[int, int, int] | None) -> None:
        """Mark the places found (article, start, end) and the current one among them."""
        for pane in self._panes.all:
            article = self._panes.article(pane)
            spans = [Span(start, end, number, "find") for number, (at, start, end) in enumerate(hits) if at == article]
            pane.text.marks.finds = Layer(spans)
            pane.text.marks.find = next((s for s in spans if current == (article, s.start, s.end)), None)
            pane.text.viewport().update()
            pane.ruler.refresh()

    def ties(self, left: ArticlePane, right: ArticlePane) -> list[Tie]:
        """Return what ties two panes together: the passages of the notes that stand out."""
        lit = self._story.annotations.lit
        found = []
        for note in (note for note in self._story.notes if note.id in lit):
            ends = [_extents(pane, note.passages_in(pane.article.id)) for pane in (left, right)]
            category = self._story.annotations.category(note.category)
            found += [Tie(here, there, category) for here in ends[0] for there in ends[1]]
        return found

    def update_handles(self) -> None:
        """Draw the ribbons anew: their ends have moved."""
        for handle in self._handles():
            handle.update()

    def is_lit(self, link: Link) -> bool:
        """Whether a ribbon belongs to the current sentence or to the one under the mouse."""
        return any(
            ref is not None and ref in (link.left, link.right) for ref in (self._story.current, self._story.hover)
        )


def _extents(pane: ArticlePane, passages: Sequence[Passage]) -> list[tuple[float, float]]:
    """Return top and bottom of passages in the view of a pane, in pixels; those that are folded away have none."""
    extents = (pane.text.extent(passage.start, passage.end) for passage in passages)
    scroll = pane.text.scroll_value
    return [(extent[0] - scroll, extent[1] - scroll) for extent in extents if extent is not None]
