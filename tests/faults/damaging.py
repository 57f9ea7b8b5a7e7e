"""A library is damaged at a random place, over and over: harmless, or found; and everything comes back."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from tests.library.library_state import make_article, sample_library, state
from viewer.library import Category, DamagedLibrary, HandIn, Library, OutletCard, Query
from viewer.library.safety import opening

_PAGE = 4096
_HITS = (30, 20)
"""How many articles and notes the search finds when all is well."""


@dataclass
class Damages:
    """How each damage was met, and whatever was wrong."""

    met: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def fill(path: Path, articles: int = 30) -> None:
    """Make a library with something in every table, a copy, and changes since; close it."""
    sample = sample_library(path)
    library, story = sample.library, sample.story.id
    for number in range(articles):
        text = f"{number}. " + "The council said so on Monday. " * 30 + "\nA second paragraph."
        library.add_article(make_article(text, f"Title {number}"), text.encode() * 2)
    for number in range(20):
        note = library.add_note(story, sample.articles[number % 3], 0, 5, "a", f"note {number}")
        library.edit_note(note.id, f"note {number}, edited " * 20)
    library.back_up()
    library.set_tags(sample.articles[0], ["bridge"])
    library.correct_facts(sample.articles[1], title="Corrected")
    library.keep_outlet_card(OutletCard("The Paper", owner="somebody"))
    library.keep_palette("Mine", [Category("c", "c", "#aa0000", "x", "dash")])
    library.keep_task(story, "Why?")
    library.keep_hand_ins([HandIn("h", story, "Ann", "hand-in", "", ({"n": 1},))])
    library.keep_analysis("k", {"numbers": list(range(3000))})
    library.delete_note(library.add_note(story, sample.articles[0], 0, 5, "a", "in the trash").id)
    library.keep_position(story, {"scroll": 0.5})
    library.upkeep()
    library.close()


def everything(library: Library) -> object:
    """Return all that the library holds of the reader, read through its verbs."""
    rows = library.article_page(Query(), 0, 1000)
    articles = {row.id: (library.article(row.id), library.source(row.id), library.tags(row.id)) for row in rows}
    notes = [note.id for story in library.stories() for note in library.notes(story.id)]
    history = [library.note_history(note) for note in notes]
    return state(library), sorted(map(repr, rows)), articles, history, library.trash(), library.next_undo()


def flip_a_bit(data: bytearray, chance: random.Random) -> None:
    """Turn one bit round."""
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def spoil_bytes(data: bytearray, chance: random.Random) -> None:
    """Write some bytes over."""
    place = chance.randrange(len(data))
    count = min(chance.randrange(1, 64), len(data) - place)
    data[place : place + count] = chance.randbytes(count)


def spoil_page(data: bytearray, chance: random.Random) -> None:
    """Make a page rubbish, or nothing but zeros."""
    page = chance.randrange(len(data) // _PAGE) * _PAGE
    data[page : page + _PAGE] = chance.randbytes(_PAGE) if chance.randrange(2) else bytes(_PAGE)


def swap_pages(data: bytearray, chance: random.Random) -> None:
    """Write a page where another belongs, as a disk that loses a write does."""
    one, other = (chance.randrange(len(data) // _PAGE) * _PAGE for _ in range(2))
    data[one : one + _PAGE] = data[other : other + _PAGE]


def truncate(data: bytearray, chance: random.Random) -> None:
    """Lose the end of the file."""
    del data[chance.randrange(len(data)) :]


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    *(flip_a_bit, flip_a_bit, flip_a_bit, spoil_bytes, spoil_bytes),
    *(spoil_page, swap_pages, truncate),
)


def damage_over_and_over(folder: Path, rounds: int, seed: int = 4) -> Damages:
    """Damage the library so often, each time anew; see that it is met and that nothing is lost."""
    clean = folder / "clean" / "library.sqlite"
    clean.parent.mkdir()
    fill(clean)
    with Library.open(clean) as library:
        before = everything(library)
    whole, chance, damages = clean.read_bytes(), random.Random(seed), Damages()
    for number in range(rounds):
        path = folder / "now" / "library.sqlite"
        shutil.rmtree(path.parent, ignore_errors=True)
        shutil.copytree(clean.parent, path.parent)
        data, damage = bytearray(whole), chance.choice(DAMAGES)
        damage(data, chance)
        path.write_bytes(data)
        # Every other time as if it were too large to be looked through when it is opened.
        little = opening._LITTLE if number % 2 else 0
        try:
            with patch.object(opening, "_LITTLE", little):
                met = _meet(path, before)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            met = "raised"
            damages.wrong.append(f"{number} {damage.__name__}: {type(error).__name__} {error}")
        if met.startswith("lost"):
            damages.wrong.append(f"{number} {damage.__name__}: {met}")
        if met.startswith("found") and not _is_kept(path, bytes(data)):
            damages.wrong.append(f"{number} {damage.__name__}: the damaged file is not kept")
        damages.met[met] += 1
    return damages


def _meet(path: Path, before: object) -> str:
    """Open the library and read all of it; return how the damage was met, or that something is lost."""
    with Library.open(path) as library:
        how = "found when opened" if library.notices else ""
        try:
            now = everything(library)
        except DamagedLibrary:
            how = "found when read"
            library.recover()
            now = everything(library)
        found = library.check()
        if now != before and not how and not found:  # lists are no one's words: they are made again
            library.upkeep()
            now, how = everything(library), "made again by upkeep"
        if now != before and (how or not found):  # a missing row cannot be seen by reading the others
            return f"lost after {how or 'nothing was found'}"
        if found:
            how = how or "found when checked"
            library.upkeep()
            if everything(library) != before or library.check():
                return "lost after upkeep"
        hits = _search(library)
        library.upkeep()
        if _search(library) != _HITS:
            return f"lost to the search, which found {hits}"
        if hits != _HITS:
            how = how or "made again by upkeep"
        library.rename_story(library.stories()[0].id, "Another change")
    return how or "harmless"


def _search(library: Library) -> tuple[int, int] | None:
    """Return how many articles and notes a search finds; None where the damage is told."""
    try:
        hits = library.search("council", limit=100)
        return len(hits.articles), len(library.search("edited", limit=100).notes)
    except DamagedLibrary:
        return None


def _is_kept(path: Path, damaged: bytes) -> bool:
    """Return whether the damaged file lies beside the library as it was."""
    kept = [file for file in path.parent.glob("library.sqlite.damaged-*") if not file.name.endswith(("-wal", "-shm"))]
    return any(file.read_bytes() == damaged for file in kept)
