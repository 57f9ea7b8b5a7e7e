from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def fonts(qapp: object) -> None:
    """The bundled fonts, so that text has the same size on every machine."""
    from viewer.window.fonts import load_fonts

    assert load_fonts() == []
