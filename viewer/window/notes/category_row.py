"""A row of buttons, one for each category of the palette; a category of another palette has a place at its end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from viewer.library.notes.palettes import Category
from viewer.window.buttons import quiet_button
from viewer.window.notes.annotations import Annotations
from viewer.window.notes.category_styles import style_of
from viewer.window.swatch import note_icon
from viewer.window.theme import Theme

_TILE = 22
_PER_ROW = 8


class CategoryRow(QWidget):
    """Shows one category as chosen, or none; a press asks for another."""

    chosen = Signal(str)

    def __init__(self, annotations: Annotations, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._annotations, self._theme = annotations, theme
        self._shown: tuple[Category, ...] = ()
        self._checked: frozenset[str] = frozenset()
        self._offered: frozenset[str] = frozenset()
        self.buttons: dict[str, QToolButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)
        self._grid.setColumnStretch(_PER_ROW, 1)
        self.setAccessibleName(self.tr("Category"))
        annotations.palette_changed.connect(self._renew)
        self._renew()

    def show_category(self, category_id: str) -> None:
        """Show which category is the one."""
        self.show_categories([category_id])

    def show_categories(self, category_ids: Sequence[str]) -> None:
        """Show which categories are on."""
        self._checked = frozenset(category_ids)
        self._renew()

    def offer(self, category_ids: Sequence[str]) -> None:
        """Have a place for these categories of other palettes too."""
        self._offered = frozenset(category_ids)
        self._renew()

    def _renew(self) -> None:
        categories = self._annotations.palette.categories
        foreign = sorted((self._checked | self._offered) - {category.id for category in categories})
        wanted = (*categories, *(self._annotations.category(identity) for identity in foreign))
        if wanted != self._shown:
            self._shown = wanted
            self._fill()
        for identity, button in self.buttons.items():
            button.setChecked(identity in self._checked)

    def _fill(self) -> None:
        for button in self.buttons.values():
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {}
        for place, category in enumerate(self._shown):
            button = self.buttons[category.id] = quiet_button(self._name(category))
            button.setCheckable(True)
            button.setIconSize(QSize(_TILE, _TILE))
            button.setIcon(note_icon(self._theme, style_of(category, self._theme), _TILE))
            button.clicked.connect(partial(self._choose, category.id))
            self._grid.addWidget(button, *divmod(place, _PER_ROW))

    def _name(self, category: Category) -> str:
        if self._annotations.is_foreign(category.id):
            return self.tr("{name} (of another palette)").format(name=category.name)
        return category.name

    def _choose(self, category_id: str) -> None:
        self.buttons[category_id].setChecked(category_id in self._checked)
        self.chosen.emit(category_id)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self._fill()
        self._renew()
