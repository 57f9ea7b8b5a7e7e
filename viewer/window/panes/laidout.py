"""An article laid out in a column: where its words are, how far it is scrolled, what is selected."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea, QTextBrowser, QWidget

from viewer.article.model import Article
from viewer.window.panes.document import TEXT_FLAGS, PaneDocument, Type
from viewer.window.panes.geometry import Geometry
from viewer.window.theme import Theme

MARGIN = 26
NARROW_MARGIN = 20
NARROW = 340
COLUMN_CHARACTERS = 75
_STEPS = 60
_LONG = 40_000
_CHARACTER_WIDTH = 0.47  # of the body size: the mean advance of Source Serif over English text


class _Foothold:
    """Keeps the word at the top of a view where it is while the text is laid out anew.

    While nobody scrolls it stays the same word, so that many small changes of the width add up to no drift.
    """

    def __init__(self, text: LaidOutText) -> None:
        self._text = text
        self._scroll = self._offset = 0
        self._height = 0.0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Come back to the word after what is done inside; where the text begins there is nothing to come back to."""
        text = self._text
        if text.scroll_value == 0:
            yield
            return
        if text.scroll_value != self._scroll:
            self._offset = text.top_offset()
            self._height = text.geometry_of_text.top(self._offset) - text.scroll_value
        yield
        text.scroll_to_offset(self._offset, self._height)
        self._scroll = text.scroll_value


