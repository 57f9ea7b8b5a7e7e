"""Several processes write into one library at once: nothing is lost, and nobody is turned away."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from tests.library.library_state import TEXTS, make_article
from viewer.library import Library


def write_together(folder: Path, processes: int, seconds: float) -> tuple[int, list[str]]:
    """Let processes write for a while; return how many writes were acknowledged, and whatever was wrong."""
    path = folder / "library.sqlite"
    with Library.open(path) as library:
        article = library.add_article(make_article(TEXTS[0]))
        story = library.create_story("The bridge", [article]).id
    readers = []
    for number in range(processes):
        reading, writing = os.pipe()
        if os.fork() == 0:
            _write(path, story, article, number, seconds, writing)
        os.close(writing)
        readers.append(os.fdopen(reading, "rb"))
    lines = [json.loads(line) for reader in readers for line in reader.read().splitlines()]
    for reader in readers:
        reader.close()
        os.wait()
    wrong = [line["problem"] for line in lines if "problem" in line]
    said = [line["note"] for line in lines if "note" in line]
    with Library.open(path) as library:
        found = {note.text for note in library.notes(story)}
        wrong += [f"{text} is lost" for text in said if text not in found]
        wrong += map(str, library.check())
    return len(said), wrong


def _write(path: Path, story: str, article: str, number: int, seconds: float, writing: int) -> None:
    """Be one of the processes: write notes, read, and copy the library now and then; never return."""
    count, end = 0, time.monotonic() + seconds
    with os.fdopen(writing, "wb") as out:
        try:
            with Library.open(path) as library:
                while time.monotonic() < end:
                    text = f"{number} {count}"
                    note = library.add_note(story, article, 0, 5, "a")
                    library.edit_note(note.id, text)
                    library.note(note.id)
                    if number == 0 and count % 50 == 0:
                        library.back_up()
                    library.changed_elsewhere()
                    out.write(json.dumps({"note": text}).encode() + b"\n")
                    count += 1
        except Exception as error:  # noqa: BLE001 - told to the parent, which judges
            out.write(json.dumps({"problem": f"{type(error).__name__}: {error}"}).encode() + b"\n")
    os._exit(0)
