"""The gutter between two panes: the splitter's handle, with the matches drawn across it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle

from viewer.window.notes.ties import Tie, paint_ties
from viewer.window.panes.alignment import Link
from viewer.window.panes.layers import Layer, Span
from viewer.window.panes.pane import HEAD_HEIGHT, ArticlePane
from viewer.window.panes.ribbon_shapes import Ribbon, paint_ribbons
from viewer.window.theme import Theme

_NEAR = 6.0


class RibbonHandle(QSplitterHandle):
    """Drawn from the places of sentences in both panes; a click on a ribbon chooses its sentence."""

    link_clicked = Signal(object)  # Link

    def __init__(self, splitter: QSplitter, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self.theme = theme
        self._links: Sequence[Link] = ()
        self._ends: tuple[Layer, Layer] | None = None
        self.left: ArticlePane | None = None
        self.right: ArticlePane | None = None
        self.is_lit: Callable[[Link], bool] = lambda link: False
        self.ties: Callable[[ArticlePane, ArticlePane], Sequence[Tie]] = lambda left, right: ()
        self.place_of: Callable[[ArticlePane, int], tuple[int, int]] = lambda pane, number: (0, 0)
        self._press: QPointF | None = None
        self.setAccessibleName(self.tr("Matches between two articles; drag to change the widths"))

    @property
    def links(self) -> Sequence[Link]:
        """The matches between the two panes."""
        return self._links

    @links.setter
    def links(self, links: Sequence[Link]) -> None:
        self._links, self._ends = links, None

    def _links_in_view(self, left: ArticlePane, right: ArticlePane) -> list[Link]:
        """Return the links with an end in view, found by offsets: of thousands a screen shows a few dozen."""
        if self._ends is None:
            self._ends = (
                Layer(Span(*self.place_of(left, link.left.sentence), n, "") for n, link in enumerate(self._links)),
                Layer(Span(*self.place_of(right, link.right.sentence), n, "") for n, link in enumerate(self._links)),
            )
        seen = {
            int(span.key)
            for layer, pane in zip(self._ends, (left, right), strict=True)
            for span in layer.within(pane.text.top_offset(), pane.text.bottom_offset() + 1)
        }
        return [self._links[number] for number in sorted(seen)]

    def ribbons(self) -> list[Ribbon]:
        """Return the ribbons at the present scroll positions, lit ones last."""
        if self.left is None or self.right is None or not self._links:
            return []
        found = []
        for link in self._links_in_view(self.left, self.right):
            here = self._extent(self.left, link.left.sentence)
            there = self._extent(self.right, link.right.sentence)
            if here is not None and there is not None:
                found.append(Ribbon(here, there, self.theme[link.role], link.strong, self.is_lit(link)))
        return sorted(found, key=lambda ribbon: ribbon.lit)

    def _extent(self, pane: ArticlePane, sentence: int) -> tuple[float, float] | None:
        extent = pane.text.extent(*self.place_of(pane, sentence))
        if extent is None:
            return None
        scroll = pane.text.scroll_value
        return extent[0] - scroll, extent[1] - scroll

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme["app"])
        painter.fillRect(QRectF(0, HEAD_HEIGHT - 1, self.width(), 1), self.theme["rule"])
        size = QRectF(0, 0, self.width(), self.height() - HEAD_HEIGHT)
        painter.translate(0, HEAD_HEIGHT)
        painter.setClipRect(size)
        paint_ribbons(painter, self.ribbons(), size)
        if self.left is not None and self.right is not None:
            paint_ties(painter, self.ties(self.left, self.right), size, self.theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press = event.globalPosition()  # the handle itself moves along with a drag
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._press is not None and (event.globalPosition() - self._press).manhattanLength() < 4:
            link = self._link_at(event.position() - QPointF(0, HEAD_HEIGHT))
            if link is not None:
                self.link_clicked.emit(link)
        self._press = None

    def _link_at(self, place: QPointF) -> Link | None:
        t = place.x() / max(1, self.width())
        ease = t * t * (3 - 2 * t)
        if self.left is None or self.right is None:
            return None
        for link in self._links_in_view(self.left, self.right):
            here = self._extent(self.left, link.left.sentence)
            there = self._extent(self.right, link.right.sentence)
            if here is None or there is None:
                continue
            top, bottom = (here[edge] + ease * (there[edge] - here[edge]) for edge in (0, 1))
            if not link.strong:
                top = bottom = (top + bottom) / 2
            if top - _NEAR <= place.y() <= bottom + _NEAR:
                return link
        return None
