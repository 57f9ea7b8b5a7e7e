from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from viewer.article.messages import Message
from viewer.window import jobs
from viewer.window.jobs import WorkerClient

SCRIPT = """
import json, os, pathlib, sys, time
deaths = pathlib.Path(sys.argv[1])
for line in sys.stdin:
    request = json.loads(line)
    job = request["job"]
    with deaths.with_name("asked.txt").open("a", encoding="utf-8") as log:
        log.write(request["do"] + "\\n")
    left = int(deaths.read_text()) if deaths.exists() else 0
    if request["do"] == "die" and left:
        deaths.write_text(str(left - 1))
        os._exit(3)
    if request["do"] == "hang":
        sys.stdin.read()
    if request["do"] == "cancel":
        continue
    if request["do"] == "nap":
        time.sleep(1)
    if request["do"] == "chatter":
        print('Loading model...\\n\\n{"job": \\n{"job": []}\\n[1]\\n17\\n{"job": 1}\\n{"ok": 1}', flush=True)
        sys.stdout.buffer.write(b"\\xff\\xfe\\n" + b"[" * 100_000 + b"\\n")
    if request["do"] == "progress":
        print(json.dumps({"job": job, "progress": [1, 2]}), flush=True)
    if request["do"] == "problem":
        reply = {"job": job, "problem": {"template": "No {what}.", "args": {"what": "luck"}}}
    else:
        reply = {"job": job, "ok": {"echo": request.get("words", "")}}
    print(json.dumps(reply), flush=True)
"""


class Told:
    """What came of a job."""

    def __init__(self) -> None:
        self.answers: list[Any] = []
        self.failures: list[Message] = []

    def done(self, reply: dict[str, Any]) -> None:
        self.answers.append(reply["echo"])

    @property
    def any(self) -> bool:
        return bool(self.answers or self.failures)


Client = Callable[[int], WorkerClient]


@pytest.fixture
def client_that_dies(tmp_path: Path) -> Iterator[Client]:
    script = tmp_path / "worker.py"
    script.write_text(SCRIPT, encoding="utf-8")
    made: list[WorkerClient] = []

    def make(deaths: int) -> WorkerClient:
        (tmp_path / "deaths").write_text(str(deaths), encoding="utf-8")
        made.append(WorkerClient(command=(sys.executable, "-S", "-E", str(script), str(tmp_path / "deaths"))))
        return made[-1]

    yield make
    for client in made:
        client.stop()


@pytest.fixture
def client(client_that_dies: Client) -> WorkerClient:
    return client_that_dies(0)


def test_a_job_is_answered(qtbot: QtBot, client: WorkerClient) -> None:
    told = Told()
    client.ask({"do": "echo", "words": "Grüße 😀"}, told.done, told.failures.append)
    assert client.busy
    qtbot.waitUntil(lambda: told.any)
    assert (told.answers, told.failures, client.busy) == (["Grüße 😀"], [], False)


def test_jobs_are_answered_in_their_order_and_progress_is_no_answer(qtbot: QtBot, client: WorkerClient) -> None:
    told = Told()
    for number in range(20):
        client.ask({"do": "progress", "words": number}, told.done, told.failures.append)
    qtbot.waitUntil(lambda: not client.busy)
    assert told.answers == list(range(20))


def test_a_long_answer_that_comes_in_pieces_is_read_whole(qtbot: QtBot, client: WorkerClient) -> None:
    told = Told()
    words = "wörds " * 200_000
    client.ask({"do": "echo", "words": words}, told.done, told.failures.append)
    qtbot.waitUntil(lambda: told.any)
    assert told.answers == [words]


def test_a_problem_is_told_as_a_sentence(qtbot: QtBot, client: WorkerClient) -> None:
    told = Told()
    client.ask({"do": "problem"}, told.done, told.failures.append)
    qtbot.waitUntil(lambda: told.any)
    assert told.failures == ["No luck."]
    assert told.failures[0].template == "No {what}."


def test_a_worker_that_dies_once_is_started_again_with_its_jobs(qtbot: QtBot, client_that_dies: Client) -> None:
    client, told = client_that_dies(1), Told()
    with qtbot.waitSignal(client.restarted):
        for words in ("first", "second"):
            client.ask({"do": "die", "words": words}, told.done, told.failures.append)
    qtbot.waitUntil(lambda: not client.busy)
    assert (told.answers, told.failures) == (["first", "second"], [])


def test_a_job_that_kills_its_worker_twice_is_told_and_the_others_go_on(qtbot: QtBot, client_that_dies: Client) -> None:
    client, told, others = client_that_dies(2), Told(), Told()
    client.ask({"do": "die"}, told.done, told.failures.append)
    client.ask({"do": "echo", "words": "alive"}, others.done, others.failures.append)
    qtbot.waitUntil(lambda: not client.busy)
    assert told.answers == []
    assert len(told.failures) == 1
    assert "failed twice" in told.failures[0]
    assert (others.answers, others.failures) == (["alive"], [])


def test_each_job_has_two_chances_of_its_own(qtbot: QtBot, client_that_dies: Client) -> None:
    client, first, second = client_that_dies(3), Told(), Told()
    client.ask({"do": "die", "words": "first"}, first.done, first.failures.append)
    client.ask({"do": "die", "words": "second"}, second.done, second.failures.append)
    qtbot.waitUntil(lambda: not client.busy)
    assert len(first.failures) == 1
    assert (second.answers, second.failures) == (["second"], [])


