"""The editor of a palette of one's own: names, colours, letters and lines, checked while they are typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.library.notes.colours import is_colour
from viewer.library.notes.lesson_palettes import LINES, problems_of
from viewer.library.notes.palettes import Category, Palette
from viewer.library.storage.store import new_id
from viewer.window import texts
from viewer.window.buttons import quiet_button
from viewer.window.icons import icon
from viewer.window.labels import plain_label
from viewer.window.notes.category_styles import style_of
from viewer.window.swatch import note_icon
from viewer.window.theme import Theme

MOST = 9
"""As many categories as there are keys for them."""
_COLOURS = ("#1365e3", "#7d1d05", "#620368", "#0b664b", "#d11f70", "#737707", "#0e3f63", "#5c3418", "#4a2ee0")
_LINE_NAMES = {
    "solid": "solid",
    "dashed": "dashed",
    "dotted": "dotted",
    "dash-dot": "dash, dot",
    "long": "long dashes",
    "dash-dot-dot": "dash, dot, dot",
}


class PaletteEditor(QDialog):
    """Keeps nothing itself: ``kept`` tells name and categories. What is too alike is said, and may stay so."""

    kept = Signal(str, object)

    def __init__(self, palette: Palette | None, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(self.tr("A palette of your own"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = QLineEdit(palette.name if palette else "")
        self.name.setPlaceholderText(self.tr("Name of the palette"))
        self.name.setAccessibleName(self.tr("Name of the palette"))
        self.rows: list[CategoryFields] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        self.add = QPushButton(self.tr("Another category"))
        self.add.setProperty("role", "link")
        self.add.clicked.connect(partial(self._add, None))
        self.problems = plain_label("small")
        self.problems.setWordWrap(True)
        self.problems.setMinimumHeight(54)
        self.problems.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.keep = self.buttons.addButton(self.tr("Keep"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._arrange()
        for category in palette.categories if palette else (None, None, None):
            self._add(category)
        self.name.textChanged.connect(self.check)
        self.buttons.accepted.connect(self._keep)
        self.buttons.rejected.connect(self.reject)
        self.check()

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(12)
        layout.addWidget(self.name)
        layout.addLayout(self._grid)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.problems)
        layout.addWidget(self.buttons)
        for column, title in enumerate((self.tr("Name"), self.tr("Letter"), self.tr("Line"), self.tr("Colour")), 1):
            self._grid.addWidget(plain_label("fine", title), 0, column)
        self._grid.setColumnStretch(1, 1)
        self.setMinimumWidth(560)

    def _add(self, category: Category | None) -> None:
        number = len(self.rows)
        if category is None:
            colour, line = _COLOURS[number % len(_COLOURS)], LINES[number % len(LINES)]
            category = Category(new_id(), "", colour, "", line)
        row = CategoryFields(category, self._theme)
        row.changed.connect(self.check)
        row.removed.connect(partial(self._remove, row))
        self.rows.append(row)
        row.place_in(self._grid, self._grid.rowCount())
        self.check()

    def _remove(self, row: CategoryFields) -> None:
        self.rows.remove(row)
        row.take_away()
        self.check()

    def categories(self) -> tuple[Category, ...]:
        """Return the categories as they are typed."""
        return tuple(row.category() for row in self.rows)

    def check(self) -> None:
        """Say what is wrong or too alike; a palette can be kept once it has names, letters and colours."""
        categories = self.categories()
        found = problems_of(categories)
        whole = all(c.name.strip() and c.letter.strip() and is_colour(c.colour) for c in categories)
        self.problems.setText("\n".join(texts.said(message) for message in found[:4]))
        self.problems.setAccessibleName(self.problems.text())
        self.keep.setEnabled(bool(self.name.text().strip()) and whole and bool(categories))
        self.add.setEnabled(len(self.rows) < MOST)
        for row in self.rows:
            row.remove.setEnabled(len(self.rows) > 1)

    def _keep(self) -> None:
        if self.keep.isEnabled():
            self.kept.emit(self.name.text().strip(), self.categories())
            self.accept()


class CategoryFields(QWidget):
    """The fields of one category; they are laid into the grid of the editor."""

    changed = Signal()
    removed = Signal()

    def __init__(self, category: Category, theme: Theme) -> None:
        super().__init__()
        self._id, self._theme = category.id, theme
        self._sample = QLabel()
        self.name = QLineEdit(category.name)
        self.name.setAccessibleName(self.tr("Name of the category"))
        self.letter = QLineEdit(category.letter)
        self.letter.setMaxLength(1)
        self.letter.setFixedWidth(44)
        self.letter.setAccessibleName(self.tr("Letter of the category"))
        self.line = QComboBox()
        for line in LINES:
            self.line.addItem(self.tr(_LINE_NAMES[line]), line)
        self.line.setCurrentIndex(LINES.index(category.line) if category.line in LINES else 0)
        self.line.setAccessibleName(self.tr("Line of the category"))
        self.colour = QLineEdit(category.colour)
        self.colour.setFixedWidth(92)
        self.colour.setAccessibleName(self.tr("Colour of the category, as #rrggbb"))
        self.pick = QToolButton()
        self.pick.setIconSize(QSize(18, 18))
        self.pick.setText("…")
        self.pick.setToolTip(self.tr("Choose a colour"))
        self.remove = quiet_button(self.tr("Take this category out of the palette"))
        self.remove.setIcon(icon("x", theme))
        for field in (self.name, self.letter, self.colour):
            field.textChanged.connect(self._show)
        self.line.currentIndexChanged.connect(self._show)
        self.pick.clicked.connect(self._pick)
        self.remove.clicked.connect(self.removed)
        self._show()

    def place_in(self, grid: QGridLayout, row: int) -> None:
        """Lay the fields into a row of a grid."""
        parts = (self._sample, self.name, self.letter, self.line, self.colour, self.pick, self.remove)
        for column, part in enumerate(parts):
            grid.addWidget(part, row, column)

    def take_away(self) -> None:
        """Take the fields out of the grid."""
        for part in (self._sample, self.name, self.letter, self.line, self.colour, self.pick, self.remove):
            part.hide()
            part.deleteLater()

    def category(self) -> Category:
        """Return the category as it is typed."""
        letter = self.letter.text().strip().upper()
        return Category(self._id, self.name.text().strip(), self.colour.text().strip(), letter, self.line.currentData())

    def _pick(self) -> None:
        chosen = QColorDialog.getColor(QColor(self.colour.text()), self, self.tr("Colour of the category"))
        if chosen.isValid():
            self.colour.setText(chosen.name())

    def _show(self) -> None:
        style = style_of(self.category(), self._theme)
        self._sample.setPixmap(note_icon(self._theme, style, 26).pixmap(26, 26))
        self.changed.emit()
