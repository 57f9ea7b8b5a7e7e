"""The bar that finds words in all articles that are shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from viewer.window.announce import announce
from viewer.window.buttons import quiet_button
from viewer.window.finding import Hit, find
from viewer.window.icons import icon
from viewer.window.labels import plain_label
from viewer.window.story import OpenStory
from viewer.window.theme import Theme


class FindBar(QWidget):
    """Field, whole-word switch, "3 of 12 in 3 articles", ways to the next and previous hit."""

    hits_changed = Signal(list)
    """All places found (``Hit``), in the order of the screen; empty when the bar is closed."""
    hit_wanted = Signal(int, int, int)
    """Article, start and end (code points) of a place to show."""
    closed = Signal()

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme = story, theme
        self.hits: list[Hit] = []
        self._at = -1
        self._build()
        self.field.textChanged.connect(self._search_on)
        self.whole.toggled.connect(self._search_on)
        story.articles_changed.connect(self._search_again)
        self.apply_theme(theme)
        self.hide()

    def _build(self) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in all articles"))
        self.field.setAccessibleName(self.tr("Find in all articles"))
        self.field.setClearButtonEnabled(True)
        self.field.setFixedWidth(280)
        self.whole = QPushButton(self.tr("Whole words"))
        self.whole.setProperty("role", "quiet")
        self.whole.setToolTip(self.tr("Find the words only where they stand alone, not inside longer ones"))
        self.whole.setCheckable(True)
        self.previous = quiet_button(self.tr("Previous hit (Shift+F3)"))
        self.next = quiet_button(self.tr("Next hit (F3)"))
        self.close_button = quiet_button(self.tr("Close (Escape)"))
        self.counter = plain_label("small")
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 12, 8)
        row.setSpacing(6)
        for part in (self.field, self.whole, self.previous, self.next):
            row.addWidget(part)
        row.addSpacing(6)
        row.addWidget(self.counter)
        row.addStretch(1)
        row.addWidget(self.close_button)
        self.setAccessibleName(self.tr("Find"))

    def enter(self, words: str = "") -> None:
        """Open the bar, with words to look for if there are any."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search_again()

    def leave(self) -> None:
        """Close the bar and take the marks of the hits away."""
        self.hide()
        self._take([])
        self.closed.emit()

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) hit, and begin again at the end."""
        if self.hits:
            self._go_to((self._at + step) % len(self.hits))
            announce(self, self.counter.text())

    def _search_on(self) -> None:
        """Search for other words, from the present hit on."""
        here = self.hits[self._at] if self.hits else None
        self._search()
        if self.hits:
            place = {article: number for number, article in enumerate(self._story.shown)}
            start = (place.get(here.article, 0), here.start) if here else (0, 0)
            later = (n for n, hit in enumerate(self.hits) if (place[hit.article], hit.start) >= start)
            self._go_to(next(later, 0))

    def _search_again(self) -> None:
        """Search for the same words in other articles, without going anywhere."""
        if not self.isHidden():
            self._search()

    def _search(self) -> None:
        found = find(self._story.articles, self._story.shown, self.field.text(), whole=self.whole.isChecked())
        self._take([hit for hit in found if not self._story.is_folded(hit.article, hit.start)])

    def _take(self, hits: list[Hit]) -> None:
        changed = hits != self.hits
        self.hits, self._at = hits, 0 if hits else -1
        self._count()
        if changed:
            self.hits_changed.emit(hits)

    def _go_to(self, number: int) -> None:
        self._at = number
        self._count()
        self.hit_wanted.emit(*self.hits[number])

    def _count(self) -> None:
        articles = len({hit.article for hit in self.hits})
        if not self.field.text().strip():
            text = ""
        elif not self.hits:
            text = self.tr("Not found in the articles shown")
        elif articles == 1:
            text = self.tr("{number} of {count} in 1 article").format(number=self._at + 1, count=len(self.hits))
        else:
            text = self.tr("{number} of {count} in {articles} articles").format(
                number=self._at + 1, count=len(self.hits), articles=articles
            )
        self.counter.setText(text)
        for button in (self.previous, self.next):
            button.setEnabled(bool(self.hits))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step at Enter and F3 (back with Shift), close at Escape."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self.step(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        icons = {self.previous: "chevron-up", self.next: "chevron-down", self.close_button: "x"}
        for button, name in icons.items():
            button.setIcon(icon(name, theme))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the rule towards the articles."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme["bar"])
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme["rule"])
