"""A short list of sentences, as high as it needs to be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QWidget

from viewer.importing.wording import counted
from viewer.window.theme import Theme

_HIGHEST = 148
_MARGIN = 6
_MOST = 500


class SentenceList(QListWidget):
    """Sentences one below the other, wrapped; the first five hundred, and how many more there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setSpacing(1)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def show_sentences(self, sentences: Sequence[str], name: str) -> None:
        """Show other sentences; ``name`` says what they are."""
        self.clear()
        self.addItems(sentences[:_MOST])
        if len(sentences) > _MOST:
            self.addItem(self.tr("and {0} more").format(counted(len(sentences) - _MOST)))
        self.setAccessibleName(name)
        self.setCurrentRow(0)
        self._fit()

    def _fit(self) -> None:
        self.doItemsLayout()
        self.setFixedHeight(min(self.contentsSize().height() + 2 * _MARGIN, _HIGHEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the sentences need at this width."""
        super().resizeEvent(event)
        self._fit()

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.setStyleSheet(
            f"QListWidget {{ background: {theme.hex('field')}; border: none; padding: {_MARGIN - 1}px 8px; "
            f"border-top: 1px solid {theme.hex('rule')}; font-size: 12px; }}"
            "QListWidget::item { padding: 2px 6px; border-radius: 3px; }"
            f"QListWidget::item:selected {{ background: {theme.hex('accent.fill')}; color: {theme.hex('ink1')}; }}"
        )
