from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from stubs import sample_articles, sample_story

from viewer.analysis.edits import judge
from viewer.analysis.model import SentenceRef
from viewer.window.story import OpenStory
from viewer.window.theme import theme
from viewer.window.wordings.ladder import PRESENTING, LadderView


def shown(qtbot: QtBot, story: OpenStory, size: tuple[int, int] = (340, 620), **options: object) -> LadderView:
    view = LadderView(story, theme("light"), **options)  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def texts_of(view: LadderView) -> list[str]:
    return [row.words.accessibleName() for row in view.column.rows if row.isVisible()]


def test_the_wordings_of_the_current_group_stand_one_under_the_other(qtbot: QtBot) -> None:
    story = sample_story()
    view = shown(qtbot, story)
    story.choose_sentence(SentenceRef(0, 2))
    assert [text.split(":")[0] for text in texts_of(view)] == [
        "The Harbour Post, paragraph 2",
        "Morning Chronicle, paragraph 2",
        "Island Ferry News, paragraph 2",
    ]
    tops = [row.words.mapTo(view, row.words.rect().topLeft()).y() for row in view.column.rows]
    assert tops == sorted(tops)
    assert [row.words.isChecked() for row in view.column.rows] == [True, False, False]
    assert "14" in view.column.rows[0].words.accessibleDescription()


def test_an_article_without_a_wording_has_a_ghost_row(qtbot: QtBot) -> None:
    story = sample_story()
    view = shown(qtbot, story)
    story.choose_sentence(SentenceRef(0, 1))
    assert [ghost.accessibleName() for ghost in view.column.ghosts] == [
        "C  Island Ferry News: No match found in this article (threshold 70)"
    ]


def test_clicking_a_row_chooses_its_sentence(qtbot: QtBot) -> None:
    story = sample_story()
    view = shown(qtbot, story)
    story.choose_sentence(SentenceRef(0, 2))
    qtbot.mouseClick(view.column.rows[2].words, Qt.MouseButton.LeftButton)
    assert story.current == SentenceRef(2, 2)
    assert [row.words.isChecked() for row in view.column.rows] == [False, False, True]


def test_a_row_is_chosen_with_the_keyboard_and_keeps_the_focus(qtbot: QtBot) -> None:
    story = sample_story()
    view = shown(qtbot, story)
    story.choose_sentence(SentenceRef(0, 2))
    view.column.rows[1].words.setFocus()
    qtbot.keyClick(view.column.rows[1].words, Qt.Key.Key_Space)
    assert story.current == SentenceRef(1, 2)
    assert view.column.rows[1].words.hasFocus()


def test_the_focus_goes_to_the_first_row_when_its_row_goes(qtbot: QtBot) -> None:
    story = sample_story()
    view = shown(qtbot, story)
    story.choose_sentence(SentenceRef(0, 2))
    view.column.rows[2].words.setFocus()
    story.step_group(-1)
    assert len(view.column.rows) == 2
    assert view.column.rows[0].words.hasFocus()


def test_not_the_same_asks_to_reject_the_match_of_its_row(qtbot: QtBot) -> None:
    story = sample_story()
    view = shown(qtbot, story)
    story.choose_sentence(SentenceRef(0, 2))
    with qtbot.waitSignal(view.rejected) as told:
        qtbot.mouseClick(view.column.rows[2]._reject, Qt.MouseButton.LeftButton)
    assert told.args[0].score == 78.2
    assert not view.column.rows[0]._reject.isVisible()


def test_the_buttons_go_through_the_groups(qtbot: QtBot) -> None:
    story = sample_story()
    view = shown(qtbot, story)
    assert view.counter.text() == "3 groups"
    for number in (1, 2, 3):
        qtbot.mouseClick(view.next, Qt.MouseButton.LeftButton)
        assert view.counter.text() == f"Group {number} of 3"
    assert not view.next.isEnabled()
    qtbot.mouseClick(view.previous, Qt.MouseButton.LeftButton)
    assert view.counter.text() == "Group 2 of 3"


