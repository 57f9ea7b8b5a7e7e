"""A library is opened: checked, restored if damaged, brought to the newest schema, and backed up once a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from viewer.article.messages import Message
from viewer.library import backups, indexing, journal, schema
from viewer.library.damage import is_damage
from viewer.library.files import put_in_place
from viewer.library.log import replay
from viewer.library.problems import LibraryProblem, not_kept
from viewer.library.store import Store, connect, connect_untouched, journal_of, new_id, settle


class _Restored(NamedTuple):
    """Where the former file went (None: it was missing) and which copy took its place (None: there was none)."""

    aside: Path | None
    copy: Path | None
    damaged: bool = True


def default_path() -> Path:
    """Return where the reader's library is: in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("viewer", appauthor=False) / "library.sqlite"


def open_store(path: Path) -> tuple[Store, tuple[Message, ...]]:
    """Open or make the library at ``path``; return it with what the reader should know. Raises LibraryProblem."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection, restored = _sound_connection(path)
    except (sqlite3.Error, OSError) as error:
        raise not_kept(path, error) from error
    store = Store(path, connection)
    try:
        return store, _make_ready(store, restored)
    except BaseException:
        connection.close()
        raise


def restore(path: Path, copy: Path | None = None) -> Message:
    """Put a copy in the place of the library at ``path``, which is kept under another name; return what was done.

    Without ``copy`` it is the newest sound one, and every later change is added from the journal. A named copy comes
    back exactly as it is: changes journalled since then no longer belong to it. Raises LibraryProblem.
    """
    try:
        found = backups.ready_copy(path, copy)
        if found is None:
            raise LibraryProblem(Message("There is no sound copy to restore: {path}.", path=str(copy or path)))
        restored = _replace(path, found, damaged=False)
        store = Store(path, connect(path))
    except (sqlite3.Error, OSError) as error:
        raise not_kept(path, error) from error
    with closing(store.connection):
        if copy is not None:
            store.run("UPDATE meta SET library = ?", new_id())
        notices = _make_ready(store, restored)
        with store.told():
            backups.back_up(store)
    return notices[0]


def _make_ready(store: Store, restored: _Restored | None) -> tuple[Message, ...]:
    with store.told():
        if schema.version(store.connection) > len(schema.MIGRATIONS):
            raise LibraryProblem(
                Message("The library {path} was made by a newer version; use that version.", path=str(store.path))
            )
        schema.migrate(store.connection, lambda number: backups.keep_copy(store.connection, store.path, number))
        indexing.prepare(store)
        added = _catch_up(store, restored)
    notices = () if restored is None else (_restored_notice(store.path, restored, added),)
    return notices + _daily_copy(store)


def _sound_connection(path: Path) -> tuple[sqlite3.Connection, _Restored | None]:
    missing = not path.exists() or path.stat().st_size == 0
    if not missing and (connection := _connect_if_sound(path)) is not None:
        return connection, None
    if journal_of(path).exists() or backups.copies(path):
        restored = _replace(path, backups.ready_copy(path))
        return connect(path), restored
    if not missing:  # perhaps never a library: another file named by mistake is left alone
        raise LibraryProblem(
            Message("The file {path} is damaged or no library; name another one with --library.", path=str(path))
        )
    return connect(path), None


def _replace(path: Path, found: tuple[Path, Path] | None, damaged: bool = True) -> _Restored:
    """Set the library aside and put the copy laid ready, if any, in its place."""
    aside = backups.set_aside(path, "damaged" if damaged else "replaced")
    if found is None:
        return _Restored(aside, None, damaged)
    part, copy = found
    put_in_place(part, path)
    return _Restored(aside, copy, damaged)


def _connect_if_sound(path: Path) -> sqlite3.Connection | None:
    connection = connect_untouched(path)
    try:
        if schema.is_ours(connection) and backups.is_sound(connection):
            settle(connection)
            return connection
    except sqlite3.Error as error:
        if not is_damage(error):
            connection.close()
            raise
    connection.close()
    return None


def _catch_up(store: Store, restored: _Restored | None) -> int:
    """Do what the journal holds and the database does not; return how many changes that were."""
    if restored is None and not _is_behind(store):
        return 0
    paths = [*backups.journals(store.path), store.journal]
    records = journal.read([path for path in paths if path.exists()])
    with _without_foreign_keys(store.connection), store.writing():
        if restored is not None and restored.copy is None and records:
            latest = journal.last(store.journal) or records[-1]
            store.run("UPDATE meta SET library = ?", latest["library"])
        added = replay(store, records)
        # A damaged line of the journal may have held the article or the story.
        store.run("DELETE FROM story_articles WHERE article NOT IN (SELECT id FROM articles)")
        store.run("DELETE FROM story_articles WHERE story NOT IN (SELECT id FROM stories)")
    return added


def _is_behind(store: Store) -> bool:
    last = journal.last(store.journal)
    if last is None:
        return False
    return (
        store.row("SELECT 1 FROM meta WHERE library = ? AND changes < ?", last["library"], last["number"]) is not None
    )


@contextmanager
def _without_foreign_keys(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _daily_copy(store: Store) -> tuple[Message, ...]:
    if not backups.is_due(store.path) or store.row("SELECT 1 FROM meta WHERE changes > 0") is None:
        return ()
    try:
        backups.back_up(store)
    except (sqlite3.Error, OSError, LibraryProblem) as error:
        return (
            Message(
                "Today's copy of the library could not be made in {folder}: {reason}.",
                folder=str(store.backups),
                reason=str(error),
            ),
        )
    return ()


def _restored_notice(path: Path, restored: _Restored, added: int) -> Message:
    if restored.aside is None:
        what = "The library {path} was missing; "
    elif restored.damaged:
        what = "The library {path} was damaged and is kept as {aside}; "
    else:
        what = "The library {path} is kept as {aside}; "
    if restored.copy is None:
        then = "it was built again from {added} changes in the journal."
    else:
        then = "the copy {copy} took its place, and {added} later changes were added from the journal."
    return Message(
        what + then,
        path=str(path),
        aside=restored.aside.name if restored.aside else "",
        copy=restored.copy.name if restored.copy else "",
        added=added,
    )
