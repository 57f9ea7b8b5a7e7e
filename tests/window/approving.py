"""Pictures that a person has looked at and approved; every pixel must stay.

After a change that is meant to be seen, look at the pictures that the failing tests name and run the tests once with
VIEWER_APPROVE=1, which puts them in the place of the old ones.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6 import __version__ as qt_version
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

_APPROVED = Path(__file__).parent / "approved"
_QT_VERSION = "6.11.3"
_STILL = 8
"""So many looks in a row must see the same before nothing moves any more: a button fades in within some of them."""

same_qt = pytest.mark.skipif(
    qt_version != _QT_VERSION, reason=f"pictures were approved with Qt {_QT_VERSION}, this is {qt_version}"
)


def looks_as_approved(qtbot: QtBot, widget: QWidget, name: str, folder: Path) -> None:
    """Fail if a widget, once nothing moves in it, does not look as approved; its picture is left in ``folder``."""
    picture = _still(qtbot, widget)
    approved = _APPROVED / f"{name}.png"
    if os.environ.get("VIEWER_APPROVE"):
        assert picture.save(str(approved))
    actual = folder / f"{name}.png"
    picture.save(str(actual))
    known = QImage(str(approved)).convertToFormat(QImage.Format.Format_RGB32)
    assert picture == known, f"look at {actual}; the approved picture is {approved}"


def _still(qtbot: QtBot, widget: QWidget) -> QImage:
    seen: list[QImage] = []

    def is_still() -> bool:
        seen.append(widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32))
        return len(seen) >= _STILL and all(picture == seen[-1] for picture in seen[-_STILL:])

    qtbot.waitUntil(is_still)
    return seen[-1]
