"""The card of an outlet: who owns it, what kind it is, what others say, and where that came from. Never a score."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.library import OutletCard
from viewer.window.fonts import sans
from viewer.window.labels import ElidedLabel, plain_label
from viewer.window.shelf.facts import FactText
from viewer.window.shelf.words import tr

_FIELDS = (
    ("owner", "Owner", "Who owns or pays for it?"),
    ("kind", "Kind", "Daily paper, agency, broadcaster, blog …"),
    ("said", "What others say", "In their words, with their names"),
    ("source", "Source of that", "Where did you read it, and when?"),
)


class CardSheet(QWidget):
    """Four lines that the class fills in; each is kept when it is left."""

    kept = Signal(object)
    """The OutletCard as it is now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = OutletCard("")
        self.name = ElidedLabel(role="strong")
        self.name.setFont(sans(15))
        self.lines: dict[str, FactText] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(self.name)
        for field, title, ask in _FIELDS:
            line = self.lines[field] = FactText(tr(title), sans(13))
            line.setPlaceholderText(tr(ask))
            line.committed.connect(partial(self._take, field))
            column.addSpacing(6)
            column.addWidget(plain_label("small", tr(title)))
            column.addWidget(line)
        column.addSpacing(10)
        note = plain_label("fine", tr("The card is the same for all articles of this outlet. It holds no grade."))
        note.setWordWrap(True)
        column.addWidget(note)
        column.addStretch(1)
        self.setAccessibleName(tr("Outlet card"))

    def show_card(self, card: OutletCard) -> None:
        """Show the card of an outlet."""
        self.card = card
        self.name.setText(card.name)
        for field, line in self.lines.items():
            line.may_be_empty = True
            line.show_value(getattr(card, field))

    def set_writable(self, on: bool) -> None:
        """Let the card be written, or only read."""
        for line in self.lines.values():
            line.setReadOnly(not on)

    def _take(self, field: str, text: str) -> None:
        self.card = replace(self.card, **{field: text})
        self.lines[field].known = text
        self.kept.emit(self.card)
