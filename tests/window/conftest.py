from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication

settings.register_profile("window", deadline=None)
settings.load_profile("window")


@pytest.fixture(scope="session", autouse=True)
def fonts(qapp: QApplication) -> None:
    """The bundled fonts, so that text has the same size on every machine; as the program sets them."""
    from viewer.window.fonts import load_fonts, sans

    QLocale.setDefault(QLocale(QLocale.Language.English))
    assert load_fonts() == []
    qapp.setFont(sans(13))


@pytest.fixture(autouse=True)
def settings_elsewhere(tmp_path: Path) -> None:
    """Whatever is kept about the window is kept in a folder of the test."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for form in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(tmp_path))


@pytest.fixture(autouse=True)
def nothing_leaks(fonts: None) -> Iterator[None]:
    """A test that leaves a window on the screen or a process behind fails."""
    before = child_processes()
    yield
    windows = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in windows:
        widget.close()
    assert not windows
    assert child_processes() <= before


def child_processes() -> set[str]:
    """Return the ids of the processes this one has started and not yet buried, where the system tells."""
    lists = Path("/proc/self/task").glob("*/children")
    return {number for numbers in lists for number in numbers.read_text("ascii").split()}
