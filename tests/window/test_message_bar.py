from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from viewer.article.messages import Message
from viewer.window import message_bar
from viewer.window.message_bar import MessageBar
from viewer.window.theme import theme


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    heard: list[tuple[str, bool]] = []
    monkeypatch.setattr(message_bar, "announce", lambda widget, text, *, at_once=False: heard.append((text, at_once)))
    return heard


def shown(qtbot: QtBot) -> MessageBar:
    bar = MessageBar(theme("light"))
    qtbot.addWidget(bar)
    bar.resize(700, 44)
    return bar


def test_a_notice_is_shown_and_read_out(qtbot: QtBot, said: list[tuple[str, bool]]) -> None:
    bar = shown(qtbot)
    assert bar.isHidden()
    bar.say(Message("“{name}” could not be read.", name="a.pdf"), "problem")
    assert bar.isVisible()
    assert bar.label.text() == "“a.pdf” could not be read."
    assert said == [("Problem: “a.pdf” could not be read.", True)]


def test_notices_wait_for_their_turn(qtbot: QtBot, said: list[tuple[str, bool]]) -> None:
    bar = shown(qtbot)
    bar.say("One.", "warning")
    bar.say("Two.", "problem")
    bar.say("One.", "warning")
    assert bar._waiting.text() == "1 more"
    assert [text for text, _ in said] == ["Warning: One."]
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert bar.label.text() == "Two."
    assert [text for text, _ in said] == ["Warning: One.", "Problem: Two."]
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_an_info_makes_room_for_the_next_notice(qtbot: QtBot) -> None:
    bar = shown(qtbot)
    bar.say("Marking 1 of 3.")
    bar.say("Marking 2 of 3.")
    assert bar.label.text() == "Marking 2 of 3."
    bar.say("No space left.", "problem")
    assert bar.label.text() == "No space left."
    bar.say("Marking 3 of 3.")
    assert bar.label.text() == "No space left."
    bar.clear()
    bar.dismiss()
    assert bar.notice is None


def test_the_action_is_done_once_and_closes_the_notice(qtbot: QtBot) -> None:
    bar = shown(qtbot)
    done: list[str] = []
    bar.say("Rejected.", action="Undo", on_action=lambda: done.append("undone"))
    qtbot.mouseClick(bar.action, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert bar.isHidden()


def test_text_is_never_read_as_markup(qtbot: QtBot) -> None:
    bar = shown(qtbot)
    bar.say("<img src=file:///etc/hostname>", "problem")
    assert bar.label.textFormat() == Qt.TextFormat.PlainText


def test_kinds_look_different_beyond_their_colour(qtbot: QtBot) -> None:
    pictures = []
    for kind in ("info", "warning", "problem"):
        bar = shown(qtbot)
        bar.say("The same words.", kind)  # type: ignore[arg-type]
        image = bar.grab().toImage()
        pictures.append(image.convertToFormat(image.Format.Format_Grayscale8))
    assert pictures[0] != pictures[1]
    assert pictures[1] != pictures[2]
