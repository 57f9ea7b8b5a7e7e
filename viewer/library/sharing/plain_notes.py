"""Notes as the plain data that packs and hand-ins carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from viewer.library.notes.notes import Note, Passage


def note_to_json(note: Note) -> dict[str, Any]:
    """Return a note as the plain data that packs carry, without the story it was in."""
    names = ("id", "category", "text", "task", "author", "filled", "created", "modified")
    parts = ("article", "start", "end", "exact", "prefix", "suffix", "state", "number", "tray")
    passages = [{part: getattr(passage, part) for part in parts} for passage in note.passages]
    return {**{name: getattr(note, name) for name in names}, "tags": list(note.tags), "passages": passages}


def note_from_json(data: Mapping[str, Any], story_id: str) -> Note:
    """Make the note that :func:`note_to_json` described, in another story."""
    passages = tuple(Passage(**passage) for passage in data["passages"])
    return Note(**{**data, "story": story_id, "passages": passages, "tags": tuple(data["tags"])})
