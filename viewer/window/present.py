"""The page for the back row: one group's wordings in large type, the last one covered until the class has guessed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from viewer.window.announce import announce
from viewer.window.buttons import quiet_button
from viewer.window.fonts import sans
from viewer.window.icons import icon
from viewer.window.labels import ElidedLabel, plain_label
from viewer.window.story import OpenStory
from viewer.window.theme import Theme
from viewer.window.wordings.ladder import PRESENTING, LadderView

_KEYS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageUp: -1,
}
_OTHER_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_C, Qt.Key.Key_Escape)
_MOST_WIDTH = 1500


class PresentationPage(QWidget):
    """Arrow keys step through the groups; Space uncovers, then goes on; C covers or not; Escape leaves."""

    left = Signal()

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._theme = story, theme
        self._covering = False
        self._group: object = None
        self.ladder = LadderView(story, theme, scale=PRESENTING, plain=True)
        self._build()
        story.sentence_chosen.connect(self._refresh)
        story.comparison_changed.connect(self._refresh)
        story.articles_changed.connect(self._refresh)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Presentation"))
        self.apply_theme(theme)
        self._refresh()

    def _build(self) -> None:
        self._title = ElidedLabel(role="muted")
        self._title.setFont(sans(15, QFont.Weight.Medium))
        self.counter = plain_label("muted")
        self.counter.setFont(sans(15, QFont.Weight.Medium))
        self.previous = self._button(self.tr("Previous group (Left)"))
        self.next = self._button(self.tr("Next group (Right)"))
        self.cover = self._button(self.tr("Cover the last wording until Space is pressed (C)"))
        self.cover.setCheckable(True)
        self.cover.setChecked(self._covering)
        self.close_button = self._button(self.tr("Back to the articles (Escape)"))
        self.previous.clicked.connect(lambda: self._story.step_group(-1))
        self.next.clicked.connect(lambda: self._story.step_group(1))
        self.cover.clicked.connect(self.toggle_cover)
        self.close_button.clicked.connect(self.left)
        self._top = QHBoxLayout()
        self._top.setSpacing(4)
        self._top.addWidget(self._title)
        self._top.addStretch(1)
        self._top.addWidget(self.counter)
        self._top.addSpacing(10)
        for button in (self.previous, self.next, self.cover, self.close_button):
            self._top.addWidget(button)
        self._body = QHBoxLayout()
        self._body.addWidget(self.ladder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._top)
        layout.addLayout(self._body, 1)

    def _button(self, name: str) -> QToolButton:
        button = quiet_button(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def enter(self) -> None:
        """Take the keyboard, and show the first group where none is chosen."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._story.group is None:
            self._story.step_group(1)

    def _refresh(self) -> None:
        group, groups = self._story.group, self._story.groups
        self._title.setText(self._story.title)
        self.counter.setText(
            self.tr("Group {number} of {count}").format(number=groups.index(group) + 1, count=len(groups))
            if group
            else ""
        )
        self.previous.setEnabled(bool(groups) and group != groups[0])
        self.next.setEnabled(bool(groups) and group != groups[-1])
        if group != self._group:
            self._group = group
            self._cover()

    def toggle_cover(self) -> None:
        """Cover the last wording of each group until it is asked for, or show everything at once."""
        self._covering = not self._covering
        self.cover.setChecked(self._covering)
        self._cover()

    def _cover(self) -> None:
        self.ladder.column.cover_last(1 if self._covering and self._group is not None else 0)

    def go_on(self) -> None:
        """Uncover what is covered; where nothing is, go to the next group."""
        if self.ladder.column.covered:
            self.ladder.column.cover_last(self.ladder.column.covered - 1)
            announce(self, self.ladder.column.last_text)
        else:
            self._story.step_group(1)

    def event(self, event: QEvent) -> bool:
        """Keep the page's keys from becoming shortcuts of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            and (event.key() in _KEYS or event.key() in _OTHER_KEYS)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, scroll, uncover, cover, leave."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.ladder.column.scroll_page(_KEYS[key]):
            return
        if key in _KEYS:
            self._story.step_group(_KEYS[key])
        elif key == Qt.Key.Key_Space:
            self.go_on()
        elif key == Qt.Key.Key_C:
            self.toggle_cover()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave air around the words, more on a wide screen."""
        super().resizeEvent(event)
        side = max(self.width() // 16, (self.width() - _MOST_WIDTH) // 2)
        self._top.setContentsMargins(side, 22, side - 6, 10)
        self._body.setContentsMargins(side - 16, 0, side - 16, max(24, self.height() // 30))

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.ladder.apply_theme(theme)
        icons = {
            self.previous: "chevron-left",
            self.next: "chevron-right",
            self.cover: "eye-off",
            self.close_button: "x",
        }
        for button, name in icons.items():
            button.setIcon(icon(name, theme, 18))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(self.rect(), self._theme["pane"])
