"""One article on the screen: its head, its text and its ruler."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from viewer.article.model import Article
from viewer.window.fonts import sans, serif
from viewer.window.labels import ElidedLabel, plain_label
from viewer.window.panes.document import Type
from viewer.window.panes.laidout import MARGIN, NARROW, NARROW_MARGIN
from viewer.window.panes.painting import Marks
from viewer.window.panes.ruler import WIDTH as RULER_WIDTH
from viewer.window.panes.ruler import Ruler
from viewer.window.panes.textview import ArticleText
from viewer.window.theme import Theme

HEAD_HEIGHT = 62
LEAST_WIDTH = 200
"""Pixels below which a pane is not squeezed; six of them still stand side by side on a screen of 1366."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_text(published: str | None) -> str:
    """Return the date of an article in words for people, or say that none is given."""
    if published is None:
        return QCoreApplication.translate("PaneHead", "date not given")
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


class PaneHead(QWidget):
    """Outlet, headline, date and counts; it can be dragged to give the pane another place."""

    close_wanted = Signal()
    dragged = Signal(QPoint)  # global place, while the mouse moves
    dropped = Signal(QPoint)  # global place, when it lets go

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEAD_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._inset = 0
        self._press: QPoint | None = None
        self._dragging = False
        self.letter = plain_label("fine")
        self.letter.setFont(sans(11, QFont.Weight.DemiBold))
        self.outlet = ElidedLabel(role="caps")
        self.outlet.setFont(sans(11, QFont.Weight.DemiBold, 0.9))
        self.headline = ElidedLabel()
        self.headline.setFont(serif(14, QFont.Weight.DemiBold))
        self.headline.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.meta = ElidedLabel(role="small")
        self.meta.setFont(sans(12))
        self.close_button = QToolButton()
        self.close_button.setText("×")
        self.close_button.setFont(sans(15))
        self.close_button.setProperty("role", "quiet")
        self.close_button.setToolTip(self.tr("Close this article (Ctrl+W)"))
        self.close_button.setAccessibleName(self.tr("Close this article"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self.close_wanted)
        self._arrange()
        self.apply_theme(theme)

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.letter)
        first.addWidget(self.outlet)
        first.addWidget(self.headline, 1)
        first.addStretch(0)
        first.addWidget(self.close_button)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        self._column.addLayout(first)
        self._column.addWidget(self.meta)

    def set_inset(self, inset: int) -> None:
        """Begin further to the right, in pixels: what stands left of the text below."""
        self._inset = inset
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        margin = MARGIN if self.width() >= NARROW else NARROW_MARGIN
        self._column.setContentsMargins(margin + self._inset, 9, 8, 9)

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme["pane"])
        painter.setPen(QPen(self._theme["rule"], 1.0))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.globalPosition().toPoint()
        if self._press is not None and (self._dragging or (place - self._press).manhattanLength() > 12):
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self.dropped.emit(event.globalPosition().toPoint())
        self._press, self._dragging = None, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)


class GhostLine(QWidget):
    """A dashed line at the height where a match would stand, with words that say none was found."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self.theme = theme
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFont(sans(12, QFont.Weight.Medium))
        self.hide()

    def show_at(self, height: float, text: str) -> None:
        """Show the line at a height of the parent, in pixels."""
        self.text = text
        self.setAccessibleName(text)
        words = QRect(0, 0, self._room(self._owner.width()).width(), 200)
        lines = self.fontMetrics().boundingRect(words, Qt.TextFlag.TextWordWrap, text).height()
        self.setGeometry(0, round(height) - 4, self._owner.width(), lines + 14)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.theme["pane"])
        pen = QPen(self.theme["sentence.edge"], 1.0)
        pen.setDashPattern([5.0, 4.0])
        painter.setPen(pen)
        painter.drawLine(0, 1, self.width(), 1)
        painter.drawLine(0, self.height() - 2, self.width(), self.height() - 2)
        painter.setPen(self.theme["ink2"])
        room = self._room(self.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self.text)

    def _room(self, width: int) -> QRect:
        margin = MARGIN if width >= NARROW else NARROW_MARGIN
        return QRect(margin, 0, width - margin - 8, self.height())


class ArticlePane(QWidget):
    """One article with head, text and ruler."""

    close_wanted = Signal()
    entered = Signal()  # the mouse came in or a key was pressed: this pane leads when the panes follow each other

    def __init__(self, theme: Theme, size: Type, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PaneHead(theme)
        self.text = ArticleText(theme, size)
        self.ruler = Ruler(self.text, theme)
        self.ghost = GhostLine(theme, self.text)
        self.head.close_wanted.connect(self.close_wanted)
        self.text.moved.connect(self._show_headline)
        self.text.installEventFilter(self)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._row, 1)
        self.set_ruler_side(left=False)
        self.setMinimumWidth(LEAST_WIDTH)

    def set_ruler_side(self, *, left: bool) -> None:
        """Put the ruler at the left or the right of the text."""
        widgets: list[QWidget] = [self.ruler, self.text] if left else [self.text, self.ruler]
        for widget in widgets:
            self._row.removeWidget(widget)
            self._row.addWidget(widget, 1 if widget is self.text else 0)
        self.head.set_inset(RULER_WIDTH if left else 0)
        self.setTabOrder(self.head.close_button, self.text)

    def show_article(self, article: Article, unfolded: set[int], letter: str) -> None:
        """Show an article under a letter."""
        self.article, self.unfolded = article, set(unfolded)
        self._title_end = next((p.end for p in article.paragraphs if p.kind == "title"), None)
        self.head.letter.setText(letter)
        self.head.outlet.setText((article.outlet or self.tr("outlet not given")).upper())
        self.head.headline.setText(article.title)
        self.text.show_article(article, unfolded)
        self._show_headline()
        self.show_counts(None, None)

    def show_counts(self, mentions: int | None, matched: int | None) -> None:
        """Show how many marks the article has; None while they are not known."""
        words = self.article.word_count
        parts = [date_text(self.article.published), self.tr("{0} words").format(f"{words:,}")]
        if matched is not None:
            parts.append(self.tr("{0} matched").format(matched))
        if mentions is not None:
            parts.append(self.tr("{0} shared names").format(mentions))
        self.head.meta.setText("  ·  ".join(parts))
        outlet = self.article.outlet or self.tr("outlet not given")
        self.setAccessibleName(f"{self.head.letter.text()}: {outlet}. {self.article.title}. {', '.join(parts)}")

    def set_marks(self, marks: Marks) -> None:
        """Draw other marks in the text and on the ruler."""
        self.text.set_marks(marks)
        self.ruler.refresh()

    def apply_look(self, theme: Theme, size: Type) -> None:
        """Take other colours and another size of type."""
        self.head.apply_theme(theme)
        self.ghost.theme = theme
        self.text.restyle(theme, size)
        self.ruler.apply_theme(theme)

    def _show_headline(self) -> None:
        """Show the headline in the head once it has left the text, or where the text has none."""
        if self.width() < NARROW or self._title_end is None:
            self.head.headline.setVisible(self._title_end is None)
            return
        extent = self.text.extent(self._title_end - 1, self._title_end)
        self.head.headline.setVisible(extent is not None and extent[1] < self.text.scroll_value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            self.entered.emit()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.entered.emit()
        super().enterEvent(event)
