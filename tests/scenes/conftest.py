from __future__ import annotations

from tests.window.conftest import fonts, nothing_leaks, settings_elsewhere

__all__ = ["fonts", "nothing_leaks", "settings_elsewhere"]
