"""The whole library as plain files, so that nothing is locked in: a folder for each story, texts, pages, JSON."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from viewer.article.messages import Message
from viewer.library.notes.notes import Note, Notes
from viewer.library.notes.palettes import Palettes
from viewer.library.notes.tasks import Tasks
from viewer.library.outlets import Outlets
from viewer.library.problems import LibraryProblem
from viewer.library.sharing.hand_ins import HandIns
from viewer.library.storage.hashes import sound
from viewer.library.stories import Stories, Story

_LONGEST = 60
"""Characters of a title that a file's name shows."""
_UNSAFE = re.compile(r"[^\w\- ]+")
_READ_ME = """Everything in a library of the article comparison viewer.

stories/   a folder for each story: story.json (order, settings, corrections, tasks, hand-ins), notes.json, and of each
           article its text (.txt), what is known about it (.json) and the file it was read from (original)
articles/  the articles that are in no story
trash/     what was deleted and is still kept, in the same way
library.json   palettes, outlet cards, corrections that belong to no story

All text files are UTF-8. "start" and "end" count characters (Unicode code points) of the .txt file, from 0.
"""


class Exporting(Stories, Notes, Palettes, Tasks, HandIns, Outlets):
    """The way out of the library."""

    def export(self, folder: Path) -> tuple[int, int]:
        """Write everything into ``folder``, which must be new or empty; return how many stories and articles it holds.

        The folder appears when it is complete. Raises LibraryProblem.
        """
        part = folder.with_name(f"{folder.name}.part")
        try:
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                raise LibraryProblem(Message("The folder {folder} is not empty; name a new one.", folder=str(folder)))
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
            counts = self._export_into(part)
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
        except OSError as error:
            reason = error.strerror or str(error)
            raise LibraryProblem(
                Message("The library could not be written to {folder}: {reason}.", folder=str(folder), reason=reason)
            ) from error
        return counts

    def _export_into(self, folder: Path) -> tuple[int, int]:
        (folder / "README.txt").write_bytes(_READ_ME.encode("utf-8"))
        _write_json(folder / "library.json", self._whole())
        query = f"SELECT id, title, opened, position, settings, origin, trashed FROM stories WHERE {sound('stories')}"
        stories, shown = self._store.rows(f"{query} ORDER BY rowid"), set[str]()
        for number, (*row, trashed) in enumerate(stories, 1):
            story = self._story(tuple(row))
            place = folder / ("trash" if trashed else "") / "stories"
            self._export_story(_made(place / _name(number, story.title)), story)
            shown.update(story.articles)
        rows = self._store.rows("SELECT id, title, trashed FROM articles ORDER BY rowid")
        for number, (identity, title, trashed) in enumerate(rows, 1):
            if identity not in shown:
                place = folder / ("trash" if trashed else "") / "articles"
                self._export_article(_made(place), _name(number, title), identity)
        return len(stories), len(rows)

    def _whole(self) -> dict[str, Any]:
        """Return what belongs to no story."""
        names = [row[0] for row in self._store.rows("SELECT name FROM outlets ORDER BY name")]
        return {
            "palettes": [asdict(palette) for palette in self.palettes()],
            "outlets": [asdict(self.outlet_card(name)) for name in names],
            "corrections": self._corrections_of("kind NOT LIKE 'story:%'"),
        }

    def _export_story(self, folder: Path, story: Story) -> None:
        known = {**asdict(story), "hidden": sorted(story.hidden), "settings": dict(story.settings)}
        said = {
            "corrections": self._corrections_of("kind = ?", f"story:{story.id}"),
            "tasks": [asdict(task) for task in self.tasks(story.id)],
            "hand_ins": [asdict(one) for one in self.hand_ins(story.id)],
        }
        _write_json(folder / "story.json", {**known, **said})
        kept, trashed = (self._notes(f"story = ? AND trashed IS {state}", story.id) for state in ("NULL", "NOT NULL"))
        _write_json(folder / "notes.json", {"notes": self._told(kept), "trash": self._told(trashed)})
        for number, identity in enumerate(story.articles, 1):
            self._export_article(folder, _name(number, self.listed(identity).title), identity)

    def _told(self, notes: Sequence[Note]) -> list[dict[str, Any]]:
        return [
            {**asdict(note), "history": [asdict(version) for version in self.note_history(note.id)]} for note in notes
        ]

    def _export_article(self, folder: Path, name: str, identity: str) -> None:
        article, source = self.article(identity), self.source(identity)
        kinds = {str(paragraph): kind for paragraph, kind in self.kinds(identity).items()}
        corrected = {"facts": self.facts(identity), "kinds": kinds}
        known = {"article": article.to_json(), "corrected": corrected, "tags": list(self.tags(identity))}
        _write_json(folder / f"{name}.json", known)
        (folder / f"{name}.txt").write_bytes(article.text.encode("utf-8", "replace"))
        if source is not None:
            ending = _UNSAFE.sub("", Path(article.path or "").suffix[1:])[:10]
            (folder / f"{name} original.{ending or 'bin'}").write_bytes(source)

    def _corrections_of(self, condition: str, *values: object) -> list[dict[str, Any]]:
        rows = self._store.rows(
            f"SELECT kind, target, value FROM corrections WHERE {condition} AND {sound('corrections')} "
            "ORDER BY kind, target",
            *values,
        )
        return [
            {"kind": kind, "target": json.loads(target), "value": json.loads(value)} for kind, target, value in rows
        ]


def _name(number: int, title: str) -> str:
    """Return a name for a file that every system takes, and that no other file of its folder has."""
    plain = " ".join(_UNSAFE.sub(" ", title).split())[:_LONGEST].strip()
    return f"{number:02} {plain}".strip()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write_json(path: Path, data: Any) -> None:
    path.write_bytes(json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
