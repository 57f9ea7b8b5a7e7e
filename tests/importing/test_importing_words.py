from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from viewer.article.messages import Message
from viewer.importing.events import Advanced, Done, Event, Kept, Problem, Twice, event_of
from viewer.importing.intake import Reading
from viewer.importing.progress import Pace, Progress
from viewer.importing.terminal import Account
from viewer.importing.walking import ImportFile
from viewer.importing.wording import articles_of, remaining


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0, ""),
        (1, "a few seconds left"),
        (22, "about 20 seconds left"),
        (54, "about 55 seconds left"),
        (56, "about a minute left"),
        (89, "about a minute left"),
        (91, "about 2 minutes left"),
        (3200, "about 53 minutes left"),
        (3500, "about an hour left"),
        (9000, "about 2 hours left"),
    ],
)
def test_the_remaining_time_is_said_roughly(seconds: float | None, words: str) -> None:
    assert remaining(seconds) == words


def test_numbers_of_articles() -> None:
    assert [articles_of(number) for number in (0, 1, 1200)] == ["0 articles", "1 article", "1,200 articles"]


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_pace_is_that_since_the_first_file_was_done() -> None:
    clock = Clock()
    pace = Pace(1000, clock)
    clock.now += 50  # the workers start
    pace.count(100)
    assert pace.seconds_left() is None
    clock.now += 2
    pace.count(100)
    assert pace.seconds_left() is None, "too early for more than a guess"
    clock.now += 2
    pace.count(100)
    pace.pass_over(300)
    assert pace.seconds_left() == pytest.approx(8.0), "400 left at 200 in 4 seconds"
    clock.now += 5
    assert pace.seconds_left() == pytest.approx(3.0)
    clock.now += 50
    assert pace.seconds_left() == 1.0, "it never says that nothing is left"
    pace.count(400)
    assert pace.seconds_left() == 0.0


def test_of_an_archive_that_is_worked_through_which_was_read_kept_and_analysed() -> None:
    reading = Reading(ImportFile(Path("many.zip"), 1000, ""))
    assert reading.newly_done() == 0
    reading.share, reading.arrived, reading.unkept, reading.unanalysed = 0.4, 4, 1, 1
    assert reading.newly_done() == 200, "two of the four are done, of four tenths of the file"
    assert reading.newly_done() == 0
    reading.share, reading.arrived, reading.unkept, reading.unanalysed = 0.5, 5, 4, 0
    assert reading.newly_done() == 0, "it never goes back"
    reading.share, reading.arrived, reading.unkept, reading.read = 1.0, 10, 0, True
    assert reading.newly_done() == 800


EVENTS: list[Event] = [
    Advanced(Progress(3, 10, 2, 4.5)),
    Advanced(Progress(0, 10, 0, None)),
    Kept("/a/b.txt", "1f", "Title", "b.txt"),
    Twice("/a/c\udcff.txt", "1f", "Title", "same text"),
    Problem("/a/d.txt", Message("{name} is empty.", name="d.txt")),
    Done(files=3, articles=1, known=2, twice=1, problems=1, stories=("s",), cancelled=True),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_events_travel_as_json_lines(event: Event) -> None:
    line = json.dumps(event.to_json())
    assert line.isascii()
    assert event_of(json.loads(line)) == event
    assert event_of({"something": "else"}) is None


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_progress_is_one_line_that_goes_away() -> None:
    out, err = io.StringIO(), Terminal()
    account = Account(_NoLibrary(), out, err)
    for event in EVENTS:
        account.hear(event)
    account.end(Done(files=3, articles=1, known=2, problems=1))
    lines = err.getvalue().split("\r")
    assert lines[1] == "3 of 10 files, 2 articles, a few seconds left"
    assert lines[2].strip() == "0 of 10 files, 0 articles"
    assert lines[3].strip() == ""
    assert lines[4] == "/a/d.txt is empty.\n"
    assert out.getvalue() == (
        "1 article added. 2 were here already.\nHere already: /a/c?.txt is “Title” (same text).\n"
    )


def test_elsewhere_nothing_but_the_outcome_is_said() -> None:
    out, err = io.StringIO(), io.StringIO()
    account = Account(_NoLibrary(), out, err)
    account.hear(EVENTS[0])
    for number in range(13):
        account.hear(Twice(f"{number}.txt", "1f", "Title", "same text"))
    account.hear(Problem("/a/b", Message("Something else.")))
    account.end(Done(articles=2, cancelled=True))
    assert err.getvalue() == "/a/b: Something else.\n"
    first, *_, last = out.getvalue().splitlines()
    assert first == "2 articles added. The import was stopped; “viewer import --resume” goes on with it."
    assert last == "Here already: 3 articles more."
    assert len(out.getvalue().splitlines()) == 12


@pytest.mark.parametrize(
    ("done", "code"),
    [(Done(), 0), (Done(problems=1), 3), (Done(cancelled=True, problems=1), 130), (Done(failed=True, problems=1), 3)],
)
def test_the_exit_code_says_how_it_ended(done: Done, code: int) -> None:
    assert done.exit_code == code


class _NoLibrary:
    path = Path("nowhere")

    def story(self, identity: str) -> Any:
        raise AssertionError(identity)
