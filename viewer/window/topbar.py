"""The bar at the top: the story, the kinds of marks, the threshold, and the ways to look."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from viewer.window.chips import ChipBar
from viewer.window.fonts import sans
from viewer.window.icons import icon
from viewer.window.labels import ElidedLabel
from viewer.window.sizes import TOPBAR_HEIGHT
from viewer.window.story import OpenStory, compared_with
from viewer.window.theme import Theme
from viewer.window.threshold_slider import ThresholdSlider

_ICON = 18
_TITLE, _SENTENCE = 220, 520
"""The width kept for the title, and for the sentence below it in only-here mode, in pixels."""


class TopBar(QWidget):
    """Shows what is open and what is marked; its buttons are the window's actions."""

    def __init__(self, story: OpenStory, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story = story
        self._theme = theme
        self.setFixedHeight(TOPBAR_HEIGHT)
        self.menu_button = self._menu_button("rows-3", self.tr("Menu"))
        self.stories_button = self._menu_button("chevron-down", self.tr("Stories"))
        self.title = ElidedLabel(role="title")
        self.title.setFont(sans(15, QFont.Weight.DemiBold))
        self.subtitle = ElidedLabel(role="fine")
        self.subtitle.setFont(sans(11))
        self.chips = ChipBar(story, theme)
        self.threshold = ThresholdSlider(story, theme)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(6)
        self._buttons: list[tuple[QToolButton, str]] = []
        self._arrange()
        for changed in (story.articles_changed, story.comparison_changed, story.only_here_changed):
            changed.connect(self.refresh)
        self.apply_theme(theme)
        self.refresh()

    def _arrange(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addStretch(1)
        titles.addWidget(self.title)
        titles.addWidget(self.subtitle)
        titles.addStretch(1)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.menu_button)
        story = QHBoxLayout()
        story.setSpacing(4)
        story.addLayout(titles)
        story.addWidget(self.stories_button)
        story.addStretch(1)
        row.addLayout(story, 3)
        row.addWidget(self.chips, 5)
        row.addSpacing(8)
        row.addWidget(self.threshold)
        row.addSpacing(4)
        row.addLayout(self._tools)
        # Title and chips share the bar by their stretch alone; each adapts to the room it gets.
        self.chips.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _menu_button(self, name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setProperty("icon-name", name)
        button.setProperty("role", "quiet")
        button.setIconSize(QSize(_ICON, _ICON))
        button.setMenu(QMenu(button))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def add_tool(self, action: QAction, name: str) -> None:
        """Show an action as a button with an icon, at the right."""
        self._tools.addWidget(self._tool(action, name))

    def add_library(self, action: QAction, name: str) -> None:
        """Show the way to the library, at the left."""
        button = self._tool(action, name)
        button.setProperty("role", "quiet")
        self._row.insertWidget(1, button)

    def _tool(self, action: QAction, name: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAccessibleName(action.text())
        button.setIconSize(QSize(_ICON, _ICON))
        self._buttons.append((button, name))
        action.setIcon(icon(name, self._theme, _ICON))
        return button

    def refresh(self) -> None:
        """Show the title and the counts of the open story."""
        story = self._story
        self.title.setText(story.title or self.tr("No story open"))
        self.subtitle.setText(summary(story))
        wanted = max(self.title.sizeHint().width(), self.subtitle.sizeHint().width())
        self.title.setMinimumWidth(min(wanted, _SENTENCE if story.only_here else _TITLE))

    def apply_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for button in (self.menu_button, self.stories_button):
            button.setIcon(icon(button.property("icon-name"), theme, _ICON))
        for button, name in self._buttons:
            button.defaultAction().setIcon(icon(name, theme, _ICON))
        self.chips.apply_theme(theme)
        self.threshold.apply_theme(theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme["bar"])
        painter.setPen(QPen(self._theme["rule"], 1.0))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def summary(story: OpenStory) -> str:
    """Return what is open and, in only-here mode, how many sentences stand alone, in honest words."""
    count = len(story.articles)
    articles = _tr("1 article") if count == 1 else _tr("{0} articles").format(count)
    if not story.only_here or story.comparison is None or not story.shown:
        return articles
    article = story.current.article if story.current else story.shown[0]
    alone = len(story.comparison.unmatched(article))
    every = len(story.comparison.sentences[article])
    outlet = story.articles[article].outlet or story.articles[article].title
    others = compared_with(story.comparison, article)
    if not others:
        return articles
    words = _tr("{0}: {1} of {2} sentences have no match in the other {3} articles (threshold {4})")
    if others == 1:
        words = _tr("{0}: {1} of {2} sentences have no match in the other article (threshold {4})")
    return words.format(outlet, alone, every, others, story.settings.threshold)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TopBar", text)
