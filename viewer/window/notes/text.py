"""The words of a note: set as Markdown while nobody writes, a plain field as soon as somebody does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from viewer.window.fonts import sans
from viewer.window.notes.markdown_page import MarkdownPage
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
        self._page: MarkdownPage | None = None
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
            self._page = MarkdownPage(sans(13))
            self._page.setAccessibleName(self.tr("Text of the note; Enter to go on writing"))
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
