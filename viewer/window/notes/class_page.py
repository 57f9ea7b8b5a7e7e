"""The class: what was handed in about the story, where many agree, and the notes on a passage side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from viewer.window import texts
from viewer.window.citing import place_words
from viewer.window.empty import Emptiness, EmptyState
from viewer.window.labels import plain_label
from viewer.window.notes.key_list import KeyList
from viewer.window.notes.overlay import Marked
from viewer.window.story import OpenStory
from viewer.window.theme import Theme

_PLACE = Qt.ItemDataRole.UserRole
_ANSWER = Qt.ItemDataRole.UserRole
_MOST = 200


class ClassPage(QWidget):
    """While it is shown the class lies over the texts: a line beside them, darker, with a figure, where many agree."""

    place_wanted = Signal(int, int, int)
    packs_wanted = Signal()
    board_wanted = Signal()
    """The answers that were ticked are to be shown in large type."""
    board_full = Signal()
    left = Signal()

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme, self._overlay = story, theme, story.annotations.overlay
        self._filling = False
        self.count = plain_label("strong")
        self.author, self.task, self.category = QComboBox(), QComboBox(), QComboBox()
        for box, name in (
            (self.author, self.tr("Whose notes")),
            (self.task, self.tr("For which task")),
            (self.category, self.tr("Which category")),
        ):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.names, self.key = QPushButton(self.tr("Hide names")), QPushButton(self.tr("Show the key"))
        for switch in (self.names, self.key):
            switch.setCheckable(True)
            switch.setProperty("role", "quiet")
        self.places = KeyList(self.tr("Passages, those that most have marked first"))
        self.notes = KeyList(self.tr("Notes on the chosen passage"))
        self.more, self.board = QPushButton(self.tr("Open hand-ins…")), QPushButton()
        self.board.setToolTip(self.tr("Tick the answers that the class shall see; names are not shown"))
        self._empty = EmptyState(theme)
        self._arrange()
        self._connect()
        self.apply_theme(theme)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(6)
        switches = QHBoxLayout()
        switches.addWidget(self.count, 1)
        switches.addWidget(self.names)
        switches.addWidget(self.key)
        layout.addLayout(switches)
        for box in (self.author, self.task, self.category):
            layout.addWidget(box)
        layout.addWidget(self.places, 3)
        layout.addWidget(self.notes, 2)
        layout.addWidget(self._empty, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.board)
        foot.addWidget(self.more)
        foot.addStretch(1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        overlay = self._overlay
        overlay.changed.connect(self.refresh)
        self._story.annotations.tasks_changed.connect(self.refresh)
        self.author.activated.connect(lambda: overlay.ask_for(hand_in=self.author.currentData()))
        self.task.activated.connect(lambda: overlay.ask_for(task=self.task.currentData()))
        self.category.activated.connect(lambda: overlay.ask_for(category=self.category.currentData()))
        self.names.toggled.connect(overlay.hide_names)
        self.key.toggled.connect(overlay.show_key)
        self.places.itemSelectionChanged.connect(self._choose)
        self.places.on(Qt.Key.Key_Escape, self.left.emit)
        self.notes.on(Qt.Key.Key_Escape, self.left.emit)
        self.notes.itemChanged.connect(self._tick)
        self.more.clicked.connect(self.packs_wanted)
        self.board.clicked.connect(self.board_wanted)

    def refresh(self) -> None:
        """Show the class as it is filtered now."""
        if not self.isVisible():
            return
        overlay, there = self._overlay, bool(self._overlay.hand_ins)
        self._filling = True
        self.count.setText(self.tr("{count} hand-ins").format(count=len(overlay.hand_ins)))
        self._fill_boxes()
        self.places.clear()
        for index, place in self._places()[:_MOST]:
            self.places.addItem(self._item(index, place))
        self.notes.clear()
        self._filling = False
        parts = (self.author, self.task, self.category, self.names, self.places, self.notes, self.board)
        for widget in (self.count, *parts):
            widget.setVisible(there)
        self._show_board()
        self.key.setVisible(overlay.key is not None)
        self._empty.setVisible(not there)
        self._empty.show_state(
            Emptiness(
                "users",
                self.tr("Nothing is handed in yet"),
                self.tr("Drop the hand-ins of the class onto the window, all at once. They lie over the same texts."),
            )
        )

    def _fill_boxes(self) -> None:
        overlay, annotations = self._overlay, self._story.annotations
        used = sorted({note["category"] for one in overlay.hand_ins for note in one.notes})
        _fill(self.author, self.tr("Everybody"), [(overlay.name(h.id), h.id) for h in overlay.hand_ins])
        _fill(self.task, self.tr("All tasks"), [(texts.excerpt(t.question, 60), t.id) for t in annotations.tasks])
        _fill(self.category, self.tr("All categories"), [(annotations.category(c).name, c) for c in used])
        for box, wanted in (
            (self.author, overlay.filter.hand_in),
            (self.task, overlay.filter.task),
            (self.category, overlay.filter.category),
        ):
            box.setCurrentIndex(max(0, box.findData(wanted)))
        self.task.setEnabled(self.task.count() > 1)

    def _places(self) -> list[tuple[int, Marked]]:
        """Return the places that more marked than what is beside them, with the article; the most marked first."""
        found = [
            (index, place)
            for index, article in enumerate(self._story.articles)
            for place in self._overlay.peaks(article.id, article.text)
        ]
        return sorted(found, key=lambda one: (-len(one[1].hand_ins), one[0], one[1].start))

    def _item(self, index: int, place: Marked) -> QListWidgetItem:
        article = self._story.articles[index]
        letter = texts.letter(self._story.order.index(index))
        head = self.tr("{count} of {all}   {letter} {where}").format(
            count=len(place.hand_ins),
            all=len(self._overlay.counted),
            letter=letter,
            where=place_words(article, place.start),
        )
        item = QListWidgetItem(f"{head}\n{texts.quoted(article.text[place.start : place.end], 90)}")
        item.setData(_PLACE, (index, place))
        return item

    def _choose(self) -> None:
        chosen = self.places.selectedItems()
        if self._filling or not chosen:
            return
        index, place = chosen[0].data(_PLACE)
        self._fill_notes(place)
        self.place_wanted.emit(index, place.start, place.end)

    def _fill_notes(self, place: Marked) -> None:
        self._filling = True
        self.notes.clear()
        chosen = {(hand_in, note["id"]) for hand_in, note in self._overlay.board}
        for hand_in, note in self._overlay.notes_at(place):
            category = self._story.annotations.category(note["category"]).name
            item = QListWidgetItem(f"{self._overlay.name(hand_in)} · {category}\n{note['text'] or '–'}")
            item.setData(_ANSWER, (hand_in, note["id"]))
            ticked = (hand_in, note["id"]) in chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.notes.addItem(item)
        self._filling = False

    def _tick(self, item: QListWidgetItem) -> None:
        if self._filling:
            return
        hand_in, note = item.data(_ANSWER)
        if not self._overlay.put_on_board(hand_in, note, wanted=item.checkState() == Qt.CheckState.Checked):
            item.setCheckState(Qt.CheckState.Unchecked)
            self.board_full.emit()
        self._show_board()

    def _show_board(self) -> None:
        count = len(self._overlay.board)
        words = self.tr("Show {count} answer") if count == 1 else self.tr("Show {count} answers")
        self.board.setText(words.format(count=count) if count else self.tr("Show answers"))
        self.board.setEnabled(bool(count))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._overlay.show(True)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._overlay.show(False)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self._empty.apply_theme(theme)


def _fill(box: QComboBox, every: str, entries: list[tuple[str, str]]) -> None:
    """Fill a box with its entries after one that stands for all of them."""
    box.clear()
    box.addItem(every, None)
    for name, value in entries:
        box.addItem(name, value)
