"""Palettes of the reader's own: what the colours of notes mean."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from viewer.library.storage.hashes import sound
from viewer.library.storage.store import new_id
from viewer.library.storage.undo import Commands


@dataclass(frozen=True, slots=True)
class Category:
    """What a mark means: a name, with a colour (``#rrggbb`` on a light page), a letter and a line.

    ``id`` names it for good, also where its palette is not in use any more.
    """

    id: str
    name: str
    colour: str
    letter: str
    line: str


@dataclass(frozen=True, slots=True)
class Palette:
    """A set of categories under a name."""

    id: str
    name: str
    categories: tuple[Category, ...]


class Palettes(Commands):
    """The palettes that readers made; those that come with the program are data."""

    def palettes(self) -> tuple[Palette, ...]:
        """Return the reader's own palettes in their order."""
        rows = self._store.rows(
            f"SELECT id, name, categories FROM palettes WHERE {sound('palettes')} ORDER BY place, name"
        )
        return tuple(Palette(key, name, tuple(Category(**c) for c in json.loads(data))) for key, name, data in rows)

    def keep_palette(self, name: str, categories: Sequence[Category], palette_id: str | None = None) -> Palette:
        """Keep a palette, a new one without an id; one step for undo."""
        key = palette_id or new_id()
        names = ("id", "name", "colour", "letter", "line")
        data = json.dumps([{part: getattr(category, part) for part in names} for category in categories])
        with self._command("keep_palette") as draft:
            values = {"name": name, "categories": data}
            known = self._store.row("SELECT 1 FROM palettes WHERE id = ?", key)
            draft.put("palettes", {"id": key}, values if known else {**values, "place": len(self.palettes())})
        return Palette(key, name, tuple(categories))

    def delete_palette(self, palette_id: str) -> None:
        """Take a palette away; notes keep their categories, and undo brings the palette back."""
        with self._command("delete_palette") as draft:
            draft.delete("palettes", {"id": palette_id})