class LaidOutText(QTextBrowser):
    """A read-only text whose places are told in offsets (code points) and pixels."""

    moved = Signal()  # scrolled or laid out anew: everything that follows the text must be drawn again

    def __init__(self, theme: Theme, size: Type, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._theme = theme
        self._article: Article | None = None
        self._unfolded: set[int] = set()
        self._first = 0
        self._side = 0
        self._foothold = _Foothold(self)
        # A viewport of our own: the first object made by Qt that Python asks for costs 19 ms of looking up types.
        self.setViewport(QWidget())
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(TEXT_FLAGS)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustIgnored)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self.moved)
        bar.rangeChanged.connect(self._leave_room_below)

    # What is shown

    def show_article(self, article: Article, unfolded: set[int]) -> None:
        """Lay out an article; the word at the top of the view stays there where it was shown before."""
        same = self._article is not None and self._article.id == article.id
        if same:
            with self._foothold.held():
                self._lay_out(article, unfolded)
        else:
            self._foothold = _Foothold(self)
            self._lay_out(article, unfolded)
        self.moved.emit()

    def _lay_out(self, article: Article, unfolded: set[int]) -> None:
        self._article, self._unfolded = article, set(unfolded)
        self._pane = PaneDocument(article, self._unfolded, self._size, self._theme)
        self._geometry = Geometry(self._pane)
        self._apply_palette()
        self._pane.set_margins(self._left_margin(), MARGIN)
        self.setDocument(self._pane.qt)
        self._pane.qt.documentLayout().documentSizeChanged.connect(self._laid_out)
        self._fit_column()
        self.setAccessibleName(article.title)

    def restyle(self, theme: Theme, size: Type) -> None:
        """Take other colours or another size of type."""
        self._theme, self._size = theme, size
        if self._article is not None:
            self.show_article(self._article, self._unfolded)

    @property
    def geometry_of_text(self) -> Geometry:
        """Where the words are, in document coordinates."""
        return self._geometry

    def _apply_palette(self) -> None:
        palette = self._theme.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        # The viewport paints its own ground; a style must not fill it over the marks.
        self.viewport().setAutoFillBackground(False)

    # Places

    @property
    def scroll_value(self) -> int:
        """How far the text is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def scroll_to(self, value: float) -> None:
        """Scroll to a document position in pixels, as far as the text reaches."""
        self.verticalScrollBar().setValue(round(value))

    def extent(self, start: int, end: int) -> tuple[float, float] | None:
        """Return the top and bottom of a range in the document; None where it is folded away."""
        return self._geometry.extent(start, end)

    def offset_at(self, place: QPoint) -> int | None:
        """Return the code point under a place of the viewport; None where there is no text."""
        position = self._pane.qt.documentLayout().hitTest(
            place.toPointF() + QPoint(0, self.scroll_value).toPointF(), Qt.HitTestAccuracy.ExactHit
        )
        return None if position < 0 else self._pane.offset(position)

    def top_offset(self) -> int:
        """Return the code point at the top of the view."""
        return self._pane.offset(self.cursorForPosition(QPoint(MARGIN, 2)).position())

    def bottom_offset(self) -> int:
        """Return the code point at the bottom of the view."""
        return self._pane.offset(self.cursorForPosition(QPoint(MARGIN, self.viewport().height() - 2)).position())

    def scroll_to_offset(self, offset: int, height: float = 0.0) -> None:
        """Scroll until a code point is at a height of the viewport, in pixels."""
        self.scroll_to(self._geometry.top(offset) - height)

    def selected_range(self) -> tuple[int, int] | None:
        """Return the selected range in code points, None where nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = self._pane.offset(cursor.selectionStart()), self._pane.offset(cursor.selectionEnd())
        return (start, end) if end > start else None

    def copy_words(self) -> None:
        """Copy the words of the article itself, not what stands for folded or invisible ones.

        Not by ``createMimeDataFromSelection``: the clipboard keeps what that returns for longer than Python lives.
        """
        selected = self.selected_range()
        if selected is not None and self._article is not None:
            QGuiApplication.clipboard().setText(self._article.text[slice(*selected)])

    def select(self, start: int, end: int) -> None:
        """Select a range of code points, without scrolling."""
        first, last = self._pane.position(start), self._pane.position(end)
        if first is not None and last is not None:
            kept = self.scroll_value
            cursor = QTextCursor(self._pane.qt)
            cursor.setPosition(first)
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.scroll_to(kept)

    def caret_offset(self) -> int:
        """Return the code point at the caret."""
        return self._pane.offset(self.textCursor().position())

    def place_caret(self, offset: int) -> None:
        """Put the caret before a code point, without scrolling."""
        position = self._pane.position(offset)
        if position is not None:
            kept = self.scroll_value
            cursor = QTextCursor(self._pane.qt)
            cursor.setPosition(position)
            self.setTextCursor(cursor)
            self.scroll_to(kept)

    def visible_blocks(self, top: float = 0.0, bottom: float | None = None) -> range:
        """Return the numbers of the blocks between two heights of the viewport, by default all in view."""
        upper = self.scroll_value + top
        lower = self.scroll_value + (self.viewport().height() if bottom is None else bottom)
        first = self._first_block(upper)
        last, count, place = first, len(self._pane.blocks), self._geometry.block_rect
        while last < count and place(last).top() <= lower:
            last += 1
        return range(first, last)

    def _first_block(self, height: float) -> int:
        """Return the block at a height of the document; usually a step or two from the one found last."""
        place, last = self._geometry.block_rect, len(self._pane.blocks) - 1
        number = min(self._first, last)
        for _ in range(_STEPS):
            rect = place(number)
            if number > 0 and rect.top() > height:
                number -= 1
            elif number < last and rect.bottom() < height:
                number += 1
            else:
                break
        else:
            number = max(0, self.cursorForPosition(QPoint(MARGIN, round(height) - self.scroll_value)).blockNumber() - 1)
        self._first = number
        return number

    # Layout

    def _fit_column(self) -> None:
        """Keep lines short enough to read; each change lays a long text out anew, so only what differs is set."""
        if self._article is None:
            return
        left = self._left_margin()
        column = self._size.body * _CHARACTER_WIDTH * COLUMN_CHARACTERS + left + MARGIN
        side = max(0, round((self.width() - column) / 2))
        if side != self._side:
            self._side = side
            self.setViewportMargins(side, 0, side, 0)
        self._pane.set_margins(left, MARGIN)

    def _left_margin(self) -> int:
        # Before it is shown a widget has a width of its own making, which says nothing.
        return NARROW_MARGIN if self.isVisible() and self.width() < NARROW else MARGIN

    def _is_long(self) -> bool:
        return self._article is not None and len(self._article.text) > _LONG

    def _laid_out(self) -> None:
        self._geometry.forget()
        self.moved.emit()

    def _leave_room_below(self) -> None:
        """Let the last sentence be scrolled to the top, so that it can stand beside any other.

        Asking for the size of a text lays out all of it; for a long one Qt has just set the range to what is laid out
        so far, and that is enough.
        """
        if self._article is None:
            return
        bar = self.verticalScrollBar()
        laid_out = bar.maximum() + self.viewport().height()
        height = laid_out if self._is_long() else self._pane.qt.size().height()
        bar.blockSignals(True)
        bar.setRange(0, max(0, round(height - 3 * self._size.body * self._size.line)))
        bar.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._foothold.held():
            self._fit_column()
            super().resizeEvent(event)
            if not self._is_long():  # a text that fits the view changes no range, so nobody else would ask for room
                self._leave_room_below()
        self.moved.emit()
