from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from viewer.window import announce as module
from viewer.window.announce import announce


@pytest.mark.parametrize(
    ("at_once", "politeness"),
    [(False, QAccessible.AnnouncementPoliteness.Polite), (True, QAccessible.AnnouncementPoliteness.Assertive)],
)
def test_a_sentence_is_handed_to_the_screen_reader(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, at_once: bool, politeness: QAccessible.AnnouncementPoliteness
) -> None:
    heard: list[tuple[str, object]] = []

    class Reader(QAccessible):
        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:
            heard.append((event.message(), event.politeness()))

    monkeypatch.setattr(module, "QAccessible", Reader)
    label = QLabel()
    qtbot.addWidget(label)
    announce(label, "Group 2 of 7", at_once=at_once)
    assert heard == [("Group 2 of 7", politeness)]


def test_nobody_needs_to_listen(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    announce(label, "Nobody hears this")
