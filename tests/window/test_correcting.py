"""The reader corrects in the window: by key, by menu, by button; each is kept, said, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu
from pytestqt.qtbot import QtBot
from stubs import comparison, quoted, sample_articles

from viewer.analysis.model import Entity, Match, SentenceRef
from viewer.library import Library
from viewer.window.jobs import WorkerClient
from viewer.window.look import Look
from viewer.window.main_window import MainWindow
from viewer.window.menus import fill_context_menu
from viewer.window.names.name_chooser import NameChooser
from viewer.window.panes.together import ghost_text

ARTICLES = sample_articles()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Look())
    made.equip(WorkerClient(made))
    qtbot.addWidget(made)
    made.strip.animated = False
    made.resize(1366, 768)
    with Library.open(tmp_path / "library.sqlite") as library:
        made.use_library(library)
        made.desk.open_articles(ARTICLES, "Harbour wall")
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        made.story.set_comparison(quoted(comparison(ARTICLES)))
        yield made
        made.close()


def key(window: MainWindow, which: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, which, keys)


def said(window: MainWindow) -> str:
    return window.status.found.text()


def undo(window: MainWindow) -> str:
    key(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    return said(window)


def named(window: MainWindow, name: str) -> Entity:
    assert window.story.comparison is not None
    return next(entity for entity in window.story.comparison.entities if entity.name == name)


def names(window: MainWindow) -> list[str]:
    assert window.story.comparison is not None
    return [entity.name for entity in window.story.comparison.entities]


def match_of(window: MainWindow, one: SentenceRef, other: SentenceRef) -> Match | None:
    assert window.story.lookup is not None
    return window.story.lookup.match_between(one, other)


def entry(menu: QMenu, *path: str) -> QAction:
    """Return the action of a menu, or of a menu in it, that begins with these words."""
    action = next(action for action in menu.actions() if action.text().startswith(path[0]))
    return entry(action.menu(), *path[1:]) if len(path) > 1 else action  # type: ignore[arg-type]


def popup(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(qtbot: QtBot, *path: str) -> None:
    """Choose an entry of the menu that is open."""
    menu = popup(qtbot)
    action = entry(menu, *path)
    menu.close()
    action.trigger()


def list_names(window: MainWindow, name: str) -> None:
    """Show the list of names, choose one, and put the keyboard into the list."""
    window.inspector.show_page("names")
    window.story.choose_entity(named(window, name))
    window.inspector.names.view.setFocus()


# Matches


def test_the_wording_with_the_keyboard_is_the_one_that_is_rejected(window: MainWindow) -> None:
    window.story.choose_sentence(SentenceRef(0, 2))
    window.inspector.ladder.column.rows[2].words.setFocus()
    key(window, Qt.Key.Key_R)
    assert match_of(window, SentenceRef(0, 2), SentenceRef(2, 2)) is None
    assert match_of(window, SentenceRef(0, 2), SentenceRef(1, 2)) is not None
    assert "16 words agree, the numbers differ (14 and 16)" in said(window)
    assert undo(window) == "Undone: rejected match"
    assert match_of(window, SentenceRef(0, 2), SentenceRef(2, 2)) is not None


def test_what_was_rejected_is_told_in_the_ladder_and_in_the_pane_and_can_be_taken_back(window: MainWindow) -> None:
    window.strip.panes[0].text.setFocus()
    window.story.choose_sentence(SentenceRef(0, 1))
    key(window, Qt.Key.Key_R)
    window.story.choose_sentence(SentenceRef(0, 1))
    assert window.strip.panes[1].ghost.text == ghost_text(70, rejected=True)
    assert window.strip.panes[2].ghost.text == ghost_text(70)
    rejections = window.inspector.ladder.column.rejections
    assert rejections.lines[0].label.text().startswith("Rejected by you: Morning Chronicle, “On Tuesday")
    assert rejections.lines[0].button.accessibleName().startswith("Take back: Rejected by you")
    QTest.mouseClick(rejections.lines[0].button, Qt.MouseButton.LeftButton)
    assert match_of(window, SentenceRef(0, 1), SentenceRef(1, 1)) is not None
    assert not rejections.isVisible()
    assert undo(window) == "Undone: match left to the machine"


def test_two_sentences_say_the_same_by_one_key_on_each(window: MainWindow) -> None:
    window.strip.panes[0].text.setFocus()
    one, other = SentenceRef(0, 4), SentenceRef(2, 3)
    window.story.choose_sentence(one)
    key(window, Qt.Key.Key_S)
    assert said(window).startswith("“About 200 residents of Nordholm had gathered on the square.” says the same as …")
    assert [span.key for span in window.strip.panes[0].text.marks.hover] == [one.sentence]
    window.story.choose_sentence(SentenceRef(0, 1))
    key(window, Qt.Key.Key_S)
    assert said(window).startswith("Both sentences are of one article")
    window.story.choose_sentence(other)
    key(window, Qt.Key.Key_S)
    match = match_of(window, one, other)
    assert match is not None
    assert match.confirmed
    assert "say the same now" in said(window)
    row = next(row for row in window.inspector.ladder.column.rows if row._why.isVisible())
    assert row._score.text() == "reworded · yours"
    assert row._why.text().startswith("confirmed by you; ")
    window.story.set_threshold(100)
    assert match_of(window, one, other) is not None
    QTest.mouseClick(row._reject, Qt.MouseButton.LeftButton)
    assert match_of(window, one, other) is None
    assert window.story.corrections.matches == {}
    undo(window)
    assert undo(window) == "Undone: confirmed match"
    assert match_of(window, one, other) is None


@pytest.mark.parametrize("let_go", [Qt.Key.Key_Escape, Qt.Key.Key_S])
def test_a_sentence_that_waits_can_be_let_go(window: MainWindow, let_go: Qt.Key) -> None:
    window.strip.panes[0].text.setFocus()
    key(window, Qt.Key.Key_S)
    assert said(window).startswith("Click a sentence first")
    window.story.choose_sentence(SentenceRef(0, 4))
    key(window, Qt.Key.Key_S)
    assert window.story.tie == SentenceRef(0, 4)
    key(window, let_go)
    assert window.story.tie is None
    assert window.story.current == SentenceRef(0, 4)
    assert "says the same" not in said(window)


def test_the_nearest_sentence_can_be_confirmed_at_once(window: MainWindow) -> None:
    window.story.choose_sentence(SentenceRef(2, 1))
    notice = window.inspector.ladder.column.notice
    QTest.mouseClick(notice.same, Qt.MouseButton.LeftButton)
    assert match_of(window, SentenceRef(0, 1), SentenceRef(2, 1)) is not None
    assert not notice.isVisible()


def test_the_menu_of_a_sentence_confirms_too(qtbot: QtBot, window: MainWindow) -> None:
    for article, quote in ((0, "About 200"), (2, "Nobody")):
        offset = ARTICLES[article].text.index(quote)
        fill_context_menu(window, ARTICLES[article].id, QPoint(10, 10), offset)
        choose(qtbot, "Says the same…" if article == 0 else "Says the same as “About 200 residents")
    assert match_of(window, SentenceRef(0, 4), SentenceRef(2, 3)) is not None


# Names


def test_a_name_is_renamed_in_the_list(qtbot: QtBot, window: MainWindow) -> None:
    list_names(window, "Ines Falk")
    key(window, Qt.Key.Key_F2)
    dialog = window.findChild(QInputDialog)
    assert dialog is not None, "F2 is about the name, not about the story"
    assert dialog.textValue() == "Ines Falk"
    dialog.setTextValue("  Mayor  Falk ")
    dialog.accept()
    assert named(window, "Mayor Falk").id == "e0"
    assert said(window) == "“Ines Falk” is called “Mayor Falk” now."
    assert window.story.entity == named(window, "Mayor Falk"), "it stays lit"
    assert "Ines Falk: you gave “Ines Falk” the name “Mayor Falk”" in window.inspector.names.details.reasons.text()
    assert undo(window) == "Undone: renamed name"
    assert "Ines Falk" in names(window)


def test_hidden_names_are_nowhere_and_come_back_at_the_end_of_the_list(qtbot: QtBot, window: MainWindow) -> None:
    people = window.topbar.chips.chips["person"]
    assert people.isVisible()
    list_names(window, "Ines Falk")
    key(window, Qt.Key.Key_Delete)
    assert "Ines Falk" not in names(window)
    assert not people.isVisible()
    assert all("person" not in {span.role for span in pane.text.marks.entities.spans} for pane in window.strip.panes)
    assert said(window) == "“Ines Falk” is hidden; the list of names brings it back, or Ctrl+Z."
    assert window.story.entity is not None, "the list goes on with the next name"
    key(window, Qt.Key.Key_H)
    assert len(names(window)) == 5
    hidden = window.inspector.names.hidden_names
    assert hidden.isVisible()
    assert hidden.text() == "2 names hidden by you · show"
    entry(hidden.menu(), "Ines Falk").trigger()
    assert "Ines Falk" in names(window)
    assert hidden.text() == "1 name hidden by you · show"
    assert undo(window) == "Undone: name shown again"
    entry(hidden.menu(), "All of them").trigger()
    assert len(names(window)) == 7
    assert not hidden.isVisible()


def test_two_names_are_made_one_by_typing_the_other(qtbot: QtBot, window: MainWindow) -> None:
    list_names(window, "council")
    key(window, Qt.Key.Key_E)
    chooser = window.findChild(NameChooser)
    assert chooser is not None
    assert "council" not in [row.entity.name for row in chooser._model.rows]
    assert chooser._model.rows[0].entity.name == "Harbour Board", "names of the same kind come first"
    QTest.keyClicks(chooser.filter, "harb")
    QTest.keyClick(chooser.filter, Qt.Key.Key_Return)
    assert said(window) == "“council” and “Harbour Board” are one now."
    assert "council" not in names(window)
    assert window.story.entity == named(window, "Harbour Board")
    assert str(named(window, "Harbour Board").explain("council")) == "you said that “council” is “Harbour Board”"
    assert undo(window) == "Undone: two names made one"
    assert {"council", "Harbour Board"} <= set(names(window))


def test_arrows_go_through_the_names_to_choose_from_and_escape_leaves_them(qtbot: QtBot, window: MainWindow) -> None:
    list_names(window, "council")
    key(window, Qt.Key.Key_E)
    chooser = window.findChild(NameChooser)
    assert chooser is not None
    for which in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(chooser.filter, which)
    assert chooser.view.currentIndex().row() == 1
    QTest.keyClick(chooser.filter, Qt.Key.Key_Escape)
    assert not chooser.isVisible()
    assert "council" in names(window)


def test_a_form_is_someone_else_by_key_and_back_by_menu(qtbot: QtBot, window: MainWindow) -> None:
    list_names(window, "Ines Falk")
    key(window, Qt.Key.Key_X)
    choose(qtbot, "“Falk” (2)")
    assert {"Ines Falk", "Falk"} <= set(names(window))
    assert said(window) == "“Falk” is a name of its own now, apart from “Ines Falk”."
    window.story.choose_entity(named(window, "Falk"))
    key(window, Qt.Key.Key_X)
    assert said(window).startswith("“Falk” has one form only")
    QTest.mouseClick(window.inspector.names.details.correct, Qt.MouseButton.LeftButton)
    choose(qtbot, "As the machine found it")
    assert "Falk" not in names(window)
    assert said(window) == "“Falk” is what the machine found again."


def test_a_single_mention_is_someone_else_by_the_menu_of_its_word(qtbot: QtBot, window: MainWindow) -> None:
    offset = ARTICLES[0].text.index("Falk told")
    fill_context_menu(window, ARTICLES[0].id, QPoint(10, 10), offset)
    menu = popup(qtbot)
    assert entry(menu, "“Falk” is the only one of that surname here").isEnabled() is False
    choose(qtbot, "Correct “Ines Falk”", "Someone else", "“Falk”, only here")
    assert [mention.start for mention in named(window, "Falk").mentions] == [offset]
    assert undo(window) == "Undone: name taken apart"


def test_the_kind_of_a_name_is_given_by_key(qtbot: QtBot, window: MainWindow) -> None:
    list_names(window, "storm")
    key(window, Qt.Key.Key_T)
    assert entry(popup(qtbot), "event").isChecked()
    choose(qtbot, "person")
    assert named(window, "storm").label == "person"
    assert said(window) == "“storm” is of the kind “person” now."
    assert undo(window) == "Undone: kind of a name"


@pytest.mark.parametrize(
    "which", [Qt.Key.Key_H, Qt.Key.Key_E, Qt.Key.Key_X, Qt.Key.Key_T], ids=["hide", "merge", "split", "kind"]
)
def test_without_a_name_that_is_lit_it_says_what_to_do(window: MainWindow, which: Qt.Key) -> None:
    window.strip.panes[0].text.setFocus()
    key(window, which)
    assert said(window).startswith("Choose a name first")
    assert window.story.corrections.about_entities == (frozenset(), {}, {}, {}, frozenset(), {})


def test_the_menu_of_the_list_is_there_for_the_mouse_and_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    list_names(window, "storm")
    view = window.inspector.names.view
    view.customContextMenuRequested.emit(view.visualRect(view.currentIndex()).center())
    choose(qtbot, "Hide")
    list_names(window, "council")
    view.customContextMenuRequested.emit(QPoint(-5, -5))
    choose(qtbot, "Hide")
    assert len(names(window)) == 5


# Speakers


def test_who_speaks_is_told_with_the_words_that_say_so_and_can_be_corrected(qtbot: QtBot, window: MainWindow) -> None:
    window.strip.panes[0].text.setFocus()
    lines = window.inspector.ladder.quotes
    window.story.choose_sentence(SentenceRef(0, 1))
    assert not lines.isVisible()
    window.story.choose_sentence(SentenceRef(0, 3))
    assert lines.isVisible()
    told = lines.lines[0].label.text
    assert told() == "“We cannot ask people to live behind…” — said by Ines Falk (“Falk”, “told”)"
    QTest.mouseClick(lines.lines[0].button, Qt.MouseButton.LeftButton)
    choose(qtbot, "Another name…")
    chooser = window.findChild(NameChooser)
    assert chooser is not None
    QTest.keyClicks(chooser.filter, "jonas")
    QTest.keyClick(chooser.filter, Qt.Key.Key_Return)
    assert told() == "“We cannot ask people to live behind…” — said by Jonas Brandt: your correction"
    assert said(window) == "These words are said by Jonas Brandt now."
    key(window, Qt.Key.Key_W)
    choose(qtbot, "Nobody who is named")
    assert told().endswith("nobody is named who says it: your correction")
    key(window, Qt.Key.Key_W)
    choose(qtbot, "As the machine found it")
    assert told().endswith("said by Ines Falk (“Falk”, “told”)")
    assert undo(window) == "Undone: speaker left to the machine"


def test_the_people_named_near_the_words_are_offered_first(qtbot: QtBot, window: MainWindow) -> None:
    window.story.choose_sentence(SentenceRef(2, 3))
    key(window, Qt.Key.Key_W)
    menu = popup(qtbot)
    assert [action.text() for action in menu.actions()][:2] == ["Jonas Brandt", "Ines Falk"]
    assert entry(menu, "Jonas Brandt").isChecked()
    choose(qtbot, "Ines Falk")
    assert window.story.comparison is not None
    assert window.story.comparison.quotes[1].speaker == named(window, "Ines Falk").id


def test_a_sentence_without_quotation_says_what_to_do(window: MainWindow) -> None:
    window.story.choose_sentence(SentenceRef(0, 1))
    key(window, Qt.Key.Key_W)
    assert said(window).startswith("Click a sentence with words in quotation marks first")


# Kept


def test_every_correction_is_there_in_the_story_opened_again_and_in_no_other(window: MainWindow) -> None:
    corrector, story = window.corrector, window.story
    corrector.rename(named(window, "Ines Falk"), "Mayor Falk")
    corrector.hide(named(window, "storm"))
    corrector.merge(named(window, "council"), named(window, "Harbour Board"))
    corrector.confirm(SentenceRef(0, 4), SentenceRef(2, 3))
    kept, first = story.corrections, window.desk.story_id
    window.desk.open_articles(ARTICLES[:2], "Two of them")
    assert story.corrections.matches == {}
    assert first is not None
    window.desk.open_kept(first)
    assert story.corrections == kept
    story.set_comparison(quoted(comparison(ARTICLES)))
    assert "Mayor Falk" in names(window)
    assert match_of(window, SentenceRef(0, 4), SentenceRef(2, 3)) is not None


def test_saying_what_is_so_already_changes_nothing(window: MainWindow) -> None:
    falk = named(window, "Ines Falk")
    window.corrector.rename(falk, "  ")
    window.corrector.rename(falk, "Ines  Falk")
    window.corrector.relabel(falk, "person")
    window.corrector.merge(falk, falk)
    assert window.desk.library is not None
    change = window.desk.library.next_undo()
    assert change is not None
    assert change.command == "create_story"
