from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from fakes import article_of, compared, long_article, long_story, strip_of
from PySide6.QtCore import QPoint, QPointF, Qt, QVariantAnimation
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from stubs import comparison, sample_articles, sample_story

from viewer.analysis.model import SentenceRef
from viewer.window.panes.pane import ArticlePane
from viewer.window.panes.strip import PaneStrip
from viewer.window.story import OpenStory

LEFT = Qt.MouseButton.LeftButton


def letters(strip: PaneStrip) -> list[str]:
    return [pane.head.letter.text() for pane in strip.panes]


def outlets(strip: PaneStrip) -> list[str]:
    on_screen = sorted(strip.panes, key=lambda pane: pane.x())
    return [pane.article.outlet or "" for pane in on_screen]


def height_of(pane: ArticlePane, strip: PaneStrip, ref: SentenceRef) -> float:
    assert strip.story.comparison is not None
    sentence = strip.story.comparison.sentences[ref.article][ref.sentence]
    extent = pane.text.extent(sentence.start, sentence.end)
    assert extent is not None
    return extent[0] - pane.text.scroll_value


def click_sentence(qtbot: QtBot, strip: PaneStrip, ref: SentenceRef) -> None:
    pane = strip.pane_of(ref.article)
    assert pane is not None
    assert strip.story.comparison is not None
    start = strip.story.comparison.sentences[ref.article][ref.sentence].start
    rect = pane.text.geometry_of_text.rects(start, start + 4)[0]
    place = rect.center().toPoint() - QPoint(0, pane.text.scroll_value)
    qtbot.mouseClick(pane.text.viewport(), LEFT, pos=place)


