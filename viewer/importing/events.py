"""What an import says while it goes on. Each event is one JSON line of ``python -m viewer.importing``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from viewer.article.messages import Message
from viewer.importing.progress import Progress


@dataclass(frozen=True, slots=True)
class Kept:
    """An article that is in the library now; ``origin`` says where in its file it stood."""

    path: str
    id: str
    title: str
    origin: str

    def to_json(self) -> dict[str, Any]:
        """Return ``{"kept": …}``."""
        return {"kept": {"path": self.path, "id": self.id, "title": self.title, "origin": self.origin}}


@dataclass(frozen=True, slots=True)
class Twice:
    """An article that was in the library already; ``known`` and ``title`` are those of the one that stays."""

    path: str
    known: str
    title: str
    how: str

    def to_json(self) -> dict[str, Any]:
        """Return ``{"twice": …}``."""
        return {"twice": {"path": self.path, "known": self.known, "title": self.title, "how": self.how}}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, or not be analysed, and why."""

    path: str
    message: Message

    def to_json(self) -> dict[str, Any]:
        """Return ``{"problem": message, "path": …}``."""
        return {"problem": self.message.to_json(), "path": self.path}


@dataclass(frozen=True, slots=True)
class Advanced:
    """How far the import is now."""

    progress: Progress

    def to_json(self) -> dict[str, Any]:
        """Return ``{"progress": …}``."""
        known = self.progress
        left = None if known.seconds_left is None else round(known.seconds_left, 1)
        return {"progress": {"files": [known.done, known.total], "articles": known.articles, "seconds_left": left}}


@dataclass(frozen=True, slots=True)
class Done:
    """The end. ``known`` counts articles that came from the same files before, most of which needed no reading.

    ``stories`` are the ids of the stories made. After an import that was ``cancelled``, or that ``failed`` because the
    library could not be written or no worker started, what is counted here is kept, and it can be gone on with.
    """

    files: int = 0
    articles: int = 0
    known: int = 0
    twice: int = 0
    problems: int = 0
    stories: tuple[str, ...] = ()
    cancelled: bool = False
    failed: bool = False

    @property
    def exit_code(self) -> int:
        """The exit code that says how it ended: 0 well, 3 with problems, 130 cancelled."""
        if self.cancelled and not self.failed:
            return 130
        return 3 if self.problems else 0

    def to_json(self) -> dict[str, Any]:
        """Return ``{"done": …}``."""
        return {
            "done": {
                "files": self.files,
                "articles": self.articles,
                "known": self.known,
                "twice": self.twice,
                "problems": self.problems,
                "stories": list(self.stories),
                "cancelled": self.cancelled,
                "failed": self.failed,
            }
        }


Event = Kept | Twice | Problem | Advanced | Done


def event_of(data: Mapping[str, Any]) -> Event | None:
    """Return the event of a JSON line, None for a line that is none."""
    if "progress" in data:
        said = data["progress"]
        done, total = said["files"]
        return Advanced(Progress(done, total, said["articles"], said["seconds_left"]))
    if "problem" in data:
        return Problem(data["path"], Message.from_json(data["problem"]))
    if "kept" in data:
        return Kept(**data["kept"])
    if "twice" in data:
        return Twice(**data["twice"])
    return Done(**{**data["done"], "stories": tuple(data["done"]["stories"])}) if "done" in data else None
