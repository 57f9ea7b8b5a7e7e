"""The bar at the top of the library page: which library this is, the search, and the way back to the story."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from viewer.window.fonts import sans
from viewer.window.icons import icon
from viewer.window.labels import ElidedLabel, plain_label
from viewer.window.search_field import SearchField
from viewer.window.shelf.mime import ARTICLES
from viewer.window.shelf.words import tr
from viewer.window.sizes import TOPBAR_HEIGHT
from viewer.window.theme import Theme

_SPRING = 500
"""Milliseconds that dragged articles must be held over the way back until it opens."""
_ICON = 18
_TITLE = 200
"""The width kept for the name of the library, in pixels."""


class BackButton(QPushButton):
    """The way back to the open story; articles dragged over it for a moment take the reader there."""

    held = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._spring = QTimer(self)
        self._spring.setSingleShot(True)
        self._spring.setInterval(_SPRING)
        self._spring.timeout.connect(self.held)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(ARTICLES):
            event.acceptProposedAction()
            self._spring.start()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._spring.stop()


class LibraryHead(QWidget):
    """Title and place of the library at the left, the search in the middle, what can be done at the right."""

    back_wanted = Signal()

    def __init__(
        self, theme: Theme, menu: QMenu, actions: list[tuple[QAction, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(TOPBAR_HEIGHT)
        self.menu_button = QToolButton()
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(menu)
        self.menu_button.setProperty("role", "quiet")
        self.menu_button.setToolTip(tr("Menu"))
        self.menu_button.setAccessibleName(tr("Menu"))
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.title = ElidedLabel(tr("Library"), role="title")
        self.title.setFont(sans(15, QFont.Weight.DemiBold))
        self.subtitle = ElidedLabel(role="fine")
        self.subtitle.setFont(sans(11))
        self.badge = plain_label("badge", tr("Read only"))
        self.badge.hide()
        self.field = SearchField()
        self.field.setProperty("role", "search")
        self.field.setPlaceholderText(tr("Search texts, headlines and notes  (Ctrl+Shift+F)"))
        self.field.setAccessibleName(tr("Search the library"))
        self.field.setAccessibleDescription(tr("Words, “words in a row”, the beginning of a word with an asterisk"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(560)
        self.back = BackButton()
        self.back.clicked.connect(self.back_wanted)
        self.back.held.connect(self.back_wanted)
        self._buttons: list[tuple[QToolButton, str]] = [(self._tool(action), name) for action, name in actions]
        self._arrange()
        self.apply_theme(theme)

    def _tool(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
        button.setIconSize(QSize(_ICON, _ICON))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        return button

    def _arrange(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addStretch(1)
        titles.addWidget(self.title)
        titles.addWidget(self.subtitle)
        titles.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.menu_button)
        left = QHBoxLayout()
        left.setSpacing(10)
        left.addLayout(titles)
        left.addWidget(self.badge)
        left.addStretch(1)
        row.addLayout(left, 3)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self.field, 5)
        right = QHBoxLayout()
        right.setSpacing(6)
        right.addStretch(1)
        for button, _name in self._buttons:
            right.addWidget(button)
        right.addWidget(self.back)
        row.addLayout(right, 3)

    def show_library(self, title: str, subtitle: str, where: str, *, read_only: bool) -> None:
        """Say which library this is; ``where`` is the path of its file."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.title.setMinimumWidth(min(self.title.sizeHint().width(), _TITLE))
        self.title.setToolTip(where)
        self.badge.setVisible(read_only)
        self.badge.setToolTip(tr("{path} may only be read here; nothing in it can be changed.").format(path=where))

    def show_story(self, title: str) -> None:
        """Name the story that the way back leads to; without one it leads to the empty page."""
        short = title if len(title) <= 26 else f"{title[:25].rstrip()}…"
        self.back.setText((short or tr("No story open")).replace("&", "&&"))
        self.back.setToolTip(tr("Back to the story {title} (Ctrl+L)").format(title=f"“{title}”" if title else ""))
        self.back.setAccessibleName(tr("Back to the story {title}").format(title=title))

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.menu_button.setIcon(icon("rows-3", theme, _ICON))
        self.back.setIcon(icon("chevron-left", theme, 16))
        for button, name in self._buttons:
            button.defaultAction().setIcon(icon(name, theme, _ICON))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme["bar"])
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme["rule"])
