"""Which files a path means: a folder stands for the articles in it. Qt-free, for the window and the commands alike."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from viewer.article.files.formats import ARTICLE_SUFFIXES, is_article_name, is_beside_articles
from viewer.data import data_folder

SUFFIXES = ARTICLE_SUFFIXES
"""The endings of the names of files that may hold articles."""

_MOST_FILES = 100_000

_FIRST_SAMPLE = "diplomacy"


def files_of(paths: Sequence[Path]) -> list[Path]:
    """Return the files to read: folders give the articles in them, in the order of their names or their story."""
    found: list[Path] = []
    for path in paths:
        found.extend(_files_in(path) if path.is_dir() else [path])
    return found


def all_files_of(paths: Iterable[Path], closed: Callable[[OSError], object] | None = None) -> list[Path]:
    """Return the files to import: folders give what may hold articles in them and in all folders below, sorted.

    No link is followed inside a folder, so that nothing outside of it is read; a path that is given counts as it is.
    What browsers save beside a page is left out, and no file comes twice. ``closed`` gets the error of each folder that
    cannot be looked into; the others are walked all the same.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_files_below(path, closed) if is_folder(path) else [path]))
    return list(found)


def story_title(paths: Sequence[Path]) -> str:
    """Return the title that a folder gives to the story in it, empty where none is given."""
    if len(paths) != 1 or not paths[0].is_dir():
        return ""
    record = _record(paths[0])
    return paths[0].name if record is None else str(record["title"])


def has_record(folder: Path) -> bool:
    """Return whether a folder says by a ``story.json`` that can be used which story lies in it."""
    return _record(folder) is not None


def sample_folder() -> Path | None:
    """Return the sample story that is shown first, None where no samples are installed."""
    folders = sorted(data_folder("seeds").glob("*/"))
    return next((folder for folder in folders if folder.name.startswith(_FIRST_SAMPLE)), None)


def _files_below(folder: Path, closed: Callable[[OSError], object] | None) -> list[Path]:
    below: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=closed, followlinks=False):
        here = Path(place)
        # Walking goes into these folders only, so links to folders are never entered.
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not (here / name).is_symlink())
        below.extend(here / name for name in names if _is_ordinary(here / name))
        if len(below) > _MOST_FILES:
            break
    parts = {path: path.relative_to(folder).parts for path in below}
    known = frozenset("/".join(names).lower() for names in parts.values())
    return sorted(path for path in below if is_article_name(path.name) and not is_beside_articles(parts[path], known))


def is_folder(path: Path) -> bool:
    """Return whether a path is a folder, as far as that may be known."""
    try:
        return path.is_dir()
    except OSError:  # it lies in a folder that may not be looked into
        return False


def _is_ordinary(path: Path) -> bool:
    try:
        return path.is_file() and not path.is_symlink()
    except OSError:
        return True  # reading it says why that is impossible


def _files_in(folder: Path) -> list[Path]:
    record = _record(folder)
    if record is not None:
        return [folder / name for name in record["articles"]]
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())


def _record(folder: Path) -> dict[str, Any] | None:
    """Return what ``story.json`` says of the folder, None where it says nothing that can be used.

    Folders come from outside: a record may name files of its own folder and no others.
    """
    try:
        record = json.loads((folder / "story.json").read_bytes())
        names = [Path(name).name for name in record["articles"]]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return record if names == record["articles"] and isinstance(record.get("title"), str) else None
