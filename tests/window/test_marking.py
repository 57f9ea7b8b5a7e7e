from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeWorker, compared, long_article
from pytestqt.qtbot import QtBot

from viewer.analysis.keys import analysis_key, comparison_key
from viewer.analysis.model import Settings, to_cache
from viewer.analysis.record import Analysis
from viewer.article.messages import Message
from viewer.article.model import PARAGRAPH_KINDS
from viewer.library import Library, LibraryProblem
from viewer.window.marking import Marking
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


def test_articles_are_analysed_in_the_order_of_their_panes(story: OpenStory) -> None:
    story.move_article(1, 0)
    marking, worker, _ = marking_of(story)
    marking.run()
    first, second, request = (worker.answer() for _ in range(3))
    assert [first["article"]["text"], second["article"]["text"]] == [a.text for a in reversed(story.articles)]
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
    assert [worker.answer()["do"] for _ in range(3)] == ["compare", "analyse", "compare"]
    assert not worker.asked
    assert progress[-1] == (3, 3)


def test_a_corrected_paragraph_is_analysed_anew(story: OpenStory) -> None:
    before = analysis_key(story.articles[0])
    kinds = {before}
    for kind in PARAGRAPH_KINDS:
        story.replace_article(0, story.articles[0].with_kinds({1: kind}))
        kinds.add(analysis_key(story.articles[0]))
    assert len(kinds) == len(PARAGRAPH_KINDS)


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
    assert worker.cancelled == [1]
    assert not marking.running
    with qtbot.assertNotEmitted(marking.stopped):
        marking.cancel()


def test_a_result_nobody_waits_for_is_dropped(story: OpenStory) -> None:
    marking, worker, _ = marking_of(story)
    marking.run()
    _request, done, _failed = worker.asked[1]
    marking.cancel()
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


def test_an_article_that_cannot_be_analysed_is_named_and_the_others_are_compared(
    story: OpenStory, library: Library
) -> None:
    story.add_article(long_article(2, 2, outlet="The Broken Post"))
    story.move_article(2, 0)
    marking, worker, progress = marking_of(story, library)
    told: list[Message] = []
    marking.failed.connect(told.append)
    marking.run()
    worker.fail("It broke.")
    answered = [worker.answer() for _ in range(3)]
    assert [request["do"] for request in answered] == ["analyse", "analyse", "compare"]
    last = answered[-1]
    assert [analysis.get("of") for analysis in last["analyses"]] == [a.id for a in story.articles[:2]] + [None]
    assert Analysis.from_json(last["analyses"][2]).sentences == ()
    assert story.comparison is not None
    assert told == ["The Broken Post has no marks, because it could not be analysed: It broke."]
    assert progress[-1] == (3, 3)
    assert not marking.running
    assert not marking.show_kept(), "what lacks an article is not kept"


def test_an_article_that_cannot_be_analysed_is_tried_once_more_only_when_the_reader_says_so(story: OpenStory) -> None:
    marking, worker, _ = marking_of(story)
    told: list[Message] = []
    marking.failed.connect(told.append)
    marking.run()
    worker.fail()
    worker.answer()
    worker.answer()
    marking.run()
    assert worker.answer()["do"] == "compare"
    assert len(told) == 2
    marking.run(again=True)
    assert [worker.answer()["do"] for _ in range(2)] == ["analyse", "compare"]
    assert not worker.asked
    assert len(told) == 2


def test_if_no_article_can_be_analysed_the_marking_ends_and_says_why_once(qtbot: QtBot, story: OpenStory) -> None:
    marking, worker, _ = marking_of(story)
    told: list[Message] = []
    marking.failed.connect(told.append)
    marking.run()
    worker.fail("The worker broke.")
    with qtbot.waitSignal(marking.stopped):
        worker.fail("The worker broke.")
    assert told == ["The worker broke."]
    assert not marking.running
    assert not worker.asked
    marking.run()
    assert worker.answer()["do"] == "analyse"


def test_a_comparison_that_fails_ends_the_marking_and_is_told(qtbot: QtBot, story: OpenStory) -> None:
    marking, worker, _ = marking_of(story)
    told: list[Message] = []
    marking.failed.connect(told.append)
    marking.run()
    worker.answer()
    worker.answer()
    with qtbot.waitSignal(marking.stopped):
        worker.fail("It broke.")
    assert told == ["It broke."]
    assert not marking.running


@pytest.fixture
def four(story: OpenStory) -> OpenStory:
    for number in (2, 3):
        story.add_article(long_article(number, 2))
    return story


def analysed(request: dict[str, Any]) -> list[bool]:
    return ["of" in analysis for analysis in request["analyses"]]


def test_marks_arrive_column_by_column(four: OpenStory, library: Library) -> None:
    marking, worker, progress = marking_of(four, library)
    marking.run()
    requests = []
    marked = []
    while worker.asked:
        requests.append(worker.answer())
        marked.append(four.comparison is not None)
    compared = [request for request in requests if request["do"] == "compare"]
    assert [request["do"] for request in requests].index("compare") == 2
    assert marked[:3] == [False, False, True]
    assert [sum(analysed(request)) for request in compared] == [2, 3, 4]
    assert progress == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4), (4, 4)]
    assert not marking.running


def test_what_is_shown_in_between_is_not_kept(four: OpenStory, library: Library) -> None:
    marking, worker, _ = marking_of(four, library)
    marking.run()
    for _ in range(3):
        worker.answer()
    assert four.comparison is not None
    marking.cancel()
    assert not marking.show_kept()
    assert all(request["do"] != "compare" for request, _, _ in worker.asked.values())


def test_a_comparison_in_between_that_fails_is_not_told(qtbot: QtBot, four: OpenStory) -> None:
    marking, worker, _ = marking_of(four)
    marking.run()
    worker.answer()
    worker.answer()
    number = next(n for n, (request, _, _) in worker.asked.items() if request["do"] == "compare")
    _request, _done, failed = worker.asked.pop(number)
    with qtbot.assertNotEmitted(marking.failed), qtbot.assertNotEmitted(marking.stopped):
        failed(Message("It broke."))
        while worker.asked:
            worker.answer()
    assert four.comparison is not None


def test_an_analysis_that_is_still_wanted_goes_on_when_an_article_comes(story: OpenStory) -> None:
    marking, worker, _ = marking_of(story)
    marking.run()
    story.add_article(long_article(2, 2))
    marking.run()
    assert worker.cancelled == []
    assert list(worker.asked) == [1]
    story.remove_article(0)
    marking.run()
    assert worker.cancelled == [1]
    while worker.asked:
        worker.answer()
    assert story.comparison is not None


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
