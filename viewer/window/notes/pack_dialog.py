"""What goes into a pack: asked before its file is, by a story that is handed out and by notes that are handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from viewer.window.labels import plain_label

if TYPE_CHECKING:
    from viewer.library.sharing.packs import Kind

_WIDTH = 400


class PackChoice(NamedTuple):
    """What a pack is to hold: the author's name or code, or nothing; whether notes and original bytes are in it."""

    author: str = ""
    notes: bool = True
    originals: bool = False


class PackDialog(QDialog):
    """Asks for the name of who hands in, or for what goes along with a story that is handed out."""

    def __init__(self, kind: Kind, notes: int, parent: QWidget) -> None:
        super().__init__(parent)
        handing_in = kind == "hand-in"
        self.setWindowTitle(self.tr("Hand in the notes") if handing_in else self.tr("Export the story as a pack"))
        self.author = QLineEdit()
        self.author.setPlaceholderText(self.tr("Your name or a code; may stay empty"))
        self.author.setAccessibleName(self.tr("Your name or a code"))
        self.notes = QCheckBox(self.tr("With my notes ({count})").format(count=notes))
        self.originals = QCheckBox(self.tr("With the original pages and files"))
        self.notes.setChecked(True)
        self.notes.setEnabled(notes > 0)
        self._lay_out(self._hint(handing_in), [self.author] if handing_in else [self.notes, self.originals])

    def _hint(self, handing_in: bool) -> str:
        if handing_in:
            return self.tr("The pack holds your notes, with the texts they stand on.")
        return self.tr(
            "Texts, headlines, corrections, palette and tasks are always in the pack. "
            "Without your notes a class starts from an empty margin."
        )

    def _lay_out(self, hint: str, questions: Sequence[QWidget]) -> None:
        label = plain_label("small", hint)
        label.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setProperty("role", "primary")
        save.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(12)
        for part in (label, *questions, buttons):
            layout.addWidget(part)
        self.setFixedWidth(_WIDTH)
        questions[0].setFocus()

    def choice(self) -> PackChoice:
        """Return what was chosen."""
        return PackChoice(self.author.text().strip(), self.notes.isChecked(), self.originals.isChecked())


def ask_what_goes_along(kind: Kind, notes: int, parent: QWidget) -> PackChoice | None:
    """Return what a pack is to hold; None where the reader turns back."""
    dialog = PackDialog(kind, notes, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    choice = dialog.choice()
    dialog.deleteLater()
    return choice if accepted else None