def test_a_slow_job_is_stopped_and_the_next_one_runs(qtbot: QtBot, client: WorkerClient) -> None:
    slow, told = Told(), Told()
    client.ask({"do": "hang"}, slow.done, slow.failures.append, limit=150)
    client.ask({"do": "echo", "words": "next"}, told.done, told.failures.append)
    qtbot.waitUntil(lambda: slow.any and told.any)
    assert "took longer" in slow.failures[0]
    assert told.answers == ["next"]


def test_the_time_of_a_job_begins_when_the_worker_comes_to_it(qtbot: QtBot, client: WorkerClient) -> None:
    nap, told = Told(), Told()
    number = client.ask({"do": "nap"}, nap.done, nap.failures.append)
    client.ask({"do": "nap", "words": "short"}, told.done, told.failures.append, limit=1600)
    qtbot.waitUntil(lambda: client._process is not None and client._process.state() == QProcess.ProcessState.Running)
    client.cancel(number)
    qtbot.waitUntil(lambda: told.any)
    assert (nap.any, told.answers, told.failures) == (False, ["short"], [])


def test_a_cancelled_job_that_goes_on_is_stopped_and_the_others_are_not_blamed(
    qtbot: QtBot, client: WorkerClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "CANCEL_LIMIT", 200)
    slow, dropped, told = Told(), Told(), Told()
    number = client.ask({"do": "hang"}, slow.done, slow.failures.append)
    other = client.ask({"do": "hang"}, dropped.done, dropped.failures.append)
    client.ask({"do": "echo", "words": "next"}, told.done, told.failures.append)
    client.cancel(other)
    client.cancel(number)
    with qtbot.assertNotEmitted(client.restarted):
        qtbot.waitUntil(lambda: told.any)
    assert (told.answers, told.failures) == (["next"], [])
    assert not slow.any
    assert not dropped.any


def test_a_cancelled_job_that_kills_its_worker_is_not_asked_again(
    qtbot: QtBot, client_that_dies: Client, tmp_path: Path
) -> None:
    client, dropped, told = client_that_dies(1), Told(), Told()
    number = client.ask({"do": "die"}, dropped.done, dropped.failures.append)
    client.ask({"do": "echo", "words": "next"}, told.done, told.failures.append)
    client.cancel(number)
    qtbot.waitUntil(lambda: told.any)
    assert (told.answers, dropped.any) == (["next"], False)
    assert (tmp_path / "asked.txt").read_text("utf-8").split().count("die") == 1


def test_lines_that_are_no_replies_are_passed_over(qtbot: QtBot, client: WorkerClient) -> None:
    told = Told()
    client.ask({"do": "chatter", "words": "heard"}, told.done, told.failures.append)
    qtbot.waitUntil(lambda: told.any)
    assert (told.answers, told.failures) == (["heard"], [])


def test_a_cancelled_job_is_never_told(qtbot: QtBot, client: WorkerClient) -> None:
    dropped, told = Told(), Told()
    number = client.ask({"do": "echo"}, dropped.done, dropped.failures.append)
    client.cancel(number)
    client.cancel(number)
    assert not client.busy
    client.ask({"do": "echo", "words": "other"}, told.done, told.failures.append)
    qtbot.waitUntil(lambda: told.any)
    assert not dropped.any


def test_cancelling_another_job_gives_a_slow_one_no_more_time(qtbot: QtBot, client: WorkerClient) -> None:
    slow, other = Told(), Told()
    client.ask({"do": "hang"}, slow.done, slow.failures.append, limit=10_000)
    before = client._watchdog.remainingTime()
    number = client.ask({"do": "echo"}, other.done, other.failures.append, limit=60_000)
    qtbot.waitUntil(lambda: client._watchdog.remainingTime() < before - 30)
    left = client._watchdog.remainingTime()
    client.cancel(number)
    assert client._watchdog.remainingTime() <= left


def test_a_job_asked_when_another_has_failed_is_sent_once(
    qtbot: QtBot, client_that_dies: Client, tmp_path: Path
) -> None:
    client, told = client_that_dies(2), Told()

    def failed(message: Message) -> None:
        client.ask({"do": "echo", "words": "asked"}, told.done, told.failures.append)

    client.ask({"do": "die"}, told.done, failed)
    qtbot.waitUntil(lambda: told.any)
    client.stop()
    assert told.answers == ["asked"]
    assert (tmp_path / "asked.txt").read_text("utf-8").split() == ["die", "die", "echo"]


def test_a_worker_that_cannot_be_started_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    client, told = WorkerClient(command=(str(tmp_path / "missing"),)), Told()
    client.ask({"do": "echo"}, told.done, told.failures.append)
    qtbot.waitUntil(lambda: told.any)
    assert len(told.failures) == 1
    assert not client.busy
    client.stop()


def test_stopping_forgets_what_was_asked(qtbot: QtBot, client: WorkerClient) -> None:
    told = Told()
    client.ask({"do": "hang"}, told.done, told.failures.append)
    with qtbot.assertNotEmitted(client.restarted):
        client.stop()
        client.stop()
    assert not client.busy
    assert client._process is None
    client.ask({"do": "echo", "words": "again"}, told.done, told.failures.append)
    qtbot.waitUntil(lambda: told.any)
    assert told.answers == ["again"]
