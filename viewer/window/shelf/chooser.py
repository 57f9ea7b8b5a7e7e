"""Choose from many: type to filter, arrows and Enter; one thing, or several with a tick each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.window.labels import plain_label

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_KEY = Qt.ItemDataRole.UserRole
_MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: what it is called here, what is shown, and what stands beside it in small type."""

    key: str
    text: str
    beside: str = ""


class Chooser(QDialog):
    """A filter above a list. With ``many`` each row has a tick and Enter takes the ticked ones, else one is taken.

    ``new`` offers to make something of the typed words, by a last row with these words (``{words}``).
    """

    chosen = Signal(object)
    """The keys that were chosen, a tuple."""
    made = Signal(str)
    """The words for something new."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        parent: QWidget,
        *,
        many: bool = False,
        ticked: Collection[str] = (),
        new: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._choices, self._many, self._new = list(choices), many, new
        self.ticked = set(ticked)
        self._build(title)
        self._refresh()

    def _build(self, title: str) -> None:
        self.filter = _Filter()
        self.filter.setPlaceholderText(self.tr("Type to filter"))
        self.filter.setAccessibleName(title)
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(1)
        self.filter.textChanged.connect(self._refresh)
        self.filter.stepped.connect(self._step)
        self.filter.taken.connect(self._take)
        self.list.itemChanged.connect(self._tick)
        self.list.itemActivated.connect(self._take)
        if not self._many:
            self.list.itemClicked.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 16)
        layout.setSpacing(8)
        for part in (plain_label("strong", title), self.filter, self.list):
            layout.addWidget(part)
        if self._many:
            layout.addWidget(self._buttons())
        self.resize(420, 440)
        self.filter.setFocus()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        show = buttons.addButton(self.tr("Show"), QDialogButtonBox.ButtonRole.AcceptRole)
        show.setProperty("role", "primary")
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        return buttons

    def _refresh(self) -> None:
        words = self.filter.text().strip()
        looked_for = words.casefold()
        self.list.blockSignals(True)
        self.list.clear()
        fitting = [choice for choice in self._choices if looked_for in choice.text.casefold()]
        for choice in sorted(fitting, key=lambda choice: choice.key not in self.ticked)[:_MOST_SHOWN]:
            self._add(choice)
        if self._new and words and not any(choice.text.casefold() == looked_for for choice in fitting):
            self.list.addItem(QListWidgetItem(self._new.format(words=words)))
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)

    def _add(self, choice: Choice) -> None:
        item = QListWidgetItem(f"{choice.text}   {choice.beside}" if choice.beside else choice.text)
        item.setData(_KEY, choice.key)
        if self._many:
            state = Qt.CheckState.Checked if choice.key in self.ticked else Qt.CheckState.Unchecked
            item.setCheckState(state)
        self.list.addItem(item)

    def _tick(self, item: QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        (self.ticked.add if on else self.ticked.discard)(item.data(_KEY))

    def _step(self, step: int) -> None:
        self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))

    def _take(self) -> None:
        item = self.list.currentItem()
        if not self.isVisible():  # on some systems a click is told twice
            return
        if self._many:
            keys = {choice.key for choice in self._choices} & self.ticked
            if not keys and item is not None and self.filter.text().strip():
                keys = {item.data(_KEY)}  # one that was looked for by name needs no tick
            self.accept()
            self.chosen.emit(tuple(choice.key for choice in self._choices if choice.key in keys))
        elif item is not None and item.data(_KEY) is None:
            self.accept()
            self.made.emit(self.filter.text().strip())
        elif item is not None:
            self.accept()
            self.chosen.emit((item.data(_KEY),))


class _Filter(QLineEdit):
    """A line in which up and down go through the list below, and Enter takes."""

    stepped = Signal(int)
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)
