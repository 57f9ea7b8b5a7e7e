"""Words of a note, set as Markdown, to be read; they load nothing and follow no link."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QFont, QImage, QKeyEvent, QMouseEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from viewer.window.theme import Theme


class MarkdownPage(QTextBrowser):
    """The text with its headings, lists and stress. A click or Enter says that somebody wants to write in it."""

    wanted = Signal()

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDefaultFont(font)

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
