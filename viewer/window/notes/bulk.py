"""What is done with several notes at once: category, tags, deletion."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from viewer.window.buttons import quiet_button
from viewer.window.icons import icon
from viewer.window.labels import plain_label
from viewer.window.notes.annotations import Annotations
from viewer.window.notes.category_row import CategoryRow
from viewer.window.notes.rows import tags_in
from viewer.window.theme import Theme


class NoteBulk(QWidget):
    """Stands in the place of the editor while several notes are chosen."""

    categorised = Signal(str)
    tagged = Signal(object)
    deleted = Signal()

    def __init__(self, annotations: Annotations, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.count = plain_label("strong")
        self.categories = CategoryRow(annotations, theme)
        self.categories.setAccessibleName(self.tr("Category of the chosen notes"))
        self.tags = QLineEdit()
        self.tags.setPlaceholderText(self.tr("Add tags, parted by commas"))
        self.tags.setAccessibleName(self.tr("Add tags to the chosen notes"))
        self.delete = quiet_button(self.tr("Delete the chosen notes (it can be undone)"))
        foot = QHBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(self.tags, 1)
        foot.addWidget(self.delete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self.count)
        layout.addWidget(self.categories)
        layout.addLayout(foot)
        self.categories.chosen.connect(self.categorised)
        self.tags.returnPressed.connect(self._tag)
        self.delete.clicked.connect(self.deleted)
        self.setAccessibleName(self.tr("The chosen notes"))
        self.apply_theme(theme)
        self.hide()

    def show_count(self, count: int, categories: set[str]) -> None:
        """Show how many notes are chosen, and their category where they have one in common."""
        self.setVisible(count > 1)
        self.count.setText(self.tr("{count} notes chosen").format(count=count))
        self.categories.show_categories([*categories] if len(categories) == 1 else [])

    def _tag(self) -> None:
        tags = tags_in(self.tags.text())
        self.tags.clear()
        if tags:
            self.tagged.emit(tags)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.categories.apply_theme(theme)
        self.delete.setIcon(icon("trash-2", theme))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rule that parts this from the list."""
        painter = QPainter(self)
        painter.setPen(self._theme["rule"])
        painter.drawLine(0, 0, self.width(), 0)