def wheel(pane: ArticlePane, delta: int) -> None:
    viewport = pane.text.viewport()
    place = QPointF(viewport.rect().center())
    event = QWheelEvent(
        place,
        viewport.mapToGlobal(place),
        QPoint(0, 0),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_panes_stand_in_the_order_of_the_story(qtbot: QtBot) -> None:
    strip = strip_of(qtbot)
    assert outlets(strip) == ["The Harbour Post", "Morning Chronicle", "Island Ferry News"]
    assert letters(strip) == ["A", "B", "C"]
    strip.story.move_article(2, 0)
    qtbot.waitUntil(lambda: outlets(strip) == ["Island Ferry News", "The Harbour Post", "Morning Chronicle"])
    assert letters(strip) == ["A", "B", "C"]


def test_an_article_that_is_added_or_removed_gets_or_loses_its_pane(qtbot: QtBot) -> None:
    strip = strip_of(qtbot)
    assert strip.story.add_article(long_article(9))
    assert len(strip.panes) == strip.count() == 4
    strip.story.remove_article(1)
    qtbot.waitUntil(lambda: outlets(strip) == ["The Harbour Post", "Island Ferry News", "Outlet 9"])
    assert letters(strip) == ["A", "B", "C"]


def test_more_than_six_articles_wait_for_a_place(qtbot: QtBot) -> None:
    story = long_story(8, 2)
    strip = strip_of(qtbot, story)
    assert len(strip.panes) == 6
    assert strip.pane_of(7) is None
    story.remove_article(0)
    assert len(strip.panes) == 6
    assert [article.outlet for article in (story.articles[i] for i in story.waiting)] == ["Outlet 7"]


def test_the_close_button_takes_its_own_article_out(qtbot: QtBot) -> None:
    strip = strip_of(qtbot)
    with qtbot.waitSignal(strip.article_closed):
        qtbot.mouseClick(strip.panes[1].head.close_button, LEFT)
    assert [article.outlet for article in strip.story.articles] == ["The Harbour Post", "Island Ferry News"]
    qtbot.mouseClick(strip.panes[1].head.close_button, LEFT)
    assert [article.outlet for article in strip.story.articles] == ["The Harbour Post"]
    qtbot.mouseClick(strip.panes[0].head.close_button, LEFT)
    assert strip.story.articles == ()
    assert strip.panes == []


def test_a_head_dragged_to_the_left_moves_its_article(qtbot: QtBot) -> None:
    strip = strip_of(qtbot)
    head = strip.panes[2].head
    start = QPoint(100, 20)
    goal = head.mapFromGlobal(strip.panes[0].mapToGlobal(QPoint(20, 20)))
    qtbot.mousePress(head, LEFT, pos=start)
    qtbot.mouseMove(head, start + QPoint(-30, 0))
    qtbot.mouseMove(head, goal)
    qtbot.mouseRelease(head, LEFT, pos=goal)
    qtbot.waitUntil(lambda: outlets(strip) == ["Island Ferry News", "The Harbour Post", "Morning Chronicle"])


def test_a_click_on_a_head_moves_nothing(qtbot: QtBot) -> None:
    strip = strip_of(qtbot)
    before = outlets(strip)
    qtbot.mouseClick(strip.panes[2].head, LEFT, pos=QPoint(100, 20))
    assert outlets(strip) == before


@pytest.mark.parametrize("animated", [False, True])
def test_counterparts_come_to_one_height(qtbot: QtBot, animated: bool) -> None:
    story = long_story(3, 30, [((0, 5), (1, 20), 90.0), ((0, 5), (2, 12), 90.0), ((1, 20), (2, 12), 90.0)])
    strip = strip_of(qtbot, story, animated=animated)
    for pane, top in zip(strip.panes, (900, 300, 0), strict=True):
        pane.text.scroll_to(top)
    rect_top = height_of(strip.panes[0], strip, SentenceRef(0, 5))
    strip.panes[0].text.scroll_to(strip.panes[0].text.scroll_value + rect_top - 150)
    click_sentence(qtbot, strip, SentenceRef(0, 5))
    assert story.current == SentenceRef(0, 5)
    refs = [SentenceRef(0, 5), SentenceRef(1, 20), SentenceRef(2, 12)]

    def level() -> bool:
        heights = [height_of(pane, strip, ref) for pane, ref in zip(strip.panes, refs, strict=True)]
        return max(heights) - min(heights) <= 2 and 0 <= heights[0] <= strip.panes[0].text.viewport().height()

    qtbot.waitUntil(level)
    assert abs(height_of(strip.panes[0], strip, refs[0]) - 150) <= 2, "what the reader clicked has not moved"


@pytest.mark.parametrize(("one", "other"), [(1, 29), (29, 1), (30, 1), (30, 30)])
def test_counterparts_at_the_far_ends_come_to_one_height_too(qtbot: QtBot, one: int, other: int) -> None:
    story = long_story(2, 30, [((0, one), (1, other), 90.0)])
    strip = strip_of(qtbot, story)
    story.choose_sentence(SentenceRef(0, one))
    refs = SentenceRef(0, one), SentenceRef(1, other)
    heights = [height_of(pane, strip, ref) for pane, ref in zip(strip.panes, refs, strict=True)]
    assert abs(heights[0] - heights[1]) <= 2
    assert 0 <= heights[0] < strip.panes[0].text.viewport().height() - 20


def test_an_article_that_is_not_analysed_is_not_said_to_lack_anything(qtbot: QtBot) -> None:
    story = sample_story()
    strip = strip_of(qtbot, story)
    known = comparison(story.articles)
    story.set_comparison(replace(known, sentences=(*known.sentences[:2], ()), entities=(), pairs=known.pairs[:2]))
    story.choose_sentence(SentenceRef(0, 4))
    assert [pane.ghost.isVisible() for pane in strip.panes] == [False, True, False]
    assert ["matched" in pane.head.meta.text() for pane in strip.panes] == [True, True, False]


def test_another_comparison_moves_nothing(qtbot: QtBot) -> None:
    pairs = [((0, 5), (1, 20), 90.0), ((0, 5), (2, 12), 90.0)]
    story = long_story(3, 30, pairs[:1])
    strip = strip_of(qtbot, story)
    story.choose_sentence(SentenceRef(0, 5))
    for pane, top in zip(strip.panes, (900, 300, 100), strict=True):
        pane.text.scroll_to(top)
    story.set_comparison(compared(story.articles, pairs))
    QApplication.processEvents()
    assert story.current == SentenceRef(0, 5)
    assert [pane.text.scroll_value for pane in strip.panes] == [900, 300, 100]
    assert strip.panes[2].text.marks.current


def test_a_chosen_sentence_off_the_screen_comes_into_view(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, long_story(2, 30))
    strip.story.choose_sentence(SentenceRef(1, 25))
    assert 0 <= height_of(strip.panes[1], strip, SentenceRef(1, 25)) <= strip.panes[1].text.viewport().height()
    assert strip.panes[0].text.scroll_value == 0


def test_a_pane_without_a_match_says_so(qtbot: QtBot) -> None:
    strip = strip_of(qtbot)
    click_sentence(qtbot, strip, SentenceRef(0, 1))
    first, second, third = strip.panes
    assert not first.ghost.isVisible()
    assert not second.ghost.isVisible()
    assert third.ghost.isVisible()
    assert third.ghost.text == "no match found in this article (threshold 70)"
    assert third.ghost.accessibleName() == third.ghost.text
    assert abs(third.ghost.y() + 4 - height_of(first, strip, SentenceRef(0, 1))) <= 2


def test_the_ghost_goes_when_another_sentence_is_chosen_or_the_reader_scrolls(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, long_story(2, 30))
    strip.story.choose_sentence(SentenceRef(0, 1))
    assert strip.panes[1].ghost.isVisible()
    wheel(strip.panes[0], -120)
    assert not strip.panes[1].ghost.isVisible()
    strip.story.choose_sentence(SentenceRef(0, 1))
    strip.story.choose_sentence(None)
    assert not strip.panes[1].ghost.isVisible()


def test_the_ghost_does_not_outlive_the_threshold_it_names(qtbot: QtBot) -> None:
    strip = strip_of(qtbot)
    strip.story.choose_sentence(SentenceRef(0, 1))
    assert strip.panes[2].ghost.isVisible()
    strip.story.set_threshold(50)
    assert strip.story.is_matched(SentenceRef(2, 1))
    assert not strip.panes[2].ghost.isVisible()


def test_the_ghost_goes_with_the_comparison(qtbot: QtBot) -> None:
    strip = strip_of(qtbot)
    strip.story.choose_sentence(SentenceRef(0, 1))
    strip.story.add_article(long_article(7))
    assert not any(pane.ghost.isVisible() for pane in strip.panes)


def test_an_article_closed_while_panes_glide_does_no_harm(qtbot: QtBot) -> None:
    story = long_story(2, 30, [((0, 2), (1, 20), 90.0)])
    strip = strip_of(qtbot, story, animated=True)
    story.choose_sentence(SentenceRef(0, 2))
    glide, closed = strip.together._glide, strip.panes[1]
    assert glide is not None
    story.remove_article(1)
    qtbot.waitUntil(lambda: not isValid(glide) and not isValid(closed))
    assert len(strip.panes) == 1


def test_many_steps_leave_one_glide_behind(qtbot: QtBot) -> None:
    story = long_story(2, 30, [((0, 2), (1, 20), 90.0), ((0, 3), (1, 5), 90.0)])
    strip = strip_of(qtbot, story, animated=True)
    for _ in range(5):
        for number in (2, 3):
            story.choose_sentence(SentenceRef(0, number))
    qtbot.waitUntil(lambda: len(strip.findChildren(QVariantAnimation)) == 1)


ANCHORED = [((0, n), (1, n), 90.0) for n in (5, 10, 20)]


@pytest.mark.parametrize("pairs", [[], ANCHORED, [((0, 2), (1, 30), 90.0), ((0, 30), (1, 2), 80.0)]])
def test_following_panes_reach_both_ends_and_never_go_back(
    qtbot: QtBot, pairs: list[tuple[tuple[int, int], tuple[int, int], float]]
) -> None:
    story = OpenStory()
    articles = [long_article(0, 40), long_article(1, 70)]
    story.set_articles(articles)
    story.set_comparison(compared(articles, pairs))
    strip = strip_of(qtbot, story)
    strip.following = True
    leader, follower = strip.panes
    strip.together.lead(leader)
    seen = []
    bar = leader.text.verticalScrollBar()
    for value in range(0, bar.maximum() + 40, 40):
        bar.setValue(value)
        seen.append(follower.text.scroll_value)
    assert seen[0] == 0
    assert all(later >= earlier for earlier, later in pairwise(seen))
    end = follower.text.document().size().height() - follower.text.viewport().height()
    assert seen[-1] >= end - 2


def test_scrolling_moves_the_others_only_while_they_follow(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, long_story(3, 30))
    first, second, third = strip.panes
    strip.together.lead(second)
    wheel(second, -600)
    assert second.text.scroll_value > 0
    assert first.text.scroll_value == third.text.scroll_value == 0
    strip.following = True
    wheel(second, -600)
    assert first.text.scroll_value > 0
    assert third.text.scroll_value > 0


def test_the_pane_in_which_the_reader_types_leads(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, long_story(2, 30))
    strip.following = True
    first, second = strip.panes
    strip.together.lead(first)
    second.text.setFocus()
    qtbot.keyClick(second.text, Qt.Key.Key_PageDown)
    assert second.text.scroll_value > 0
    assert first.text.scroll_value > 0


def test_too_few_matches_in_order_are_told(qtbot: QtBot) -> None:
    pairs = [((0, n), (1, 21 - n), 90.0) for n in range(1, 21)]
    strip = strip_of(qtbot, long_story(2, 30, pairs))
    strip.following = True
    strip.together.lead(strip.panes[0])
    with qtbot.waitSignal(strip.together.order_guessed) as told:
        strip.panes[0].text.scroll_to(100)
    assert told.args == [True]


def test_a_fold_opens_and_closes_with_one_click_each(qtbot: QtBot) -> None:
    story = OpenStory()
    page = article_of(("Headline", "title"), ("Menu", "boilerplate"), ("Share", "boilerplate"), ("Words.", "body"))
    story.set_articles([page, long_article(1, 3), long_article(2, 3)])
    strip = strip_of(qtbot, story)
    pane = strip.panes[0]

    def click_fold() -> None:
        document = pane.text.geometry_of_text.document
        number = next(i for i, block in enumerate(document.blocks) if block.kind == "fold")
        line = pane.text.geometry_of_text.block_rect(number)
        qtbot.mouseClick(pane.text.viewport(), LEFT, pos=QPoint(60, round(line.center().y() - pane.text.scroll_value)))

    assert "Menu" not in pane.text.toPlainText()
    click_fold()
    assert "Menu" in pane.text.toPlainText()
    story.remove_article(2)
    assert "Menu" in pane.text.toPlainText()
    click_fold()
    assert "Menu" not in pane.text.toPlainText()


def test_the_same_text_opened_again_is_folded_again(qtbot: QtBot) -> None:
    story = OpenStory()
    page = article_of(("Headline", "title"), ("Menu", "boilerplate"), ("Words.", "body"))
    story.set_articles([page])
    strip = strip_of(qtbot, story)
    story.toggle_fold(0, 1)
    story.set_articles([page])
    assert "Menu" not in strip.panes[0].text.toPlainText()


def test_unfolding_by_show_place_brings_the_place_into_view(qtbot: QtBot) -> None:
    furniture = [(f"Comment {n}: {'words ' * 30}".strip(), "boilerplate") for n in range(30)]
    story = OpenStory()
    page = article_of(("Headline", "title"), *furniture, ("Words.", "body"))  # type: ignore[arg-type]
    story.set_articles([page])
    strip = strip_of(qtbot, story)
    start = page.text.index("Comment 25")
    strip.show_place(0, start, start + 7)
    extent = strip.panes[0].text.extent(start, start + 7)
    assert extent is not None
    assert 0 <= extent[0] - strip.panes[0].text.scroll_value < strip.panes[0].text.viewport().height()


def test_a_waiting_article_gets_a_pane_when_its_place_is_shown(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, long_story(7, 3))
    strip.show_place(6, 0, 5)
    assert strip.pane_of(6) is not None


def test_found_places_are_marked_in_their_article(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, sample_story())
    strip.show_finds([(0, 0, 7), (1, 3, 9), (1, 20, 25)], (1, 20, 25))
    assert [len(pane.text.marks.finds.spans) for pane in strip.panes] == [1, 2, 0]
    assert strip.panes[1].text.marks.find is not None
    assert strip.panes[1].text.marks.find[:2] == (20, 25)
    strip.story.set_threshold(60)
    assert [len(pane.text.marks.finds.spans) for pane in strip.panes] == [1, 2, 0], "finds outlast a comparison"


def test_heads_count_marks_once_they_are_known(qtbot: QtBot) -> None:
    story = sample_story(compared=False)
    strip = strip_of(qtbot, story)
    assert "matched" not in strip.panes[0].head.meta.text()
    story.set_comparison(comparison(sample_articles()))
    assert "3 matched" in strip.panes[0].head.meta.text()
