from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeWorker, compared, long_article
from pytestqt.qtbot import QtBot

from viewer.analysis.model import Settings, to_cache
from viewer.article.messages import Message
from viewer.library import Library, LibraryProblem
from viewer.window.marking import Marking, analysis_key, comparison_key
from viewer.window.story import OpenStory


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.sqlite") as opened:
        yield opened


@pytest.fixture
def story(qtbot: QtBot) -> OpenStory:
    made = OpenStory()
    made.set_articles([long_article(0, 2), long_article(1, 2)], "Two")
    return made


def marking_of(story: OpenStory, library: Library | None = None) -> tuple[Marking, FakeWorker, list[tuple[int, int]]]:
    worker = FakeWorker()
    marking = Marking(story, worker, library)  # type: ignore[arg-type]
    progress: list[tuple[int, int]] = []
    marking.progressed.connect(lambda ready, of: progress.append((ready, of)))
    return marking, worker, progress


def test_articles_are_analysed_then_compared(story: OpenStory) -> None:
    marking, worker, progress = marking_of(story)
    marking.run()
    assert marking.running
    assert [worker.answer()["do"] for _ in range(3)] == ["analyse", "analyse", "compare"]
    assert story.comparison is not None
    assert not marking.running
    assert progress[:3] == [(0, 2), (1, 2), (2, 2)]
    assert progress[-1] == (2, 2)


def test_the_comparison_gets_the_analyses_in_the_order_of_the_articles(story: OpenStory) -> None:
    marking, worker, _ = marking_of(story)
    marking.run()
    worker.answer(2)
    worker.answer(1)
    request = worker.answer()
    assert [analysis["of"] for analysis in request["analyses"]] == [article.id for article in story.articles]


def test_what_was_compared_before_needs_no_worker(story: OpenStory, library: Library) -> None:
    marking, worker, _ = marking_of(story, library)
    marking.run()
    while worker.asked:
        worker.answer()
    again = OpenStory()
    again.set_articles(story.articles)
    marking, worker, progress = marking_of(again, library)
    assert marking.show_kept()
    assert again.comparison is not None
    again.set_articles(story.articles)
    marking.run()
    assert again.comparison is not None
    assert worker.last == 0
    assert progress[-1] == (2, 2)


def test_only_the_article_that_is_new_is_analysed(story: OpenStory, library: Library) -> None:
    marking, worker, _ = marking_of(story, library)
    marking.run()
    while worker.asked:
        worker.answer()
    story.add_article(long_article(2, 2))
    marking, worker, progress = marking_of(story, library)
    marking.run()
    assert [worker.answer()["do"] for _ in range(2)] == ["analyse", "compare"]
    assert progress[-1] == (3, 3)


def test_a_corrected_paragraph_is_analysed_anew(story: OpenStory) -> None:
    before = analysis_key(story.articles[0])
    story.replace_article(0, story.articles[0].with_kinds({1: "boilerplate"}))
    assert analysis_key(story.articles[0]) != before
    story.replace_article(0, story.articles[0].with_kinds({1: "body"}))
    assert analysis_key(story.articles[0]) == before


def test_the_threshold_plays_no_part_in_what_is_kept(story: OpenStory) -> None:
    keys = {comparison_key(story.articles, Settings(threshold=threshold)) for threshold in (40, 70, 90)}
    assert len(keys) == 1
    assert comparison_key(story.articles, Settings(min_words=5)) not in keys
    assert comparison_key(story.articles[::-1], Settings()) not in keys


def test_cancelling_stops_the_jobs_and_is_told(qtbot: QtBot, story: OpenStory) -> None:
    marking, worker, _ = marking_of(story)
    marking.run()
    with qtbot.waitSignal(marking.stopped):
        marking.cancel()
    assert worker.cancelled == [1, 2]
    assert not marking.running
    with qtbot.assertNotEmitted(marking.stopped):
        marking.cancel()


def test_a_result_nobody_waits_for_is_dropped(story: OpenStory) -> None:
    marking, worker, _ = marking_of(story)
    marking.run()
    late = [worker.asked[number] for number in (1, 2)]
    marking.cancel()
    for _request, done, _failed in late:
        done({"analysis": {}})
    assert story.comparison is None
    assert not worker.asked


def test_a_comparison_of_articles_that_have_changed_is_dropped(story: OpenStory) -> None:
    marking, worker, _ = marking_of(story)
    marking.run()
    worker.answer()
    worker.answer()
    _request, done, _failed = next(iter(worker.asked.values()))
    old = story.articles
    story.add_article(long_article(2, 2))
    marking.run()
    done({"comparison": to_cache(compared(old, []))})
    assert story.comparison is None
    assert marking.running


def test_a_story_that_is_closed_while_it_is_marked_is_left_alone(story: OpenStory) -> None:
    marking, worker, _ = marking_of(story)
    marking.run()
    story.set_articles([])
    marking.run()
    assert not worker.asked
    assert not marking.running


def test_a_failure_ends_the_marking_and_is_told_once(qtbot: QtBot, story: OpenStory) -> None:
    marking, worker, _ = marking_of(story)
    told: list[Message] = []
    marking.failed.connect(told.append)
    marking.run()
    worker.fail("The worker broke.")
    assert told == ["The worker broke."]
    assert not marking.running
    assert not worker.asked
    marking.run()
    assert len(worker.asked) == 2


def test_a_library_that_cannot_keep_costs_no_marks(
    story: OpenStory, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(key: str, data: object) -> None:
        raise LibraryProblem(Message("The disk is full."))

    monkeypatch.setattr(library, "keep_analysis", full)
    marking, worker, _ = marking_of(story, library)
    told: list[Message] = []
    marking.failed.connect(told.append)
    marking.run()
    while worker.asked:
        worker.answer()
    assert story.comparison is not None
    assert set(told) == {"The disk is full."}


def test_a_library_that_cannot_be_read_costs_no_marks(
    story: OpenStory, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(key: str) -> None:
        raise LibraryProblem(Message("The library is damaged."))

    monkeypatch.setattr(library, "analysis", damaged)
    marking, worker, _ = marking_of(story, library)
    marking.run()
    while worker.asked:
        worker.answer()
    assert story.comparison is not None
