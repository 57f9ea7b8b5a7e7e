"""What was read waits here shortly, and is kept in the library in batches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from viewer.importing.walking import ImportFile
from viewer.library import Library
from viewer.library.imports import Arrival, Taken

_MOST = 50
"""So many articles or analyses are kept together …"""

_LONGEST = 1.0
"""… or those of so many seconds, whatever comes first."""


@dataclass(slots=True, eq=False)
class Reading:
    """A file that is being read, and what has come of it.

    ``ids`` are its articles in the library. ``unkept`` and ``unanalysed`` count those that are still on their way;
    ``whole`` says that nothing in it failed. ``share`` (0-1) is how much of the file has been read, ``arrived`` how
    many articles came of that, and ``counted`` how many of its bytes count as worked through.
    """

    file: ImportFile
    ids: list[str] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    unkept: int = 0
    unanalysed: int = 0
    read: bool = False
    whole: bool = True
    share: float = 0.0
    arrived: int = 0
    counted: int = 0

    @property
    def finished(self) -> bool:
        """Whether everything in it is kept and analysed."""
        return self.read and not self.unkept and not self.unanalysed

    def newly_done(self) -> int:
        """Return how many more bytes of it are worked through than were counted so far, and count them."""
        if self.finished:
            done = self.file.size
        else:
            waiting = self.unkept + self.unanalysed
            ready = max(0, self.arrived - waiting) / self.arrived if self.arrived else 0.0
            done = max(self.counted, int(self.file.size * self.share * ready))
        more, self.counted = done - self.counted, done
        return more


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that waits to be kept: from which file, where it stood there, and its JSON, for its analysis."""

    reading: Reading
    arrival: Arrival
    origin: str
    data: dict[str, Any]


class Intake:
    """Collects articles and analyses and keeps them, a batch in one transaction."""

    def __init__(self, library: Library, taken: Callable[[Waiting, Taken], None]) -> None:
        self._library = library
        self._taken = taken
        self._articles: list[Waiting] = []
        self._analyses: list[tuple[Reading, str, Any]] = []
        self._since = 0.0

    def add_article(self, waiting: Waiting) -> None:
        """Let an article wait for the next batch."""
        self._begin()
        waiting.reading.unkept += 1
        waiting.reading.arrived += 1
        self._articles.append(waiting)

    def add_analysis(self, reading: Reading, key: str, data: Any) -> None:
        """Let an analysis wait for the next batch."""
        self._begin()
        self._analyses.append((reading, key, data))

    def _begin(self) -> None:
        if self.empty:
            self._since = monotonic()

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not self._articles and not self._analyses

    def is_due(self, *, hungry: bool, last: bool) -> bool:
        """Whether what waits should be kept now: always where the workers have nothing else to do (``hungry``)."""
        if self.empty:
            return False
        large = len(self._articles) >= _MOST or len(self._analyses) >= _MOST
        return large or last or (hungry and bool(self._articles)) or monotonic() - self._since >= _LONGEST

    def flush(self) -> None:
        """Keep what waits, and tell what became of each article once it is on disk.

        Raises LibraryProblem; what was not kept then still waits.
        """
        if self._articles:
            outcomes = self._library.take_in([waiting.arrival for waiting in self._articles])
            articles, self._articles = self._articles, []
            for waiting, taken in zip(articles, outcomes, strict=True):
                waiting.reading.unkept -= 1
                self._taken(waiting, taken)
        if self._analyses:
            self._library.keep_analyses([(key, data) for _, key, data in self._analyses])
            for reading, _, _ in self._analyses:
                reading.unanalysed -= 1
            self._analyses = []
