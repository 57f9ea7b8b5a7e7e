"""The actions of the menu Correct: what they work on, and what they ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu, QWidget

from viewer.analysis.model import Entity, Quote
from viewer.article.messages import Message
from viewer.window.correction_menus import add_forms, add_kinds, add_speakers
from viewer.window.names.name_chooser import NameChooser

if TYPE_CHECKING:
    from viewer.window.main_window import MainWindow

_NO_MATCH = Message("Click a sentence that has a match first, then press R to take the match away.")
_NO_SENTENCE = Message("Click a sentence first, then press S on it and on another that says the same.")
_SAME_ARTICLE = Message("Both sentences are of one article; go to a sentence in another article and press S there.")
_NO_NAME = Message("Choose a name first: in the list of names, or by the menu of a marked word in the text.")
_ONE_FORM = "“{name}” has one form only; the menu of a marked word in the text takes a single mention out."
_NO_QUOTE = Message("Click a sentence with words in quotation marks first, then press W to say who speaks them.")


class CorrectionCommands:
    """The reader's corrections, on the parts of one window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.story = window.story
        self.corrector = window.corrector

    # Matches

    def reject_match(self) -> None:
        """Take away the match of the wording that has the keyboard, else the best of the current sentence."""
        match = self.window.inspector.ladder.focused_match() or self.story.current_match()
        if match is None:
            self.window.tell(_NO_MATCH)
        else:
            self.corrector.reject(match)

    def confirm_match(self) -> None:
        """Let the current sentence wait for one that says the same; with one that waits, confirm the two."""
        ref, waiting = self.story.current, self.story.tie
        if ref is None:
            self.window.tell(_NO_SENTENCE)
        elif waiting is None or waiting == ref:
            self.story.tie_sentence(ref if waiting is None else None)
        elif waiting.article == ref.article:
            self.window.tell(_SAME_ARTICLE)
        else:
            self.story.tie_sentence(None)
            self.corrector.confirm(waiting, ref)

    # Names

    def rename_name(self) -> None:
        """Ask how the name that is lit should be called."""
        self._with_lit(self.ask_for_name)

    def hide_name(self) -> None:
        """Hide the name that is lit."""
        self._with_lit(self.corrector.hide)

    def merge_names(self) -> None:
        """Ask with which other name the one that is lit is one."""
        self._with_lit(self.ask_for_same)

    def split_name(self) -> None:
        """Show the forms of the name that is lit, to take one out."""
        self._with_lit(self._show_forms)

    def relabel_name(self) -> None:
        """Show the kinds that the name that is lit may be of."""
        self._with_lit(self._show_kinds)

    def _with_lit(self, act: Callable[[Entity], None]) -> None:
        if self.story.entity is None:
            self.window.tell(_NO_NAME)
        else:
            act(self.story.entity)

    def ask_for_name(self, entity: Entity) -> None:
        """Ask how an entity should be called."""
        dialog = QInputDialog(self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_tr("Rename the name"))
        dialog.setLabelText(_tr("Name:"))
        dialog.setTextValue(entity.name)
        dialog.resize(360, dialog.sizeHint().height())
        dialog.textValueSelected.connect(lambda name: self.corrector.rename(entity, name))
        dialog.open()

    def ask_for_same(self, entity: Entity) -> None:
        """Ask which other name is the same."""
        title = _tr("“{0}” is the same as").format(entity.name)
        note = _tr("Both go by the name that you choose here.")
        self._choose(title, lambda other: self.corrector.merge(entity, other), entity, note)

    def _show_forms(self, entity: Entity) -> None:
        menu = self._menu()
        if add_forms(menu, self.corrector, entity):
            self._popup(menu, self.window.inspector.names.details)
        else:
            self.window.tell(Message(_ONE_FORM, name=entity.name))

    def _show_kinds(self, entity: Entity) -> None:
        menu = self._menu()
        add_kinds(menu, self.corrector, entity)
        self._popup(menu, self.window.inspector.names.details)

    # Speakers

    def correct_speaker(self) -> None:
        """Show who may speak the first words in quotation marks of the current sentence."""
        shown = self.window.inspector.ladder.quotes.shown
        if shown:
            self.show_speakers(shown[0])
        else:
            self.window.tell(_NO_QUOTE)

    def show_speakers(self, quote: Quote) -> None:
        """Show the menu of who may speak a quotation."""
        menu = self._menu()
        add_speakers(menu, self.story, self.corrector, quote)
        menu.addAction(_tr("Another name…"), lambda: self.ask_for_speaker(quote))
        self._popup(menu, self.window.inspector.ladder.quotes)

    def ask_for_speaker(self, quote: Quote) -> None:
        """Ask which of all names speaks a quotation."""
        self._choose(_tr("Who says this?"), lambda speaker: self.corrector.set_speaker(quote, speaker))

    # How it is asked

    def _choose(self, title: str, use: Callable[[Entity], None], but: Entity | None = None, note: str = "") -> None:
        chooser = NameChooser(self.story, self.window.theme, title, self.window, but, note)
        chooser.chosen.connect(use)
        chooser.open()

    def _menu(self) -> QMenu:
        menu = QMenu(self.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _popup(self, menu: QMenu, beside: QWidget) -> None:
        """Show a menu beside what it is about, or where the keyboard is, its checked or first line ready for Enter."""
        focus = QApplication.focusWidget() or self.window
        place = beside if beside.isVisible() else focus
        menu.popup(place.mapToGlobal(QPoint(12, 8)))
        checked = (action for action in menu.actions() if action.isChecked())
        menu.setActiveAction(next(checked, menu.actions()[0]))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Corrections", text)
