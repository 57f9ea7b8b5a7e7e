"""All keys on one page, made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from viewer.window.actions import ACTIONS, MENUS
from viewer.window.fonts import sans
from viewer.window.theme import Theme


class KeysPage(QDialog):
    """Lists what can be done and its keys, menu by menu."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(28, 24, 28, 24)
        columns.setSpacing(40)
        for menus in (("Story", "Library"), ("Edit", "Note"), ("Correct", "Help"), ("Go",), ("View",)):
            column = QVBoxLayout()
            for menu in (name for name in MENUS if name in menus):
                column.addLayout(self._section(menu, theme))
                column.addSpacing(14)
            column.addStretch(1)
            columns.addLayout(column)

    def _section(self, menu: str, theme: Theme) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        head = QLabel(QCoreApplication.translate("Menu", menu).upper())
        head.setFont(sans(11, QFont.Weight.DemiBold, 0.9))
        head.setStyleSheet(f"color: {theme.hex('accent')}")
        grid.addWidget(head, 0, 0, 1, 2)
        rows = [spec for spec in ACTIONS if spec.menu == menu and spec.keys]
        for row, spec in enumerate(rows, start=1):
            text = QLabel(QCoreApplication.translate("Action", spec.text))
            text.setToolTip(QCoreApplication.translate("Action", spec.tip))
            keys = [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in spec.keys]
            key = QLabel(f"{keys[0]} … {keys[-1]}" if spec.numbered else keys[0])
            key.setFont(sans(12, QFont.Weight.DemiBold))
            key.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(text, row, 0)
            grid.addWidget(key, row, 1)
        return grid
