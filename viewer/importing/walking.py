"""Which files an import reads, and which stories they are to become."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from viewer.article.files.opening import shown
from viewer.article.messages import Message
from viewer.folders import all_files_of, files_of, has_record, is_folder, story_title

_NOTHING_THERE = "{name} holds no articles. Choose a folder with articles in it, or name the files themselves."
_CLOSED = "You may not look into the folder {name}. Change its permissions or copy it to your own folder."


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file to read: where it is, its bytes, and a stamp that changes with it (empty: it cannot be looked at)."""

    path: Path
    size: int
    stamp: str


@dataclass(frozen=True, slots=True)
class PlannedStory:
    """A story to be made of what some files hold, in their order."""

    title: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does: the paths it was given, their files in order, stories, and what cannot be looked at."""

    paths: tuple[Path, ...]
    files: tuple[ImportFile, ...]
    stories: tuple[PlannedStory, ...]
    problems: tuple[tuple[Path, Message], ...] = ()


def plan_of(paths: Sequence[Path], story: str = "") -> Plan:
    """Look through files and folders; with ``story`` all of them become one story of that title.

    Without it, each folder whose ``story.json`` names a title and articles becomes a story of them.
    """
    paths = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - a link stays the link it is
    problems: list[tuple[Path, Message]] = []

    def closed(error: OSError) -> None:
        folder = Path(os.fsdecode(error.filename))
        problems.append((folder, Message(_CLOSED, name=shown(folder))))

    files = all_files_of(paths, closed)
    told = {folder for folder, _ in problems}
    for path in paths:
        if is_folder(path) and path not in told and not any(file.is_relative_to(path) for file in files):
            problems.append((path, Message(_NOTHING_THERE, name=shown(path))))
    stories = (PlannedStory(story, tuple(files)),) if story else _recorded(paths, files)
    return Plan(tuple(paths), tuple(map(look_at, files)), stories, tuple(problems))


def look_at(path: Path) -> ImportFile:
    """Return a file with its size and stamp."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return ImportFile(path, 0, "")
    return ImportFile(path, status.st_size, f"{status.st_size} {status.st_mtime_ns}")


def _recorded(paths: Sequence[Path], files: Sequence[Path]) -> tuple[PlannedStory, ...]:
    roots = [path for path in paths if is_folder(path)]
    folders = [
        folder
        for folder in dict.fromkeys(file.parent for file in files)
        if any(folder.is_relative_to(root) for root in roots) and has_record(folder)
    ]
    known = frozenset(files)
    return tuple(
        PlannedStory(story_title([folder]), tuple(file for file in files_of([folder]) if file in known))
        for folder in folders
    )
