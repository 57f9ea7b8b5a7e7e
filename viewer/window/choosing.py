"""The dialog that asks for articles."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.folders import SUFFIXES


def ask_for_files(parent: QWidget, title: str) -> list[Path]:
    """Ask for files that may hold articles; none where the reader leaves the dialog."""
    patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    articles = QCoreApplication.translate("Commands", "Articles")
    others = QCoreApplication.translate("Commands", "All files")
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", f"{articles} ({patterns});;{others} (*)")
    return [Path(name) for name in names]
