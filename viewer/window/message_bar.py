"""One thin bar for everything the program has to say; dialogs are for decisions only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from viewer.article.messages import Message
from viewer.window import texts
from viewer.window.announce import announce
from viewer.window.buttons import quiet_button
from viewer.window.icons import icon
from viewer.window.labels import plain_label
from viewer.window.theme import Theme

NoticeKind = Literal["info", "warning", "problem"]

_ICONS: dict[NoticeKind, str] = {"info": "circle-help", "warning": "triangle-alert", "problem": "triangle-alert"}
_EDGE = 5


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the reader, with what can be done about it (``action`` names the button)."""

    text: str
    kind: NoticeKind = "info"
    action: str = ""
    on_action: Callable[[], object] | None = None


class MessageBar(QWidget):
    """Shows the oldest notice until it is closed; later ones wait. An info makes room for whatever comes next."""

    changed = Signal()
    """Another notice is shown, or none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._queue: list[Notice] = []
        self._build()
        self.apply_theme(theme)
        self.hide()

    def _build(self) -> None:
        self._icon = QLabel()
        self.label = plain_label("message")
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._waiting = plain_label("small")
        self.action = QPushButton()
        self.action.clicked.connect(self._act)
        self.close_button = quiet_button(self.tr("Close this message (Escape)"))
        self.close_button.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(10)
        for part in (self._icon, self.label, self._waiting, self.action, self.close_button):
            row.addWidget(part)
        row.setStretchFactor(self.label, 1)

    @property
    def notice(self) -> Notice | None:
        """The notice that is shown."""
        return self._queue[0] if self._queue else None

    def say(
        self,
        text: str | Message,
        kind: NoticeKind = "info",
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence, or let it wait; one that is shown or waits already is not repeated."""
        notice = Notice(texts.said(text) if isinstance(text, Message) else text, kind, action, on_action)
        if any((known.text, known.kind) == (notice.text, notice.kind) for known in self._queue):
            return
        first = self._queue[:1]
        self._queue = [known for known in self._queue if known.kind != "info"] + [notice]
        if self._queue[:1] != first:
            self._show()
        else:
            self._count()

    def dismiss(self) -> None:
        """Close the notice that is shown; the next one comes."""
        if self._queue:
            del self._queue[0]
            self._show()

    def clear(self, kind: NoticeKind = "info") -> None:
        """Take away all notices of one kind, because what they said is over."""
        first = self._queue[:1]
        self._queue = [known for known in self._queue if known.kind != kind]
        if self._queue[:1] != first:
            self._show()
        else:
            self._count()

    def _show(self) -> None:
        notice = self.notice
        if notice is not None:
            self.label.setText(notice.text)
            self.action.setText(notice.action)
            self.action.setVisible(bool(notice.action))
            self.setAccessibleName(self._spoken(notice))
            self.apply_theme(self._theme)
            announce(self, self._spoken(notice), at_once=notice.kind == "problem")
        self._count()
        self.setVisible(notice is not None)
        self.changed.emit()

    def _count(self) -> None:
        waiting = len(self._queue) - 1
        self._waiting.setText(self.tr("{count} more").format(count=waiting) if waiting > 0 else "")

    def _spoken(self, notice: Notice) -> str:
        kinds = {"info": "{text}", "warning": self.tr("Warning: {text}"), "problem": self.tr("Problem: {text}")}
        return kinds[notice.kind].format(text=notice.text)

    def _act(self) -> None:
        notice = self.notice
        self.dismiss()
        if notice is not None and notice.on_action is not None:
            notice.on_action()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Escape."""
        if event.key() == Qt.Key.Key_Escape and self._queue:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        notice = self.notice
        ink = "ink2" if notice is None or notice.kind == "info" else "warning.ink"
        self._icon.setPixmap(icon(_ICONS[notice.kind if notice else "info"], theme, 18, ink).pixmap(18, 18))
        self.close_button.setIcon(icon("x", theme, 16, ink))
        for label in (self.label, self._waiting):
            label.setStyleSheet(f"color: {theme.hex('ink1' if ink == 'ink2' else ink)}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground; a warning has a thin edge, a problem a thick one."""
        notice, painter = self.notice, QPainter(self)
        quiet = notice is None or notice.kind == "info"
        painter.fillRect(self.rect(), self._theme["field" if quiet else "warning.fill"])
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme["rule"])
        if notice is not None and not quiet:
            edge = _EDGE if notice.kind == "problem" else 2
            painter.fillRect(0, 0, edge, self.height(), self._theme["match.moved"])