def test_nothing_chosen_says_what_to_do(qtbot: QtBot) -> None:
    story = sample_story()
    view = shown(qtbot, story)
    assert view.empty.accessibleName() == "Click a sentence to see its wordings"
    assert view.empty.accessibleDescription().startswith("3 statements stand in two or more articles. Alt+Down")
    qtbot.mouseClick(view.empty._button, Qt.MouseButton.LeftButton)
    assert story.current == SentenceRef(0, 1)


def test_a_sentence_without_match_says_what_was_looked_for_and_what_is_nearest(qtbot: QtBot) -> None:
    story = sample_story()
    view = shown(qtbot, story)
    story.choose_sentence(SentenceRef(2, 1))
    assert view.column.notice.isVisible()
    assert view.column.notice.accessibleName() == (
        "No match found in the other 2 articles (threshold 70). Looked for sentences that share words, names and "
        "numbers with this one; 10 were compared."
    )
    assert view.column.notice.nearest.accessibleName().startswith("Nearest: 52 · The Harbour Post · The city council")
    assert view.column.ghosts == []
    qtbot.mouseClick(view.column.notice.nearest, Qt.MouseButton.LeftButton)
    assert story.current == SentenceRef(0, 1)
    assert not view.column.notice.isVisible()


def test_a_sentence_with_no_pair_at_all_offers_nothing_near(qtbot: QtBot) -> None:
    story = sample_story()
    view = shown(qtbot, story)
    story.choose_sentence(SentenceRef(2, 3))
    assert view.column.notice.isVisible()
    assert not view.column.notice.nearest.isVisible()


@pytest.mark.parametrize(
    ("compared", "threshold", "title"),
    [(False, 70, "Not compared yet"), (True, 100, "No sentence matches one of another article")],
)
def test_a_story_without_groups_says_why(qtbot: QtBot, compared: bool, threshold: int, title: str) -> None:
    story = sample_story(compared=compared)
    story.set_threshold(threshold)
    view = shown(qtbot, story)
    assert view.empty.accessibleName() == title


def test_without_groups_the_nearest_pair_can_be_shown(qtbot: QtBot) -> None:
    story = sample_story()
    story.set_threshold(100)
    view = shown(qtbot, story)
    assert "The nearest two score 97." in view.empty.accessibleDescription()
    qtbot.mouseClick(view.empty._button, Qt.MouseButton.LeftButton)
    assert story.current == SentenceRef(0, 3)


def test_one_article_alone_has_no_wordings(qtbot: QtBot) -> None:
    story = OpenStory()
    story.set_articles(sample_articles()[:1])
    view = shown(qtbot, story)
    assert view.empty.accessibleName() == "Wordings need two articles"


def test_the_threshold_moves_the_ladder_at_once(qtbot: QtBot) -> None:
    story = sample_story()
    view = shown(qtbot, story)
    story.choose_sentence(SentenceRef(0, 1))
    story.set_threshold(50)
    assert len(view.column.rows) == 3
    assert view.column.ghosts == []


def test_a_rejected_match_leaves_the_ladder(qtbot: QtBot) -> None:
    story = sample_story()
    view = shown(qtbot, story)
    view.rejected.connect(lambda found: story.set_corrections(judge(story.comparison, found.a, found.b, "rejected")))
    story.choose_sentence(SentenceRef(0, 1))
    qtbot.mouseClick(view.column.rows[1]._reject, Qt.MouseButton.LeftButton)
    assert view.column.notice.isVisible()


@pytest.mark.parametrize("size", [(1366, 560), (1920, 900), (700, 300)])
def test_presented_type_is_as_large_as_fits(qtbot: QtBot, size: tuple[int, int]) -> None:
    story = sample_story()
    view = shown(qtbot, story, size, scale=PRESENTING, plain=True)
    story.choose_sentence(SentenceRef(0, 2))
    room = view.column.viewport().size()
    fits = view.column.needed_height(room.width()) <= room.height()
    assert fits == (view.column.verticalScrollBar().maximum() == 0)
    assert fits or view.column.measures.text == PRESENTING[-1]
    assert view.column.measures.text >= 26
    if size == (1920, 900):
        assert view.column.measures.text >= 34
