"""The menu of palettes: another one for the story, categories filled with colour, palettes of one's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from viewer.window.notes.category_styles import style_of
from viewer.window.swatch import note_icon

if TYPE_CHECKING:
    from viewer.library.notes.palettes import Palette
    from viewer.window.main_window import MainWindow


def show_palettes(window: MainWindow, below: QWidget) -> QMenu:
    """Show the menu below a widget and return it."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill_palettes(menu, window)
    menu.popup(below.mapToGlobal(QPoint(0, below.height())))
    return menu


def fill_palettes(menu: QMenu, window: MainWindow) -> None:
    """Fill a menu with what can be done about palettes."""
    annotations, notes = window.story.annotations, window.desk.notes
    own = set(annotations.palettes) - set(_lesson_palettes())
    for palette in annotations.palettes:
        action = menu.addAction(_escaped(palette.name))
        action.setCheckable(True)
        action.setChecked(palette == annotations.palette)
        action.triggered.connect(partial(_choose, window, palette.id))
    menu.addSeparator()
    _add_fills(menu, window)
    menu.addSeparator()
    menu.addAction(_tr("A palette of your own…"), lambda: edit_palette(window, None))
    if annotations.palette in own:
        words = _tr("Edit “{name}”…").format(name=annotations.palette.name)
        menu.addAction(_escaped(words), lambda: edit_palette(window, annotations.palette))
        words = _tr("Delete “{name}” (notes keep their marks)").format(name=annotations.palette.name)
        menu.addAction(_escaped(words), lambda: notes.delete_palette(annotations.palette.id))


def _add_fills(menu: QMenu, window: MainWindow) -> None:
    """Offer to fill the passages of a category with its colour; those of other palettes stand apart."""
    annotations = window.story.annotations
    used = {note.category for note in window.story.notes}
    part = menu.addMenu(_tr("Fill with colour"))
    foreign = [annotations.category(one) for one in sorted(used) if annotations.is_foreign(one)]
    for category in (*annotations.palette.categories, None, *foreign):
        if category is None:
            if foreign:
                part.addSection(_tr("Of other palettes"))
            continue
        action = part.addAction(_escaped(category.name), partial(annotations.toggle_fill, category.id))
        action.setIcon(note_icon(window.theme, style_of(category, window.theme), 20))
        action.setCheckable(True)
        action.setChecked(category.id in annotations.fills)


def edit_palette(window: MainWindow, palette: Palette | None) -> QWidget:
    """Open the editor of a palette, or of a new one, and return it."""
    from viewer.window.notes.palette_editor import PaletteEditor

    editor = PaletteEditor(palette, window.theme, window)
    key = palette.id if palette is not None else None
    editor.kept.connect(lambda name, categories: window.desk.notes.keep_palette(name, categories, key))
    editor.open()
    return editor


def _choose(window: MainWindow, palette_id: str) -> None:
    window.desk.notes.choose_palette(palette_id)


def _lesson_palettes() -> tuple[Palette, ...]:
    from viewer.library.notes.lesson_palettes import lesson_palettes

    return lesson_palettes()


def _escaped(text: str) -> str:
    return text.replace("&", "&&")


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaletteMenu", text)
