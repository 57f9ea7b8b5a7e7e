"""Choose one of all names: type to filter, arrows and Enter to choose."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from viewer.analysis.model import Entity
from viewer.window import texts
from viewer.window.labels import plain_label
from viewer.window.names.entity_rows import entity_rows, wanted_rows
from viewer.window.names.entity_view import ColumnHead, EntityDelegate, EntityModel
from viewer.window.names.name_view import NameView
from viewer.window.story import OpenStory
from viewer.window.theme import Theme

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class NameChooser(QDialog):
    """A filter above a list of all names of the story, those of the same kind first; it may leave one name out."""

    chosen = Signal(object)
    """The Entity that was chosen."""

    def __init__(
        self, story: OpenStory, theme: Theme, title: str, parent: QWidget, but: Entity | None = None, note: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        rows = entity_rows(story.comparison) if story.comparison is not None else []
        kind = but.label if but is not None else "person"
        others = [row for row in rows if but is None or row.entity.id != but.id]
        self._rows = sorted(others, key=lambda row: row.entity.label != kind)
        self._model = EntityModel()
        self._model.order = list(story.order)
        self._head = ColumnHead(theme)
        self._head.show_order(story.order, [texts.outlet(article) for article in story.articles])
        self._build(theme, title, note)
        self.filter.textChanged.connect(self._refresh)
        self.filter.returnPressed.connect(lambda: self._take(self.view.currentIndex()))
        self.view.activated.connect(self._take)
        self.view.clicked.connect(self._take)
        self._refresh()

    def _build(self, theme: Theme, title: str, note: str) -> None:
        told = plain_label("small", note)
        told.setVisible(bool(note))
        self.filter = _Filter()
        self.filter.setPlaceholderText(self.tr("Filter names"))
        self.filter.setAccessibleName(title)
        self.filter.stepped.connect(self._step)
        self.view = NameView(self)
        self.view.setModel(self._model)
        self.view.inset_changed.connect(self._head.set_inset)
        delegate = EntityDelegate(theme, self.view)
        delegate.order = self._model.order
        self.view.setItemDelegate(delegate)
        self.view.setAccessibleName(self.tr("Names"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 16)
        layout.setSpacing(6)
        for part in (plain_label("strong", title), told, self.filter, self._head, self.view):
            layout.addWidget(part)
        self.resize(380, 440)
        self.filter.setFocus()

    def _refresh(self) -> None:
        self._model.show_rows(wanted_rows(self._rows, self.filter.text(), (), single=True))
        self.view.setCurrentIndex(self._model.index(0))

    def _step(self, step: int) -> None:
        row = max(0, min(self.view.currentIndex().row() + step, self._model.rowCount() - 1))
        self.view.setCurrentIndex(self._model.index(row))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and self.isVisible():  # on some systems a click is told twice
            entity = self._model.rows[index.row()].entity
            self.accept()
            self.chosen.emit(entity)


class _Filter(QLineEdit):
    """A line in which up and down go through the list below."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step through the list; everything else is typed."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)
