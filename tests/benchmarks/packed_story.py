"""A pack with something in every part of it, and hostile changes of its members."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from viewer.article.messages import Message
from viewer.article.model import Article
from viewer.article.reading import article_from_text
from viewer.library.notes.notes import Note, passage_of
from viewer.library.sharing.packs import Pack, pack_bytes
from viewer.library.sharing.plain_notes import note_to_json

MOMENT = "2026-11-30T08:00:00.000+00:00"


def article(number: int) -> Article:
    text = (
        f"Ferry {number} stays in port\n\nThe crew of ferry {number} voted on Monday to stop work for three days.\n\n"
        "Nobody on the quay could say what would happen to the mail, which waits in eleven sacks. 😀\n"
    )
    read = article_from_text(text)
    warnings = (Message("Look through it."), Message("{name} was odd.", name="/home/ada/ferry.txt"))
    return replace(read, path="/home/ada/ferry.txt", warnings=warnings, outlet="Harbour Post")


ARTICLES = (article(1), article(2))


def note(number: int, author: str = "", text: str = "Who *voted*?") -> Note:
    one, other = ARTICLES
    passages = (
        passage_of(one.id, one.text, 10 + number % 50, 40 + number % 50),
        passage_of(other.id, other.text, 5, 9),
    )
    numbered = tuple(_numbered(passage, index) for index, passage in enumerate(passages))
    return Note(f"note-{number}", "story", numbered, "claim", text, ("vote",), "t1", author, False, MOMENT, MOMENT)


def _numbered(passage: Any, number: int) -> Any:
    return replace(passage, number=number)


def pack(**changed: Any) -> Pack:
    values: dict[str, Any] = {
        "kind": "story",
        "title": "The ferry",
        "articles": ARTICLES,
        "origin": "story",
        "stamp": MOMENT,
        "created": MOMENT,
        "notes": tuple(note_to_json(note(number)) for number in range(3)),
        "corrections": (("match", [["a", 1, 2], ["b", 3, 4]], "rejected"),),
        "palette": {
            "id": "p",
            "name": "Fairness",
            "categories": [{"id": "claim", "name": "Claim", "colour": "#8a3ffc", "letter": "C", "line": "solid"}],
        },
        "tasks": ({"id": "t1", "question": "Mark three words that judge.", "place": 0},),
        "settings": {"threshold": 70},
        "originals": {ARTICLES[0].id: b"<html>original</html>"},
    }
    return Pack(**{**values, **changed})


def members(data: bytes | None = None) -> dict[str, bytes]:
    with ZipFile(BytesIO(data or pack_bytes(pack()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes], sums: bool = True) -> bytes:
    """Return members as a pack; ``sums``: with the checksums in the manifest brought up to date."""
    if sums and "manifest.json" in parts:
        about = json.loads(parts["manifest.json"])
        about["members"] = {name: sha256(data).hexdigest() for name, data in parts.items() if name != "manifest.json"}
        parts = {**parts, "manifest.json": json.dumps(about).encode()}
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def with_json(name: str, change: Any) -> bytes:
    """Return the pack with a JSON member changed by a function, its checksum brought up to date."""
    parts = members()
    value = json.loads(parts[name])
    changed = change(value)
    parts[name] = json.dumps(value if changed is None else changed).encode()
    return zipped(parts, sums=name != "manifest.json")
