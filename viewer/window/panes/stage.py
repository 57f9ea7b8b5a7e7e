"""Where the articles stand: as wide as the window lets them, and to be moved sideways where all of them need more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from viewer.window.panes.pane import ArticlePane
from viewer.window.panes.strip import PaneStrip


class Stage(QScrollArea):
    """Holds the strip; below a certain width a pane is not squeezed but partly out of sight."""

    def __init__(self, strip: PaneStrip) -> None:
        super().__init__()
        self.setWidget(strip)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def bring_into_sight(self, pane: ArticlePane | None) -> None:
        """Show a pane of which less than half can be seen."""
        if pane is not None and 2 * pane.visibleRegion().boundingRect().width() < pane.width():
            self.ensureWidgetVisible(pane, 0, 0)
