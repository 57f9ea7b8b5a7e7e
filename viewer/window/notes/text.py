"""The words of a note: set as Markdown while nobody writes, a plain field as soon as somebody does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QTextDocument
from PySide6.QtWidgets import QStackedWidget, QTextBrowser

from viewer.window.fonts import sans
from viewer.window.theme import Theme

if TYPE_CHECKING:
    from viewer.window.notes.editor import _Field

_HEIGHT = 104
_MARKUP = "*_`#>[-1|\n"


class NoteText(QStackedWidget):
    """Shows what was written; a click, Enter or Tab into it goes on writing."""

    def __init__(self, field: _Field, theme: Theme) -> None:
        super().__init__()
        self._field, self._theme = field, theme
        self._text = ""
        self._page: _Page | None = None
        self.addWidget(field)
        self.setFixedHeight(_HEIGHT)
        field.entered.connect(self.edit)
        field.rested.connect(self._rest)

    def show_text(self, text: str) -> None:
        """Take the text of the note."""
        if text != self._text:
            self._text = text
            if self._field.hasFocus():
                return
            self._rest()

    def edit(self) -> None:
        """Show the field."""
        self.setCurrentWidget(self._field)

    def _rest(self) -> None:
        """Show the text as it is meant, where it is more than plain words."""
        if not any(char in _MARKUP for char in self._text):
            self.setCurrentWidget(self._field)
            return
        if self._page is None:
            self._page = _Page()
            self._page.wanted.connect(self._write)
            self.addWidget(self._page)
        self._page.show_markdown(self._text, self._theme)
        self.setCurrentWidget(self._page)

    def _write(self) -> None:
        self.edit()
        QTimer.singleShot(0, self._field, self._field.setFocus)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        if self._page is not None:
            self._page.show_markdown(self._text, theme)


class _Page(QTextBrowser):
    """The text with its headings, lists and stress; it loads nothing and follows no link."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName(self.tr("Text of the note; Enter to go on writing"))
        self.document().setDefaultFont(sans(13))

    def show_markdown(self, text: str, theme: Theme) -> None:
        """Show a text; what is in it can neither run nor load."""
        from viewer.report.safe_markdown import to_html  # costs 25 ms, and most notes are plain words

        self.setPalette(theme.palette())
        self.document().setDefaultStyleSheet(f"a {{ color: {theme.hex('accent')} }} p, ul, ol {{ margin: 0 0 6px 0 }}")
        self.setHtml(to_html(text))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return QImage() if kind == QTextDocument.ResourceType.ImageResource.value else b""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            self.wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)
