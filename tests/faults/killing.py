"""A process that works on a library is killed at a random moment, over and over: nothing it acknowledged is lost."""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.library.library_state import TEXTS, make_article
from viewer.library import Library
from viewer.library.storage.store import journal_of

SCHEMAS = Path(__file__).parents[1] / "library" / "schemas"

Acknowledge = Callable[[Any], None]
Work = Callable[[Path, Acknowledge, random.Random], None]


@dataclass
class Outcome:
    """What came of the rounds: how many, what was acknowledged in them, and whatever was wrong."""

    rounds: int = 0
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)


def importing(path: Path, acknowledge: Acknowledge, chance: random.Random) -> None:
    """Keep articles with their pages, in batches."""
    with Library.open(path) as library:
        while True:
            articles = [make_article(f"{chance.random()} {TEXTS[0]}") for _ in range(chance.randrange(1, 6))]
            library.add_articles([(article, article.text.encode(), None) for article in articles])
            for article in articles:
                acknowledge([article.id, article.text])


def editing(path: Path, acknowledge: Acknowledge, chance: random.Random) -> None:
    """Write notes letter by letter, correct articles, put things into the trash and take changes back."""
    with Library.open(path) as library:
        story = library.stories()[0]
        article = story.articles[0]
        while True:
            note = library.add_note(story.id, article, 0, 5, "a")
            text = f"{chance.random()}"
            for length in range(1, len(text)):
                acknowledge(["begins", note.id, text[:length]])
                library.edit_note(note.id, text[:length])
                acknowledge(["note", note.id, text[:length]])
            acknowledge(["begins", "title", text])
            library.correct_facts(article, title=text)
            acknowledge(["title", "title", text])
            trashed = library.add_note(story.id, article, 0, 5, "a", "for the trash")
            library.delete_note(trashed.id)
            library.undo()
            library.redo()


def migrating(path: Path, acknowledge: Acknowledge, chance: random.Random) -> None:
    """Open a library of the first schema, which brings it to the newest."""
    Library.open(path).close()
    acknowledge("opened")


def kill_imports(folder: Path, rounds: int, seed: int = 1) -> Outcome:
    """Kill imports; every article that was acknowledged is there with its page."""
    path, outcome, kept = folder / "library.sqlite", Outcome(), dict[str, str]()
    for lines in _killed(importing, path, rounds, seed, most=0.15):
        kept.update(lines)
        outcome.rounds, outcome.acknowledged = outcome.rounds + 1, len(kept)
        with Library.open(path) as library:
            outcome.wrong += [str(notice) for notice in library.notices]
            for identity, text in lines if outcome.rounds < rounds else kept.items():
                if library.article(identity).text != text or library.source(identity) != text.encode():
                    outcome.wrong.append(f"article {identity} is not what was kept")
            outcome.wrong += library.check()
    return outcome


def kill_edits(folder: Path, rounds: int, seed: int = 2) -> Outcome:
    """Kill edits; every note and title is as it was acknowledged last, or as the edit that was going on made it."""
    path, outcome = folder / "library.sqlite", Outcome()
    with Library.open(path) as library:
        article = library.add_article(make_article(TEXTS[0]))
        library.create_story("The bridge", [article])
    said: dict[str, set[str]] = {}
    for lines in _killed(editing, path, rounds, seed, most=0.15):
        for what, key, text in lines:
            if what == "begins":
                said.setdefault(key, {""}).add(text)
            else:
                said[key] = {text}
        outcome.rounds += 1
        outcome.acknowledged += sum(what != "begins" for what, _, _ in lines)
        with Library.open(path) as library:
            outcome.wrong += [str(notice) for notice in library.notices]
            found = {note.id: note.text for note in library.notes(library.stories()[0].id)}
            found["title"] = library.listed(article).title
            outcome.wrong += [
                f"{key}: {found.get(key)!r}" for key, texts in said.items() if found.get(key) not in texts
            ]
            outcome.wrong += library.check()
            said = {key: {found[key]} for key in said}
    return outcome


def kill_migrations(folder: Path, rounds: int, seed: int = 3) -> Outcome:
    """Kill migrations; the library opens at the newest schema with all that was in it."""
    outcome, old, path = Outcome(), folder / "old.sqlite", folder / "now" / "library.sqlite"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((SCHEMAS / "schema_1.sql").read_text("utf-8"))

    def fresh() -> None:
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir()
        shutil.copy(old, path)
        shutil.copy(SCHEMAS / "schema_1.changes", journal_of(path))

    for lines in _killed(migrating, path, rounds, seed, most=0.06, before=fresh):
        outcome.rounds, outcome.acknowledged = outcome.rounds + 1, outcome.acknowledged + len(lines)
        with Library.open(path) as library:
            (story,) = library.stories()
            (note,) = library.notes(story.id)
            if (note.text, len(story.articles)) != ("kept and edited", 3):
                outcome.wrong.append("something of the first schema is missing")
            if library.source(story.articles[0]) != TEXTS[0].encode():
                outcome.wrong.append("an original is missing")
            outcome.wrong += library.check()
    return outcome


def _killed(
    work: Work, path: Path, rounds: int, seed: int, most: float, before: Callable[[], None] = lambda: None
) -> Iterator[list[Any]]:
    """Let a child process work and kill it within so many seconds; return what it acknowledged, round by round."""
    chance = random.Random(seed)
    for round_ in range(rounds):
        before()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            _work(work, path, writing, random.Random(f"{seed} {round_}"))
        os.close(writing)
        lines = _read_for(reading, chance.uniform(0.0, most), chance.choice((0, 0, 1, 4, 16)))
        os.kill(child, signal.SIGKILL)
        with os.fdopen(reading, "rb") as rest:
            lines += rest.read()
        os.waitpid(child, 0)
        yield [json.loads(line) for line in lines.split(b"\n")[:-1]]


def _work(work: Work, path: Path, writing: int, chance: random.Random) -> None:
    """Be the child: acknowledge through the pipe until killed, and never return."""
    with suppress(BaseException):
        work(path, lambda what: os.write(writing, json.dumps(what).encode() + b"\n") and None, chance)
    os._exit(0)


def _read_for(reading: int, seconds: float, least: int) -> bytes:
    """Read for a while, and on until so many things are acknowledged or the work is done."""
    end, data = time.monotonic() + seconds, b""
    while (left := end - time.monotonic()) > 0 or data.count(b"\n") < least:
        ready, _, _ = select.select([reading], [], [], max(left, 0.05))
        if ready:
            more = os.read(reading, 1 << 16)
            if not more:
                break
            data += more
    return data
