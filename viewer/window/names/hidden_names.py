"""Below the list of names: how many the reader has hidden, and the way back for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from viewer.analysis.model import Entity
from viewer.window import texts


class HiddenNames(QPushButton):
    """Says how many names the reader has hidden, and offers to show each again; not there where there are none."""

    shown = Signal(object)
    """The entities (a tuple) that are to be shown again."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "link")
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    def show_hidden(self, entities: Sequence[Entity]) -> None:
        """Tell of other hidden names."""
        one = self.tr("1 name hidden by you · show")
        many = self.tr("{count} names hidden by you · show").format(count=len(entities))
        self.setText(one if len(entities) == 1 else many)
        self._menu.clear()
        for entity in entities:
            action = self._menu.addAction(f"{entity.name}  ·  {texts.singular(entity.label)}".replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, entity=entity: self.shown.emit((entity,)))
        if len(entities) > 1:
            self._menu.addSeparator()
            self._menu.addAction(self.tr("All of them"), lambda: self.shown.emit(tuple(entities)))
        self.setVisible(bool(entities))
