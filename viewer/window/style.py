"""The style sheet of the whole window, made from the roles of a theme."""

from __future__ import annotations

from string import Template

from viewer.window.theme import Theme

FINE, SMALL, NORMAL, LARGE = 11, 12, 13, 15
"""Heights of interface type, in pixels."""

_SHEET = Template("""
QToolTip { background: $field; color: $ink1; border: 1px solid $sentence_edge; padding: 5px 7px; font-size: 12px; }
QLabel { color: $ink1; background: transparent; }
QLabel[role="caps"] { color: $accent; font-size: 11px; font-weight: 600; }
QLabel[role="outlet"] { color: $accent; }
QLabel[role="muted"] { color: $ink2; }
QLabel[role="small"] { color: $ink2; font-size: 12px; }
QLabel[role="fine"] { color: $ink2; font-size: 11px; }
QLabel[role="title"] { font-size: 15px; font-weight: 600; }
QLabel[role="badge"] {
  color: $warning_ink; background: $warning_fill; border: 1px solid $warning_ink; border-radius: 7px; padding: 2px 8px;
  font-size: 11px; font-weight: 600;
}
QLabel[role="strong"] { font-weight: 600; }

QPushButton, QToolButton {
  color: $ink1; background: $bar; border: 1px solid $rule; border-radius: 7px;
  padding: 5px 11px; font-size: 12px; font-weight: 500;
}
QToolButton { padding: 5px; }
QPushButton:hover, QToolButton:hover { background: $sentence_fill; border-color: $ink3; }
QPushButton:pressed, QToolButton:pressed { background: $sentence_hover; }
QPushButton:checked, QToolButton:checked { color: $accent; background: $accent_fill; border: 1px solid $accent; }
QPushButton:disabled, QToolButton:disabled { color: $ink3; border-color: $rule; background: transparent; }
QPushButton[role="primary"] { color: $accent_ink; background: $accent; border-color: $accent; }
QPushButton[role="link"] {
  color: $accent; background: transparent; border: 1px solid transparent; padding: 3px 6px; font-size: 12px;
}
QPushButton[role="link"]:hover { background: $accent_fill; text-decoration: underline; }
QPushButton[role="link"]:checked { background: $accent_fill; border-color: $accent; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: transparent; border-color: transparent; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $sentence_hover; }
QPushButton[role="quiet"]:checked, QToolButton[role="quiet"]:checked {
  color: $accent; background: $accent_fill; border-color: $accent;
}
QPushButton[role="segment"] {
  color: $ink2; background: transparent; border: none; border-bottom: 2px solid transparent; border-radius: 0;
  padding: 9px 4px 8px 4px; font-size: 13px; font-weight: 500;
}
QPushButton[role="segment"]:hover { color: $ink1; background: transparent; border-bottom-color: $ink3; }
QPushButton[role="segment"]:checked { color: $ink1; font-weight: 600; border-bottom-color: $accent; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 4px 10px; }
QToolButton:focus { padding: 4px; }
QPushButton[role="link"]:focus { padding: 2px 5px; }
QPushButton[role="segment"]:focus { border: 2px solid $focus; border-radius: 3px; padding: 7px 2px 8px 2px; }

QLineEdit, QPlainTextEdit, QSpinBox {
  color: $ink1; background: $field; border: 1px solid $ink3; border-radius: 7px; padding: 6px 9px;
  font-size: 13px; selection-background-color: $selection; selection-color: $selection_ink;
}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus { border: 2px solid $focus; padding: 5px 8px; }
QLineEdit[role="flat"], QPlainTextEdit[role="flat"], QPlainTextEdit[role="headline"] {
  background: transparent; border: 1px solid transparent;
}
QLineEdit[role="flat"]:hover, QPlainTextEdit[role="flat"]:hover, QPlainTextEdit[role="headline"]:hover {
  background: $field; border-color: $ink3;
}
QLineEdit[role="flat"]:focus, QPlainTextEdit[role="flat"]:focus, QPlainTextEdit[role="headline"]:focus {
  background: $field; border: 2px solid $focus;
}
QLineEdit[role="flat"] { padding: 2px 5px; }
QLineEdit[role="flat"]:focus { padding: 1px 4px; }
QLineEdit[role="caps"] {
  color: $accent; background: transparent; border: 1px solid transparent; padding: 2px 5px; font-size: 11px;
  font-weight: 600;
}
QLineEdit[role="caps"]:hover { background: $field; border-color: $ink3; }
QLineEdit[role="caps"]:focus { background: $field; border: 2px solid $focus; padding: 1px 4px; }
QPlainTextEdit[role="headline"] { font-size: 19px; font-weight: 600; }
QLineEdit[role="flat"], QLineEdit[role="caps"], QLineEdit[role="search"] { placeholder-text-color: $ink2; }
QPlainTextEdit[role="flat"], QPlainTextEdit[role="headline"] { placeholder-text-color: $ink2; }
QPlainTextEdit { padding: 3px 5px; }
QPlainTextEdit:focus { padding: 2px 4px; }

QComboBox {
  color: $ink1; background: $bar; border: 1px solid $rule; border-radius: 7px; padding: 4px 9px; font-size: 12px;
}
QComboBox:hover { background: $sentence_fill; border-color: $ink3; }
QComboBox:focus { border: 2px solid $focus; padding: 3px 8px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow {
  width: 0; height: 0; margin-right: 8px;
  border-left: 4px solid $bar; border-right: 4px solid $bar; border-top: 5px solid $ink2;
}
QComboBox QAbstractItemView { border: 1px solid $sentence_edge; padding: 3px; }

QListView, QTreeView, QTableView {
  color: $ink1; background: $pane; border: none; outline: none; font-size: 13px;
}
QHeaderView { background: $pane; }
QHeaderView::section {
  color: $ink2; background: $pane; border: none; border-bottom: 1px solid $rule; padding: 0 6px 0 12px;
  font-size: 11px; font-weight: 600;
}
QHeaderView::section:hover { color: $ink1; background: $field; }
QSplitter[role="thin"]::handle { background: $rule; }
QListView::item { padding: 0; border: none; }
QListWidget::item { padding: 6px 8px; border-radius: 3px; }
QListWidget::item:hover { background: $sentence_hover; }
QListWidget::item:selected { color: $ink1; background: $sentence_current; }
QScrollArea { background: transparent; border: none; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $ink3; border: 2px solid $pane; border-radius: 5px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: $ink2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { color: $ink1; background: $bar; border: 1px solid $sentence_edge; padding: 5px; font-size: 13px; }
QMenu::item { padding: 6px 26px 6px 14px; border: 1px solid transparent; border-radius: 3px; }
QMenu::item:selected { background: $accent_fill; border-color: $accent; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $rule; margin: 5px 8px; }
QMenuBar { color: $ink1; background: $bar; font-size: 13px; }
QMenuBar::item { padding: 5px 9px; border-radius: 3px; }
QMenuBar::item:selected { background: $accent_fill; }

QDialog { background: $bar; }
QToolButton::menu-indicator { image: none; width: 0; }

QTabBar { background: $bar; }
QTabBar::tab {
  color: $ink2; background: $field; border: 1px solid $rule; border-radius: 7px;
  padding: 4px 12px; margin: 4px 0 4px 8px; font-size: 12px;
}
QTabBar::tab:hover { color: $ink1; background: $sentence_hover; }
QTabBar::tab:focus { border: 2px solid $focus; padding: 3px 11px; }

QProgressBar { background: $field; border: 1px solid $rule; border-radius: 3px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QSlider:horizontal { min-height: 22px; }
QSlider::groove:horizontal { height: 4px; background: $ink3; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
  width: 12px; height: 12px; margin: -6px 0; background: $bar; border: 2px solid $accent; border-radius: 8px;
}
QSlider::handle:horizontal:focus { background: $accent; }
QSlider:focus { border: 2px solid $focus; border-radius: 7px; }
QSlider { border: 2px solid transparent; }
""")


class _Roles(dict[str, str]):
    """The colours a sheet asks for, with underscores where the roles of a theme have dots."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def __missing__(self, name: str) -> str:
        return self._theme.hex(name.replace("_", "."))


def style_sheet(theme: Theme) -> str:
    """Return the Qt style sheet of a theme; set it once, on the application.

    Widgets choose a variant by the dynamic property ``role``: ``caps small fine title strong`` for labels, ``primary
    quiet link segment`` for buttons.
    """
    return _SHEET.substitute(_Roles(theme))
