"""The way back from a damaged file: a copy, the journal, and what is still sound in the file itself."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from viewer.article.messages import Message
from viewer.library.damage import SQLITE_ERRORS, code_of
from viewer.library.problems import LibraryProblem
from viewer.library.safety import backups
from viewer.library.safety.salvage import salvage
from viewer.library.storage import journal, schema
from viewer.library.storage.changes import drop_loose_ends
from viewer.library.storage.files import put_in_place, write_file
from viewer.library.storage.log import replay
from viewer.library.storage.store import Store, connect_untouched, new_id, restoring_of, without_foreign_keys

_NAMED = 3
"""How many articles are named of those whose original page is missing."""


class Restored(NamedTuple):
    """Where the former file went (None: it was missing) and which copy took its place (None: there was none).

    ``exact``: the copy is to be as it was, without later changes.
    """

    aside: Path | None
    copy: Path | None
    damaged: bool = True
    exact: bool = False


class _Caught(NamedTuple):
    """How many changes of the journal were done again, and how many its damaged lines held."""

    added: int
    lost: int


def replace(path: Path, found: tuple[Path, Path] | None, damaged: bool = True, exact: bool = False) -> Restored:
    """Set the library aside and put the copy laid ready, if any, in its place.

    Until :func:`finish`, a file beside it says so: what lies there if the program ends in between is no library yet.
    """
    with _locked(path):
        aside = _set_aside(path, "damaged" if damaged else "replaced")
        if found is not None:
            put_in_place(found[0], path)
    if aside is not None:
        backups.clear_beside(aside)
    return Restored(aside, found and found[1], damaged, exact)


def _set_aside(path: Path, word: str) -> Path | None:
    """Rename the library; half a library of a restore that was broken off goes too, and what it came from counts."""
    restoring = restoring_of(path)
    former = path.with_name(restoring.read_text("utf-8")) if restoring.exists() else path
    if former != path and former.exists():
        backups.set_aside(path, "unfinished")
        restoring.touch()
        return former
    write_file(restoring, path.name.encode("utf-8"))
    aside = backups.set_aside(path, word)
    write_file(restoring, (aside or path).name.encode("utf-8"))
    return aside


def is_unfinished(path: Path) -> bool:
    """Return whether a restore of the library at ``path`` was broken off; raises LibraryProblem while one goes on."""
    if not restoring_of(path).exists():
        return False
    if path.exists() and _is_written(path):
        template = "The library {path} is being restored by another window; open it again in a moment."
        raise LibraryProblem(Message(template, path=str(path)))
    return True


def _is_written(path: Path) -> bool:
    """Return whether another process is writing into the file; one that has ended holds no lock."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            return code_of(error) == sqlite3.SQLITE_BUSY
    return False


def finish(path: Path) -> None:
    """Take note that the library at ``path`` is restored."""
    restoring_of(path).unlink(missing_ok=True)


def bring_back(store: Store, restored: Restored) -> Message:
    """Add what is newer than the copy: from the journal, then from the file set aside; return what is back."""
    if restored.exact:
        store.run("UPDATE meta SET library = ?", new_id())
    caught = catch_up(store, restored)
    if restored.aside is not None and not restored.exact:
        nothing_else = restored.copy is None and not caught.added
        with without_foreign_keys(store.connection), store.writing():
            salvage(store, restored.aside, everything=caught.lost > 0 or nothing_else)
            drop_loose_ends(store)  # a damaged line of the journal may have held the article or the story
    return _notice(store, restored, caught)


def catch_up(store: Store, restored: Restored | None = None) -> _Caught:
    """Do what the journal holds and the database does not."""
    with without_foreign_keys(store.connection), store.writing():
        # Asked for only now: a copy that another process makes files the journal away, but not while we write.
        paths = [path for path in (*backups.journals(store.path), store.journal) if path.exists()]
        if restored is not None and restored.copy is None and (last := _latest(paths)) is not None:
            store.run("UPDATE meta SET library = ?", last)
        identity = store.row("SELECT library, changes FROM meta")
        assert identity is not None
        library, before = identity
        records = journal.read(paths, library, before)
        added = replay(store, records)
        drop_loose_ends(store)
    latest = records[-1]["number"] if records else before
    return _Caught(added, latest - before - added)


def is_certainly_ours(path: Path) -> bool:
    """Return whether the header of a file, damaged elsewhere, says that it is a library of this program."""
    with path.open("rb") as file:
        header = file.read(100)
    return header.startswith(b"SQLite format 3\0") and header[68:72] == schema.APPLICATION.to_bytes(4, "big")


def _latest(paths: list[Path]) -> str | None:
    """Return the library that the journals were last written for."""
    numbers = (number for path in reversed(paths) if (number := journal.last_number(path)) is not None)
    found = next(numbers, None)
    return None if found is None else found[0]


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock of the library while it is replaced, if it is sound enough: who waits for it follows then."""
    if sys.platform == "win32" or not path.exists():  # Windows renames no file that is open
        yield
        return
    with closing(connect_untouched(path)) as connection:
        with suppress(*SQLITE_ERRORS):
            connection.execute("BEGIN IMMEDIATE")
        yield


def _notice(store: Store, restored: Restored, caught: _Caught) -> Message:
    """Say what was done, what is back, and what is not."""
    if restored.aside is None:
        what = "The library {path} was missing; "
    elif restored.damaged:
        what = "The library {path} was damaged and is kept as {aside}; "
    else:
        what = "The library {path} is kept as {aside}; "
    if restored.copy is not None:
        then = "the copy {copy} took its place, and {added} later changes were added from the journal. "
    elif caught.added or restored.aside is None:
        then = "it was built again from {added} changes in the journal. "
    else:
        then = "there was neither copy nor journal, so it was built again from what can still be read of it. "
    back = "Back are {articles} articles, {stories} stories and {notes} notes."
    missing = _missing(store, caught)
    return Message(
        what + then + back + missing.template,
        path=str(store.path),
        aside=restored.aside.name if restored.aside else "",
        copy=restored.copy.name if restored.copy else "",
        added=caught.added,
        **_counts(store),
        **missing.args,
    )


def _counts(store: Store) -> dict[str, int]:
    counts = {}
    for table in ("articles", "stories", "notes"):
        row = store.row(f"SELECT count(*) FROM {table} WHERE trashed IS NULL")
        counts[table] = row[0] if row else 0
    return counts


def _missing(store: Store, caught: _Caught) -> Message:
    pages = store.rows(
        "SELECT title FROM articles WHERE path IS NOT NULL AND id NOT IN (SELECT article FROM originals) ORDER BY rowid"
    )
    lost = " Not back are {lost} changes whose lines in the journal are damaged." if caught.lost else ""
    read_from = " Not back are the original files of {pages} articles, whose texts are: {titles}." if pages else ""
    titles = ", ".join(f"“{row[0]}”" for row in pages[:_NAMED]) + (" …" if len(pages) > _NAMED else "")
    return Message(lost + read_from, lost=caught.lost, pages=len(pages), titles=titles)
