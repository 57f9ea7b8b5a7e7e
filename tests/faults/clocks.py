"""The clock of the computer jumps back and forward: no copy is lost, nothing leaves the trash, the order stays."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from tests.library.library_state import TEXTS, make_article
from viewer.library import Library
from viewer.library.safety import backups

YEARS = timedelta(days=3650)


class Clock:
    """What the library takes for the present."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)


@contextmanager
def clock() -> Iterator[Clock]:
    """Let the library see a clock that stands still until it is set."""
    clock = Clock()

    class Moment(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return clock.now

    with ExitStack() as stack:
        for module in ("safety.upkeep", "safety.backups", "storage.store"):
            stack.enter_context(patch(f"viewer.library.{module}.datetime", Moment))
        yield clock


def jump(folder: Path, jumps: int, seed: int = 5) -> list[str]:
    """Set the clock back and forward by up to ten years between changes; return whatever was wrong."""
    path, chance, wrong, said = folder / "library.sqlite", random.Random(seed), list[str](), list[str]()
    with clock() as now, Library.open(path) as library:
        article = library.add_article(make_article(TEXTS[0]))
        story = library.create_story("The bridge", [article]).id
        library.delete_story(library.create_story("In the trash", [article]).id)
        start = now.now
        for number in range(jumps):
            now.now = start + timedelta(hours=number) + chance.choice((-1, 0, 1)) * YEARS * chance.random()
            said.append(library.add_note(story, article, 0, 5, "a", f"{number}").text)
            future = {copy for copy in backups.copies(path) if backups.made_at(copy) > now.now}
            wrong += map(str, library.upkeep())
            if not future <= {*backups.copies(path)}:
                wrong.append(f"{number}: a copy of days to come was deleted")
            if len(library.trash()) != 1:
                wrong.append(f"{number}: the trash was emptied")
            if [note.text for note in library.notes(story)] != said:
                wrong.append(f"{number}: the order of notes changed")
    path.write_bytes(b"damaged " * 1000)
    with clock() as now, Library.open(path) as library:
        if [note.text for note in library.notes(story)] != said:
            wrong.append("a copy or the journal was lost")
    return wrong
