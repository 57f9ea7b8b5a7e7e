from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from viewer.window.actions import ACTIONS, MENUS
from viewer.window.commands import Commands
from viewer.window.correction_commands import CorrectionCommands
from viewer.window.importing.commands import ImportCommands
from viewer.window.menus import build_actions, fill_menus
from viewer.window.notes.commands import NoteCommands
from viewer.window.notes.files import NoteFileCommands
from viewer.window.notes.page_commands import NotePageCommands
from viewer.window.notes.sharing import SharingCommands
from viewer.window.shelf.commands import LibraryCommands
from viewer.window.steps import Steps

DOERS = (
    Commands,
    NoteCommands,
    NotePageCommands,
    NoteFileCommands,
    SharingCommands,
    CorrectionCommands,
    Steps,
    ImportCommands,
    LibraryCommands,
)


class Doer:
    """Writes down what it is asked to do."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return lambda: self.done.append(name)


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.name)
def test_every_action_has_a_method(spec: Any) -> None:
    doer = next((doer for doer in DOERS if hasattr(doer, spec.name)), None)
    assert doer is not None
    assert callable(getattr(doer, spec.name))


def test_names_are_given_once() -> None:
    assert max(Counter(spec.name for spec in ACTIONS).values()) == 1
    assert max(Counter(spec.text for spec in ACTIONS).values()) == 1


def test_no_two_actions_share_a_key() -> None:
    keys = Counter(QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("key", [key for spec in ACTIONS for key in spec.keys])
def test_every_key_can_be_pressed(key: str) -> None:
    sequence = QKeySequence(key)
    assert sequence.count() == 1
    assert sequence[0].key() != Qt.Key.Key_unknown
    assert QKeySequence(sequence.toString()) == sequence


def test_every_menu_has_actions_and_every_action_a_menu() -> None:
    assert {spec.menu for spec in ACTIONS} == set(MENUS)


def test_an_action_does_what_it_is_named_for(qtbot: QtBot) -> None:
    owner, doer = QWidget(), Doer()
    qtbot.addWidget(owner)
    actions = build_actions(owner, doer)
    for action in actions.values():
        action.trigger()
    assert doer.done == [spec.name for spec in ACTIONS]
    assert [action.isCheckable() for action in actions.values()] == [spec.checkable for spec in ACTIONS]


def test_a_tip_names_the_key(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    for spec in ACTIONS:
        action = build_actions(owner, Doer())[spec.name]
        assert action.toolTip().startswith(spec.tip or spec.text)
        if spec.keys:
            native = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            assert f"({native})" in action.toolTip()


def test_an_action_nobody_does_is_refused(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    with pytest.raises(AttributeError):
        build_actions(owner, object())


def test_the_menus_hold_every_action_once(qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    button.setMenu(QMenu(button))
    fill_menus(button, build_actions(button, Doer()))
    parts = button.menu().findChildren(QMenu)
    assert [part.title() for part in parts] == list(MENUS)
    assert [action.text() for part in parts for action in part.actions()] == [
        spec.text for menu in MENUS for spec in ACTIONS if spec.menu == menu
    ]
