"""The importing process and its workers are killed at random moments, again and again: nothing told as kept is lost.

``IMPORT_KILLS`` says how many rounds there are; the long form has 500.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
from pathlib import Path
from threading import Timer

import pytest
from import_helpers import LIGHT, LIGHT_IMPORT, text, write

from viewer.article.reading import article_from_text
from viewer.importing.events import Done, Event, Kept, Problem
from viewer.importing.run import Import
from viewer.library import Library

ROUNDS = int(os.environ.get("IMPORT_KILLS", "6"))
ARTICLES = 60

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills processes in another way")


def process(path: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [*LIGHT_IMPORT, "--library", str(path), "--workers", "2", *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def said(lines: bytes) -> list[dict]:
    """Return the events in what a process wrote; the last line may be torn."""
    whole, _, _ = lines.rpartition(b"\n")
    return [json.loads(line) for line in whole.splitlines()]


def finish(importing: subprocess.Popen[bytes]) -> list[dict]:
    out, _ = importing.communicate(timeout=60)
    return said(out)


@pytest.fixture
def articles(folder: Path) -> set[str]:
    """A folder of articles; returns their ids."""
    for number in range(ARTICLES):
        write(folder, f"{number:02}.txt", number)
    return {article_from_text(text(number)).id for number in range(ARTICLES)}


def test_an_import_killed_again_and_again_ends_with_the_same_articles(
    path: Path, folder: Path, articles: set[str]
) -> None:
    chance, told, killed = random.Random(4), set(), 0
    for _ in range(ROUNDS):
        importing = process(path, "--story", "Ferries", str(folder))
        killer = Timer(0.3 + chance.random() * 1.2, importing.kill)
        killer.start()
        events = finish(importing)
        killer.cancel()
        killed += not any("done" in event for event in events)
        told |= {event["kept"]["id"] for event in events if "kept" in event}
        with Library.open(path) as library:
            assert all(library.has_article(identity) for identity in told)
            assert library.check() == ()
            if not library.unfinished_imports() and told == articles:
                library.trash_articles(sorted(told))  # once more from the beginning
                told.clear()
    assert killed
    last = finish(process(path, "--story", "Ferries", str(folder)))[-1]["done"]
    assert (last["problems"], last["twice"], last["files"]) == (0, 0, ARTICLES)
    with Library.open(path) as library:
        (story,) = library.stories()
        assert {*story.articles} == articles
        assert library.unfinished_imports() == ()
        assert library.check() == ()


def test_workers_killed_at_random_moments_cost_nothing(path: Path, folder: Path, articles: set[str]) -> None:
    chance = random.Random(11)
    events: list[Event] = []
    with Library.open(path) as library:

        def say(event: Event) -> None:
            events.append(event)
            if isinstance(event, Kept) and chance.random() < 0.15:
                victim = chance.choice(importing.worker_pids)
                os.kill(victim, signal.SIGKILL)

        importing = Import(library, [folder], say, workers=2, command=LIGHT)
        done = importing.run()
        # A job during which the process died twice is given up and told.
        lost = {event.path for event in events if isinstance(event, Problem) and "failed twice" in event.message}
        assert done.problems == len(lost) <= 3
        if lost:
            Import(library, [folder], events.append, workers=2, command=LIGHT).run()
        assert all(library.has_article(identity) for identity in articles)


def test_it_stops_within_a_second_when_told_to(path: Path, folder: Path, articles: set[str]) -> None:
    from time import monotonic

    for how in ("line", "signal"):
        library = path.with_name(f"{how}.sqlite")
        importing = process(library, str(folder))
        assert importing.stdout is not None
        assert importing.stdin is not None
        lines = b""
        while b'"kept"' not in lines:
            lines += importing.stdout.readline()
        if how == "line":
            importing.stdin.write(b"cancel\n")
            importing.stdin.flush()
        else:
            importing.send_signal(signal.SIGINT)
        asked = monotonic()
        out, _ = importing.communicate(timeout=30)
        assert monotonic() - asked < 1.5
        assert importing.returncode == 130
        events = said(lines + out)
        assert events[-1]["done"]["cancelled"]
        with Library.open(library) as opened:
            assert all(opened.has_article(event["kept"]["id"]) for event in events if "kept" in event)


def test_nobody_listens_any_more(path: Path, folder: Path, articles: set[str]) -> None:
    importing = process(path, str(folder))
    assert importing.stdout is not None
    first = importing.stdout.readline()
    importing.stdout.close()
    assert b"progress" in first
    assert importing.wait(timeout=60) == 130


def test_two_imports_at_once_into_one_library(path: Path, folder: Path, articles: set[str]) -> None:
    Library.open(path).close()
    both = [process(path, str(folder)), process(path, str(folder))]
    events = [finish(importing) for importing in both]
    assert [importing.returncode for importing in both] == [0, 0]
    kept = [event["kept"]["id"] for heard in events for event in heard if "kept" in event]
    assert sorted(kept) == sorted(articles), "each is kept by one of them, none by both"
    with Library.open(path) as library:
        assert library.check() == ()


def test_paths_may_come_by_stdin(path: Path, folder: Path, articles: set[str]) -> None:
    importing = process(path, "-")
    out, _ = importing.communicate(json.dumps([str(folder)]).encode() + b"\n", timeout=60)
    assert said(out)[-1] == Done(files=ARTICLES, articles=ARTICLES).to_json()
    assert importing.returncode == 0


def test_a_library_that_cannot_be_opened_is_told(folder: Path, articles: set[str]) -> None:
    importing = process(folder / "00.txt", str(folder))
    events = finish(importing)
    assert importing.returncode == 3
    assert "00.txt" in str(events[0]["problem"])
    assert events[-1]["done"]["failed"]
